"""HTML pages: the text of the blocks, read as running text."""

from __future__ import annotations

import html
import re

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.running import read_running
from coercionscan.transcripts.tables import row_line
from coercionscan.transcripts.words import layout_words

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
_CELLS = frozenset(("td", "th"))
_ROW, _CELL = "\x1e", "\x1f"
"""Stand before a row of a table and a cell of it until the row is a line."""
_MOST_CELLS = 5
"""A row of more cells is no turn. A convention."""
_HIDDEN = frozenset(("script", "style", "head", "nav", "template"))
_PARTS = frozenset(("div", "section", "ul", "ol", "aside", "footer", "form"))
_NAMED = re.compile(r"(?:id|class)[ ]*=[ ]*[\"']?(?P<names>[^\"'<>]{1,200})", re.IGNORECASE)
_NAME = re.compile(r"(?<![^ ])[a-z]+")
"""The first word of each name: what is called ``has-sidebar`` is no sidebar."""

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<!--|<[!?][^<>]*>")
"""A tag never reaches over the next "<", so that one pass over any input is enough."""


def text_of(page: str) -> str:
    """The words of a page, a newline at every block; scripts, styles, menus and the readers' comments are left out.

    Args:
        page: HTML, also damaged.

    Returns:
        The text with character references resolved.
    """
    return _text_of(page)[0]


def _text_of(page: str, *, whole: bool = False) -> tuple[str, int]:
    """The words of a page, and how many words beside them were left out; with ``whole`` those are kept."""
    parts: list[str] = []
    beside: list[str] = []
    hidden, pre, at, depth = 0, 0, 0, 0
    aside = ""
    while (tag := _TAG.search(page, at)) is not None:
        _words(beside if aside else parts, page[at : tag.start()], hidden, pre)
        at = tag.end()
        if tag[0] == "<!--":
            end = page.find("-->", at)
            at = len(page) if end < 0 else end + 3
            continue
        name = (tag["name"] or "").lower()
        step = -1 if tag["close"] else 1
        if name == aside:
            depth += step
            aside = aside if depth else ""
        elif not (aside or whole) and step > 0 and name in _PARTS and _is_beside(name, tag[0]):
            aside, depth = name, 1
        if name in _HIDDEN:
            hidden = max(0, hidden + step)
        elif name == "pre":
            pre = max(0, pre + step)
        if name == "tr":
            parts.append(_ROW)
        elif name in _BLOCKS:
            parts.append("\n")
        elif name in _CELLS and step > 0:
            parts.append(_CELL)
    _words(beside if aside else parts, page[at:], hidden, pre)
    text = "\n".join(map(_row, "".join(parts).split(_ROW)))
    left_out = len(" ".join(beside).split())
    return _text_of(page, whole=True) if left_out > len(text.split()) else (text, left_out)


def _row(row: str) -> str:
    """What stands between two marks of rows: a turn, where the cells are those of a table of turns."""
    if _CELL not in row:
        return row
    cells = [cell for part in row.split(_CELL) if (cell := " ".join(part.split()))]
    line = row_line(cells) if len(cells) <= _MOST_CELLS else ""
    return line if line != " ".join(cells) else row.replace(_CELL, " ")


def _is_beside(name: str, tag: str) -> bool:
    """Whether a part of the page is by its name no part of what the page is about: comments, links to share, a foot."""
    words = layout_words().page_parts
    return name in words or any(
        not words.isdisjoint(_NAME.findall(named["names"].lower())) for named in _NAMED.finditer(tag)
    )


def _words(parts: list[str], words: str, hidden: int, pre: int) -> None:
    if words and not hidden:
        words = html.unescape(words).replace(_CELL, " ").replace(_ROW, " ")
        parts.append(words if pre else words.replace("\n", " "))


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    head = document.sample[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or (document.suffix in (".html", ".htm") and "<p" in head):
        return NO if "data-tc=" in document.sample else Guess(score=0.97, reason="an HTML page")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    text, left_out = _text_of(document.text)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    reading = read_running("\n".join(line for line in lines if line), document=True)
    if left_out:
        message = f"{left_out} words beside the text of the page (comments, menus, links, its foot) were left out."
        reading.notices.append(Notice(slug="page-parts", message=message))
    return reading


FORMAT = Format(
    info=FormatInfo(name="html", title="HTML page", suffixes=(".html", ".htm"), tier=2), sniff=sniff, read=read
)
