"""One answer as the weighing of admissions sees it: its words, its acts, and the talk that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coercionscan.matching.language import Words
from coercionscan.records import Tag
from coercionscan.tags.exchange_acts import DENIED, OWN, ActHit, tail_begin
from coercionscan.tags.exchange_issue import Issue, Pressed
from coercionscan.tags.exchange_record import Record
from coercionscan.tags.exchange_replies import Answer, Reply
from coercionscan.tags.exchange_scene import Scene

_YES, _NO = Answer.YES, Answer.NO
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class Heard:
    """An answer of a suspect.

    Attributes:
        stage: The scene.
        pressed: What was put to the person in the whole talk.
        issue: What was held against him and denied so far.
        record: What was admitted so far.
        index: The turn.
        reply: Yes, no or neither.
        hits: Acts in the answer.
        statements: Hits of the patterns of admissions that stand.
        own: Acts that the person tells of himself.
        denied: Acts that the person denies.
    """

    stage: Scene
    pressed: Pressed
    issue: Issue
    record: Record
    index: int
    reply: Reply
    hits: tuple[ActHit, ...]
    statements: tuple[Tag, ...]
    own: Sequence[ActHit] = field(init=False)
    denied: Sequence[ActHit] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the acts."""
        self.own = [hit for hit in self.hits if hit.frame == OWN] if self.hits else ()
        self.denied = [hit for hit in self.hits if hit.frame == DENIED] if self.hits else ()

    @property
    def words(self) -> Words:
        """The answer."""
        return self.stage.words[self.index]

    @property
    def tokens(self) -> Sequence[str]:
        """The words of the answer."""
        return self.stage.words[self.index].tokens

    @property
    def says_yes(self) -> bool:
        """Whether it opens with a yes, in words or by a nod."""
        return self.reply.answer is _YES

    @property
    def says_no(self) -> bool:
        """Whether it opens with a no."""
        return self.reply.answer is _NO

    def yes_holds(self, words: frozenset[str]) -> bool:
        """Whether one of some words stands in its yes, or beside it where the answer is nothing but a yes."""
        first, last = (0, len(self.tokens) - 1) if self.reply.bare else self.reply.stretch
        return self.says_yes and not words.isdisjoint(self.tokens[first : last + 1])

    def has(self, name: str) -> bool:
        """Whether the answer holds a phrase of a list."""
        return self.stage.has(self.index, name)

    def question(self) -> tuple[int, Sequence[str]] | None:
        """The turn that is answered and its words up to the answer; None where nobody asked."""
        asked = self.stage.asked_before(self.index)
        return None if asked is None else (asked[0], self.stage.words[asked[0]].tokens[: asked[1]])

    def question_holds(self, name: str, sentences: int) -> bool:
        """Whether the last sentences of the question hold a phrase of a list."""
        asked = self.stage.asked_before(self.index)
        if asked is None or not self.stage.has(asked[0], name):
            return False
        begin = tail_begin(self.stage, *asked, sentences)
        return any(begin <= first and last < asked[1] for first, last in self.stage.hits(asked[0], name))

    def says_back(self, hit: ActHit) -> bool:
        """Whether the question before put the same act to the person with the same verb."""
        return any(one.act is hit.act and one.verb == hit.verb for one in self.pressed.put_before(self.index))

    def is_first_answer(self) -> bool:
        """Whether no other turn of the person stands between the question and this one."""
        asked = self.stage.talk.other_before[self.index]
        between = range(0 if asked is None else asked + 1, self.index)
        return asked is not None and not any(
            self.stage.answers(turn) and not self.stage.is_gesture(turn) for turn in between
        )
