"""Transcripts made in memory from turns whose speakers are known: examples, scenes, single utterances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coercionscan.records import Quality, Role, Source, SourceRun, Span, Speaker, Transcript, Turn


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: the label of its speaker, the role, the words."""

    label: str
    role: Role
    words: str


def transcript_of(
    turns: Sequence[Said], *, name: str, kind: str, why: str, ungraded: str = "", digest: str = "", labels: bool = False
) -> Transcript:
    """A transcript as the reader would have made it, with sure roles.

    Args:
        turns: What is said, in order.
        name: Name of the source.
        kind: Format of the source.
        why: The reason that is given for its format, its roles and its good quality.
        ungraded: Why its quality cannot be graded; empty where it is good.
        digest: SHA-256 of the source, where there is one.
        labels: Whether labels stand before the words in the text, as in a file.

    Returns:
        The transcript, a line for each turn. The id of a speaker is the label in small letters.
    """
    text, found = "", []
    for index, said in enumerate(turns):
        text += f"{said.label}: " if labels else "\n" if index else ""
        span = Span(start=len(text), end=len(text) + len(said.words))
        text += f"{said.words}\n" if labels else said.words
        found.append(
            Turn(
                index=index,
                speaker=said.label,
                speaker_id=said.label.lower(),
                role=said.role,
                span=span,
                text=said.words,
                first_line=index + 1,
            )
        )
    return Transcript(
        text=text,
        turns=tuple(found),
        speakers=tuple(_speakers(found, why)),
        source=Source(
            name=name,
            sha256=digest,
            format=kind,
            format_reason=why,
            encoding="utf-8",
            byte_count=len(text.encode("utf-8", "surrogatepass")),
        ),
        quality=_quality(found, why, ungraded),
        source_map=tuple(
            SourceRun(start=turn.span.start, file_line=turn.first_line, source_offset=turn.span.start) for turn in found
        ),
    )


def _speakers(turns: Sequence[Turn], why: str) -> Iterator[Speaker]:
    for label, role in {turn.speaker: turn.role for turn in turns}.items():
        own = [turn for turn in turns if turn.speaker == label]
        yield Speaker(
            id=label.lower(), label=label, role=role, reason=why, turn_count=len(own), word_count=_word_count(own)
        )


def _quality(turns: Sequence[Turn], why: str, ungraded: str) -> Quality:
    return Quality(
        grade="not_assessable" if ungraded else "good",
        grade_rule=ungraded or why,
        not_assessable_reason=ungraded or None,
        turn_count=len(turns),
        word_count=_word_count(turns),
        questioned_turn_count=sum(turn.role.questioned for turn in turns),
        empty_turn_count=sum(not turn.text for turn in turns),
        doubtful_turn_count=0,
        excluded_turn_count=0,
        unclear_share=0.0,
    )


def _word_count(turns: Sequence[Turn]) -> int:
    return sum(len(turn.text.split()) for turn in turns)
