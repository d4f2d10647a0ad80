"""Labels in the middle of a line, and lines that tell what somebody said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from coercionscan.transcripts.marks import MOST_LABELS, LinePattern, Mark, TooManyTurns
from coercionscan.transcripts.merging import key_of, mostly_upper
from coercionscan.transcripts.words import layout_words

_OPENERS = re.compile(r".*[(\"'\u201c)\]]")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]\n]{0,60}[)\]]")
_OPENING = 200
"""So much of a line tells whether there are words before a label. A convention."""
_REACH = 60
_PARAPHRASE = LinePattern(r"[ \t\"\u201c]*(?P<who>[A-Za-z][A-Za-z'.]{1,20})[ ](?P<rest>[a-z]+ [a-z]+)")
_ENDS = '.?!)"\u201d]\u2019-'


def in_mid_line(text: str, marks: Sequence[Mark], letters: int = 1) -> int:
    """How many labels have words before them on their line; times and notes in brackets are none.

    Args:
        text: The text.
        marks: Its labels.
        letters: Of how many letters a word is one: "PM" before each label is a time.

    Returns:
        Their number.
    """
    word = re.compile(rf"[^\W\d_]{{{letters}}}")
    begins = ((text.rfind("\n", 0, mark.at) + 1, mark.at) for mark in marks)
    before = (text[begin : min(at, begin + _OPENING)] for begin, at in begins)
    return sum(1 for words in before if word.search(_IN_BRACKETS.sub("", words)))


def mid_line_marks(text: str, names: Counter[str], marks: Sequence[Mark]) -> list[Mark]:
    """Known labels with a colon in the middle of a line, also glued to a bracket before them.

    Args:
        text: The reading text.
        names: Known labels.
        marks: The marks so far.

    Returns:
        Further marks.
    """
    by_last: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_last.setdefault(name.rsplit(None, 1)[-1], []).append(name)
    ends = {" ", "\t", *(name[-1] for name in names)}
    heads = {mark.words_at for mark in marks}
    found: list[Mark] = []
    colon = text.find(":")
    while colon >= 0:
        if len(found) > MOST_LABELS:
            raise TooManyTurns
        if colon + 1 not in heads and text[colon - 1] in ends:
            mark = _before_colon(text, colon, by_last)
            if mark is not None:
                found.append(mark)
        colon = text.find(":", colon + 1)
    return found


def _before_colon(text: str, colon: int, by_last: dict[str, list[str]]) -> Mark | None:
    """The known label that ends at a colon."""
    reach = max(0, colon - _REACH)
    newline = text.rfind("\n", reach, colon)
    line_start = newline + 1 if newline >= 0 else reach
    before = text[line_start:colon].rstrip(" \t")
    tokens = before.rsplit(None, 1)
    word = tokens[-1].rpartition(":")[2] if tokens else ""
    fits = by_last.get(word) or by_last.get(_OPENERS.sub("", word))
    for name in fits or ():
        at = line_start + len(before) - len(name)
        if before.endswith(name) and at > line_start:
            junk = not any(map(str.isalnum, text[line_start:at])) and "(" not in text[line_start:at]
            if junk or _may_begin(text, at, name):
                return Mark(line_start if junk and newline >= 0 else at, colon + 1, name)
    return None


def _may_begin(text: str, at: int, name: str) -> bool:
    """A label in capitals may stand anywhere; another only after the end of a sentence."""
    before = text[max(0, at - 3) : at].rstrip()
    if len(name) < 2:
        return bool(before) and before[-1] in _ENDS[:-2]
    if mostly_upper(name) and text[at - 1].isspace():
        return True
    return bool(before) and before[-1] in _ENDS


def told_marks(text: str, names: Counter[str], taken: Collection[int], lines: Sequence[int]) -> list[Mark]:
    """Lines that tell what somebody said instead of quoting it: ``PH states that``.

    Args:
        text: The reading text.
        names: Known labels.
        taken: Places where labels begin.
        lines: Where the lines begin that have none.

    Returns:
        Marks of narration.
    """
    initials = {name for name in names if 1 < len(name) <= 3 and name.isupper()}
    keys = {key_of(name) for name in names}
    marks = []
    verbs, saith = layout_words().paraphrase, layout_words().saith
    firsts = layout_words().told_firsts
    for match in _PARAPHRASE.at(text, lines):
        first, _, second = match["rest"].partition(" ")
        if first not in firsts and second not in firsts:
            continue
        who = match["who"]
        alike = bool(initials) and 1 < len(who) <= 3 and who.isupper()
        known = alike or who in names or key_of(who) in keys
        told = (known and verbs.match(match["rest"])) or saith.search(match["rest"])
        if told and match.start("who") not in taken:
            lead = match[0][: match.start("who") - match.start()]
            marks.append(
                Mark(match.end("who") - len(who) - len(lead.lstrip()), match.start("who"), who, narration=True)
            )
    return marks
