"""Details and where they are mentioned: single words, pairs in a sentence, and pairs over question and answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coercionscan.provenance.lines import Item, Line, Talk
from coercionscan.provenance.vocabulary import LIGHT, Concept, Vocabulary
from coercionscan.records import Transcript

Key = tuple[str, ...]
"""The general forms of a detail's words, sorted."""
_ANSWER_LINES = 2
_ANSWER_ITEMS = 6
_FOCUS_ITEMS = 4
_SHORT = 7
_BARE = 4
_MOST = 400
_NEAR = 2
_ACT_LINES = 20
_TELLING = frozenset({"violence", "sexual", "restraint", "disposal", "theft", "fire", "act"})
"""An answer to a yes-or-no question that names a thing or such an act tells something of its own."""


class Sight(NamedTuple):
    """One mention: the line, its first and last token, and the turn of the question that it completes (or None)."""

    line: int
    first: int
    last: int
    completes: tuple[Item, ...]


class Detail:
    """A detail with all its mentions, in order."""

    __slots__ = ("concepts", "key", "sights")

    def __init__(self, key: Key, concepts: tuple[Concept, ...]) -> None:
        """Begin without mentions."""
        self.key = key
        self.concepts = concepts
        self.sights: list[Sight] = []


def details_of(transcript: Transcript, talk: Talk, vocabulary: Vocabulary) -> dict[Key, Detail]:
    """Collect all details.

    Args:
        transcript: The transcript.
        talk: Its lines.
        vocabulary: The vocabulary.

    Returns:
        Details by key, in order of their first mention.
    """
    found: dict[Key, Detail] = {}
    reader = _Reader(vocabulary)
    for turn in transcript.turns:
        for line in talk.turn(turn.index):
            for concepts, sight in reader.read(line):
                _note(found, concepts, sight)
    return found


def _note(found: dict[Key, Detail], concepts: tuple[Concept, ...], sight: Sight) -> None:
    if len(concepts) == 1:
        key: Key = (concepts[0].name,)
    else:
        one, two = concepts[0].name, concepts[1].name
        key = (one, two) if one < two else (two, one)
    detail = found.get(key)
    if detail is None:
        detail = found[key] = Detail(key, concepts)
    sights = detail.sights
    if len(sights) < _MOST and not (sights and sights[-1].line == sight.line):
        sights.append(sight)


class _Reader:
    """Reads line after line and keeps what the talk is about: the last question's words, and the last details."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._question: tuple[Item, ...] = ()
        self._focus: tuple[Item, ...] = ()
        self._act: tuple[Item, ...] = ()
        self._act_line = 0
        self._asks_what = False
        self._answer_lines = 0

    def read(self, line: Line) -> Iterator[tuple[tuple[Concept, ...], Sight]]:
        items = line.items
        for item in items:
            if item.concept.kind != LIGHT:
                yield (item.concept,), Sight(line.number, item.at, item.at, ())
        yield from self._inside(line)
        if line.role.asks:
            yield from self._asked(line)
        elif line.role.questioned:
            yield from self._answered(line)
        if items:
            self._focus = self._strong(items) or self._focus
            acts = tuple(item for item in items if self._vocabulary.is_act(item.concept))
            if acts:
                self._act, self._act_line = acts[-1:], line.number

    def _inside(self, line: Line) -> Iterator[tuple[tuple[Concept, ...], Sight]]:
        settings = self._vocabulary.settings
        items = line.items
        parting = [cue.at for cue in line.cues if cue.name == "option"] if line.asks else []
        for number, left in enumerate(items):
            for right in items[number + 1 : number + settings.pair_words]:
                if right.at - left.at > settings.pair_tokens or any(left.at < at < right.at for at in parting):
                    break
                if self._vocabulary.pairs(left.concept, right.concept, near=right.at - left.at <= _NEAR):
                    yield (left.concept, right.concept), Sight(line.number, left.at, right.at, ())

    def _asked(self, line: Line) -> Iterator[tuple[tuple[Concept, ...], Sight]]:
        bare = not line.has("wh") and not line.has("inverted") and len(line.items) <= 1 and line.size <= _BARE
        if line.asks and line.items and line.size <= _SHORT and (line.begins("ellipsis") or bare):
            yield from self._joined((*self._focus, *self._recent_act(line)), line.items, line)
        if line.asks:
            pointing = not self._strong(line.items)
            self._question = (*line.items, *(self._focus if pointing else ()))[:_FOCUS_ITEMS]
            self._answer_lines = 0
            self._asks_what = line.has("wh") or line.begins("ellipsis")
        elif line.items:
            self._question = line.items[:_FOCUS_ITEMS]
            self._answer_lines = 0

    def _recent_act(self, line: Line) -> tuple[Item, ...]:
        """The act last spoken of: "what about her feet?" asks on about it."""
        return self._act if line.number - self._act_line <= _ACT_LINES else ()

    def _answered(self, line: Line) -> Iterator[tuple[tuple[Concept, ...], Sight]]:
        tells = any(self._vocabulary.is_thing(item.concept) or item.concept.kind in _TELLING for item in line.items)
        if tells and not self._asks_what:
            return
        if line.items and self._answer_lines < _ANSWER_LINES:
            self._answer_lines += 1
            yield from self._joined(self._question, line.items[:_ANSWER_ITEMS], line)

    def _joined(
        self, before: tuple[Item, ...], items: tuple[Item, ...], line: Line
    ) -> Iterator[tuple[tuple[Concept, ...], Sight]]:
        for asked in before:
            for item in items:
                if self._vocabulary.pairs(asked.concept, item.concept, near=False):
                    yield (asked.concept, item.concept), Sight(line.number, item.at, item.at, (asked,))

    def _strong(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if item.concept.kind in self._vocabulary.strong)[-_FOCUS_ITEMS:]
