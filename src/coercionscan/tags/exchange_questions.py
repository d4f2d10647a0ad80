"""What a sentence of the asking side asks: its question word, whom it is about, and the words that say the matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coercionscan.matching.language import BREAK
from coercionscan.tags.exchange_acts import Acts
from coercionscan.tags.exchange_clauses import Mood, Subject
from coercionscan.tags.exchange_scene import ExchangeWords, Scene, Stretch

_LEAD = 4
"""A question word stands within so many tokens of the head of its sentence. A convention."""
_CORE = 2
"""A question whose first part has fewer words of its own goes on after the comma. A convention."""
_YOU = Subject.YOU
_DENIED = Mood.DENIED
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence that asks.

    Attributes:
        turn: Its turn.
        stretch: First and last token.
        wh: Question word; None for one that is answered yes or no.
        matter: Stems of all its words that are no marks, articles or pronouns that stand for something else.
        content: Those of them that carry content of their own.
        steps: Words that move on ("next", "else"): with other ones it is another question.
        about: Whether it asks what the person did ("you") or what others did ("they"); "" where it does not say.
        asks: Whether it is put as a question; False for a statement to the person, that can be put again as one.
        denied: Whether it says of the person that he did not: "You never had the key?"
    """

    turn: int
    stretch: Stretch
    wh: str | None
    matter: frozenset[str]
    content: frozenset[str]
    steps: frozenset[str]
    about: str
    asks: bool
    denied: bool


class Reader:
    """Reads the questions of a turn."""

    def __init__(self, table: ExchangeWords, acts: Acts) -> None:
        """Keep the compiled words."""
        self._acts = acts
        words = table.words
        self._kinds = {word: kind for kind, alike in table.table["question_kinds"].items() for word in alike}
        self._addressed = words["addressed"]
        self._others = words["other_subjects"]
        self._steps = words["steps_on"]
        self._led_by = words["skipped"] | words["bare"]
        self._over = words["no_matter"] | words["skipped"]

    def read(self, stage: Scene, index: int) -> list[Question]:
        """The questions of a turn, and its statements about the person asked.

        Args:
            stage: The scene.
            index: An asking turn.

        Returns:
            In order; a sentence without words of its own is left out.
        """
        words = stage.words[index]
        clauses = self._acts.clauses
        mentions = clauses.mentions_in(words, _YOU) if clauses.may_deny(words.tokens) else ()
        denied = [verb for verb, clause in mentions if clause.mood is _DENIED]
        found = []
        for first, end in words.sentences():
            tokens = words.tokens[first:end]
            at = next((at for at, token in enumerate(tokens[:_LEAD]) if token in self._kinds), None)
            heads = at is not None and all(not token[0].isalnum() or token in self._led_by for token in tokens[:at])
            asks = tokens[-1] == "?" or heads
            if not asks and self._addressed.isdisjoint(tokens):
                continue
            wh = None if at is None else self._kinds[tokens[at]]
            core = self._core(tokens, at)
            stems = frozenset(map(self._acts.forms.stem, core))
            said = self._acts.things(core)
            steps = self._steps.intersection(tokens)
            not_done = any(first <= verb < end for verb in denied)
            found.append(Question(index, (first, end - 1), wh, stems, said, steps, self._about(tokens), asks, not_done))
        return found

    def stems(self, tokens: Sequence[str]) -> frozenset[str]:
        """Stems of words."""
        return frozenset(map(self._acts.forms.stem, tokens))

    def _about(self, tokens: Sequence[str]) -> str:
        """Who acts in a question: the first it names is, as in "Did he owe you?" and "Did you owe him?"."""
        for token in tokens:
            if token in self._addressed:
                return "you"
            if token in self._others:
                return "they"
        return ""

    def _core(self, tokens: Sequence[str], at: int | None) -> list[str]:
        """The words that say the matter: from the question word to the first comma after words of its own."""
        core: list[str] = []
        passed = 0
        for token in tokens[0 if at is None else at + 1 :]:
            if token == BREAK and (len(core) >= _CORE or (at is not None and passed >= _CORE)):
                break
            passed += token[0].isalnum()
            if token[0].isalnum() and token not in self._over and token not in self._steps:
                core.append(token)
        return core
