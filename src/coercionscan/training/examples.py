"""The lexicon's own invented examples and near misses, as rows to learn from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.lexicon.entry import Entry, Example
from coercionscan.matching.language import Language
from coercionscan.tags.features import ngrams
from coercionscan.tags.question_words import question_words

_MARK = re.compile(r"[<>]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An utterance to learn from.

    Attributes:
        text: The words; the marks of the examples are taken out.
        ngrams: Its n-grams; single words without content are left out, since they go with no code in particular.
        side: Who says it: interrogator or suspect.
        codes: Codes that it carries.
        not_codes: Codes that it is a near miss of.
        unknown: Codes of which nobody has said whether it carries them.
    """

    text: str
    ngrams: tuple[str, ...]
    side: str
    codes: frozenset[str]
    not_codes: frozenset[str]
    unknown: frozenset[str]


def rows(lexicon: Lexicon, language: Language) -> tuple[Row, ...]:
    """All utterances of the lexicon, one row per different text and side.

    Args:
        lexicon: The lexicon.
        language: The tokenizer.

    Returns:
        Rows in the order of codes and files.
    """
    empty = question_words(lexicon).words["function"]
    merged: dict[tuple[str, str], Row] = {}
    for entry in lexicon.entries:
        for example, positive in _examples(entry):
            text = _MARK.sub("", example.text)
            side = "suspect" if (example.speaker or entry.speaker) in ("suspect", "witness") else "interrogator"
            old = merged.get((text, side))
            grams = tuple(gram for gram in ngrams(language.words(text).tokens) if gram not in empty)
            row = _row(entry, example, text, side, grams, positive=positive)
            merged[text, side] = row if old is None else _both(old, row)
    return tuple(merged.values())


def digest(data: Sequence[Row]) -> str:
    """Digest of the training data: texts, sides and codes."""
    lines = (
        f"{row.side}\t{' '.join(sorted(row.codes))}\t{' '.join(sorted(row.not_codes))}\t{row.text}" for row in data
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _examples(entry: Entry) -> Iterator[tuple[Example, bool]]:
    for pattern in entry.patterns:
        yield from ((_example(item), True) for item in pattern.examples)
        yield from ((_example(item), False) for item in pattern.near_misses)
    yield from ((example, True) for example in entry.examples)
    yield from ((example, False) for example in entry.near_misses)


def _example(item: Example | str) -> Example:
    return Example(text=item) if isinstance(item, str) else item


def _row(entry: Entry, example: Example, text: str, side: str, grams: tuple[str, ...], *, positive: bool) -> Row:
    other = example.label_instead
    carried = {entry.id} if positive else {other} if other and other != "none" else set()
    return Row(
        text=text,
        ngrams=grams,
        side=side,
        codes=frozenset(carried),
        not_codes=frozenset() if positive or other == entry.id else frozenset({entry.id}),
        unknown=frozenset(entry.confusable_with),
    )


def _both(one: Row, two: Row) -> Row:
    return Row(
        text=one.text,
        ngrams=one.ngrams,
        side=one.side,
        codes=one.codes | two.codes,
        not_codes=(one.not_codes | two.not_codes) - (one.codes | two.codes),
        unknown=(one.unknown | two.unknown) - one.codes - two.codes,
    )
