"""Labels with a colon or a time at the start of a line, and which of the strings before a colon are speakers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from coercionscan.transcripts.marks import LEAD, LinePattern, Mark, bounded, filled_lines
from coercionscan.transcripts.merging import key_of, label_likeness, looks_damaged
from coercionscan.transcripts.times import milliseconds
from coercionscan.transcripts.words import layout_words, role_words

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ ]?[AaPp]\.?[Mm]\.?)?"
_WORD = r"[^\s:;?!\"\u201c\u201d\[]{1,24}"
_PREFIX = (
    rf"{LEAD}(?:[\[(]?(?P<t1>{_TIME})(?:[ \t]*(?:-->|->|[-\u2013\u2192])[ \t]*(?P<t2>{_TIME}))?"
    r"[\])]?[ \t]*(?:[-\u2013][ \t]*)?)?(?:\d{1,4}[.)][ \t]+)?"
)
HEAD = LinePattern(
    rf"(?=[^\n:]{{0,90}}:){_PREFIX}(?:\*\*|__)?"
    rf"(?P<label>(?:{_WORD}[ \t]{{1,2}}){{0,2}}\[[^\]\n:]{{1,30}}\](?=[ \t]*:)"
    rf"|{_WORD}(?:[ \t]{{1,2}}{_WORD}){{0,5}}?)(?:\*\*)?"
    rf"(?:[ \t]*[\[(](?P<t3>{_TIME})[\])]|[ \t]*\((?:[Cc]ont|CONT)[^()\n]{{0,8}}\))?"
    rf"[ \t]*(?:\*\*)?(?P<colon>:|\](?=:))(?:\*\*)?(?![\d/\\])"
    rf"(?:[ \t]*[\[(](?P<t4>{_TIME})[\])])?"
)
TIMED = re.compile(
    rf"{LEAD}(?P<label>[^\W\d_][^\n:?!\[\]()]{{0,40}}?)"
    rf"(?:[ \t]*[\[(](?P<t1>{_TIME})[\])][ \t]*:?[ \t]*|(?:[ ]{{2,}}|\t+)(?P<t2>{_TIME})[ \t]*(?=\n|\Z))"
)
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:['\u2019.-][^\W\d_]*)*$")
_FORM = re.compile(r"(?:[ ]{3}|\t)[^\W\d_][\w./() -]{0,30}:[ \t]")
_LETTERED = re.compile(r"\n[ \t]*Q[.:\d]")
_TIME_END = re.compile(r":\d\d")
_REACH = 200
_LEAST_ENTRY = 2
_FEW_LINES = 14
_MOST_WORDS = 6
_LETTERS = 3
_RARE = 2
_NEAR = 4
_ALMOST = 0.85
_DENSE = 0.4
_LOW_DENSE = 0.3


def head_marks(text: str, filled: int) -> tuple[list[Mark], set[int]]:
    """Marks of all accepted labels with a colon or a time.

    Args:
        text: The reading text.
        filled: Number of its filled lines.

    Returns:
        The marks in no order, and the places where they begin.
    """
    heads = HEAD.all_in(text)
    labels = [match["label"] for match in heads]
    timed = _timed(text)
    accepted = _accept(text, heads, labels, timed, filled)
    if not accepted:
        return [], set()
    kept = [match for match, label in zip(heads, labels, strict=True) if label in accepted]
    marks = [_mark(match) for match in kept]
    taken = {mark.at for mark in marks}
    if timed:
        taken |= {match.start("label") for match in kept}
        rest = [_mark(match) for match in timed if match.start("label") not in taken]
        marks += [mark for mark in rest if mark.at not in taken and mark.label in accepted]
    return marks, taken | {mark.at for mark in marks}


def _timed(text: str) -> list[re.Match[str]]:
    """Labels with a time behind them; one in small letters only when it is known with capitals."""
    ends = (time.start() for time in _TIME_END.finditer(text))
    times = bounded(at for at in ends if at and text[at - 1].isdecimal())
    lines = dict.fromkeys(text.rfind("\n", 0, at) + 1 for at in times)
    found = [match for line in lines if (match := TIMED.match(text, line))]
    labels = [match["label"].strip() for match in found]
    named = {label for label in set(labels) if name_like(label)}
    keys = {key_of(label) for label in named}
    return [
        match for match, label in zip(found, labels, strict=True) if label in named or key_of(match["label"]) in keys
    ]


def _mark(match: re.Match[str]) -> Mark:
    whole, label = match.group(0, "label")
    end = match.end()
    if len(whole) == len(label) + 2 and whole[0] == "\n" and label[0] != "*" != label[-1]:  # the label and its colon
        return Mark(end - len(label) - 1, end, label)
    at = end - len(whole.lstrip())
    label = label.strip("* \t")
    if whole[-1] in ":*" and whole.count(":") == 1:  # no time in it
        return Mark(at, end, label)
    groups = match.groupdict()
    first = groups.get("t1") or groups.get("t3") or groups.get("t4")
    first = first or (groups.get("t2") if "t3" not in groups else None)
    last = groups.get("t2") if groups.get("t1") and "t3" in groups else None
    return Mark(at, end, label, milliseconds(first) if first else None, milliseconds(last) if last else None)


def _accept(
    text: str, heads: Sequence[re.Match[str]], labels: Sequence[str], timed: Sequence[re.Match[str]], filled: int
) -> set[str]:
    """Which of the strings before a colon are speakers."""
    heads, labels = _without_forms(text, heads, labels)
    times = {match["label"].strip() for match in timed}
    counts = Counter(labels)
    counts.update(match["label"].strip() for match in timed)
    shapes = {label: shape_of(label) for label in counts}
    shapes |= {label: "caps" for label, count in counts.items() if _initials_of_form(label, count)}
    shapes |= dict.fromkeys(_all_low(shapes, counts, filled), "low")
    dense = filled <= _FEW_LINES or sum(counts[label] for label, kind in shapes.items() if kind) >= _DENSE * filled
    frequent = {
        label for label, kind in shapes.items() if kind and _frequent(label, kind, counts[label], dense, filled)
    }
    if not frequent:
        return _guests(heads) if _LETTERED.search(text) else set()
    starts = {match["label"].strip(): match.start("label") for match in reversed(timed)}
    for label, match in dict(zip(reversed(labels), reversed(heads), strict=True)).items():
        starts[label] = min(match.start("label"), starts.get(label, len(text)))
    body = min(
        (starts[label] for label in frequent if counts[label] > 1), default=min(starts[label] for label in frequent)
    )
    before = takewhile(lambda match: match.start("label") < body, heads)
    body = _upwards(text, [match for match in before if shapes[match["label"]]], body)
    keys = {key_of(label) for label in frequent}
    often = {key_of(label) for label in frequent if counts[label] > _RARE}
    accepted = set()
    for label, kind in shapes.items():
        first = starts[label] if counts[label] == 1 else body
        known = label in frequent and (counts[label] > 1 or first >= body or label in times)
        spelled_out = kind == "title" and _spelled_out(label) in keys
        damaged = counts[label] <= _RARE and not known and _nearly(label, often)
        if known or spelled_out or damaged or (first >= body and _one_of(label, kind, keys, dense=dense)):
            accepted.add(label)
    return accepted


def _guests(heads: Sequence[re.Match[str]]) -> set[str]:
    """A rank and a name between questions and answers: a colleague who speaks once."""
    words = role_words()
    keys = {match["label"]: key_of(match["label"]).split() for match in heads if name_like(match["label"])}
    return {label for label, key in keys.items() if len(key) > 1 and words.by_word.get(key[0]) == "interrogator"}


def _without_forms(
    text: str, heads: Sequence[re.Match[str]], labels: Sequence[str]
) -> tuple[Sequence[re.Match[str]], Sequence[str]]:
    """Leave out what comes once and shares its line with the next entry of a form: "Suspect: A. Pell    Case: 4"."""
    once = {label for label, count in Counter(labels).items() if count == 1}
    forms = {label for match, label in zip(heads, labels, strict=True) if label in once and _in_form(text, match.end())}
    if not forms:
        return heads, labels
    kept = [(match, label) for match, label in zip(heads, labels, strict=True) if label not in forms]
    return [match for match, _ in kept], [label for _, label in kept]


def _in_form(text: str, at: int) -> bool:
    line_end = text.find("\n", at, at + _REACH)
    line = text[at : line_end if line_end >= 0 else at + _REACH]
    return _FORM.search(line) is not None or _is_entry(line.split())


def _is_entry(words: Sequence[str]) -> bool:
    """What is entered in a form, and nobody says: names and numbers, no small word, no end of a sentence."""
    if len(words) < _LEAST_ENTRY or words[-1][-1] in ".?!-\u2014":
        return False
    return any(map(str.isdigit, "".join(words))) and not any(
        word[0].islower() or (word.isalpha() and word.isupper() and len(word) > _LETTERS) for word in words
    )


def _upwards(text: str, heads: Sequence[re.Match[str]], body: int) -> int:
    """Where the talk begins: above the first label that comes back there may be one that speaks only once."""
    for match in reversed(heads):
        stretch = text[match.end() : body]
        line = stretch.split("\n", 1)[0]
        words = line.split()
        speaks = (
            not _FORM.search(line, 0, _REACH) and len(words) > _LETTERS - 1 and any(word[0].islower() for word in words)
        )
        if not speaks or filled_lines(stretch) > _NEAR:
            break
        body = match.start("label")
    return body


def _nearly(label: str, keys: set[str]) -> bool:
    """Whether a rare label is a known one but for a letter: it may stand before the first known label too."""
    key = key_of(label)
    return len(key) > _LETTERS and any(
        label_likeness(key, known) >= _ALMOST for known in keys if abs(len(known) - len(key)) <= 1
    )


def _initials_of_form(label: str, count: int) -> bool:
    """Initials that are also a key of a form head ("CC"), but come back as only a speaker does."""
    return len(label) <= _LETTERS and count > _LETTERS and label.isalpha() and label.isupper()


def _all_low(shapes: dict[str, str], counts: Counter[str], filled: int) -> set[str]:
    """Labels in small letters: believed only when two or more of them carry the page."""
    low = {
        label
        for label, kind in shapes.items()
        if not kind and counts[label] > 1 and label.islower() and len(label.split()) <= _LETTERS
        if label.strip(" .*()") not in layout_words().head_keys and label not in layout_words().english
    }
    return low if len(low) > 1 and sum(counts[label] for label in low) >= _LOW_DENSE * filled else set()


def _spelled_out(label: str) -> str:
    """Initials of a name of two words or more; empty for one word: "Ada Moor" may be the AM of later lines."""
    words = key_of(label).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _one_of(label: str, kind: str, keys: set[str], *, dense: bool) -> bool:
    """A single label in the body: in capitals, a name, or a damaged or longer form of a known one."""
    key = key_of(label)
    words = label.split()
    if kind == "caps":
        return key in role_words().by_word or not any(word in layout_words().heading for word in label.lower().split())
    if not key or key.startswith("BY ") or len(words) > 3 or key.lower() in layout_words().english:
        return False
    floor = 0.4 if looks_damaged(label) else 0.7
    if key in keys or any(label_likeness(key, known) >= floor for known in keys if len(known) > 3):
        return True
    return dense and kind == "title" and len(words) > 1 and _is_name(words)


def _is_name(words: Sequence[str]) -> bool:
    """Words with capitals, none of them of a form, a heading or plain speech."""
    named = all(word[0].isupper() and _NAME.match(word) for word in words)
    return named and not layout_words().is_plain(" ".join(word.strip(".,") for word in words))


def _frequent(label: str, kind: str, count: int, dense: bool, filled: int) -> bool:
    roles = role_words()
    if kind == "caps":
        return count > 1 or not any(word in layout_words().heading for word in label.lower().split())
    first = key_of(label).split()[:1]
    if count >= 3 or kind == "low":
        return True
    if dense and (filled <= _FEW_LINES or (first and (first[0] in roles.titles or first[0] in roles.by_word))):
        return True
    return count == 2


def shape_of(label: str) -> str:
    """How a label is written.

    Args:
        label: As printed, without its sign.

    Returns:
        ``caps``, ``title``, or empty when no speaker is called so.
    """
    words = label.split()
    bare = label.strip(" .*()").lower()
    if layout_words().redacted_label.fullmatch(label.strip()):
        return "caps"
    if (
        not words
        or len(words) > _MOST_WORDS
        or bare in layout_words().head_keys
        or label[0] in ",.-'/;<=&#@["
        or _names_asker(words)
    ):
        return ""
    if label in role_words().call_takers:  # "911" holds no letter
        return "caps"
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


def _names_asker(words: Sequence[str]) -> bool:
    """Whether it is no speaker but tells who asks: "BY MS. ROWE", "Q. BY MS. ROWE", "CROSS-EXAMINATION BY MS. ROWE"."""
    upper = [word.strip("([.").upper() for word in words]
    before = upper[: upper.index("BY")] if "BY" in upper else None
    heading = layout_words().heading
    return before is not None and all(
        word == "Q" or any(part in heading for part in word.lower().split("-")) for word in before
    )


def _titled(words: Sequence[str]) -> bool:
    """Every word begins with a capital, a digit or a sign, but for small words between names."""
    small = sum(1 for word in words if word[0].islower())
    if small and (len(words) < 2 or words[0][0].islower()):
        return False
    roles = role_words().by_word
    particles = layout_words().particles
    return small <= sum(1 for word in words if word in particles or word.upper() in roles)


def name_like(label: str) -> bool:
    """Whether a speaker may be called so."""
    return bool(label) and shape_of(label) in ("caps", "title") and len(label.split()) <= 5
