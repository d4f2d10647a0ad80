from __future__ import annotations

import pytest

from coercionscan.records import Uptake
from tests.unit.provenance.made import fact, ledger


@pytest.mark.parametrize(
    ("answer", "uptake"),
    [
        ("Yeah.", Uptake.ASSENT),
        ("(nods)", Uptake.ASSENT),
        ("He did.", Uptake.ASSENT),
        ("No.", Uptake.DENIAL),
        ("(shakes head)", Uptake.DENIAL),
        ("I did not.", Uptake.DENIAL),
        ("A wooden ladder, yeah.", Uptake.REPETITION),
        ("Yes, and he left a hammer in the shed.", Uptake.ELABORATION),
        ("No, it was a stool.", Uptake.CORRECTION),
        ("It was not, it was a stool.", Uptake.CORRECTION),
        ("I do not know.", Uptake.NONE),
        ("Like what?", Uptake.NONE),
    ],
)
def test_first_reaction(answer: str, uptake: Uptake) -> None:
    found = fact(ledger("Q: Was there a wooden ladder?", f"A: {answer}"), "ladder")
    assert found.uptake is uptake
    assert found.uptake_turn_index == (None if uptake is Uptake.NONE else 1)


def test_the_other_option_is_a_correction() -> None:
    found = ledger("Q: Was it a ladder or a stool?", "A: A stool.")
    assert fact(found, "ladder").uptake is Uptake.CORRECTION
    assert fact(found, "stool").uptake is Uptake.REPETITION


def test_a_yes_to_another_question_is_no_assent() -> None:
    found = ledger("Q: We found a ladder. Do you understand your rights as I read them to you?", "A: Yes.")
    assert fact(found, "ladder").uptake is Uptake.NONE


def test_later_words_of_ones_own_are_an_uptake() -> None:
    found = ledger("Q: We found a ladder.", "A: I do not know.", "Q: Go on.", "A: I climbed the ladder.")
    assert (fact(found, "ladder").uptake, fact(found, "ladder").uptake_turn_index) == (Uptake.REPETITION, 3)


def test_a_reversal_is_kept() -> None:
    found = ledger("Q: Was there a ladder?", "A: No.", "Q: Come on. There was a ladder, right?", "A: Yeah.")
    ladder = fact(found, "ladder")
    assert (ladder.uptake, ladder.reversed_at_turn_index) == (Uptake.DENIAL, 3)


def test_an_offer_that_nobody_takes_up_is_none() -> None:
    assert fact(ledger("Q: We found a ladder."), "ladder").uptake is Uptake.NONE
