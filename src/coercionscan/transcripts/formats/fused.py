"""Labels without colon in mid-line, with answers that carry none: cut there, and every turn marked as doubtful."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.records import Notice, Role
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark, bounded
from coercionscan.transcripts.merging import key_of, label_likeness, mostly_upper
from coercionscan.transcripts.running import clean_sheet, from_marks, sample_marks
from coercionscan.transcripts.words import role_words

_BEFORE = r"[A-Z\"'\u201c\u2018(,]"
_CAPITALS = re.compile(
    rf"(?<![\w.])(?P<label>(?:[A-Z]{{3,}}|[A-Z]{{2,4}}\.)(?=[ \t]+{_BEFORE})|[A-Z]{{5,}}(?=[ \t]+\S))[ \t]+"
)
_NEARLY = re.compile(r"(?<![\w.])(?P<label>[^\s.,;:?!()\"]{5,14})[ \t]+(?=\S)")
_LONG = 5
_ALIKE = 0.8
_LEAST = 6
_LEAST_INSIDE = 0.2
"""Labels that nearly all open their lines are not fused: they end in another sign. Source: convention."""
UNLABELLED = "(unlabelled)"
_DOUBT = "the label of this turn is lost; it was given by position"


def _labels(text: str) -> list[Mark]:
    """Role words or titles in capitals, without colon, before a new sentence."""
    words = role_words()
    return [
        Mark(match.start("label"), match.end(), match["label"])
        for match in bounded(_CAPITALS.finditer(text))
        if words.by_word.get(match["label"].rstrip(".")) in ("interrogator", "counsel")
    ]


def _damaged(text: str, labels: list[Mark]) -> list[Mark]:
    """The same label with a letter that the scan took for another."""
    if not labels or len(labels[0].label) < _LONG:
        return []
    taken = {mark.at for mark in labels}
    return [
        Mark(match.start("label"), match.end(), match["label"], same=labels[0].label)
        for match in _NEARLY.finditer(text)
        if match.start("label") not in taken
        and mostly_upper(match["label"], 0.6)
        and label_likeness(key_of(match["label"]), labels[0].label) >= _ALIKE
    ]


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if not document.opening:
        return NO
    marks = _labels(document.opening)
    if len(marks) < _LEAST or sample_marks(document.opening).whole() > len(marks):
        return NO
    lines = sum(1 for line in document.opening.split("\n") if line.strip())
    inside = sum(1 for mark in marks if document.opening[max(0, mark.at - 80) : mark.at].rpartition("\n")[2].strip())
    if len(marks) < 0.2 * lines or inside < _LEAST_INSIDE * len(marks):
        return NO
    return Guess(score=0.75, reason="role words in capitals inside the lines, without colon")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    found = _labels(text)
    frequent = Counter(mark.label for mark in found).most_common(1)
    labels = [mark for mark in found if frequent and mark.label == frequent[0][0]]
    labels += _damaged(text, labels)
    labels.sort(key=lambda mark: mark.at)
    marks = sorted([*labels, *_answers(text, labels)], key=lambda mark: mark.at)
    for mark in marks:
        mark.doubt = _DOUBT
    reading = from_marks(sheet, text, marks)
    reading.drafts = [draft for draft in reading.drafts if draft.start < draft.end]
    for draft in reading.drafts:
        draft.role = Role.INTERROGATOR if draft.label not in ("", UNLABELLED) else draft.role
    message = "Speaker labels are half lost in this text; turns were cut at the labels that are left. Check before use."
    reading.notices.append(Notice(slug="labels-lost", message=message))
    return reading


def _answers(text: str, labels: list[Mark]) -> list[Mark]:
    """Lines that begin without a label belong to the person whose label is lost."""
    starts = {mark.at for mark in labels}
    found = []
    at = 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip() and at + lead not in starts and labels and at >= labels[0].at:
            found.append(Mark(at + lead, at + lead, UNLABELLED))
        at += len(line) + 1
    return found


FORMAT = Format(
    info=FormatInfo(
        name="fused",
        title="Labels without colon inside the lines (half lost)",
        example="Home. DETECTIVE Where else?",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
    most=0.75,
)
