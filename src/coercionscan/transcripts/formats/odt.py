"""ODT: paragraphs of ``content.xml``, read as running text."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.exports import xml_of, zip_entry
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.running import read_running
from coercionscan.transcripts.times import whole_number

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if document.data.startswith(b"PK") and b"opendocument.text" in document.data[:400]:
        return Guess(score=1.0, reason="an OpenDocument text")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    root = xml_of(zip_entry(document, "content.xml"), document.where)
    lines = [_words(found) for found in root.iter() if found.tag in (f"{_TEXT}p", f"{_TEXT}h")]
    return read_running("\n".join(lines), document=True)


def _words(paragraph: Element) -> str:
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(200, whole_number(child.get(f"{_TEXT}c")) or 1))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


FORMAT = Format(
    info=FormatInfo(name="odt", title="OpenDocument text", suffixes=(".odt",), tier=2), sniff=sniff, read=read
)
