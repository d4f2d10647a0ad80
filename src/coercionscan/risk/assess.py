"""The risk of every confession of a contact: exposures, scores, intervals, caveats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coercionscan.lexicon.profile import Profile, SessionFactorEntry
from coercionscan.records import (
    Band,
    Confession,
    Exposure,
    Ledger,
    Risk,
    SessionFactor,
    Tagging,
    Transcript,
)
from coercionscan.risk import caveats as sentences
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.exposure import expose_all, factor_codes
from coercionscan.risk.score import score
from coercionscan.risk.sensitivity import Lines, full, quick
from coercionscan.risk.uncertainty import Draws, draw, interval, masses, order_agreement
from coercionscan.risk.windows import Floats

ORDER = "order of the codes: Kendall's tau, mean over the draws"


def assess(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confessions: Sequence[Confession],
    factors: Sequence[SessionFactor],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
    entries: Sequence[SessionFactorEntry] = (),
    *,
    full_sensitivity: bool = False,
) -> tuple[tuple[Exposure, ...], tuple[Risk, ...]]:
    """Assess every confession.

    Args:
        transcript: The transcript.
        tagging: Its tags.
        ledger: Its details.
        confessions: Its confessions.
        factors: Circumstances of the contact.
        profile: The score profile.
        codes: Scoring of each code; circumstances are taken from ``entries`` unless they are in here.
        entries: The session factors of the lexicon. Without them circumstances are shown and do not score.
        full_sensitivity: Whether to compute every sensitivity line instead of the quick ones.

    Returns:
        Exposures and risks in the order of the confessions; both empty when there is none.
    """
    known = {**factor_codes(entries), **codes}
    parts, exposures = expose_all(transcript, tagging, ledger, confessions, factors, profile, known)
    if not exposures:
        return (), ()
    scene = _Scene(transcript=transcript, factors=tuple(factors), profile=profile, codes=known)
    draws = draw(parts, exposures, profile)
    lines: Sequence[Lines | None] = [None] * len(exposures)
    if full_sensitivity:
        lines = full(transcript, tagging, ledger, confessions, exposures, factors, profile, known)
    risks = tuple(
        _risk(scene, exposure, drawn, draws, more)
        for exposure, drawn, more in zip(exposures, masses(parts, draws), lines, strict=True)
    )
    return exposures, risks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is the same for all confessions of a contact."""

    transcript: Transcript
    factors: tuple[SessionFactor, ...]
    profile: Profile
    codes: Mapping[str, CodeScoring]


def _risk(scene: _Scene, exposure: Exposure, drawn: Floats, draws: Draws, lines: Lines | None) -> Risk:
    transcript, factors, profile = scene.transcript, scene.factors, scene.profile
    scored = score(exposure, profile)
    reason = sentences.not_assessable(transcript, profile)
    band = Band.NOT_ASSESSABLE if reason else scored.band
    spread = interval(
        exposure,
        drawn,
        draws,
        (scored.voluntariness_index, scored.reliability_index),
        band,
        profile,
        scene.codes,
        hidden=sentences.hidden_share(transcript, factors, profile),
    )
    if lines is None:
        sensitivity = quick(exposure, profile, scene.codes)
    else:
        order = order_agreement(exposure, drawn, draws, profile, scene.codes)
        sensitivity = lines if order is None else (*lines, (ORDER, order))
    return Risk(
        confession_id=exposure.confession_id,
        band=band,
        voluntariness_index=scored.voluntariness_index,
        reliability_index=scored.reliability_index,
        subscores=scored.subscores,
        interval=spread,
        contributions=scored.contributions,
        sensitivity=sensitivity,
        caveats=sentences.caveats(transcript, factors, spread, profile, reason),
        not_assessed=exposure.not_assessed,
    )
