from __future__ import annotations

from coercionscan.provenance.contact import APPEARED, CARRIED, DRIFTED, Contact, trace_contact
from coercionscan.records import Role
from tests.unit.provenance.made import interview, lexicon


def _contact(*interviews: tuple[str, ...]) -> Contact:
    return trace_contact([interview(*lines) for lines in interviews], lexicon())


def _status(contact: Contact, term: str) -> str:
    return next(thread.status for thread in contact.threads if thread.terms == (term,) or thread.terms[-1] == term)


def test_a_detail_is_carried_on() -> None:
    contact = _contact(("Q: Was there a lantern?", "A: Yes."), ("Q: And the lantern?", "A: Yes."))
    thread = next(thread for thread in contact.threads if "lantern" in thread.terms)
    assert (thread.status, thread.introduced_by, len(thread.facts)) == (CARRIED, Role.INTERROGATOR, 2)


def test_a_denied_detail_drifts() -> None:
    contact = _contact(("Q: Was there a lantern?", "A: No."), ("Q: Was there a lantern?", "A: Yes."))
    assert _status(contact, "lantern") == DRIFTED


def test_a_detail_without_source_appears_between_sessions() -> None:
    contact = _contact(("Q: What happened?", "A: I went to the pier."), ("Q: What else?", "A: I burned the scarf."))
    assert any("scarf" in thread.terms and thread.status == APPEARED for thread in contact.threads)


def test_claims_are_checked_against_earlier_interviews() -> None:
    said = ("Q: What was there?", "A: A lantern.")
    claim = ("Q: You told us there was a lantern.", "A: I do not know.")
    checked = _contact(said, claim).ledgers[1].facts
    assert [one.claim_check for one in checked if one.terms == ("lantern",)] == ["confirmed"]
    alone = _contact(("Q: Hello.", "A: Hello."), claim).ledgers[1].facts
    assert [one.claim_check for one in alone if one.terms == ("lantern",)] == ["not_on_record"]


def test_a_less_certain_word_confirms_no_claim() -> None:
    said = ("Q: What was there?", "A: A lantern.")
    checked = _contact(said, ("Q: You told us there was a silver lantern.", "A: I do not know.")).ledgers[1].facts
    assert {one.claim_check for one in checked if "silver" in one.terms} == {"not_on_record"}


def test_another_colour_in_a_later_interview_is_a_drift() -> None:
    contact = _contact(
        ("Q: What was there?", "A: There was a green scarf."),
        ("Q: What was there?", "A: There was a red scarf."),
        ("Q: What was there?", "A: There was a red scarf."),
    )
    (first, *others) = contact.drifts
    assert (first.earlier_index, first.later_index) == (0, 1)
    assert ("green" in first.earlier.terms, "red" in first.later.terms) == (True, True)
    assert all((one.earlier_index, one.later_index) != (1, 2) for one in others)


def test_no_interviews() -> None:
    assert _contact() == Contact(ledgers=(), threads=())
