"""The corpus as rows to learn from: every sentence that one of the two sides speaks, with its labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.records import Span, Transcript
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.features import Features
from coercionscan.tags.outlines import Sight
from coercionscan.training.scene_tags import SceneTagger
from coercionscan.training.scenes import EXCHANGES, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence to learn from, and the turn in which it stands.

    Attributes:
        scene: The talk.
        turn_index: The turn.
        sight: What the classifier sees.
        codes: Codes whose marked words touch the sentence.
        near_misses: Codes that it only sounds like.
        turn_codes: Codes of the whole turn.
        turn_hits: Codes that active rule hits of the turn carry.
    """

    scene: Scene
    turn_index: int
    sight: Sight
    codes: frozenset[str]
    near_misses: frozenset[str]
    turn_codes: frozenset[str]
    turn_hits: frozenset[str]

    @property
    def turn(self) -> tuple[str, str, int]:
        """What makes the turn unique in the corpus."""
        return self.scene.writer, self.scene.name, self.turn_index

    @property
    def exchange(self) -> bool:
        """Whether the row is from a short exchange, which is written for one code and so no picture of real talk."""
        return self.scene.kind == EXCHANGES


class Examples:
    """Makes rows of scenes; compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile.

        Args:
            lexicon: The lexicon.
        """
        self._tagger = SceneTagger(lexicon)
        self._features = Features(lexicon)

    def rows(self, scenes: Iterable[Scene]) -> list[Row]:
        """All rows of the scenes, in order.

        Args:
            scenes: The scenes.

        Returns:
            One row per sentence.
        """
        return [row for scene in scenes for row in self._rows(scene)]

    def _rows(self, scene: Scene) -> list[Row]:
        seen = self._tagger.tag(scene)
        transcript, words, tagging = seen.transcript, seen.words, seen.tagging
        forms = tagging.question_forms
        sights = self._features.outlines(transcript, words, dialogue(transcript), forms, tagging.tags).sights()
        hits = seen.codes()
        return [
            _row(scene, transcript, sight, words[sight.turn_index].span(sight.first, sight.end - 1), hits)
            for sight in sights
        ]


def _row(scene: Scene, transcript: Transcript, sight: Sight, span: Span, hits: Sequence[frozenset[str]]) -> Row:
    line = scene.lines[sight.turn_index]
    start = transcript.turns[sight.turn_index].span.start
    touched = [mark for mark in line.marks if mark.start + start < span.end and mark.end + start > span.start]
    return Row(
        scene=scene,
        turn_index=sight.turn_index,
        sight=sight,
        codes=frozenset(mark.code for mark in touched if mark.positive),
        near_misses=frozenset(mark.code for mark in touched if not mark.positive),
        turn_codes=line.codes,
        turn_hits=hits[sight.turn_index],
    )
