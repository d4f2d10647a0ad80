"""The tables of ``coercionscan trace``: the ledger, the path of one detail, the details of several interviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coercionscan.provenance.contact import Contact, Thread
from coercionscan.provenance.path import Step, find_fact, path_of
from coercionscan.records import Fact, Ledger, Transcript
from coercionscan.reports.excerpt import clean, place
from coercionscan.reports.ledger import fact_view, ledger_view
from coercionscan.reports.sheet import Sheet
from coercionscan.reports.shown import FactView, ProvenanceView
from coercionscan.reports.words import counted, plain

LIMIT = "It is read from the transcript alone, and does not say whether a detail is true."


def ledger_sheet(transcript: Transcript, ledger: Ledger) -> Sheet:
    """Every detail: who spoke it first, where and how, and what the questioned person did with it.

    Args:
        transcript: The transcript.
        ledger: Its details.
    """
    shown = ledger_view(transcript, ledger)
    return Sheet(
        title=clean(transcript.source.name),
        notes=(*_reading_notes(transcript), *_count_notes(shown), LIMIT),
        heads=("Detail", "First said by", "Where", "How", "Uptake", "Where"),
        rows=tuple(_ledger_row(row) for row in shown.rows),
        parts=(3, 0, 1, 0, 0, 1),
    )


def _ledger_row(row: FactView) -> tuple[str, ...]:
    taken = row.uptake_place.cite if row.uptake_place else ""
    return (row.label, row.introduced_by, row.first.place.cite, row.form, row.uptake, taken)


def _reading_notes(transcript: Transcript) -> Iterator[str]:
    reason = transcript.quality.not_assessable_reason
    if reason:
        yield f"Read with care, this transcript is not assessable: {reason}"


def _count_notes(shown: ProvenanceView) -> Iterator[str]:
    yield f"{shown.headline[0].upper()}{shown.headline[1:]}."
    if shown.fed:
        yield f"Taken over by the questioned person: {shown.adopted}. Denied or corrected: {shown.refused}."
    if shown.corrected_answers:
        yield f"{counted(shown.corrected_answers, 'answer')} changed after being rejected or asked again."


def path_sheet(transcript: Transcript, ledger: Ledger, query: str) -> Sheet:
    """The whole path of one detail, with quotations.

    Args:
        transcript: The transcript.
        ledger: Its details.
        query: Words of the detail, or its id.

    Returns:
        The sheet; without rows where the transcript has no such detail.
    """
    fact = find_fact(ledger, query)
    steps = path_of(ledger, transcript, fact.id) if fact else ()
    return Sheet(
        title=clean(transcript.source.name),
        notes=(*_reading_notes(transcript), *_fact_notes(transcript, fact, query)),
        heads=("Where", "Who", "What", "Words"),
        rows=tuple(_step_row(transcript, step) for step in steps),
        parts=(2, 1, 0, 9),
    )


def _fact_notes(transcript: Transcript, fact: Fact | None, query: str) -> Iterator[str]:
    if fact is None:
        yield f"No detail here is like {clean(query)!r}."
        return
    shown = fact_view(transcript, fact)
    yield f"Detail {shown.id}: {shown.label}"
    yield f"First said by: {shown.introduced_by} ({shown.form}). Uptake: {shown.uptake}. {_sureness(fact)}"
    if fact.claim_check:
        yield f"The claim that it was said before: {plain(fact.claim_check)}."
    if fact.case_status:
        yield f"From the case file: {', '.join(plain(one) for one in fact.case_status)}."
    yield LIMIT


def _sureness(fact: Fact) -> str:
    reason = f": {clean(fact.reason)}" if fact.reason else ""
    return f"Confidence of this reading {fact.confidence:.2f}{reason}"


def _step_row(transcript: Transcript, step: Step) -> tuple[str, ...]:
    where = place(transcript, transcript.turns[step.turn_index], step.span.start)
    who = f"{clean(step.speaker) or '(no label)'} ({plain(step.role)})"
    return (where.full, who, plain(step.what), clean(step.quotation))


def threads_sheet(transcripts: Sequence[Transcript], contact: Contact) -> Sheet:
    """How each detail ran through several interviews.

    Args:
        transcripts: The interviews in order.
        contact: Their details.

    Returns:
        The sheet: details of more than one interview, and those that appeared between two; the others are in the
        ledgers.
    """
    told = [thread for thread in contact.threads if thread.status != "one_interview"]
    names = [clean(one.source.name) for one in transcripts]
    return Sheet(
        title=f"Through {counted(len(names), 'interview')}",
        notes=(
            f"{counted(len(told), 'detail')} in more than one interview, or new in a later one and of no source here.",
        ),
        heads=("Detail", "First said by", "First in", "Course", "In each interview"),
        rows=tuple(_thread_row(names, thread) for thread in told),
        parts=(4, 0, 1, 2, 4),
    )


def _thread_row(names: Sequence[str], thread: Thread) -> tuple[str, ...]:
    each = "; ".join(f"{number} {_uptake(fact)}" for number, fact in enumerate(thread.facts, 1))
    first = names[thread.first_interview_index]
    return (clean(thread.label), plain(thread.introduced_by), first, plain(thread.status), each)


def _uptake(fact: Fact | None) -> str:
    if fact is None:
        return "-"
    return "own words" if fact.introduced_by.questioned else plain(fact.uptake)
