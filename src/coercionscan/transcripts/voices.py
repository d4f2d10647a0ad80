"""What is counted for each speaker: turns, questions, answers, who follows whom, and how the turns are spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coercionscan.records import Origin, Role
from coercionscan.transcripts.conduct import weight_of
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.words import role_words

MOST_HEARD = 60
"""Of a longer part so many turns, evenly spread, are listened to: more tell nothing new. Source: convention."""


@dataclass(slots=True)
class Voice:
    """What is counted for one speaker.

    ``answers`` are turns right after a question of somebody else; ``answered_by`` counts who speaks next;
    ``beside`` the turns of others next to one of this speaker; ``lean`` is the mean weight of the turns (above 0: as
    one who questions), drawn to 0 when there are few.
    """

    label: str
    turns: int = 0
    questions: int = 0
    answers: int = 0
    first: int = 0
    answered_by: Counter[str] = field(default_factory=Counter)
    beside: int = 0
    places: list[int] = field(default_factory=list)
    after_question: list[bool] = field(default_factory=list)
    lean: float = 0.0
    heard: int = 0

    @property
    def asks(self) -> float:
        """Share of the turns that hold a question."""
        return self.questions / self.turns if self.turns else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A role with its reason; ``confidence`` in 0..1."""

    role: Role
    reason: str
    confidence: float


def voices_of(low: str, drafts: Sequence[Draft], speakers: Sequence[str]) -> dict[str, Voice]:
    """Count all speakers.

    Args:
        low: The reading text in small letters.
        drafts: Turns in order.
        speakers: The merged speaker of each draft; empty where nobody is named.

    Returns:
        Speaker to voice, in order of their first turn.
    """
    spoken = Origin.SPOKEN
    places = [place for place, draft in enumerate(drafts) if draft.origin is spoken and not draft.excluded]
    order = [speakers[place] for place in places]
    asks = role_words().question_start.match
    ranges = [(draft.start, draft.end) for draft in map(drafts.__getitem__, places)]
    asked = [low.find("?", start, end) >= 0 or asks(low, start, end) is not None for start, end in ranges]
    after = [False, *(before != label and ask for before, label, ask in zip(order, order[1:], asked, strict=False))]
    voices: dict[str, Voice] = {}
    for place, label, question, answers in zip(places, order, asked, after, strict=False):
        voice = voices.get(label)
        if voice is None:
            voice = voices[label] = Voice(label, first=place)
        voice.places.append(place)
        voice.after_question.append(answers)
        voice.questions += question
    for voice in voices.values():
        voice.turns, voice.answers = len(voice.places), sum(voice.after_question)
        _listen(low, drafts, voice)
    _neighbours(voices, order)
    return voices


def _neighbours(voices: Mapping[str, Voice], order: Sequence[str]) -> None:
    """Count who speaks next, and the turns of others on both sides; equal runs are counted once and multiplied."""
    for (before, label, after), count in Counter(zip([None, *order], order, [*order[1:], None], strict=False)).items():
        if before is not None and before != label:
            voices[before].beside += count
        if after is not None and after != label:
            voices[label].answered_by[after] += count
            if after != before:
                voices[after].beside += count


def _listen(low: str, drafts: Sequence[Draft], voice: Voice) -> None:
    """Weigh the turns; empty ones say nothing on how somebody speaks."""
    step = max(1, len(voice.places) // MOST_HEARD)
    weights = [
        weight_of(low[drafts[place].start : drafts[place].end], after_question=after)
        for place, after in zip(voice.places[::step], voice.after_question[::step], strict=True)
        if drafts[place].start < drafts[place].end
    ]
    voice.heard = len(weights)
    voice.lean = sum(weights) / (len(weights) + 1)
