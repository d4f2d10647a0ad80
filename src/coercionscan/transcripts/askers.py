"""Who asks as Q: the name on a line of its own, before the letter, or behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from coercionscan.transcripts.heads import name_like
from coercionscan.transcripts.marks import LinePattern, Mark, bounded
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.words import layout_words, role_words

_NAME = r"[A-Z][\w.'\u2019-]*(?:[ \t](?!Q\b)[A-Z][\w.'\u2019-]*){0,4}"
BY = LinePattern(
    r"[ \t\f]*(?:(?:[A-Za-z]{1,12}[ -]){0,2}(?:[Qq]uestioned|[Ee]xamin(?:ed|ation)|EXAMINATION|QUESTIONED)[ \t]+)?"
    rf"[(\[]?(?:BY|By|by)[ \t]+(?P<by>{_NAME})[ \t]?:?[)\]]?[ \t]*[-\u2013\u2014]{{0,2}}[ \t]*$"
)
BEHIND = (
    r"(?:[(\[](?:(?:BY|By|by)[ \t]+(?P<by>[^)\]\n]{2,40})"
    r"|(?P<name>[A-Z][A-Za-z]{0,4}\.[ \t][A-Z][^)\]\n]{1,30}|[A-Z][A-Za-z'\u2019-]{2,20}))[)\]]"
    r"|(?P<behind>(?:BY|By)[ \t]+)(?P<open>[A-Z][\w.'\u2019-]*(?:[ \t][A-Z][\w.'\u2019-]*){0,3}?)"
    r"(?::(?=\s)|\.(?=[ \t]{2})))"
)
"""The name behind a Q: "(By Mr. Rowe)", "[Mr. Rowe]", "BY MR. ROWE:"."""
_ALONE = LinePattern(r"[ \t\f]*(?P<by>[A-Z][A-Z.'\u2019/-]+(?:[ ][A-Z][A-Z.'\u2019-]*){1,5}):?[ \t]*$")
_LETTER = re.compile(r"Q\d{0,4}(?P<sign>[.:]?)[ \t]+(?=\S)")
_BEFORE = re.compile(
    r"(?:^[ \t\f]*|(?<=[.?!)\]\"\u201d\u2014-])[ \t]+)(?P<open>[(\[]?)(?P<word>(?:BY|By|by)[ \t]+)?"
    rf"(?P<by>{_NAME}?)(?P<sign>[:.,]?[)\]]?[:.,]?)[ \t]*[-\u2013\u2014]{{0,2}}[ \t]*$"
)
_AT_END = re.compile(rf"(?<=[.?!)\]\"\u201d\u2014-])[ \t]+(?P<at>(?:BY|By)[ \t]+(?P<by>{_NAME})):?[ \t]*\n(?=[ \t]*Q)")
_NEAR, _REACH = 12, 80


def asker_lines(text: str, lines: Sequence[int], asks: Collection[int]) -> list[Mark]:
    """Lines that name who asks from there on.

    Args:
        text: The reading text.
        lines: Where the lines begin that have no label.
        asks: Places of the Qs.

    Returns:
        Marks of narration that carry the name; "BY MR. ROWE:" may also end the line of another speaker.
    """
    found = [*BY.at(text, lines), *(line for line in _ALONE.at(text, lines) if _stands_above(text, line, asks))]
    marks = [Mark(line.start(), line.end(), "", asker=line["by"].strip(" :"), narration=True) for line in found]
    return marks + [
        Mark(match.start("at"), match.end() - 1, "", asker=match["by"].strip(" :"), narration=True)
        for match in bounded(_AT_END.finditer(text))
    ]


def _stands_above(text: str, line: re.Match[str], asks: Collection[int]) -> bool:
    """Whether a rank and a name alone on a line stand right above a question."""
    below = text[line.end() : line.end() + _NEAR]
    return _asks_by_rank(line["by"]) and line.end() + len(below) - len(below.lstrip()) in asks


def named_answers(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Answers under a line that is the name of somebody else in the room, in capitals: "MRS ROWE", and below it "A".

    Args:
        text: The reading text.
        marks: Of questions and answers.

    Returns:
        Marks of them, with the name as their label, that begin at the name.
    """
    found = []
    for mark in marks:
        before = text[max(0, mark.at - _REACH) : mark.at].rstrip() if mark.label == "A" else ""
        start = before.rfind("\n") + 1
        if not start or not before[start:].isupper():
            continue
        name = _ALONE.at(text, [max(0, mark.at - _REACH) + start])
        if name and not text[name[0].end() : mark.at].strip() and _is_third(name[0]["by"]):
            found.append(Mark(name[0].start("by"), mark.words_at, name[0]["by"].strip(" :")))
    return found


def _is_third(name: str) -> bool:
    """Whether a line in capitals is a name, of nobody who asks by rank."""
    return not _asks_by_rank(name) and name_like(name) and not layout_words().is_plain(name)


def _asks_by_rank(name: str) -> bool:
    """Whether a name begins with the rank of one who asks."""
    return any(role_words().by_word.get(rank) == "interrogator" for rank in key_of(name).split()[:1])


def named_questions(text: str) -> Iterator[Mark]:
    """Questions whose letter stands behind the name of who asks, as in "(Mr. Rowe) Q." and "BY MR. ROWE: Q.".

    Args:
        text: The reading text.

    Yields:
        Marks of Q that begin at the name.
    """
    for letter in bounded(_LETTER.finditer(text)):
        at = letter.start()
        if not at or text[at - 1] == "\n":
            continue
        line = text.rfind("\n", 0, at) + 1
        start = max(line, at - _REACH)
        before = text[start:at]
        match = None if before.isspace() else _BEFORE.search(before)
        if match and (match["word"] or (_is_signed(match) and letter["sign"] and is_asker(match["by"]))):
            whole = match[0]
            yield Mark(start + match.end() - len(whole.lstrip()), letter.end(), "Q", asker=match["by"].strip(" :.,"))


def _is_signed(match: re.Match[str]) -> bool:
    """Whether a name without "by" opens the line and is closed by a sign or a bracket."""
    sign = match["sign"] or match["by"][-1]
    return not match.start() and sign[0] in ":.,)]" and bool(match["open"]) == (sign[0] in ")]")


def is_asker(name: str) -> bool:
    """Whether a name begins with a title or a rank, as those have who ask."""
    first = key_of(name).split()[:1]
    words = role_words()
    return bool(first) and (first[0] in words.titles or words.by_word.get(first[0]) in ("interrogator", "counsel"))
