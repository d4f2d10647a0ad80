"""What the exchange taggers share: the scene of a transcript, the words they look for, and how they make a tag."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.matching.matchers import PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, PhraseError
from coercionscan.records import Evidence, Ledger, Origin, QuestionForm, Role, Tag, TagStatus, Transcript
from coercionscan.tags.dialogue import Dialogue, Side
from coercionscan.tags.make import make_tag
from coercionscan.tags.remembered import Remembered

EXCHANGE = "exchange"
TABLE = "exchanges"
Stretch = tuple[int, int]
_NONE: Sequence[Stretch] = ()
_NO_CODES: frozenset[str] = frozenset()
_OFTEN: Mapping[Side, Sequence[str]] = {
    "interrogator": (
        "asks_again", "checks", "compares", "doubts", "greeting", "innocent_sense", "neutral_no", "of_degree",
        "offence_named", "procedural", "puts_off", "rejects", "rejects_answer", "weighs_guess", "what_else",
    ),
    "suspect": (
        "answers_nothing", "assent", "denial_begun", "denies_short", "deny", "head_shake", "innocent_sense",
        "neutral_no", "no_answer", "no_response", "nod", "only_ok", "refuses_both", "said_for_a_reason",
    ),
}  # fmt: skip
"""Lists that are asked for in most turns of a side: they are found together. That costs time or saves it, no more."""
_SUSPECT = Role.SUSPECT
_NONVERBAL = Origin.NONVERBAL
_ACTIVE = TagStatus.ACTIVE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Marks(dict[str, Sequence[Stretch]]):
    """Where the phrases of each list stand in a turn: lists that nobody has asked for yet are found when asked for."""

    def __init__(self, table: ExchangeWords, words: Words, known: Iterable[str]) -> None:
        """Begin with nothing found.

        Args:
            table: Finds phrases.
            words: The turn's words.
            known: Names of the lists that the caller fills in.
        """
        super().__init__(dict.fromkeys(known, _NONE))
        self._table = table
        self._words = words

    def __missing__(self, name: str) -> Sequence[Stretch]:
        """Find the phrases of a list."""
        found = self[name] = self._table.stretches(self._words, name)
        return found


class _NoMarks(dict[str, Sequence[Stretch]]):
    """No phrases of any list."""

    def __missing__(self, name: str) -> Sequence[Stretch]:
        return _NONE


class ExchangeWords:
    """The table of the exchange taggers, compiled: phrase lists by name, word sets, confidences.

    Attributes:
        table: The table as it is written.
        words: Word sets by name.
        asking: Words that open a question: question words, and verbs that stand before their subject.
        hedging: Words that hedge an answer, the loose ones among them.
        confidence: Confidence of each rule.
    """

    def __init__(self, lexicon: Lexicon, compiler: PhraseCompiler) -> None:
        """Compile the lists.

        Args:
            lexicon: The lexicon; its table ``exchanges``.
            compiler: Compiler with the shared word sets.

        Raises:
            LexiconError: When a phrase cannot be read.
        """
        self.table: Mapping[str, Any] = lexicon.tables.get(TABLE, {})
        self.words = {
            name: frozenset(str(item) for item in value)
            for name, value in self.table.items()
            if isinstance(value, list)
        }
        self._small = self.words.get("function_words", _NO_CODES)
        self.asking = self.words.get("inverted", _NO_CODES) | self.words.get("question_words", _NO_CODES)
        self.hedging = self.words.get("hedges", _NO_CODES) | self.words.get("loose_hedges", _NO_CODES)
        self._carries = Remembered(self._looks_full).__getitem__
        self.confidence: Mapping[str, float] = self.table.get("confidence", {})
        try:
            lists = {
                name: [(name, compiler.compile(text)) for text in texts]
                for name, texts in self.table.get("lists", {}).items()
            }
        except PhraseError as error:
            raise LexiconError(str(error), where=f"{TABLE}.lists", hint="Mend the phrase.") from error
        self._one_list = {name: PhraseMatcher(phrases) for name, phrases in lists.items()}
        self._often = {
            side: PhraseMatcher([phrase for name in names for phrase in lists.get(name, ())])
            for side, names in _OFTEN.items()
        }

    def marks(self, words: Words, side: Side) -> Marks:
        """Where the phrases of the lists stand in a turn of a side; found once per turn.

        Args:
            words: The turn's words.
            side: Who speaks: what is often asked for of that side is found at once, the rest when it is asked for.

        Returns:
            First and last token, both included, of each phrase, by the name of its list.
        """
        return words.page.once((self, words.number, side), lambda: self._marks(words, side))

    def _marks(self, words: Words, side: Side) -> Marks:
        found: dict[str, list[Stretch]] = {}
        for hit in self._often[side].find(words):
            found.setdefault(hit.key, []).append((hit.first, hit.last))
        marks = Marks(self, words, _OFTEN[side])
        marks.update(found)
        return marks

    def stretches(self, words: Words, name: str) -> Sequence[Stretch]:
        """Where the phrases of one list stand in a turn."""
        matcher = self._one_list.get(name)
        hits = matcher.find(words) if matcher else ()
        return [(hit.first, hit.last) for hit in hits] if hits else _NONE

    def _looks_full(self, token: str) -> bool:
        return token not in self._small and token[0].isalnum()

    def content(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """The tokens that carry content of their own: no marks, no function words."""
        return tuple(filter(self._carries, tokens))

    def says_something(self, tokens: Sequence[str]) -> bool:
        """Whether one of the tokens carries content of its own."""
        return any(map(self._carries, tokens))


@dataclass(frozen=True, slots=True)
class Scene:
    """A transcript as the exchanges see it.

    Attributes:
        transcript: The transcript.
        words: Words of each turn.
        talk: Who answers whom.
        forms: Question form of each turn.
        ledger: Facts and corrected answers.
        marks: Phrases of the table in each turn.
        by_turn: Active tags so far, by turn.
        codes: Their codes, by turn.
        asked: For each turn of an answer, what ``asked_before`` tells.
    """

    transcript: Transcript
    words: Sequence[Words]
    talk: Dialogue
    forms: Sequence[QuestionForm]
    ledger: Ledger
    marks: Sequence[Mapping[str, Sequence[Stretch]]]
    by_turn: Mapping[int, Sequence[Tag]]
    codes: Mapping[int, frozenset[str]]
    asked: Sequence[tuple[int, int] | None]

    def has(self, index: int, name: str) -> bool:
        """Whether a turn holds a phrase of a list."""
        return bool(self.marks[index][name])

    def hits(self, index: int, name: str) -> Sequence[Stretch]:
        """Where the phrases of a list stand in a turn."""
        return self.marks[index][name]

    def codes_at(self, index: int) -> frozenset[str]:
        """Codes of the active tags of a turn so far."""
        return self.codes.get(index, _NO_CODES)

    def carries(self, turns: Iterable[int], codes: frozenset[str]) -> bool:
        """Whether one of some turns has a tag of one of the codes."""
        return any(not codes.isdisjoint(self.codes_at(turn)) for turn in turns)

    def carrying(self, codes: frozenset[str]) -> Sequence[int]:
        """The turns that have a tag of one of the codes, in order."""
        return sorted([turn for turn, some in self.codes.items() if not codes.isdisjoint(some)])

    def tags_at(self, index: int) -> Sequence[Tag]:
        """Active tags of a turn so far."""
        return self.by_turn.get(index, ())

    def asks(self, index: int) -> bool:
        """Whether the turn is one of a person who asks."""
        return self.talk.sides[index] == "interrogator"

    def answers(self, index: int) -> bool:
        """Whether the turn is one of a questioned person."""
        return self.talk.sides[index] == "suspect"

    def is_suspect(self, index: int) -> bool:
        """Whether the turn is one of a suspect; a witness makes no admissions."""
        return self.answers(index) and self.transcript.turns[index].role is _SUSPECT

    def is_gesture(self, index: int) -> bool:
        """Whether the turn is a movement in brackets."""
        return self.transcript.turns[index].origin is _NONVERBAL

    def asked_before(self, index: int) -> tuple[int, int] | None:
        """The turn that an answer answers, and the end (exclusive) of the tokens said before it.

        A gesture answers the words before its bracket; other answers the whole turn.
        """
        return self.asked[index]


def scene(
    transcript: Transcript,
    words: Sequence[Words],
    talk: Dialogue,
    tags: Sequence[Tag],
    forms: Sequence[QuestionForm],
    ledger: Ledger,
    table: ExchangeWords,
) -> Scene:
    """Build the scene.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        talk: Who answers whom.
        tags: Tags so far.
        forms: Question form of each turn.
        ledger: Facts and corrected answers.
        table: The compiled words.

    Returns:
        The scene; turns of neither side have no marks.
    """
    none = _NoMarks()
    marks = tuple(table.marks(row, side) if side else none for row, side in zip(words, talk.sides, strict=True))
    asked = tuple(_asked_before(transcript, words, talk, index) for index in range(len(words)))
    return with_tags(Scene(transcript, words, talk, forms, ledger, marks, {}, {}, asked), tags)


def _asked_before(transcript: Transcript, words: Sequence[Words], talk: Dialogue, index: int) -> tuple[int, int] | None:
    before = talk.other_before[index]
    if before is None:
        return None
    starts, turn = words[before].starts, transcript.turns[index]
    if turn.origin is not _NONVERBAL:
        return before, len(starts)
    return before, sum(start < turn.span.start for start in starts)


def stands_before(turns: Sequence[int], index: int, reach: int) -> bool:
    """Whether one of some turns is one of the last before a turn.

    Args:
        turns: The turns, in order.
        index: The turn.
        reach: How many turns back are looked at.

    Returns:
        Whether one is.
    """
    at = bisect_left(turns, index)
    return at > 0 and turns[at - 1] >= index - reach


def with_tags(stage: Scene, tags: Sequence[Tag]) -> Scene:
    """The same scene with these tags instead of its own; suppressed ones are left out."""
    found: dict[int, list[Tag]] = {}
    for tag in tags:
        if tag.status is _ACTIVE:
            found.setdefault(tag.turn_index, []).append(tag)
    codes = {index: frozenset(tag.code for tag in some) for index, some in found.items()}
    return replace(stage, by_turn=found, codes=codes)


class Maker:
    """Makes the tags of exchanges."""

    def __init__(self, lexicon: Lexicon, table: ExchangeWords) -> None:
        """Remember the domains and the confidences."""
        self._domains = {entry.id: entry.domain for entry in lexicon.entries}
        self._table = table

    def make(
        self,
        stage: Scene,
        code: str,
        index: int,
        stretch: Stretch,
        rule: str,
        why: str,
        *,
        related: tuple[int, ...] = (),
        attributes: Mapping[str, str] | None = None,
    ) -> Tag:
        """A tag of an exchange.

        Args:
            stage: The scene.
            code: Code id.
            index: The turn.
            stretch: First and last token, both included.
            rule: Name of the exchange, a key of the confidences.
            why: One sentence.
            related: The other turns of the exchange.
            attributes: Attributes of the code.

        Returns:
            The tag.
        """
        return make_tag(
            stage.transcript,
            code=code,
            domain=self._domains[code],
            turn_index=index,
            span=stage.words[index].span(*stretch),
            confidence=float(self._table.confidence.get(rule, 0.5)),
            tagger=EXCHANGE,
            evidence=Evidence(rule_id=f"{code}.{rule}", related_turn_indexes=related, explanation=why),
            attributes=attributes,
        )


def figures(tokens: Iterable[str], named: frozenset[str]) -> frozenset[str]:
    """The numbers among some tokens: those in digits, and those of a list."""
    return frozenset(token for token in tokens if token in named or token[0].isdigit())
