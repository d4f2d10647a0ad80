from __future__ import annotations

from coercionscan.provenance.case_facts import DIFFERS, NOT_FOUND, against_case, alike, means
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import Case, CaseFact
from tests.unit.provenance.made import fact, ledger, lexicon

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


def test_taken_up_after_resisting_is_fed() -> None:
    case = Case(facts=(CaseFact(text="silver lantern", held_back=True),))
    lines = ("Q: Was there a silver lantern?", "A: No.", "Q: Come on. There was a silver lantern, right?", "A: Yeah.")
    assert "held_back_and_fed" in fact(ledger(*lines, case=case), "lantern").case_status
    assert "held_back_and_offered" in fact(ledger(*lines[:2], case=case), "lantern").case_status


def test_another_colour_than_stated_is_marked() -> None:
    lines = ("Q: What colour was the scarf?", "A: It was a green scarf.")
    differing = ledger(*lines, case=Case(facts=(CaseFact(text="a black scarf", true=True),)))
    assert fact(differing, "green", "scarf").case_status == (DIFFERS,)
    open_ended = ledger(*lines, case=Case(facts=(CaseFact(text="a black scarf"),)))
    assert fact(open_ended, "green", "scarf").case_status == ()
    same = ledger(*lines, case=Case(facts=(CaseFact(text="a green scarf", true=True),)))
    assert DIFFERS not in fact(same, "green", "scarf").case_status


def test_a_number_in_words_and_figures_is_one() -> None:
    lines = ("Q: How many times did he hit the window?", "A: Two times.")
    known = ledger(*lines, case=Case(facts=(CaseFact(text="hit 2 times", true=True),)))
    assert not any(DIFFERS in one.case_status for one in known.facts)


def test_each_stated_fact_is_looked_for() -> None:
    known = tuple(CaseFact(text=text, true=True) for text in ("silver lantern", "a black scarf", "a broken bottle"))
    found = against_case([ledger(*_LINES, "Q: What scarf?", "A: A green scarf.")], known, Vocabulary(lexicon()))
    assert [one.known for one in found] == list(known)
    assert [one.outcomes for one in found] == [(), (DIFFERS,), (NOT_FOUND,)]
    assert [number for number, _ in found[0].same] == [0] * len(found[0].same) != []


def test_what_counts_as_the_same() -> None:
    assert means(frozenset({"lantern"}), frozenset({"silver", "lantern"}))
    assert means(frozenset({"silver", "lantern", "pier"}), frozenset({"lantern", "pier"}))
    assert not means(frozenset({"silver", "lantern"}), frozenset({"lantern"}))
    assert not means(frozenset({"lantern"}), frozenset({"silver", "lantern", "pier"}))
    assert not means(frozenset(), frozenset({"lantern"}))
    assert alike(frozenset({"silver", "lantern"}), frozenset({"lantern"}))
