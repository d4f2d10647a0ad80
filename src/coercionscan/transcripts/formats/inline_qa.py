"""Questions and answers that run on in one paragraph: ``Q. ... A. ...``, also ``An:``, ``Ans.``, ``Answ.``."""

from __future__ import annotations

import re

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import Mark
from coercionscan.transcripts.running import clean_sheet, from_marks

_HEAD = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[.?!;,)\]\u2014-][ \t\n])|(?<=[ \t\n]{2}))(?P<label>Qu?e?s?t?i?o?n?|A(?:n?s?w?e?r?))"
    r"(?P<sign>[.:]|[ \t]*--)(?=[ \t\n])"
)
_FORMS = re.compile(r"Q|Qu|Que|Ques|Quest|Question|A|An|Ans|Answ|Answer")
_LEAST = 4


def _marks(text: str) -> list[Mark]:
    return [
        Mark(match.start("label"), match.end(), match["label"][0])
        for match in _HEAD.finditer(text)
        if _FORMS.fullmatch(match["label"])
    ]


def _in_mid_line(text: str, marks: list[Mark]) -> int:
    before = (text[text.rfind("\n", 0, mark.at) + 1 : mark.at] for mark in marks)
    return sum(1 for words in before if any(letter.isalpha() for letter in words))


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    text = document.sample
    marks = _marks(text)
    middle = _in_mid_line(text, marks)
    kinds = {mark.label for mark in marks}
    if len(marks) < _LEAST or kinds != {"Q", "A"} or middle < 0.3 * len(marks):
        return NO
    return Guess(
        score=0.96 if middle > 0.4 * len(marks) else 0.8, reason="Q and A follow each other inside a paragraph"
    )


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    return from_marks(sheet, text, _marks(text))


FORMAT = Format(
    info=FormatInfo(name="inline-qa", title="Q and A in running paragraphs", suffixes=(".txt",)), sniff=sniff, read=read
)
