"""Same-length folding of text: quotes, dashes, spaces and case become plain, and no offset ever moves."""

from __future__ import annotations

import re

_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "\u2032": "'",
    "`": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\f": " ",
    "\v": " ",
    "\u00ad": " ",
    "\u200b": " ",
    "\ufeff": " ",
}
_TABLE = str.maketrans(_PLAIN)
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
_BACKTICK = "`"
"""The one mark of the table that is both ASCII and printable."""


def straighten(text: str) -> str:
    """Replace typographic quotes, dashes and spaces by plain ones, one for one.

    Args:
        text: Any text.

    Returns:
        A text of exactly the same length; letters and their case are untouched.
    """
    if not text.isascii():
        return _ODD.sub(_plain, text)  # a translation of other text looks every letter up
    # Most texts hold no odd mark but a line end, and to see that is quicker than to look up every letter.
    plain = text.replace("\n", " ")
    return plain if plain.isprintable() and _BACKTICK not in plain else plain.translate(_TABLE)


def _plain(odd: re.Match[str]) -> str:
    return _PLAIN[odd[0]]


def fold(text: str) -> str:
    """Straighten and lower the case, one code point for one.

    Args:
        text: Any text.

    Returns:
        A text of exactly the same length. The few letters whose lower form is longer (such as the dotted capital I)
        stay as they are, so that an offset into the folded text is an offset into the text.
    """
    plain = straighten(text)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)


def count_words(text: str) -> int:
    """How many words a text has.

    Args:
        text: Any text.

    Returns:
        As many as ``text.split()`` has parts, counted at a third of the time where only blanks and line ends part them.
    """
    plain = text.replace("\n", " ")
    if not plain.isprintable():
        return len(text.split())
    plain = plain.strip(" ")  # the only white space that is printable
    while "  " in plain:
        plain = plain.replace("  ", " ")
    return plain.count(" ") + 1 if plain else 0


def newline_lines(text: str) -> list[str]:
    """Lines of a text; only a newline ends one, whatever the system wrote it with.

    ``str.splitlines`` also cuts at separators that may stand inside a string of JSON Lines, such as U+2028.

    Args:
        text: Any text.

    Returns:
        The lines without their ends; a newline at the end of the text begins no further line.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if not lines[-1] else lines
