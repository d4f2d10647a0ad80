from __future__ import annotations

from dataclasses import replace

from coercionscan.records import Ledger, Uptake
from coercionscan.reports.ledger import held_by, ledger_view
from tests.unit.reports.made import analysis_of


def test_a_confession_holds_what_is_spoken_or_taken_over_in_it() -> None:
    made = analysis_of()
    confession, fact = made.confessions[0], made.ledger.facts[0]
    assert held_by(confession, made.ledger) == (fact,)
    assert ledger_view(made.transcript, made.ledger, made.confessions).rows[0].in_confession
    before = replace(fact, uptake_turn_index=1)
    assert held_by(confession, Ledger(facts=(before,))) == ()


def test_what_was_refused_is_not_held() -> None:
    made = analysis_of()
    refused = replace(made.ledger.facts[0], uptake=Uptake.DENIAL)
    assert held_by(made.confessions[0], Ledger(facts=(refused,))) == ()


def test_a_detail_of_the_suspect_is_not_said_to_be_left_lying() -> None:
    made = analysis_of()
    own = replace(
        made.ledger.facts[0],
        introduced_by=made.transcript.turns[1].role,
        uptake=Uptake.NONE,
        uptake_turn_index=None,
    )
    row = ledger_view(made.transcript, Ledger(facts=(own,))).rows[0]
    assert (row.uptake, row.fed) == ("own words", False)
