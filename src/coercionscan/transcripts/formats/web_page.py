"""HTML pages: the text of the blocks, read as running text."""

from __future__ import annotations

import html
import re

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


_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<!--|<[!?][^<>]*>")
"""A tag never reaches over the next "<", so that one pass over any input is enough."""


def text_of(page: str) -> str:
    """The words of a page, a newline at every block; scripts, styles, comments and menus are left out.

    Args:
        page: HTML, also damaged.

    Returns:
        The text with character references resolved.
    """
    parts: list[str] = []
    hidden, pre, at = 0, 0, 0
    while (tag := _TAG.search(page, at)) is not None:
        _words(parts, page[at : tag.start()], hidden, pre)
        at = tag.end()
        if tag[0] == "<!--":
            end = page.find("-->", at)
            at = len(page) if end < 0 else end + 3
            continue
        name = (tag["name"] or "").lower()
        step = -1 if tag["close"] else 1
        if name in _HIDDEN:
            hidden = max(0, hidden + step)
        elif name == "pre":
            pre = max(0, pre + step)
        if name in _BLOCKS:
            parts.append("\n")
        elif name == "td" and step > 0:
            parts.append(" ")
    _words(parts, page[at:], hidden, pre)
    return "".join(parts)


def _words(parts: list[str], words: str, hidden: int, pre: int) -> None:
    if words and not hidden:
        words = html.unescape(words)
        parts.append(words if pre else words.replace("\n", " "))


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    head = document.sample[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or (document.suffix in (".html", ".htm") and "<p" in head):
        return Guess(score=0.8, reason="an HTML page")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    lines = [" ".join(line.split()) for line in text_of(document.text).split("\n")]
    return read_running("\n".join(line for line in lines if line), document=True)


FORMAT = Format(
    info=FormatInfo(name="html", title="HTML page", suffixes=(".html", ".htm"), tier=2), sniff=sniff, read=read
)
