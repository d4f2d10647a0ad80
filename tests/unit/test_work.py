"""Speed without a clock: how often the costly steps are taken for one transcript."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from coercionscan.matching.cutting import Cutter
from coercionscan.matching.field import Field
from coercionscan.matching.gates import Gates
from coercionscan.matching.language import Language
from coercionscan.matching.matchers import PhraseMatcher
from coercionscan.pipeline import Scanner
from coercionscan.tags.weighed import Weighed
from coercionscan.transcripts.read import read

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "warehouse-fire" / "transcript.txt"
MOST_WALKS = 6
"""Phrases walked per turn, all matchers together; measured 5.1 with four thousand phrases."""


def _counted(patch: pytest.MonkeyPatch, owner: Any, name: str, calls: Counter[str]) -> None:
    original = getattr(owner, name)

    def counting(*args: Any, **named: Any) -> Any:
        calls[name] += 1
        return original(*args, **named)

    patch.setattr(owner, name, counting)


def test_one_scan_does_each_costly_step_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = Scanner()
    transcript = read(SAMPLE)
    spoken = [turn for turn in transcript.turns if turn.text.strip()]
    calls: Counter[str] = Counter()
    looked: Counter[tuple[int, int]] = Counter()
    walked: Counter[str] = Counter()
    _counted(monkeypatch, Language, "_columns", calls)
    _counted(monkeypatch, Weighed, "probabilities", calls)
    original, hits = Gates.on_page, PhraseMatcher.find

    def open_counting(self: Gates, field: Field) -> Any:
        looked[id(self), id(field)] += 1
        return original(self, field)

    def find_counting(self: PhraseMatcher[Any], words: Any) -> Any:
        before = self.tried
        found = hits(self, words)
        walked["phrases"] += self.tried - before
        return found

    monkeypatch.setattr(Gates, "on_page", open_counting)
    monkeypatch.setattr(PhraseMatcher, "find", find_counting)
    scanner.analyse(transcript)
    assert calls["_columns"] == len(transcript.turns), "every turn is tokenised once"
    assert 1 <= calls["probabilities"] <= 2, "the classifier judges each side of a short transcript in one batch"
    assert set(looked.values()) == {1}, "every matcher looks through a page once"
    assert len({field for _, field in looked}) == 1, "a short transcript is one page"
    assert walked["phrases"] <= MOST_WALKS * len(spoken), "gates leave few phrases to walk"


def test_a_second_transcript_cuts_only_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = Scanner(use_model=False)
    scanner.analyse(read(SAMPLE))
    calls: Counter[str] = Counter()
    _counted(monkeypatch, Cutter, "cut", calls)
    scanner.analyse(read(SAMPLE))
    assert calls["cut"] == 0
