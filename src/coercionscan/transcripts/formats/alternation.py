"""Text without labels, given to one who asks and one who answers: only on request, and every turn is doubtful.

Lines take turns; where several questions and answers stand in one paragraph, its sentences do.
"""

from __future__ import annotations

from itertools import pairwise

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.running import bracket_line, clean_sheet, from_marks
from coercionscan.transcripts.turntaking import sentences, who_asks
from coercionscan.transcripts.words import layout_words

_DOUBT = "no label: given to two speakers in turn, as asked"
_STAY_LINE = 0.03
_STAY_SENTENCE = 0.45
_RUN_ON = 2
_HEAD = 12


def sniff(document: Document) -> Guess:
    """See ``Format``: never chosen by itself."""
    del document
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``. Lines in brackets are nobody's."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    lines = _lines(text)
    run_on = sum(1 for start, end in lines if text.count("?", start, end) >= _RUN_ON) > len(lines) / _RUN_ON
    units = [part for start, end in lines for part in sentences(text, start, end)] if run_on else lines
    units = units[_headings(text, units) :]
    spoken = [unit for unit in units if not bracket_line(text[slice(*unit)])]
    asks = who_asks([text[start:end] for start, end in spoken], stay=_STAY_SENTENCE if run_on else _STAY_LINE)
    marks: list[Mark] = []
    for (start, _), asking in zip(spoken, asks, strict=True):
        label = "Q" if asking else "A"
        if not (run_on and marks and marks[-1].label == label):
            marks.append(Mark(start, start, label, doubt=_DOUBT))
    reading = from_marks(sheet, text, marks)
    twice = sum(1 for before, after in pairwise(marks) if before.label == after.label)
    message = f"{len(marks)} stretches without labels were given to one who asks and one who answers"
    message += f"; {twice} times one of them seems to have two lines in a row." if twice else "."
    reading.notices.append(Notice(slug="alternation", message=message))
    return reading


def _headings(text: str, units: list[tuple[int, int]]) -> int:
    """How many lines head the page: before the first question, and no sentences, or with the word of a heading."""
    first = next((at for at, unit in enumerate(units[:_HEAD]) if text.count("?", *unit)), 0)
    for at, (start, end) in enumerate(units[:first]):
        words = text[start:end].lower()
        if words[-1] in ".!" and not layout_words().heading.intersection(words.split()):
            return at
    return first


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line) + 1
    return found


FORMAT = Format(
    info=FormatInfo(
        name="alternation",
        title="Text without labels, given to two in turn",
        example="What did you see? / A van.",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
    on_request=True,
)
