"""A question put again after its answer, with nothing new in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from coercionscan.records import Tag
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch

CODE = "repeated_question"
_WINDOW = 8
"""How many questions back an earlier one is looked for. A convention."""
_NEUTRAL_WINDOW = 2
"""A question put again without any sign of doubt must follow closely. A convention."""
_ALIKE = 88.0
"""Token set ratio (0..100) from which two questions are the same. A convention, checked on invented pairs."""
_STEM = 5


@dataclass(slots=True)
class _Question:
    turn: int
    stretch: Stretch
    wh: str | None
    content: tuple[str, ...]
    plain: str


class Repeats:
    """Finds repeated questions."""

    def __init__(self, table: ExchangeWords, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._maker = maker
        self._small = table.words["skipped"] | table.words["function_words"]

    def tag(self, stage: Scene) -> list[Tag]:
        """One tag at most for each asking turn that the patterns left without.

        Args:
            stage: The scene.

        Returns:
            Tags in order of the turns.
        """
        asked: list[_Question] = []
        out: list[Tag] = []
        for index in range(len(stage.words)):
            if not stage.asks(index):
                continue
            questions = self._questions(stage, index)
            if CODE not in stage.codes.get(index, frozenset()):
                out += self._repeated(stage, questions, asked)
            asked += questions
        return out

    def _questions(self, stage: Scene, index: int) -> list[_Question]:
        """The sentences of a turn that end with a question mark or begin with a question word."""
        words = stage.words[index]
        found: list[_Question] = []
        for first, end in words.sentences():
            tokens = words.tokens[first:end]
            wh = next((token for token in tokens[:4] if token in self._table.words["question_words"]), None)
            if tokens[-1] != "?" and wh is None:
                continue
            small = self._small
            content = tuple(token[:_STEM] for token in self._table.content(tokens))
            plain = " ".join(token for token in tokens if (token[0].isalnum() and token not in small) or token == wh)
            whole = " ".join(
                token for token in tokens if token[0].isalnum() and token not in self._table.words["skipped"]
            )
            found.append(_Question(index, (first, end - 1), wh, content, plain if content else whole))
        return found

    def _repeated(self, stage: Scene, questions: Sequence[_Question], asked: Sequence[_Question]) -> list[Tag]:
        for question in reversed(questions):
            earlier = self._earlier(stage, question, asked)
            if earlier is None:
                continue
            signal = self._signal(stage, question.turn)
            why = f"Asks again what turn {earlier.turn + 1} had asked and what was answered."
            return [
                self._maker.make(
                    stage,
                    CODE,
                    question.turn,
                    question.stretch,
                    "repeated",
                    why,
                    related=(earlier.turn,),
                    attributes={"signal": signal},
                )
            ]
        return []

    def _earlier(self, stage: Scene, question: _Question, asked: Sequence[_Question]) -> _Question | None:
        """The nearest earlier question that is the same and was answered."""
        if any(stage.has(question.turn, name) for name in ("procedural", "greeting")):
            return None
        signal = self._signal(stage, question.turn)
        reach = _NEUTRAL_WINDOW if signal == "neutral" else _WINDOW
        for earlier in _last(asked, reach):
            if self._same(question, earlier, signal) and self._answered(stage, earlier.turn, question.turn):
                return earlier
        return None

    def _same(self, one: _Question, other: _Question, signal: str) -> bool:
        if one.wh != other.wh:
            return False
        if not one.content or not other.content:
            return (
                signal != "neutral" and one.content == other.content and one.plain == other.plain and " " in one.plain
            )
        if set(one.content) - set(other.content):
            return False
        return fuzz.token_set_ratio(" ".join(one.content), " ".join(other.content)) >= _ALIKE and (
            len(set(one.content)) > 1 or one.plain == other.plain
        )

    def _answered(self, stage: Scene, earlier: int, now: int) -> bool:
        """Whether the last word of the questioned person before the second question was an answer."""
        answers = [index for index in range(earlier + 1, now) if stage.answers(index)]
        if not answers:
            return False
        last = answers[-1]
        if stage.has(last, "no_answer") or stage.has(last, "no_response"):
            return False
        return bool(stage.words[last].tokens)

    def _signal(self, stage: Scene, index: int) -> str:
        codes = stage.codes.get(index, frozenset())
        if codes & self._table.words["rejecting_codes"] or stage.has(index, "rejects"):
            return "rejection"
        if stage.has(index, "doubts") or stage.has(index, "asks_again"):
            return "doubt"
        return "neutral"


def _last(asked: Sequence[_Question], turns: int) -> Iterator[_Question]:
    """The questions of so many turns, the latest first."""
    begin = None
    for question in reversed(asked):
        if question.turn != begin:
            begin = question.turn
            turns -= 1
        if turns < 0:
            return
        yield question
