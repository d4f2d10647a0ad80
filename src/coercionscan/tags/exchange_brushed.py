"""Words that brush a denial aside stand where there is a denial to brush aside.

"Come on", "Let me finish", "That's not true": said after a denial they reject it, and said after anything else they are
talk. A few words reject by themselves ("I don't want to hear that"), at the head of a turn that answers a "not".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from coercionscan.records import Tag, TagStatus
from coercionscan.tags.exchange_feedback import begins_denial
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_scene import ExchangeWords, Scene

_SENTENCES = 5
"""A denial is brushed aside within so many sentences. A convention."""
_HEAD = 9
"""Without a denial before them, the words stand at the head of the turn, within so many tokens. A convention."""


def standing(stage: Scene, candidates: Sequence[Tag], pressed: Pressed, table: ExchangeWords) -> list[Tag]:
    """The hits of the patterns that stand.

    Args:
        stage: The scene, with the denials in it.
        candidates: Hits of the patterns of blocking.
        pressed: What was put to the person.
        table: The compiled words.

    Returns:
        Tags in their order; suppressed ones are kept as they are.
    """
    return [tag for tag in candidates if tag.status is not TagStatus.ACTIVE or _stands(stage, tag, pressed, table)]


def _stands(stage: Scene, tag: Tag, pressed: Pressed, table: ExchangeWords) -> bool:
    words = stage.words[tag.turn_index]
    at = bisect_right(words.starts, tag.span.start) - 1
    rule = tag.evidence.rule_id or ""
    if at < _HEAD and rule in table.words["forestalls"]:
        return True
    before = stage.talk.other_before[tag.turn_index]
    if before is None:
        return False
    denies = "denial" in stage.codes_at(before) or begins_denial(stage, before)
    if denies or (pressed.hot(tag.turn_index) and pressed.denied_deed(before)):
        return sum(first <= at for first, _ in words.sentences()) <= _SENTENCES
    if at >= _HEAD or rule not in table.words["rejects_alone"]:
        return False
    return not table.words["negating"].isdisjoint(stage.words[before].tokens)
