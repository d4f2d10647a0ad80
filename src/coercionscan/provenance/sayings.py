"""Words that somebody is said to have spoken, and reasons given: details that are a clause and not a thing."""

from __future__ import annotations

from typing import NamedTuple

from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import ATTRIBUTE, HOLLOW, OBJECT, PERSON, Concept

SPEECH = "speech"
CAUSE = "cause"
_WORDS = "tells_words"
TELLING = frozenset({_WORDS, "gives_reason"})
"""Cues of a clause that tells words or a reason."""
_MOST_WORDS = 6
_SHORTEST = 2
_LONGEST = 12
"""Beyond so many tokens an answer tells a story, and not what was said."""


class Saying(NamedTuple):
    """A clause as a detail: the concepts of its key, the words that tell it, and where it stands."""

    concepts: tuple[Concept, ...]
    words: tuple[Item, ...]


class Sayings:
    """Reads such clauses."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Keep the vocabulary."""
        self._vocabulary = vocabulary

    def read(self, line: Line, *, asked_words: bool, asked_why: bool) -> Saying | None:
        """The clause of a line that tells words or a reason.

        Args:
            line: The line.
            asked_words: Whether the question before asks what somebody said.
            asked_why: Whether it asks why.

        Returns:
            The clause; None where the line tells neither, or nothing with a meaning of its own.
        """
        cue = next((cue for cue in line.cues if cue.name in TELLING), None)
        if cue is not None and not line.asks:
            kind = SPEECH if cue.name == _WORDS else CAUSE
            return self._clause(line, cue.at if kind == SPEECH else cue.at + cue.size, kind)
        if line.asks or line.has("unknown") or line.size > _LONGEST:
            return None
        if asked_words:
            return self._clause(line, line.first, SPEECH)
        return self._clause(line, line.first, CAUSE) if asked_why else None

    def _clause(self, line: Line, begin: int, kind: str) -> Saying | None:
        known = self._vocabulary.known
        who = [item for item in line.items if item.at < begin and item.concept.kind == PERSON][-1:]
        told: list[Item] = []
        pronouns: list[Item] = []
        for at in range(begin, line.last + 1):
            token = line.tokens[at]
            if not token[0].isalnum() or at in line.unread:
                continue
            item = Item(Concept(self._lemma(token), kind, self._vocabulary.weight(kind), ATTRIBUTE), at, token, 0, "")
            if not known[token].grammar & HOLLOW:
                told.append(item)
            elif known[token].grammar & OBJECT:
                pronouns.append(item)
            if len(told) == _MOST_WORDS:
                break
        if len(told) < _SHORTEST:
            told = sorted([*told, *pronouns[: _SHORTEST - len(told)]], key=lambda item: item.at)
        if len(told) < _SHORTEST or all(item.said == told[0].said for item in told):
            return None
        return Saying(tuple(item.concept for item in told), (*who, *told))

    def _lemma(self, token: str) -> str:
        concept = self._vocabulary.concept(token)
        return concept.name if concept is not None else token
