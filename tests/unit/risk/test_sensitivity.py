from __future__ import annotations

from dataclasses import replace

import pytest

from coercionscan.records import Attribution, SessionFactor
from coercionscan.risk.assess import assess
from coercionscan.risk.permutation import preceded_share
from tests.builders import codes, confession, factor_entries, ledger, profile, tag, tagging, talk, transcript

LINES = [("I", "Now or your brother loses the flat."), *talk(20), ("I", "You did it."), ("S", "I took it.")]
YOUTH = SessionFactor(id="few_breaks", value="5 hours without one", source="case file", exposure=1.0)


def test_all_lines() -> None:
    made = transcript(*LINES)
    turns = (replace(made.turns[0], attribution=Attribution.DOUBTFUL), *made.turns[1:])
    made = replace(made, turns=turns)
    tags = tagging(made, tag(made, 0, "explicit_threat"), tag(made, 41, "guilt_accusation"))
    _, (risk,) = assess(
        made, tags, ledger(), (confession(42),), (YOUTH,), profile(), codes(), factor_entries(), full_sensitivity=True
    )
    lines = dict(risk.sensitivity)
    index = risk.voluntariness_index
    assert lines["no decay: voluntariness"] > index
    assert lines["sure turns only: voluntariness"] == pytest.approx(lines["without explicit_threat: voluntariness"])
    assert lines["no circumstances: voluntariness"] == pytest.approx(lines["without few_breaks: voluntariness"])
    assert all(
        lines[f"without {code}: voluntariness"] < index
        for code in ("explicit_threat", "guilt_accusation", "few_breaks")
    )
    assert lines["amplifier 0.5: voluntariness"] == pytest.approx(index)


def test_a_tactic_that_gathers_before_the_admission() -> None:
    made = transcript(*talk(60), ("S", "I took it."), *talk(60))
    near = tagging(made, *(tag(made, index, "guilt_accusation") for index in (112, 114, 116, 118)))
    even = tagging(made, *(tag(made, index, "guilt_accusation") for index in range(0, 240, 4) if index != 120))
    every = (confession(120),)
    gathered = preceded_share(made, near, every, "guilt_accusation", profile())
    spread = preceded_share(made, even, every, "guilt_accusation", profile())
    assert gathered is not None
    assert spread is not None
    assert gathered < 0.1 < 0.5 < spread
    assert preceded_share(made, near, every, "guilt_accusation", profile()) == gathered
    assert preceded_share(made, near, every, "explicit_threat", profile()) == 1.0


def test_no_confession_no_baseline() -> None:
    made = transcript(*LINES)
    assert preceded_share(made, tagging(made), (), "guilt_accusation", profile()) is None


def test_codes_under_their_minimum_are_left_out_of_one_line() -> None:
    made = transcript(*LINES)
    tags = tagging(made, tag(made, 0, "explicit_threat"), tag(made, 41, "guilt_accusation"))
    known = codes()
    known["guilt_accusation"] = replace(known["guilt_accusation"], proven=False)
    _, (risk,) = assess(made, tags, ledger(), (confession(42),), (), profile(), known, factor_entries())
    _, (alone,) = assess(
        made, tagging(made, tags.tags[0]), ledger(), (confession(42),), (), profile(), known, factor_entries()
    )
    line = dict(risk.sensitivity)["codes that reached their measured minimum only: voluntariness"]
    assert line == pytest.approx(alone.voluntariness_index)
    assert line < risk.voluntariness_index
