"""A redaction carried through all records: texts replaced, spans moved, so that each still cuts out its words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from pathlib import PurePath
from typing import Any, TypeVar, cast

from coercionscan.records import (
    Analysis,
    Case,
    Fact,
    Ledger,
    Mention,
    MergedLabel,
    Notice,
    Quality,
    Source,
    SourceRun,
    Span,
    Speaker,
    Tag,
    Transcript,
    Turn,
)
from coercionscan.reports.redact.redaction import Moved, Redaction, file_names, redaction_of

_KEPT = frozenset(
    (
        *("id", "code", "domain", "kind", "tagger", "status", "slug", "grade", "reading", "subscore", "confession_id"),
        *("tag_ids", "fact_ids", "admission_tag_ids", "sources", "rule_id", "bates", "format", "encoding", "sha256"),
        *("not_assessed", "protective", "question_forms", "subscores", "legal", "jurisdiction", "questioned_on"),
    )
)
"""Fields that hold names of the package or of the file system of documents, never words of the transcript."""
_WORD_LISTS = frozenset(("explanation", "reason", "suppressed_by", "features"))
"""Fields that may hold words of the transcript in small letters."""
_NOTICE = Notice(
    slug="redacted",
    message="names or numbers were replaced by pseudonyms: a person has to check that none is left before this is "
    "handed on",
)
_UNCASED = Notice(
    slug="redacted_without_capitals",
    message="this transcript does not set names off by capitals: only names of those who speak and of the case file "
    "were replaced; name the others in the case file ([redact] names)",
)
ANOTHER_SPELLING = "(another spelling)"
NOT_SHOWN = "[not shown where names are replaced]"
"""Stands for a line that was taken out as page furniture."""
REDACTED = "redacted"

Record = TypeVar("Record")


def redacted(analysis: Analysis, kinds: Collection[str], case: Case | None = None) -> tuple[Analysis, Redaction]:
    """An analysis with its names and numbers replaced; findings, scores and ids stay as they were.

    Args:
        analysis: What was found.
        kinds: See ``redaction_of``.
        case: The user's names and pseudonyms.

    Returns:
        The analysis, whose run record says that it was redacted, and the redaction with its list of replacements.

    Raises:
        UsageError: For an unknown kind.
        MissingExtra: When ``presidio`` is asked for and not installed.
    """
    redaction = redaction_of(analysis.transcript, kinds, case)
    moved = Moved.of(redaction.pieces(analysis.transcript.text))
    transcript = _transcript(analysis.transcript, redaction, moved)
    carrier = _Carrier(redaction, moved, transcript.text)
    made = {
        one.name: carrier.carry(getattr(analysis, one.name), one.name)
        for one in fields(Analysis)
        if one.name not in ("transcript", "run")
    }
    config = [(name, redaction.text(said) if name == "roles" else said) for name, said in analysis.run.config]
    return Analysis(
        transcript=transcript, run=replace(analysis.run, config=(*config, (REDACTED, ",".join(kinds)))), **made
    ), redaction


def redacted_ledger(
    transcript: Transcript, ledger: Ledger, kinds: Collection[str], case: Case | None = None
) -> tuple[Transcript, Ledger, Redaction]:
    """A transcript and its details with names and numbers replaced.

    Args:
        transcript: The transcript.
        ledger: Its details.
        kinds: See ``redaction_of``.
        case: See ``redaction_of``.

    Raises:
        UsageError: For an unknown kind.
        MissingExtra: When ``presidio`` is asked for and not installed.
    """
    redaction = redaction_of(transcript, kinds, case)
    moved = Moved.of(redaction.pieces(transcript.text))
    made = _transcript(transcript, redaction, moved)
    return made, _Carrier(redaction, moved, made.text).carry(ledger, ""), redaction


def _transcript(transcript: Transcript, redaction: Redaction, moved: Moved) -> Transcript:
    text = redaction.text(transcript.text)
    carrier = _Carrier(redaction, moved, text)
    return Transcript(
        text=text,
        turns=tuple(carrier.turn(turn) for turn in transcript.turns),
        speakers=tuple(carrier.speaker(speaker) for speaker in transcript.speakers),
        source=_source(transcript.source, redaction),
        quality=_quality(transcript.quality, carrier) if redaction.names else carrier.carry(transcript.quality, ""),
        source_map=tuple(carrier.run(run) for run in transcript.source_map),
        notices=(*carrier.carry(transcript.notices, ""), *(() if redaction.people.cased else (_UNCASED,)), _NOTICE),
        sources=tuple(
            replace(_source(one, redaction), name=name)
            for one, name in zip(transcript.sources, file_names(transcript).values(), strict=True)
        ),
    )


def _quality(quality: Quality, carrier: _Carrier) -> Quality:
    """Page heads and feet name people who stand nowhere else; nothing in a report hangs on their words."""
    shown = tuple(replace(line, text=NOT_SHOWN) for line in quality.stripped)
    return replace(carrier.carry(quality, ""), stripped=shown)


def _source(source: Source, redaction: Redaction) -> Source:
    """A file is often named after a person: its name goes altogether."""
    return replace(
        source,
        name=f"transcript{PurePath(source.name).suffix.lower()}",
        format_reason=redaction.text(source.format_reason),
    )


class _Carrier:
    """Carries a redaction through records."""

    def __init__(self, redaction: Redaction, moved: Moved, text: str) -> None:
        self._redaction = redaction
        self._moved = moved
        self._text = text
        self._labels = redaction.people.labels

    def carry(self, value: Record, name: str) -> Record:
        """Any record, tuple or string; ``name`` is the field that holds it."""
        return cast("Record", self._carried(value, name))

    def _carried(self, value: Any, name: str) -> Any:
        if name in _KEPT:
            return value
        if type(value) is str:
            return self._redaction.text(value, any_case=name in _WORD_LISTS)
        if isinstance(value, Span):
            return self._moved.span(value)
        if isinstance(value, tuple):
            return tuple(self._carried(one, name) for one in value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return value

    def _record(self, record: Any) -> Any:
        made = replace(
            record, **{one.name: self._carried(getattr(record, one.name), one.name) for one in fields(record)}
        )
        if isinstance(made, Tag | Mention):
            return replace(made, text=self._text[made.span.start : made.span.end])
        if isinstance(record, Fact):
            return self._fact(record, made)
        return made

    def _fact(self, fact: Fact, made: Fact) -> Fact:
        """Label and terms are in small letters: where the detail was spoken among names, they count there too."""
        near = [Span(start=max(0, one.span.start - 80), end=one.span.end + 80) for one in fact.mentions]
        if not self._moved.touches(near):
            return made
        return replace(
            made,
            label=self._redaction.text(fact.label, any_case=True),
            terms=tuple(self._redaction.text(term, any_case=True) for term in fact.terms),
        )

    def turn(self, turn: Turn) -> Turn:
        """A turn, with the pseudonym of its speaker as its label."""
        span = self._moved.span(turn.span)
        label = self._labels.get(turn.speaker_id)
        return replace(
            turn,
            speaker=label or self._redaction.text(turn.speaker),
            speaker_id=label.lower() if label else turn.speaker_id,
            span=span,
            text=self._text[span.start : span.end],
            attribution_reason=self.carry(turn.attribution_reason, "reason"),
            excluded_reason=self.carry(turn.excluded_reason, "reason"),
        )

    def speaker(self, speaker: Speaker) -> Speaker:
        """A speaker under the pseudonym; other spellings are counted, not shown."""
        label = self._labels.get(speaker.id)
        return replace(
            speaker,
            id=label.lower() if label else speaker.id,
            label=label or self._redaction.text(speaker.label),
            reason=self._redaction.text(speaker.reason, any_case=True),
            merged_labels=tuple(self._merged(one) for one in speaker.merged_labels),
        )

    def _merged(self, merged: MergedLabel) -> MergedLabel:
        return MergedLabel(label=ANOTHER_SPELLING, count=merged.count, reason="")

    def run(self, run: SourceRun) -> SourceRun:
        """A stretch of the source map; offsets into the source mean the unredacted file."""
        return replace(run, start=self._moved.start(run.start))


__all__ = ["ANOTHER_SPELLING", "REDACTED", "redacted", "redacted_ledger"]
