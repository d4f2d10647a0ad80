"""Q and A: with a stop, a colon or bare, numbered, with the name of the examiner, in colloquy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from coercionscan.transcripts.askers import BEHIND, asker_lines, is_asker, named_answers
from coercionscan.transcripts.marks import LEAD, LinePattern, Mark
from coercionscan.transcripts.words import layout_words

QA = LinePattern(
    rf"{LEAD}(?:\d{{1,4}}[.)][ \t]+)?(?P<label>[QA]|[qa](?=\d))(?P<n>(?:\.(?=\d))?\d{{0,4}})"
    r"(?:(?P<point>[.:;,)](?:[ \t]*[-\u2013\u2014]+)?|[ \t]+[.:]|[ \t]*[-\u2013\u2014]+)(?=\s)|(?=[ \t]))[ \t]*"
    rf"{BEHIND}?"
)
_DOTTED = LinePattern(
    r"[ \t]*(?P<label>[A-Z][A-Z'\u2019-]{2,20}(?: [A-Z][A-Z'\u2019-]{1,20})?)\.[ \t]+(?=[A-Z\"'\u201c(])"
)
_SMALL = 0.8
_LEAST_BARE = 3
_MOST_ASKERS = 20
_LEAST_SHARE = 0.2


def letter_marks(text: str, taken: set[int], lines: Sequence[int]) -> list[Mark]:
    """Marks of Q and A. A bare A answers only a question, and "A lot of" is a line that goes on.

    Args:
        text: The reading text.
        taken: Places where other labels begin.
        lines: Where the filled lines begin.

    Returns:
        The marks, and one for each line that names the examiner.
    """
    found = [match for match in QA.all_in(text) if match.start("label") not in taken]
    shapes = Counter(match["label"].upper() if _signed(match) else f"bare {match['label']}" for match in found)
    pointed, bare = shapes["Q"], shapes["bare Q"]
    only_pointed = pointed >= bare and pointed > 0
    if not only_pointed:
        answers = sum(1 for match in found if match["label"] == "A" and _after_question(text, match))
        if bare + answers < _LEAST_BARE and bare < _LEAST_SHARE * len(lines):
            return []
    small = not only_pointed and _opens_small(text, found)
    bare_names = _bare_names(text, found)
    marks = []
    for match in found:
        label, point, number = match.group("label", "point", "n")
        by, words_at = match["by"], match.end()
        if match["open"]:
            by, words_at = (match["open"], words_at) if label == "Q" else (None, match.start("behind"))
        if name := match["name"]:
            who = is_asker(name) or (label == "Q" and name in bare_names)
            by, words_at = (name, words_at) if who else (None, match.start("name") - 1)
        if not point and not number and (only_pointed or not (small or _bare_answer(text, match))):
            continue
        at = match.start("label")
        at -= len(text[match.start() : at].lstrip())
        marks.append(Mark(at, words_at, label.upper(), asker=by.strip() if by else None))
    others = named_answers(text, marks)
    spoken = {mark.words_at for mark in others}
    marks = [mark for mark in marks if mark.words_at not in spoken] + others
    asks = {mark.at for mark in marks if mark.label == "Q"}
    taken = taken | {mark.at for mark in marks}
    marks += _replies(text, marks, taken)
    taken = taken | {mark.at for mark in marks}
    free = [line for line in lines if line not in taken]
    marks += asker_lines(text, free, asks)
    return marks + _colloquy(text, free, taken | {mark.at for mark in marks})


def _replies(text: str, marks: Sequence[Mark], taken: Collection[int]) -> list[Mark]:
    """Answers of a record that has "R." or "Reply." where others have "A.": so many as questions, and no "A" at all."""
    asks = sum(1 for mark in marks if mark.label == "Q")
    if asks < _LEAST_BARE or asks < len(marks):
        return []
    found = [match for match in _reply_pattern().all_in(text) if match.start("label") not in taken]
    return [Mark(match.start("label"), match.end(), "A") for match in found] if len(found) > asks / 2 else []


@cache
def _reply_pattern() -> LinePattern:
    words = "|".join(map(re.escape, layout_words().reply_labels))
    sign = r"(?:[.:;](?:[ \t]*[-\u2013\u2014]+)?|[-\u2013\u2014]+)"
    return LinePattern(rf"{LEAD}(?P<label>{words})\d{{0,4}}[ \t]?{sign}[ \t]+(?=\S)")


def _bare_names(text: str, found: Sequence[re.Match[str]]) -> set[str]:
    """Names without a rank in brackets behind a Q: they come back there, and else stand outside of brackets alone."""
    counts = Counter(
        match["name"] for match in found if match["label"] == "Q" and match["name"] and not is_asker(match["name"])
    )
    return {
        name
        for name, count in counts.most_common(_MOST_ASKERS)
        if count > 1
        and len(re.findall(rf"(?i)[(\[]{re.escape(name)}\b", text)) == count
        and re.search(rf"(?<![(\[\w])(?:{re.escape(name)}|{re.escape(name.title())})(?!\w)", text)
        and not layout_words().is_plain(name)
    }


def _signed(match: re.Match[str]) -> bool:
    """Whether a sign ends the letter, also before its number: ``Q.`` and ``Q.1``."""
    return bool(match["point"]) or match["n"].startswith(".")


def _after_question(text: str, match: re.Match[str]) -> bool:
    """Whether the line before asks, so that an A there answers."""
    return text[max(0, match.start() - 4) : match.start()].rstrip()[-1:] == "?" and _bare_answer(text, match)


def _colloquy(text: str, lines: Sequence[int], taken: set[int]) -> list[Mark]:
    """Names in capitals with a stop between questions and answers; they come back."""
    found = [match for match in _DOTTED.at(text, lines) if match.start("label") not in taken]
    counts = Counter(match["label"] for match in found)
    return [
        Mark(match.start("label"), match.end(), match["label"])
        for match in found
        if counts[match["label"]] > 1 and match["label"].lower() not in layout_words().english
    ]


def _opens_small(text: str, found: list[re.Match[str]]) -> bool:
    """Whether the whole text is in small letters, so that a capital A at a line start is a label."""
    opens = [text[match.end() : match.end() + 1] for match in found if match["label"] == "Q"]
    return bool(opens) and sum(map(str.islower, opens)) > _SMALL * len(opens)


def _bare_answer(text: str, match: re.Match[str]) -> bool:
    if match["label"] == "Q":
        return True
    following = text[match.end() : match.end() + 1]
    return bool(following) and not following.islower()


def settle_answers(text: str, marks: list[Mark]) -> None:
    """Drop a bare A that follows an A without a question between: a line of the answer that begins with "A".

    Args:
        text: The reading text.
        marks: In order; changed in place. Each Q learns who asks.
    """
    answering = False
    drop = []
    asker: str | None = None
    for place, mark in enumerate(marks):
        if mark.narration and mark.asker:
            asker = mark.asker
            continue
        if mark.label == "Q":
            if not mark.asker and place and _only_names(text, marks, place):
                before = marks[place - 1]
                mark.asker = before.label
                marks[place - 1] = Mark(before.at, before.words_at, "", asker=before.label, narration=True)
            asker = mark.asker or asker
            mark.asker = asker
            answering = False
        elif mark.label == "A":
            bare = text[mark.at + 1 : mark.at + 2] in (" ", "\t")
            if answering and bare:
                drop.append(place)
            answering = True
        else:
            answering = False
    for place in reversed(drop):
        del marks[place]


def _only_names(text: str, marks: Sequence[Mark], place: int) -> bool:
    """Whether the label before a Q has no words and only tells who asks: "MR. ROWE:" on the line above."""
    before, mark = marks[place - 1], marks[place]
    end = marks[place + 1].at if place + 1 < len(marks) else len(text)
    named = before.label not in ("", "Q", "A") and not before.narration and is_asker(before.label)
    return named and not text[before.words_at : mark.at].strip() and bool(text[mark.words_at : end].strip())
