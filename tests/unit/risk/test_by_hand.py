"""Recomputes docs/score-by-hand.md from the shipped profile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coercionscan.records import Band, SessionFactor, Uptake
from coercionscan.risk.assess import assess
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.score import log_term
from tests.builders import codes, confession, fact, factor_entries, ledger, profile, tag, tagging, transcript

NEAR = 6e-5
PAGE = (Path(__file__).parents[3] / "docs" / "score-by-hand.md").read_text(encoding="utf-8")


def printed(section: str, name: str) -> float:
    """The bold number after a name in a section of the page."""
    part = PAGE.split(f"## {section}")[1].split("\n## ")[0]
    line = next(line for line in part.splitlines() if line.startswith(f"- `{name}`"))
    return float(re.findall(r"\*\*([\d.]+)\*\*", line)[-1])


def test_the_page_is_what_the_tool_computes() -> None:
    lines = [
        ("I" if row[1].startswith("DET") else "S", row[2])
        for row in re.findall(r"^\| (\d) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    ]
    made = transcript(*lines)
    found = tagging(
        made,
        tag(made, 0, "explicit_threat", confidence=0.9),
        tag(made, 2, "knowledge_claim", confidence=0.8),
        tag(made, 2, "fact_feeding", confidence=0.8),
        tag(made, 4, "leading_question", confidence=0.9),
    )
    known = {
        **codes(),
        "knowledge_claim": CodeScoring(code="knowledge_claim", weight_class="moderate", subscore="pressure"),
    }
    told = fact(2, uptake=Uptake.REPETITION, at=5, weight=0.5, confidence=0.8)
    young = SessionFactor(id="juvenile", value="aged 16", source="case file", exposure=1.0)
    (exposure,), (risk,) = assess(
        made, found, ledger(told), (confession(5),), (young,), profile(), known, factor_entries()
    )

    assert len(exposure.items) == 5
    for item in exposure.items:
        if item.circumstance is None:
            assert item.mass == pytest.approx(printed("1. Mass", item.code), abs=NEAR)
        assert item.exposure == pytest.approx(printed("2. Exposure", item.code), abs=NEAR)
        assert log_term(item) == pytest.approx(printed("3. Log terms", item.code), abs=NEAR)
    for part in risk.contributions:
        if part.reading == "voluntariness":
            assert part.points == pytest.approx(printed("4. The two indexes", part.code), abs=NEAR)
    for name, value in (("pressure", 0.4715), ("vulnerability", 0.6), ("contamination", 0.1202)):
        assert dict(risk.subscores)[name] == pytest.approx(value, abs=NEAR)
        assert f"**{value:.4f}**" in PAGE
    for index in (risk.voluntariness_index, risk.reliability_index):
        assert f"**{index:.4f}**" in PAGE
    reliable = {part.code: part.points for part in risk.contributions if part.reading == "reliability"}
    assert all(f"`{code}` **{points:.4f}**" in PAGE for code, points in reliable.items())
    assert risk.band is Band.MANY
