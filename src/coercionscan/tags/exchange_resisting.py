"""Whether an answer turns down what was put: what it says and what it answers are weighed together.

A stranger sees resistance in no single word: "It wasn't raining" corrects where somebody has just spoken of the rain,
and tells something where nobody has. So each sign of the answer, and of what it answers, has points in
``exchanges.toml``; enough of them make a resisted suggestion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from coercionscan.records import QuestionForm
from coercionscan.tags.exchange_acts import Acts
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_replies import Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Scene, Stretch, figures
from coercionscan.tags.remembered import Remembered

_FIRST = 3
"""What was put is turned down in so many sentences at the head of an answer. A convention."""
_HEAD = 2
"""Words of contradiction stand in so many sentences at the head of an answer. A convention."""
_NEAR = 4
"""A "not" is said of a word among the next so many tokens. A convention."""
_FRAGMENT = 4
"""Up to so many tokens, mark included, what was put last ("In cash.") names little that can be turned down."""
_SAME = 3
"""An answer that repeats so many words says no other thing. A convention."""
_ECHO = 9
"""What says the same again is an answer of at most so many tokens. A convention."""
_FORMS = {
    QuestionForm.LEADING: "after_leading",
    QuestionForm.NONE: "after_statement",
    QuestionForm.PROBING: "after_probing",
    QuestionForm.OPEN: "after_open",
}
_TELLS = frozenset({"after_leading", "after_statement"})
_SAID = (
    "contradicts", "one_of_many", "said_otherwise", "would_have_noticed", "makes_less_of_it", "concedes",
    "agrees_after_all",
)  # fmt: skip
_SILENT = ("answers_nothing", "no_response")
_YES, _NO = Answer.YES, Answer.NO


class Resisting:
    """Weighs whether answers turn down what was put."""

    def __init__(self, table: ExchangeWords, acts: Acts) -> None:
        """Keep the compiled words."""
        self._words = table.words
        self._stem = acts.forms.stem
        self._idle = table.words["no_correction"]
        self._over = table.words["no_matter"] | table.words["no_deeds"] | table.words["skipped"] | {"you"}
        self._says_matter = Remembered(self._is_matter).__getitem__
        self._negating = table.words["negating"]
        self._points: Mapping[str, float] = table.table["resisting"]
        self._mirror: Mapping[str, str] = table.table["mirror"]
        self._asking = table.asking
        self._numbers = table.words["numbers"]

    def turns_down(self, stage: Scene, index: int, pressed: Pressed, reply: Reply) -> tuple[bool, Stretch] | None:
        """Where an answer turns down what was put.

        Args:
            stage: The scene.
            index: The answer; another turn was asked before it.
            pressed: What was put to the person.
            reply: Its yes or no.

        Returns:
            Whether the words name with a "not" what was put, and the words; None where the points do not suffice.
        """
        words = stage.words[index]
        if not words.tokens or any(stage.has(index, name) for name in _SILENT):
            return None
        put = self.put(stage, index, pressed)
        named = self._named(stage, index, pressed, put)
        if not pressed.hot(index) and (named is None or not self._tells(stage, index, pressed)):
            return None
        signs = self._signs(stage, index, pressed, reply, put)
        if named is not None:
            signs.add("names_it")
        # Signs come in no order: only an exact sum is the same every time.
        if fsum(self._points[sign] for sign in signs) < self._points["enough"]:
            return None
        if named is not None:
            return True, named
        first, end = next(iter(words.sentences()), (0, len(words.tokens)))
        return False, (first, end - 1)

    def _tells(self, stage: Scene, index: int, pressed: Pressed) -> bool:
        """Whether something was told of the person, where no offence is in the room yet."""
        form = stage.forms[pressed.answered(index)[0][0]]
        return form is QuestionForm.LEADING or (form is QuestionForm.NONE and pressed.asks_of_deeds(index))

    def put(self, stage: Scene, index: int, pressed: Pressed) -> frozenset[str]:
        """Stems of the words that were put to the person."""
        return frozenset().union(
            *(self.stems(stage.words[turn].tokens[begin:end]) for turn, begin, end in pressed.answered(index))
        )

    def stems(self, tokens: Sequence[str]) -> frozenset[str]:
        """Stems of the words that say a matter."""
        return frozenset(map(self._stem, filter(self._says_matter, tokens)))

    def _is_matter(self, token: str) -> bool:
        return token[0].isalnum() and token not in self._over

    def _named(self, stage: Scene, index: int, pressed: Pressed, put: frozenset[str]) -> Stretch | None:
        """The sentence that names with a "not" what was put to the person, and put without one."""
        words = stage.words[index]
        if self._negating.isdisjoint(words.tokens):
            return None
        for turn, begin, end in pressed.answered(index):
            put -= self._said_not(stage.words[turn].tokens[begin:end])
        for first, end in words.sentences()[:_FIRST]:
            if put & self._said_not(words.tokens[first:end]):
                return first, end - 1
        return None

    def _said_not(self, tokens: Sequence[str]) -> frozenset[str]:
        """Stems of the words that stand under a "not"; what one knows or wants is no matter."""
        if self._negating.isdisjoint(tokens):
            return frozenset()
        found: set[str] = set()
        for at, token in enumerate(tokens):
            if token in self._negating and self._idle.isdisjoint(tokens[at + 1 : at + 3]):
                found |= self.stems(tokens[at + 1 : at + 1 + _NEAR])
        return frozenset(found)

    def _signs(self, stage: Scene, index: int, pressed: Pressed, reply: Reply, matter: frozenset[str]) -> set[str]:
        words = stage.words[index]
        tokens, sentences = words.tokens, words.sentences()
        turn, begin, end = pressed.answered(index)[0]
        last = max([first for first, _ in stage.words[turn].sentences() if begin <= first < end], default=begin)
        put = stage.words[turn].tokens[last:end]
        form = _FORMS.get(stage.forms[turn])
        negative = self._is_negative(stage, turn, last, end)
        head = tokens[slice(*sentences[0])] if sentences else tokens
        until = sentences[:_HEAD][-1][1] if sentences else len(tokens)
        said = _words(tokens)
        no, yes, stated = reply.answer is _NO, reply.answer is _YES, not self._is_asked(put)
        found = {
            "put_fragment": len(put) <= _FRAGMENT,
            "adverse": pressed.adverse_before(index),
            "yes": yes,
            "no_more_told": no and not reply.bare and stated and not negative and form in _TELLS,
            "says_not_stated": stated and not negative and bool(self._said_not(head)),
            "rejoins_no": not negative and stage.has(index, "rejoins_no"),
            "rejoins_yes": negative and stage.has(index, "rejoins_yes"),
            "takes_word": not yes and not matter.isdisjoint(self.stems(tokens)),
            "echoes": self._echoes(put, tokens),
            "asks_back": tokens[-1] == "?",
            "opens_but": "but" in said[:2],
            "echo_shift": self._shifts(_words(put), said),
            "other_number": not yes and self._other_number(put, tokens),
            "same_subject": stated and put[-1:] != ("?",) and not (yes or negative) and self._same(put, tokens),
        }
        found |= {name: any(first < until for first, _ in stage.hits(index, name)) for name in _SAID}
        return {name for name, holds in found.items() if holds} | ({form} if form else set())

    def _is_negative(self, stage: Scene, turn: int, begin: int, end: int) -> bool:
        """Whether a sentence says "not"; the one of a tag ("isn't it?") does not count."""
        tokens = stage.words[turn].tokens
        if self._negating.isdisjoint(tokens[begin:end]):
            return False
        nots = [at for at in range(begin, end) if tokens[at] in self._negating]
        tags = stage.hits(turn, "tag_question")
        return any(not any(first <= at <= last for first, last in tags) for at in nots)

    def _is_asked(self, put: Sequence[str]) -> bool:
        """Whether a sentence has the order of a question, and its mark."""
        if put[-1:] != ("?",):
            return False
        return not self._asking.isdisjoint(self._content(put)[:1])

    def _content(self, tokens: Sequence[str]) -> list[str]:
        return [token for token in _words(tokens) if token not in self._words["skipped"]]

    def _same(self, put: Sequence[str], tokens: Sequence[str]) -> bool:
        """Whether an answer begins with the subject of what was put: "He's screaming." - "He was crying."."""
        told, answered = self._content(put)[:1], self._content(tokens)
        if answered[:1] == ["no"]:
            answered = answered[1:]
        return bool(told) and told[0] in self._mirror and [self._mirror[told[0]]] == answered[:1]

    def _echoes(self, put: Sequence[str], tokens: Sequence[str]) -> bool:
        """Whether an answer says what was put once more, and no more: "And you drove to the shop." - "To the shop."."""
        if len(tokens) > _ECHO:
            return False
        answered = self.stems(tokens)
        if not answered or not answered <= self.stems(put):
            return False
        return self._negating.isdisjoint(put) == self._negating.isdisjoint(tokens)

    def _shifts(self, put: Sequence[str], tokens: Sequence[str]) -> bool:
        """Whether an answer begins like what was put and goes on otherwise: "After you fell." - "After I sat down."."""
        if len(tokens) < 2 or put[:1] != tokens[:1] or put[:_SAME] == tokens[:_SAME]:
            return False
        return tokens[0] not in self._mirror and tokens[0] not in self._words["skipped"] and tokens[0] != "no"

    def _other_number(self, put: Sequence[str], tokens: Sequence[str]) -> bool:
        told, answered = figures(put, self._numbers), figures(tokens, self._numbers)
        return bool(told and answered) and told.isdisjoint(answered)


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token[0].isalnum()]
