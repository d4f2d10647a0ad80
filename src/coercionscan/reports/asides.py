"""What stands beside a score: the program's own result once a person has decided, and what other choices would give."""

from __future__ import annotations

from collections.abc import Iterator

from coercionscan.records import Analysis, Band, Confession, LegalGroup, Risk
from coercionscan.reports.excerpt import clean, place
from coercionscan.reports.ledger import held_by
from coercionscan.reports.words import counted, listed, percent, plain

_FEW_LINES = 8
"""More lines than this are summed up. Source: convention."""


def asides(analysis: Analysis, confession: Confession) -> tuple[str, ...]:
    """Sentences beside the score of a confession.

    Args:
        analysis: The analysis.
        confession: The confession.

    Returns:
        The program's own score where a person has decided, the weightiest details of the confession that the
        interrogator spoke first, then what other choices of the scale would give.
    """
    risk = analysis.risk_of(confession)
    return (*_machine(analysis, confession), *_fed(analysis, confession), *(_choices(risk) if risk else ()))


def review_words(analysis: Analysis) -> str:
    """How much a person has decided, with its share of all findings."""
    state = analysis.reviewed
    decided = state.confirmed + state.rejected + state.relabelled
    if not decided:
        return "no finding has been reviewed by a person yet"
    share = percent(decided / (decided + state.unreviewed))
    return (
        f"{share} of the findings reviewed by a person: {state.confirmed} confirmed, {state.rejected} rejected, "
        f"{state.relabelled} relabelled, {state.unreviewed} not reviewed"
    )


def legal_words(analysis: Analysis) -> tuple[str, ...]:
    """One sentence for each legal rule that speaks of something found; empty without a jurisdiction."""
    return tuple(map(_legal, analysis.legal))


def _legal(group: LegalGroup) -> str:
    found = ", ".join(map(plain, group.found))
    check = "" if group.verified else ", not read in the source"
    return f"{group.name} ({group.jurisdiction}, as of {group.verified_on}{check}). {group.rule} Found here: {found}."


def _fed(analysis: Analysis, confession: Confession) -> Iterator[str]:
    """Details of the confession that the interrogator spoke first, with their places; the ledger has all of them."""
    transcript = analysis.transcript
    fed = [fact for fact in held_by(confession, analysis.ledger) if fact.introduced_by.asks]
    if fed:
        named = [
            f'"{clean(fact.label)}" ({place(transcript, transcript.turns[fact.first_turn_index]).cite})' for fact in fed
        ]
        yield f"First spoken by the interrogator: {listed(named)}."


def _machine(analysis: Analysis, confession: Confession) -> Iterator[str]:
    """The program's own result on a confession that a person's decisions may have changed."""
    if not analysis.machine_confessions:
        return
    for one, risk in zip(analysis.machine_confessions, analysis.machine_risks, strict=False):
        if one.id == confession.id:
            yield f"The program alone, before the review: {_scores(risk)}."
            return
    yield "The program alone, before the review, did not find this confession."


def _scores(risk: Risk) -> str:
    if risk.band is Band.NOT_ASSESSABLE:
        return plain(risk.band)
    return f"band {risk.band}, indexes {risk.voluntariness_index:.2f} / {risk.reliability_index:.2f}"


def _choices(risk: Risk) -> Iterator[str]:
    if risk.band is Band.NOT_ASSESSABLE or not risk.sensitivity:
        return
    lines = [f"{clean(plain(name))} {value:.2f}" for name, value in risk.sensitivity]
    if len(lines) <= _FEW_LINES:
        yield f"Under other choices the indexes would be: {'; '.join(lines)}."
        return
    for reading in ("voluntariness", "reliability"):
        found = [value for name, value in risk.sensitivity if name.endswith(f": {reading}")]
        if found:
            yield (
                f"Under {counted(len(found), 'other choice')} the {reading} index lies between {min(found):.2f} and "
                f"{max(found):.2f}; see sensitivity in the JSON report."
            )
