from __future__ import annotations

from coercionscan.provenance.case_facts import means
from coercionscan.records import Case, CaseFact
from tests.unit.provenance.made import fact, ledger

_LINES = ("Q: Was there a silver lantern?", "A: Yeah.", "Q: What else?", "A: A torn scarf.")


def test_nothing_is_assumed_without_a_case() -> None:
    assert all(one.case_status == () for one in ledger(*_LINES).facts)


def test_held_back_and_fed() -> None:
    case = Case(facts=(CaseFact(text="silver lantern", held_back=True),))
    assert fact(ledger(*_LINES, case=case), "lantern").case_status == ("held_back", "held_back_and_fed")


def test_independent_and_corroborated() -> None:
    case = Case(facts=(CaseFact(text="a torn scarf", corroborated=True),))
    assert fact(ledger(*_LINES, case=case), "scarf").case_status == ("corroborated", "independent_and_corroborated")


def test_taken_though_stated_false() -> None:
    case = Case(facts=(CaseFact(text="silver lantern", true=False),))
    assert fact(ledger(*_LINES, case=case), "lantern").case_status == ("stated_false", "taken_though_stated_false")


def test_what_counts_as_the_same() -> None:
    assert means(frozenset({"lantern"}), frozenset({"silver", "lantern"}))
    assert not means(frozenset({"lantern"}), frozenset({"silver", "lantern", "pier"}))
    assert not means(frozenset(), frozenset({"lantern"}))
