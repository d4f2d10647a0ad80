"""The tables of a collection: their columns, and the rows of one transcript. Typed and versioned."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from coercionscan.batch.inputs import Input
from coercionscan.records import Analysis, Origin, TagStatus, Transcript

VERSION = 1
"""Version of the tables: raised when a column is renamed, removed or means another thing."""

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
SUBSCORES = ("pressure", "inducement", "rights", "vulnerability", "contamination", "reliability")
META = "meta_"
"""Prefix of the columns that come from a manifest."""


class Column(NamedTuple):
    """A column: its name and kind (text, int, real, bool). Any value but the key may be missing."""

    name: str
    kind: str


def _columns(text: str) -> tuple[Column, ...]:
    """Columns of a list ``name:kind name:kind``; a kind that is not named is text."""
    pairs = (word.partition(":") for word in text.split())
    return tuple(Column(name, kind or "text") for name, _, kind in pairs)


TABLES: dict[str, tuple[Column, ...]] = {
    "turns": _columns(
        "source turn_index:int speaker role origin attribution excluded_reason words:int question_form first_line:int"
        " page:int page_line:int bates start_ms:int end_ms:int text"
    ),
    "tags": _columns(
        "source id code domain turn_index:int start:int end:int text confidence:real status suppressed_by tagger"
        " rule_id speaker role attributes"
    ),
    "facts": _columns(
        "source id label kind terms introduced_by first_turn_index:int form uptake uptake_turn_index:int mentions:int"
        " weight:real confidence:real"
    ),
    "corrected_answers": _columns(
        "source id question_turn_index:int first_answer_turn_index:int rejection_turn_index:int"
        " final_answer_turn_index:int confidence:real"
    ),
    "confessions": _columns(
        "source id kind first_turn_index:int last_turn_index:int retracted_at:int acts band voluntariness_index:real"
        " voluntariness_low:real voluntariness_high:real reliability_index:real reliability_low:real"
        " reliability_high:real " + " ".join(f"subscore_{name}:real" for name in SUBSCORES)
    ),
    "failures": _columns("source sha256 slug message place hint"),
    "runs": _columns(
        "source sha256 case_sha256 part:int status slug format encoding bytes:int words:int turns:int"
        " interrogator_turns:int questioned_turns:int grade not_assessable_reason tags:int suppressed_tags:int"
        " facts:int facts_first_by_interrogator:int confessions:int full_confessions:int"
    ),
}
DONE, FAILED = "done", "failed"


def runs_columns(meta: tuple[str, ...]) -> tuple[Column, ...]:
    """Columns of the table of runs with those of the manifest.

    Args:
        meta: Names of the manifest's columns.
    """
    return (*TABLES["runs"], *(Column(META + name, "text") for name in meta))


def empty() -> Rows:
    """All tables without a row."""
    return {name: [] for name in TABLES}


def add(rows: Rows, analysis: Analysis, source: str, *, with_text: bool) -> None:
    """Add the rows of one analysis to all tables but those of runs and failures.

    Args:
        rows: The tables.
        analysis: What was found.
        source: Key of the transcript.
        with_text: Whether the words of turns are kept.
    """
    rows["turns"] += _turns(analysis, source, with_text=with_text)
    rows["tags"] += _tags(analysis, source)
    rows["facts"] += _facts(analysis, source)
    rows["corrected_answers"] += _corrected(analysis, source)
    rows["confessions"] += _confessions(analysis, source)


def run_row(analysis: Analysis, one: Input, part: int, case_sha256: str | None) -> Row:
    """The row of a transcript that was scanned."""
    transcript, tags = analysis.transcript, analysis.tagging.tags
    status = Counter(tag.status for tag in tags)
    asked = sum(fact.introduced_by.asks for fact in analysis.ledger.facts)
    asking, answering = _sides(transcript)
    return (
        one.path,
        transcript.source.sha256,
        case_sha256,
        part,
        DONE,
        None,
        transcript.source.format,
        transcript.source.encoding,
        transcript.source.byte_count,
        transcript.quality.word_count,
        len(transcript.turns),
        asking,
        answering,
        transcript.quality.grade,
        transcript.quality.not_assessable_reason,
        status[TagStatus.ACTIVE],
        status[TagStatus.SUPPRESSED],
        len(analysis.ledger.facts),
        asked,
        len(analysis.confessions),
        sum(confession.kind.value == "full" for confession in analysis.confessions),
        *(value for _, value in one.meta),
    )


def failed_run_row(one: Input, part: int, slug: str, sha256: str | None, case_sha256: str | None) -> Row:
    """The row of a transcript that could not be scanned."""
    missing = (None,) * (len(TABLES["runs"]) - 6)
    return (one.path, sha256, case_sha256, part, FAILED, slug, *missing, *(value for _, value in one.meta))


def _sides(transcript: Transcript) -> tuple[int, int]:
    """Spoken turns that count, of those who ask and of those who are questioned."""
    spoken = [turn for turn in transcript.turns if turn.scored and turn.origin is Origin.SPOKEN]
    return sum(turn.role.asks for turn in spoken), sum(turn.role.questioned for turn in spoken)


def _turns(analysis: Analysis, source: str, *, with_text: bool) -> Iterator[Row]:
    for turn, form in zip(analysis.transcript.turns, analysis.tagging.question_forms, strict=True):
        yield (
            source,
            turn.index,
            turn.speaker,
            turn.role.value,
            turn.origin.value,
            turn.attribution.value,
            turn.excluded_reason,
            len(turn.text.split()),
            form.value,
            turn.first_line,
            turn.page,
            turn.page_line,
            turn.bates,
            turn.start_ms,
            turn.end_ms,
            turn.text if with_text else None,
        )


def _tags(analysis: Analysis, source: str) -> Iterator[Row]:
    turns = analysis.transcript.turns
    for tag in analysis.tagging.tags:
        turn = turns[tag.turn_index]
        yield (
            source,
            tag.id,
            tag.code,
            tag.domain,
            tag.turn_index,
            tag.span.start,
            tag.span.end,
            tag.text,
            tag.confidence,
            tag.status.value,
            tag.evidence.suppressed_by,
            tag.tagger,
            tag.evidence.rule_id,
            turn.speaker,
            turn.role.value,
            json.dumps(dict(tag.attributes), ensure_ascii=False) if tag.attributes else None,
        )


def _facts(analysis: Analysis, source: str) -> Iterator[Row]:
    for fact in analysis.ledger.facts:
        yield (
            source,
            fact.id,
            fact.label,
            fact.kind,
            " ".join(fact.terms),
            fact.introduced_by.value,
            fact.first_turn_index,
            fact.form.value,
            fact.uptake.value,
            fact.uptake_turn_index,
            len(fact.mentions),
            fact.weight,
            fact.confidence,
        )


def _corrected(analysis: Analysis, source: str) -> Iterator[Row]:
    for one in analysis.ledger.corrected_answers:
        yield (
            source,
            one.id,
            one.question_turn_index,
            one.first_answer_turn_index,
            one.rejection_turn_index,
            one.final_answer_turn_index,
            one.confidence,
        )


def _confessions(analysis: Analysis, source: str) -> Iterator[Row]:
    risks = {risk.confession_id: risk for risk in analysis.risks}
    for one in analysis.confessions:
        risk = risks.get(one.id)
        subscores = dict(risk.subscores) if risk else {}
        yield (
            source,
            one.id,
            one.kind.value,
            one.first_turn_index,
            one.last_turn_index,
            one.retracted_at,
            "; ".join(one.acts),
            risk.band.value if risk else None,
            risk.voluntariness_index if risk else None,
            *(risk.interval.voluntariness if risk else (None, None)),
            risk.reliability_index if risk else None,
            *(risk.interval.reliability if risk else (None, None)),
            *(subscores.get(name) for name in SUBSCORES),
        )
