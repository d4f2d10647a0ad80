"""What a format reader hands on: the reading text, its turns as drafts without roles, and what was stripped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coercionscan.records import Notice, Origin, Role, SourceRun, StrippedLine
from coercionscan.transcripts.marks import MOST_TURNS, TooManyTurns


@dataclass(slots=True)
class Draft:
    """A turn before speakers are merged and roles are known.

    ``start`` and ``end`` are offsets into the reading text without the label; ``label_start`` is where the label
    begins. ``doubt`` says why the attribution is doubtful; ``excluded`` why the words may not be scored.
    ``asker`` is the named person behind a bare ``Q``; ``same`` the known label that a damaged one was read as.
    """

    label: str
    start: int
    end: int
    label_start: int
    origin: Origin = Origin.SPOKEN
    start_ms: int | None = None
    end_ms: int | None = None
    doubt: str | None = None
    excluded: str | None = None
    role: Role | None = None
    asker: str | None = None
    same: str | None = None


@dataclass(slots=True, kw_only=True)
class Reading:
    """All that a format reader found.

    ``head`` is the text before the first turn; ``setting`` adds words on the kind of contact that the layout itself
    tells (a court page); ``settled``: the labels are speakers already, none is to be merged with another.
    """

    text: str
    drafts: list[Draft]
    source_map: list[SourceRun] = field(default_factory=list)
    stripped: list[StrippedLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    head: str = ""
    setting: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One turn of a structured export. ``file_line`` counts source lines from 1; times in milliseconds.

    ``place`` is where the turn stood in another source, when the export tells.
    """

    speaker: str
    text: str
    file_line: int = 1
    start_ms: int | None = None
    end_ms: int | None = None
    role: Role | None = None
    doubt: str | None = None
    excluded: str | None = None
    origin: Origin = Origin.SPOKEN
    place: SourceRun | None = None


def compose(
    utterances: Iterable[Utterance], *, join: bool = False, notices: Iterable[Notice] = (), head: str = ""
) -> Reading:
    """Build a reading text of ``LABEL: text`` lines from structured turns.

    Args:
        utterances: Turns in order.
        join: Whether neighbours of one speaker become one turn (captions are cut by time, not by speaker).
        notices: What the reader has to say.
        head: Words about the contact that stood outside the turns.

    Returns:
        The reading; every span covers the words without the label.

    Raises:
        TooManyTurns: When there are more than ``MOST_TURNS``.
    """
    parts: list[str] = []
    drafts: list[Draft] = []
    runs: list[SourceRun] = []
    at = 0
    for said in utterances:
        words = said.text.strip()
        last = drafts[-1] if drafts else None
        if join and last and last.label == said.speaker and last.excluded == said.excluded and last.doubt == said.doubt:
            parts[-1] = parts[-1][:-1] + " "
            parts.append(words + "\n")
            runs.append(_run(said, at))
            last.end = at + len(words)
            last.end_ms = said.end_ms
            at = last.end + 1
            continue
        if len(drafts) >= MOST_TURNS:
            raise TooManyTurns
        label = f"{said.speaker}: " if said.speaker else ""
        runs.append(_run(said, at))
        start = at + len(label)
        drafts.append(
            Draft(
                label=said.speaker,
                label_start=at,
                start=start,
                end=start + len(words),
                start_ms=said.start_ms,
                end_ms=said.end_ms,
                role=said.role,
                origin=said.origin,
                doubt=said.doubt,
                excluded=said.excluded,
            )
        )
        parts.append(label + words + "\n")
        at = start + len(words) + 1
    return Reading(text="".join(parts), drafts=drafts, source_map=runs, notices=list(notices), head=head)


def _run(said: Utterance, at: int) -> SourceRun:
    return replace(said.place, start=at) if said.place else SourceRun(start=at, file_line=said.file_line)
