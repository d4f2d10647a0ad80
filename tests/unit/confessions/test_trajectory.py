from __future__ import annotations

from coercionscan.confessions.trajectory import trajectory
from coercionscan.records import Stance, TagStatus
from tests.builders import tag, tagging, transcript


def test_the_way_from_denial_to_retraction() -> None:
    made = transcript(
        ("S", "I wasn't there."),
        ("S", "I know nothing about a barn."),
        ("S", "Maybe the red one?"),
        ("S", "And if it had been me?"),
        ("S", "I was in the lane."),
        ("S", "I lit it."),
        ("S", "I lit it, yes."),
        ("S", "That was made up."),
    )
    tags = (
        tag(made, 0, "denial", object="presence"),
        tag(made, 1, "denial", object="knowledge"),
        tag(made, 2, "guess_or_inconsistency", kind="guess"),
        tag(made, 3, "full_admission", status=TagStatus.SUPPRESSED, suppressed_by="hypothetical: if"),
        tag(made, 4, "partial_admission"),
        tag(made, 5, "full_admission"),
        tag(made, 6, "full_admission"),
        tag(made, 7, "retraction"),
    )
    way = trajectory(made, tagging(made, *tags))
    assert [one.stance for one in way] == [
        Stance.DENY,
        Stance.NO_KNOWLEDGE,
        Stance.HEDGE,
        Stance.HYPOTHETICAL,
        Stance.PARTIAL,
        Stance.ADMIT,
        Stance.ADMIT,
        Stance.RETRACT,
    ]
    assert [one.changed for one in way] == [True, True, True, True, True, True, False, True]


def test_what_takes_no_stance_is_left_out() -> None:
    made = transcript(("I", "You lit it."), ("S", "Blue, I mean red."), ("S", "I'm tired."), ("S", "I never."))
    tags = (
        tag(made, 0, "guilt_accusation"),
        tag(made, 1, "guess_or_inconsistency", kind="changed_after_feedback"),
        tag(made, 2, "fatigue_distress"),
        tag(made, 3, "denial", status=TagStatus.SUPPRESSED, suppressed_by="quoted: he said"),
    )
    assert trajectory(made, tagging(made, *tags)) == ()


def test_an_admission_outweighs_a_denial_in_the_same_turn() -> None:
    made = transcript(("S", "I didn't hit him, I pushed him."))
    tags = (tag(made, 0, "denial", "I didn't hit him"), tag(made, 0, "partial_admission", "I pushed him"))
    assert [one.stance for one in trajectory(made, tagging(made, *tags))] == [Stance.PARTIAL]
