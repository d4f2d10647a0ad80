"""Turns become lines: one sentence each, with its detail words and its cues, so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coercionscan.matching.language import Words
from coercionscan.provenance.vocabulary import OTHER, Concept, Vocabulary
from coercionscan.records import Origin, Role, Transcript, Turn

_OPEN, _CLOSE = "(", ")"
_GESTURES = {
    "assent": "gesture_assent",
    "denial": "gesture_denial",
    "gesture_assent": "gesture_assent",
    "gesture_denial": "gesture_denial",
    "gesture_unknown": "gesture_unknown",
}
"""What a cue means where it stands in brackets; other cues mean nothing there."""


class Item(NamedTuple):
    """A detail word and the token that says it."""

    concept: Concept
    at: int


class CueHit(NamedTuple):
    """A cue phrase: its name, its first token, its length in tokens."""

    name: str
    at: int
    size: int


class Line(NamedTuple):
    """One sentence of one turn.

    ``first`` and ``last`` are tokens of the turn, both included. ``asks`` says whether it is a question in form.
    ``spoken_first`` says whether it is the first sentence of its turn.
    """

    number: int
    turn_index: int
    role: Role
    first: int
    last: int
    items: tuple[Item, ...]
    cues: tuple[CueHit, ...]
    asks: bool
    spoken_first: bool
    cue_names: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether a cue of the name stands in the line."""
        return name in self.cue_names

    def begins(self, name: str, reach: int = 2) -> bool:
        """Whether a cue of the name stands within the first ``reach`` tokens."""
        return name in self.cue_names and any(cue.name == name and cue.at - self.first < reach for cue in self.cues)

    @property
    def size(self) -> int:
        """Number of tokens."""
        return self.last - self.first + 1


class Talk(NamedTuple):
    """All lines in order, and the lines of each turn as (first, beyond last)."""

    lines: tuple[Line, ...]
    of_turn: tuple[tuple[int, int], ...]

    def turn(self, index: int) -> tuple[Line, ...]:
        """Lines of a turn."""
        first, end = self.of_turn[index]
        return self.lines[first:end]


def lines_of(transcript: Transcript, words: Sequence[Words], vocabulary: Vocabulary) -> Talk:
    """Cut the turns into lines.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        vocabulary: The vocabulary.

    Returns:
        The lines; a turn that is excluded from analysis has none.
    """
    lines: list[Line] = []
    bounds: list[tuple[int, int]] = []
    for turn in transcript.turns:
        begin = len(lines)
        if turn.scored:
            lines.extend(_turn_lines(turn, words[turn.index], vocabulary, begin, transcript.text))
        bounds.append((begin, len(lines)))
    return Talk(tuple(lines), tuple(bounds))


def _turn_lines(turn: Turn, words: Words, vocabulary: Vocabulary, index: int, text: str) -> Iterator[Line]:
    tokens = words.tokens
    gesture = turn.origin is Origin.NONVERBAL
    for number, (begin, end) in enumerate(words.sentences()):
        bracketed = _bracketed(tokens, begin, end, everything=gesture)
        cues = tuple(_cues(tokens, begin, end, vocabulary, bracketed))
        items = tuple(_items(words, begin, end, vocabulary, bracketed, text))
        names = frozenset([cue.name for cue in cues])
        asks = tokens[end - 1] == "?" or any(cue.name in ("wh", "inverted") and cue.at == begin for cue in cues)
        yield Line(index + number, turn.index, turn.role, begin, end - 1, items, cues, asks, number == 0, names)


def _bracketed(tokens: Sequence[str], begin: int, end: int, *, everything: bool) -> frozenset[int]:
    """Tokens in brackets: what stands there was done or heard, not said."""
    if everything:
        return frozenset(range(begin, end))
    if _OPEN not in tokens[begin:end]:
        return frozenset()
    inside: set[int] = set()
    depth = 0
    for at in range(begin, end):
        depth += (tokens[at] == _OPEN) - (tokens[at] == _CLOSE and depth > 0)
        if depth:
            inside.add(at)
    return frozenset(inside)


def _items(
    words: Words, begin: int, end: int, vocabulary: Vocabulary, bracketed: frozenset[int], text: str
) -> Iterator[Item]:
    tokens = words.tokens
    concept_of = vocabulary.concept
    for at in range(begin, end):
        concept = concept_of(tokens[at])
        if concept is None or concept.kind == OTHER:
            start = words.starts[at]
            if at > begin and text[start].isupper() and text[start : start + 2].istitle():
                concept = vocabulary.name(tokens[at]) or concept
            elif concept is not None and not vocabulary.is_word(tokens[at]):
                concept = None
        if concept is not None and at not in bracketed:
            yield Item(concept, at)


def _cues(
    tokens: Sequence[str], begin: int, end: int, vocabulary: Vocabulary, bracketed: frozenset[int]
) -> list[CueHit]:
    index = vocabulary.cues
    found: list[CueHit] = []
    for at in range(begin, end):
        phrases = index.get(tokens[at])
        if phrases is None:
            continue
        for phrase, name in phrases:
            size = len(phrase)
            if size > 1 and tokens[at : at + size] != phrase:
                continue
            if not bracketed or at not in bracketed:
                found.append(CueHit(name, at, size))
            elif name in _GESTURES:
                found.append(CueHit(_GESTURES[name], at, size))
    return found
