"""WebVTT captions: voice tags, ``Name: words``, Zoom and Teams; cues of one speaker become one turn."""

from __future__ import annotations

import html
import re

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.times import milliseconds

CUE = re.compile(r"[ \t]*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})[ \t]+-->[ \t]+((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^>]{1,80})>")
_TAG = re.compile(r"<[^>\n]{0,80}>")
_NAME = re.compile(r"[ \t]*(?:>>[ \t]*|-[ \t]+)?\[?([^\W_][^:\n\]]{0,40}?)\]?[ \t]*:[ \t]+(?=\S)")


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if document.sample.lstrip().startswith("WEBVTT"):
        return Guess(score=1.0, reason="begins with WEBVTT")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    return read_cues(document.text, join=options.overlay is None)


def read_cues(text: str, *, join: bool = True) -> Reading:
    """Read the cues of WebVTT or SRT.

    Args:
        text: The decoded file.
        join: Whether cues of one speaker become one turn.

    Returns:
        The reading; a cue without a name goes on with the speaker before.
    """
    lines = text.split("\n")
    said: list[Utterance] = []
    speaker = ""
    at = 0
    while at < len(lines):
        cue = CUE.match(lines[at])
        at += 1
        if not cue:
            continue
        start, end = milliseconds(cue[1]), milliseconds(cue[2])
        while at < len(lines) and lines[at].strip() and not CUE.match(lines[at]):
            if lines[at].strip().isdigit() and at + 1 < len(lines) and CUE.match(lines[at + 1]):
                break
            for name, words in _voices(lines[at]):
                speaker = name or speaker
                if words:
                    said.append(Utterance(speaker=speaker, text=words, file_line=at + 1, start_ms=start, end_ms=end))
            at += 1
    return compose(said, join=join)


def _voices(line: str) -> list[tuple[str, str]]:
    """Speaker and words of a caption line; several voice tags give several pairs."""
    tags = list(_VOICE.finditer(line))
    if tags:
        ends = [tag.start() for tag in tags[1:]] + [len(line)]
        found = [
            (html.unescape(tag[1]).strip(), _clean(line[tag.end() : end])) for tag, end in zip(tags, ends, strict=True)
        ]
        before = _clean(line[: tags[0].start()])
        return ([("", before)] if before else []) + found
    name = _NAME.match(line)
    if name and len(name[1].split()) <= 5 and (name[1][0].isupper() or name[1][0].isdigit()):
        return [(name[1].strip(), _clean(line[name.end() :]))]
    return [("", _clean(line))]


def _clean(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()


FORMAT = Format(
    info=FormatInfo(name="webvtt", title="WebVTT captions (Zoom, Teams)", suffixes=(".vtt",)), sniff=sniff, read=read
)
