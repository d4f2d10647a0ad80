"""CHAT ``.cha``: main tiers, continuation lines that begin with a tab, time bullets."""

from __future__ import annotations

import re

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.times import whole_number

_BULLET = re.compile(r"[\x15\u2022]?(\d{1,9})_(\d{1,9})[\x15\u2022]?\s*$")


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if "@Begin" in document.sample and re.search(r"(?m)^\*\w{1,8}:\t", document.sample):
        return Guess(score=1.0, reason="@Begin and main tiers")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    said: list[Utterance] = []
    head: list[str] = []
    current: tuple[int, str, str] | None = None
    for number, line in enumerate([*document.text.split("\n"), "@End"], 1):
        if line.startswith("\t") and current:
            current = (current[0], current[1], current[2] + " " + line.strip())
            continue
        if current:
            said.append(_utterance(*current))
            current = None
        if line.startswith("*") and ":" in line:
            speaker, words = line[1:].split(":", 1)
            current = (number, speaker.strip(), words.strip())
        elif line.startswith("@"):
            head.append(line.replace("\t", " "))
    return compose(said, head="\n".join(head))


def _utterance(line: int, speaker: str, words: str) -> Utterance:
    bullet = _BULLET.search(words)
    return Utterance(
        speaker=speaker,
        text=words[: bullet.start()] if bullet else words,
        file_line=line,
        start_ms=whole_number(bullet[1]) if bullet else None,
        end_ms=whole_number(bullet[2]) if bullet else None,
    )


FORMAT = Format(
    info=FormatInfo(name="chat", title="CHAT transcript", suffixes=(".cha",), tier=2, verified=False),
    sniff=sniff,
    read=read,
)
