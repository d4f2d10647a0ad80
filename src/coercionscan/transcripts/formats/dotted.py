"""``Mr. Surname. words``, ``Surname. words``: a name with a full stop opens the turn."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import complete
from coercionscan.transcripts.marks import LEAD, Mark, bounded, fill, rare_voices
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.running import read_with, sample_marks
from coercionscan.transcripts.words import layout_words, role_words

_HEAD = re.compile(
    rf"(?m)^{LEAD}(?P<label>(?:(?P<title>[A-Z][A-Za-z]{{1,14}})(?P<stop>\.?)[ ])?"
    r"(?P<name>[A-Z][\w'\u2019-]+|[A-Z]{2,}))"
    r"\.(?=[ \t]+[A-Z\"'\u201c(\[]|[ \t]+\S)"
)
_FIRST = re.compile(rf"(?m)^{LEAD}(?P<first>[A-Z][A-Za-z]{{1,14}})\.(?=[ \t])")
_SHORT = 4
_LEAST = 4
_LEAST_SHARE = 0.1
_PART = 0.03
_BEHIND = 0.6
"""Source: convention."""


def _marks(text: str) -> list[Mark]:
    """Labels that come back; a title or rank stands before the name, or bare surnames take turns."""
    words = role_words()
    titled, bare = [], []
    heads = bounded(_HEAD.finditer(text))
    ranks = _unknown_ranks(text, heads)
    for match in heads:
        title = key_of(match["title"] or "")
        mark = Mark(match.start("label"), match.end(), match["label"])
        if title in words.titles or title in words.by_word or title == "THE" or _is_role(match["label"]):
            titled.append(mark)
        elif match["stop"] and match["title"] not in ranks:
            bare.append(Mark(mark.at, match.end("stop"), match["title"]))
        elif _is_name(match):
            bare.append(mark)
    bare = [mark for mark in bare if mark.label.lower() not in layout_words().english]
    found = sorted([*titled, *_taking_turns(text, titled, bare)], key=lambda mark: mark.at)
    counts = Counter(mark.label for mark in found)
    return [mark for mark in found if counts[mark.label] > 1] if len(counts) > 1 else []


def _is_role(label: str) -> bool:
    """A role word alone; but "Lt." or "Sgt." stands before a name."""
    key = key_of(label)
    return key in role_words().by_word and (len(key) > _SHORT or label.isupper())


def _unknown_ranks(text: str, heads: list[re.Match[str]]) -> set[str]:
    """Words with a stop that always stand before one of few names: a rank that no list holds, not a surname."""
    firsts = Counter(match["first"] for match in bounded(_FIRST.finditer(text)))
    names: dict[str, list[str]] = {}
    for match in heads:
        if match["stop"] and match["name"].lower() not in layout_words().english:
            names.setdefault(match["title"], []).append(match["name"])
    return {first for first, found in names.items() if len(found) == firsts[first] >= 2 * len(set(found))}


def _is_name(match: re.Match[str]) -> bool:
    """A surname, perhaps with a first name, written alike: "ROWE Okay." is a name without stop and a word."""
    name, first = match["name"], match["title"]
    return not first or (name.isupper() == first.isupper() and name.lower() not in layout_words().english)


def _taking_turns(text: str, titled: list[Mark], bare: list[Mark]) -> list[Mark]:
    """Bare names that come back often and follow each other as people do who talk, not as words that end a line."""
    if not bare:
        return []
    counts = Counter(mark.label for mark in bare)
    often = {label for label, count in counts.items() if count >= max(3, _PART * (len(bare) + len(titled)))}
    if len(often) > 1:
        often |= rare_voices(text, bare, often, ".")
    kept = [mark for mark in bare if mark.label in often]
    if len(often) == 1 and often <= rare_voices(text, bare, (), "."):
        return kept if _answers(titled, kept) else []
    changes = sum(1 for before, after in pairwise(kept) if before.label != after.label)
    return kept if len(often) > 1 and changes >= 0.6 * len(kept) else []


def _answers(titled: list[Mark], kept: list[Mark]) -> bool:
    """Whether one bare name stands mostly right behind a titled one: officials with titles question one without."""
    named = {mark.at for mark in titled}
    order = sorted([*titled, *kept], key=lambda mark: mark.at)
    behind = sum(1 for before, after in pairwise(order) if before.at in named and after.at not in named)
    return behind >= _BEHIND * len(kept)


def _all_marks(text: str) -> list[Mark]:
    marks = _marks(text)
    return complete(text, marks, Counter(mark.label for mark in marks)) if marks else []


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if not fill(document.opening, marks, _LEAST, _LEAST_SHARE):
        return NO
    if sample_marks(document.opening).whole() > len(marks) / 2:
        return Guess(score=0.3, reason="some names with a full stop")
    return Guess(score=0.85, reason="a name and a full stop open the turns")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_all_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="dotted", title="Mr. Surname. words", example="Mr. Varga. Where did you go?", suffixes=(".txt",)
    ),
    sniff=sniff,
    read=read,
    most=0.85,
)
