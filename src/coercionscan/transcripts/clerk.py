"""Sentences of the clerk inside the answers of an old examination: what happened in the room, what somebody "saith"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from coercionscan.lexicon.catalogue import table
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.merging import key_of, name_words

_SENTENCE = re.compile(r"(?:(?<=[.?!;)\]])[ \t]*\n|(?<=[.?!;)\]])[ \t]+|\n)[ \t]*(?=[A-Za-z])")
_WORD = re.compile(r"[a-z']+")
_LEAST_NAME = 3
_LEAST_OLD, _OPENING = 2, 20_000
"""So many different old spellings in so many letters make an old record. Source: convention."""


@dataclass(frozen=True, slots=True)
class ClerkWords:
    """Patterns over small letters from ``reading/record.toml``.

    ``present``: words for a person who speaks or is spoken to. ``old``: spellings of an old record.
    """

    opening: str
    actors: str
    deeds: str
    reports: re.Pattern[str]
    present: frozenset[str]
    old: re.Pattern[str]


@cache
def clerk_words() -> ClerkWords:
    """The words, loaded once."""
    data = table("reading/record")
    clerk = data["clerk"]

    def any_of(words: Collection[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    saith = any_of(table("reading/layout")["saith"])
    return ClerkWords(
        opening=rf"(?:(?:{any_of(clerk['openings'])}),?\s+)?",
        actors=any_of(clerk["actors"]),
        deeds=any_of(clerk["deeds"]),
        reports=re.compile(
            rf"(?:(?:and\s+)?(?:{any_of(clerk['persons'])})\s+(?:[a-z]+\s+)?(?:{saith})\b|(?:{any_of(clerk['asked'])})\b)"
        ),
        present=frozenset((*data["first_person"], *clerk["second_person"])),
        old=re.compile(rf"(?<![a-z])(?:{any_of(clerk['old'])})(?![a-z])"),
    )


def clerk_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Marks of narration at the first sentence of each turn that the clerk tells.

    Args:
        text: The reading text.
        marks: In order.

    Returns:
        Marks only where nobody speaks from there to the next label: no word of a first or second person stands there.
    """
    if len(set(clerk_words().old.findall(text[:_OPENING].lower()))) < _LEAST_OLD:
        return []
    acts = _acts({mark.label for mark in marks if mark.label})
    found = []
    for mark, end in pairwise([*marks, None]):
        if mark is not None and not mark.narration:
            stop = end.at if end is not None else len(text)
            found += [Mark(at, at, "", narration=True, told=True) for at in _told(text, mark.words_at, stop, acts)]
    return found


def _acts(labels: Collection[str]) -> re.Pattern[str]:
    """Somebody of the room, or one of the speakers by name, and a deed."""
    words = clerk_words()
    names = {name.lower() for label in labels for name in name_words(key_of(label)) if len(name) >= _LEAST_NAME}
    named = rf"|(?:[a-z]+\.?\s+)?(?:{'|'.join(map(re.escape, sorted(names)))})" if names else ""
    return re.compile(rf"{words.opening}(?:{words.actors}{named})\s+(?:{words.deeds})\b")


def _told(text: str, start: int, stop: int, acts: re.Pattern[str]) -> Iterator[int]:
    """Where the clerk begins to tell; nothing when somebody speaks behind it."""
    words = clerk_words()
    for match in _SENTENCE.finditer(text, start, stop):
        low = text[match.end() : stop].lower()
        over = text[start : match.start()].rstrip()[-1:] in ".?!;)]"
        if over and (acts.match(low) or words.reports.match(low)):
            if words.present.isdisjoint(_WORD.findall(low)):
                yield match.end()
            return
