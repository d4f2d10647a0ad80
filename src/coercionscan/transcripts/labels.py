"""Where turns begin in running text: speaker labels at line starts, damaged ones, and labels in mid-line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from coercionscan.transcripts.merging import key_of, label_likeness, looks_damaged
from coercionscan.transcripts.times import milliseconds
from coercionscan.transcripts.words import layout_words, role_words

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_WORD = r"[^\s:;?!\"\u201c\u201d\[]{1,24}"
_PREFIX = (
    rf"[ \t\f>\"\u201c\u2022|]*(?:[\[(]?(?P<t1>{_TIME})(?:[ \t]*(?:-->|->|[-\u2013\u2192])[ \t]*(?P<t2>{_TIME}))?"
    r"[\])]?[ \t]*(?:[-\u2013][ \t]*)?)?(?:\d{1,4}[.)][ \t]+)?"
)
HEAD = re.compile(
    rf"(?m)^{_PREFIX}(?:\*\*|__)?(?P<label>{_WORD}(?:[ \t]{{1,2}}{_WORD}){{0,5}}?)(?:\*\*)?"
    rf"(?:[ \t]*[\[(](?P<t3>{_TIME})[\])])?[ \t]*(?:\*\*)?(?P<colon>:|\](?=:))(?:\*\*)?(?![\d/\\])"
    rf"(?:[ \t]*\[(?P<t4>{_TIME})\])?"
)
TIMED = re.compile(
    rf"(?m)^[ \t\f]*(?P<label>[^\W\d_][^\n:?!\[\]()]{{0,40}}?)"
    rf"(?:[ \t]*[\[(](?P<t1>{_TIME})[\])][ \t]*:?[ \t]*|(?:[ ]{{2,}}|\t+)(?P<t2>{_TIME})[ \t]*$)"
)
QA = re.compile(
    r"(?m)^[ \t\f\"\u201c]*(?:\d{1,4}[.)][ \t]+)?(?P<label>[QA])(?P<n>\d{0,4})"
    r"(?:(?P<point>[.:;,)](?:[ \t]*[-\u2013\u2014]+)?|[ \t]+[.:]|[ \t]*[-\u2013\u2014]+)(?=\s)|(?=[ \t]))[ \t]*"
    r"(?:\((?:BY|By|by)[ \t]+(?P<by>[^)\n]{2,40})\))?"
)
BY = re.compile(r"(?m)^[ \t\f]*(?:BY|By)[ \t]+(?P<by>(?:(?:[A-Z][\w.'\u2019-]*)[ \t]?){1,5}):?[ \t]*$")
_FEW_LINES = 14
_MOST_WORDS = 6


@dataclass(slots=True)
class Mark:
    """The beginning of a turn: offsets of label and words in the reading text, times in milliseconds."""

    at: int
    words_at: int
    label: str
    start_ms: int | None = None
    end_ms: int | None = None
    doubt: str | None = None
    asker: str | None = None
    narration: bool = False


@dataclass(slots=True)
class Found:
    """All marks in order; ``names`` are the accepted labels with their counts; ``score`` 0..1 how sure."""

    marks: list[Mark] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    share: float = 0.0
    kind: str = "labels"


def find_marks(text: str) -> Found:
    """Find the speaker labels of a text.

    Args:
        text: The reading text, furniture taken out.

    Returns:
        The marks, sorted and without overlaps; empty when the text has no labels.
    """
    filled = _filled_lines(text)
    heads = list(HEAD.finditer(text))
    timed = [m for m in TIMED.finditer(text) if _name_like(m["label"].strip())] if _has_timed(text) else []
    accepted = _accept(heads, timed, filled)
    marks = [_mark(match) for match in heads if match["label"].strip() in accepted]
    taken = {mark.at for mark in marks} | {
        match.start("label") for match in heads if match["label"].strip() in accepted
    }
    marks += [mark for match in timed if (mark := _mark(match)).at not in taken and mark.label in accepted]
    taken |= {mark.at for mark in marks}
    marks += _questions_and_answers(text, taken, filled)
    names = Counter(mark.label for mark in marks if mark.label)
    if names:
        taken |= {mark.at for mark in marks}
        marks += _weak(text, names, taken)
        marks += _mid_line(text, names, marks)
        marks += _paraphrase(text, names, taken)
    marks.sort(key=lambda mark: (mark.at, mark.narration))
    kept = _without_overlaps(marks)
    _settle_answers(text, kept)
    qa = sum(1 for mark in kept if mark.label in ("Q", "A"))
    kind = "questions and answers" if qa > len(kept) / 2 else "labels"
    return Found(kept, Counter(m.label for m in kept if not m.narration), len(kept) / max(1, filled), kind)


def _filled_lines(text: str) -> int:
    return sum(map(bool, map(str.strip, text.split("\n"))))


def _has_timed(text: str) -> bool:
    return re.search(r"\d:\d\d", text) is not None


def _mark(match: re.Match[str]) -> Mark:
    whole = match[0]
    at = match.start() + len(whole) - len(whole.lstrip())
    if match.re is HEAD and whole.count(":") == 1:  # no time in it
        return Mark(at, match.end(), match["label"].strip().strip("*").strip())
    groups = match.groupdict()
    first = (
        groups.get("t1") or groups.get("t3") or groups.get("t4") or (groups.get("t2") if "t3" not in groups else None)
    )
    last = groups.get("t2") if groups.get("t1") and "t3" in groups else None
    return Mark(
        at,
        match.end(),
        match["label"].strip().strip("*").strip(),
        milliseconds(first) if first else None,
        milliseconds(last) if last else None,
    )


def _accept(heads: Sequence[re.Match[str]], timed: Sequence[re.Match[str]], filled: int) -> set[str]:
    """Which of the strings before a colon are speakers."""
    labels = [match["label"].strip() for match in heads]
    counts = Counter(labels)
    counts.update(match["label"].strip() for match in timed)
    shapes = {label: _shape(label) for label in counts}
    dense = filled <= _FEW_LINES or sum(counts[label] for label, kind in shapes.items() if kind) >= 0.4 * filled
    frequent = {
        label for label, kind in shapes.items() if kind and _frequent(label, kind, counts[label], dense, filled)
    }
    if not frequent:
        return set()
    times = {match["label"].strip() for match in timed}
    body = min(
        (m.start() for m in (*heads, *timed) if m["label"].strip() in frequent and counts[m["label"].strip()] > 1),
        default=min(m.start() for m in (*heads, *timed) if m["label"].strip() in frequent),
    )
    keys = {key_of(label) for label in frequent}
    accepted = set()
    for label, kind in shapes.items():
        first = next((m.start() for m in heads if m["label"].strip() == label), 0) if counts[label] == 1 else body
        known = label in frequent and (counts[label] > 1 or first >= body or label in times)
        spelled_out = kind == "title" and _spelled_out(label) in keys
        if known or spelled_out or (first >= body and _one_of(label, kind, keys)):
            accepted.add(label)
    return accepted


def _spelled_out(label: str) -> str:
    """Initials of a name of two words or more; empty for one word: "Ada Moor" may be the AM of later lines."""
    words = key_of(label).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _one_of(label: str, kind: str, keys: set[str]) -> bool:
    """A single label in the body: in capitals, or a damaged or longer form of a known one."""
    key = key_of(label)
    if kind == "caps":
        return key in role_words().by_word or not any(word in layout_words().heading for word in label.lower().split())
    if not key or key.startswith("BY ") or len(label.split()) > 3 or key.lower() in layout_words().english:
        return False
    floor = 0.4 if looks_damaged(label) else 0.7
    return key in keys or any(label_likeness(key, known) >= floor for known in keys if len(known) > 3)


def _frequent(label: str, kind: str, count: int, dense: bool, filled: int) -> bool:
    roles = role_words()
    if kind == "caps":
        return count > 1 or not any(word in layout_words().heading for word in label.lower().split())
    first = key_of(label).split()[:1]
    if count >= 3 or (
        dense and (filled <= _FEW_LINES or (first and (first[0] in roles.titles or first[0] in roles.by_word)))
    ):
        return True
    return count == 2 and kind != "lower"


def _shape(label: str) -> str:
    """``caps``, ``title``, or empty when no speaker is called so."""
    words = label.split()
    bare = label.strip(" .*()").lower()
    if (
        not words
        or len(words) > _MOST_WORDS
        or bare in layout_words().head_keys
        or label[0] in ",.-'/;<=&#@"
        or words[0].upper() == "BY"
    ):
        return ""
    letters = [letter for letter in label if letter.isalpha()]
    if not letters or "://" in label or len(label) > 60:
        return ""
    upper = sum(map(str.isupper, letters))
    if len(letters) == 1:
        return "caps" if upper else "title" if len(label) <= 2 else ""
    if upper >= 0.7 * len(letters):
        return "caps"
    if len(words) == 1 and bare in layout_words().english:
        return ""
    return "title" if _titled(words) else ""


def _titled(words: Sequence[str]) -> bool:
    """Every word begins with a capital, a digit or a sign, but for small words between names."""
    small = sum(1 for word in words if word[0].islower())
    if small and (len(words) < 2 or words[0][0].islower()):
        return False
    roles = role_words().by_word
    return small <= sum(
        1
        for word in words
        if word in ("of", "on", "the", "de", "van", "von", "la", "da", "al") or word.upper() in roles
    )


def _name_like(label: str) -> bool:
    return bool(label) and _shape(label) in ("caps", "title") and len(label.split()) <= 5


def _questions_and_answers(text: str, taken: set[int], filled: int) -> list[Mark]:
    """Q and A with a point or bare. A bare A answers only a question, and "A lot of" is a line that goes on."""
    found = [match for match in QA.finditer(text) if match.start("label") not in taken]
    pointed = sum(1 for match in found if match["point"] and match["label"] == "Q")
    bare = sum(1 for match in found if not match["point"] and match["label"] == "Q")
    if pointed + bare == 0:
        return []
    only_pointed = pointed >= bare
    if not only_pointed and bare < 3 and bare < 0.2 * filled:
        return []
    marks = []
    for match in found:
        if not match["point"] and not match["n"] and (only_pointed or not _bare_answer(text, match)):
            continue
        mark = Mark(match.start("label"), match.end(), match["label"])
        mark.asker = match["by"].strip() if match["by"] else None
        marks.append(mark)
    marks += [Mark(by.start(), by.end(), "", asker=by["by"].strip(" :"), narration=True) for by in BY.finditer(text)]
    return marks


def _bare_answer(text: str, match: re.Match[str]) -> bool:
    if match["label"] == "Q":
        return True
    following = text[match.end() : match.end() + 1]
    return bool(following) and not following.islower()


def _settle_answers(text: str, marks: list[Mark]) -> None:
    """Drop a bare A that follows an A without a question between: a line of the answer that begins with "A"."""
    answering = False
    drop = []
    asker: str | None = None
    for place, mark in enumerate(marks):
        if mark.narration and mark.asker:
            asker = mark.asker
            continue
        if mark.label == "Q":
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


_TOKEN = re.compile(
    r"(?m)^[ \t\f]*(?P<label>[^\s:;.,?!]{2,24}(?:[ ][^\s:;.,?!]{2,24})?)[ \t]*(?P<sign>[;.,?!:]|(?=[ \t]))[ \t]*(?=\S)"
)


def _weak(text: str, names: Counter[str], taken: set[int]) -> list[Mark]:
    """Known names at a line start whose colon the scan lost or changed."""
    capitals = {key_of(name): name for name in names if _mostly_upper(name) and len(name) >= 2}
    others = {key_of(name): name for name in names if not _mostly_upper(name) and len(name) > 2}
    if not capitals and not others:
        return []
    marks = []
    for match in _TOKEN.finditer(text):
        at = match.start("label")
        if at in taken:
            continue
        hit = _weak_label(match["label"], match["sign"], text[match.end() : match.end() + 1], capitals, others)
        if hit is not None:
            name, likeness = hit
            end = (
                match.end()
                if name.count(" ") == match["label"].count(" ") or match["sign"]
                else at + len(match["label"].split(" ")[0])
            )
            doubt = None if likeness >= 0.7 else "damaged label"
            marks.append(Mark(at, end, text[at:end].strip(" \t;.,?!:"), doubt=doubt))
    return marks


def _weak_label(
    label: str, sign: str, following: str, capitals: dict[str, str], others: dict[str, str]
) -> tuple[str, float] | None:
    first = label.split(" ")[0]
    for tried in (label, first) if " " in label else (label,):
        if not _half_upper(tried):
            if sign == ";" and tried == label and (key_of(label) in others or key_of(label) in capitals):
                return label, 1.0
            continue
        if len(tried) < 3:
            continue
        whole = tried == label
        if not (sign if whole and sign else following.isupper() or following in "(\"'\u201c\u2018" or not whole):
            continue
        key = key_of(tried)
        best = max(((label_likeness(key, known), known) for known in capitals), default=(0.0, ""))
        if best[0] >= 0.72 and len(key) >= 3:
            return tried, best[0]
    return None


def _mostly_upper(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.7 * len(letters)


def _half_upper(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.6 * len(letters)


def _mid_line(text: str, names: Counter[str], marks: Sequence[Mark]) -> list[Mark]:
    """Known labels with a colon in the middle of a line."""
    by_last: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_last.setdefault(name.rsplit(None, 1)[-1], []).append(name)
    heads = {mark.words_at for mark in marks}
    found = []
    for match in _BEFORE_COLON.finditer(text):
        fits = by_last.get(match["word"]) or by_last.get(match["word"].lstrip("(\"'\u201c"))
        colon = match.end() - 1
        if not fits or colon + 1 in heads:
            continue
        reach = max(0, colon - 60)
        newline = text.rfind("\n", reach, colon)
        line_start = newline + 1 if newline >= 0 else reach
        before = text[line_start : match.end("word")]
        for name in fits:
            at = line_start + len(before) - len(name)
            if before.endswith(name) and at > line_start and _may_begin(text, at, name):
                found.append(Mark(at, colon + 1, name))
                break
    return found


_BEFORE_COLON = re.compile(r"(?<![^\s:])(?P<word>[^\s:]{1,28})[ \t]*:")


def _may_begin(text: str, at: int, name: str) -> bool:
    """A label in capitals may stand anywhere; another only after the end of a sentence."""
    before = text[max(0, at - 3) : at].rstrip()
    if len(name) < 2:
        return bool(before) and before[-1] in '.?!)"\u201d]'
    if _mostly_upper(name) and text[at - 1].isspace():
        return True
    return bool(before) and before[-1] in '.?!)"\u201d]\u2019-'


def _paraphrase(text: str, names: Counter[str], taken: set[int]) -> list[Mark]:
    """Lines that tell what somebody said instead of quoting it."""
    initials = {name for name in names if 1 < len(name) <= 3 and name.isupper()}
    keys = {key_of(name) for name in names}
    marks = []
    verbs = layout_words().paraphrase
    for match in re.finditer(r"(?m)^[ \t\"\u201c]*(?P<who>[A-Z][A-Za-z'.]{1,20})[ ](?P<rest>[a-z]+ [a-z]+)", text):
        who = match["who"]
        known = who in initials or who in names or key_of(who) in keys
        if known and match.start("who") not in taken and verbs.match(match["rest"]):
            marks.append(Mark(match.start("who"), match.start("who"), who, narration=True))
    return marks


def _without_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if (
            kept
            and mark.at < kept[-1].words_at
            and not (kept[-1].narration and not kept[-1].asker and not mark.narration)
        ):
            continue
        if kept and mark.at == kept[-1].at:
            kept[-1] = mark
            continue
        kept.append(mark)
    return kept
