"""The shape of the JSON report, key by key: what a program may rely on.

Keys are only ever added within one major ``format_version``. The JSON Schema that ships with the package
(``reports/schema.json``) is generated from these types.
"""

from __future__ import annotations

# pydantic reads required keys of a TypedDict correctly only from typing_extensions before Python 3.12.
from typing_extensions import TypedDict


class RunDict(TypedDict):
    """What made the analysis: versions, digests, options. ``started_utc`` is null where no clock was handed in."""

    package_version: str
    lexicon_sha256: str
    model_sha256: str | None
    profile: str
    profile_sha256: str
    config: dict[str, str]
    started_utc: str | None


class FileDict(TypedDict):
    """A file as it came in."""

    name: str
    sha256: str
    format: str
    format_reason: str
    encoding: str
    byte_count: int


class SourceDict(FileDict):
    """What was read; ``text_sha256`` is the digest of the reading text that all offsets point into."""

    text_sha256: str


class StrippedDict(TypedDict):
    """A source line that was taken out as page furniture."""

    file_line: int
    text: str
    reason: str


class QualityDict(TypedDict):
    """The quality card; shares lie in 0..1, null means that the transcript does not tell."""

    grade: str
    grade_rule: str
    not_assessable_reason: str | None
    turn_count: int
    word_count: int
    questioned_turn_count: int
    empty_turn_count: int
    doubtful_turn_count: int
    excluded_turn_count: int
    unclear_share: float
    unclear_share_by_speaker: dict[str, float]
    unknown_role_share: float
    timed_share: float
    duration_ms: int | None
    recorded_share: float | None
    stripped: list[StrippedDict]


class NoticeDict(TypedDict):
    """Something to know about the reading."""

    slug: str
    message: str
    file_line: int | None


class MergedLabelDict(TypedDict):
    """A printed label that was merged into a speaker."""

    label: str
    count: int
    reason: str


class SpeakerDict(TypedDict):
    """One voice, its role, and why this role was taken."""

    id: str
    label: str
    role: str
    reason: str
    role_confidence: float
    merged_labels: list[MergedLabelDict]
    turn_count: int
    word_count: int


class TurnDict(TypedDict):
    """One turn; ``start`` and ``end`` are code points into the reading text, lines and pages count from 1."""

    index: int
    speaker: str
    speaker_id: str
    role: str
    text: str
    start: int
    end: int
    first_line: int
    page: int | None
    page_line: int | None
    bates: str | None
    start_ms: int | None
    end_ms: int | None
    origin: str
    attribution: str
    attribution_reason: str | None
    excluded_reason: str | None
    session_index: int
    question_form: str


class EvidenceDict(TypedDict):
    """Why a tag is there."""

    rule_id: str | None
    features: list[tuple[str, float]]
    related_turn_indexes: list[int]
    explanation: str


class TagDict(TypedDict):
    """One code on one stretch of one turn; ``suppressed_by`` is the cue that silenced it, or null."""

    id: str
    code: str
    domain: str
    turn_index: int
    start: int
    end: int
    text: str
    confidence: float
    status: str
    suppressed_by: str | None
    tagger: str
    evidence: EvidenceDict
    attributes: dict[str, str]


class MentionDict(TypedDict):
    """One mention of a detail."""

    turn_index: int
    role: str
    start: int
    end: int
    text: str


class FactDict(TypedDict):
    """A checkable detail and its path through the contact."""

    id: str
    label: str
    kind: str
    terms: list[str]
    introduced_by: str
    first_turn_index: int
    form: str
    uptake: str
    uptake_turn_index: int | None
    mention_turn_indexes: list[int]
    mentions: list[MentionDict]
    weight: float
    confidence: float
    reason: str
    reversed_at_turn_index: int | None
    claim_check: str | None
    case_status: list[str]
    lag_turns: int | None
    narrowed_by: list[int]


class CorrectedAnswerDict(TypedDict):
    """An answer that changed after it was rejected or asked again."""

    id: str
    question_turn_index: int
    first_answer_turn_index: int
    rejection_turn_index: int
    final_answer_turn_index: int
    first_answer_start: int
    first_answer_end: int
    final_answer_start: int
    final_answer_end: int
    confidence: float
    reason: str


class GuessRunDict(TypedDict):
    """Three or more different answers to one question; several guesses in one breath are one turn."""

    id: str
    question_turn_index: int
    answer_turn_indexes: list[int]
    guesses: int


class IntervalDict(TypedDict):
    """Low and high end of both indexes at ``level``."""

    voluntariness: tuple[float, float]
    reliability: tuple[float, float]
    level: float
    draws: int
    band_stability: float


class ContributionDict(TypedDict):
    """The points that one code adds to one index; the points of a reading sum to its index."""

    code: str
    reading: str
    points: float
    tag_ids: list[str]
    fact_ids: list[str]
    circumstance: str | None
    sources: list[str]


class RiskDict(TypedDict):
    """Documented risk factors of how one confession was obtained."""

    band: str
    voluntariness_index: float
    reliability_index: float
    interval: IntervalDict
    subscores: dict[str, float]
    contributions: list[ContributionDict]
    sensitivity: dict[str, float]
    caveats: list[str]
    not_assessed: list[str]


class ConfessionDict(TypedDict):
    """A stretch of turns in which the suspect admits new acts; ``risk`` is null where it was not scored."""

    id: str
    kind: str
    first_turn_index: int
    last_turn_index: int
    acts: list[str]
    admission_tag_ids: list[str]
    retracted_at: int | None
    risk: RiskDict | None


class FactorDict(TypedDict):
    """A circumstance of the contact; ``exposure`` null means unknown, never zero."""

    id: str
    value: str
    source: str
    exposure: float | None


class ProtectiveDict(TypedDict):
    """A kind of conduct that protected the questioned person, with its tags."""

    code: str
    tag_ids: list[str]


class SessionDict(TypedDict):
    """Circumstances and course of the whole contact."""

    factors: list[FactorDict]
    protective: list[ProtectiveDict]
    first_partial_turn_index: int | None
    first_full_turn_index: int | None
    not_assessed: list[str]


class StanceDict(TypedDict):
    """Where the questioned person stands at one turn."""

    turn_index: int
    stance: str
    changed: bool


class LegalDict(TypedDict):
    """What was found under one legal rule: a heading, and no conclusion. Days are ISO 8601."""

    id: str
    jurisdiction: str
    name: str
    rule: str
    applies_to: str
    since: str
    until: str | None
    found: list[str]
    sources: list[str]
    verified: bool
    verified_on: str


class ReviewedDict(TypedDict):
    """What a person has decided so far."""

    confirmed: int
    rejected: int
    relabelled: int
    unreviewed: int


class TextDict(TypedDict, total=False):
    """Keys that are there only on request."""

    text: str


class ReportDict(TextDict):
    """The whole report of one transcript.

    ``machine_confessions``: what the program found alone, once a person has decided on findings; empty before.
    ``sources``: the files of a contact of several sessions, in order; empty for one file. ``legal``: findings under the
    legal rules of the place that the case file names; empty without one.
    """

    format_version: str
    run: RunDict
    source: SourceDict
    sources: list[FileDict]
    quality: QualityDict
    warnings: list[str]
    notices: list[NoticeDict]
    speakers: list[SpeakerDict]
    turns: list[TurnDict]
    tags: list[TagDict]
    facts: list[FactDict]
    corrected_answers: list[CorrectedAnswerDict]
    guess_runs: list[GuessRunDict]
    confessions: list[ConfessionDict]
    trajectory: list[StanceDict]
    session: SessionDict
    reviewed: ReviewedDict
    machine_confessions: list[ConfessionDict]
    legal: list[LegalDict]


class LedgerDict(TypedDict):
    """The details of one contact, as ``coercionscan trace`` prints them."""

    source: SourceDict
    first_spoken_by_interrogator: int
    details: int
    facts: list[FactDict]
    corrected_answers: list[CorrectedAnswerDict]
    guess_runs: list[GuessRunDict]
