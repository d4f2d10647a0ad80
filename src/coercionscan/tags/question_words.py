"""The words that questions are built of, read from ``lexicon/questions.toml`` and checked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.matching.matchers import PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, PhraseError

TABLE = "questions"
Stretch = tuple[int, int]
_NO_BASE = frozenset({""})


class _Bases(dict[str, str]):
    """Words of one transcript to their base forms; "" for a word that carries no content. Each is worked out once."""

    def __init__(self, table: QuestionWords) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, token: str) -> str:
        carries = token not in self._table.words["function"] and token[0].isalnum()
        base = self[token] = self._table.stem(token) if carries else ""
        return base


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Word lists and phrases of the question forms.

    Attributes:
        words: Word lists by name.
        endings: Endings that are cut to compare words, longest first.
        least_letters: Letters that must be left when an ending is cut.
        irregular: Form to base form, applied before and after an ending is cut.
        phrases: Finds all phrases; a hit's key is the name of its list.
        points: What speaks for a question in a statement without a mark, by name; ``enough`` of them make one.
    """

    words: Mapping[str, frozenset[str]]
    endings: tuple[str, ...]
    least_letters: int
    irregular: Mapping[str, str]
    phrases: PhraseMatcher[str]
    points: Mapping[str, float]
    _bases: _Bases = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bases", _Bases(self))

    def marks(self, words: Words) -> dict[str, list[Stretch]]:
        """First and last token of every phrase in a turn, by the name of its list."""
        found: dict[str, list[Stretch]] = {}
        for hit in self.phrases.find(words):
            found.setdefault(hit.key, []).append((hit.first, hit.last))
        return found

    def stem(self, token: str) -> str:
        """Base form of a token, good enough to tell whether two people use the same word."""
        if token in self.irregular:
            return self.irregular[token]
        for ending in self.endings:
            if token.endswith(ending) and len(token) - len(ending) >= self.least_letters:
                cut = token[: -len(ending)]
                return self.irregular.get(cut, cut)
        return token

    def content(self, tokens: Iterable[str]) -> frozenset[str]:
        """Base forms of the tokens that carry content."""
        return frozenset(map(self._bases.__getitem__, tokens)) - _NO_BASE

    def asks_against(self, tokens: Sequence[str]) -> bool:
        """Whether a question that opens with its auxiliary is a negative one: "didn't you lock it", "did you not"."""
        negation = self.words["negation"]
        after_subject = tokens[0] in self.words["auxiliary_past"] and not negation.isdisjoint(tokens[2:3])
        return after_subject or not negation.isdisjoint(tokens[1:2])

    def forget(self) -> None:
        """Forget the words of the transcript: called when it is done."""
        self._bases.clear()


def question_words(lexicon: Lexicon, shared: PhraseCompiler) -> QuestionWords:
    """Read the table of a lexicon.

    Args:
        lexicon: The lexicon.
        shared: Compiler over its word sets.

    Returns:
        The words, ready to use.

    Raises:
        LexiconError: When the table is missing, lacks a section, or a phrase cannot be read.
    """
    try:
        table = lexicon.tables[TABLE]
        compiler = PhraseCompiler(_lists(table["sets"]), shared)
        phrases = [(key, compiler.compile(text)) for key, texts in table["phrases"].items() for text in texts]
        return QuestionWords(
            words={name: frozenset(members) for name, members in _lists(table["words"]).items()},
            endings=tuple(table["suffixes"]["endings"]),
            least_letters=int(table["suffixes"]["least"]),
            irregular=dict(table["irregular"]),
            phrases=PhraseMatcher(phrases),
            points={name: float(value) for name, value in table["statement_points"].items()},
        )
    except (KeyError, TypeError, PhraseError) as error:
        raise LexiconError(f"questions.toml: {error}", where=TABLE, hint="Mend or reinstall the lexicon.") from error


def _lists(section: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    return {name: tuple(members) for name, members in section.items()}
