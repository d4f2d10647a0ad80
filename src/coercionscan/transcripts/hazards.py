"""Speech-recognition hazards: loops, impossible speech rate, invented phrases, ghost speakers, glued answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from coercionscan.records import Notice, Origin
from coercionscan.text import fold
from coercionscan.transcripts.draft import Draft, Reading, Utterance
from coercionscan.transcripts.merging import key_of, name_words
from coercionscan.transcripts.words import layout_words, role_words

FASTEST_WORDS_A_SECOND = 9.0
"""Nobody speaks faster. Source: convention; fast English speech is 5 to 6 words a second."""
GHOST_SHARE = 0.02
"""A voice with a smaller part of the time, and never long, is perhaps nobody. Source: convention."""
GHOST_MS = 2000
GLUED = "a short answer may be glued to the question"
_LEAST_WORDS = 8
_LOOP = 4
_LEAST_VOICES = 3


def flag_hazards(said: Sequence[Utterance]) -> list[Utterance]:
    """Mark turns of a recogniser that nobody can have said; they stay, but are not scored.

    Args:
        said: Turns in order.

    Returns:
        The same turns; ``excluded`` says why; ``doubt`` where an answer may be glued to the question before it.
    """
    result: list[Utterance] = []
    glued = layout_words().glued
    run = 0
    for place, utterance in enumerate(said):
        words = fold(utterance.text).strip(" .,!?")
        same = place > 0 and words == fold(said[place - 1].text).strip(" .,!?") and len(words.split()) > 2
        run = run + 1 if same else 1
        reason = _hazard(utterance, words, run)
        if reason:
            utterance = replace(utterance, excluded=reason)
        elif "?" in words and utterance.doubt is None and glued.search(fold(utterance.text)):
            utterance = replace(utterance, doubt=GLUED)
        result.append(utterance)
    return result


def _hazard(utterance: Utterance, words: str, run: int) -> str | None:
    count = len(words.split())
    if run >= _LOOP or _loops(words):
        return "the same words again and again: a loop of the recogniser"
    if any(line in words for line in layout_words().service_lines):
        return "a phrase that recognisers invent in silence"
    if utterance.start_ms is not None and utterance.end_ms is not None and count >= _LEAST_WORDS:
        seconds = (utterance.end_ms - utterance.start_ms) / 1000
        if seconds <= 0 or count / seconds > FASTEST_WORDS_A_SECOND:
            return "faster than anybody can speak"
    return None


def _loops(words: str) -> bool:
    """One phrase of one to six words that fills the turn six times or more."""
    tokens = [word.strip(".,!?;") for word in words.split()]
    return any(
        len(tokens) >= 6 * size and all(tokens[at] == tokens[at % size] for at in range(len(tokens)))
        for size in range(1, 7)
    )


def flag_ghosts(reading: Reading) -> None:
    """Leave out the turns of a numbered voice that hardly speaks, and say which turns were left out and why.

    Args:
        reading: A recogniser's export; drafts and notices are changed in place.
    """
    for label in _ghosts(reading.drafts):
        for draft in reading.drafts:
            if draft.label == label and draft.excluded is None:
                draft.excluded = "a voice of the recogniser that is perhaps nobody (a ghost speaker)"
    reasons = Counter(draft.excluded for draft in reading.drafts if draft.excluded)
    glued = sum(1 for draft in reading.drafts if draft.doubt == GLUED)
    told = [f"{count} ({reason})" for reason, count in sorted(reasons.items(), key=lambda row: -row[1])]
    if told:
        message = f"Turns of the recogniser that are shown and not scored: {'; '.join(told)}."
        reading.notices.append(Notice(slug="recogniser-hazards", message=message))
    if glued:
        message = f"{glued} turns hold a question and a short answer: recognisers glue them; the speaker is doubtful."
        reading.notices.append(Notice(slug="glued-answers", message=message))


def _ghosts(drafts: Sequence[Draft]) -> list[str]:
    total: defaultdict[str, int] = defaultdict(int)
    longest: defaultdict[str, int] = defaultdict(int)
    for draft in drafts:
        if draft.origin is Origin.SPOKEN and draft.start_ms is not None and draft.end_ms is not None:
            length = max(0, draft.end_ms - draft.start_ms)
            total[draft.label] += length
            longest[draft.label] = max(longest[draft.label], length)
    if len(total) < _LEAST_VOICES:
        return []
    whole = sum(total.values())
    return [
        label
        for label, time in total.items()
        if label and time < GHOST_SHARE * whole and longest[label] <= GHOST_MS and _is_numbered(label)
    ]


def _is_numbered(label: str) -> bool:
    """A name that the recogniser made: "SPEAKER_02", "spk_1", "C"; people with a name are no ghosts."""
    generic = role_words().generic
    return all(len(word) == 1 or word in generic or word.isdigit() for word in name_words(key_of(label)))
