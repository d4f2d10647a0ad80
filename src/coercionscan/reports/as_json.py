"""The JSON report: one object per transcript, a contract that programs may rely on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from coercionscan.records import (
    FORMAT_VERSION,
    Analysis,
    Confession,
    Contribution,
    CorrectedAnswer,
    Fact,
    GuessRun,
    Ledger,
    LegalGroup,
    Quality,
    QuestionForm,
    Risk,
    RunRecord,
    Source,
    Speaker,
    Tag,
    Transcript,
    Turn,
)
from coercionscan.reports import contract as c


def report(analysis: Analysis, *, with_text: bool = False) -> c.ReportDict:
    """The analysis as plain dicts and lists.

    Args:
        analysis: What was found.
        with_text: Whether to add the reading text that all offsets point into. Its digest is always there.

    Returns:
        A value that ``json.dumps`` takes as it is.
    """
    transcript, tagging = analysis.transcript, analysis.tagging
    forms = tagging.question_forms
    made: c.ReportDict = {
        "format_version": FORMAT_VERSION,
        "run": _run(analysis.run),
        "source": _source(transcript),
        "sources": [_file(source) for source in transcript.sources],
        "quality": _quality(transcript.quality),
        "warnings": [notice.message for notice in transcript.notices],
        "notices": [{"slug": n.slug, "message": n.message, "file_line": n.file_line} for n in transcript.notices],
        "speakers": [_speaker(speaker) for speaker in transcript.speakers],
        "turns": [
            _turn(turn, forms[turn.index] if turn.index < len(forms) else QuestionForm.NONE)
            for turn in transcript.turns
        ],
        "tags": [_tag(tag) for tag in tagging.tags],
        "facts": [_fact(fact) for fact in analysis.ledger.facts],
        "corrected_answers": [_corrected(answer) for answer in analysis.ledger.corrected_answers],
        "guess_runs": [_guesses(run) for run in analysis.ledger.guess_runs],
        "confessions": [_confession(one, analysis.risk_of(one)) for one in analysis.confessions],
        "trajectory": [
            {"turn_index": at.turn_index, "stance": str(at.stance), "changed": at.changed} for at in analysis.trajectory
        ],
        "session": _session(analysis),
        "reviewed": {
            "confirmed": analysis.reviewed.confirmed,
            "rejected": analysis.reviewed.rejected,
            "relabelled": analysis.reviewed.relabelled,
            "unreviewed": analysis.reviewed.unreviewed,
        },
        "machine_confessions": _machine(analysis),
        "legal": [_legal(one) for one in analysis.legal],
    }
    if with_text:
        made["text"] = transcript.text
    return made


def render(analysis: Analysis, *, with_text: bool = False, indent: int | None = 2) -> str:
    """The JSON report as text, ending with a newline.

    Args:
        analysis: What was found.
        with_text: See ``report``.
        indent: Blanks per level; None writes one line, as JSON Lines need it.

    Returns:
        JSON; letters outside ASCII are written as they are.
    """
    made = report(analysis, with_text=with_text)
    return json.dumps(made, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def ledger_report(transcript: Transcript, ledger: Ledger) -> c.LedgerDict:
    """The details of one contact alone, in the same words as in the report.

    Args:
        transcript: The transcript.
        ledger: Its details.
    """
    return {
        "source": _source(transcript),
        "first_spoken_by_interrogator": sum(fact.introduced_by.asks for fact in ledger.facts),
        "details": len(ledger.facts),
        "facts": [_fact(fact) for fact in ledger.facts],
        "corrected_answers": [_corrected(answer) for answer in ledger.corrected_answers],
        "guess_runs": [_guesses(run) for run in ledger.guess_runs],
    }


def schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of ``report``, made from its types; unknown keys are allowed, because keys get added.

    Returns:
        The schema, as shipped in ``reports/schema.json``.
    """
    from pydantic import TypeAdapter  # slow to import, and a report does not need it

    made = TypeAdapter(c.ReportDict).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"coercionscan report, format {FORMAT_VERSION}",
    } | {key: value for key, value in made.items() if key != "title"}


def _run(run: RunRecord) -> c.RunDict:
    return {
        "package_version": run.package_version,
        "lexicon_sha256": run.lexicon_sha256,
        "model_sha256": run.model_sha256,
        "profile": run.profile,
        "profile_sha256": run.profile_sha256,
        "config": dict(run.config),
        "started_utc": run.started_utc,
    }


def _source(transcript: Transcript) -> c.SourceDict:
    digest = hashlib.sha256(transcript.text.encode("utf-8", "surrogatepass")).hexdigest()
    return {**_file(transcript.source), "text_sha256": digest}


def _file(source: Source) -> c.FileDict:
    return {
        "name": source.name,
        "sha256": source.sha256,
        "format": source.format,
        "format_reason": source.format_reason,
        "encoding": source.encoding,
        "byte_count": source.byte_count,
    }


def _quality(quality: Quality) -> c.QualityDict:
    return {
        "grade": quality.grade,
        "grade_rule": quality.grade_rule,
        "not_assessable_reason": quality.not_assessable_reason,
        "turn_count": quality.turn_count,
        "word_count": quality.word_count,
        "questioned_turn_count": quality.questioned_turn_count,
        "empty_turn_count": quality.empty_turn_count,
        "doubtful_turn_count": quality.doubtful_turn_count,
        "excluded_turn_count": quality.excluded_turn_count,
        "unclear_share": quality.unclear_share,
        "unclear_share_by_speaker": dict(quality.unclear_share_by_speaker),
        "unknown_role_share": quality.unknown_role_share,
        "timed_share": quality.timed_share,
        "duration_ms": quality.duration_ms,
        "recorded_share": quality.recorded_share,
        "stripped": [
            {"file_line": line.file_line, "text": line.text, "reason": line.reason} for line in quality.stripped
        ],
    }


def _speaker(speaker: Speaker) -> c.SpeakerDict:
    return {
        "id": speaker.id,
        "label": speaker.label,
        "role": str(speaker.role),
        "reason": speaker.reason,
        "role_confidence": speaker.role_confidence,
        "merged_labels": [
            {"label": merged.label, "count": merged.count, "reason": merged.reason} for merged in speaker.merged_labels
        ],
        "turn_count": speaker.turn_count,
        "word_count": speaker.word_count,
    }


def _turn(turn: Turn, form: QuestionForm) -> c.TurnDict:
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "speaker_id": turn.speaker_id,
        "role": str(turn.role),
        "text": turn.text,
        "start": turn.span.start,
        "end": turn.span.end,
        "first_line": turn.first_line,
        "page": turn.page,
        "page_line": turn.page_line,
        "bates": turn.bates,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "origin": str(turn.origin),
        "attribution": str(turn.attribution),
        "attribution_reason": turn.attribution_reason,
        "excluded_reason": turn.excluded_reason,
        "session_index": turn.session_index,
        "question_form": str(form),
    }


def _tag(tag: Tag) -> c.TagDict:
    evidence = tag.evidence
    return {
        "id": tag.id,
        "code": tag.code,
        "domain": tag.domain,
        "turn_index": tag.turn_index,
        "start": tag.span.start,
        "end": tag.span.end,
        "text": tag.text,
        "confidence": tag.confidence,
        "status": str(tag.status),
        "suppressed_by": evidence.suppressed_by,
        "tagger": tag.tagger,
        "evidence": {
            "rule_id": evidence.rule_id,
            "features": list(evidence.features),
            "related_turn_indexes": list(evidence.related_turn_indexes),
            "explanation": evidence.explanation,
        },
        "attributes": dict(tag.attributes),
    }


def _fact(fact: Fact) -> c.FactDict:
    return {
        "id": fact.id,
        "label": fact.label,
        "kind": fact.kind,
        "terms": list(fact.terms),
        "introduced_by": str(fact.introduced_by),
        "first_turn_index": fact.first_turn_index,
        "form": str(fact.form),
        "uptake": str(fact.uptake),
        "uptake_turn_index": fact.uptake_turn_index,
        "mention_turn_indexes": sorted({mention.turn_index for mention in fact.mentions}),
        "mentions": [
            {
                "turn_index": mention.turn_index,
                "role": str(mention.role),
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.text,
            }
            for mention in fact.mentions
        ],
        "weight": fact.weight,
        "confidence": fact.confidence,
        "reason": fact.reason,
        "reversed_at_turn_index": fact.reversed_at_turn_index,
        "claim_check": fact.claim_check,
        "case_status": list(fact.case_status),
        "lag_turns": fact.lag_turns,
        "narrowed_by": list(fact.narrowed_by),
    }


def _corrected(answer: CorrectedAnswer) -> c.CorrectedAnswerDict:
    return {
        "id": answer.id,
        "question_turn_index": answer.question_turn_index,
        "first_answer_turn_index": answer.first_answer_turn_index,
        "rejection_turn_index": answer.rejection_turn_index,
        "final_answer_turn_index": answer.final_answer_turn_index,
        "first_answer_start": answer.first_answer_span.start,
        "first_answer_end": answer.first_answer_span.end,
        "final_answer_start": answer.final_answer_span.start,
        "final_answer_end": answer.final_answer_span.end,
        "confidence": answer.confidence,
        "reason": answer.reason,
    }


def _guesses(run: GuessRun) -> c.GuessRunDict:
    return {
        "id": run.id,
        "question_turn_index": run.question_turn_index,
        "answer_turn_indexes": list(run.answer_turn_indexes),
        "guesses": run.guesses,
    }


def _legal(group: LegalGroup) -> c.LegalDict:
    return {
        "id": group.id,
        "jurisdiction": group.jurisdiction,
        "name": group.name,
        "rule": group.rule,
        "applies_to": group.applies_to,
        "since": group.since,
        "until": group.until,
        "found": list(group.found),
        "sources": list(group.sources),
        "verified": group.verified,
        "verified_on": group.verified_on,
    }


def _machine(analysis: Analysis) -> list[c.ConfessionDict]:
    risks = {risk.confession_id: risk for risk in analysis.machine_risks}
    return [_confession(one, risks.get(one.id)) for one in analysis.machine_confessions]


def _confession(confession: Confession, risk: Risk | None) -> c.ConfessionDict:
    return {
        "id": confession.id,
        "kind": str(confession.kind),
        "first_turn_index": confession.first_turn_index,
        "last_turn_index": confession.last_turn_index,
        "acts": list(confession.acts),
        "admission_tag_ids": list(confession.admission_tag_ids),
        "retracted_at": confession.retracted_at,
        "risk": _risk(risk) if risk else None,
    }


def _risk(risk: Risk) -> c.RiskDict:
    interval = risk.interval
    return {
        "band": str(risk.band),
        "voluntariness_index": risk.voluntariness_index,
        "reliability_index": risk.reliability_index,
        "interval": {
            "voluntariness": interval.voluntariness,
            "reliability": interval.reliability,
            "level": interval.level,
            "draws": interval.draws,
            "band_stability": interval.band_stability,
        },
        "subscores": dict(risk.subscores),
        "contributions": [_contribution(one) for one in risk.contributions],
        "sensitivity": dict(risk.sensitivity),
        "caveats": list(risk.caveats),
        "not_assessed": list(risk.not_assessed),
    }


def _contribution(contribution: Contribution) -> c.ContributionDict:
    return {
        "code": contribution.code,
        "reading": contribution.reading,
        "points": contribution.points,
        "tag_ids": list(contribution.tag_ids),
        "fact_ids": list(contribution.fact_ids),
        "circumstance": contribution.circumstance,
        "sources": list(contribution.sources),
    }


def _session(analysis: Analysis) -> c.SessionDict:
    return {
        "factors": [
            {"id": one.id, "value": one.value, "source": one.source, "exposure": one.exposure}
            for one in analysis.factors
        ],
        "protective": [{"code": code, "tag_ids": list(tag_ids)} for code, tag_ids in analysis.protective],
        "first_partial_turn_index": analysis.first_partial_turn_index,
        "first_full_turn_index": analysis.first_full_turn_index,
        "not_assessed": list(analysis.tagging.not_assessed),
    }
