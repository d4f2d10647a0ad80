"""Questions and answers that run on in one paragraph: ``Q. ... A. ...``, also ``An:``, ``Ans.``, ``Answ.``."""

from __future__ import annotations

import re

from coercionscan.transcripts.clerk import clerk_marks
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark, bounded
from coercionscan.transcripts.midline import in_mid_line
from coercionscan.transcripts.running import read_with

_LABEL = r"(?P<label>Qu?e?s?t?i?o?n?s?|A(?:n?s?w?e?r?))"
_SURE = re.compile(rf"{_LABEL}(?P<sign>[.:]|[ \t]*--)(?=[ \t\n])")
_OVER = frozenset('.?!;,)]"\u201d\u2014-')
_PERHAPS = re.compile(rf"(?<![^\s]){_LABEL}(?P<sign>[.:;,]?|[ \t]*-{{1,2}})(?=[ \t\n])", re.IGNORECASE)
_FORMS = re.compile(r"Q|Qu|Que|Ques|Quest|Question|A|An|Ans|Answ|Answer", re.IGNORECASE)
_WORDS_TOO = frozenset(("A", "a", "An", "an"))
_LEAST = 4


def _marks(text: str) -> list[Mark]:
    return [
        Mark(match.start(), match.end(), match["label"][0])
        for match in bounded(_SURE.finditer(text))
        if _begins(text, match.start()) and _FORMS.fullmatch(match["label"])
    ]


def _begins(text: str, at: int) -> bool:
    """Whether a label may stand here: at a line start, after the end of a sentence, or after two blanks."""
    before = text[max(0, at - 2) : at]
    if not before or before[-1] == "\n":
        return True
    return before[-1] in " \t" and len(before) > 1 and (before[0] in _OVER or before[0] in " \t\n")


def _all_marks(text: str) -> list[Mark]:
    """Sure marks, and between two of one kind the likeliest mark of the other kind."""
    marks = _marks(text)
    if not marks:
        return []
    perhaps = [match for match in bounded(_PERHAPS.finditer(text)) if _FORMS.fullmatch(match["label"])]
    found: list[Mark] = []
    at = 0
    for place, mark in enumerate(marks):
        found.append(mark)
        end = marks[place + 1].at if place + 1 < len(marks) else len(text)
        after = marks[place + 1].label if place + 1 < len(marks) else None
        while at < len(perhaps) and perhaps[at].start() < mark.words_at:
            at += 1
        if after not in (None, mark.label):
            continue
        inside = []
        while at < len(perhaps) and perhaps[at].start() < end:
            inside.append(perhaps[at])
            at += 1
        found += _missing(text, mark.label, inside)
    return found


def _with_clerk(text: str) -> list[Mark]:
    marks = _all_marks(text)
    return sorted([*marks, *clerk_marks(text, marks)], key=lambda mark: mark.at)


def _missing(text: str, label: str, inside: list[re.Match[str]]) -> list[Mark]:
    """Marks inside a stretch that holds question and answer under one label; each must change the speaker."""
    found: list[Mark] = []
    for match in inside:
        kind = match["label"][0].upper()
        if kind == label:
            if found and _weight(text, match) > 0:
                found.append(Mark(match.start(), match.end(), kind))
                label = kind
            continue
        weight = _weight(text, match)
        if weight > 0:
            found.append(
                Mark(match.start(), match.end(), kind, doubt=None if weight > 1 else "the sign of the label is lost")
            )
            label = kind
    return found


def _weight(text: str, match: re.Match[str]) -> float:
    """How much a lone letter looks like a label: its sign, the end of a sentence before it, a capital behind it."""
    label, sign = match["label"], match["sign"].strip()
    before = text[max(0, match.start() - 3) : match.start()].rstrip()[-1:]
    following = text[match.end() : match.end() + 4].strip()[:1]
    weight = 1.0 if sign[:1] in (".", ":") and sign else 0.7 if sign else -0.5
    weight += 1.0 if before in ".?!;)]\"'\u201d\u2014-" else -0.3
    weight += 0.3 if following.isupper() else -0.3 if following.islower() else 0.0
    weight -= 0.8 if label in _WORDS_TOO and not sign else 0.0
    weight -= 0.4 if label[0].islower() else 0.0
    return weight


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    text = document.opening
    marks = _all_marks(text)
    middle = in_mid_line(text, marks)
    kinds = {mark.label for mark in marks}
    spelled = sum(text.startswith(("Question", "Answer"), mark.at) for mark in marks) > len(marks) / 2
    if len(marks) < _LEAST or kinds != {"Q", "A"} or not middle or (middle < 0.3 * len(marks) and not spelled):
        return NO
    return Guess(
        score=0.96 if middle > 0.4 * len(marks) else 0.86 if spelled else 0.8,
        reason="Q and A follow each other inside a paragraph",
    )


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_with_clerk, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="inline-qa",
        title="Q and A in running paragraphs",
        example="Q. Where was he?  An: At home.",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
)
