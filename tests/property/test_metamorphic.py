"""What must not change a verdict: padding, contractions, fillers, typographic quotes, capitals.

Each example and near miss of every assessed code is said again in another dress; the rules must judge it as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Entry, Example
from coercionscan.matching.language import Language
from coercionscan.records import TagStatus
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.rehearse import played
from coercionscan.tags.rules import RuleTagger

MARK = re.compile(r"[<>]")
SPELT_OUT = (
    (r"\bcan't\b", "cannot"),
    (r"\bwon't\b", "will not"),
    (r"(?<!ai)n't\b", " not"),
    (r"\b(I)'m\b", r"\1 am"),
    (r"\b(you|we|they)'re\b", r"\1 are"),
    (r"\b(I|you|we|they)'ve\b", r"\1 have"),
    (r"\b(I|you|he|she|it|we|they)'ll\b", r"\1 will"),
    (r"\b(he|she|it|that|there|what)'s (a|an|the|not|going|just|only|up)\b", r"\1 is \2"),
)
CONTRACTED = (
    (r"\b(do|does|did|is|are|was|were|could|would|should|have|has) not\b", r"\1n't"),
    (r"\b(cannot|can not)\b", "can't"),
    (r"\b(I) am\b(?! *[.?!,])", r"\1'm"),
    (r"\b(you|we|they) are\b(?! *[.?!,])", r"\1're"),
    (r"\b(I|you|we|they) will\b(?! *[.?!,])", r"\1'll"),
)


def _rewritten(rules: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    def rewrite(text: str) -> str:
        for before, after in rules:
            text = re.sub(before, after, text)
        return text

    return rewrite


def _closed(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!", '"')) else f"{text.rstrip()}."


def _with_filler(text: str) -> str:
    """A filler after the second word, without marks of its own."""
    words = text.split(" ")
    return text if len(words) < 4 else " ".join([*words[:2], "uh", *words[2:]])


def _recased(case: Callable[[str], str]) -> Callable[[str], str]:
    """Another case; titles and initials keep theirs, since their stop would else end the sentence."""

    def recase(text: str) -> str:
        return re.sub(r"(?:Mr|Mrs|Ms|Dr|St|D\.A)\.|[A-Za-z']+", _kept_or(case), text)

    return recase


def _kept_or(case: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: found[0] if found[0].endswith(".") else case(found[0])


DRESSES: dict[str, Callable[[str], str]] = {
    "padded before": lambda text: f"The kettle stands on the shelf. {text}",
    "padded after": lambda text: f"{_closed(text)} The kettle stands on the shelf.",
    "spelt out": _rewritten(SPELT_OUT),
    "contracted": _rewritten(CONTRACTED),
    "filler": _with_filler,
    "opening filler": lambda text: f"Um, {text}",
    "typographic": lambda text: text.replace("'", "\u2019"),
    "capitals": _recased(str.upper),
    "small letters": _recased(str.lower),
}


@dataclass(frozen=True)
class _Bench:
    lexicon: Lexicon
    language: Language
    tagger: RuleTagger

    def verdict(self, entry: Entry, example: Example, text: str) -> bool:
        """Whether the rules find the code on the example's own turn."""
        transcript = played(entry, example.model_copy(update={"text": text}))
        words = self.language.transcript(transcript)
        last = transcript.turns[-1].index
        return any(
            tag.code == entry.id and tag.turn_index == last and tag.status is TagStatus.ACTIVE
            for tag in self.tagger.tag(transcript, words, dialogue(transcript))
        )


@cache
def _bench() -> _Bench:
    lexicon = load()
    return _Bench(lexicon, Language(lexicon.forms), RuleTagger(lexicon))


def _assessed() -> list[str]:
    return [entry.id for entry in load().entries if entry.assessed and entry.patterns]


def _utterances(entry: Entry) -> Iterator[Example]:
    yield from entry.examples
    yield from entry.near_misses
    for pattern in entry.patterns:
        for item in (*pattern.examples, *pattern.near_misses):
            yield item if isinstance(item, Example) else Example(text=item)


@pytest.mark.parametrize("code", _assessed())
def test_a_dress_does_not_change_a_verdict(code: str) -> None:
    bench = _bench()
    entry = bench.lexicon.entry(code)
    changed = []
    for example in _utterances(entry):
        plain = MARK.sub("", example.text)
        before = bench.verdict(entry, example, plain)
        for name, dress in DRESSES.items():
            worn = dress(plain)
            if worn != plain and bench.verdict(entry, example, worn) is not before:
                changed.append(f"{name}: {'lost' if before else 'found'} in {worn!r}")
    assert changed == []
