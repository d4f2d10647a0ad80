"""Quotations and places: the words of a transcript made safe for a page, and where a reader finds them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from coercionscan.records import Span, Transcript, Turn

QUOTE_LENGTH = 150
"""Letters of a quotation in a short report. Source: convention, two lines at 80 columns."""

_GAP = "..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: ``cite`` is what one writes in a brief ("12:4", "line 231"), ``turn`` counts from 1."""

    turn_index: int
    turn: int
    cite: str
    bates: str | None = None
    clock: str | None = None

    @property
    def full(self) -> str:
        """Citation with Bates number, clock and turn, as far as known."""
        parts = (self.cite, self.bates, self.clock, f"turn {self.turn}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one speaker, cut to length, with their place. ``hit`` is the part that is meant, empty for all."""

    text: str
    speaker: str
    place: Place
    hit: str = ""


def harmless(text: str) -> str:
    """Make transcript text harmless for terminals and pages, and keep its blanks.

    Args:
        text: Words of a transcript.

    Returns:
        Each blank, tab or line end is one blank; control letters (terminal escapes), bidirectional controls and other
        invisible format letters go; halves of surrogate pairs become "?".
    """
    if text.isprintable():  # it holds no blank but the plain one, no control or format letter, no half of a pair
        return text
    return "".join(" " if letter.isspace() else _harmless(letter) for letter in text)


def clean(text: str) -> str:
    """Make transcript text harmless, on one line, with single blanks.

    Args:
        text: Words of a transcript.
    """
    return " ".join(harmless(text).split())


def _harmless(letter: str) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    category = unicodedata.category(letter)
    if category in ("Cc", "Cf"):
        return ""
    return "?" if category == "Cs" else letter


def excerpt(text: str, start: int, end: int, limit: int = QUOTE_LENGTH) -> str:
    """The words around a hit, cut at blanks, with dots where something was left out.

    Args:
        text: The turn.
        start: Offset of the hit in the turn.
        end: End of the hit in the turn, exclusive.
        limit: Letters to keep at most, without the dots.

    Returns:
        A cleaned quotation that begins with, or leads up to, the hit.
    """
    if len(text) <= limit:
        return clean(text)
    spare = max(0, limit - (end - start))
    low = max(0, start - spare // 3)
    high = min(len(text), low + limit)
    low = _blank_after(text, low, start) if low else 0
    high = _blank_before(text, high, min(end, high)) if high < len(text) else high
    return f"{_GAP + ' ' if low else ''}{clean(text[low:high])}{' ' + _GAP if high < len(text) else ''}"


def _blank_after(text: str, at: int, latest: int) -> int:
    """Move a cut right to the next start of a word before the hit; inside one endless word the cut stays."""
    ahead = at
    while ahead < latest and not text[ahead - 1].isspace():
        ahead += 1
    return ahead if ahead < latest else at


def _blank_before(text: str, at: int, earliest: int) -> int:
    """Move a cut left to the last end of a word; inside one endless word the cut stays."""
    back = at
    while back > earliest and not text[back].isspace():
        back -= 1
    return back if back > earliest else at


def place(transcript: Transcript, turn: Turn, offset: int | None = None) -> Place:
    """Where a turn, or a spot in it, stands.

    Args:
        transcript: The transcript.
        turn: The turn.
        offset: Code point of the spot in the reading text; None means the start of the turn.

    Returns:
        The place; pages and their lines where the transcript has them, else the line of the file.
    """
    page, page_line, file_line, bates = turn.page, turn.page_line, turn.first_line, turn.bates
    if offset is not None and transcript.source_map:
        run = transcript.locate(offset)
        page, page_line, file_line, bates = run.page, run.page_line, run.file_line, run.bates
    return Place(
        turn_index=turn.index,
        turn=turn.index + 1,
        cite=_cite(transcript.file_of(turn), page, page_line, file_line),
        bates=bates,
        clock=clock(turn.start_ms) if turn.start_ms is not None else None,
    )


def _cite(file: str | None, page: int | None, page_line: int | None, file_line: int) -> str:
    within = f"{clean(file)}, " if file else ""
    if page is not None and page_line is not None:
        return f"{within}page {page}:{page_line}"
    return f"{within}page {page}, line {file_line}" if page is not None else f"{within}line {file_line}"


def clock(milliseconds: int) -> str:
    """A time on the recording as h:mm:ss.

    Args:
        milliseconds: Time from the start of the recording.
    """
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def quote(transcript: Transcript, turn_index: int, span: Span | None = None, limit: int = QUOTE_LENGTH) -> Quote:
    """A quotation from a turn.

    Args:
        transcript: The transcript.
        turn_index: The turn.
        span: What is meant, in the reading text; None means the whole turn. A span outside the turn is cut to it.
        limit: Letters to keep at most.
    """
    turn = transcript.turns[turn_index]
    length = len(turn.text)
    start = min(max(span.start - turn.span.start, 0), length) if span else 0
    end = min(max(span.end - turn.span.start, start), length) if span else 0
    return Quote(
        text=excerpt(turn.text, start, end, limit),
        speaker=clean(turn.speaker),
        place=place(transcript, turn, span.start if span else None),
        hit=clean(turn.text[start:end]),
    )
