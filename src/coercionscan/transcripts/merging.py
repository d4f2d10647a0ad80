"""Which printed labels are one voice: same name, titles apart, damaged spellings, initials of a full name."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from coercionscan.transcripts.words import layout_words, role_words

_NOT_NAME = re.compile(r"[^\w\s/&]|_")
_LAST_NUMBER = re.compile(r"\d+$")
_FOREIGN = re.compile("[\u2e80-\ufaff]")
_JUNK = re.compile(r"[^\w\s.'/&()\u2019-]")
RARE_SHARE = 0.06
"""A label seen at most this share as often as another may be its damaged spelling. Source: convention."""
_RARE = 2
_ALIKE = 0.7
_SHORT = 4
_OFTEN = 10
_SOME_LETTERS = 0.35
_CLEARLY = 0.1
_MOST_CANDIDATES = 150
"""A damaged label is looked for among so many of the most frequent ones, so that time stays bounded."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A printed label, the speaker it belongs to, why, and how alike the two are (1 for the same name)."""

    label: str
    speaker: str
    reason: str
    likeness: float


@lru_cache(maxsize=8192)
def key_of(label: str) -> str:
    """A label without case, accents, points and spaces around it, Greek and Cyrillic look-alikes as Latin letters.

    Args:
        label: As printed.

    Returns:
        Upper case words parted by one space; empty when nothing is left.
    """
    plain = label
    if not label.isascii():
        plain = unicodedata.normalize("NFKD", label.translate(layout_words().look_alikes))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NOT_NAME.sub("", plain.replace("_", " ")).upper().split())


@lru_cache(maxsize=8192)
def name_words(key: str) -> tuple[str, ...]:
    """The words of a key that are a name: ranks, role words, titles, numbers and "REDACTED" taken off."""
    words = role_words()
    others = (words.titles, words.by_word, layout_words().redacted)
    return tuple(word for word in key.split() if not word.isdigit() and not any(word in table for table in others))


def merge_labels(
    order: Sequence[str],
    *,
    merges: Mapping[str, str] | None = None,
    separate: Sequence[str] = (),
    read_as: Mapping[str, str] | None = None,
) -> dict[str, Merge]:
    """Decide for every printed label which speaker it is.

    Args:
        order: Printed labels in the order of the turns.
        merges: The user's own: printed label to speaker label. They go before everything.
        separate: Labels that the user wants kept apart.
        read_as: Damaged labels, and the known label that the page called for in their places.

    Returns:
        Label to merge; a label that stands for itself maps to itself with an empty reason.
    """
    counts = Counter(order)
    groups: dict[str, list[str]] = {}
    for label in counts:
        groups.setdefault(key_of(label) or label, []).append(label)
    names = {key: max(labels, key=lambda label: (counts[label], label)) for key, labels in groups.items()}
    totals = {key: sum(counts[label] for label in labels) for key, labels in groups.items()}
    apart = {key_of(label) for label in separate}
    targets = _read_as(read_as or {}, totals, apart) | _targets(totals, _neighbours(order), apart)
    targets |= _unreadable(order, totals, {*targets, *apart})
    result: dict[str, Merge] = {}
    own = {key_of(label): speaker for label, speaker in (merges or {}).items()}
    for key, labels in groups.items():
        end, reason, likeness = _follow(key, targets)
        if key in own:
            end, reason, likeness = key_of(own[key]), "set by the user", 1.0
        speaker = names.get(end, own.get(key, end))
        for label in labels:
            same = label == speaker
            why = "" if same else (reason or "same name")
            result[label] = Merge(label, speaker, why, likeness)
    return result


def _read_as(
    read_as: Mapping[str, str], totals: Mapping[str, int], apart: set[str]
) -> dict[str, tuple[str, str, float]]:
    """Labels that were found by looking for a known one."""
    found: dict[str, tuple[str, str, float]] = {}
    for label, known in read_as.items():
        key, other = key_of(label) or label, key_of(known) or known
        if key != other and key not in apart and totals.get(key, 0) < totals.get(other, 0):
            found[key] = (other, f"damaged spelling of {known}", max(_ALIKE, label_likeness(key, other)))
    return found


def _unreadable(
    order: Sequence[str], totals: Mapping[str, int], settled: set[str]
) -> dict[str, tuple[str, str, float]]:
    """Labels that are mostly signs ("B}{ER"): the frequent one that shares their letters and does not stand beside."""
    found: dict[str, tuple[str, str, float]] = {}
    main = [key for key, count in totals.items() if count >= _OFTEN and len(key) > _SHORT]
    odd = {label for label in set(order) if looks_damaged(label) or _FOREIGN.search(label)}
    for place, label in enumerate(order):
        if label not in odd or totals[key := key_of(label) or label] > _RARE or key in settled:
            continue
        beside = {key_of(near) for near in order[max(0, place - 1) : place + 2]}
        ranked = sorted(((label_likeness(key, other), other) for other in main if other not in beside), reverse=True)
        apart = len(ranked) < 2 or ranked[0][0] - ranked[1][0] > _CLEARLY
        if ranked and ranked[0][0] >= _SOME_LETTERS and apart:
            likeness, other = ranked[0]
            found[key] = (other, f"hardly readable; nearest to {other}, who does not speak right beside", likeness)
    return found


def _follow(key: str, targets: Mapping[str, tuple[str, str, float]]) -> tuple[str, str, float]:
    reason, likeness, seen = "", 1.0, {key}
    while key in targets and targets[key][0] not in seen:
        key, step, alike = targets[key]
        reason, likeness = reason or step, min(likeness, alike)
        seen.add(key)
    return key, reason, likeness


def _neighbours(order: Sequence[str]) -> Counter[tuple[str, str]]:
    keys = {label: key_of(label) or label for label in set(order)}
    pairs: Counter[tuple[str, str]] = Counter()
    for (before, after), count in Counter(itertools.pairwise(order)).items():
        one, two = keys[before], keys[after]
        pairs[min(one, two), max(one, two)] += count
    return pairs


def _targets(
    totals: Mapping[str, int], pairs: Counter[tuple[str, str]], apart: set[str]
) -> dict[str, tuple[str, str, float]]:
    """Key to (key it belongs to, reason, likeness) for all that do not stand for themselves."""
    targets: dict[str, tuple[str, str, float]] = {}
    by_count = sorted(totals, key=lambda key: (-totals[key], key))
    known = [key for key in by_count if key not in apart][:_MOST_CANDIDATES]
    for key in reversed(by_count):
        if key in apart:
            continue
        others = [other for other in known if other != key and totals[other] >= totals[key]]
        found = _same_person(key, others, totals, pairs) or _damaged(key, others, totals, pairs)
        if found and targets.get(found[0], ("",))[0] != key:
            targets[key] = found
    return targets


def _same_person(
    key: str, others: Sequence[str], totals: Mapping[str, int], pairs: Counter[tuple[str, str]]
) -> tuple[str, str, float] | None:
    """The same surname with other titles, a full name for a surname, initials of a full name."""
    words = role_words()
    mine = name_words(key)
    if not mine or key in words.nobody or words.by_word.get(key) == "other" or "/" in key or _phone(key):
        return None
    beside = _beside_name(key)
    fits = []
    for other in others:
        theirs = name_words(other)
        if not theirs or "/" in other or _phone(other):
            continue
        if beside != _beside_name(other):
            continue
        if mine == theirs and (len(mine[-1]) > 1 or key in other or other in key):
            fits.append((other, "same name with another title"))
        elif len(mine) != len(theirs) and mine[-1] == theirs[-1] and min(len(mine), len(theirs)) == 1:
            if pairs[min(key, other), max(key, other)] < max(2, 0.5 * totals[key]):  # they do not talk to each other
                fits.append((other, "same surname"))
        elif _initials(mine, theirs) and totals[key] <= 5:
            fits.append((other, "initials of the full name"))
    firsts = {name_words(other)[:-1] for other, _ in fits} - {()}
    return (*fits[0], 1.0) if fits and len(firsts) <= 1 else None


@lru_cache(maxsize=8192)
def _beside_name(key: str) -> frozenset[str]:
    """Titles and numbers, which two labels of one person share."""
    titles = role_words().titles
    return frozenset(part for part in key.split() if part in titles or part.isdigit())


def _initials(full: Sequence[str], short: Sequence[str]) -> bool:
    return len(short) == 1 and len(full) >= 2 and short[0] == "".join(word[0] for word in full)


@lru_cache(maxsize=8192)
def _phone(key: str) -> bool:
    """A label that ends in a role word of somebody absent is another voice than the name alone."""
    words = role_words()
    parts = key.split()
    return any(words.by_word.get(" ".join(parts[at:])) == "other" for at in range(1, len(parts)))


def _damaged(
    key: str, others: Sequence[str], totals: Mapping[str, int], pairs: Counter[tuple[str, str]]
) -> tuple[str, str, float] | None:
    """A rare label that is nearly a frequent one, and that does not talk to it."""
    words = role_words()
    if key in words.by_word or key in words.nobody or _phone(key) or key.isdigit():
        return None
    if not layout_words().redacted.isdisjoint(key.split()):
        return None
    scanned = scan_class(key)
    best: tuple[str, str, float] | None = None
    for other in others:
        if totals[other] <= totals[key] or "/" in other or _other_number(key, other):
            continue
        if scanned == scan_class(other) and pairs[min(key, other), max(key, other)] < 2:
            return other, f"damaged spelling of {other}", 0.9
        if totals[key] > max(_RARE, RARE_SHARE * totals[other]) or (len(other) <= _SHORT and totals[other] < 10):
            continue
        if other in words.by_word and len(other) <= _SHORT:
            continue
        likeness = label_likeness(key, other)
        talks = pairs[min(key, other), max(key, other)]
        floor = _ALIKE if len(other) > _SHORT else 0.6
        if likeness < floor or (talks and talks >= 0.5 * totals[key] and likeness < 0.8):
            continue
        if best is None or likeness > best[2]:
            best = (other, f"damaged spelling of {other}", likeness)
    return best


def _other_number(key: str, other: str) -> bool:
    """Whether both end in a number and it is not the same: two speakers, not one damaged spelling."""
    return _last_number(key) != _last_number(other)


@lru_cache(maxsize=8192)
def _last_number(key: str) -> str:
    found = _LAST_NUMBER.search(key)
    return found[0] if found else ""


@lru_cache(maxsize=8192)
def scan_class(key: str) -> str:
    """A label key with all characters that a scan confuses made one: "5USP" and "SUSP" are the same."""
    return key.translate(layout_words().scan_classes)


@lru_cache(maxsize=8192)
def label_likeness(one: str, two: str) -> float:
    """How alike two label keys are, 0..1: edit similarity without spaces; a piece of the longer counts 0.75.

    Args:
        one: Label key.
        two: Label key.

    Returns:
        Normalised Levenshtein similarity.

    Source: Levenshtein 1966; thresholds are conventions measured on invented damage.
    """
    left, right = one.replace(" ", ""), two.replace(" ", "")
    likeness = Levenshtein.normalized_similarity(left, right)
    if 4 <= len(left) < len(right) and (right.endswith(left) or right.startswith(left)):
        likeness = max(likeness, 0.75)
    return float(likeness)


def mostly_upper(label: str, share: float = 0.7) -> bool:
    """Whether so large a share of the letters are capitals; False without letters."""
    letters = [letter for letter in label if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= share * len(letters)


def looks_damaged(label: str) -> bool:
    """Whether a label holds signs that no name holds."""
    return bool(_JUNK.search(label))
