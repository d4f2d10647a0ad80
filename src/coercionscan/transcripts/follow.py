"""Known labels whose sign the scan lost or changed, whose letters it damaged, or that begin with a small letter.

Each line start that resembles a known label is weighed: how alike it is, how it is signed, what stands around it, and
whether two turns of one person would follow each other without it. The weights are conventions, set on invented damage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.merging import key_of, label_likeness, mostly_upper
from coercionscan.transcripts.words import layout_words

_START = re.compile(
    r"(?P<lead>[^\w\n(\[{]{0,30})(?P<core>[^\s:;,?!.()\[\]\"\u201c\u201d]{1,24})"
    r"(?P<sign>[ \t]{0,2}(?:[:;.,?!)\]'\u2018\u2019*|_-]{1,3}(?=[ \t\n(\"\u201c]|$)|[:;](?=\S))|)"
)
_FIRST = re.compile(r"[^\w\n(\[{]{0,30}([^\s:;,?!.()\[\]\"\u201c\u201d]{1,24})")
"""Lead and core of ``_START``."""
_BLANK = re.compile(r"[^\S\n]*")
_GAP = re.compile(r"[ \t]*")
_WIDE = 3
_OFTEN_ALONE = 0.5
_SAMPLE = 300
"""Of a long text about so many marks show what is usual. Source: convention."""
_MOST_FORMS = 40
_ALIKE = 0.7
_SURE = 1.0
_LONG = 6
_ENDS = frozenset(".?!\"\u201d')]-\u2014\u2013*:;")


@dataclass(frozen=True, slots=True)
class Form:
    """A known label: its key, how it is written, and the sign that usually ends it."""

    label: str
    key: str
    size: int
    caps: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is usual on the page.

    ``regular``: share of lines that open a turn. ``small``: share of turns that open with a small letter. ``alone``:
    share of labels on a line of their own. ``wide``: most labels stand far from their words. ``two``: two voices
    have nearly all turns.
    """

    regular: float
    small: float
    alone: float
    wide: bool
    two: bool


def follow(text: str, marks: Sequence[Mark], lines: Sequence[int]) -> list[Mark]:
    """Find the known labels that are damaged.

    Args:
        text: The reading text.
        marks: What is found so far, in order.
        lines: Where the filled lines begin.

    Returns:
        Further marks, some of them doubtful.
    """
    spoken = [mark for mark in marks if mark.label and not mark.narration]
    sample = spoken[:: max(1, len(spoken) // _SAMPLE)]
    forms = _forms(text, sample, Counter(mark.label for mark in spoken))
    if not forms:
        return []
    filled = 1 + len(lines) - bisect_right(lines, spoken[0].at)
    page = _page(text, sample, len(spoken) / filled)
    known = _Known(forms)
    taken = {mark.at for mark in marks}
    found: list[Mark] = []
    ends = [*(mark.at for mark in spoken), len(text)]
    stretch, left = -1, ""
    signed = all(form.sign for form in forms)
    free = [line for line in lines if line not in taken and _first_sign(text, line) not in taken]
    for line in _candidates(text, known, free):
        place = bisect_right(ends, line)  # in the words of the mark before this one
        if place == len(ends) or (place and line <= spoken[place - 1].words_at):
            continue
        if place and page.alone > _OFTEN_ALONE and not text[spoken[place - 1].words_at : line].strip():
            continue  # the first words under a label that stands alone: who gives his name does not change places
        if place != stretch:
            stretch, left = place, key_of(spoken[place - 1].label) if place else ""
        right = key_of(spoken[place].label) if place < len(spoken) else ""
        mark = _at_line(text, line, known, page, (left, right))
        if mark is None or (not place and signed and _is_title(text, mark)):
            continue
        if mark.at not in taken:
            found.append(mark)
            left = key_of(mark.same or "")
    return found


def _is_title(text: str, mark: Mark) -> bool:
    """Whether a known name is the beginning of a title: no sign behind it, and no word in small letters."""
    end = text.find("\n", mark.words_at)
    words = text[mark.words_at : end if end >= 0 else len(text)].split()
    signed = text[mark.at + len(mark.label) : mark.words_at].strip()
    return not signed and not any(word[0].islower() for word in words)


def _first_sign(text: str, line: int) -> int:
    """Where the first sign of a line stands that is no white space."""
    return _BLANK.match(text, line).end() if text[line].isspace() else line  # type: ignore[union-attr]


def _candidates(text: str, known: _Known, lines: Sequence[int]) -> Iterator[int]:
    """Those lines whose first word is like a known label, or a number that may stand before one."""
    for line in lines:
        match = _FIRST.match(text, line)
        if match and (known[match[1]] or match[1].isdigit()):
            yield line


def _at_line(text: str, line: int, known: _Known, page: Page, around: tuple[str, str]) -> Mark | None:
    """The damaged label that a line begins with."""
    whole = match = _START.match(text, line)
    if match is None or whole is None:
        return None
    fits = known[match["core"]]
    if not fits and match["core"].isdigit() and match["sign"]:
        match = _START.match(text, match.end()) or match
        fits = known[match["core"]]
    if not fits:
        return None
    weighed = [(*_weigh(text, match, form, likeness, page, around), form) for form, likeness in fits]
    weight, end, form = max(weighed, key=lambda row: row[0])
    if weight <= 0:
        return None
    label = text[match.start("core") : end].strip(" \t:;.,?!)]'\u2018\u2019*|_-")
    start = line + len(whole[0]) - len(whole[0].lstrip())
    return Mark(start, end, label, doubt=None if weight >= _SURE else "damaged label", same=form.label)


def _forms(text: str, marks: Sequence[Mark], counts: Counter[str]) -> list[Form]:
    signs: dict[str, Counter[str]] = {}
    for mark in marks:
        tail = text[mark.at + len(mark.label) : min(mark.words_at, mark.at + len(mark.label) + 4)].strip(" \t*")
        signs.setdefault(mark.label, Counter())[tail[:1]] += 1
    forms: dict[str, Form] = {}
    for label, _ in counts.most_common(_MOST_FORMS):
        key = key_of(label)
        if key and key not in forms and not (len(key) > 1 and key.lower() in layout_words().english):
            usual = signs[label].most_common(1)[0][0] if label in signs else ""
            forms[key] = Form(label, key, len(key.split()), mostly_upper(label), usual)
    return list(forms.values())


def _page(text: str, marks: Sequence[Mark], regular: float) -> Page:
    opens = [text[mark.words_at : mark.words_at + 3].strip(" \t\"\u201c'(")[:1] for mark in marks]
    small = sum(map(str.islower, opens)) / max(1, sum(map(str.isalpha, opens)))
    gaps = [_GAP.match(text, mark.words_at).end() - mark.words_at for mark in marks]  # type: ignore[union-attr]
    after = [text[mark.words_at + gap : mark.words_at + gap + 1] for mark, gap in zip(marks, gaps, strict=True)]
    alone = sum(1 for sign in after if sign in ("", "\n"))
    far = sum(1 for gap, mark in zip(gaps, marks, strict=True) if gap >= _WIDE or _is_wide(text, mark))
    counts = Counter(key_of(mark.label) for mark in marks)
    two = sum(count for _, count in counts.most_common(2)) >= 0.9 * len(marks)
    return Page(min(1.0, regular), small, alone / len(marks), far > len(marks) / 2, two)


def _is_wide(text: str, mark: Mark) -> bool:
    """Whether white space before the words was taken for a part of the label."""
    return text[mark.words_at - _WIDE : mark.words_at].isspace()


class _Known(dict[str, list[tuple[Form, float]]]):
    """A word to the labels whose first word it is like; each different word is compared once, when asked for."""

    def __init__(self, forms: Sequence[Form]) -> None:
        super().__init__()
        self._forms = [(form, form.key.split()[0]) for form in forms]
        self._scan = layout_words().scan_letters

    def __missing__(self, core: str) -> list[tuple[Form, float]]:
        found = self[core] = self._compare(core)
        return found

    def _compare(self, core: str) -> list[tuple[Form, float]]:
        key = key_of(core)
        found = []
        for form, first in self._forms:
            if len(first) == 1 and form.size == 1:
                if key == first or core in self._scan.get(first, ()):
                    found.append((form, 1.0 if core == form.label else 0.9 if key == first else 0.75))
            elif key == first:
                found.append((form, 1.0))
            elif len(key) > 2 and len(first) > 2 and (likeness := label_likeness(key, first)) >= _ALIKE:
                found.append((form, likeness))
            elif form.size == 1 and 3 <= len(key) < len(first) >= _LONG and first.startswith(key):
                found.append((form, 0.0))  # perhaps the first piece of a label that the scan broke
        return found


def _weigh(
    text: str, match: re.Match[str], form: Form, likeness: float, page: Page, around: tuple[str, str]
) -> tuple[float, int]:
    """How sure it is that the line begins with the label (above 0: it does), and where the words begin."""
    core, sign, end = match["core"], match["sign"].strip(), match.end()
    if form.size > 1 or not likeness:
        whole = _whole(text, match, form)
        if whole is None:
            return -9.0, end
        core, sign, end, likeness = whole
    gap = _GAP.match(text, end).end() - end  # type: ignore[union-attr]
    following = text[end + gap : end + gap + 3].lstrip("\"\u201c'\u2018(")[:1]
    weight = _likeness(core, form, likeness)
    if following in ("", "\n"):
        weight += (0.5 + 2.0 * page.alone if sign else 2.0 * page.alone) if page.alone > _OFTEN_ALONE else -9.0
    else:
        weight += _sign(sign, form, following, page)
        weight += 1.5 if page.wide and gap >= _WIDE else 0.0
    before = text[max(0, match.start() - 4) : match.start()].rstrip(" \t")
    over = not before.strip() or before.endswith("\n\n") or before.rstrip()[-1:] in _ENDS
    weight += 0.7 if over else -1.0
    weight += 2.0 * page.regular - 1.0
    left, right = around
    if left == form.key:
        weight -= 1.2
    elif page.two and left == right:
        weight += 1.5
    return weight - 2.0, end


def _likeness(core: str, form: Form, likeness: float) -> float:
    exact = core == form.label
    weight = 2.0 if exact else 1.5 if likeness >= 0.99 else 4.0 * (likeness - _ALIKE)
    if form.caps and len(form.key) > 1:
        weight += 1.5 if mostly_upper(core, 0.6) else -2.0
    elif not core[:1].isupper():
        weight -= 0.5 if len(form.key) == 1 or likeness >= 0.99 else 2.0
    if exact and core.lower() in layout_words().english:
        weight -= 2.0  # a bare "A" or "I"
    return weight


def _sign(sign: str, form: Form, following: str, page: Page) -> float:
    first = sign[:1]
    if first and first == form.sign:
        return 2.5
    if first in (":", ";"):
        return 2.0
    fits = not following.islower() or page.small > 0.3
    if first:
        return 1.0 if fits else -0.5
    if form.sign == "":
        return 2.0 if fits or page.regular > 0.9 else 0.0
    return 0.0 if fits else -1.5 + page.regular


def _whole(text: str, match: re.Match[str], form: Form) -> tuple[str, str, int, float] | None:
    """All words of a longer label, or the two pieces of a broken one: label, sign, end, likeness."""
    start = match.start("core")
    stop = text.find("\n", start, start + 80)
    words = text[start : stop if stop >= 0 else start + 80].split(None, max(2, form.size))
    size = max(2, form.size)
    if len(words) < size:
        return None
    last = words[size - 1]
    bare = last.rstrip(":;.,?!)]'\u2018\u2019*|_-")
    end = start
    for word in words[:size]:
        end = text.index(word, end) + len(word)
    label = text[start : end - len(last) + len(bare)]
    key = key_of(label) if form.size > 1 else key_of(label).replace(" ", "")
    likeness = 1.0 if key == form.key else label_likeness(key, form.key)
    if likeness < _ALIKE or not bare:
        return None
    return label, last[len(bare) :], end, likeness
