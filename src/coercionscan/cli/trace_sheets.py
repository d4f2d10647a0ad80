"""The tables of ``coercionscan trace``: the ledger, the path of one detail, the details of several interviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coercionscan.provenance.case_facts import CaseFinding
from coercionscan.provenance.contact import Contact, Drift, Thread
from coercionscan.provenance.path import Step, find_fact, path_of
from coercionscan.records import CorrectedAnswer, Fact, GuessRun, Ledger, Span, Transcript
from coercionscan.reports.excerpt import clean, place, quote
from coercionscan.reports.ledger import AFTER_HINT, fact_view, ledger_view
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
        heads=("Detail", "First said by", "Where", "How", "Uptake", "Where", "Sure"),
        rows=tuple(_ledger_row(row) for row in shown.rows),
        parts=(3, 0, 1, 0, 0, 1, 0),
    )


def _ledger_row(row: FactView) -> tuple[str, ...]:
    taken = row.uptake_place.cite if row.uptake_place else ""
    return (row.label, row.introduced_by, row.first.place.cite, row.form, row.uptake, taken, f"{row.confidence:.2f}")


def _reading_notes(transcript: Transcript) -> Iterator[str]:
    reason = transcript.quality.not_assessable_reason
    if reason:
        yield f"Read with care, this transcript is not assessable: {reason}"


def _count_notes(shown: ProvenanceView) -> Iterator[str]:
    yield f"{shown.headline[0].upper()}{shown.headline[1:]}."
    if shown.fed:
        yield f"Taken over by the questioned person: {shown.adopted}. Denied or corrected: {shown.refused}."
    hinted = sum(row.form.endswith(AFTER_HINT) for row in shown.rows)
    if hinted:
        yield f"{counted(hinted, 'detail')} of the questioned person came after a hint."
    if shown.corrected_answers:
        yield f"{counted(shown.corrected_answers, 'answer')} changed after being rejected or asked again."


def answers_sheet(transcript: Transcript, ledger: Ledger) -> Sheet:
    """Answers that changed after they were rejected or asked again, and runs of guesses, with quotations.

    Args:
        transcript: The transcript.
        ledger: Its details.

    Returns:
        The sheet, by turn; without rows where no answer changed.
    """
    runs = [(run.answer_turn_indexes[-1], _run_row(transcript, run)) for run in ledger.guess_runs]
    changed = [(one.final_answer_turn_index, _answer_row(transcript, one)) for one in ledger.corrected_answers]
    return Sheet(
        title=f"Answers that changed: {clean(transcript.source.name)}",
        notes=("A change may have another reason than the question. Read each at its place.",),
        heads=("Asked", "First answer", "Pressed by", "Then answered", "Sure"),
        rows=tuple(row for _, row in sorted([*changed, *runs])),
        parts=(3, 3, 3, 3, 0),
    )


def _answer_row(transcript: Transcript, one: CorrectedAnswer) -> tuple[str, ...]:
    return (
        _cited(transcript, one.question_turn_index),
        _cited(transcript, one.first_answer_turn_index, one.first_answer_span),
        _cited(transcript, one.rejection_turn_index),
        _cited(transcript, one.final_answer_turn_index, one.final_answer_span),
        f"{one.confidence:.2f}",
    )


def _run_row(transcript: Transcript, run: GuessRun) -> tuple[str, ...]:
    first, *later = (
        _cited(transcript, turn, span) for turn, span in zip(run.answer_turn_indexes, run.spans, strict=True)
    )
    guesses = "; ".join(later) or f"{run.guesses} guesses in one answer"
    return (_cited(transcript, run.question_turn_index), first, "a run of guesses", guesses, "")


def _cited(transcript: Transcript, turn_index: int, span: Span | None = None) -> str:
    shown = quote(transcript, turn_index, span)
    return f"{shown.place.cite}: {shown.text}"


def case_sheet(transcripts: Sequence[Transcript], contact: Contact) -> Sheet:
    """Each fact of the case file, and what the interviews say of it.

    Args:
        transcripts: The interviews in order.
        contact: Their details.

    Returns:
        The sheet, in the order of the case file.
    """
    return Sheet(
        title="The facts of the case file",
        notes=("Matched by their words; nothing is assumed of what the case file leaves open.",),
        heads=("Fact", "First said by", "Where", "Uptake", "What follows"),
        rows=tuple(_case_row(transcripts, finding) for finding in contact.case_findings),
        parts=(3, 0, 2, 0, 3),
    )


def _case_row(transcripts: Sequence[Transcript], finding: CaseFinding) -> tuple[str, ...]:
    outcomes = [plain(one) for one in finding.outcomes]
    outcomes += [f"{clean(fact.label)!r} in {_where(transcripts, number, fact)}" for number, fact in finding.other]
    text = clean(finding.known.text)
    if not finding.same:
        return (text, "", "", "", "; ".join(outcomes))
    number, fact = finding.same[0]
    shown = fact_view(transcripts[number], fact)
    return (text, shown.introduced_by, _where(transcripts, number, fact), shown.uptake, "; ".join(outcomes))


def _where(transcripts: Sequence[Transcript], number: int, fact: Fact) -> str:
    name = f"{clean(transcripts[number].source.name)}, " if len(transcripts) > 1 else ""
    return f"{name}{place(transcripts[number], transcripts[number].turns[fact.first_turn_index]).cite}"


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
            *(_drift_note(names, drift) for drift in contact.drifts),
        ),
        heads=("Detail", "First said by", "First in", "Course", "In each interview"),
        rows=tuple(_thread_row(names, thread) for thread in told),
        parts=(4, 0, 1, 2, 4),
    )


def _drift_note(names: Sequence[str], drift: Drift) -> str:
    return (
        f"Perhaps told otherwise later: {clean(drift.earlier.label)!r} in {names[drift.earlier_index]}, "
        f"{clean(drift.later.label)!r} in {names[drift.later_index]}."
    )


def _thread_row(names: Sequence[str], thread: Thread) -> tuple[str, ...]:
    each = "; ".join(f"{number} {_uptake(fact)}" for number, fact in enumerate(thread.facts, 1))
    first = names[thread.first_interview_index]
    return (clean(thread.label), plain(thread.introduced_by), first, plain(thread.status), each)


def _uptake(fact: Fact | None) -> str:
    if fact is None:
        return "-"
    return "own words" if fact.introduced_by.questioned else plain(fact.uptake)
