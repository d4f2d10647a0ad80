"""What an admission admits: its act in words, and whether earlier acts already said it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from coercionscan.records import Origin, Tag, Transcript, Turn
from coercionscan.text import fold

_STEM = re.compile(r"(?:([^\W_]{3,5})[^\W_]*|[^\W_]{1,2})(?:'[^\W_]+)?")
"""A word: its first five letters where it has three or more, up to an apostrophe; shorter words have no stem."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FEWEST_STEMS = 3
_BRACKET = re.compile(r"[\[(][^\])]{0,80}[\])]")
_CLIP = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One admission: its tags, its turn, the act in words, and the stems that tell it from other acts."""

    turn_index: int
    tag_ids: tuple[str, ...]
    codes: frozenset[str]
    words: str
    stems: frozenset[str]


class WordWeights:
    """Inverse turn frequency of the stems of a transcript: what everybody says all the time weighs little."""

    def __init__(self, transcript: Transcript) -> None:
        """Take the turns; the stems are counted when acts are compared, which a first act is not."""
        self._transcript = transcript
        self._turns = max(1, len(transcript.turns))

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many turns hold each stem."""
        return Counter(chain.from_iterable(stems(turn.text) for turn in self._transcript.turns))

    def weight(self, stem: str) -> float:
        """``ln((1 + turns) / (1 + turns with the stem))``; 0 for a stem of every turn."""
        return math.log((1 + self._turns) / (1 + self._counts.get(stem, 0)))

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Share (0..1) of the weight of ``whole`` that lies in ``part``; 1 where ``whole`` weighs nothing."""
        total = sum(map(self.weight, sorted(whole)))
        return sum(map(self.weight, sorted(part & whole))) / total if total else 1.0


def stems(text: str) -> frozenset[str]:
    """First letters of each word of three letters or more: enough to match "stab" forms without a word list.

    Args:
        text: Any text.

    Returns:
        The stems, lower case.
    """
    return frozenset(_STEM.findall(fold(text))) - {""}


def acts_of(transcript: Transcript, tags: Sequence[Tag], short_words: int) -> tuple[Act, ...]:
    """One act for each turn with admissions, in turn order.

    Args:
        transcript: The transcript.
        tags: Admission tags of one suspect.
        short_words: An admission of fewer words than this takes its act from the question.

    Returns:
        The acts.
    """
    by_turn: dict[int, list[Tag]] = {}
    for tag in sorted(tags, key=lambda tag: (tag.turn_index, tag.span)):
        by_turn.setdefault(tag.turn_index, []).append(tag)
    return tuple(_act(transcript, index, found, short_words) for index, found in by_turn.items())


def is_known(act: Act, earlier: Sequence[Act], weights: WordWeights, known_share: float) -> bool:
    """Whether one earlier act already says this one.

    Args:
        act: The act.
        earlier: Acts admitted before and not taken back.
        weights: Word weights of the transcript.
        known_share: Share of the word weight (0..1) from which on an act is a restatement.

    Returns:
        True for a restatement. An act without any word of its own restates whatever was admitted before.
    """
    return any(weights.share(other.stems, act.stems) >= known_share for other in earlier)


def _act(transcript: Transcript, index: int, tags: Sequence[Tag], short_words: int) -> Act:
    turn = transcript.turns[index]
    said = " ".join(dict.fromkeys(tag.text.strip() for tag in tags))
    full = said
    if turn.origin is Origin.NONVERBAL or len(stems(said)) < short_words:
        question = _question_before(transcript, tags, turn)
        full = f"{question} {said}".strip() if question else turn.text.strip()
        said = question or full
    return Act(
        turn_index=index,
        tag_ids=tuple(tag.id for tag in tags),
        codes=frozenset(tag.code for tag in tags),
        words=_clip(said),
        stems=stems(full),
    )


def _question_before(transcript: Transcript, tags: Sequence[Tag], turn: Turn) -> str:
    """What a bare answer answers: the end of the nearest earlier turn that asks, with enough words to be an act."""
    related = [index for tag in tags for index in tag.evidence.related_turn_indexes if index < turn.index]
    nearby = range(turn.index - 1, max(-1, turn.index - 6), -1)
    for index in (*sorted(set(related), reverse=True), *nearby):
        asked = transcript.turns[index]
        if asked.role.asks and asked.origin is Origin.SPOKEN:
            question = _end_of(_words_before(asked, turn))
            if question:
                return question
    return ""


def _words_before(asked: Turn, answer: Turn) -> str:
    """The words of a turn before an answer: a gesture stands inside the turn that it answers."""
    inside = asked.span.start < answer.span.start < asked.span.end
    words = asked.text[: answer.span.start - asked.span.start] if inside else asked.text
    # What somebody did while the question was put is no part of the act.
    return " ".join(_BRACKET.sub(" ", words).split())


def _end_of(words: str) -> str:
    """The last sentences of a turn, as many as it takes to name something: "You cut it? Is that right?" are two."""
    kept: list[str] = []
    for sentence in reversed(_SENTENCE_END.split(words)):
        kept.insert(0, sentence)
        if len(stems(" ".join(kept))) >= _FEWEST_STEMS:
            break
    end = " ".join(kept)
    return end if stems(end) else ""


def _clip(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CLIP else flat[: _CLIP - 3].rsplit(" ", 1)[0] + "..."
