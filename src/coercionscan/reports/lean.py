"""Markup without what a browser does not need: quotes around plain values, end tags that HTML lets out, escaped quotes.

Templates stay readable, and the page of a long interview stays small. Words of a transcript come escaped, so that every
``<`` and ``>`` is markup of the templates.
"""

from __future__ import annotations

import re

_RAW = re.compile(r"(<style>.*?</style>|<script\b.*?</script>)", re.DOTALL)
_TAG_OR_QUOTE = re.compile(r"<[^<>]*>|&#3[49];")
_QUOTED = re.compile(r'="([^\s"\'=<>`]+)"(?=[ >])')
_QUOTES = {"&#34;": '"', "&#39;": "'"}
# With an end tag goes the space after it, which would else end the words of the element.
_ENDS = re.compile(r"</(?:li|td|th|tr|tbody|thead|dd|dt|option)>\s*")
_AFTER_P = "address|article|blockquote|details|div|dl|figure|form|h[1-6]|ol|p|section|table|ul"
_END_OF_P = re.compile(rf"</p>\s*(?=(?:<(?:{_AFTER_P}|li|td|dt|dd)\b|</(?:article|div|figcaption|ol|section|ul)>))")


def lean(page: str) -> str:
    """The same page in fewer letters.

    Args:
        page: Markup as the templates made it.

    Returns:
        Markup that a browser reads into the same elements, with the same words. Style and scripts stay as they are.
    """
    parts = _RAW.split(page)
    parts[::2] = map(_lean, parts[::2])
    return "".join(parts)


def _lean(markup: str) -> str:
    return _END_OF_P.sub("", _ENDS.sub("", _TAG_OR_QUOTE.sub(_shorter, markup)))


def _shorter(found: re.Match[str]) -> str:
    """A tag without needless quotes; a quotation mark between tags as it is."""
    return _QUOTES.get(found[0]) or _QUOTED.sub(r"=\1", found[0])
