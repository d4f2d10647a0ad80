"""Lines of whoever wrote the record: headings of a court volume, paragraphs that tell of the talk, closing lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coercionscan.lexicon.catalogue import table
from coercionscan.transcripts.marks import LinePattern, Mark
from coercionscan.transcripts.merging import key_of, name_words

_LEAST_RETOLD = 2
"""One paragraph that begins like telling may be speech; two are a manner of writing. Source: convention."""
_ENDS = ".?!:)]\"'\u201d\u2019-\u2014"
_PARAGRAPH = re.compile(r"\n[ \t\f]*\n[ \t]*(?P<who>[A-Z][\w.'\u2019/-]*(?: [\w.'\u2019-]+){0,3}?) (?=[a-z])")
_BLANK = re.compile(r"\n[ \t\f]*\n")
_WORD = re.compile(r"[a-z]+")
_NAME_LINE = re.compile(r"[ \t]*[A-Z][A-Z .,'\u2019-]{4,60},?[ \t]*$")


@dataclass(frozen=True, slots=True)
class RecordWords:
    """Words of ``reading/record.toml``."""

    lines: LinePattern
    openings: frozenset[str]
    subjects: frozenset[str]
    first_person: frozenset[str]
    retold: re.Pattern[str]


@cache
def record_words() -> RecordWords:
    """The words, loaded once."""
    data = table("reading/record")

    def any_of(key: str) -> str:
        return "|".join(map(re.escape, sorted(data[key], key=len, reverse=True)))

    heading = rf"(?i:{any_of('headings')})(?:[ \t]{{1,9}}(?i:by)[ \t]{{1,9}}[^a-z\n]{{3,40}})?[:.]?[ \t]*$"
    witness = rf"[A-Z][A-Z .,'\u2019-]{{4,60}}\((?i:{any_of('sworn')})\)[ \t]*$"
    sworn = rf"(?i:{any_of('sworn_lines')})\b"
    shown = rf"(?i:{any_of('exhibits')})[ \t]+[^\n.?!]{{0,30}}?(?i:{any_of('handed')})\b"
    close = rf"[\[(]?(?i:{any_of('openings')}|{shown})\b"
    phrases = [*data["headings"], *data["sworn_lines"], *data["openings"], *data["exhibits"], *data["tails"]]
    return RecordWords(
        openings=frozenset(phrase[:2].lower() for phrase in phrases),
        lines=LinePattern(
            rf"[ \t\f]*(?:(?P<heading>{heading})|(?P<witness>{witness})|(?P<sworn>{sworn})|(?P<close>{close}))"
            rf"|[ \t\f]*[\[(]?(?P<tail>(?i:{any_of('tails')}))"
        ),
        subjects=frozenset(data["subjects"]),
        first_person=frozenset(data["first_person"]),
        retold=re.compile(rf"(?:{any_of('retold')})\b"),
    )


def narrated_marks(text: str, names: Collection[str], taken: Collection[int], lines: Sequence[int]) -> list[Mark]:
    """Marks of narration at the lines that nobody in the interview speaks.

    Args:
        text: The reading text.
        names: Labels of the speakers.
        taken: Places where labels begin.
        lines: Where the lines begin that have none.

    Returns:
        The marks, in no order.
    """
    likely = _likely(text, lines)
    last = max(taken, default=-1)
    found = [at for match in record_words().lines.at(text, likely) if (at := _start(text, match, last)) is not None]
    retold = list(_retold(text, names))
    if len(retold) >= _LEAST_RETOLD:
        found += retold
    return [Mark(at, at, "", narration=True, told=True) for at in dict.fromkeys(found) if at not in taken]


def _likely(text: str, lines: Sequence[int]) -> Iterator[int]:
    """Lines that open with white space, a bracket, two letters of a phrase of the record, or the capitals of a name."""
    openings = record_words().openings
    for line in lines:
        first = text[line : line + 2]
        if first.lower() in openings or not first[:1].isalpha() or not first[1:].islower():
            yield line


def _start(text: str, match: re.Match[str], last: int) -> int | None:
    """Where the narration begins: the name of the witness on the line above belongs to the oath. None for speech."""
    if match["tail"] and match.start() <= last:
        return None
    at = match.end() - len(match[0].lstrip())
    end = max(0, match.start() - 1)
    line = text[text.rfind("\n", 0, end) + 1 : end]
    if match["sworn"]:
        if _NAME_LINE.match(line):
            return end - len(line.lstrip())
        return None if line else at
    over = line.rstrip()[-1:]
    return at if not (match["close"] or match["tail"]) or not over or over in _ENDS else None


def _in_first_person(text: str, start: int, words: frozenset[str]) -> bool:
    """Whether the paragraph speaks of "me": then a person in the interview says it, in so many paragraphs."""
    end = _BLANK.search(text, start)
    return not words.isdisjoint(_WORD.findall(text[start : end.start() if end else len(text)].lower()))


def _retold(text: str, names: Collection[str]) -> Iterator[int]:
    """Paragraphs that begin with a person and a verb of telling: "She went on to say that"."""
    words = record_words()
    known = {name for label in names for name in name_words(key_of(label)) if len(name) > 1}
    for match in _PARAGRAPH.finditer(text):
        who = match["who"]
        if not words.retold.match(text, match.end()) or _in_first_person(text, match.end(), words.first_person):
            continue
        key = key_of(who)
        if who.lower() in words.subjects or not known.isdisjoint(key.split()):
            yield match.start("who")
