"""Merges a person's decisions into an analysis and scores it anew, with the tool's own result kept beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from coercionscan.errors import UsageError
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis, Fact, ReviewState, Role, Tag, TagStatus
from coercionscan.review.decisions import FACT, TAG, Decision, Verdict, parse
from coercionscan.review.export import text_of_fact

REVIEWER = "reviewer"
_REJECTED = "rejected by a reviewer"
_RELABELLED = "relabelled by a reviewer"

Proposal = TypeVar("Proposal", Tag, Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The reviewed analysis, and the decisions that found nothing to decide on."""

    analysis: Analysis
    unmatched: tuple[Decision, ...]


def apply(analysis: Analysis, decisions_text: str, *, scanner: Scanner | None = None) -> Analysis:
    """Merge a filled review file.

    Args:
        analysis: The analysis as the tool made it.
        decisions_text: The file that ``export`` wrote and a person filled.
        scanner: Knows codes and profile; made anew from the profile of the run by default.

    Returns:
        The analysis with the decisions in it, scored anew.

    Raises:
        UsageError: When the file cannot be read, or a label does not exist.
    """
    return merge(analysis, parse(decisions_text), scanner=scanner).analysis


def merge(analysis: Analysis, decisions: Sequence[Decision], *, scanner: Scanner | None = None) -> Merged:
    """Merge decisions, and say which of them matched nothing.

    Confirmed findings count with confidence 1, rejected ones with 0. A decision finds its proposal by id, else by the
    same proposal on the same words where there is only one: so it survives another version of the tool.

    Args:
        analysis: The analysis as the tool made it.
        decisions: The decisions; open ones change nothing.
        scanner: See ``apply``.

    Returns:
        The reviewed analysis and what was unmatched.

    Raises:
        UsageError: When a label does not exist.
    """
    ready = scanner or Scanner(profile=analysis.run.profile, use_model=False)
    made = [one for one in decisions if one.verdict is not Verdict.OPEN]
    tags = _matched(made, TAG, analysis.tagging.tags, lambda tag: (tag.code, tag.text.strip()))
    facts = _matched(made, FACT, analysis.ledger.facts, lambda fact: ("", text_of_fact(fact).strip()))
    domains = {entry.id: entry.domain for entry in ready.lexicon.entries}
    new_tags = [new for tag in analysis.tagging.tags for new in _decided_tag(tag, tags.get(tag.id), domains)]
    reviewed = replace(
        analysis,
        tagging=replace(
            analysis.tagging, tags=tuple(sorted(new_tags, key=lambda tag: (tag.turn_index, tag.span, tag.code)))
        ),
        ledger=replace(
            analysis.ledger, facts=tuple(_decided_fact(fact, facts.get(fact.id)) for fact in analysis.ledger.facts)
        ),
        reviewed=_state(analysis, [*tags.values(), *facts.values()]),
        machine_confessions=analysis.machine_confessions or analysis.confessions,
        machine_risks=analysis.machine_risks or analysis.risks,
    )
    used = {id(one) for one in (*tags.values(), *facts.values())}
    return Merged(analysis=ready.reassess(reviewed), unmatched=tuple(one for one in made if id(one) not in used))


def _matched(
    decisions: Sequence[Decision],
    kind: str,
    proposals: Sequence[Proposal],
    key: Callable[[Proposal], tuple[str, str]],
) -> dict[str, Decision]:
    """Decisions by the id of the proposal that they belong to; of two on one proposal the later one holds."""
    ids = {one.id: one for one in proposals}
    by_text: dict[tuple[str, str], list[str]] = {}
    for one in proposals:
        by_text.setdefault(key(one), []).append(one.id)
    found: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind != kind:
            continue
        known = ids.get(decision.id)
        if known is not None and (not decision.text or key(known)[1] == decision.text):
            found[decision.id] = decision
        else:
            same = by_text.get((decision.proposal if kind == TAG else "", decision.text), [])
            if len(same) == 1:
                found.setdefault(same[0], decision)
    return found


def _decided_tag(tag: Tag, decision: Decision | None, domains: Mapping[str, str]) -> list[Tag]:
    if decision is None:
        return [tag]
    if decision.verdict is Verdict.ACCEPT:
        evidence = replace(_with_memo(tag, decision).evidence, suppressed_by=None)
        return [replace(tag, status=TagStatus.ACTIVE, confidence=1.0, evidence=evidence)]
    if decision.verdict is Verdict.REJECT:
        return [_silenced(_with_memo(tag, decision), _REJECTED)]
    if decision.relabel not in domains:
        raise UsageError(f"unknown code {decision.relabel!r}", hint="See: coercionscan lexicon list")
    content = f"{tag.id}\0{decision.relabel}".encode()
    relabelled = replace(
        _with_memo(tag, decision),
        id=f"{decision.relabel}-{hashlib.sha256(content).hexdigest()[:10]}",
        code=decision.relabel,
        domain=domains[decision.relabel],
        confidence=1.0,
        tagger=REVIEWER,
        status=TagStatus.ACTIVE,
        attributes=(),
    )
    return [_silenced(tag, _RELABELLED), replace(relabelled, evidence=replace(relabelled.evidence, suppressed_by=None))]


def _silenced(tag: Tag, why: str) -> Tag:
    return replace(tag, status=TagStatus.SUPPRESSED, confidence=0.0, evidence=replace(tag.evidence, suppressed_by=why))


def _with_memo(tag: Tag, decision: Decision) -> Tag:
    if not decision.memo:
        return tag
    explanation = f"{tag.evidence.explanation} Reviewer: {decision.memo}".strip()
    return replace(tag, evidence=replace(tag.evidence, explanation=explanation))


def _decided_fact(fact: Fact, decision: Decision | None) -> Fact:
    """A rejected detail stays listed with confidence 0; a relabelled one was spoken first by another role."""
    if decision is None:
        return fact
    reason = f"{fact.reason} Reviewer: {decision.memo}".strip() if decision.memo else fact.reason
    if decision.verdict is Verdict.RELABEL:
        try:
            return replace(fact, introduced_by=Role(decision.relabel), confidence=1.0, reason=reason)
        except ValueError as error:
            raise UsageError(f"unknown role {decision.relabel!r}", hint=f"Roles: {', '.join(Role)}.") from error
    return replace(fact, confidence=1.0 if decision.verdict is Verdict.ACCEPT else 0.0, reason=reason)


def _state(analysis: Analysis, decisions: Sequence[Decision]) -> ReviewState:
    counts = {verdict: sum(one.verdict is verdict for one in decisions) for verdict in Verdict}
    proposals = len(analysis.tagging.tags) + len(analysis.ledger.facts)
    return ReviewState(
        confirmed=counts[Verdict.ACCEPT],
        rejected=counts[Verdict.REJECT],
        relabelled=counts[Verdict.RELABEL],
        unreviewed=proposals - len(decisions),
    )
