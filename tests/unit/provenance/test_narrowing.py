from __future__ import annotations

from tests.unit.provenance.made import fact, ledger


def test_a_hint_after_no_answer_narrows() -> None:
    found = ledger("Q: What was on the shelf?", "A: I do not know.", "Q: Something that ticks.", "A: A clock?")
    assert fact(found, "clock").narrowed_by == (2,)
    assert fact(found, "clock").introduced_by.questioned


def test_a_free_answer_is_not_narrowed() -> None:
    found = ledger("Q: What was on the shelf?", "A: A clock.")
    assert fact(found, "clock").narrowed_by == ()


def test_a_hint_ends_with_its_question() -> None:
    found = ledger(
        "Q: What was on the shelf?", "A: I do not know.", "Q: Something that ticks.", "A: A clock?",
        "Q: And where did you sleep?", "A: In the barn.",
    )  # fmt: skip
    assert fact(found, "barn").narrowed_by == ()


def test_what_the_interrogator_says_is_never_narrowed() -> None:
    found = ledger("Q: What was there?", "A: I do not know.", "Q: Something like a ladder.", "A: A ladder, yes.")
    assert all(not one.narrowed_by for one in found.facts if one.introduced_by.asks)
