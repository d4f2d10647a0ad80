"""Rehearsal: each code file's own examples and near misses, played through the real taggers.

A pattern that hits none of its examples, or any of its near misses, is a finding with its place; so is a pattern that
has no examples at all. ``coercionscan lexicon check`` prints the findings; a test asks for none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.lexicon.entry import Entry, Example, Pattern
from coercionscan.records import Role, Tag, TagStatus, Transcript
from coercionscan.talk import Said, transcript_of

Tagger = Callable[[Transcript], "tuple[Tag, ...]"]
_MARK = re.compile(r"<([^<>]+)>")
_ROLES = {"I": Role.INTERROGATOR, "S": Role.SUSPECT, "W": Role.WITNESS, "C": Role.COUNSEL}
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a code file: the code, the pattern (or None), what is wrong, and the example."""

    code: str
    pattern: str | None
    problem: str
    text: str

    def __str__(self) -> str:
        """One line."""
        place = f"{self.code}.{self.pattern}" if self.pattern else self.code
        return f"{place}: {self.problem}: {self.text}" if self.text else f"{place}: {self.problem}"


def rehearse(lexicon: Lexicon, tagger: Tagger, codes: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """Play all examples of the assessed codes.

    Args:
        lexicon: The lexicon.
        tagger: From a transcript to all tags, as the pipeline makes them.
        codes: Codes to play; None for all that are assessed.

    Returns:
        Findings in the order of the files; empty when all is well.
    """
    found: list[Finding] = []
    for entry in lexicon.entries:
        if entry.assessed if codes is None else entry.id in codes:
            found.extend(_entry(entry, tagger))
    return tuple(found)


def _entry(entry: Entry, tagger: Tagger) -> Iterator[Finding]:
    for example in entry.examples:
        if not _active(entry, example, tagger):
            yield Finding(entry.id, None, "example is missed", example.text)
    for miss in entry.near_misses:
        if miss.label_instead != entry.id and (hit := _active(entry, miss, tagger)):
            yield Finding(entry.id, None, f"near miss is hit by {hit[0].evidence.rule_id}", miss.text)
    for pattern in entry.patterns:
        yield from _pattern(entry, pattern, tagger)


def _pattern(entry: Entry, pattern: Pattern, tagger: Tagger) -> Iterator[Finding]:
    if len(pattern.examples) < _ENOUGH or len(pattern.near_misses) < _ENOUGH:
        yield Finding(entry.id, pattern.id, f"has fewer than {_ENOUGH} examples or near misses", "")
    for example in (_example(item) for item in pattern.examples):
        tags = _active(entry, example, tagger)
        if not tags:
            yield Finding(entry.id, pattern.id, "example is missed", example.text)
        elif not any(_meets(tag, played(entry, example), example) for tag in tags):
            yield Finding(entry.id, pattern.id, f"hits other words than marked ({tags[0].text!r})", example.text)
    for miss in (_example(item) for item in pattern.near_misses):
        for tag in _active(entry, miss, tagger):
            yield Finding(entry.id, pattern.id, f"near miss is hit by {tag.evidence.rule_id}: {tag.text!r}", miss.text)


def _example(item: Example | str) -> Example:
    return Example(text=item) if isinstance(item, str) else item


def _meets(tag: Tag, transcript: Transcript, example: Example) -> bool:
    """Whether tag and marked words share at least half of the shorter one; true where nothing is marked."""
    wanted = _MARK.search(example.text)
    if wanted is None:
        return True
    base = transcript.turns[-1].span.start
    start, end = base + wanted.start(), base + wanted.end() - 2
    shared = min(tag.span.end, end) - max(tag.span.start, start)
    return shared * 2 >= min(end - start, tag.span.end - tag.span.start)


def _active(entry: Entry, example: Example, tagger: Tagger) -> list[Tag]:
    """Active tags of the code on the example's own turn, which is the last one; spans count from its begin."""
    transcript = played(entry, example)
    last = transcript.turns[-1]
    return [
        tag
        for tag in tagger(transcript)
        if tag.code == entry.id and tag.turn_index == last.index and tag.status is TagStatus.ACTIVE
    ]


def played(entry: Entry, example: Example) -> Transcript:
    """A transcript of the example: its previous turns, then its own words.

    Args:
        entry: The code's entry; its side speaks.
        example: The example; angle brackets are taken out.

    Returns:
        A transcript with one speaker per role.
    """
    rows = [(_ROLES[line[0]], line[2:].strip()) for line in example.previous]
    rows.append((Role(example.speaker or entry.speaker), _MARK.sub(r"\1", example.text)))
    return transcript_of(
        [Said(role.value, role, text) for role, text in rows], name="example", kind="example", why="example"
    )
