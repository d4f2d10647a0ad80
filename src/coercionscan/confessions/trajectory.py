"""The way from denial to admission: the questioned person's stance, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable

from coercionscan.records import Stance, StanceChange, Tag, Tagging, TagStatus, Transcript

# Where one turn carries several stances, the first of these is its stance.
_OF_CODE = (
    ("retraction", Stance.RETRACT),
    ("full_admission", Stance.ADMIT),
    ("partial_admission", Stance.PARTIAL),
    ("denial", Stance.DENY),
    ("guess_or_inconsistency", Stance.HEDGE),
    ("memory_distrust_statement", Stance.HEDGE),
)
_ADMISSIONS = ("full_admission", "partial_admission")
_HYPOTHETICAL = "hypothetical"
_UNSURE_KINDS = ("guess", "hedge", "asks_interrogator")


def trajectory(transcript: Transcript, tagging: Tagging) -> tuple[StanceChange, ...]:
    """Stance of each turn of a questioned person that takes one.

    Args:
        transcript: The transcript.
        tagging: Its tags. An admission that was silenced as hypothetical is shown as such, never as an admission.

    Returns:
        One record per turn with a stance, in order; ``changed`` marks a stance other than that of the last such turn.
    """
    by_turn: dict[int, list[Tag]] = {}
    for tag in tagging.tags:
        if transcript.turns[tag.turn_index].role.questioned:
            by_turn.setdefault(tag.turn_index, []).append(tag)
    changes: list[StanceChange] = []
    for index in sorted(by_turn):
        stance = _stance(by_turn[index])
        if stance is not None:
            before = changes[-1].stance if changes else None
            changes.append(StanceChange(turn_index=index, stance=stance, changed=stance is not before))
    return tuple(changes)


def _stance(tags: Iterable[Tag]) -> Stance | None:
    tags = tuple(tags)
    active = {tag.code: tag for tag in tags if tag.status is TagStatus.ACTIVE}
    for code, stance in _OF_CODE:
        if code in active and _takes(active[code], stance):
            return Stance.NO_KNOWLEDGE if _is_ignorance(active[code]) else stance
    return Stance.HYPOTHETICAL if any(map(_is_hypothetical, tags)) else None


def _takes(tag: Tag, stance: Stance) -> bool:
    """Only an unsure answer is a hedge; one that changed after feedback says nothing on the act."""
    return stance is not Stance.HEDGE or tag.attribute("kind") in (None, *_UNSURE_KINDS)


def _is_ignorance(tag: Tag) -> bool:
    return tag.code == "denial" and tag.attribute("object") == "knowledge"


def _is_hypothetical(tag: Tag) -> bool:
    silenced = tag.status is TagStatus.SUPPRESSED and (tag.evidence.suppressed_by or "").startswith(_HYPOTHETICAL)
    return silenced and tag.code in _ADMISSIONS
