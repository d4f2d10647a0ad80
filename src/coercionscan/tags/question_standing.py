"""Which questions of a turn still stand at its end: a reworded question counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coercionscan.matching.language import Words
from coercionscan.records import QuestionForm
from coercionscan.tags.question_units import Kind, Unit
from coercionscan.tags.question_words import QuestionWords

_SHARED = 0.5
"""Two questions are one, reworded, when the shorter shares at least this share of its content with the other."""
_DROPPED = 25
"""Who talks on for more words after asking for a yes has dropped the question. Convention of this project."""
_ASKS_FOR_YES = frozenset({Kind.POLAR, Kind.KNOW, Kind.DECLARATIVE, Kind.TAGGED})
_LEANING = frozenset({Kind.CONFIRM, Kind.DECLARATIVE, Kind.TAGGED, Kind.STATEMENT})
_WHOLE = frozenset({Kind.WH, Kind.POLAR, Kind.ORDER, Kind.KNOW})
_ORDER, _KNOW, _NARROW, _WH, _POLAR = Kind.ORDER, Kind.KNOW, Kind.NARROW, Kind.WH, Kind.POLAR
_LEADING, _FORCED_CHOICE, _OPEN = QuestionForm.LEADING, QuestionForm.FORCED_CHOICE, QuestionForm.OPEN
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class Asked:
    """A question of a turn: its unit, its form, its content words and, for wh-questions, its question word.

    ``bare``: it is no more than an auxiliary and a subject ("or weren't you"). All but unit and form are left empty for
    the only question of a turn: there is no other to compare it with.
    """

    unit: Unit
    form: QuestionForm
    content: frozenset[str] = frozenset()
    wh: str | None = None
    bare: bool = False


class Standing:
    """Tells different questions from one question in several wordings."""

    def __init__(self, table: QuestionWords) -> None:
        """Keep the word lists."""
        self._words = table.words

    def left(self, asked: Sequence[Asked], words: Words, answered_until: int) -> list[Asked]:
        """The questions that are left to answer.

        Args:
            asked: All questions of the turn, at least one.
            words: The turn's words.
            answered_until: Offset up to which gestures have answered.

        Returns:
            One question, the last; two and more when they are different ones; none when the last was dropped.
        """
        if self._dropped(asked[-1].unit, words):
            return []
        left = [item for item in asked if words.starts[item.unit.first] >= answered_until] or [asked[-1]]
        kept: list[Asked] = []
        for item in left:
            if kept and self._same(kept[-1], item, words):
                kept[-1] = self._merged(kept[-1], item, words)
            else:
                kept.append(item)
        return kept

    def _dropped(self, last: Unit, words: Words) -> bool:
        """Whether so much is said after the last question that it does not stand at the end of the turn."""
        after = words.tokens[last.last + 1 :]
        return last.kind in _ASKS_FOR_YES and sum(token[0].isalnum() for token in after) > _DROPPED

    def _merged(self, one: Asked, two: Asked, words: Words) -> Asked:
        """Two wordings of one question: the last counts, and an alternative makes it a choice."""
        if one.unit.kind is _ORDER and one.bare:
            return two
        if two.unit.joined_by_or and two.bare and _subject(two.unit, words) == _subject(one.unit, words):
            return one
        if (
            one.unit.kind is _WH
            and two.unit.kind is _POLAR
            and two.unit.sentence == one.unit.sentence
            and not two.content
        ):
            return one
        if two.unit.joined_by_or and two.form is not _LEADING:
            unit = Unit(two.unit.kind, one.unit.first, two.unit.last, two.unit.head, two.unit.marked, two.unit.sentence)
            return Asked(unit, _FORCED_CHOICE, one.content | two.content, two.wh)
        if not two.content and (one.form is _OPEN or two.unit.kind in (_KNOW, _ORDER, _NARROW)):
            return one
        return Asked(two.unit, two.form, one.content | two.content, two.wh or one.wh)

    def _same(self, one: Asked, two: Asked, words: Words) -> bool:
        """Whether the second question only rewords, narrows or offers an answer to the first."""
        if two.unit.joined_by_or or two.unit.kind in _LEANING or one.form is _OPEN:
            return True
        smaller = min(len(one.content), len(two.content))
        if smaller and len(one.content & two.content) >= _SHARED * smaller:
            return True
        if one.unit.kind not in _WHOLE or two.unit.kind not in _WHOLE:
            return True
        if self._between(words, one.unit, two.unit, "reword"):
            return True
        if one.unit.sentence == two.unit.sentence:
            return not self._between(words, one.unit, two.unit, "adds") or not (one.content or two.content)
        apart = one.unit.marked and two.unit.marked and one.wh != two.wh
        return not (apart and two.content and two.unit.sentence == one.unit.sentence + 1)

    def _between(self, words: Words, one: Unit, two: Unit, name: str) -> bool:
        """Whether a word of the list stands between two units or in the lead-in of the second."""
        return any(token in self._words[name] for token in words.tokens[one.last + 1 : max(two.first, two.head)])


def _subject(unit: Unit, words: Words) -> str:
    """The word after the auxiliary that opens a question; the last word of a unit that opens otherwise."""
    return words.tokens[min(unit.head + 1, unit.last)]
