from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coercionscan.records import Analysis, Fact, Ledger, Role, Tagging, TagStatus
from coercionscan.reports.compare import BOTH, MOVED, ONLY_A, ONLY_B, compare
from coercionscan.reports.compared import NAMES, render
from tests.unit.reports.made import LINES, analysis_of, fact_of, transcript_of
from tests.unit.reports.test_as_html import Page

MADE = analysis_of()
FACT = fact_of(MADE.transcript.turns)
OTHER = analysis_of(
    transcript_of(
        [
            (speaker, role, f"{said} and quite other words number {at} here")
            for at, (speaker, role, said) in enumerate(LINES)
        ],
        name="other.txt",
    )
)


def _with(*facts: Fact, base: Analysis = MADE) -> Analysis:
    return replace(base, ledger=Ledger(facts=facts))


def test_the_same_words_are_two_versions_and_nothing_differs() -> None:
    made = compare(MADE, MADE)
    assert (made.versions, made.common_share, made.differences) == (True, 1.0, ())
    assert {detail.state for detail in made.details} == {BOTH}


def test_other_words_are_another_interview_without_a_list_of_differences() -> None:
    made = compare(MADE, OTHER)
    assert (made.versions, made.common_share, made.differences) == (False, 0.0, ())


def test_findings_that_differ_are_named_once_each() -> None:
    _, *rest = MADE.tagging.tags
    silenced = replace(rest[2], status=TagStatus.SUPPRESSED)
    new = replace(rest[3], id="new", code="ground_rules")
    changed = replace(MADE, tagging=replace(MADE.tagging, tags=(*rest[:2], silenced, rest[3], new)))
    found = [(one.code, one.what, one.side) for one in compare(MADE, changed).differences]
    assert found == [
        ("implied leniency", "only in A (counted)", "A"),
        ("full admission", "counted in A, set aside in B", "A"),
        ("ground rules", "only in B (counted)", "B"),
    ]


def test_details_are_paired_by_their_words() -> None:
    own = replace(FACT, introduced_by=Role.SUSPECT, terms=("can", "red"))
    barn = replace(FACT, id="f2", label="a barn", terms=("barn",))
    door = replace(FACT, id="f3", label="a door", terms=("door",))
    made = compare(_with(FACT, barn), _with(own, door))
    assert [(one.label, one.state) for one in made.details] == [
        ("a red can was used", MOVED),
        ("a barn", ONLY_A),
        ("a door", ONLY_B),
    ]
    assert made.details[0].speakers == ("interrogator", "suspect")
    assert made.details[0].outcomes == ("taken over", "own words")
    assert made.details[1].places[1] is None
    assert dict(made.states) == {BOTH: 0, MOVED: 1, ONLY_A: 1, ONLY_B: 1}


def test_no_detail_is_paired_twice() -> None:
    twin = replace(FACT, id="f2")
    assert dict(compare(_with(FACT, twin), _with(FACT)).states)[ONLY_A] == 1


def test_rates_take_length_into_account() -> None:
    made = compare(MADE, MADE)
    leading = next(one for one in made.forms if one.name == "leading question")
    assert (leading.counts, leading.rates) == ((1, 1), (1 / 3, 1 / 3))
    (tactic,) = made.tactics
    assert tactic.name == "implied leniency"
    assert tactic.rates == pytest.approx((100 / 3, 100 / 3))


def test_nothing_found_divides_by_nothing() -> None:
    bare = replace(MADE, tagging=Tagging(tags=(), question_forms=()), ledger=Ledger(), confessions=(), trajectory=())
    made = compare(bare, bare)
    assert (made.forms, made.tactics, made.details) == ((), (), ())
    assert all(render(bare, bare, name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_format_names_both_sides(name: str) -> None:
    made = render(MADE, OTHER, name)
    assert "pell.txt" in made
    assert "other.txt" in made
    assert "leading" in made


def test_json_holds_all_parts() -> None:
    made = json.loads(render(MADE, MADE, "json"))
    assert made["versions_of_one_interview"] is True
    assert [side["letter"] for side in made["sides"]] == ["A", "B"]
    assert made["details"][0]["state"] == BOTH
    assert made["tag_differences"] == []


def test_the_page_is_well_formed_runs_nothing_and_links_arrive() -> None:
    text = render(MADE, MADE, "html")
    page = Page(text)
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.tags}
    assert {value[1:] for value in page.values("href")} <= set(page.values("id"))
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


def test_hostile_words_stay_words() -> None:
    lines = [(f"<script>{speaker}", role, f"</td><script>x</script> {said}") for speaker, role, said in LINES]
    hostile = analysis_of(transcript_of(lines, name="<img src=x>.txt"))
    page = Page(render(hostile, hostile, "html"))
    assert page.open == []
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
