"""The interview that is read out inside testimony, as a transcript of its own: only on request.

Labelled lines in quotation signs keep their labels; other quotations are given to one who asks and one who answers.
What the people in the hearing say is narration.
"""

from __future__ import annotations

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import find_marks
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.quotes import quotations
from coercionscan.transcripts.running import clean_sheet, from_marks
from coercionscan.transcripts.turntaking import who_asks

_DOUBT = "quoted without a label: given to two speakers in turn, as asked"
_STAY = 0.15
_LEAST_WORDS = 2


def sniff(document: Document) -> Guess:
    """See ``Format``: never chosen by itself."""
    del document
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    marks: list[Mark] = []
    hosts = find_marks(text).marks
    for place, mark in enumerate(hosts):
        end = hosts[place + 1].at if place + 1 < len(hosts) else len(text)
        if mark.quoted:
            mark.quoted = False
            marks.append(mark)
        else:
            marks.append(Mark(mark.at, mark.at, "", narration=True, told=True))
            marks += _unlabelled(text, mark.words_at, end)
    reading = from_marks(sheet, text, marks)
    message = "Only what is quoted was read, as asked; all that is said around it is narration."
    reading.notices.append(Notice(slug="quoted-only", message=message))
    return reading


def _unlabelled(text: str, start: int, end: int) -> list[Mark]:
    """Quotations inside one turn, with the words between them as narration."""
    quotes = [
        quote for quote in quotations(text, start, end) if len(text[quote.start : quote.end].split()) >= _LEAST_WORDS
    ]
    asks = who_asks([text[quote.start : quote.end] for quote in quotes], stay=_STAY)
    found: list[Mark] = []
    for quote, asking in zip(quotes, asks, strict=True):
        found.append(Mark(quote.at, quote.start, "Q" if asking else "A", doubt=_DOUBT, stop=quote.end))
        found.append(Mark(quote.stop, quote.stop, "", narration=True, told=True))
    return found


FORMAT = Format(
    info=FormatInfo(
        name="quoted",
        title="Interview read out inside testimony",
        example='"PW: Where did you go?',
        suffixes=(".txt", ".rst"),
    ),
    sniff=sniff,
    read=read,
    on_request=True,
)
