"""Markup of reST and Markdown: directives, raw blocks, rules under headings, and the headings themselves."""

from __future__ import annotations

import re

from coercionscan.transcripts.sheet import Sheet

_UNDERLINE = re.compile(r"([=\-^~\"'#*+])\1{2,}[ \t]*$")
_DIRECTIVE = re.compile(r"\.\. (?P<name>[\w-]+)::")
_BLOCKS = frozenset(("raw", "code", "code-block", "image", "figure", "contents", "meta", "include", "math"))
_LINKS = re.compile(r"[ \t]*(?:!?\[[^\]\n]{0,120}\]\([^)\n]{0,300}\)[ \t|\u00b7\u2022/-]*){1,9}$|\[\^\w{1,9}\]:[ \t]")
"""A line of pictures or links alone, and a footnote."""
_SIGNS = ("](", "\n[^", "::", "\n#", *(f"\n{3 * sign}" for sign in "=-^~\"'#*+"))
"""No markup without one of these."""
_FIRSTS = frozenset(" \t\f\v[!.=-^~\"'#*+")


def strip_markup(sheet: Sheet) -> None:
    """Take markup lines out, and lines of pictures or links; a heading over its underline goes with it.

    Args:
        sheet: The lines; changed in place. Nothing happens to a text without such markup.
    """
    lines = sheet.lines
    text = f"\n{sheet.text}"
    if not any(sign in text for sign in _SIGNS):
        return
    reasons: dict[int, str] = {}
    block = False
    for index, line in enumerate(lines):
        if not block and line[:1] not in _FIRSTS:
            continue
        if block and (not line.strip() or line[0] in " \t"):
            if line.strip():
                reasons[index] = "markup"
            continue
        block = False
        if line.lstrip().startswith(".. ") and (directive := _DIRECTIVE.match(line.lstrip())):
            reasons[index] = "markup"
            block = directive["name"] in _BLOCKS  # of any other directive the block is text
        elif index and line and line[0] in "=-^~\"'#*+" and _underlines(line, lines[index - 1]):
            reasons[index] = "markup"
            reasons[index - 1] = "heading"
        elif line[:1] in "[!" and line and _LINKS.match(line):
            reasons[index] = "markup"
        elif line.startswith("#") and re.match(r"#{1,6} \S", line):
            reasons[index] = "heading"
    sheet.without(reasons)


def _underlines(line: str, above: str) -> bool:
    return bool(_UNDERLINE.match(line)) and 3 <= len(above.strip()) <= len(line.strip()) + 2 and above[:1] != " "
