from __future__ import annotations

import pytest

from coercionscan.records import CorrectedAnswer
from tests.unit.provenance.made import ledger


def _found(*lines: str) -> tuple[CorrectedAnswer, ...]:
    return ledger(*lines).corrected_answers


def test_challenged_and_changed() -> None:
    found = _found(
        "Q: Where did you leave the hammer?", "A: In the van.", "Q: That is not true. Be honest.", "A: In the cellar."
    )
    assert [
        (one.question_turn_index, one.first_answer_turn_index, one.rejection_turn_index, one.final_answer_turn_index)
        for one in found
    ] == [(0, 1, 2, 3)]


@pytest.mark.parametrize("again", ["In the van.", "The van, I said.", "I do not know."])
def test_held_answers_are_none(again: str) -> None:
    assert not _found(
        "Q: Where did you leave the hammer?", "A: In the van.", "Q: That is not true. Be honest.", f"A: {again}"
    )


def test_yes_to_are_you_sure_holds_a_no() -> None:
    assert not _found("Q: Did you hit him with the hammer?", "A: No.", "Q: Are you sure?", "A: Yes.")


def test_yes_after_a_no_to_the_same_question() -> None:
    found = _found(
        "Q: Did you hit him with the hammer?", "A: No.", "Q: Come on. You hit him with the hammer, right?", "A: Yeah."
    )
    assert [one.final_answer_turn_index for one in found] == [3]


def test_not_knowing_becomes_knowing() -> None:
    found = _found(
        "Q: What color was the scarf?", "A: I do not know.", "Q: Tell the truth. What color was the scarf?", "A: Green."
    )
    assert [one.final_answer_turn_index for one in found] == [3]


def test_a_new_matter_is_no_correction() -> None:
    assert not _found(
        "Q: Where did you leave the hammer?", "A: In the van.", "Q: And where was the bicycle?", "A: In the cellar."
    )


def test_asked_again_long_after() -> None:
    between = [line for _ in range(20) for line in ("Q: Did you sleep?", "A: A bit.")]
    found = _found(
        "Q: How many times did you hit the window?",
        "A: Two times.",
        *between,
        "Q: How many times did you hit the window?",
        "A: Six times.",
    )
    assert [(one.first_answer_turn_index, one.final_answer_turn_index) for one in found] == [(1, 43)]


def test_spans_are_the_answers() -> None:
    (one,) = _found(
        "Q: Where did you leave the hammer?", "A: In the van.", "Q: That is not true. Be honest.", "A: In the cellar."
    )
    assert one.first_answer_span.end <= one.final_answer_span.start
