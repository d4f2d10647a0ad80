"""Lines without labels, given to two speakers in turn: only on request, and every turn marked as doubtful."""

from __future__ import annotations

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.running import clean_sheet, from_marks

_DOUBT = "no label: given to the speakers in turn, as asked"


def sniff(document: Document) -> Guess:
    """See ``Format``: never chosen by itself."""
    del document
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``. The first line is a question."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    marks: list[Mark] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            marks.append(Mark(at, at, "QA"[len(marks) % 2], doubt=_DOUBT))
        at += len(line) + 1
    reading = from_marks(sheet, text, marks)
    message = f"{len(marks)} lines without labels were given to two speakers in turn; a lost line shifts all after it."
    reading.notices.append(Notice(slug="alternation", message=message))
    return reading


FORMAT = Format(
    info=FormatInfo(name="alternation", title="Lines without labels, in turn (on request)"),
    sniff=sniff,
    read=read,
    on_request=True,
)
