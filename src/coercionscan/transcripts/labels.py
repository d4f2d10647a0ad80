"""Where turns begin in a text with labels at line starts: all that finds them, in order of trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coercionscan.transcripts.askers import named_questions
from coercionscan.transcripts.columns import unfold_columns
from coercionscan.transcripts.follow import follow
from coercionscan.transcripts.heads import head_marks
from coercionscan.transcripts.letters import letter_marks, settle_answers
from coercionscan.transcripts.marks import Found, Mark, line_starts, without_overlaps
from coercionscan.transcripts.midline import mid_line_marks, told_marks
from coercionscan.transcripts.narrated import narrated_marks
from coercionscan.transcripts.quoted import settle_quoted


def find_marks(text: str) -> Found:
    """Find the speaker labels of a text.

    Args:
        text: The reading text, furniture taken out.

    Returns:
        The marks, sorted and without overlaps; empty when the text has no labels.
    """
    lines = line_starts(text)
    marks, taken = head_marks(text, len(lines))
    if letters := letter_marks(text, taken, lines):
        named = list(named_questions(text))
        places = {mark.at for mark in named}
        marks = [mark for mark in marks if mark.at not in places] + letters + named
    names = Counter([mark.label for mark in marks if mark.label])
    if names:
        marks = complete(text, marks, names, lines)
    settle_answers(text, marks)
    marks = settle_quoted(text, unfold_columns(text, marks))
    qa = sum(1 for mark in marks if mark.label in ("Q", "A"))
    kind = "questions and answers" if qa > len(marks) / 2 else "labels"
    return Found(marks, Counter(m.label for m in marks if not m.narration), len(marks) / max(1, len(lines)), kind)


def complete(text: str, marks: Sequence[Mark], names: Counter[str], lines: Sequence[int] | None = None) -> list[Mark]:
    """Add what only the known labels lead to: labels in mid-line, told lines, damaged labels.

    Args:
        text: The reading text.
        marks: What the shape of the labels alone gives.
        names: The labels with their counts.
        lines: Where the filled lines begin, when that is known.

    Returns:
        All marks in order, without overlaps.
    """
    taken = {mark.at for mark in marks}
    lines = lines if lines is not None else line_starts(text)
    free = [line for line in lines if line not in taken]
    found = [*marks, *mid_line_marks(text, names, marks), *told_marks(text, names, taken, free)]
    found += narrated_marks(text, names, taken, free)
    found = _first_words_are_said(text, without_overlaps(sorted(found, key=_place)))
    damaged = follow(text, found, lines)
    return without_overlaps(sorted([*found, *damaged], key=_place)) if damaged else found


def _first_words_are_said(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """A line that tells of somebody, right under a label that stands alone, is what the person of the label says."""
    return [
        mark
        for before, mark in zip([None, *marks], marks, strict=False)
        if not mark.narration
        or mark.asker
        or before is None
        or before.narration
        or text[before.words_at : mark.at].strip()
    ]


def _place(mark: Mark) -> int:
    return 2 * mark.at + mark.narration
