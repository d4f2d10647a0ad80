from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.records import Role
from coercionscan.reports import as_json
from coercionscan.reports.contract import ReportDict
from tests.unit.reports.made import analysis_of, transcript_of

SCHEMA = files("coercionscan.reports") / "schema.json"
KEYS = {
    "run", "source", "quality", "warnings", "speakers", "turns", "tags", "facts", "corrected_answers", "confessions",
    "session", "reviewed", "format_version",
}  # fmt: skip


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert json.loads(SCHEMA.read_text()) == as_json.schema(), "run: python -m coercionscan.reports.make_schema"


def test_a_report_obeys_the_schema_and_holds_the_promised_keys() -> None:
    made = json.loads(as_json.render(analysis_of(), with_text=True))
    jsonschema.validate(made, as_json.schema())
    assert made.keys() >= KEYS
    assert made["text"][made["tags"][0]["start"] : made["tags"][0]["end"]] == made["tags"][0]["text"]
    assert made["tags"][2]["suppressed_by"] == "negated: can't"
    assert made["confessions"][0]["risk"]["interval"] == {
        "voluntariness": [0.3, 0.5],
        "reliability": [0.2, 0.4],
        "level": 0.9,
        "draws": 1000,
        "band_stability": 0.9,
    }
    assert made["session"]["factors"][1]["exposure"] is None


def test_the_text_is_there_only_on_request_and_its_digest_always() -> None:
    made = as_json.report(analysis_of())
    assert "text" not in made
    assert len(made["source"]["text_sha256"]) == 64


def test_all_types_of_the_contract_are_explained() -> None:
    described = as_json.schema()
    assert all(part.get("description") for part in described["$defs"].values())
    assert set(described["required"]) == set(ReportDict.__required_keys__)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_words_come_back_as_they_were(words: str) -> None:
    lines = [("A", Role.SUSPECT, words + made.text) for made in transcript_of().turns]
    made = json.loads(as_json.render(analysis_of(transcript_of(lines)), indent=None))
    assert made["turns"][0]["text"].startswith(words)


def test_one_line_is_one_line() -> None:
    assert as_json.render(analysis_of(), indent=None).count("\n") == 1


def test_the_schema_lies_where_the_package_data_is() -> None:
    assert Path(str(SCHEMA)).is_file()
