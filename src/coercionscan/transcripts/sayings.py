"""What only one kind of person says or is told: who pleads, who relays the words of another, who is called mother."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from coercionscan.records import Origin
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.voices import Voice
from coercionscan.transcripts.words import role_words

_LEAST_PLEAS = 2
_CLEARLY = 4
"""Who pleads does so that many times as often as anybody else. Source: convention."""
_LEAST_RELAYED, _PART_RELAYED = 3, 0.25
"""An interpreter opens so many turns, and such a part of all, with "he says". Source: convention."""
_LEAST_CALLED = 2


def who_pleads(low: str, drafts: Sequence[Draft], speakers: Sequence[str]) -> tuple[str, str] | None:
    """The one who asks to go home, for a lawyer, or what will become of him or her.

    Args:
        low: The reading text, folded.
        drafts: Turns in order.
        speakers: Speaker of each draft.

    Returns:
        Speaker and the first such words; None when nobody does, or more than one.
    """
    turns: dict[str, set[int]] = {}
    first: dict[str, tuple[int, str]] = {}
    starts = [draft.start for draft in drafts]
    for phrase in role_words().pleads:
        for at in phrase_places(low, phrase):
            place = bisect_right(starts, at) - 1
            if place < 0 or at >= drafts[place].end or drafts[place].origin is not Origin.SPOKEN:
                continue
            label = speakers[place]
            turns.setdefault(label, set()).add(place)
            first[label] = min((at, phrase), first.get(label, (at, phrase)))
    ranked = sorted(turns, key=lambda label: -len(turns[label]))
    if not ranked or not ranked[0] or len(turns[ranked[0]]) < _LEAST_PLEAS:
        return None
    if len(ranked) > 1 and len(turns[ranked[0]]) < _CLEARLY * len(turns[ranked[1]]):
        return None
    return ranked[0], first[ranked[0]][1]


def phrase_places(low: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands as whole words.

    Args:
        low: The reading text, folded.
        phrase: The phrase, in small letters.

    Yields:
        Offsets, in order.
    """
    at = low.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not low[max(0, at - 1) : at].isalnum() and not low[end : end + 1].isalnum():
            yield at
        at = low.find(phrase, end)


def who_relays(low: str, drafts: Sequence[Draft], voices: Mapping[str, Voice]) -> dict[str, str]:
    """Those who open turn after turn with what somebody else says.

    Args:
        low: The reading text, folded.
        drafts: Turns in order.
        voices: What is counted for each speaker.

    Returns:
        Speaker to the words.
    """
    openings = role_words().relays
    found = {}
    for label, voice in voices.items():
        said = Counter(
            opening
            for place in voice.places
            for opening in openings
            if low.startswith(opening, drafts[place].start) and not low[drafts[place].start + len(opening)].isalnum()
        )
        count = said.total()
        if label and count >= max(_LEAST_RELAYED, _PART_RELAYED * voice.turns):
            found[label] = said.most_common(1)[0][0]
    return found


def who_is_kin(
    low: str, drafts: Sequence[Draft], speakers: Sequence[str], labels: Collection[str], questioned: Collection[str]
) -> dict[str, str]:
    """Those whom the others call mother or father, before or after they speak.

    Args:
        low: The reading text, folded.
        drafts: Turns in order.
        speakers: Speaker of each draft.
        labels: The speakers whose role is open.
        questioned: The speakers who are questioned: they may name somebody, or turn from
            who asks to somebody else, so that it takes two.

    Returns:
        Speaker to the word.
    """
    opens, closes = role_words().kin_opens, role_words().kin_closes
    hits: dict[str, list[str]] = {}
    for place, draft in enumerate(drafts):
        label = speakers[place]
        near = place - 1 if label in questioned else place + 1
        if not 0 <= near < len(drafts) or speakers[near] not in labels or speakers[near] == label:
            continue
        match = opens.match(low, draft.start, draft.end) or closes.match(low, draft.start, draft.end)
        if match and draft.origin is Origin.SPOKEN:
            surely = label not in questioned
            hits.setdefault(speakers[near], []).extend([match["name"]] * (_LEAST_CALLED if surely else 1))
    return {label: words[0] for label, words in hits.items() if len(words) >= _LEAST_CALLED}
