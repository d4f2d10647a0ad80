"""A question put again after its answer, with nothing new in it.

Nobody puts a question again in the same words. What is put again is shorter ("Where'd it come from?", "Which one?"),
is the same yes-or-no after a no ("So did you take it?"), or gives the no back as a question ("You never had the
key?"). That the answer was not taken shows in a word of doubt or rejection, or in the asking again itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from coercionscan.records import Tag
from coercionscan.tags.exchange_acts import Acts
from coercionscan.tags.exchange_questions import Question, Reader
from coercionscan.tags.exchange_replies import NEITHER, Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene

CODE = "repeated_question"
_WINDOW = 8
"""How many questions back an earlier one is looked for. A convention."""
_NEUTRAL_WINDOW = 2
"""A question put again without any sign of doubt must follow closely. A convention."""
_DENIED_WINDOW = 40
"""A question answered with a denial is remembered so long. A convention."""
_ALIKE = 0.67
"""Share of the words that two questions have in common when something is new in the second. A convention."""
_SHORT = 14
"""A longer answer is more than a no, or than half an answer. A convention."""
_LEAD = 2
"""So many tokens may stand before the words that put an answer back. A convention."""
_YES, _NO = Answer.YES, Answer.NO
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Signal(IntEnum):
    """How the asking side shows that it does not take the answer."""

    NEUTRAL = 0
    DOUBT = 1
    REJECTION = 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions of a turn, the last first, and how they were answered.

    ``answer`` is the turn that answers them, None where none does; ``denied`` and ``yes`` tell what it says.
    """

    questions: Sequence[Question]
    answer: int | None
    denied: bool
    yes: bool


class Repeats:
    """Finds repeated questions."""

    def __init__(self, table: ExchangeWords, maker: Maker, acts: Acts) -> None:
        """Keep the compiled words."""
        self._words = table.words
        self._hedges = table.words["guessing"] | table.words["hedges"]
        self._maker = maker
        self._reader = Reader(table, acts)

    def tag(self, stage: Scene, replies: Mapping[int, Reply]) -> list[Tag]:
        """One tag at most for each asking turn that the patterns left without.

        Args:
            stage: The scene.
            replies: Replies of the questioned person's turns.

        Returns:
            Tags in order of the turns.
        """
        asked: list[_Asked] = []
        out: list[Tag] = []
        for index in range(len(stage.words)):
            if not stage.asks(index):
                continue
            questions = self._reader.read(stage, index)
            if CODE not in stage.codes_at(index) and not stage.has(index, "greeting"):
                out += self._repeated(stage, questions, asked, replies) or self._pressed_back(stage, index, replies)
            if questions:
                asked.append(self._asked(stage, index, questions, replies))
        return out

    def _asked(self, stage: Scene, index: int, questions: Sequence[Question], replies: Mapping[int, Reply]) -> _Asked:
        answer = stage.talk.other_after[index]
        if answer is None or not self._answers(stage, answer):
            return _Asked(questions[::-1], None, denied=False, yes=False)
        yes = replies.get(answer, NEITHER).answer is _YES
        return _Asked(questions[::-1], answer, self._is_denial(stage, answer, replies), yes)

    def _repeated(
        self, stage: Scene, questions: Sequence[Question], asked: Sequence[_Asked], replies: Mapping[int, Reply]
    ) -> list[Tag]:
        signal: Signal | None = None
        for question in reversed(questions):
            if not question.asks or self._is_procedural(stage, question):
                continue
            signal = self._signal(stage, question.turn) if signal is None else signal
            earlier = self._earlier(stage, question, asked, signal)
            if earlier is not None:
                why = f"Asks again what turn {earlier.turn + 1} had asked and what was answered."
                return [self._made(stage, question, "repeated", why, earlier.turn, signal)]
            denial = self._given_back(stage, question, replies)
            if denial is not None:
                why = "Gives the denial just made back as a question."
                return [self._made(stage, question, "given_back", why, denial, max(signal, Signal.DOUBT))]
        return []

    def _pressed_back(self, stage: Scene, index: int, replies: Mapping[int, Reply]) -> list[Tag]:
        """A few words that put a no, or half an answer, back to the person: "Not once?", "Did he or didn't he?"."""
        last = self._last_answer(stage, index)
        if last is None or stage.has(index, "procedural"):
            return []
        words = stage.words[last].tokens
        hedged = len(words) <= _SHORT and not self._hedges.isdisjoint(words)
        denied = len(words) <= _SHORT and self._is_denial(stage, last, replies)
        found = [
            *(stage.hits(index, "asks_short_back") if denied else ()),
            *(stage.hits(index, "settles_it") if hedged else ()),
        ]
        first = next((one for one in found if one[0] <= _LEAD), None)
        if first is None:
            return []
        why = "Puts the answer just given back as not enough."
        shown = {"signal": Signal.DOUBT.name.lower()}
        return [self._maker.make(stage, CODE, index, first, "pressed_back", why, related=(last,), attributes=shown)]

    def _made(self, stage: Scene, question: Question, rule: str, why: str, related: int, signal: Signal) -> Tag:
        shown = {"signal": signal.name.lower()}
        return self._maker.make(
            stage, CODE, question.turn, question.stretch, rule, why, related=(related,), attributes=shown
        )

    def _is_procedural(self, stage: Scene, question: Question) -> bool:
        """Whether the sentence, or the one before it, gives a plain reason for asking again."""
        if not stage.has(question.turn, "procedural"):
            return False
        bounds = stage.words[question.turn].sentences()
        at = next(at for at, (first, _) in enumerate(bounds) if first == question.stretch[0])
        begin = bounds[max(0, at - 1)][0]
        return any(
            begin <= first and last <= question.stretch[1] for first, last in stage.hits(question.turn, "procedural")
        )

    def _earlier(self, stage: Scene, question: Question, asked: Sequence[_Asked], signal: Signal) -> Question | None:
        """The nearest earlier question that is the same and was answered."""
        last = self._last_answer(stage, question.turn)
        if last is None:
            return None
        reach = _WINDOW if signal else _NEUTRAL_WINDOW
        farthest = _DENIED_WINDOW if question.wh is None and self._about_person(question) else reach
        near = True
        for back, turn in enumerate(reversed(asked), 1):
            if back > farthest:
                break
            if turn.answer is None or turn.answer >= question.turn or (back > reach and not turn.denied):
                continue
            for earlier in turn.questions:
                if not self._same(question, earlier, signal, near=near and turn.answer == last):
                    near = False
                elif question.wh is not None or turn.denied or (signal and not turn.yes):
                    return earlier
        return None

    def _same(self, now: Question, earlier: Question, signal: Signal, *, near: bool) -> bool:
        """Whether an earlier sentence asked the same: nothing new is in the later one."""
        if now.wh != earlier.wh or now.steps - earlier.steps:
            return False
        if now.about and earlier.about and now.about != earlier.about:
            return False
        new = now.matter - earlier.matter
        if new:
            common = now.content & earlier.content
            return bool(signal) and len(common) > 1 and len(common) >= _ALIKE * len(now.content)
        if now.content:
            return bool(signal) or near or len(now.content) > 1
        if now.wh is None:
            return near and bool(now.matter)
        return near and (bool(signal) or len(now.matter) > 1)

    def _given_back(self, stage: Scene, question: Question, replies: Mapping[int, Reply]) -> int | None:
        """The denial that a question puts back to the person: "You never had the key?"; None for another question."""
        if question.wh is not None or not question.denied:
            return None
        last = self._last_answer(stage, question.turn)
        if last is None or not self._is_denial(stage, last, replies):
            return None
        asked = stage.talk.other_before[last]
        said = [*stage.words[last].tokens, *(stage.words[asked].tokens if asked is not None else ())]
        return last if question.content <= self._reader.stems(said) else None

    def _about_person(self, question: Question) -> bool:
        return not self._words["addressed"].isdisjoint(question.matter)

    def _last_answer(self, stage: Scene, index: int) -> int | None:
        """The last turn of the questioned person before a turn; None where it was no answer."""
        before = stage.talk.other_before[index]
        return before if before is not None and self._answers(stage, before) else None

    def _answers(self, stage: Scene, index: int) -> bool:
        """Whether a turn of the person is an answer: it is not silence, and does not only ask back."""
        if stage.has(index, "no_answer") or stage.has(index, "no_response"):
            return False
        tokens = stage.words[index].tokens
        return bool(tokens) and tokens[-1] != "?"

    def _is_denial(self, stage: Scene, index: int, replies: Mapping[int, Reply]) -> bool:
        said_no = replies.get(index, NEITHER).answer is _NO
        return said_no or "denial" in stage.codes_at(index)

    def _signal(self, stage: Scene, index: int) -> Signal:
        codes = stage.codes_at(index)
        if codes & self._words["rejecting_codes"] or stage.has(index, "rejects"):
            return Signal.REJECTION
        if stage.has(index, "doubts") or stage.has(index, "asks_again"):
            return Signal.DOUBT
        return Signal.NEUTRAL
