"""How a turn answers: yes, no, or neither, by its opening words or by a gesture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from coercionscan.matching.language import BREAK
from coercionscan.tags.exchange_scene import ExchangeWords, Scene, Stretch

_BARE_LIMIT = 9
"""A longer turn says more than yes or no. A convention."""


class Answer(Enum):
    """What the opening of a turn says to the question before it."""

    NEITHER = auto()
    YES = auto()
    NO = auto()


_NEITHER, _NO, _YES = Answer.NEITHER, Answer.NO, Answer.YES
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class Reply:
    """An answer: what it says, the tokens that say it, and whether there is nothing else in the turn."""

    answer: Answer
    stretch: Stretch
    bare: bool


NEITHER = Reply(_NEITHER, (0, 0), bare=False)


def reply(stage: Scene, index: int, table: ExchangeWords) -> Reply:
    """Read the answer of a turn.

    Args:
        stage: The scene.
        index: A turn of a questioned person.
        table: The compiled words.

    Returns:
        The reply; ``NEITHER`` where the turn opens with neither yes nor no.
    """
    tokens = stage.words[index].tokens
    if not tokens:
        return NEITHER
    if stage.is_gesture(index):
        return _gesture(stage, index, (0, len(tokens) - 1), bare=True)
    at = _opening(tokens, table)
    shown = _gesture(stage, index, (0, at - 1), bare=False) if at else NEITHER
    if shown.answer is _NO:
        return shown
    spoken = _spoken(stage, index, at)
    if spoken is None and shown.answer is _NEITHER and _yes_at_last(stage, index, table):
        return Reply(_YES, (at, len(tokens) - 1), bare=False)
    if spoken is None:
        return replace(shown, bare=at >= len(tokens))
    answer, last = spoken
    bare = len(tokens) <= _BARE_LIMIT and all(token in table.words["bare"] for token in tokens if token[0].isalnum())
    return Reply(answer, (at, last), bare)


def _gesture(stage: Scene, index: int, stretch: Stretch, *, bare: bool) -> Reply:
    for name, answer in (("head_shake", _NO), ("nod", _YES)):
        if any(stretch[0] <= first and last <= stretch[1] for first, last in stage.hits(index, name)):
            return Reply(answer, stretch, bare)
    return NEITHER


def _spoken(stage: Scene, index: int, at: int) -> tuple[Answer, int] | None:
    """The longest phrase of assent or denial that begins at a token; denial wins a tie."""
    found = [
        (last, answer is _NO, answer)
        for name, answer in (("assent", _YES), ("deny", _NO))
        for first, last in stage.hits(index, name)
        if first == at
    ]
    if not found:
        return None
    last, _, answer = max(found, key=lambda item: item[:2])
    return answer, last


def _yes_at_last(stage: Scene, index: int, table: ExchangeWords) -> bool:
    """Whether a short answer ends with a yes: "On the pallets, yeah."."""
    tokens = [word for word in stage.words[index].tokens if word[0].isalnum() or word == BREAK]
    ends = len(tokens) > 1 and tokens[-1] in table.words["yes_at_last"] and tokens[-2] == BREAK
    return ends and len(tokens) <= _BARE_LIMIT


def _opening(tokens: Sequence[str], table: ExchangeWords) -> int:
    """The first token that is neither a mark, a bracket with its words, nor a word that is read over."""
    at = 0
    inside = False
    while at < len(tokens):
        word = tokens[at]
        inside = word == "(" or (inside and word != ")")
        if not inside and word[0].isalnum() and word not in table.words["skipped"]:
            return at
        at += 1
    return at
