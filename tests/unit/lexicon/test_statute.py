from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import HOME, load
from coercionscan.lexicon.statute import grouped, parse_statutes


def shipped() -> dict[str, Any]:
    return tomllib.loads((HOME / "statutes.toml").read_text(encoding="utf-8"))


def test_every_code_factor_and_source_exists() -> None:
    lexicon = load()
    codes = {entry.id for entry in lexicon.entries}
    factors = {factor.id for factor in lexicon.factors}
    for one in parse_statutes(shipped()):
        assert set(one.codes) <= codes, one.id
        assert set(one.factors) <= factors, one.id
        assert set(one.sources) <= set(lexicon.sources), one.id
        assert one.rule.endswith(".")


def test_findings_are_grouped_by_place_and_day() -> None:
    statutes = parse_statutes(shipped())
    found = {"false_evidence_ploy", "juvenile"}
    groups = {one.id: named for one, named in grouped(statutes, found, jurisdiction="US-IL", on=date(2023, 5, 1))}
    assert groups["us_il_minors"] == ("false_evidence_ploy", "juvenile")
    assert "us_federal_deception" in groups
    assert "ca_hart" not in groups
    before = [one.id for one, _ in grouped(statutes, found, jurisdiction="US-IL", on=date(2020, 1, 1))]
    assert "us_il_minors" not in before
    assert "us_il_minors" not in [one.id for one, _ in grouped(statutes, found, jurisdiction="US")]


def test_nothing_found_nothing_grouped() -> None:
    assert grouped(parse_statutes(shipped()), set(), jurisdiction="US-IL") == ()


def test_doubles_and_unknown_keys_are_refused() -> None:
    rows = shipped()["statute"]
    with pytest.raises(LexiconError, match="one id"):
        parse_statutes({"statute": [rows[0], rows[0]]})
    with pytest.raises(LexiconError, match="colour"):
        parse_statutes({"statute": [{**rows[0], "colour": "red"}]})
