"""Names, genders and spellings have no bearing on how a confession was obtained, so no score may hang on them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from coercionscan.pipeline import Scanner
from coercionscan.records import Risk
from coercionscan.shipped import folder
from coercionscan.training.variants import variants

SAMPLES = sorted(path for path in folder("samples").glob("*/transcript.txt"))
CHANGES = ("other names", "other genders", "other spellings", "contractions")
MOST = 0.02
"""Highest change of a score that is let pass."""


@cache
def _scanner() -> Scanner:
    return Scanner()


def _scores(risk: Risk) -> list[float]:
    return [risk.voluntariness_index, risk.reliability_index, *(value for _, value in risk.subscores)]


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_no_score_hangs_on_it(path: Path, name: str) -> None:
    text = path.read_text(encoding="utf-8")
    change = variants(_scanner().lexicon.tables["variants"])[name]
    changed = "\n".join(change(text.split("\n")))
    assert changed != text or name == "other spellings"
    before, after = (_scanner().scan(one.encode("utf-8"), name=path.name).risks for one in (text, changed))
    assert len(before) == len(after)
    for one, two in zip(before, after, strict=True):
        assert one.band is two.band
        assert _scores(one) == pytest.approx(_scores(two), abs=MOST)
