"""Several files of one contact: one report, in the order of the case file, with what was done before counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import run

PRESSING = [
    ("DET. ROWE", "We know you lit it. If you don't tell me, your brother goes to prison. Do you understand?"),
    ("PELL", "I wasn't there."),
    ("DET. ROWE", "Tell us you lit it and I promise you will go home tonight."),
    ("PELL", "I was asleep in my own bed."),
]
TALK = [("DET. ROWE", "And where did you go after the market?"), ("PELL", "I walked home along the canal.")]
ADMITTING = [("DET. ROWE", "Did you set fire to the barn?"), ("PELL", "Yes. I set fire to the barn. I lit the hay.")]
CASE = """
[people]
roles = { "DET. ROWE" = "interrogator", "PELL" = "suspect" }
[session]
age = 15
jurisdiction = "US-IL"
start = "2023-05-01 20:40"
[interviews]
files = ["monday.txt", "tuesday.txt"]
"""


def written(lines: list[tuple[str, str]]) -> str:
    return "".join(f"{who}: {words}\n" for who, words in lines)


@pytest.fixture
def contact(tmp_path: Path) -> Path:
    (tmp_path / "monday.txt").write_text(written(TALK * 20 + PRESSING * 2), encoding="utf-8")
    (tmp_path / "tuesday.txt").write_text(written(TALK * 20 + ADMITTING + TALK * 2), encoding="utf-8")
    (tmp_path / "case.toml").write_text(CASE, encoding="utf-8")
    return tmp_path


def scored(*words: str | Path) -> Any:
    done = run("score", *words, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_the_order_is_that_of_the_case_file(contact: Path) -> None:
    monday, tuesday, case = contact / "monday.txt", contact / "tuesday.txt", contact / "case.toml"
    made = scored(tuesday, monday, "--case", case)
    assert [one["name"] for one in made["sources"]] == ["monday.txt", "tuesday.txt"]
    assert made == scored(monday, tuesday, "--case", case)


def test_pressure_of_an_earlier_session_counts_for_a_later_admission(contact: Path) -> None:
    both = scored(contact / "monday.txt", contact / "tuesday.txt", "--case", contact / "case.toml")
    alone = scored(contact / "tuesday.txt", "--role", "DET. ROWE=interrogator", "--role", "PELL=suspect")
    (risk,), (risk_alone,) = ([one["risk"] for one in made["confessions"]] for made in (both, alone))
    assert "release_promise" in {one["code"] for one in risk["contributions"]}
    assert risk["voluntariness_index"] > risk_alone["voluntariness_index"] + 0.2
    admission = both["turns"][both["confessions"][0]["first_turn_index"]]
    assert admission["session_index"] == 1


def test_a_session_that_is_not_there_raises_the_high_end_only(contact: Path) -> None:
    both = scored(contact / "monday.txt", contact / "tuesday.txt", "--case", contact / "case.toml")
    one = scored(contact / "tuesday.txt", "--case", contact / "case.toml")
    (missing,) = [factor for factor in one["session"]["factors"] if factor["id"] == "unrecorded_contact"]
    assert "monday.txt" in missing["value"]
    low, high = one["confessions"][0]["risk"]["interval"]["voluntariness"]
    assert high - one["confessions"][0]["risk"]["voluntariness_index"] > 0.05
    assert low <= one["confessions"][0]["risk"]["voluntariness_index"]
    assert not [f for f in both["session"]["factors"] if f["id"] == "unrecorded_contact" and "monday" in f["value"]]


def test_findings_stand_under_the_rules_of_the_place_and_day(contact: Path) -> None:
    files = (contact / "monday.txt", contact / "tuesday.txt", "--case", contact / "case.toml")
    groups = {one["id"]: one for one in scored(*files)["legal"]}
    assert "juvenile" in groups["us_il_minors"]["found"]
    assert not [one for one in groups if one.startswith(("ca_", "gb_"))]
    page = run("score", *files).stdout.decode()
    assert "Nothing is concluded from it" in " ".join(page.split())


def test_the_report_of_a_contact_is_verified_and_explained(contact: Path) -> None:
    files = (contact / "monday.txt", contact / "tuesday.txt")
    case = ("--case", contact / "case.toml")
    assert run("score", *files, *case, "-o", contact / "r.json").returncode == 0
    done = run("verify", contact / "r.json", *files, *case)
    assert done.returncode == 0, done.stdout.decode()
    told = run("explain", *files, "release_promise", *case)
    assert told.returncode == 0, told.stderr.decode()
    assert "monday.txt" in told.stdout.decode()
