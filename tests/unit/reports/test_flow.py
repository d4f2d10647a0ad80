from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from coercionscan.records import Analysis, Fact, Ledger, Role, Uptake
from coercionscan.reports.flow import MOST_FACTS, flow, growth, outcome_of
from tests.unit.reports.made import analysis_of, fact_of

MADE = analysis_of()
FACT = fact_of(MADE.transcript.turns)


def _with(*facts: Fact) -> Analysis:
    return replace(MADE, ledger=Ledger(facts=facts))


@pytest.mark.parametrize(
    ("fact", "outcome"),
    [
        (FACT, "taken over"),
        (replace(FACT, uptake=Uptake.DENIAL), "denied or corrected"),
        (replace(FACT, uptake=Uptake.DENIAL, reversed_at_turn_index=5), "denied, then taken over"),
        (replace(FACT, uptake=Uptake.NONE), "not taken up"),
        (replace(FACT, introduced_by=Role.SUSPECT), "own words"),
    ],
)
def test_each_detail_has_one_outcome(fact: Fact, outcome: str) -> None:
    assert outcome_of(fact) == outcome
    made = flow(_with(fact))
    assert made
    assert [(link.label, link.outcome) for link in made.links] == [(fact.label, outcome)]
    assert [(node.name, node.count) for node in made.outcomes] == [(outcome, 1)]


def test_a_line_leads_from_the_first_speaker_over_the_detail_to_its_uptake() -> None:
    made = flow(MADE)
    assert made
    (link,) = made.links
    assert (link.kind, link.held, link.first, link.taken) == ("asks", True, 1, 4)
    (source,) = made.sources
    (outcome,) = made.outcomes
    start, end = float(link.into.split()[1].partition("C")[0]), float(link.out_of.split()[-1])
    assert source.top < start < source.bottom
    assert outcome.top < end < outcome.bottom


def test_details_of_confessions_come_first_and_the_others_are_counted() -> None:
    heavy = [
        replace(
            FACT, id=f"x{at}", label=f"other {at}", weight=0.9, uptake=Uptake.NONE, uptake_turn_index=None, mentions=()
        )
        for at in range(MOST_FACTS + 4)
    ]
    made = flow(_with(*heavy, FACT))
    assert made
    assert FACT.label in {link.label for link in made.links}
    assert (len(made.links), made.hidden) == (MOST_FACTS, 5)
    assert sum(node.count for node in made.sources) == sum(node.count for node in made.outcomes) == MOST_FACTS + 5


def test_rows_never_overlap() -> None:
    facts = [
        replace(FACT, id=f"{role}-{at}", introduced_by=role, label=f"{role} {at}")
        for role in (Role.INTERROGATOR, Role.SUSPECT, Role.COUNSEL)
        for at in range(3)
    ]
    made = flow(_with(*facts))
    assert made
    heights = sorted(link.y for link in made.links)
    assert min(high - low for low, high in pairwise(heights)) >= 20
    assert max(heights) < made.height


def test_the_lines_of_growth_end_at_the_counts() -> None:
    own = replace(FACT, id="f2", introduced_by=Role.SUSPECT, first_turn_index=1)
    made = growth(_with(FACT, own, replace(own, id="f3", first_turn_index=3)))
    assert made
    assert [(name, count) for name, _, _, count, _ in made.lines] == [("interrogator", 1), ("questioned person", 2)]
    assert [last for *_, last in made.lines] == [(made.top + made.floor) / 2, made.top]
    # Six turns on the axis: the first detail in turn 1, the others in turns 2 and 4.
    assert [(turn, counts) for turn, _, counts in made.rows] == [
        (1, (1, 0)),
        (2, (1, 1)),
        (3, (1, 1)),
        (4, (1, 2)),
        (5, (1, 2)),
        (6, (1, 2)),
    ]
    assert "1 by the interrogator, 2 by the questioned person" in made.summary


def test_without_details_there_is_no_graph() -> None:
    assert flow(_with()) is None
    assert growth(_with()) is None


def test_the_outcomes_of_all_details_add_up_though_not_all_are_drawn() -> None:
    heavy = [replace(FACT, id=f"x{at}", weight=0.9) for at in range(MOST_FACTS)]
    light = replace(FACT, id="light", weight=0.1, uptake=Uptake.DENIAL)
    made = flow(_with(*heavy, light))
    assert made
    assert made.hidden == 1
    assert sum(node.count for node in made.outcomes) == len(heavy) + 1
