"""What every report shows, in the order it is shown: picked from an Analysis, never computed beyond a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coercionscan.records import (
    Analysis,
    Band,
    Confession,
    Contribution,
    Fact,
    QuestionForm,
    Risk,
    Role,
    Tag,
    TagStatus,
    Turn,
)
from coercionscan.reports.asides import asides, legal_words, review_words
from coercionscan.reports.excerpt import Place, Quote, clean, place, quote
from coercionscan.reports.ledger import first_words, held_by, ledger_view
from coercionscan.reports.shown import (
    ConfessionView,
    IndexView,
    ReasonView,
    ReportView,
    SpeakerView,
    TacticView,
)
from coercionscan.reports.words import counted, percent, plain

TOP_REASONS = 5
"""Reasons shown for a confession in a short report. Source: convention."""

STATEMENT = (
    "This report does not assess whether the statement is true or the law was broken.",
    "A program proposes each finding: a person has to check it with the recording.",
    "It describes what was said, by whom and in which order; how it sounded is not in a transcript.",
)
BANDS = {
    Band.FEW: "few documented risk factors in the recorded part",
    Band.SOME: "some documented risk factors",
    Band.MANY: "many documented risk factors",
    Band.EXTENSIVE: "extensive documented risk factors",
    Band.NOT_ASSESSABLE: "not assessable",
}
TACTIC_DOMAINS = ("pressure", "inducement", "rights", "contamination")
_KINDS = {"partial": "partial admission", "full": "full admission", "signed_statement": "signed statement"}
_ON_RELIABILITY = ("contamination", "reliability")
"""Sub-scores of the reliability reading; the others belong to the voluntariness reading."""
ADMISSIONS = ("full_admission", "partial_admission")


def view(analysis: Analysis) -> ReportView:
    """Pick what a report shows.

    Args:
        analysis: What was found.

    Returns:
        The view; empty tuples stand for sections that have nothing to show.
    """
    transcript, quality, tags = analysis.transcript, analysis.transcript.quality, analysis.tagging.tags
    return ReportView(
        statement=STATEMENT,
        source_name=clean(transcript.source.name),
        source_words=_source_words(analysis),
        extent=_extent(analysis),
        grade=quality.grade,
        grade_rule=plain(quality.grade_rule),
        not_assessable_reason=quality.not_assessable_reason,
        quality_notes=tuple(_quality_notes(analysis)),
        notices=tuple(clean(notice.message) for notice in transcript.notices),
        speakers=_speakers(analysis),
        confessions=_confessions(analysis),
        no_confession=_no_confession(analysis),
        first_partial=_place_at(analysis, analysis.first_partial_turn_index),
        first_full=_place_at(analysis, analysis.first_full_turn_index),
        provenance=ledger_view(transcript, analysis.ledger, analysis.confessions),
        tactics=_counted(analysis, (tag for tag in tags if is_tactic(analysis, tag))),
        protective=_protective(analysis),
        factors=analysis.factors,
        question_forms=_question_forms(analysis),
        stances=tuple(
            (plain(at.stance), place(transcript, transcript.turns[at.turn_index]))
            for at in analysis.trajectory
            if at.changed
        ),
        not_assessed=tuple(plain(code) for code in analysis.tagging.not_assessed),
        not_known=tuple(plain(one.id) for one in analysis.factors if one.exposure is None),
        suppressed_count=sum(tag.status is TagStatus.SUPPRESSED for tag in tags),
        suggested_count=sum(tag.status is TagStatus.SUGGESTED for tag in tags),
        reviewed_words=review_words(analysis),
        legal=legal_words(analysis),
        run_words=_run_words(analysis),
    )


def is_tactic(analysis: Analysis, tag: Tag) -> bool:
    """Whether a tag is of a tactic: what protects the questioned person stands in a ledger of its own."""
    return tag.domain in TACTIC_DOMAINS and all(tag.code != code for code, _ in analysis.protective)


def _place_at(analysis: Analysis, turn_index: int | None) -> Place | None:
    if turn_index is None:
        return None
    return place(analysis.transcript, analysis.transcript.turns[turn_index])


def _source_words(analysis: Analysis) -> str:
    source, quality = analysis.transcript.source, analysis.transcript.quality
    return f"{plain(source.format)}, {source.encoding}, {quality.turn_count:,} turns, {quality.word_count:,} words"


def _extent(analysis: Analysis) -> str:
    """First and last page and Bates number of the turns."""
    turns = analysis.transcript.turns
    parts = []
    for name, found in (
        ("page", [str(turn.page) for turn in turns if turn.page is not None]),
        ("Bates", [clean(turn.bates) for turn in turns if turn.bates]),
    ):
        if found:
            plural = f"{name}s" if name == "page" and found[0] != found[-1] else name
            parts.append(f"{plural} {found[0]}" + (f" to {found[-1]}" if found[-1] != found[0] else ""))
    return ", ".join(parts)


def _quality_notes(analysis: Analysis) -> Iterable[str]:
    quality = analysis.transcript.quality
    if quality.unclear_share:
        yield f"{percent(quality.unclear_share)} of the turns have an unclear or inaudible part"
    if quality.doubtful_turn_count:
        yield f"{counted(quality.doubtful_turn_count, 'turn')} of doubtful speaker"
    if quality.empty_turn_count:
        yield f"{counted(quality.empty_turn_count, 'turn')} without words"
    if quality.excluded_turn_count:
        yield f"{counted(quality.excluded_turn_count, 'turn')} left out of the scores"
    if any(turn.page is not None and turn.page_line is None for turn in analysis.transcript.turns):
        yield "pages are those of the transcript; lines are counted through the whole file, from its top"
    if quality.stripped:
        yield f"{counted(len(quality.stripped), 'line')} taken out as page furniture"
    if quality.unknown_role_share:
        yield f"{percent(quality.unknown_role_share)} of the turns by a speaker of unknown role"
    if quality.recorded_share is None:
        yield "the share of the contact that was recorded is not known"
    else:
        yield f"{percent(quality.recorded_share)} of the contact was recorded"


def _speakers(analysis: Analysis) -> tuple[SpeakerView, ...]:
    words = sum(speaker.word_count for speaker in analysis.transcript.speakers)
    return tuple(
        SpeakerView(
            label=clean(speaker.label),
            role=plain(speaker.role),
            kind="asks" if speaker.role.asks else "answers" if speaker.role.questioned else "others",
            reason=clean(speaker.reason),
            turn_count=speaker.turn_count,
            word_count=speaker.word_count,
            word_share=speaker.word_count / words if words else 0.0,
            merged=tuple(f"{clean(merged.label)} ({merged.count})" for merged in speaker.merged_labels),
        )
        for speaker in analysis.transcript.speakers
    )


def _confessions(analysis: Analysis) -> tuple[ConfessionView, ...]:
    found = _Found.of(analysis)
    return tuple(
        _confession(analysis, found, number, confession) for number, confession in enumerate(analysis.confessions, 1)
    )


def _no_confession(analysis: Analysis) -> str:
    """Why there is none: not found is one thing, not looked for another."""
    if set(ADMISSIONS) & set(analysis.tagging.not_assessed):
        return "Admissions were not looked for in this run, so nothing is said on confessions."
    if all(turn.role is not Role.SUSPECT for turn in analysis.transcript.turns):
        return (
            "Nobody was taken for a suspect, so admissions were not looked for. "
            "Correct a role with --role NAME=suspect."
        )
    return (
        "No admission by the questioned person was found, which is no proof that there is none. "
        "What was tagged is listed below."
    )


def _confession(analysis: Analysis, found: _Found, number: int, confession: Confession) -> ConfessionView:
    risk = analysis.risk_of(confession)
    band = risk.band if risk else Band.NOT_ASSESSABLE
    transcript = analysis.transcript
    scored = risk is not None and band is not Band.NOT_ASSESSABLE  # points of an index that is not told say nothing
    ranked = sorted(risk.contributions, key=lambda one: -one.points) if risk and scored else []
    first = next((found.tags[one] for one in confession.admission_tag_ids if one in found.tags), None)
    at_first = first.span if first and first.turn_index == confession.first_turn_index else None
    held = held_by(confession, analysis.ledger)
    opening = quote(transcript, confession.first_turn_index, at_first)
    acts = tuple(clean(act) for act in confession.acts)
    return ConfessionView(
        number=number,
        id=confession.id,
        kind=_KINDS[confession.kind],
        title=_title(analysis, confession),
        opening=opening,
        acts=acts,
        answers=tuple(act for act in acts if act not in opening.text),
        last=place(transcript, transcript.turns[confession.last_turn_index]),
        retracted=_place_at(analysis, confession.retracted_at),
        band=str(band),
        band_words=BANDS[band],
        indexes=_indexes(risk),
        fed=sum(fact.introduced_by.asks for fact in held),
        total=len(held),
        level=risk.interval.level if risk else 0.0,
        band_stability=risk.interval.band_stability if risk and risk.interval.draws else None,
        subscores=risk.subscores if risk and scored else (),
        reasons=tuple(_reason(analysis, found, one) for one in ranked[:TOP_REASONS] if one.points > 0),
        more_reasons=sum(one.points > 0 for one in ranked[TOP_REASONS:]),
        sensitivity=risk.sensitivity if risk and scored else (),
        caveats=(*(risk.caveats if risk else ()), *asides(analysis, confession)),
        not_assessed=tuple(plain(one) for one in risk.not_assessed) if risk else (),
    )


def _title(analysis: Analysis, confession: Confession) -> str:
    named = []
    if confession.first_turn_index == analysis.first_partial_turn_index:
        named.append("first partial admission of the contact")
    if confession.first_turn_index == analysis.first_full_turn_index:
        named.append("first full admission of the contact")
    return "; ".join((_KINDS[confession.kind], *named))


def _indexes(risk: Risk | None) -> tuple[IndexView, ...]:
    if risk is None or risk.band is Band.NOT_ASSESSABLE:
        return ()
    low, high = risk.interval.voluntariness
    reliable_low, reliable_high = risk.interval.reliability
    on_reliability = tuple(one for one in risk.subscores if one[0] in _ON_RELIABILITY)
    on_voluntariness = tuple(one for one in risk.subscores if one[0] not in _ON_RELIABILITY)
    return (
        IndexView(
            name="bearing on voluntariness",
            value=risk.voluntariness_index,
            low=low,
            high=high,
            parts=on_voluntariness,
        ),
        IndexView(
            name="bearing on reliability",
            value=risk.reliability_index,
            low=reliable_low,
            high=reliable_high,
            parts=on_reliability,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Tags and facts by their ids."""

    tags: dict[str, Tag]
    facts: dict[str, Fact]

    @classmethod
    def of(cls, analysis: Analysis) -> _Found:
        return cls({tag.id: tag for tag in analysis.tagging.tags}, {fact.id: fact for fact in analysis.ledger.facts})


def _reason(analysis: Analysis, found: _Found, contribution: Contribution) -> ReasonView:
    return ReasonView(
        code=contribution.code,
        reading=contribution.reading,
        points=contribution.points,
        count=len(contribution.fact_ids) or len(contribution.tag_ids),
        unit="detail" if contribution.fact_ids else "time",
        quote=_strongest(analysis, found, contribution),
        circumstance=clean(contribution.circumstance) if contribution.circumstance else None,
        sources=contribution.sources,
    )


def _strongest(analysis: Analysis, found: _Found, contribution: Contribution) -> Quote | None:
    """The words behind the largest part of a contribution; None for a circumstance that nobody spoke."""
    tag = next((found.tags[one] for one in contribution.tag_ids if one in found.tags), None)
    if tag:
        return quote(analysis.transcript, tag.turn_index, tag.span)
    fact = next((found.facts[one] for one in contribution.fact_ids if one in found.facts), None)
    return first_words(analysis.transcript, fact) if fact else None


def _counted(analysis: Analysis, tags: Iterable[Tag]) -> tuple[TacticView, ...]:
    """Active tags by code, the most frequent first, in the order of the domains."""
    groups: dict[str, list[Tag]] = {}
    for tag in tags:
        if tag.status is TagStatus.ACTIVE:
            groups.setdefault(tag.code, []).append(tag)
    made = [
        TacticView(
            code=code,
            domain=found[0].domain,
            count=len(found),
            first=quote(analysis.transcript, found[0].turn_index, found[0].span),
        )
        for code, found in groups.items()
    ]
    order = {domain: at for at, domain in enumerate(TACTIC_DOMAINS)}
    return tuple(sorted(made, key=lambda one: (order.get(one.domain, len(order)), -one.count, one.code)))


def _protective(analysis: Analysis) -> tuple[TacticView, ...]:
    named = {tag_id for _, tag_ids in analysis.protective for tag_id in tag_ids}
    return _counted(analysis, (tag for tag in analysis.tagging.tags if tag.id in named))


def _question_forms(analysis: Analysis) -> tuple[tuple[str, int, float], ...]:
    """Each form with its count and its share of all questions, in the order of the code book."""
    forms = analysis.tagging.question_forms
    asked = Counter(forms[turn.index] for turn in analysis.transcript.turns if _asks(turn) and turn.index < len(forms))
    del asked[QuestionForm.NONE]
    total = asked.total()
    return tuple((plain(form), asked[form], asked[form] / total) for form in QuestionForm if asked[form])


def _asks(turn: Turn) -> bool:
    return turn.role.asks and turn.scored


def _run_words(analysis: Analysis) -> str:
    run = analysis.run
    model = f", model {run.model_sha256[:12]}" if run.model_sha256 else ", no model"
    return (
        f"coercionscan {run.package_version}, lexicon {run.lexicon_sha256[:12]}{model}, "
        f"profile {run.profile} {run.profile_sha256[:12]}, source {analysis.transcript.source.sha256[:12]}"
    )
