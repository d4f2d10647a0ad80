from __future__ import annotations

import pytest

from coercionscan.records import FactForm
from tests.unit.provenance.made import fact, ledger


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("We found a lantern on the pier.", FactForm.ASSERTED),
        ("Did you see a lantern on the pier?", FactForm.OFFERED_IN_QUESTION),
        ("Was it a lantern or a candle?", FactForm.OPTION_POSED),
        ("Where did you hide the lantern?", FactForm.PRESUPPOSED),
        ("Look at this photo. That is a lantern.", FactForm.READ_OR_SHOWN),
        ("You told us on Monday there was a lantern.", FactForm.REPORTED_FROM_EARLIER_INTERVIEW),
    ],
)
def test_forms_of_an_officer(said: str, form: FactForm) -> None:
    assert fact(ledger(f"Q: {said}", "A: I do not know."), "lantern").form is form


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        ("What happened then?", FactForm.OPEN_ANSWER),
        ("What did you see on the pier?", FactForm.ANSWER_TO_PROBING),
        ("What did you see?", FactForm.OPEN_ANSWER),
        ("I see.", FactForm.OPEN_ANSWER),
    ],
)
def test_forms_of_an_answer(asked: str, form: FactForm) -> None:
    assert fact(ledger(f"Q: {asked}", "A: A lantern."), "lantern").form is form


def test_a_claim_of_an_earlier_saying_is_not_on_record() -> None:
    found = ledger("Q: You told us there was a lantern on the pier.", "A: I do not know.")
    assert fact(found, "lantern").claim_check == "not_on_record"


def test_a_denied_claim_is_contradicted() -> None:
    found = ledger("Q: You told us there was a lantern on the pier.", "A: No.")
    assert fact(found, "lantern").claim_check == "contradicted"
