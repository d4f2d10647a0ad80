"""Statements that ask without a question mark: "So you were in the yard." — seen from their place and their answer."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.language import BREAK, Words
from coercionscan.tags.question_context import Context
from coercionscan.tags.question_units import Unit
from coercionscan.tags.question_words import QuestionWords

_SHORT_TURN = 16
"""A turn of more tokens tells, argues or reads out: its last statement asks nothing. Convention of this project."""
_FRAGMENT = 8
"""Up to so many tokens a turn can ask for a yes without "so" or "and" before it. Convention as well."""
_DRAWN_WITHIN = 3
"""The word that draws a conclusion or adds a step is among so many first tokens."""
_WHOLE_CLAUSE = 4
"""The last clause of a statement has at least so many tokens."""
_LEAST_PUT, _MOST_PUT = 3, 14
"""What is put to the person ("you knew they were stolen") has so many tokens. Convention of this project."""
_VERB_WITHIN = 5
"""The verb of a statement stands among so many first tokens. Convention as well."""
_LONG_TURN = 30
"""A turn of more words rather tells or argues. Convention as well."""
_LONG = 11
"""So does a statement of more words. Convention as well."""
_TAKEN_UP = 0.5
"""A statement that gets a yes reads back when at least this share of its content was just said. Convention as well."""

_ENOUGH = "enough"


class Statements:
    """Tells the statements that a person is to confirm or deny from those that tell, argue or order."""

    def __init__(self, table: QuestionWords) -> None:
        """Keep the word lists."""
        self._table = table
        self._words = table.words

    def asks(self, words: Words, unit: Unit, context: Context) -> bool:
        """Whether a statement at the end of a turn asks for a yes.

        Args:
            words: The turn's words.
            unit: The statement.
            context: The turn's surroundings.

        Returns:
            Whether it does.
        """
        tokens = words.tokens[unit.first : unit.last + 1]
        if not context.replied or all(token in self._words["backchannel"] or token == BREAK for token in tokens):
            return False
        if self.orders(tokens) or (self._of_the_asker(tokens) and not self._about_the_person(tokens)):
            return False
        size = sum(token[0].isalnum() for token in words.tokens)
        before = words.tokens[: unit.first]
        alone = all(token in self._words["backchannel"] or not token[0].isalnum() for token in before)
        if self._puts(tokens, context) or (size <= _MOST_PUT and alone and self._recounts(tokens)):
            return True
        if size <= _SHORT_TURN and self._draws(tokens) and (unit.sentence == 0 or self.tells_of_the_past(tokens)):
            return True
        if size <= _FRAGMENT and (context.assented or (context.echoed and self._about_the_person(tokens))):
            return True
        if context.unmarked and size <= _SHORT_TURN and (context.answered or self._reads_back(tokens, context)):
            return True
        plain = self._plain(tokens)
        if plain[0] in self._words["addressee"] and self._adverse(plain):
            return False
        return self._points(tokens, plain, context, size, alone=alone) >= self._table.points[_ENOUGH]

    def _points(
        self, tokens: Sequence[str], plain: Sequence[str], context: Context, size: int, *, alone: bool
    ) -> float:
        """How much speaks for a question: signs of the statement, of its place and of its answer."""
        words = self._words
        held = {
            "stands_alone": alone,
            "concludes": tokens[0] in words["concludes"],
            "draws": self._draws(tokens),
            "adds": tokens[0] in words["draws"] and tokens[0] not in words["concludes"],
            "to_the_person": plain[0] in words["addressee"],
            "names_the_person": not words["addressee"].isdisjoint(tokens),
            "recounts": self._recounts(tokens),
            "adverse": self._adverse(plain),
            "of_the_asker": not words["asker"].isdisjoint(tokens),
            "points_at": plain[0] in words["pointing"],
            "negative": not words["negative"].isdisjoint(tokens),
            "to_come": not words["to_come"].isdisjoint(plain[:_VERB_WITHIN]),
            "breaks_off": tokens[-1] in words["ends_open"],
            "one_word": len(plain) == 1,
            "long": len(plain) > _LONG,
            "long_turn": size > _LONG_TURN,
            "agreed": context.agreed,
            "echoed": context.echoed,
            "says_no": context.says_no,
            "asks_back": context.asks,
            "was_asked": context.was_asked,
        }
        points = self._table.points
        return sum(points[name] for name, holds in held.items() if holds)

    def leads(self, words: Words, unit: Unit, context: Context) -> bool:
        """Whether a statement leads though it gets a bare yes: it adds a step, or puts an act to the person."""
        tokens = words.tokens[unit.first : unit.last + 1]
        return (context.contested and tokens[0] in self._words["adds"]) or self._puts(tokens, context)

    def _recounts(self, tokens: Sequence[str]) -> bool:
        """Whether a statement tells the person what the person did or was: "you were the last one in the room".

        As for what is put, the bare act of an offence accuses.
        """
        plain = self._plain(tokens)
        if plain[0] not in self._words["addressee"] or len(plain) < _LEAST_PUT or not self.tells_of_the_past(plain[:3]):
            return False
        return self._words["negative"].isdisjoint(plain) and not self._adverse(plain)

    def _adverse(self, plain: Sequence[str]) -> bool:
        """Whether a statement names an act of an offence."""
        return not self._words["adverse"].isdisjoint(map(self._table.stem, plain))

    def tells_of_the_past(self, tokens: Sequence[str]) -> bool:
        """Whether a statement without a not tells of the past: a subject, and its verb soon after."""
        if not self._words["negative"].isdisjoint(tokens):
            return False
        return any(self._past(token) for token in self._plain(tokens)[1:_VERB_WITHIN])

    def elliptic(self, tokens: Sequence[str]) -> bool:
        """Whether a statement is a question whose auxiliary was left out: "you drink any before you drove"."""
        return tokens[0] in self._words["addressee"] and not self._words["any_word"].isdisjoint(tokens)

    def orders(self, tokens: Sequence[str]) -> bool:
        """Whether a clause begins with the verb of an order."""
        return self._plain(tokens)[0] in self._words["order_verb"]

    def _plain(self, tokens: Sequence[str]) -> list[str]:
        """A clause without the words that lead into it."""
        plain = [token for token in tokens if token[0].isalnum() or token[0] == "'"] or [""]
        while len(plain) > 1 and plain[0] in self._words["lead_in"]:
            plain = plain[1:]
        return plain

    def _draws(self, tokens: Sequence[str]) -> bool:
        """Whether a statement concludes or adds a step: "so he came in by the yard", "and you locked it"."""
        plain = self._plain(tokens)
        drawn = tokens[0] in self._words["draws"] or not self._words["concludes"].isdisjoint(tokens[:_DRAWN_WITHIN])
        return drawn and len(plain) > 1 and plain[1] not in self._words["to_come"]

    def _puts(self, tokens: Sequence[str], context: Context) -> bool:
        """Whether a statement puts to the person what the person did, knew or felt, and the answer takes it up.

        The bare act of an offence ("you killed him") is left out: that accuses and asks nothing.
        """
        plain = self._plain(tokens)
        if not _LEAST_PUT <= len(plain) <= _MOST_PUT or plain[0] not in self._words["addressee"]:
            return False
        verb = plain[1]
        if verb in self._words["put_verb"]:
            return True
        presumes = verb in self._words["presumes"] and not self._words["perfect"].isdisjoint(plain[2:4])
        if not presumes and not (context.echoed and self._did(verb)):
            return False
        return not self._adverse(plain)

    def _did(self, verb: str) -> bool:
        """Whether a verb tells of an act in the past."""
        return verb not in self._words["auxiliary"] and self._past(verb)

    def _past(self, verb: str) -> bool:
        """Whether a verb tells of what was or was done."""
        if verb in self._words["auxiliary"]:
            return verb in self._words["past_be"]
        past = verb in self._table.irregular or any(verb.endswith(ending) for ending in self._words["past_ending"])
        return past and verb not in self._words["told_verb"]

    def _of_the_asker(self, tokens: Sequence[str]) -> bool:
        """Whether the asker speaks of himself in the last clause."""
        begin = next((at + 1 for at in range(len(tokens) - _WHOLE_CLAUSE, -1, -1) if tokens[at] == BREAK), 0)
        return not self._words["asker"].isdisjoint(tokens[begin:])

    def _about_the_person(self, tokens: Sequence[str]) -> bool:
        """Whether a statement tells the person what the person has done or is."""
        plain = self._plain(tokens)
        if plain[0] not in self._words["addressee"] or len(plain) < _LEAST_PUT:
            return False
        return plain[1] not in self._words["own_word_verb"] and plain[1] not in self._words["to_come"]

    def _reads_back(self, tokens: Sequence[str], context: Context) -> bool:
        """Whether what was just said is read back and gets a yes."""
        content = self._table.content(tokens)
        return context.agreed and bool(content) and len(content & context.just_said) >= _TAKEN_UP * len(content)
