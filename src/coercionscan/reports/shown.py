"""The shapes that a report shows, in the order it shows them: words, numbers and places, ready for any layout."""

from __future__ import annotations

from dataclasses import dataclass

from coercionscan.records import SessionFactor
from coercionscan.reports.excerpt import Place, Quote
from coercionscan.reports.words import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """One voice: who it is, and why this role was taken. ``word_share`` is its part of all words, 0..1.

    ``kind`` is asks, answers or others.
    """

    label: str
    role: str
    kind: str
    reason: str
    turn_count: int
    word_count: int
    word_share: float
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One reason of a score: the code, its points on one index, and its strongest quotation (None: a circumstance).

    ``count`` is of what the points were made of: tags ("time"), or the details of the ledger ("detail").
    """

    code: str
    reading: str
    points: float
    count: int
    unit: str
    quote: Quote | None
    circumstance: str | None
    sources: tuple[str, ...]

    @property
    def often(self) -> str:
        """How much stands behind it, to follow the points: ", 3 times", ", 5 details"; empty for one."""
        return f", {counted(self.count, self.unit)}" if self.count > 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """One reading of a confession: its index and the ends of its interval, all 0..1.

    The name says "bearing on", lest a high index of risk factors read as high reliability. ``parts`` are sub-scores.
    """

    name: str
    value: float
    low: float
    high: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfessionView:
    """One confession with what pressed on it. ``number`` counts from 1; ``indexes`` is empty where none was scored.

    Of the ``total`` details that it holds, ``fed`` were first spoken by an interrogator. ``answers`` are the acts that
    do not stand in the opening words.
    """

    number: int
    id: str
    kind: str
    title: str
    opening: Quote
    acts: tuple[str, ...]
    answers: tuple[str, ...]
    last: Place
    retracted: Place | None
    band: str
    band_words: str
    indexes: tuple[IndexView, ...]
    fed: int
    total: int
    level: float
    band_stability: float | None
    subscores: tuple[tuple[str, float], ...]
    reasons: tuple[ReasonView, ...]
    more_reasons: int
    sensitivity: tuple[tuple[str, float], ...]
    caveats: tuple[str, ...]
    not_assessed: tuple[str, ...]

    @property
    def held_words(self) -> str:
        """Who said first what it holds, as a sentence without its full stop."""
        of = "1 detail that it holds" if self.total == 1 else f"the {self.total} details that it holds"
        return f"{self.fed} of {of} {'was' if self.fed == 1 else 'were'} first spoken by the interrogator"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A detail: who spoke it first and how, what the questioned person did with it, and whether a confession holds it.

    ``fed`` tells that an interrogator or examiner spoke it first.
    """

    id: str
    label: str
    kind: str
    introduced_by: str
    fed: bool
    in_confession: bool
    form: str
    uptake: str
    first: Quote
    uptake_place: Place | None
    weight: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenanceView:
    """Who said the checkable details first. ``headline`` needs no weights and can be checked by hand.

    Of the ``refused`` details, ``yielded`` were taken over later.
    """

    headline: str
    fed: int
    total: int
    adopted: int
    refused: int
    yielded: int
    corrected_answers: int
    rows: tuple[FactView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TacticView:
    """A code that was tagged, with its number of active tags and the first quotation."""

    code: str
    domain: str
    count: int
    first: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """All that a report shows, in order.

    ``extent`` names first and last page and Bates number, or is empty; ``no_confession`` says why there is none;
    ``not_known`` are circumstances.
    """

    statement: tuple[str, ...]
    source_name: str
    source_words: str
    extent: str
    grade: str
    grade_rule: str
    not_assessable_reason: str | None
    quality_notes: tuple[str, ...]
    notices: tuple[str, ...]
    speakers: tuple[SpeakerView, ...]
    confessions: tuple[ConfessionView, ...]
    no_confession: str
    first_partial: Place | None
    first_full: Place | None
    provenance: ProvenanceView
    tactics: tuple[TacticView, ...]
    protective: tuple[TacticView, ...]
    factors: tuple[SessionFactor, ...]
    question_forms: tuple[tuple[str, int, float], ...]
    stances: tuple[tuple[str, Place], ...]
    not_assessed: tuple[str, ...]
    not_known: tuple[str, ...]
    suppressed_count: int
    suggested_count: int
    reviewed_words: str
    legal: tuple[str, ...]
    run_words: str
