"""The only file that knows the order of the stages: read, trace, tag, find, expose, score."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coercionscan.audit.record import run_record
from coercionscan.collecting import collector_off
from coercionscan.confessions.find import find
from coercionscan.confessions.pauses import recesses, texts_of
from coercionscan.confessions.trajectory import trajectory
from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.statute import STATUTES, parse_statutes
from coercionscan.matching.language import Language, Words
from coercionscan.matching.noise import spoiled
from coercionscan.provenance.trace import Tracer
from coercionscan.records import (
    Analysis,
    Case,
    Confession,
    Exposure,
    Risk,
    Role,
    RunRecord,
    Tagging,
    TagStatus,
    Transcript,
)
from coercionscan.risk.assess import assess
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.explain import explain
from coercionscan.risk.legal import day_of, legal_groups
from coercionscan.risk.sensitivity import both_readings, highest_readings
from coercionscan.risk.session import factors
from coercionscan.shipped import proven_codes
from coercionscan.tags.artifact import Model, load_model
from coercionscan.tags.tagger import Tagger
from coercionscan.transcripts.read import read
from coercionscan.transcripts.sessions import read_sessions

FULL_ADMISSION = "full_admission"
PARTIAL_ADMISSION = "partial_admission"
DEFAULT_PROFILE = "default"
_OTHER_SIDE = {
    Role.INTERROGATOR: Role.SUSPECT,
    Role.EXAMINER: Role.SUSPECT,
    Role.SUSPECT: Role.INTERROGATOR,
    Role.WITNESS: Role.INTERROGATOR,
}


class Scanner:
    """All stages, made ready once and used for any number of transcripts. It holds no state between them."""

    def __init__(
        self,
        *,
        profile: str = DEFAULT_PROFILE,
        only: Collection[str] = (),
        disable: Collection[str] = (),
        lexicon_dirs: Sequence[os.PathLike[str] | str] = (),
        use_model: bool = True,
        proven_only: bool = False,
        full_sensitivity: bool = False,
        started_utc: str | None = None,
    ) -> None:
        """Load lexicon and model.

        Args:
            profile: Name of the score profile.
            only: Codes to report; empty for all.
            disable: Codes not to report.
            lexicon_dirs: Folders with the user's own code files.
            use_model: Whether the classifier takes part.
            proven_only: Whether tags of scoring codes that did not reach their minimum when they were measured are
                suggestions, without weight until a person confirms them.
            full_sensitivity: Whether every sensitivity line is computed instead of the quick ones.
            started_utc: Time of the run for the run record; the package itself never reads a clock.

        Raises:
            LexiconError: When a lexicon file is wrong.
            ModelError: When the shipped model does not match its card.
            UsageError: When a code or profile does not exist.
        """
        self.lexicon: Lexicon = load([Path(folder) for folder in lexicon_dirs])
        self.profile = self.lexicon.profile(profile)
        self._profile_name = profile
        self._language = Language(self.lexicon.forms)
        self._tracer = Tracer(self.lexicon)
        self._model: Model | None = load_model() if use_model else None
        self._codes = _code_scoring(self.lexicon)
        unproven = [code for code, scoring in self._codes.items() if scoring.scores and not scoring.proven]
        self._tagger = Tagger(
            self.lexicon, only=only, disable=disable, model=self._model, suggest_only=unproven if proven_only else ()
        )
        self._statutes = parse_statutes(self.lexicon.tables[STATUTES])
        self._full_sensitivity = full_sensitivity
        self._started_utc = started_utc
        self._config = (
            ("disable", " ".join(sorted(disable))),
            ("full_sensitivity", str(full_sensitivity).lower()),
            ("only", " ".join(sorted(only))),
            ("profile", profile),
            *((("proven_only", "true"),) if proven_only else ()),
            ("use_model", str(use_model).lower()),
        )

    @collector_off()
    def scan(
        self,
        source: str | os.PathLike[str] | bytes,
        *,
        name: str | None = None,
        input_format: str | None = None,
        case: Case | None = None,
        roles: Mapping[str, Role] | None = None,
    ) -> Analysis:
        """Read and analyse one transcript.

        Args:
            source: A path, or raw bytes.
            name: Name shown in reports; the file's own by default.
            input_format: Format name; None sniffs it.
            case: The parsed ``case.toml``.
            roles: Speaker label to role; overrides the case.

        Returns:
            The analysis.

        Raises:
            CoercionScanError: When the input cannot be read.
        """
        transcript = read(source, name=name, input_format=input_format, case=case, roles=roles)
        return self.analyse(transcript, case=case, config=_asked(input_format, roles))

    @collector_off()
    def scan_contact(
        self,
        sources: Sequence[tuple[str | os.PathLike[str] | bytes, str | None]],
        *,
        input_format: str | None = None,
        case: Case | None = None,
        roles: Mapping[str, Role] | None = None,
    ) -> Analysis:
        """Read and analyse several sessions as one contact: what was done in an earlier one counts in a later one.

        Args:
            sources: Paths or raw bytes with the names to show (None: the file's own), in order of time.
            input_format: Format name; None sniffs it.
            case: The parsed ``case.toml``.
            roles: Speaker label to role; overrides the case.

        Returns:
            One analysis of the joined sessions.

        Raises:
            CoercionScanError: When an input cannot be read.
        """
        joined = read_sessions(sources, input_format=input_format, case=case, roles=roles)
        return self.analyse(joined, case=case, config=_asked(input_format, roles))

    @collector_off()
    def analyse(
        self, transcript: Transcript, *, case: Case | None = None, config: Sequence[tuple[str, str]] = ()
    ) -> Analysis:
        """Analyse a transcript that is already read.

        Args:
            transcript: The transcript.
            case: The parsed ``case.toml``.
            config: How it was read, for the run record.

        Returns:
            The analysis.
        """
        words = self._language.transcript(transcript)
        analysis = self.reassess(self._found(transcript, words, case, self.record((*config, *_of_case(case)))))
        return self._with_reruns(analysis, words, case) if self._full_sensitivity else analysis

    def _found(self, transcript: Transcript, words: tuple[Words, ...], case: Case | None, run: RunRecord) -> Analysis:
        """Details, tags and circumstances, not yet confessions and scores."""
        ledger = self._tracer.trace(transcript, words, case)
        tagging = self._tagger.tag(transcript, words, ledger)
        known = factors(transcript, tagging, case, self.lexicon.factors, self.profile)
        place = case.session_value("jurisdiction") if case else None
        return Analysis(
            transcript=transcript,
            run=run,
            tagging=tagging,
            ledger=ledger,
            factors=known,
            jurisdiction=str(place) if place else None,
            questioned_on=day_of(case.session_value("start")) if case else None,
        )

    def _with_reruns(self, analysis: Analysis, words: tuple[Words, ...], case: Case | None) -> Analysis:
        """Adds what the indexes would be with spoiled words, and with the roles of both sides exchanged."""
        rule, lines = self.profile.uncertainty, [list(risk.sensitivity) for risk in analysis.risks]
        for rate in rule.word_errors:
            noisy = self._found(analysis.transcript, spoiled(words, rate.value, rule.seed), case, analysis.run)
            for found, risk in zip(lines, self.assess(noisy, analysis.confessions), strict=True):
                found += both_readings(f"{rate.value:.0%} of the words wrong", risk)
        exchanged = self.reassess(self._found(_exchanged(analysis.transcript), words, case, analysis.run))
        swapped = highest_readings("roles exchanged, highest", exchanged.risks)
        risks = (
            replace(risk, sensitivity=(*found, *swapped)) for risk, found in zip(analysis.risks, lines, strict=True)
        )
        return replace(analysis, risks=tuple(risks))

    def record(self, config: Sequence[tuple[str, str]] = ()) -> RunRecord:
        """The run record of this scanner.

        Args:
            config: What belongs to one scan, as (name, value).

        Returns:
            Versions, digests and options.
        """
        return run_record(
            lexicon_sha256=self.lexicon.sha256,
            model_sha256=self._model.sha256 if self._model else None,
            profile=self._profile_name,
            profile_sha256=self.lexicon.profile_digests[self._profile_name],
            config=(*self._config, *config),
            started_utc=self._started_utc,
        )

    def reassess(self, analysis: Analysis) -> Analysis:
        """Find and score the confessions anew from the tags, details and circumstances of an analysis.

        Args:
            analysis: An analysis whose tags or details a person has changed.

        Returns:
            The analysis with its confessions, stances, exposures, risks and good practice made anew.
        """
        transcript, tagging = analysis.transcript, analysis.tagging
        texts = texts_of(transcript)
        stops = recesses(transcript, self.profile.confession, texts)
        confessions = find(transcript, tagging, self.profile, stops, texts)
        exposures, risks = self._assess(analysis, confessions)
        return replace(
            analysis,
            confessions=confessions,
            trajectory=trajectory(transcript, tagging),
            exposures=exposures,
            risks=risks,
            protective=_protective(tagging, self._codes),
            legal=legal_groups(
                self._statutes, tagging, analysis.factors, analysis.jurisdiction, analysis.questioned_on
            ),
            first_partial_turn_index=_first(confessions, tagging, PARTIAL_ADMISSION),
            first_full_turn_index=_first(confessions, tagging, FULL_ADMISSION),
            pauses=stops,
        )

    def assess(self, analysis: Analysis, confessions: Sequence[Confession]) -> tuple[Risk, ...]:
        """Score given confessions over the tags, details and circumstances of an analysis.

        Args:
            analysis: The analysis.
            confessions: What to score; need not be those of the analysis.

        Returns:
            One risk for each confession, in order.
        """
        return self._assess(analysis, confessions)[1]

    def explain(self, analysis: Analysis, wanted: str) -> str:
        """One chain from words to points, as text.

        Args:
            analysis: An analysis that this scanner made.
            wanted: Id of a tag, fact or confession, or the name of a code or circumstance.

        Returns:
            The explanation.

        Raises:
            UsageError: When nothing has this id or name.
        """
        return explain(analysis, wanted, lexicon=self.lexicon, profile=self.profile, codes=self._codes)

    def _assess(
        self, analysis: Analysis, confessions: Sequence[Confession]
    ) -> tuple[tuple[Exposure, ...], tuple[Risk, ...]]:
        return assess(
            analysis.transcript,
            analysis.tagging,
            analysis.ledger,
            confessions,
            analysis.factors,
            self.profile,
            self._codes,
            self.lexicon.factors,
            full_sensitivity=self._full_sensitivity,
        )


def _exchanged(transcript: Transcript) -> Transcript:
    """The transcript as if those who are questioned had asked, and the other way round."""
    turns = tuple(replace(turn, role=_OTHER_SIDE.get(turn.role, turn.role)) for turn in transcript.turns)
    return replace(transcript, turns=turns)


def _asked(input_format: str | None, roles: Mapping[str, Role] | None) -> tuple[tuple[str, str], ...]:
    """How a transcript was asked to be read, for the run record; only what was set."""
    made = [("input_format", input_format)] if input_format else []
    if roles:
        made.append(("roles", "; ".join(f"{label}={role}" for label, role in sorted(roles.items()))))
    return tuple(made)


def _of_case(case: Case | None) -> tuple[tuple[str, str], ...]:
    return (("case_sha256", case.sha256),) if case and case.sha256 else ()


def _code_scoring(lexicon: Lexicon) -> dict[str, CodeScoring]:
    """What the score needs to know of each code."""
    proven = proven_codes()
    return {
        entry.id: CodeScoring(
            code=entry.id,
            weight_class=entry.weight,
            subscore=entry.subscore,
            sources=entry.sources,
            half_mass_class=entry.half_mass,
            proven=entry.id in proven,
        )
        for entry in lexicon.entries
    }


def _protective(tagging: Tagging, codes: Mapping[str, CodeScoring]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Protective codes with the ids of their active tags: a ledger of its own."""
    found: dict[str, list[str]] = {}
    for tag in tagging.tags:
        if tag.status is TagStatus.ACTIVE and codes[tag.code].weight_class == "protective":
            found.setdefault(tag.code, []).append(tag.id)
    return tuple((code, tuple(ids)) for code, ids in sorted(found.items()))


def _first(confessions: Sequence[Confession], tagging: Tagging, code: str) -> int | None:
    """Turn of the first admission of a kind in the whole contact; None where there is no confession of a suspect."""
    ids = {tag_id for confession in confessions for tag_id in confession.admission_tag_ids}
    return next((tag.turn_index for tag in tagging.tags if tag.code == code and tag.id in ids), None)
