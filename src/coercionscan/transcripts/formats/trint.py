"""Trint HTML: paragraphs with a speaker, a time code and timed words."""

from __future__ import annotations

import html
import re

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.times import milliseconds

_PARAGRAPH = re.compile(r"<p\b[^>]*?data-tc=\"([\d:.]+)\"[^>]*>(.*?)</p>", re.DOTALL)
_SPEAKER = re.compile(r"<span class=\"speaker\">([^<]*)</span>")
_CODE = re.compile(r"<span class=\"timecode\">[^<]*</span>")
_TAG = re.compile(r"<[^>]*>")


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=0.98, reason="paragraphs with data-tc") if "data-tc=" in document.sample else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    text = document.text
    said = []
    speaker = ""
    for found in _PARAGRAPH.finditer(text):
        name = _SPEAKER.search(found[2])
        speaker = html.unescape(name[1]).strip() if name else speaker
        words = _TAG.sub("", _CODE.sub("", _SPEAKER.sub("", found[2])))
        line = text.count("\n", 0, found.start()) + 1
        said.append(
            Utterance(
                speaker=speaker,
                text=" ".join(html.unescape(words).split()),
                file_line=line,
                start_ms=milliseconds(found[1]),
            )
        )
    return compose(said)


FORMAT = Format(
    info=FormatInfo(name="trint", title="Trint HTML", suffixes=(".html", ".htm"), tier=2), sniff=sniff, read=read
)
