"""``coercionscan trace``: who said each detail first, and the whole path of one detail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coercionscan.cli.inputs import STDIN, case_of, in_order, name_of, parsed_roles, reading_options, source_of
from coercionscan.cli.output import emit, terminal_options
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.errors import UsageError
from coercionscan.records import FORMAT_VERSION, Case, Fact, Ledger, Transcript
from coercionscan.reports.write import STDOUT, check_target

if TYPE_CHECKING:
    from coercionscan.provenance.case_facts import CaseFinding
    from coercionscan.provenance.contact import Contact, Drift, Thread
    from coercionscan.reports.sheet import Sheet

FORMATS = ("text", "json", "markdown", "csv", "graphml", "dot")
GRAPHS = ("graphml", "dot")
_SUFFIXES = {".json": "json", ".md": "markdown", ".csv": "csv", ".graphml": "graphml", ".dot": "dot", ".gv": "dot"}
_OFFERED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """Interviews in order, and their details."""

    transcripts: tuple[Transcript, ...]
    contact: Contact

    @property
    def pairs(self) -> list[tuple[Transcript, Ledger]]:
        """Each interview with its details."""
        return list(zip(self.transcripts, self.contact.ledgers, strict=True))


@click.command(name="trace")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--fact", "query", metavar="WORDS", help="Show the whole path of this detail (words, or its id).")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here instead of to standard output.")
@click.option("--format", "made_as", type=click.Choice(FORMATS), help="Default: by suffix of -o, else text.")
@redact_options
@reading_options
def command(
    files: tuple[str, ...],
    query: str | None,
    output: str,
    made_as: str | None,
    redact: str | None,
    redact_list: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Show who said each detail first, or the whole path of one detail.

    Several FILEs are interviews of one person in order of time; [interviews] of a case file overrides the order.
    """
    chosen = made_as or _SUFFIXES.get(Path(output).suffix.lower(), "text")
    if chosen in GRAPHS and len(files) > 1:
        raise UsageError(f"{chosen} holds one interview", hint="Name one FILE, or use --format json.")
    if files.count(STDIN) > 1:
        raise UsageError("standard input can be read once", hint="Name '-' once.")
    check_target(output, [file for file in files if file != STDIN])
    hiding, case = Hiding.of(redact, redact_list), case_of(case_path)
    traced = _traced(in_order(files, case), input_format, roles, case)
    if query is not None:
        _check_known(traced, query)
    traced = _hidden(traced, hiding, case)
    hiding.finish()
    emit(_made(traced, query, chosen, output), target=output, as_terminal_text=chosen == "text")


def _traced(files: Sequence[str], input_format: str | None, roles: tuple[str, ...], case: Case | None) -> Traced:
    from coercionscan.lexicon.catalogue import load  # the lexicon and the readers take time to import
    from coercionscan.matching.language import Language
    from coercionscan.provenance.contact import trace_contact
    from coercionscan.transcripts.read import read

    set_roles = parsed_roles(roles) or None
    transcripts = tuple(
        read(source_of(file), name=name_of(file), input_format=input_format, case=case, roles=set_roles)
        for file in files
    )
    lexicon = load()
    language = Language(lexicon.forms)
    interviews = [(one, language.transcript(one)) for one in transcripts]
    return Traced(transcripts=transcripts, contact=trace_contact(interviews, lexicon, case))


def _hidden(traced: Traced, hiding: Hiding, case: Case | None) -> Traced:
    """The interviews with names and numbers replaced. The threads are told by the details of their interviews."""
    if not hiding.kinds:
        return traced
    pairs = [hiding.ledger(*pair, case) for pair in traced.pairs]
    known = {fact.id: fact for _, ledger in pairs for fact in ledger.facts}
    threads = tuple(_renamed(thread, known) for thread in traced.contact.threads)
    contact = replace(traced.contact, ledgers=tuple(ledger for _, ledger in pairs), threads=threads)
    return Traced(transcripts=tuple(transcript for transcript, _ in pairs), contact=contact)


def _renamed(thread: Thread, known: dict[str, Fact]) -> Thread:
    facts = tuple(known[fact.id] if fact else None for fact in thread.facts)
    first = next((fact for fact in facts if fact), None)
    return replace(thread, facts=facts, label=first.label, terms=first.terms) if first else thread


def _check_known(traced: Traced, query: str) -> None:
    """Refuse a detail that no interview has.

    Raises:
        UsageError: With the weightiest details as a hint.
    """
    from coercionscan.provenance.path import find_fact

    if any(find_fact(ledger, query) for ledger in traced.contact.ledgers):
        return
    labels = [thread.label for thread in traced.contact.threads[:_OFFERED]]
    hint = f"Some that are there: {'; '.join(labels)}." if labels else "No checkable details were found at all."
    raise UsageError(f"no detail is like {query!r}", where=traced.transcripts[0].source.name, hint=hint)


def _made(traced: Traced, query: str | None, chosen: str, output: str) -> str:
    if chosen == "json":
        return _json(traced, query)
    if chosen in GRAPHS:
        return _graph(*traced.pairs[0], query, chosen)
    from coercionscan.cli.trace_sheets import ledger_sheet, path_sheet
    from coercionscan.reports import sheet

    if query is not None:
        sheets = [path_sheet(transcript, ledger, query) for transcript, ledger in traced.pairs]
    else:
        sheets = [ledger_sheet(transcript, ledger) for transcript, ledger in traced.pairs]
    if chosen == "csv":
        return sheet.as_csv(sheets)
    if query is None:
        sheets += _further(traced)
    if chosen == "markdown":
        return "\n".join(map(sheet.as_markdown, sheets))
    width = terminal_options().width if output == STDOUT else 80
    return "\n".join(sheet.as_text(one, width) for one in sheets)


def _further(traced: Traced) -> list[Sheet]:
    """Tables beside the ledgers where there is something to show: changed answers, case file, several interviews."""
    from coercionscan.cli.trace_sheets import answers_sheet, case_sheet, threads_sheet

    further = [answers_sheet(*pair) for pair in traced.pairs if pair[1].corrected_answers or pair[1].guess_runs]
    if traced.contact.case_findings:
        further.append(case_sheet(traced.transcripts, traced.contact))
    if len(traced.transcripts) > 1:
        further.append(threads_sheet(traced.transcripts, traced.contact))
    return further


def _json(traced: Traced, query: str | None) -> str:
    made = (
        {
            "interviews": [_ledger(*pair) for pair in traced.pairs],
            "threads": _threads(traced),
            "drifts": [_drift(one) for one in traced.contact.drifts],
            "case_facts": [_finding(one) for one in traced.contact.case_findings],
        }
        if query is None
        else {"query": query, "interviews": [_path(*pair, query) for pair in traced.pairs]}
    )
    return json.dumps({"format_version": FORMAT_VERSION, **made}, ensure_ascii=False, indent=2) + "\n"


def _ledger(transcript: Transcript, ledger: Ledger) -> dict[str, object]:
    from coercionscan.provenance.graph import graph_of
    from coercionscan.reports.as_json import ledger_report

    return {**ledger_report(transcript, ledger), "graph": asdict(graph_of(ledger, transcript))}


def _path(transcript: Transcript, ledger: Ledger, query: str) -> dict[str, object]:
    from coercionscan.provenance.path import path_of
    from coercionscan.reports.as_json import ledger_report

    steps = [asdict(step) for step in path_of(ledger, transcript, query)]
    shown = ledger_report(transcript, _only(ledger, query))
    return {"source": shown["source"], "fact": next(iter(shown["facts"]), None), "steps": steps}


def _threads(traced: Traced) -> list[dict[str, object]]:
    return [_thread(one) for one in traced.contact.threads] if len(traced.transcripts) > 1 else []


def _thread(thread: Thread) -> dict[str, object]:
    return {
        "label": thread.label,
        "terms": thread.terms,
        "introduced_by": thread.introduced_by,
        "first_interview_index": thread.first_interview_index,
        "status": thread.status,
        "fact_ids": [fact.id if fact else None for fact in thread.facts],
    }


def _drift(drift: Drift) -> dict[str, object]:
    return {
        "earlier_interview_index": drift.earlier_index,
        "earlier_fact_id": drift.earlier.id,
        "later_interview_index": drift.later_index,
        "later_fact_id": drift.later.id,
    }


def _finding(finding: CaseFinding) -> dict[str, object]:
    return {
        **asdict(finding.known),
        "outcomes": finding.outcomes,
        "facts": [{"interview_index": number, "fact_id": fact.id} for number, fact in finding.same],
        "told_otherwise": [{"interview_index": number, "fact_id": fact.id} for number, fact in finding.other],
    }


def _graph(transcript: Transcript, ledger: Ledger, query: str | None, chosen: str) -> str:
    from coercionscan.provenance.graph import graph_of, to_dot, to_graphml

    graph = graph_of(ledger if query is None else _only(ledger, query), transcript)
    return to_dot(graph) if chosen == "dot" else to_graphml(graph)


def _only(ledger: Ledger, query: str) -> Ledger:
    """A ledger with the one detail that a query means, or none."""
    from coercionscan.provenance.path import find_fact

    fact = find_fact(ledger, query)
    return Ledger(facts=(fact,) if fact else ())
