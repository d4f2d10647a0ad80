"""Bare utterances, as other libraries hold them, made into transcripts of one turn."""

from __future__ import annotations

from functools import cache

from coercionscan.errors import UsageError
from coercionscan.pipeline import Scanner
from coercionscan.records import (
    Analysis,
    Quality,
    Role,
    Source,
    SourceRun,
    Span,
    Speaker,
    Transcript,
    Turn,
)
from coercionscan.transcripts.read import read

UNITS = ("transcript", "turn")
_RULE = "one utterance: nothing to grade"


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
    label = role.value.upper()
    words = len(text.split())
    turn = Turn(
        index=0,
        speaker=label,
        speaker_id=role.value,
        role=role,
        span=Span(start=0, end=len(text)),
        text=text,
        first_line=1,
    )
    return Transcript(
        text=text,
        turns=(turn,),
        speakers=(
            Speaker(
                id=role.value, label=label, role=role, reason="given by the caller", turn_count=1, word_count=words
            ),
        ),
        source=Source(
            name="utterance", sha256="", format="utterance", format_reason="handed in", encoding="utf-8", byte_count=0
        ),
        quality=Quality(
            grade="not_assessable",
            grade_rule=_RULE,
            not_assessable_reason=_RULE,
            turn_count=1,
            word_count=words,
            questioned_turn_count=int(role.questioned),
            empty_turn_count=0,
            doubtful_turn_count=0,
            excluded_turn_count=0,
            unclear_share=0.0,
        ),
        source_map=(SourceRun(start=0, file_line=1, source_offset=0),),
    )


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
