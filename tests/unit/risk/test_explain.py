from __future__ import annotations

import pytest

from coercionscan.errors import UsageError
from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.records import Analysis, RunRecord, SessionFactor, TagStatus, Uptake
from coercionscan.risk.assess import assess
from coercionscan.risk.explain import explain
from tests.builders import codes, confession, fact, factor_entries, ledger, profile, tag, tagging, talk, transcript

LINES = [*talk(3), ("I", "Now or your brother loses the flat. The green flask?"), ("S", "I took it."), ("I", "Good.")]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    made = transcript(*LINES)
    tags = tagging(
        made,
        tag(made, 6, "explicit_threat", "or your brother loses the flat", confidence=0.9),
        tag(made, 6, "fact_feeding", "The green flask", confidence=0.6),
        tag(made, 0, "guilt_accusation", status=TagStatus.SUPPRESSED, suppressed_by="quoted: he said"),
    )
    facts = ledger(fact(6, uptake=Uptake.REPETITION, at=7, confidence=0.8, weight=0.5))
    factors = (SessionFactor(id="juvenile", value="aged 16", source="case file", exposure=1.0),)
    every = (confession(7),)
    exposures, risks = assess(made, tags, facts, every, factors, profile(), codes(), factor_entries())
    run = RunRecord(package_version="0", lexicon_sha256="l", model_sha256=None, profile="default", profile_sha256="p")
    return Analysis(
        transcript=made,
        run=run,
        tagging=tags,
        ledger=facts,
        confessions=every,
        exposures=exposures,
        risks=risks,
        factors=factors,
    )


def told(analysis: Analysis, wanted: str, lexicon: Lexicon) -> str:
    return explain(analysis, wanted, lexicon=lexicon, profile=profile(), codes=codes())


def test_a_tag_from_words_to_points(analysis: Analysis, lexicon: Lexicon) -> None:
    text = told(analysis, analysis.tagging.tags[1].id, lexicon)
    assert "“or your brother loses the flat”" in text
    assert "    “or your brother loses the flat”" in text
    assert "weight w = 0.60, a convention of the profile" in text
    assert "1 turn before the admission: confidence 0.90 * factor 0.9917 = 0.8926" in text
    assert "half-mass h = 0.7" in text
    assert "exposure x = 1 - exp(-m / h) = 0.7206" in text
    assert "log term -ln(1 - 0.60 * 0.7206) = 0.5663" in text
    points = next(one.points for one in analysis.risks[0].contributions if one.code == "explicit_threat")
    assert f"{points:.6f} points of the voluntariness index" in text
    assert "Source: " in text


def test_a_detail(analysis: Analysis, lexicon: Lexicon) -> None:
    text = told(analysis, analysis.ledger.facts[0].id, lexicon)
    assert "First spoken by the interrogator: turn 7 (line 7, DET. ROWE) (asserted)." in text
    assert "Uptake: repetition, turn 8" in text
    assert "confidence 0.80 * factor 0.3500 = 0.2800" in text


def test_a_suppressed_tag_says_why_it_does_not_count(analysis: Analysis, lexicon: Lexicon) -> None:
    text = told(analysis, analysis.tagging.tags[0].id, lexicon)
    assert "It does not count: quoted: he said." in text
    assert "points of" not in text


def test_a_circumstance_and_a_code(analysis: Analysis, lexicon: Lexicon) -> None:
    assert "aged 16 (case file): exposure x = 1.0000" in told(analysis, "juvenile", lexicon)
    assert "of 1 parts" in told(analysis, "fact_feeding", lexicon)


def test_a_confession_lists_its_points_and_caveats(analysis: Analysis, lexicon: Lexicon) -> None:
    text = told(analysis, "c1", lexicon)
    assert f"Voluntariness index {analysis.risks[0].voluntariness_index:.6f}" in text
    assert "The tool does not assess" in text


def test_an_unknown_id(analysis: Analysis, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="nothing here"):
        told(analysis, "gone", lexicon)
