from __future__ import annotations

from tests.unit.provenance.made import ledger

_ASKED = "Q: How many times did you hit the window?"


def test_three_answers_to_one_question_are_a_run() -> None:
    (run,) = ledger(
        _ASKED, "A: Two times.", f"{_ASKED[:3]}Come on. {_ASKED[3:]}", "A: Four times.",
        f"{_ASKED[:3]}Think again. {_ASKED[3:]}", "A: Half a dozen.",
    ).guess_runs  # fmt: skip
    assert (run.question_turn_index, run.answer_turn_indexes, run.guesses) == (0, (1, 3, 5), 3)
    assert len(run.spans) == 3


def test_three_values_in_one_breath_are_a_run() -> None:
    (run,) = ledger(_ASKED, "A: Two, four, maybe six times.").guess_runs
    assert (run.answer_turn_indexes, run.guesses) == ((1,), 3)


def test_two_answers_are_none() -> None:
    found = ledger(_ASKED, "A: Two times.", f"{_ASKED[:3]}Come on. {_ASKED[3:]}", "A: Four times.")
    assert found.guess_runs == ()
    assert len(found.corrected_answers) == 1


def test_what_another_did_is_another_question() -> None:
    found = ledger(_ASKED, "A: Two times.", "Q: How many times did Pavel hit the window?", "A: Six times.")
    assert found.corrected_answers == ()
