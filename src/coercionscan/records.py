"""The nouns of the house: frozen records that all stages share, and nothing that computes a finding.

Units stand in the names: ``_ms`` milliseconds, ``_utc`` ISO 8601, ``_sha256`` hex digest, ``_index`` counts from 0,
``_line`` counts from 1, ``_turns`` a number of turns; ``confidence`` lies in 0..1. All spans are half-open code point
offsets into ``Transcript.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

FORMAT_VERSION = "1.0"
"""Version of the JSON report; later versions only add keys."""


class Role(StrEnum):
    """What a speaker is in the interview."""

    INTERROGATOR = "interrogator"
    SUSPECT = "suspect"
    WITNESS = "witness"
    COUNSEL = "counsel"
    APPROPRIATE_ADULT = "appropriate_adult"
    INTERPRETER = "interpreter"
    EXAMINER = "examiner"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def asks(self) -> bool:
        """Whether the role questions: interrogator or polygraph examiner."""
        return self in ASKING_ROLES

    @property
    def questioned(self) -> bool:
        """Whether the role is questioned: suspect or witness."""
        return self in QUESTIONED_ROLES


ASKING_ROLES = (Role.INTERROGATOR, Role.EXAMINER)
QUESTIONED_ROLES = (Role.SUSPECT, Role.WITNESS)
"""What the two properties ask; a loop over many turns looks here itself."""


class Origin(StrEnum):
    """How a turn came to be: spoken words, a gesture in brackets, or narration that nobody spoke."""

    SPOKEN = "spoken"
    NONVERBAL = "nonverbal"
    NARRATION = "narration"


_NARRATION = Origin.NARRATION


class Attribution(StrEnum):
    """Whether it is certain that the turn's words are its speaker's."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


class TagStatus(StrEnum):
    """``active`` tags count; ``suppressed`` ones are kept and shown with the cue that silenced them.

    ``suggested`` tags are proposals for a person: they carry no weight until confirmed.
    """

    ACTIVE = "active"
    SUPPRESSED = "suppressed"
    SUGGESTED = "suggested"


class QuestionForm(StrEnum):
    """The one form of an interrogator's turn."""

    OPEN = "open_question"
    PROBING = "probing_question"
    CLOSED = "closed_question"
    LEADING = "leading_question"
    FORCED_CHOICE = "forced_choice_question"
    MULTIPLE = "multiple_question"
    NONE = "none"


class FactForm(StrEnum):
    """How a detail was first introduced."""

    OPEN_ANSWER = "open_answer"
    ANSWER_TO_PROBING = "answer_to_probing"
    ASSERTED = "asserted"
    OFFERED_IN_QUESTION = "offered_in_question"
    OPTION_POSED = "option_posed"
    PRESUPPOSED = "presupposed"
    READ_OR_SHOWN = "read_or_shown"
    REPORTED_FROM_EARLIER_INTERVIEW = "reported_from_earlier_interview"


class Uptake(StrEnum):
    """What the questioned person did with a detail that came from the interrogator."""

    NONE = "none"
    ASSENT = "assent"
    REPETITION = "repetition"
    ELABORATION = "elaboration"
    DENIAL = "denial"
    CORRECTION = "correction"


class ConfessionKind(StrEnum):
    """``full`` holds a full admission; ``signed_statement`` a statement read, adopted or signed."""

    PARTIAL = "partial"
    FULL = "full"
    SIGNED_STATEMENT = "signed_statement"


class Stance(StrEnum):
    """Where a questioned person stands towards the act at issue, turn by turn."""

    DENY = "deny"
    NO_KNOWLEDGE = "no_knowledge"
    HEDGE = "hedge"
    HYPOTHETICAL = "hypothetical"
    PARTIAL = "partial"
    ADMIT = "admit"
    RETRACT = "retract"


class Band(StrEnum):
    """How many and how strong the documented risk factors are; never a statement on the confession itself."""

    FEW = "few"
    SOME = "some"
    MANY = "many"
    EXTENSIVE = "extensive"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of ``Transcript.text``: code points, half-open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or before the text."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} runs backwards")

    def within(self, other: Span) -> bool:
        """Whether this span lies inside the other."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One stretch of talk by one speaker, or one gesture.

    ``speaker`` is the label as printed, ``speaker_id`` the merged speaker. ``text`` is exactly
    ``Transcript.text[span.start:span.end]``. ``attribution_reason`` says why an attribution is doubtful. Times count
    within the turn's session.
    """

    index: int
    speaker: str
    speaker_id: str
    role: Role
    span: Span
    text: str
    first_line: int
    page: int | None = None
    page_line: int | None = None
    bates: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    origin: Origin = Origin.SPOKEN
    attribution: Attribution = Attribution.SURE
    attribution_reason: str | None = None
    excluded_reason: str | None = None
    session_index: int = 0

    @property
    def scored(self) -> bool:
        """Whether taggers and scores may read the turn."""
        return self.excluded_reason is None and self.origin is not _NARRATION


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLabel:
    """A label as printed that was merged into a speaker, with the reason."""

    label: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One voice: its merged labels, its role, and why this role was taken. ``role_confidence`` in 0..1."""

    id: str
    label: str
    role: Role
    reason: str
    role_confidence: float = 1.0
    merged_labels: tuple[MergedLabel, ...] = ()
    turn_count: int = 0
    word_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file as it came in. ``name`` is a bare file name, never a path. ``byte_count`` counts the raw bytes."""

    name: str
    sha256: str
    format: str
    format_reason: str
    encoding: str
    byte_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """From ``start`` on (offset into the reading text) the source position is this one, until the next run.

    ``file_line`` counts lines of the source file. ``source_offset`` is the code point in the decoded source (None for
    documents that are not text files).
    """

    start: int
    file_line: int
    source_offset: int | None = None
    page: int | None = None
    page_line: int | None = None
    bates: str | None = None
    session_index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StrippedLine:
    """A source line that was taken out as page furniture, with the reason."""

    file_line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the user should know about the reading: a slug, a sentence, a source line where there is one."""

    slug: str
    message: str
    file_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The quality card of a transcript. Shares lie in 0..1; None means that the transcript does not tell.

    ``grade`` is good, fair, poor or not_assessable, by ``grade_rule``, a sentence. ``not_assessable_reason`` is None
    where scoring is possible. ``unclear_share`` is the share of turns with an [inaudible]-like mark.
    """

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
    unclear_share_by_speaker: tuple[tuple[str, float], ...] = ()
    unknown_role_share: float = 0.0
    timed_share: float = 0.0
    duration_ms: int | None = None
    recorded_share: float | None = None
    stripped: tuple[StrippedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript as read: the reading text, its turns in order, its speakers, and what is known of its quality.

    ``sources`` are the files of a contact of several sessions, in order; empty for one file.

    Raises:
        ValueError: At construction, when a turn's span does not cut out the turn's text, or when indexes have gaps.
    """

    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    source: Source
    quality: Quality
    source_map: tuple[SourceRun, ...] = ()
    notices: tuple[Notice, ...] = ()
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        """Check the grounding: there is no turn whose words are not in the text."""
        for index, turn in enumerate(self.turns):
            if turn.index != index:
                raise ValueError(f"turn {index} carries index {turn.index}")
            if self.text[turn.span.start : turn.span.end] != turn.text:
                raise ValueError(f"turn {index}: span does not cut out its text")

    def file_of(self, turn: Turn) -> str | None:
        """Name of the file that a turn stands in, where there are several; None where there is one."""
        return self.sources[turn.session_index].name if self.sources else None

    def locate(self, offset: int) -> SourceRun:
        """Source position of an offset into the reading text: the run that holds it.

        Args:
            offset: Code point into ``text``.

        Returns:
            The run; a run at line 1 when the transcript has no map.
        """
        at = bisect_right(self.source_map, offset, key=lambda run: run.start)
        return self.source_map[at - 1] if at else SourceRun(start=0, file_line=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a tag is there, or why it was silenced.

    ``rule_id`` names the pattern or exchange; ``features`` the words with their weights where a classifier spoke;
    ``suppressed_by`` the scope and the cue that silenced the hit ("negated: can not"); ``explanation`` one sentence.
    """

    rule_id: str | None = None
    features: tuple[tuple[str, float], ...] = ()
    suppressed_by: str | None = None
    related_turn_indexes: tuple[int, ...] = ()
    explanation: str = ""


CLASSIFIER = "classifier"
"""``Tag.tagger`` of what the classifier alone reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One code on one stretch of one turn.

    ``id`` is derived from code, place and words, so that it survives a re-run. ``tagger`` is ``rule``, ``exchange``,
    ``question_form``, ``fact``, ``classifier``, ``rule+classifier`` or ``person``. ``attributes`` are sorted pairs.
    """

    id: str
    code: str
    domain: str
    turn_index: int
    span: Span
    text: str
    confidence: float
    tagger: str
    status: TagStatus = TagStatus.ACTIVE
    evidence: Evidence = field(default_factory=Evidence)
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str | None:
        """Value of an attribute, or None."""
        return next((value for key, value in self.attributes if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of a detail: where, by whom, and the words."""

    turn_index: int
    role: Role
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A checkable detail and its path through the contact.

    ``label`` is a plain short sentence, ``terms`` at most 8 surface words of the detail as first spoken, lower case.
    ``introduced_by`` is the role that spoke it first. ``weight`` ranks facts by how much they matter (0..1).
    ``reason`` says in one sentence why introduction and uptake were read this way. ``claim_check`` is filled for form
    ``reported_from_earlier_interview``: confirmed, contradicted or not_on_record. ``narrowed_by`` are turns of an
    interrogator that hinted at a detail before the questioned person came up with it.
    """

    id: str
    label: str
    kind: str
    terms: tuple[str, ...]
    introduced_by: Role
    first_turn_index: int
    form: FactForm
    uptake: Uptake = Uptake.NONE
    uptake_turn_index: int | None = None
    mentions: tuple[Mention, ...] = ()
    weight: float = 0.0
    confidence: float = 0.5
    reason: str = ""
    reversed_at_turn_index: int | None = None
    claim_check: str | None = None
    case_status: tuple[str, ...] = ()
    narrowed_by: tuple[int, ...] = ()

    @property
    def lag_turns(self) -> int | None:
        """How many turns after its introduction a detail was reacted to; None where nobody did."""
        return None if self.uptake_turn_index is None else self.uptake_turn_index - self.first_turn_index


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedAnswer:
    """Question, first answer, rejection or re-ask, and a different final answer: turn indexes and spans."""

    id: str
    question_turn_index: int
    first_answer_turn_index: int
    rejection_turn_index: int
    final_answer_turn_index: int
    first_answer_span: Span
    final_answer_span: Span
    confidence: float = 0.5
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessRun:
    """Three or more different answers to one question, one after the other.

    ``answer_turn_indexes`` are in order; several guesses in one breath are one turn. ``spans`` are the answers.
    """

    id: str
    question_turn_index: int
    answer_turn_indexes: tuple[int, ...]
    spans: tuple[Span, ...]
    guesses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What ``trace`` returns: facts in falling weight, corrected answers by final answer, and runs of guesses."""

    facts: tuple[Fact, ...] = ()
    corrected_answers: tuple[CorrectedAnswer, ...] = ()
    guess_runs: tuple[GuessRun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """What ``tag`` returns: tags by turn and place, and one question form per turn (``none`` where nobody asks)."""

    tags: tuple[Tag, ...]
    question_forms: tuple[QuestionForm, ...]
    not_assessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceChange:
    """The questioned person's stance at one turn (only turns that take one)."""

    turn_index: int
    stance: Stance
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Confession:
    """A stretch of turns in which the suspect admits new incriminating acts.

    ``first_turn_index`` is the admission that all windows are measured from. ``acts`` are the suspect's own words (or
    the assented question) for each new act, in order.
    """

    id: str
    kind: ConfessionKind
    first_turn_index: int
    last_turn_index: int
    acts: tuple[str, ...]
    admission_tag_ids: tuple[str, ...] = ()
    retracted_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFactor:
    """A circumstance of the contact: its value in words, where it is known from, and its exposure 0..1.

    ``exposure`` None means unknown: never zero, and listed among what was not assessed.
    """

    id: str
    value: str
    source: str
    exposure: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What pressed on one confession: the weighted mass and saturation of each code before it.

    ``items``: one per scored code with its tags. Sub-scores and points are made of these by ``risk.score``.
    """

    confession_id: str
    items: tuple[ExposureItem, ...]
    factors: tuple[SessionFactor, ...] = ()
    protective: tuple[tuple[str, int], ...] = ()
    not_assessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureItem:
    """Mass ``m`` and exposure ``x = 1 - exp(-m / h)`` of one code, with the tags (or circumstance) that make it up."""

    code: str
    subscore: str
    weight: float
    mass: float
    exposure: float
    tag_ids: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()
    circumstance: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The points that one code adds to one index. Points of an index sum to it.

    ``reading`` is ``voluntariness`` or ``reliability``. ``tag_ids`` are ordered by their part in the mass, largest
    first. ``circumstance`` is filled for session factors.
    """

    code: str
    reading: str
    points: float
    tag_ids: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()
    circumstance: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Low and high end of both indexes at ``level``; ``band_stability`` is the share of draws in the same band."""

    voluntariness: tuple[float, float]
    reliability: tuple[float, float]
    level: float = 0.9
    draws: int = 0
    band_stability: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Documented risk factors of how one confession was obtained. ``caveats`` is never empty."""

    confession_id: str
    band: Band
    voluntariness_index: float
    reliability_index: float
    subscores: tuple[tuple[str, float], ...]
    interval: Interval
    contributions: tuple[Contribution, ...]
    sensitivity: tuple[tuple[str, float], ...] = ()
    caveats: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A risk without its caveats may not exist."""
        if not self.caveats:
            raise ValueError("a risk needs its caveats")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """A fact that the user stated in ``[facts]``: its words and what is known of it."""

    text: str
    known_to_police: bool | None = None
    public: bool | None = None
    held_back: bool | None = None
    true: bool | None = None
    corroborated: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The user's side file ``case.toml``, as plain values. Everything is optional.

    ``roles``: speaker label to role; ``merges``: printed label to speaker label; ``session``: factor inputs as
    (key, value in words); ``aliases``: groups of words that mean one thing; ``interviews``: file names in order;
    ``sha256``: digest of the file, None where there was none.
    For redaction: ``redact`` names of further people, ``pseudonyms`` (name, pseudonym), ``keep`` words to leave alone.
    """

    roles: tuple[tuple[str, Role], ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
    separate: tuple[str, ...] = ()
    session: tuple[tuple[str, str | int | float | bool], ...] = ()
    facts: tuple[CaseFact, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    interviews: tuple[str, ...] = ()
    redact: tuple[str, ...] = ()
    pseudonyms: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()
    sha256: str | None = None

    def session_value(self, key: str) -> str | int | float | bool | None:
        """Value of a ``[session]`` key, or None."""
        return next((value for name, value in self.session if name == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """What made this analysis: versions, digests, options. ``started_utc`` is handed in by the caller, or None."""

    package_version: str
    lexicon_sha256: str
    model_sha256: str | None
    profile: str
    profile_sha256: str
    config: tuple[tuple[str, str], ...] = ()
    started_utc: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """What a person has decided so far: counts of confirmed, rejected and unreviewed tags."""

    confirmed: int = 0
    rejected: int = 0
    relabelled: int = 0
    unreviewed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalGroup:
    """What was found under one legal rule: a heading, and no conclusion.

    ``rule`` is the rule in our words, ``found`` the codes and circumstances of it that were found. ``since``, ``until``
    and ``verified_on`` are days as ISO 8601; ``verified`` is False where the entry was not read in the source itself.
    """

    id: str
    jurisdiction: str
    name: str
    rule: str
    applies_to: str
    since: str
    until: str | None
    found: tuple[str, ...]
    sources: tuple[str, ...]
    verified: bool
    verified_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that a report may show. Reports compute nothing: a number on a page was here.

    ``machine_confessions`` and ``machine_risks`` are what the tool found alone, kept beside the result once a person
    has decided on tags or facts; empty before. ``pauses`` are turn indexes after which the talk stopped for a while.
    ``jurisdiction`` and ``questioned_on`` (a day) are of the case file; ``legal`` is empty without a jurisdiction.
    """

    transcript: Transcript
    run: RunRecord
    tagging: Tagging
    ledger: Ledger
    confessions: tuple[Confession, ...] = ()
    trajectory: tuple[StanceChange, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    risks: tuple[Risk, ...] = ()
    factors: tuple[SessionFactor, ...] = ()
    protective: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_partial_turn_index: int | None = None
    first_full_turn_index: int | None = None
    reviewed: ReviewState = field(default_factory=ReviewState)
    machine_confessions: tuple[Confession, ...] = ()
    machine_risks: tuple[Risk, ...] = ()
    pauses: tuple[int, ...] = ()
    jurisdiction: str | None = None
    questioned_on: str | None = None
    legal: tuple[LegalGroup, ...] = ()

    def risk_of(self, confession: Confession) -> Risk | None:
        """The risk of a confession, or None where it was not scored."""
        return next((risk for risk in self.risks if risk.confession_id == confession.id), None)
