"""What the room knows of words: which are details, of what kind, and which cues begin where.

All of it is data of the lexicon (``details.toml``, ``detail_words.toml``); this file only gives it a shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import simplemma

from coercionscan.lexicon.catalogue import Lexicon

NO_KIND = "none"
LIGHT = "light"
OTHER = "other"
NUMBER = "number"
NAME = "name"
_VAGUE = frozenset({LIGHT, OTHER})


class Concept(NamedTuple):
    """One detail word in its general form, the kind of thing that it names, and its weight (0..1)."""

    name: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the tracer; see the comments in ``details.toml``."""

    facts: int
    corrections: int
    correction_floor: float
    pair_tokens: int
    pair_words: int
    answer_turns: int
    later_turns: int
    matter_lines: int
    challenge_turns: int


class Vocabulary:
    """Looks up words. It remembers what it has looked up and holds no other state."""

    def __init__(self, lexicon: Lexicon, aliases: Sequence[Sequence[str]] = ()) -> None:
        """Read the tables.

        Args:
            lexicon: The lexicon with the tables ``details`` and ``detail_words``.
            aliases: The user's own groups of words that mean one thing; the first word of a group stands for all.

        Raises:
            KeyError: When a table or section is missing.
        """
        table: Mapping[str, Any] = lexicon.tables["details"]
        self.settings = Settings(**table["settings"])
        self._stop = frozenset(table["stop"].split())
        self._light = frozenset(table["light"].split())
        self._weights: Mapping[str, float] = table["weights"]
        self._lemmas: Mapping[str, str] = table["lemmas"]
        self._endings: Mapping[str, str] = table["endings"]
        self._common = _by_word(lexicon.tables["detail_words"])
        self._own = _by_word(table["kinds"])
        self._one = _groups([*table["synonyms"]["groups"], *(_single_words(group) for group in aliases)])
        self.strong = frozenset(table["pairs"]["strong"])
        self.core = frozenset(table["pairs"]["core"])
        self._group = {kind: group for group, kinds in table["groups"].items() for kind in kinds}
        self.slots: Mapping[str, frozenset[str]] = {word: frozenset(kinds) for word, kinds in table["slots"].items()}
        self.cues = _cue_index({**table["cues"], **{f"slot:{word}": [word] for word in self.slots}})
        self._known: dict[str, Concept | None] = {}
        self._words: dict[str, bool] = {}

    def concept(self, token: str) -> Concept | None:
        """The detail that a normal token names.

        Args:
            token: A normal token, lower case.

        Returns:
            The concept; None for grammar, talk about talk and punctuation.
        """
        try:
            return self._known[token]
        except KeyError:
            found = self._known[token] = self._look(token)
            return found

    def name(self, token: str) -> Concept | None:
        """A token that is written like a name inside a sentence, as the name of somebody or something.

        Returns:
            None for words of grammar and talk, which some typists write large.
        """
        if len(token) < 3 or token in self._stop or not token.isalpha():
            return None
        return Concept(self._one.get(token, token), NAME, self.weight(NAME))

    def is_word(self, token: str) -> bool:
        """Whether a token is an English word at all; damaged text is full of tokens that are none."""
        try:
            return self._words[token]
        except KeyError:
            known = self._words[token] = bool(simplemma.is_known(token, lang="en"))
            return known

    def weight(self, kind: str) -> float:
        """How much a kind of detail matters by itself, 0..1."""
        return float(self._weights.get(kind, self._weights[OTHER]))

    def pairs(self, one: Concept, two: Concept, *, near: bool) -> bool:
        """Whether two words make one detail together.

        Args:
            one: One word.
            two: Another word.
            near: Whether they are near neighbours in one sentence.

        Returns:
            True for complementary kinds of which one is strong; for near neighbours also for two of one group.
        """
        if one.name == two.name:
            return False
        if not near and (one.kind in _VAGUE or two.kind in _VAGUE):
            return False
        same = self._group.get(one.kind) == self._group.get(two.kind)
        if same:
            return near and (one.kind in self.strong) == (two.kind in self.strong) and one.kind not in _VAGUE
        return one.kind in self.strong or two.kind in self.strong

    def is_act(self, concept: Concept) -> bool:
        """Whether a word names an act of the kind that offences are made of."""
        return concept.kind in self.core and self._group.get(concept.kind) == "act"

    def is_thing(self, concept: Concept) -> bool:
        """Whether a word names a thing, a part of a body or a person."""
        return self._group.get(concept.kind) == "thing"

    def _look(self, token: str) -> Concept | None:
        if not token[0].isalnum() or (len(token) < 2 and not token.isdigit()):
            return None
        light = token in self._light
        if token in self._stop and not light:
            return None
        lemma = self._lemma(token)
        name = self._one.get(lemma, self._one.get(token, lemma))
        kind = self._kind(token, lemma, name)
        if kind == NO_KIND:
            return None
        if light and kind in (OTHER, "act"):
            kind = LIGHT
        return Concept(name, kind, self.weight(kind))

    def _lemma(self, token: str) -> str:
        if token in self._lemmas:
            return self._lemmas[token]
        for short, full in self._endings.items():
            if token.endswith(short) and token not in self._common and token not in self._own:
                whole = token[: -len(short)] + full
                lemma = str(simplemma.lemmatize(whole, lang="en"))
                if lemma != whole and (lemma in self._common or lemma in self._own):
                    return lemma
        return str(simplemma.lemmatize(token, lang="en")).lower()

    def _kind(self, *forms: str) -> str:
        if forms[0][0].isdigit():
            return NUMBER
        for table in (self._own, self._common):
            for form in forms:
                if form in table:
                    return table[form]
        return OTHER


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """Kind of each word; where two kinds name a word, the one that stands first in the file wins."""
    found: dict[str, str] = {}
    for kind, words in table.items():
        for word in words.split():
            found.setdefault(word, kind)
    return found


def _groups(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    return {word: group[0] for group in groups if group for word in group}


def _single_words(group: Sequence[str]) -> list[str]:
    """The last words of an alias group's members: "the old shed" and "workshop" mean one thing at their heads."""
    return [member.lower().split()[-1] for member in group if member.split()]


def _cue_index(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Cue phrases by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue[0]))) for first, cues in found.items()}
