"""The circumstances of a contact: from the case file, else from the transcript, else honestly unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from coercionscan.lexicon.profile import Profile, SessionFactorEntry
from coercionscan.records import Case, Role, SessionFactor, Tagging, Transcript
from coercionscan.risk import clock
from coercionscan.risk.circumstance import CASE_FILE, NOT_KNOWN, TRANSCRIPT, Contact, Reading, heard, yes_or_no
from coercionscan.risk.course import course

_ADULT_AT = 18


def factors(
    transcript: Transcript,
    tagging: Tagging,
    case: Case | None,
    entries: Sequence[SessionFactorEntry],
    profile: Profile,
) -> tuple[SessionFactor, ...]:
    """Read every session factor.

    Args:
        transcript: The transcript.
        tagging: Its tags.
        case: The user's side file, or None.
        entries: The session factors of the lexicon.
        profile: The score profile.

    Returns:
        One record per entry, in their order; ``exposure`` is None where a circumstance is not known: never zero. After
        them what only describes the course of the contact, with exposure 0: it has no weight.
    """
    contact = Contact(transcript=transcript, tagging=tagging, case=case, profile=profile)
    weighed = (_factor(entry, READERS.get(entry.id, _unknown)(contact, entry)) for entry in entries)
    weighed_keys = {key for entry in entries for key in entry.case_keys}
    return (*weighed, *course(contact, weighed_keys))


def _factor(entry: SessionFactorEntry, reading: Reading) -> SessionFactor:
    exposure = None if reading.value is None else entry.exposure(reading.value)
    return SessionFactor(id=entry.id, value=reading.words, source=reading.source, exposure=exposure)


def _unknown(contact: Contact, entry: SessionFactorEntry) -> Reading:
    del contact, entry
    return NOT_KNOWN


def _interrogators(contact: Contact, entry: SessionFactorEntry) -> Reading:
    del entry
    stated = contact.number("interrogators")
    if stated is not None:
        return Reading(value=stated, words=f"{stated:g} interviewers", source=CASE_FILE)
    count = len(contact.asking)
    if not count:
        return NOT_KNOWN
    return Reading(value=float(count), words=f"{count} interviewer{'s' * (count > 1)}", source=TRANSCRIPT)


def _juvenile(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Value: 18 minus the age, so that a higher value is a younger person."""
    age = contact.number("age")
    if age is not None:
        return Reading(value=_ADULT_AT - age, words=f"aged {age:g}", source=CASE_FILE)
    for one in heard(contact, entry):
        years = entry.number(one.value or "")
        if years is not None:
            words = f"aged {years:g} by the words “{one.words}” in turn {one.turn_index + 1}"
            return Reading(value=_ADULT_AT - years, words=words, source=TRANSCRIPT)
    return NOT_KNOWN


def _unrecorded(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Value above 0: part of the contact was not recorded."""
    minutes = contact.number("unrecorded_minutes")
    if minutes is not None:
        return Reading(value=minutes, words=f"{minutes:g} minutes were not recorded", source=CASE_FILE)
    told = contact.told("unrecorded_contact")
    if isinstance(told, str) and told.strip():
        return Reading(value=1.0, words=told.strip(), source=CASE_FILE)
    stated = yes_or_no(
        contact, "unrecorded_contact", yes="part was not recorded", no="all was recorded", present_is=1.0
    )
    if stated:
        return stated
    missing = contact.missing_sessions
    if missing:
        words = f"earlier sessions of the case file are not in this record: {', '.join(missing)}"
        return Reading(value=1.0, words=words, source=CASE_FILE)
    share = contact.transcript.quality.recorded_share
    if share is not None and share < 1:
        return Reading(value=1 - share, words=f"{share:.0%} of the contact was recorded", source=TRANSCRIPT)
    found = heard(contact, entry)
    if not found:
        return NOT_KNOWN
    words = f"earlier talk is mentioned: “{found[0].words}” in turn {found[0].turn_index + 1}"
    return Reading(value=1.0, words=words, source=TRANSCRIPT)


def _guardian(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Counts only for a person of whom the case file says that he or she is a minor or impaired."""
    del entry
    if contact.speaks(Role.APPROPRIATE_ADULT):
        return Reading(value=0.0, words="a guardian or appropriate adult spoke", source=TRANSCRIPT)
    age = contact.number("age")
    if age is not None and age >= _ADULT_AT and not contact.told("impairment"):
        return Reading(value=0.0, words="does not apply to this person", source=CASE_FILE)
    return (
        yes_or_no(
            contact,
            "guardian_present",
            yes="a guardian or appropriate adult was present",
            no="no guardian or appropriate adult was present",
            present_is=0.0,
        )
        or NOT_KNOWN
    )


def _counsel(contact: Contact, entry: SessionFactorEntry) -> Reading:
    del entry
    stated = yes_or_no(
        contact,
        "counsel_present",
        yes="a lawyer was present or consulted",
        no="no lawyer was present or consulted",
        present_is=0.0,
    )
    if stated:
        return stated
    if contact.speaks(Role.COUNSEL):
        return Reading(value=0.0, words="a lawyer takes part in the recorded talk", source=TRANSCRIPT)
    return NOT_KNOWN


def _impairment(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Only the case file can tell: a transcript is no basis for a diagnosis."""
    del entry
    told = contact.told("impairment")
    if told is None:
        return NOT_KNOWN
    if isinstance(told, bool):
        return Reading(value=float(told), words="documented" if told else "none is documented", source=CASE_FILE)
    return Reading(value=float(bool(told)), words=str(told) or "none is documented", source=CASE_FILE)


def _sessions(contact: Contact, entry: SessionFactorEntry) -> Reading:
    del entry
    earlier = contact.number("earlier_sessions")
    if earlier is not None:
        return Reading(value=earlier + 1, words=f"{earlier + 1:g} sessions", source=CASE_FILE)
    named = len(contact.case.interviews) if contact.case else 0
    count = max(named, len(contact.transcript.sources))
    if not count:
        return NOT_KNOWN
    return Reading(value=float(count), words=f"{count} session{'s' * (count > 1)}", source=CASE_FILE)


def _undercover(contact: Contact, entry: SessionFactorEntry) -> Reading:
    del entry
    stated = yes_or_no(
        contact, "undercover", yes="undercover scenario", no="the suspect knew that police asked", present_is=1.0
    )
    return stated or NOT_KNOWN


READERS: Mapping[str, Callable[[Contact, SessionFactorEntry], Reading]] = MappingProxyType(
    {
        "duration_before_admission": clock.duration,
        "night_time": clock.night,
        "few_breaks": clock.breaks,
        "multiple_interrogators": _interrogators,
        "juvenile": _juvenile,
        "unrecorded_contact": _unrecorded,
        "absent_guardian": _guardian,
        "no_counsel": _counsel,
        "documented_impairment": _impairment,
        "repeated_sessions": _sessions,
        "undercover_scenario": _undercover,
    }
)
"""How each session factor of the lexicon is read."""
