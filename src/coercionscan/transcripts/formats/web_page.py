"""HTML pages: the text of the blocks, read as running text."""

from __future__ import annotations

from html.parser import HTMLParser

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.running import read_running

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "dd",
        "dt",
        "pre",
        "table",
        "hr",
    ]
)
_HIDDEN = frozenset(("script", "style", "head", "nav", "template"))


class _Text(HTMLParser):
    """Collects text with a newline at every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in _HIDDEN
        self._pre += tag == "pre"
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "td":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        self._pre = max(0, self._pre - (tag == "pre"))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data if self._pre else data.replace("\n", " "))


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    head = document.sample[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or (document.suffix in (".html", ".htm") and "<p" in head):
        return Guess(score=0.8, reason="an HTML page")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    parser = _Text()
    parser.feed(document.text)
    parser.close()
    lines = [" ".join(line.split()) for line in "".join(parser.parts).split("\n")]
    return read_running("\n".join(line for line in lines if line), document=True)


FORMAT = Format(
    info=FormatInfo(name="html", title="HTML page", suffixes=(".html", ".htm"), tier=2), sniff=sniff, read=read
)
