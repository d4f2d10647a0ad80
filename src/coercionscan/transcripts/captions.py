"""Captions: cues of WebVTT and SRT, with voice tags, names, or only marks of a change of speaker."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import groupby

from coercionscan.records import Notice
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import milliseconds
from coercionscan.transcripts.turntaking import who_asks
from coercionscan.transcripts.words import layout_words

CUE = re.compile(r"[ \t]*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})[ \t]+-->[ \t]+((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^>]{1,80})>")
_TAG = re.compile(r"<[^>\n]{0,80}>")
_CHANGE = re.compile(r"[ \t]*(?:>>+|&gt;&gt;|\u00bb|[-\u2013\u2014](?=[ \t]*[^\s\d-]))[ \t]*")
_SECOND_DASH = re.compile(r"(?<=[.?!\u2026])[ \t]+[-\u2013\u2014][ \t]+(?=\S)")
_NAME = re.compile(r"\[?([^\W_][^:\n\]]{0,40}?)\]?[ \t]*:[ \t]+(?=\S)")
_BRACKET = re.compile(r"[\[(]([^\W\d_][^\])\n]{0,30})[\])][ \t]*(?=\S)")
ASKS, ANSWERS = "Speaker 1", "Speaker 2"
_DOUBT = "no name: given to two speakers in turn at each mark of change"
_STAY = 0.03
_MOST_NAME = 5


def read_cues(text: str, *, join: bool = True) -> Reading:
    """Read the cues of WebVTT or SRT.

    Args:
        text: The decoded file.
        join: Whether cues of one speaker become one turn.

    Returns:
        The reading; a cue without a name goes on with the speaker before. Where no cue names anybody, marks of change
        part two speakers.
    """
    said, changes = _cues(text)
    said = flag_hazards(said)
    if len(said) > 1 and not any(utterance.speaker for utterance in said) and sum(changes) > 1:
        said = _in_turn(said, changes)
        message = f"The captions name nobody; {sum(changes)} marks of change gave them to two speakers in turn."
        return compose(said, join=join, notices=[Notice(slug="changes", message=message)])
    return compose(said, join=join)


def _cues(text: str) -> tuple[list[Utterance], list[bool]]:
    """Utterances of all cues, and whether each begins at a mark of change."""
    lines = text.split("\n")
    said: list[Utterance] = []
    changes: list[bool] = []
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
            for name, words, change in _voices(lines[at]):
                speaker = name or ("" if change else speaker)
                if words:
                    said.append(Utterance(speaker=speaker, text=words, file_line=at + 1, start_ms=start, end_ms=end))
                    changes.append(change)
            at += 1
    return said, changes


def _in_turn(said: list[Utterance], changes: list[bool]) -> list[Utterance]:
    """Give the stretches between marks of change to two speakers, by how they are spoken."""
    number = 0
    stretch = [number := number + change for change in changes]
    whole = [
        " ".join(said[place].text for place in places) for _, places in groupby(range(len(said)), stretch.__getitem__)
    ]
    asks = who_asks(whole, stay=_STAY)
    first = stretch[0]
    return [
        replace(utterance, speaker=ASKS if asks[place - first] else ANSWERS, doubt=_DOUBT)
        for utterance, place in zip(said, stretch, strict=True)
    ]


def _voices(line: str) -> list[tuple[str, str, bool]]:
    """Speaker, words and whether a mark of change goes before; several voice tags or dashes give several."""
    tags = list(_VOICE.finditer(line))
    if tags:
        ends = [tag.start() for tag in tags[1:]] + [len(line)]
        found = [
            (html.unescape(tag[1]).strip(), _clean(line[tag.end() : end]), False)
            for tag, end in zip(tags, ends, strict=True)
        ]
        before = _clean(line[: tags[0].start()])
        return ([("", before, False)] if before else []) + found
    change = _CHANGE.match(line)
    if not change:
        return [(*_named(line), False)]
    return [(*_named(part), True) for part in _SECOND_DASH.split(line[change.end() :])]


def _named(words: str) -> tuple[str, str]:
    """The name before a colon or in brackets, and the words."""
    words = words.lstrip()
    name = _NAME.match(words)
    if name and len(name[1].split()) <= _MOST_NAME and (name[1][0].isupper() or name[1][0].isdigit()):
        return name[1].strip(), _clean(words[name.end() :])
    bracket = _BRACKET.match(words)
    if bracket and bracket[1].lower() in layout_words().voices:
        return bracket[1].strip(), _clean(words[bracket.end() :])
    return "", _clean(words)


def _clean(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()
