"""What kind of contact it is: whether a suspect or a witness is questioned, and whether in court."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from coercionscan.records import Role
from coercionscan.text import fold
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.voices import Voice
from coercionscan.transcripts.words import role_words

_HEAD = 3000
_OPENING = 4000
_TALK = 30_000
_SEEN = 3
_PUT = 2
_TAKES_SOME, _TAKES_MANY = 0.1, 0.3
"""Such a share of the turns those who take calls have, where the head names the call, and where it does not."""


def rights_read(low: str) -> int:
    """Where the rights are first read; -1 when they are not.

    Args:
        low: The reading text, folded.

    Returns:
        An offset.
    """
    first = -1
    for phrase in role_words().reads_rights:
        at = low.find(phrase, 0, len(low) if first < 0 else first + len(phrase))
        first = at if at >= 0 else first
    return first


def questioned_role(
    low: str, drafts: Sequence[Draft], head: str, voices: Mapping[str, Voice], rights: int
) -> tuple[Role, str]:
    """Suspect or witness, for the person questioned.

    Args:
        low: The reading text, folded.
        drafts: Turns in order.
        head: Words before the first turn, and what the layout tells.
        voices: The speakers.
        rights: Where the rights are read; -1 when they are not.

    Returns:
        The role and why.
    """
    words = role_words()
    top = fold(head[:_HEAD])
    opening = low[: drafts[0].start + _OPENING] if drafts else ""
    if found := _call_for_help(top, voices):
        return Role.WITNESS, found
    for phrase in words.setting_suspect:
        if phrase in top:
            return Role.SUSPECT, f"the head says {phrase!r}"
    if rights >= 0:
        return Role.SUSPECT, "the rights are read"
    labels = " ".join(voices).upper()
    for phrase in words.setting_witness:
        if phrase in top:
            return Role.WITNESS, f"the head says {phrase!r}"
        if phrase.upper() in labels:
            return Role.WITNESS, f"a label says {phrase!r}"
    for phrase in (*words.opening_witness, *words.witness_interview):
        if phrase in opening:
            return Role.WITNESS, f"the opening says {phrase!r}"
    if is_court(head, {key_of(label) for label in voices}):
        return Role.WITNESS, "a court record"
    if found := _spoken_to_as_witness(low[:_TALK]):
        return Role.WITNESS, found
    return Role.SUSPECT, "taken as suspect by default; set --role or a case file if this is a witness"


def _call_for_help(top: str, voices: Mapping[str, Voice]) -> str | None:
    """Why it is an emergency call: those who take such calls have a good part of the turns; None when it is none."""
    words = role_words()
    total = sum(voice.turns for voice in voices.values())
    takers = [label for label in voices if _takes_calls(key_of(label), words.call_takers)]
    share = _TAKES_SOME if any(phrase in top for phrase in words.emergency_calls) else _TAKES_MANY
    if not takers or sum(voices[label].turns for label in takers) < share * total:
        return None
    return f"a call for help that {takers[0]!r} takes, not questioning"


def _takes_calls(key: str, takers: Collection[str]) -> bool:
    """Whether a label is one of those who take calls, perhaps with a number behind it or a service before it."""
    bare = key.rstrip(" 0123456789") or key
    return bare in takers or any(bare.endswith(f" {taker}") for taker in takers)


def _spoken_to_as_witness(low: str) -> str | None:
    """Why the talk is one with a witness, by what is said; None when it may be one with a suspect."""
    words = role_words()
    if (plain := words.plain_witness.search(low)) and _put(low) <= _PUT:
        return f"{plain[0]!r} is said, and hardly anything that is put to suspects"
    seen = len(words.more_witness.findall(low))
    asked = f"asked {seen} times for what was seen, and nothing that is put to suspects"
    return asked if seen >= _SEEN and not _put(low) else None


def _put(low: str) -> int:
    """How often something is said that is put to suspects; no further than it matters."""
    return sum(1 for _ in islice(role_words().put_to_suspects.finditer(low), _PUT + 1))


def is_court(head: str, keys: Collection[str]) -> bool:
    """Whether the record was made in court or before an inquiry.

    Args:
        head: Words before the first turn, and what the layout tells.
        keys: Keys of all labels.

    Returns:
        True for numbered court pages, for labels that occur in court alone, and for a head that says so.
    """
    words = role_words()
    low = fold(head[:_HEAD])
    return (
        "court page" in low
        or any(key in words.court for key in keys)
        or any(phrase in low for phrase in words.setting_witness)
    )
