"""RTF: its plain text, read as running text."""

from __future__ import annotations

from coercionscan.errors import MissingExtra, UnreadableInput
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.running import read_running


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=1.0, reason="begins with {\\rtf") if document.data.lstrip()[:5] == b"{\\rtf" else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise MissingExtra("reading RTF needs a library", extra="rtf", where=document.where) from error
    try:
        words = str(rtf_to_text(document.text, errors="ignore"))  # type: ignore[no-untyped-call]
    except Exception as error:  # the library fails in many ways on a damaged file
        raise UnreadableInput("damaged RTF", where=document.where, hint="Save it again, or as plain text.") from error
    return read_running(words.replace("\r\n", "\n").replace("\r", "\n"), document=True)


FORMAT = Format(
    info=FormatInfo(name="rtf", title="RTF", suffixes=(".rtf",), tier=2, extra="rtf"), sniff=sniff, read=read
)
