"""Bare utterances, as other libraries hold them, made into transcripts of one turn."""

from __future__ import annotations

from functools import cache

from coercionscan.errors import UsageError
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis, Role, Transcript
from coercionscan.talk import Said, transcript_of
from coercionscan.transcripts.read import read

UNITS = ("transcript", "turn")
_UNGRADED = "one utterance: nothing to grade"


def analysed(scanner: Scanner, text: str, *, unit: str, role: Role) -> Analysis | None:
    """The analysis of a text.

    Args:
        scanner: The scanner.
        text: A transcript with speaker labels, or the words of one turn.
        unit: ``transcript`` or ``turn``.
        role: Who speaks, where the text is one turn.

    Returns:
        The analysis; None for a text without words, in which there is nothing to find.

    Raises:
        UsageError: For an unknown unit.
        CoercionScanError: When a transcript cannot be read.
    """
    if unit not in UNITS:
        raise UsageError(f"unknown unit {unit!r}", hint=f"One of: {', '.join(UNITS)}.")
    if not text.strip():
        return None
    if unit == "turn":
        return scanner.analyse(one_turn(text, role))
    return scanner.analyse(read(text.encode("utf-8", "surrogatepass"), name="text"))


def one_turn(text: str, role: Role = Role.INTERROGATOR) -> Transcript:
    """A transcript of a single turn; what needs an exchange of turns cannot be found in it.

    Args:
        text: The words.
        role: Who speaks them.
    """
    said = Said(role.value.upper(), role, text)
    return transcript_of([said], name="utterance", kind="utterance", why="given by the caller", ungraded=_UNGRADED)


def role_of(name: Role | str) -> Role:
    """A role by its name.

    Raises:
        UsageError: When there is none of the name.
    """
    try:
        return Role(name)
    except ValueError:
        raise UsageError(f"unknown role {name!r}", hint=f"Roles: {', '.join(Role)}.") from None


@cache
def scanner_of(profile: str, *, use_model: bool) -> Scanner:
    """The scanner of a profile, made once in a process: it holds no state between texts.

    Args:
        profile: Name of the score profile.
        use_model: Whether the classifier takes part.

    Raises:
        UsageError: For an unknown profile.
    """
    return Scanner(profile=profile, use_model=use_model)
