"""The same talk in other clothes: changes of the words that have no bearing on how the person is questioned.

The words of each change stand in ``lexicon/variants.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

TABLE = "variants"
SCAN_RATE = 0.03
"""Share of words that a reading machine gets wrong."""
_FILLED = 3
"""Every third sentence gets a filler."""
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_OF = "'s"
_WORD = re.compile(rf"[A-Za-z]+(?:['{_APOSTROPHE}][A-Za-z]+)?")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_SENTENCE = re.compile(r"(?<=[.?!]) +")
_NOT_SPOKEN = re.compile(rf"[^A-Za-z0-9'{_APOSTROPHE} ()]+")
_POSSESSED = re.compile(r" [a-z]{3,}")

Texts = Sequence[str]
Change = Callable[[Texts], list[str]]


def variants(table: Mapping[str, Any], seed: int = 0) -> dict[str, Change]:
    """All changes by name; each takes the words of the turns of one talk and gives them changed.

    Args:
        table: The table ``variants`` of the lexicon.
        seed: Seed of the changes that throw dice. Generator: numpy PCG64.

    Returns:
        Name to change.
    """
    genders, dialects = _both_ways(table["genders"]), _both_ways(table["dialects"])
    return {
        "other names": lambda texts: _renamed(texts, table["names"], frozenset(table["no_names"])),
        "other genders": lambda texts: [_regendered(text, genders) for text in texts],
        "other spellings": lambda texts: [_exchanged(text, dialects) for text in texts],
        "contractions": lambda texts: [_exchanged(text, table["contractions"]) for text in texts],
        "whole forms": lambda texts: [_joined(text, table["contractions"]) for text in texts],
        "curly quotes": lambda texts: [_curly(text) for text in texts],
        "misread letters": lambda texts: _misread(texts, table["misread"], seed),
        "fillers": lambda texts: _filled(texts, table["fillers"], seed),
        "padding": lambda texts: _padded(texts, table["paddings"], seed),
        "no marks, no capitals": lambda texts: [" ".join(_NOT_SPOKEN.sub(" ", text).lower().split()) for text in texts],
    }


def _both_ways(pairs: Mapping[str, str]) -> dict[str, str]:
    back = {two: one for one, two in pairs.items()}
    return {**back, **pairs}


def _exchanged(text: str, pairs: Mapping[str, str]) -> str:
    """Every word of the table for its other; a capital stays one."""

    def other(found: re.Match[str]) -> str:
        plain = found[0].lower().replace(_APOSTROPHE, "'")
        new = pairs.get(plain)
        if new is None and plain.endswith(_OF) and plain.removesuffix(_OF) in pairs:
            new = pairs[plain.removesuffix(_OF)] + found[0][-len(_OF) :]
        if new is None:
            return found[0]
        return new[0].upper() + new[1:] if found[0][0].isupper() else new

    return _WORD.sub(other, text)


def _regendered(text: str, pairs: Mapping[str, str]) -> str:
    """Every "he" a "she" and back; "her" becomes "his" before a noun, else "him"."""

    def other(found: re.Match[str]) -> str:
        if found[0].lower() != "her":
            return _exchanged(found[0], pairs)
        return _exchanged(found[0], {"her": "his" if _POSSESSED.match(text, found.end()) else "him"})

    return _WORD.sub(other, text)


def _joined(text: str, contractions: Mapping[str, str]) -> str:
    """Whole forms drawn together: "do not" as "don't"."""
    for short, whole in contractions.items():
        text = re.sub(rf"\b{re.escape(whole)}\b(?! *[.?!,]|$)", short, text, flags=re.IGNORECASE)
    return text


def _renamed(texts: Texts, pool: Sequence[str], no_names: frozenset[str]) -> list[str]:
    """Names are the words that stand capitalised in the middle of a sentence and nowhere without the capital."""
    small = {word for text in texts for word in re.findall(r"\b[a-z]+\b", text)}
    names = {
        name for text in texts for name in _CAPITAL.findall(text) if name not in no_names and name.lower() not in small
    }
    given = {name: pool[number % len(pool)] for number, name in enumerate(sorted(names))}
    return [re.sub(r"\b[A-Z][a-z]+\b", lambda found: given.get(found[0], found[0]), text) for text in texts]


def _misread(texts: Texts, letters: Mapping[str, str], seed: int) -> list[str]:
    dice = np.random.default_rng(seed)

    def word(found: re.Match[str]) -> str:
        if dice.random() >= SCAN_RATE:
            return found[0]
        possible = [one for one in letters if one in found[0]]
        if not possible:
            return found[0]
        one = possible[int(dice.integers(len(possible)))]
        return found[0].replace(one, letters[one], 1)

    return [_WORD.sub(word, text) for text in texts]


def _filled(texts: Texts, fillers: Sequence[str], seed: int) -> list[str]:
    dice = np.random.default_rng(seed)
    found: list[str] = []
    for text in texts:
        sentences = _SENTENCE.split(text)
        for number, sentence in enumerate(sentences):
            words = sentence.split(" ")
            if len(words) > _FILLED and dice.integers(_FILLED) == 0:
                words[1] = f"{fillers[int(dice.integers(len(fillers)))]}, {words[1]}"
                sentences[number] = " ".join(words)
        found.append(" ".join(sentences))
    return found


def _curly(text: str) -> str:
    return text.replace("'", _APOSTROPHE).replace(' "', " “").replace('"', "”")


def _padded(texts: Texts, paddings: Sequence[str], seed: int) -> list[str]:
    dice = np.random.default_rng(seed)
    return [
        f"{paddings[int(dice.integers(len(paddings)))]} {text}" if len(text.split()) > _FILLED else text
        for text in texts
    ]
