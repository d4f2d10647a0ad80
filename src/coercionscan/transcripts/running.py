"""Running text with labels becomes turns: the work that all text layouts share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from coercionscan.records import Notice, Origin
from coercionscan.transcripts.columns import COLUMN_DOUBT
from coercionscan.transcripts.draft import Draft, Reading
from coercionscan.transcripts.furniture import strip_furniture
from coercionscan.transcripts.labels import find_marks
from coercionscan.transcripts.margins import cut_page_tails
from coercionscan.transcripts.marks import Found, Mark, fill
from coercionscan.transcripts.markup import strip_markup
from coercionscan.transcripts.narrated import record_words
from coercionscan.transcripts.numbered import number_column
from coercionscan.transcripts.overlaps import drop_overlaps
from coercionscan.transcripts.quoted import READ_OUT
from coercionscan.transcripts.service import fill_times, strip_service_lines
from coercionscan.transcripts.sheet import Sheet
from coercionscan.transcripts.words import gesture_words

_BRACKET_LINE = re.compile(
    r"[ \t\f]*(?:[\[(]?\d{1,2}:\d\d[^\])\n]{0,9}[\])]?[ \t]+)?\*?[(\[][^()\[\]]*[)\]]\*?\.?[ \t]*$"
)
_WORD = re.compile(r"[a-z]+")
_SAMPLE = 12_000
_FEW = 100
_SPOKEN, _NARRATION = Origin.SPOKEN, Origin.NARRATION
_HEAD_LENGTH = 6000


@lru_cache(maxsize=8)
def sample_marks(sample: str) -> Found:
    """Marks in the start of a text, for sniffing; the same for all text layouts.

    Args:
        sample: The start of the text.

    Returns:
        What the label finder finds there.
    """
    sheet = Sheet.of(sample[:_SAMPLE])
    numbered = number_column(sheet)
    found = find_marks(sheet.text)
    found.kind = "court" if numbered else found.kind
    return found


def carry(text: str, marks: Sequence[object], least: int, share: float, *, others: float = 0.5) -> bool:
    """Whether the marks of one layout carry a text, for sniffing.

    Args:
        text: The start of the text.
        marks: What the layout finds there.
        least: So many there must be.
        share: And so many a filled line.
        others: Labels that the common finder sees there are no more than this share of them.

    Returns:
        Whether all three hold.
    """
    return fill(text, marks, least, share) and sample_marks(text).whole() <= others * len(marks)


def read_running(text: str, *, document: bool = False, sheet: Sheet | None = None) -> Reading:
    """Read a text with speaker labels.

    Args:
        text: The decoded text, newlines normalised.
        document: Whether it was extracted from a document and has no source offsets.
        sheet: The lines, when a document reader has already cut them.

    Returns:
        The reading.
    """
    return read_with(lambda words: find_marks(words).marks, text, document=document, sheet=sheet)


def read_with(
    marks: Callable[[str], list[Mark]], text: str, *, document: bool = False, sheet: Sheet | None = None
) -> Reading:
    """Read a text whose turns begin where ``marks`` says.

    Args:
        marks: Finds the beginnings of turns in the reading text, in order.
        text: The decoded text, newlines normalised.
        document: As for ``read_running``.
        sheet: As for ``read_running``.

    Returns:
        The reading.
    """
    sheet = clean_sheet(text, document=document, sheet=sheet)
    reading_text = sheet.text
    return from_marks(sheet, reading_text, marks(reading_text))


def clean_sheet(text: str, *, document: bool = False, sheet: Sheet | None = None) -> Sheet:
    """Lines without markup, line numbers, page furniture and overlaps.

    Args:
        text: The decoded text.
        document: As for ``read_running``.
        sheet: As for ``read_running``.

    Returns:
        The sheet.
    """
    sheet = sheet or Sheet.of(text, document=document)
    strip_markup(sheet)
    if not number_column(sheet):
        cut_page_tails(sheet)
    strip_furniture(sheet)
    drop_overlaps(sheet)
    strip_service_lines(sheet)
    return sheet


def from_marks(sheet: Sheet, text: str, marks: list[Mark]) -> Reading:
    """Cut the text at the marks.

    Args:
        sheet: The cleaned lines.
        text: Their reading text.
        marks: Beginnings of turns, in order.

    Returns:
        The reading with a draft for every turn and every narration.
    """
    drafts: list[Draft] = []
    alone = _labels_alone(text, marks)
    for mark, end in zip(marks, [*[mark.at for mark in marks[1:]], len(text)], strict=bool(marks)):
        _cut(drafts, text, mark, end, alone)
    fill_times(sheet, drafts)
    if columns := sum(1 for mark in marks if mark.doubt == COLUMN_DOUBT):
        message = f"{columns} labels stood in blocks of their own, apart from their words; they were given by place."
        sheet.notices.append(Notice(slug="label-columns", message=message))
    head = text[: marks[0].at] if marks else text
    if quoted := sum(1 for mark in marks if mark.quoted):
        message = (
            f"{quoted} turns are read out from another record and not scored; --input-format quoted reads them alone."
        )
        sheet.notices.append(Notice(slug="quoted-record", message=message))
    titles = [line.text for line in sheet.stripped if line.reason == "heading"]
    titles += [line.text for line in sheet.stripped[:200] if line.reason != "markup"]
    head = head[:_HEAD_LENGTH] + "\n" + "\n".join(dict.fromkeys(titles))
    return Reading(
        text=text,
        drafts=drafts,
        source_map=sheet.source_map(),
        stripped=sheet.stripped,
        notices=list(sheet.notices),
        head=head[: 2 * _HEAD_LENGTH],
        setting="court page" if sheet.numbered and _mostly_letters(marks) else "",
    )


def _mostly_letters(marks: list[Mark]) -> bool:
    """Numbered pages with names are also made of police interviews; with Q and A they are a court reporter's."""
    return sum(1 for mark in marks if mark.label in ("Q", "A")) > len(marks) / 2


def _labels_alone(text: str, marks: list[Mark]) -> bool:
    """Whether most labels stand on a line of their own, with the words below."""
    sample = marks[:: max(1, len(marks) // _FEW)]
    return sum(text[mark.words_at : mark.words_at + 4].lstrip(" \t")[:1] == "\n" for mark in sample) > len(sample) / 2


def _cut(drafts: list[Draft], text: str, mark: Mark, end: int, alone: bool) -> None:
    """One mark becomes its turn, and the bracket lines that end it become narration; both go to the drafts."""
    start, narration = mark.words_at, mark.narration
    if mark.stop is not None and mark.stop < end:
        end = mark.stop
    if narration:
        line_end = text.find("\n", start, end)
        end = end if line_end < 0 or mark.asker is None else line_end
    words = text[start:end].rstrip()
    tails: Sequence[tuple[int, int]] = ()
    if "\n" in words and (")" in words[-3:] or "]" in words[-3:]):
        stop, tails = _peel(text, start, end, alone)
        start, stop = _trim(text, start, stop)
    else:
        stop = start + len(words)
        start = stop - len(words.lstrip())
    if not narration or mark.label or (mark.told and start < stop):
        drafts.append(
            Draft(
                mark.label,
                start,
                stop,
                mark.at,
                _NARRATION if narration else _SPOKEN,
                mark.start_ms,
                mark.end_ms,
                mark.doubt,
                READ_OUT if mark.quoted else None,
                None,
                mark.asker,
                mark.same,
            )
        )
    for tail_start, tail_end in tails:
        drafts.append(Draft(label="", label_start=tail_start, start=tail_start, end=tail_end, origin=_NARRATION))


def _peel(text: str, start: int, end: int, alone: bool) -> tuple[int, list[tuple[int, int]]]:
    """Bracket lines at the end of a turn: stage directions between turns; ``alone``: the first may be all it says."""
    tails: list[tuple[int, int]] = []
    stop = end
    while True:
        line_end = _trim(text, start, stop)[1]
        line_start = text.rfind("\n", start, line_end)
        if line_start < 0 or not _BRACKET_LINE.match(text[line_start + 1 : line_end]):
            break
        only = not text[start:line_start].strip()
        if only and (alone or gesture_words().gesture.search(text[line_start:line_end].lower())):
            break  # a gesture, or "(no reply)", is all that the label has to say
        if not record_words().first_person.isdisjoint(_WORD.findall(text[line_start:line_end].lower())):
            break  # who says "I" in brackets speaks: "(I mean the blue one)"
        tails.insert(0, _trim(text, line_start + 1, line_end))
        stop = line_start
    return stop, tails


def bracket_line(line: str) -> bool:
    """Whether all that a line holds stands in brackets: a stage direction, not speech."""
    return _BRACKET_LINE.match(line) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; an empty range stays at its start."""
    words = text[start:end]
    rest = words.lstrip()
    if not rest:
        return start, start
    return end - len(rest), start + len(words.rstrip())
