"""The sentences that go with every score: what it is not, and what it could not see."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.lexicon.profile import Profile
from coercionscan.records import Interval, Quality, SessionFactor, Transcript

STANDING = "The tool does not assess whether the statement is true or whether the law was broken."
RECORDED_PART = (
    "The band says how many and how strong the documented risk factors are in the recorded part. "
    "Few of them are no finding that the questioning was proper."
)
UNRECORDED = "unrecorded_contact"
DURATION = "duration_before_admission"


def not_assessable(transcript: Transcript, profile: Profile) -> str | None:
    """Why a contact cannot be assessed, or None where it can.

    Args:
        transcript: The transcript.
        profile: Holds the largest share of turns without a known role.

    Returns:
        One sentence.
    """
    quality = transcript.quality
    if quality.not_assessable_reason:
        return quality.not_assessable_reason
    if quality.unknown_role_share > profile.coverage.most_unknown_roles.value:
        return f"It is not known who speaks in {quality.unknown_role_share:.0%} of the turns."
    return None


def caveats(
    transcript: Transcript, factors: Sequence[SessionFactor], interval: Interval, profile: Profile, reason: str | None
) -> tuple[str, ...]:
    """All caveats of one score, the weightiest first.

    Args:
        transcript: The transcript.
        factors: Circumstances of the contact.
        interval: The interval of the score.
        profile: The score profile.
        reason: Why the contact cannot be assessed, or None.

    Returns:
        Sentences; never empty, the standing one is always there.
    """
    found = [f"Not assessable: {reason}"] if reason else []
    found += [STANDING, RECORDED_PART, *profile.caveats]
    if not reason and interval.draws:
        stays = round(interval.band_stability * interval.draws)
        found.append(f"The band stays in {stays} of {interval.draws} random draws of tags and weights.")
    return (*found, *_coverage(transcript.quality, factors, profile))


def hidden_share(transcript: Transcript, factors: Sequence[SessionFactor], profile: Profile) -> float:
    """How far what was not recorded or not heard may push the high end up: ``1 - (1 - unclear)(1 - e)``.

    Args:
        transcript: The transcript.
        factors: Circumstances; the exposure of unrecorded contact counts.
        profile: Holds ``e``, what unrecorded contact may add.

    Returns:
        A share 0..1. What is not known adds nothing here; it is listed as not assessed.
    """
    exposed = next((factor.exposure for factor in factors if factor.id == UNRECORDED), None) or 0.0
    unclear = min(max(transcript.quality.unclear_share, 0.0), 1.0)
    return 1 - (1 - unclear) * (1 - exposed * profile.coverage.unrecorded_exposure.value)


def _coverage(quality: Quality, factors: Sequence[SessionFactor], profile: Profile) -> list[str]:
    found = []
    rule = profile.coverage
    by_id = {factor.id: factor for factor in factors}
    if quality.recorded_share is not None and quality.recorded_share < rule.least_recorded_share.value:
        found.append(f"Only {quality.recorded_share:.0%} of the contact is recorded: read the low end only.")
    if quality.unclear_share > rule.most_unclear_share.value:
        found.append(f"{quality.unclear_share:.0%} of the turns hold unclear words: read the low end only.")
    if quality.doubtful_turn_count:
        found.append(f"The speaker of {quality.doubtful_turn_count} turns is doubtful.")
    if (unrecorded := by_id.get(UNRECORDED)) is not None:
        if unrecorded.exposure is None:
            found.append("It is not known whether there was contact that is not in this record.")
        elif unrecorded.exposure > 0:
            found.append(f"Part of the contact is not in this record ({unrecorded.value}): the high end is raised.")
    if (length := by_id.get(DURATION)) is not None and length.source.startswith("estimated"):
        found.append("The length of the questioning is estimated from the number of words.")
    return found
