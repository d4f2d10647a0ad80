"""Labels that a scan put in a block of their own, with all words below: given back by order and by how they read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from coercionscan.transcripts.conduct import weight_of
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.words import role_words

COLUMN_DOUBT = "the labels stand in a block of their own; this one was given by its place"
_FRAGMENT_DOUBT = "a piece of a line that the scan left beside a label of a block"
_JUNK = " \t\n\f.:"
_PEEK = 20
_FRAGMENT_WORDS = 4
_LEAST = 3
_MOST = 60
_MERGE = -3.0
_RUNS_ON = 3.0
_ENDS = frozenset('.?!)"\u201d')
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
    empty = [
        not (mark.words_at + 1 < after.at and text[mark.words_at + 1].isalpha()) and _is_empty(text, mark, after)
        for mark, after in pairwise(marks)
    ] + [False]
    if not any(empty):
        return list(marks)
    asking = _Asking(text, marks)
    found: list[Mark] = []
    place = 0
    while place < len(marks):
        stop = _end_of_block(text, marks, empty, place) if empty[place] else place
        moved = _unfold(text, marks, place, stop, asking) if stop > place else None
        if moved is None:
            found.append(marks[place])
            place += 1
        else:
            found += moved
            place = stop + 1
    return found


def _is_empty(text: str, mark: Mark, after: Mark) -> bool:
    if text[mark.words_at : min(after.at, mark.words_at + _PEEK)].strip(_JUNK):
        return False
    return bool(mark.label) and not mark.narration and not text[mark.words_at : after.at].strip(_JUNK)


def _end_of_block(text: str, marks: Sequence[Mark], empty: Sequence[bool], place: int) -> int:
    """The last mark of a block: labels without words, perhaps one with a piece of a line among them."""
    stop = place
    while stop + 1 < len(marks) and stop - place < _MOST:
        if not empty[stop]:
            between = stop > place and empty[stop - 1] and (empty[stop + 1] or _is_alone(text, marks[stop + 1]))
            if not between or not _is_fragment(text, marks, stop):
                break
        stop += 1
    return stop


def _is_alone(text: str, mark: Mark) -> bool:
    """Whether the words begin on the line below the label."""
    words = text[mark.words_at : mark.words_at + _PEEK]
    return "\n" in words[: len(words) - len(words.lstrip())]


def _is_fragment(text: str, marks: Sequence[Mark], place: int) -> bool:
    mark = marks[place]
    words = text[mark.words_at : marks[place + 1].at].strip()
    return bool(mark.label) and not mark.narration and "\n" not in words and len(words.split()) <= _FRAGMENT_WORDS


def _unfold(text: str, marks: Sequence[Mark], place: int, stop: int, asking: _Asking) -> list[Mark] | None:
    """The marks of one block, moved to their words; None when the words do not fit the labels."""
    block = marks[place : stop + 1]
    end = marks[stop + 1].at if stop + 1 < len(marks) else len(text)
    parts = _parts(text, block[-1].words_at, end)
    if len(parts) < 2 or "\n" not in text[block[-1].words_at : parts[0][0]]:
        return None
    if len(block) < _LEAST and not _pair_fits(text, block, parts, asking):
        return None
    moved = [Mark(block[0].at, block[-1].words_at, "", narration=True)]
    for mark, after in pairwise(block):
        words = text[mark.words_at : after.at]
        if words.strip(_JUNK):
            last = mark.words_at + len(words.rstrip())
            moved.append(Mark(mark.at, mark.words_at, mark.label, doubt=_FRAGMENT_DOUBT, stop=last))
            moved.append(Mark(after.at, after.at, "", narration=True))
    return moved + _give(text, block, parts, asking)


def _pair_fits(text: str, block: Sequence[Mark], parts: Sequence[tuple[int, int]], asking: _Asking) -> bool:
    """Two labels and two lines: only where the one line that asks falls to the one who asks more."""
    if len(parts) != len(block):
        return False
    questions = [text[start:end].rstrip().endswith("?") for start, end in parts]
    if questions[0] == questions[1]:
        return False
    asks = [asking.of(mark.label) for mark in block]
    return (asks[0] > asks[1]) == questions[0] and asks[0] != asks[1]


class _Asking:
    """How much each label asks in the rest of the text: from -1 to 1."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text, self._marks = text, marks
        self._shares: dict[str, float] | None = None

    def of(self, label: str) -> float:
        if self._shares is None:
            self._shares = dict(self._count())
        key = key_of(label)
        if role_words().by_word.get(key) == "interrogator":
            return 1.0
        return self._shares.get(key, -0.5)

    def _count(self) -> Iterator[tuple[str, float]]:
        spoken: list[str] = []
        asks: list[str] = []
        text = self._text
        for mark, after in pairwise(self._marks):
            label, start = mark.label, mark.words_at
            if label and not mark.narration and text[start : start + _PEEK].strip():
                spoken.append(label)
                if text.find("?", start, after.at) >= 0:
                    asks.append(label)
        turns, asked = Counter(spoken), Counter(asks)
        for key in dict.fromkeys(map(key_of, turns)):
            labels = [label for label in turns if key_of(label) == key]
            yield key, 2 * sum(asked[label] for label in labels) / sum(turns[label] for label in labels) - 1


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


def _give(text: str, block: Sequence[Mark], parts: Sequence[tuple[int, int]], asking: _Asking) -> list[Mark]:
    """One mark for each part: in order where the counts agree, else by the best fit of questions to who asks."""
    if len(block) == len(parts):
        owners = list(range(len(block)))
    else:
        owners = _fit(
            [asking.of(mark.label) for mark in block],
            [weight_of(text[start:end], after_question=False) for start, end in parts],
            [0.0, *(_joint(text[a:b], text[c:d]) for (a, b), (c, d) in pairwise(parts))],
        )
    found: list[Mark] = []
    last = -1
    for (start, _), owner in zip(parts, owners, strict=True):
        if owner != last:
            found.append(Mark(start, start, block[owner].label, doubt=COLUMN_DOUBT))
        last = owner
    return found


def _joint(before: str, after: str) -> float:
    """How well two lines go on as one turn: an open sentence runs on, and a small letter goes on with it."""
    if before.rstrip()[-1:] not in _ENDS:
        return _RUNS_ON if after[:1].islower() else 0.0
    return _MERGE


def _fit(asks: Sequence[float], weights: Sequence[float], joints: Sequence[float]) -> list[int]:
    """The label of each part, never going back: labels may be skipped, and parts may go on with the label before."""
    fits = [[asking * weight for weight in weights] for asking in asks]
    count = len(weights)
    best = [[_NEVER] * count for _ in asks]
    back: list[list[tuple[int, int]]] = [[(-1, -1)] * count for _ in asks]
    for label in range(len(asks)):
        for part in range(count):
            options = [(_SKIP * label, (-1, -1))] if part == 0 else []
            if part:
                options.append((best[label][part - 1] + joints[part], (label, part - 1)))
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
