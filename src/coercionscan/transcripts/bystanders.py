"""People who are heard but do not question: a guard who looks in, a parent who comes when all is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from coercionscan.records import Role
from coercionscan.transcripts.voices import Verdict, Voice

LEAST_PART = 0.02
"""An interrogator has at least this part of the turns of all who ask. Source: convention."""
MOST_TURNS = 15
"""With more turns than this nobody is a bystander for speaking little. Source: convention."""
AFTER_SHARE = 0.9
"""Who speaks first after this share of the questioning came when it was over. Source: convention."""
_LEAST_ASKED = 20


def place_bystanders(voices: Mapping[str, Voice], verdicts: dict[str, Verdict], settled: Collection[str]) -> None:
    """Give ``other`` to those who hardly take part in the questioning.

    Args:
        voices: What is counted for each speaker.
        verdicts: Roles so far; changed in place.
        settled: Speakers whose role the user, the file, their label or the head tells; they stay.
    """
    asking = [voices[label] for label, verdict in verdicts.items() if verdict.role.asks and label in voices]
    total = sum(voice.turns for voice in asking)
    if total < _LEAST_ASKED:
        return
    for voice in asking:
        if voice.label not in settled and voice.turns < LEAST_PART * total and voice.turns <= MOST_TURNS:
            reason = f"{verdicts[voice.label].reason}, but has {voice.turns} of the {total} turns of those who ask"
            verdicts[voice.label] = Verdict(Role.OTHER, reason, 0.75)
    places = sorted(place for voice in asking if verdicts[voice.label].role.asks for place in voice.places)
    if not places:
        return
    over = places[min(len(places) - 1, int(AFTER_SHARE * len(places)))]
    for label, voice in voices.items():
        if voice.first > over and (label not in verdicts or _by_asking_only(label, verdicts, settled)):
            reason = f"speaks first when {AFTER_SHARE:.0%} of the questioning is over"
            verdicts[label] = Verdict(Role.OTHER, reason, 0.7)


def _by_asking_only(label: str, verdicts: Mapping[str, Verdict], settled: Collection[str]) -> bool:
    return label not in settled and verdicts[label].role.asks
