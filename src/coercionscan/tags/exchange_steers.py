"""Steering: a detail is sent back by naming it with a "not", or by saying how it was; or it is taken up as a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coercionscan.matching.language import BREAK
from coercionscan.tags.exchange_scene import ExchangeWords, Scene, Stretch

_FIRST = 2
"""A reaction stands in so many sentences at the head of the turn. A convention."""
_SHORT = 10
"""A comparison that steers is a short sentence. A convention."""
_BRIEF = 4
"""In a sentence of so few tokens a "higher" needs no "than". A convention."""
_ANSWER = 9
"""A guess is a short answer. A convention."""
_OFFER = 20
"""A detail that is weighed stands in an answer of at most so many tokens. A convention."""
_NEAR = 4
"""A "not" within so many tokens of a word is said of it. A convention."""
_STEM = 5


class Steers:
    """Finds steering in the reaction to a detail."""

    def __init__(self, table: ExchangeWords) -> None:
        """Keep the compiled words."""
        self._words = table.words
        self._content = table.content
        self._hedging = table.hedging
        self._asking = table.asking

    def of(self, stage: Scene, answer: int, index: int, *, steered: bool) -> tuple[str, Stretch, str] | None:
        """What a turn does with the detail of the answer before.

        Args:
            stage: The scene.
            answer: The turn that gave the detail.
            index: The asking turn after it.
            steered: Whether an answer was sent back shortly before.

        Returns:
            Rule, first and last token, and why; None where nothing steers.
        """
        words, answered = stage.words[index], stage.words[answer].tokens
        said = self._stems(answered)
        denied = self._denied(stage, answer)
        asks_back = self.asks_back(stage, answer)
        leaves_open = not self._words["alternatives"].isdisjoint(answered)
        for number, (first, end) in enumerate(words.sentences()[:_FIRST]):
            tokens = words.tokens[first:end]
            if tokens[-1] == "?" and BREAK not in tokens:
                continue
            stretch = (first, end - 1)
            concludes = tokens[0] in self._words["concluding"]
            if not (denied or asks_back or concludes) and any(self._sends_back(part, said) for part in _parts(tokens)):
                return "steered_off", stretch, "Names the detail just given, and says that it was not so."
            if number == 0 and not asks_back and self._sets_right(tokens, frozenset() if leaves_open else said, denied):
                return "set_right", stretch, "Says of the matter just asked about something else than the answer."
            alone = len(tokens) <= _BRIEF and bool(self._words["comparatives"] & set(tokens))
            short = len(tokens) <= _SHORT
            if alone or (short and any(first <= at and last < end for at, last in stage.hits(index, "compares"))):
                return "compared", stretch, "Sets the detail just given higher or lower."
            if steered and self._takes_up(tokens, said) and self._is_guess(stage, answer):
                return "taken_up", stretch, "Takes up a detail that was offered as a guess after another was sent back."
        weighed = stage.hits(index, "weighs_guess")
        if weighed and self._is_guess(stage, answer, _OFFER):
            return "weighed", weighed[0], "Shows whether a detail that was offered as a guess will do."
        return None

    def hedges(self, stage: Scene, answer: int) -> bool:
        """Whether a short answer may give something up: "I mean, I might have."."""
        tokens = stage.words[answer].tokens
        return len(tokens) <= _OFFER and not self._hedging.isdisjoint(tokens)

    def _is_guess(self, stage: Scene, index: int, limit: int = _ANSWER) -> bool:
        """Whether a short answer is put as a question or hedged."""
        tokens = stage.words[index].tokens
        hedged = tokens[-1] == "?" or bool(self._words["guessing"] & set(tokens))
        return hedged and len(tokens) <= limit

    def _takes_up(self, tokens: Sequence[str], said: frozenset[str]) -> bool:
        """Whether a sentence says that an answer will do, or says the answer again."""
        opens = tokens[0] in self._words["takes_up"] or bool(self._stems(tokens[:1]) & said)
        return opens and len(tokens) <= _SHORT and tokens[-1] != "?"

    def _sends_back(self, part: Sequence[str], said: frozenset[str]) -> bool:
        """Whether words between two commas name the detail next to a "not": "not your hand", "a tap would not"."""
        nots = [at for at, token in enumerate(part) if token in self._words["negating"]]
        if not nots or not self._judges(part[: nots[0]]):
            return False
        near = part[max(0, nots[0] - _NEAR) : nots[0] + _NEAR + 1]
        return bool(self._stems(near) & said)

    def _denied(self, stage: Scene, answer: int) -> frozenset[str]:
        """The words of those sentences of an answer that say that something was not so; not to know it says nothing."""
        words = stage.words[answer]
        found: set[str] = set()
        for first, end in words.sentences():
            tokens = words.tokens[first:end]
            nots = [at for at, token in enumerate(tokens) if token in self._words["negating"]]
            if any(self._words["no_correction"].isdisjoint(tokens[at + 1 : at + _FIRST]) for at in nots):
                found.update(self._stems(tokens) or (BREAK,))
        return frozenset(found)

    def _sets_right(self, tokens: Sequence[str], said: frozenset[str], denied: frozenset[str]) -> bool:
        """Whether a short sentence says how it was: "Tape." - "It was gum."; "It never is." - "It was locked."."""
        at = next((at for at, token in enumerate(tokens) if token not in self._words["leads_on"]), len(tokens))
        told = tokens[at + 2 :]
        if tokens[-1] == "?" or len(tokens) > _SHORT or not told or tokens[at] not in self._words["things_told"]:
            return False
        if tokens[at + 1] not in self._words["was"] or not self._words["negating"].isdisjoint(told):
            return False
        content = self._stems(told)
        new = bool(content) and (not content <= said or not content.isdisjoint(denied))
        return new and self._words["judging"].isdisjoint(told)

    def asks_back(self, stage: Scene, index: int) -> bool:
        """Whether an answer ends with a question of its own, and not with a guess put as one: "One?"."""
        words = stage.words[index]
        if not words.tokens or words.tokens[-1] != "?":
            return False
        first, end = words.sentences()[-1]
        return not self._asking.isdisjoint(words.tokens[first : min(end, first + _FIRST)])

    def _judges(self, before: Sequence[str]) -> bool:
        """Whether a "not" is said of the detail, and not of the speaker or of the person."""
        return not self._words["speaking"] & set(before)

    def _stems(self, tokens: Sequence[str]) -> frozenset[str]:
        return frozenset(token[:_STEM] for token in self._content(tokens))


def _parts(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    first = 0
    for at, token in enumerate(tokens):
        if token == BREAK:
            yield tokens[first:at]
            first = at + 1
    yield tokens[first:]
