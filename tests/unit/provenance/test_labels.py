from __future__ import annotations

import pytest

from tests.unit.provenance.made import ledger


def _labels(*lines: str) -> list[str]:
    return [one.label for one in ledger(*lines).facts]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("She was shot in the head.", "she was shot in the head"),
        ("They were beaten with a pipe.", "they were beaten with a pipe"),
        ("He shot her in the head.", "he shot her in the head"),
        ("I was hitting him.", "i was hitting him"),
    ],
)
def test_whom_an_act_befell_is_not_called_its_doer(said: str, label: str) -> None:
    assert label in _labels("Q: What happened?", f"A: {said}")


def test_an_inverted_question_is_told_in_order() -> None:
    assert "he was stabbed" in _labels("Q: Where was he stabbed?", "A: I do not know.")


def test_an_answer_is_told_with_its_question() -> None:
    assert "stabbed: in the stomach" in _labels("Q: Where was he stabbed?", "A: In the stomach.")
    assert "tied up: about her ankles" in _labels("Q: Was she tied up?", "A: Yes.", "Q: What about her ankles?")


def test_only_a_preposition_leads_into_an_answer() -> None:
    labels = _labels("Q: Was she tied up?", "A: He got hit by a car. It was burning.")
    assert not any("it was it was" in label for label in labels)


def test_what_the_person_denies_is_called_so() -> None:
    assert any(label.startswith("not: ") for label in _labels("Q: Go on.", "A: I did not burn the barn."))
