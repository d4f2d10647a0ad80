"""Heads and feet of a file of few pages: what counts the pages up, and what stands beside it page after page.

A head that comes back ten times shows itself by repetition alone (``furniture.py``). In a file of two or three pages it
is known by its number, which goes on from page to page, and its other lines by their place beside that number. A name
alone above its words comes back too, and is told apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, pairwise

from coercionscan.transcripts.heads import name_like
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.words import layout_words, role_words

_COUNTED = re.compile(
    r"[ \t\f]*(?P<head>\S.*?)(?P<gap>[ \t]+)[\[(-]?[ \t]?(?P<page>\d{1,4})"
    r"(?:[ \t]*(?:of|OF|/)[ \t]*(?P<all>\d{1,4}))?[ \t]?[\])-]?[ \t]*$"
)
_INVERTED = re.compile(r"[ \t\f]*[A-Z][\w'\u2019-]+, [A-Z][\w'\u2019.-]*(?: [A-Z][\w'\u2019.-]*)?[ \t]*$")
_QA = re.compile(r"[ \t\f]*[QA]\d{0,4}(?:[ .:)]|$)")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d:\d\d\b")
_LEAST_LINES, _MOST_STEP = 15, 3
"""Least lines a page, and most pages whose number is lost. Source: convention."""
_WIDE, _LEAST_DIGITS, _LEAST_HEAD, _MOST_PAGES = 3, 2, 4, 60
_LONGEST_PAGE = 150
_REACH, _LEAST_LETTERS, _LONGEST = 4, 4, 110
_ENDS = frozenset("?,;!.")
_LEAST_PAGE, _UNEVEN = 20, 0.5
"""Lines of a page, at least; and how much sooner a speaker comes back at times. Source: convention."""
_NEAR = 4


def counted_heads(lines: Sequence[str], digits: Sequence[int], taken: Collection[int]) -> list[int]:
    """Lines that end in the number of the page.

    Args:
        lines: All lines.
        digits: Indexes of the short lines that hold digits.
        taken: Lines that are furniture already.

    Returns:
        Indexes of those that come back with the next number, and of those that say "2 of 4" at the end of a form line.
    """
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    once: list[int] = []
    for index in digits:
        line = lines[index]
        if index in taken or not line.rstrip(" \t])-")[-1:].isdigit() or not (match := _COUNTED.match(line)):
            continue
        head = match["head"]
        if not _is_head(head, wide=len(match["gap"]) >= _WIDE):
            continue
        found[" ".join(head.split())].append((index, int(match["page"])))
        if match["all"] and int(match["page"]) <= int(match["all"]) and len(_DIGITS.findall(head)) >= _LEAST_DIGITS:
            once.append(index)
    rising = [index for places in found.values() if _counts_up(places) for index, _ in places]
    return sorted({*rising, *once})


def _is_head(head: str, *, wide: bool) -> bool:
    """No label, no question, no speech: a line that opens with a capital, and has two words or a wide gap behind it."""
    if head[0] in "([" and head[-1] not in ")]" and not wide:
        return False
    first = next((sign for sign in head if sign.isalnum()), "")
    if first.islower() or len(head) < _LEAST_HEAD or _QA.match(head) or "?" in head:
        return False
    label, colon, _ = head.partition(":")
    if colon and label.strip().lower() not in layout_words().head_keys:
        return False
    return (wide or " " in head) and not any(word in layout_words().english for word in _small_words(head))


def _small_words(line: str) -> list[str]:
    """Words in small letters but those that a form has too."""
    return [word for word in _WORD.findall(line) if word.islower() and word not in layout_words().form_words]


def _counts_up(places: Sequence[tuple[int, int]]) -> bool:
    return len(places) > 1 and all(
        0 < after[1] - before[1] <= _MOST_STEP and after[0] - before[0] >= _LEAST_LINES
        for before, after in pairwise(places)
    )


def beside_pages(lines: Sequence[str], reasons: Mapping[int, str], pages: Sequence[int]) -> list[int]:
    """Lines right beside the page numbers that belong to the head or foot.

    Args:
        lines: All lines.
        reasons: Lines that are furniture already.
        pages: Indexes of lines that carry the number of a page, in order.

    Returns:
        Indexes of lines that stand at the same place beside two of them and nowhere else, and of lines with the
        number of a file. Nothing for a long file: there they show themselves by repetition.
    """
    if not pages or len(pages) > _MOST_PAGES or len(lines) > _MOST_PAGES * _LONGEST_PAGE:
        return []
    places: defaultdict[str, list[int]] = defaultdict(list)
    # A head of two lines has a number to each: what stands beside both stands there once all the same.
    for index in sorted({index for page in pages for index in _around(lines, reasons, page)}):
        places[_key(lines[index])].append(index)
    tops = {" ".join(line.split()) for line in lines[:_LEAST_LINES] if line.strip()}
    found: list[int] = []
    for text, indexes in places.items():
        again = len(indexes) > 1 or (text in tops and indexes[0] >= _LEAST_LINES)
        if (again and _only_there(lines, indexes)) or all(_is_filing(lines[index]) for index in indexes):
            found += indexes
    return found


def _around(lines: Sequence[str], reasons: Mapping[int, str], page: int) -> list[int]:
    """The filled lines above and below a page number that may be part of the head; the first line of talk ends it."""
    found: list[int] = []
    for step in (-1, 1):
        near, seen = page + step, 0
        while 0 <= near < len(lines) and seen < _REACH:
            line = lines[near].strip()
            if line and near not in reasons:
                if not _may_be_part(line):
                    break
                found.append(near)
            seen += bool(line)
            near += step
    return found


def _may_be_part(line: str) -> bool:
    if len(line) > _LONGEST or line[-1] in _ENDS or line[0] in "([" or _QA.match(line):
        return False
    label, colon, rest = line.partition(":")
    if colon and label.strip().lower() not in layout_words().head_keys and not rest.strip()[:1].isdigit():
        return False
    letters = sum(map(str.isalnum, line))
    first = next((sign for sign in line if sign.isalnum()), "")
    return letters >= _LEAST_LETTERS and not first.islower()


def _only_there(lines: Sequence[str], indexes: Sequence[int]) -> bool:
    """Whether the line stands nowhere else but in the head of the file: a label stands between the pages too."""
    line = lines[indexes[0]].strip()
    key, places = _key(line), set(indexes)
    others = [
        index
        for index, other in enumerate(lines)
        if index >= _LEAST_LINES and index not in places and other[:1] != "" and _same(other, key, line[:1])
    ]
    return not others and not (len(indexes) == 1 and name_like(line))


def _same(other: str, key: str, first: str) -> bool:
    return other.lstrip()[:1] == first and _key(other) == key


def _key(line: str) -> str:
    """A line whatever its numbers and blanks."""
    return _DIGITS.sub("0", " ".join(line.split()))


def _is_filing(line: str) -> bool:
    """A line with the number of a case and no small word of talk, or a name as files have it: "ROWE, ANNA".

    The figures of a clock number no file: a speaker's name may stand before them.
    """
    if _INVERTED.match(line):
        return True
    if _CLOCK.search(line):
        return False
    figures = sum(map(str.isdigit, line))
    return figures >= _REACH and not any(word in layout_words().english for word in _small_words(line))


def name_lines(lines: Sequence[str], repeated: Mapping[str, Sequence[int]]) -> set[str]:
    """Which repeated lines are no heads but names above their words.

    Args:
        lines: All lines.
        repeated: Shape of a line to the indexes where it stands.

    Returns:
        Shapes of names that come back sooner than a page is full, and take turns; or that open questions and answers.
    """
    names = {key: found for key, found in repeated.items() if _is_name(lines[found[0]])}
    if not names:
        return set()
    soon = {key for key, found in names.items() if median_gap(found) < _LEAST_PAGE}
    uneven = {key for key, found in names.items() if _unevenly(found)}
    speakers = {key for key, found in names.items() if all(_above_letter(lines, index) for index in found)}
    if uneven & soon or (len(soon) > 1 and _apart(lines, sorted(chain(*(names[key] for key in soon))))):
        seldom = {key for key, found in names.items() if _has_rank(lines[found[0]])}
        speakers |= uneven | soon | seldom
    return speakers


def median_gap(found: Sequence[int]) -> int:
    """How far apart the places of a line are, as the median.

    Args:
        found: Indexes where it stands, two or more.

    Returns:
        A number of lines.
    """
    return _gaps(found)[(len(found) - 1) // 2]


def _has_rank(line: str) -> bool:
    first, words = key_of(line).split()[0], role_words()
    return first in words.titles or words.by_word.get(first) == "interrogator"


def _apart(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether there are words between all of them: two lines of one head stand together."""
    return all(any(map(str.strip, lines[before + 1 : after])) for before, after in pairwise(places))


def _above_letter(lines: Sequence[str], index: int) -> bool:
    """Whether a Q or A opens the line below: then the name above it may tell who speaks."""
    below = next((line for line in lines[index + 1 : index + _NEAR] if line.strip()), "")
    return _QA.match(below) is not None


def _gaps(found: Sequence[int]) -> list[int]:
    return sorted(after - before for before, after in pairwise(found))


def _unevenly(found: Sequence[int]) -> bool:
    """Whether a line comes back now sooner and now later, as speakers do and pages do not."""
    gaps = _gaps(found)
    return gaps[0] < _UNEVEN * gaps[-1]


def _is_name(line: str) -> bool:
    return name_like(line.strip()) and not layout_words().is_plain(line.strip())
