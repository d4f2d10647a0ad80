"""Quotations in prose, and to whom the words around them give each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from coercionscan.lexicon.catalogue import table
from coercionscan.transcripts.marks import bounded
from coercionscan.transcripts.words import role_words

_CURLY = re.compile(r"\u201c(?P<words>[^\u201c\u201d]*?)(?:\u201d|(?=\n[ \t]*\n\s*\u201c)|\Z)")
_ANGLE = re.compile(r"\u00ab(?P<words>[^\u00ab\u00bb]*?)(?:\u00bb|(?=\n[ \t]*\n)|\Z)")
_LATEX = re.compile(r"``(?P<words>.*?)(?:''|(?=\n[ \t]*\n)|\Z)", re.DOTALL)
_DOUBLED = re.compile(r"''(?<![\w']'')(?=\S)(?P<words>.*?)(?:(?<=\S)''(?!\w)|(?=\n[ \t]*\n)|\Z)", re.DOTALL)
_STRAIGHT = re.compile(r"\"(?<![\w\"]\")(?=[^\s\"])(?P<words>[^\"]*?)(?:(?<=\S)\"(?!\w)|(?=\n[ \t]*\n)|\Z)")
_CURLY_SINGLE = re.compile(
    r"\u2018(?<!\w\u2018)(?=\S)(?P<words>(?:[^\u2018\u2019]|\u2019(?=\w))*?)"
    r"(?:(?<=[^\s\w])\u2019(?!\w)|(?=\n[ \t]*\n)|\Z)"
)
_SINGLE = re.compile(r"'(?<![\w']')(?=\w)(?P<words>(?:[^']|'(?=\w))*?)(?:(?<=[.,?!\u2026-])'(?!\w)|(?=\n[ \t]*\n)|\Z)")
_STYLES = (
    ("\u201c", _CURLY),
    ('"', _STRAIGHT),
    ("\u2018", _CURLY_SINGLE),
    ("'", _SINGLE),
    ("``", _LATEX),
    ("''", _DOUBLED),
    ("\u00ab", _ANGLE),
)
"""Each with the sign that no quotation of the style is without. A pattern that begins with the sign is sought quicker
than one that looks at what stands before it first."""
_LEADS = frozenset("_,:'\u2019")
"""Beside letters and digits, the words ahead of a quotation may end in these when they name its speaker."""
_REACH = 90
_LEAST_LETTERS = 2
_LONG = 600


@dataclass(slots=True)
class Quote:
    """One quotation: offsets of the signs and of the words, and the printed speaker, None where none is named.

    ``paragraph`` counts paragraphs; ``pronoun``: the speaker is only a pronoun.
    """

    at: int
    start: int
    end: int
    stop: int
    paragraph: int
    who: str | None = None
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class ProseWords:
    """Patterns of ``reading/prose.toml``."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    pronouns: frozenset[str]
    not_names: frozenset[str]


@cache
def prose_words() -> ProseWords:
    """The patterns, made once."""
    data, roles = table("reading/prose"), role_words()
    said = "|".join(map(re.escape, sorted(data["said"], key=len, reverse=True)))
    adverb = "|".join(map(re.escape, data["adverbs"]))
    pronoun = "|".join(map(re.escape, data["pronouns"]))
    short = "|".join(
        sorted(word.capitalize() for word in (*roles.titles, *roles.by_word) if word.isalpha() and len(word) <= 5)
    )
    word = rf"(?:(?:{short}|[A-Z])\.|[A-Z][\w'\u2019-]*)"
    name = (
        rf"(?:{word}(?:\s+(?:of\s+|de\s+|van\s+)?{word}){{0,3}}"
        rf"|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s+[a-z]+(?:\s+[a-z]+)?|(?i:{pronoun})(?!\w))"
    )
    gap = r"(?P<gap>(?:[ \t,.\u2014-]|\n(?![ \t]*\n)){0,3})"
    between = rf"(?:\s+(?:{adverb}|\w+ly))?"
    return ProseWords(
        after=re.compile(rf"{gap}(?:(?:{said})\s+(?P<who>{name})|(?P<first>{name}){between}\s+(?:{said})(?!\w))"),
        before=re.compile(
            rf"(?P<first>{name}){between}\s+(?:{said})(?!\w)(?:\s+[\w'\u2019]+){{0,6}}[,:]?\s*$|(?P<who>{name})\s*[:,]\s*$"
        ),
        pronouns=frozenset(data["pronouns"]),
        not_names=frozenset(data["not_names"]),
    )


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quote]:
    """All quotations of the style that the text mostly uses.

    Args:
        text: The reading text.
        start: Where to begin.
        end: Where to stop; the end of the text by default.

    Returns:
        Quotations in order, with the speakers that tags name.
    """
    stop = len(text) if end is None else end
    styles = [style for sign, style in _STYLES if sign in text]
    found = max((bounded(style.finditer(text, start, stop)) for style in styles), key=_letters, default=[])
    quotes: list[Quote] = []
    paragraph, at = 0, start
    for match in found:
        if next(islice(filter(str.isalpha, match["words"]), _LEAST_LETTERS - 1, None), None) is None:
            continue
        paragraph += _new_paragraph(text[at : match.start()])
        at = match.end()
        quotes.append(Quote(match.start(), match.start("words"), match.end("words"), match.end(), paragraph))
    for place, quote in enumerate(quotes):
        behind = quotes[place + 1].at if place + 1 < len(quotes) else stop
        ahead = quotes[place - 1].stop if place else start
        _tag(text, quote, ahead, behind)
    return quotes


def _new_paragraph(gap: str) -> bool:
    """Whether a paragraph ends between two quotations: a blank line, or a line that begins after a full stop."""
    before, newline, after = gap.rpartition("\n")
    if not newline:
        return False
    return not before.strip() or "\n" in before.strip(" \t") or (not after.strip() and before.rstrip()[-1:] in ".?!")


def _letters(found: list[re.Match[str]]) -> int:
    """Letters in quotation signs; one that is never closed counts no more than a long one."""
    return sum(min(len(match["words"]), _LONG) for match in found)


def _tag(text: str, quote: Quote, ahead: int, behind: int) -> None:
    """The tag behind the quotation goes before the tag ahead of it: that one may belong to the quotation before."""
    words = prose_words()
    match = words.after.match(text, quote.stop, min(behind, quote.stop + _REACH))
    who = (match["who"] or match["first"]) if match else None
    if match and "\n" in match["gap"] and text[match.end() : behind].strip() in (",", ":"):
        who = None  # it opens the next line, and the next quotation follows at once
    if who is None or not _may_speak(who):
        lead = text[max(ahead, quote.at - _REACH) : quote.at].rstrip()
        found = words.before.search(lead) if lead and (lead[-1] in _LEADS or lead[-1].isalnum()) else None
        who = (found["first"] or found["who"]) if found else None
    if who is None or not _may_speak(who):
        return
    name = " ".join(who.split()).rstrip(".,")
    quote.who = name
    quote.pronoun = name.lower() in words.pronouns


def _may_speak(who: str) -> bool:
    first = who.split()[0].lower().rstrip(".,")
    words = prose_words()
    return first in words.pronouns or len(who.split()) > 1 or first not in words.not_names
