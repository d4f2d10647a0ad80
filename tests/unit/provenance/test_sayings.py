from __future__ import annotations

from coercionscan.records import Ledger, Role
from tests.unit.provenance.made import ledger


def _kinds(found: Ledger) -> set[str]:
    return {one.kind for one in found.facts}


def test_words_that_somebody_spoke_are_a_detail() -> None:
    found = ledger("Q: What did he say?", "A: He said that the boat leaves at dawn.")
    (said,) = [one for one in found.facts if one.kind == "speech"]
    assert {"boat", "leaves"} <= set(said.terms)
    assert said.introduced_by is Role.SUSPECT


def test_a_reason_is_a_detail() -> None:
    assert "cause" in _kinds(ledger("Q: Why did he leave?", "A: Because his brother owed money."))


def test_questions_tell_neither() -> None:
    assert not {"speech", "cause"} & _kinds(ledger("Q: What did he say?", "A: What do you mean?"))
