"""Page furniture: heads, feet, page numbers and stamps that repeat are taken out, counted and listed.

All by position and repetition, never by the words of one agency.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from coercionscan.transcripts.pageheads import beside_pages, counted_heads, median_gap, name_lines
from coercionscan.transcripts.sheet import Sheet
from coercionscan.transcripts.words import layout_words

_RULE = re.compile(r"[ \t\f]*(?:(?:[_=*~\u2014\u2500-][ \t]?){4,}|(?:[*_-][ \t]?){3})[ \t]*$")
_SPECK = re.compile(r"[ \t\f]*[|.~'_,`:;]{1,2}[ \t]*$")
"""A dot or a stroke alone on a line is no answer; a dash or a question mark may be one."""
_SPECK_SIZE = 2
_EXEMPT = re.compile(r"(?:\(?b\)?\(\d\)(?:\([A-Za-z]\))?[,;/ \t]*)+$")
"""Codes of exemptions, alone on a line of a released file."""
_BLANKS = re.compile(r"[ \t]*(?:[^_\n]{0,60}?_{4,}){1,4}[^_\n]{0,40}$")
_LEAST_BLANK, _MOST_FIELD_WORDS = "____", 14
_PAGE_ALONE = re.compile(
    r"[ \t\f]*[\[(|-]?[ \t]*(?:[Pp](?:age|AGE|g\.?)[ \t]*)?(\d{1,5})"
    r"(?:[ \t]*(?:of|/|OF)[ \t]*\d{1,5}|[ \t]*\|[ \t]*[Pp](?:age|AGE))?[ \t]*[\])|-]?[ \t]*$"
)
_BATES = re.compile(r"[ \t\f]*([^\W\d_][^\d\n:?]{0,14}?)[ _.-]{0,2}(\d{4,9})[ \t]*$")
_QA = re.compile(r"[ \t\f]*[QA]\d{0,4}[ .:)]")
_CLOCK = re.compile(r"\d:\d")
_TIMED = re.compile(r"-->|[\[(]\d{1,2}:\d\d")
_TIME_LAST = re.compile(r"[\W\d_]*[^\W\d_].*[ \t\[(]\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?[ \t]*$")
"""A time in brackets, or behind a name, heads a turn in the exports of recognisers."""
_ZEROS = re.compile(r"^[A-Z]{2,}.*\b0\d{5,}$")
"""A stamp by its own look: capitals and a number that is filled up with noughts."""
_ALNUM = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[a-z']+")
_CAPITALS = 0.7
_SENTENCE_ENDS = frozenset("?,;!")
_LEAST_REPEATS = 3
_LEAST_GAP = 5
_MOST_GAP = 130
_NEAR = 4
_ROW_NUMBER, _LEAST_ROWS = "number of a row", 4
_ALIKE = 62
_PARTLY = 85
_PAGE_LINES = frozenset(("page number", "page head or foot", "repeated page head or foot"))
_NUMBERS = 0.4
_SAME = 84
_LEAST_LONG, _LONGEST = 6, 110


def strip_furniture(sheet: Sheet) -> None:
    """Take repeated heads and feet, page marks, stamps and rules out, and fill in pages and Bates numbers.

    Args:
        sheet: The lines; changed in place.
    """
    reasons = _marks(sheet.lines)
    likely, digits = _likely(sheet.lines)
    kernels = _kernels(sheet.lines, likely)
    for indexes in kernels.values():
        reasons |= dict.fromkeys(indexes, "repeated page head or foot")
    if kernels:
        _damaged(sheet.lines, list(kernels), likely, reasons)
    _by_words(sheet.lines, digits, reasons)
    reasons |= dict.fromkeys(counted_heads(sheet.lines, digits, reasons), "page head or foot")
    counted = [index for index in sorted(reasons) if reasons[index] in _PAGE_LINES]
    reasons |= dict.fromkeys(beside_pages(sheet.lines, reasons, counted), "line beside a page number")
    stamps = _stamps(sheet.lines, digits, reasons)
    reasons |= dict.fromkeys(stamps, "page stamp")
    if not sheet.numbered:
        pages = {index: reason for index, reason in reasons.items() if reason != _ROW_NUMBER}
        _fill_pages(sheet, pages, {index for found in kernels.values() for index in found} - stamps.keys())
    _fill_stamps(sheet, stamps, reasons)
    sheet.without(reasons)


def _marks(lines: list[str]) -> dict[int, str]:
    """Rules and page numbers alone on their line."""
    reasons: dict[int, str] = {}
    numbers: list[tuple[int, int]] = []
    after_label = False
    stamps = layout_words().stamps
    for index, line in enumerate(lines):
        if len(line) > 40:
            after_label = False
            continue
        bare = line.strip()
        if not bare:
            continue
        if not bare[0].isalpha() and _RULE.match(line):
            reasons[index] = "rule"
        elif bare[0] in "(b" and _EXEMPT.match(bare):
            reasons[index] = "redaction mark"
        elif len(bare) <= _SPECK_SIZE and _SPECK.match(line):
            reasons[index] = "speck"
        elif not after_label and line.strip(" \t\f.-*/").lower() in stamps:
            reasons[index] = "page stamp"
        elif not after_label and (bare[0].isdigit() or bare[0] in "[(|-Pp") and (page := _PAGE_ALONE.match(line)):
            if not bare.isdigit():
                reasons[index] = "page number"
            else:
                numbers.append((index, int(page[1])))
        after_label = bare[-1] == ":"
    reasons |= {
        index: "line to fill in" for index, line in enumerate(lines) if _LEAST_BLANK in line and _is_field(line)
    }
    rising = [
        (index, number)
        for (index, number), (_, after) in zip(numbers, [*numbers[1:], (0, 10**9)], strict=False)
        if number < after
    ]
    if len(rising) >= 2 and len(rising) >= 0.5 * len(numbers):
        places = [index for index, _ in rising]
        reasons |= dict.fromkeys(places, _ROW_NUMBER if _close_together(lines, places) else "page number")
    return reasons


def _close_together(lines: list[str], places: list[int]) -> bool:
    """Whether numbers stand so close that they count the rows of a table, not the pages."""
    filled = sorted(
        sum(1 for line in lines[before + 1 : after] if line.strip()) for before, after in itertools.pairwise(places)
    )
    return len(places) >= _LEAST_ROWS and filled[len(filled) // 2] < _NEAR


def _is_field(line: str) -> bool:
    """Blanks to fill in beside a word of signing, and no more: "Signature of suspect: ________  Date: ____"."""
    words = line.replace("_", " ").lower()
    few = len(words.split()) <= _MOST_FIELD_WORDS and "?" not in line
    return few and bool(_BLANKS.match(line)) and layout_words().form_fields.search(words) is not None


def shape(line: str) -> str:
    """A line without digits' values, case, spaces and signs: heads of different pages have one shape."""
    return _DIGITS.sub("0", _ALNUM.sub("", line)).upper()


def _likely(lines: list[str]) -> tuple[dict[int, str], list[int]]:
    """Shapes of the short lines that may be furniture, and which of the short lines hold digits."""
    likely: dict[int, str] = {}
    digits: list[int] = []
    seen: dict[str, str | None] = {}
    for index, line in enumerate(lines):
        if not line or len(line) > _LONGEST or line[-1] in _SENTENCE_ENDS:
            continue
        numbered = _DIGITS.search(line) is not None
        if numbered:
            digits.append(index)
        elif ":" in line or (line[1:4].islower() and line[0].isalpha()):
            continue
        if len(line) < _LEAST_LONG:
            continue
        if line not in seen:
            seen[line] = shape(line) if _may_be_furniture(line, numbered) else None
        if (key := seen[line]) is not None:
            likely[index] = key
    return likely, digits


def _kernels(lines: list[str], likely: Mapping[int, str]) -> dict[str, list[int]]:
    """Shapes that come back page after page, with their line indexes."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, key in likely.items():
        places[key].append(index)
    kernels = {key: found for key, found in places.items() if _returns(key, found)}
    speakers = name_lines(lines, kernels)
    return {key: found for key, found in kernels.items() if key not in speakers}


def _may_be_furniture(line: str, digits: bool) -> bool:
    """Capitals, digits or a page word; no speaker label; no question."""
    at = line.find(":")
    timed = at > 0 and _CLOCK.search(line) and (_TIMED.search(line) or _TIME_LAST.match(line))
    if timed and not layout_words().page_mark(line):
        return False
    if at >= 0 and line[:at].strip().lower() not in layout_words().head_keys and not line[at + 1 : at + 2].isdigit():
        return bool(layout_words().page_mark(line))
    bare = line.strip()
    if not bare or bare[-1] in "?:,;." or bare[0] in "([" or (bare[0] in "QA" and _QA.match(line)):
        return False
    if digits:
        return True
    if bare[1:4].islower():
        return False
    upper, lower = sum(map(str.isupper, bare)), sum(map(str.islower, bare))
    return upper + lower >= 8 and " " in bare and upper >= 1.5 * lower


def _returns(key: str, found: list[int]) -> bool:
    if len(found) < _LEAST_REPEATS or len(key) < 6:
        return False
    return _LEAST_GAP <= median_gap(found) <= _MOST_GAP


def _damaged(lines: list[str], kernels: list[str], likely: Mapping[int, str], reasons: dict[int, str]) -> None:
    """Heads that the scan damaged: alike anywhere, or junk right beside a known head."""
    for index, key in likely.items():
        if index not in reasons and process.extractOne(key, kernels, scorer=fuzz.ratio, score_cutoff=_SAME):
            reasons[index] = "damaged page head or foot"
    for index in [index for index, reason in reasons.items() if "page head" in reason]:
        for step in (-1, 1):
            for near in range(index + step, index + step * (_NEAR + 1), step):
                if not 0 <= near < len(lines):
                    break
                if near in reasons or not lines[near].strip():
                    continue
                if not _beside(lines[near], kernels):
                    break
                reasons[near] = "damaged line beside a page head"


def _by_words(lines: list[str], digits: list[int], reasons: dict[int, str]) -> None:
    """Heads of an extract too short for repetition: a page number among words of a form, and an office beside it."""
    words = layout_words()
    found = [
        index
        for index in digits
        if index not in reasons and words.page_mark(lines[index]) and _is_form_line(lines[index])
    ]
    reasons |= dict.fromkeys(found, "page head or foot")
    for index in found:
        for near in (index - 2, index - 1, index + 1, index + 2):
            if 0 <= near < len(lines) and near not in reasons and _is_office(lines[near]):
                reasons[near] = "page head or foot"


def _is_form_line(line: str) -> bool:
    """No sentence and no speech: no question, no small words of talk, no label before the words."""
    bare = line.strip()
    at = bare.find(":")
    if "?" in bare or (bare[0] in "([" and not bare[-1].isdigit()) or _QA.match(line):
        return False
    if at >= 0 and bare[:at].lower() not in layout_words().head_keys and not bare[at + 1 : at + 2].isdigit():
        return False
    words = layout_words()
    return not any(word in words.english for word in _WORD.findall(bare.lower()) if word not in words.form_words)


def _is_office(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    capitals = bool(letters) and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)
    heading = any(word.strip(".,'") in layout_words().heading for word in line.lower().split())
    return capitals and heading and ":" not in line and "?" not in line and len(line) <= _LONGEST


def _beside(line: str, kernels: list[str]) -> bool:
    """Whether a line beside a page head is a damaged part of it."""
    bare = line.strip()
    if len(bare) > _LONGEST or ":" in bare[:30] or bare[-1] == "?" or _QA.match(line):
        return False
    key = shape(bare)
    digits = key.count("0")
    if bare[0] in "([" and digits < _NUMBERS * len(key):
        return False
    if not key:
        return True
    foreign = sum(1 for letter in bare if letter.isalpha() and ord(letter) > 0x24F)
    if digits >= 0.4 * len(key) or foreign >= 0.3 * len(key):
        return True
    part = process.extractOne(key, kernels, scorer=fuzz.partial_ratio, score_cutoff=_PARTLY) if len(key) >= 4 else None
    return part is not None or process.extractOne(key, kernels, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _stamps(lines: list[str], digits: list[int], reasons: dict[int, str]) -> dict[int, str]:
    """Bates numbers: a short prefix and a long number alone on a line, rising through the file."""
    found: dict[int, tuple[str, str]] = {}
    for index in digits:
        line = lines[index]
        if len(line) > 30 or not line.rstrip(" \t")[-1:].isdigit() or reasons.get(index) in ("rule", "page number"):
            continue
        match = _BATES.match(line)
        if match:
            found[index] = (shape(match[1]), line.strip())
    prefixes = Counter(prefix for prefix, _ in found.values())
    frequent = [prefix for prefix, count in prefixes.items() if count >= 2]
    by_page = {index for index in found if _near_furniture(index, reasons)}
    return {
        index: stamp
        for index, (prefix, stamp) in found.items()
        if prefix in frequent
        or index in by_page
        or _ZEROS.search(stamp)
        or process.extractOne(prefix, frequent, score_cutoff=_ALIKE)
    }


def _near_furniture(index: int, reasons: dict[int, str]) -> bool:
    return any(near in reasons for near in range(index - 2, index + 3))


def _breaks(reasons: dict[int, str], lines: list[str]) -> list[list[int]]:
    """Stripped lines that stand together (blank lines between them do not part them)."""
    groups: list[list[int]] = []
    for index in sorted(reasons):
        last = groups[-1][-1] if groups else None
        if last is not None and all(not lines[between].strip() for between in range(last + 1, index)):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _fill_pages(sheet: Sheet, reasons: dict[int, str], heads: set[int]) -> None:
    """Page of every line, from the numbers in the heads; form feeds where there are none."""
    marks: list[tuple[int, int]] = []
    last: int | None = None
    for group in _breaks(reasons, sheet.lines):
        number = _page_number(sheet.lines, group, last)
        if number is None and last is not None and heads.intersection(group):
            number = last + 1
        if number is not None:
            marks.append((group[0], number))
            last = number
    if not marks:
        _pages_by_form_feed(sheet)
        return
    at_head = sum(1 for line in sheet.lines[: marks[0][0]] if line.strip()) <= 6
    bounds = [index for index, _ in marks]
    for place, (start, number) in enumerate(marks):
        if at_head:
            first, end = start, bounds[place + 1] if place + 1 < len(bounds) else len(sheet.lines)
        else:
            first, end = (bounds[place - 1] if place else 0), start
        sheet.pages[first:end] = [number] * (end - first)


def _page_number(lines: list[str], group: list[int], last: int | None) -> int | None:
    """The page number in a group of head lines that goes on from the last one."""
    page_mark = layout_words().page_mark
    for index in group:
        line = lines[index]
        found = (page_mark(line) or _PAGE_ALONE.match(line)) if _DIGITS.search(line) else None
        if found and (last is None or last < int(found[1]) <= last + 20):
            return int(found[1])
    return None


def _pages_by_form_feed(sheet: Sheet) -> None:
    if not any("\f" in line for line in sheet.lines):
        return
    page = 1
    for index, line in enumerate(sheet.lines):
        page += line.count("\f") if index or line.lstrip(" \t").startswith("\f") else 0
        sheet.pages[index] = page


def _fill_stamps(sheet: Sheet, stamps: dict[int, str], reasons: dict[int, str]) -> None:
    """Bates number of every line; a stamp before the first words heads its page, else it ends it."""
    if not stamps:
        return
    order = sorted(stamps)
    words_before = sum(1 for i, line in enumerate(sheet.lines[: order[0]]) if line.strip() and i not in reasons)
    bounds = [0, *order, len(sheet.lines)]
    for place in range(len(bounds) - 1):
        which = place - 1 if words_before <= 6 else place
        if 0 <= which < len(order):
            first, end = bounds[place], bounds[place + 1]
            sheet.bates[first:end] = [stamps[order[which]]] * (end - first)
