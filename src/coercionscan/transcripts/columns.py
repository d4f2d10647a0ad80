"""Labels that a scan put in a block of their own, with all words below: given back by order and by how they read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coercionscan.transcripts.conduct import weight_of
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.words import role_words

COLUMN_DOUBT = "the labels stand in a block of their own; this one was given by its place"
_JUNK = " \t\n\f.:"
_PEEK = 20
_LEAST = 3
_MOST = 60
_MERGE = -1.5
_SKIP = -2.0
_BLANK = re.compile(r"\n[ \t\f]*\n")
_NEVER = float("-inf")


def unfold_columns(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Give the paragraphs below a block of labels to these labels.

    Args:
        text: The reading text.
        marks: In order.

    Returns:
        The marks; those of such a block are moved to their words and marked as doubtful.
    """
    empty = [_is_empty(text, marks, place) for place in range(len(marks) - 1)]
    if not any(before and after for before, after in pairwise(empty)):
        return list(marks)
    found: list[Mark] = []
    place = 0
    while place < len(marks):
        stop = place
        while stop + 1 < len(marks) and stop - place < _MOST and empty[stop]:
            stop += 1
        block = marks[place : stop + 1]
        end = marks[stop + 1].at if stop + 1 < len(marks) else len(text)
        parts = _parts(text, block[-1].words_at, end) if len(block) >= _LEAST else []
        if len(parts) > 1 and not _on_label_line(text, block[-1], parts[0][0]):
            found.append(Mark(block[0].at, block[-1].words_at, "", narration=True))
            found += _give(text, block, parts)
            place = stop + 1
        else:
            found.append(marks[place])
            place += 1
    return found


def _is_empty(text: str, marks: Sequence[Mark], place: int) -> bool:
    mark, after = marks[place], marks[place + 1]
    if text[mark.words_at : min(after.at, mark.words_at + _PEEK)].strip(_JUNK):
        return False
    return bool(mark.label) and not mark.narration and not text[mark.words_at : after.at].strip(_JUNK)


def _on_label_line(text: str, mark: Mark, at: int) -> bool:
    return "\n" not in text[mark.words_at : at]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Paragraphs; lines where no blank line parts them."""
    found: list[tuple[int, int]] = []
    at = start
    for match in _BLANK.finditer(text, start, end):
        _add(text, found, at, match.start())
        at = match.end()
    _add(text, found, at, end)
    if len(found) > 1 or not found:
        return found
    start, end = found[0]
    found, at = [], start
    for line in text[start:end].split("\n"):
        _add(text, found, at, at + len(line))
        at += len(line) + 1
    return found


def _add(text: str, found: list[tuple[int, int]], start: int, end: int) -> None:
    words = text[start:end]
    if words.strip():
        found.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))


def _give(text: str, block: Sequence[Mark], parts: Sequence[tuple[int, int]]) -> list[Mark]:
    """One mark for each part: in order where the counts agree, else by the best fit of questions to who asks."""
    if len(block) == len(parts):
        owners = list(range(len(block)))
    else:
        owners = _fit(
            [_asks(mark.label) for mark in block], [weight_of(text[a:b], after_question=False) for a, b in parts]
        )
    found: list[Mark] = []
    last = -1
    for (start, _), owner in zip(parts, owners, strict=True):
        if owner != last:
            found.append(Mark(start, start, block[owner].label, doubt=COLUMN_DOUBT))
        last = owner
    return found


def _asks(label: str) -> float:
    """1 for a label of one who asks, -1 for any other."""
    return 1.0 if role_words().by_word.get(key_of(label)) == "interrogator" else -1.0


def _fit(asks: Sequence[float], weights: Sequence[float]) -> list[int]:
    """The label of each part, never going back: labels may be skipped, and parts may go on with the label before."""
    one_kind = len(set(asks)) < 2
    fits = [[0.0 if one_kind else asking * weight for weight in weights] for asking in asks]
    count = len(weights)
    best = [[_NEVER] * count for _ in asks]
    back: list[list[tuple[int, int]]] = [[(-1, -1)] * count for _ in asks]
    for label in range(len(asks)):
        for part in range(count):
            options = [(_SKIP * label, (-1, -1))] if part == 0 else []
            if part:
                options.append((best[label][part - 1] + _MERGE, (label, part - 1)))
                options += [
                    (best[earlier][part - 1] + _SKIP * (label - earlier - 1), (earlier, part - 1))
                    for earlier in range(max(0, label - 4), label)
                ]
            value, whence = max(options)
            best[label][part] = value + fits[label][part]
            back[label][part] = whence
    label = max(range(len(asks)), key=lambda place: best[place][-1] + _SKIP * (len(asks) - 1 - place))
    owners = []
    part = count - 1
    while part >= 0:
        owners.append(label)
        label, part = back[label][part]
    return owners[::-1]
