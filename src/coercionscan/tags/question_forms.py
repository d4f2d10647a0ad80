"""From units to forms: open, probing, closed, leading, forced choice, by syntax and context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from coercionscan.matching.language import BREAK, Words
from coercionscan.records import QuestionForm
from coercionscan.tags.question_choices import Choices
from coercionscan.tags.question_context import Context
from coercionscan.tags.question_standing import Asked
from coercionscan.tags.question_statements import Statements
from coercionscan.tags.question_units import Kind, Unit
from coercionscan.tags.question_words import QuestionWords, Stretch

Marks = Mapping[str, Sequence[Stretch]]
_NEW_SHARE = 0.8
"""A request to confirm leads when at least this share of what it confirms is new. Convention of this project."""
_WHOLE_CLAUSE = 4
"""Fewer words are a fragment, which asks for a repetition or a place in the account."""
_BROKEN_OFF = 2
"""An auxiliary and its subject without a question mark are a sentence that somebody else cut short."""
_ALWAYS_MARKED = frozenset({Kind.POLAR, Kind.WH})
"""Without a question mark these are none, where marks are set with care: "whether you know what he did"."""
_SELF_SUFFICIENT = frozenset({Kind.POLAR, Kind.WH, Kind.DECLARATIVE, Kind.TAGGED})
_STATEMENT, _DECLARATIVE, _TAGGED, _CONFIRM, _POLAR, _WH, _INVITATION, _NARROW, _ORDER, _KNOW = Kind
_OPEN, _PROBING, _CLOSED, _LEADING, _FORCED_CHOICE, *_ = QuestionForm
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class _Turn:
    """What judging a unit needs to see."""

    words: Words
    marks: Marks
    context: Context
    units: Sequence[Unit]


class FormJudge:
    """Gives units their forms."""

    def __init__(self, table: QuestionWords) -> None:
        """Keep the word lists."""
        self._table = table
        self._words = table.words
        self._statements = Statements(table)
        self._choices = Choices(table)

    def asked(self, words: Words, units: Sequence[Unit], marks: Marks, context: Context) -> list[Asked]:
        """Questions of a turn in order.

        Args:
            words: The turn's words.
            units: Its units.
            marks: The phrases found in it.
            context: Its surroundings.

        Returns:
            The questions; units that ask nothing are left out.
        """
        turn = _Turn(words, marks, context, units)
        found: list[tuple[Unit, QuestionForm]] = []
        for number, unit in enumerate(units):
            form = self._form(turn, number)
            if form is not None:
                found.append((unit, form))
        if len(found) == 1:  # most turns that ask put one question
            return [Asked(*found[0])]
        return [self._compared(words, unit, form) for unit, form in found]

    def _compared(self, words: Words, unit: Unit, form: QuestionForm) -> Asked:
        """A question with what tells it from the others of its turn."""
        begin = unit.head if unit.kind in (_KNOW, _ORDER, _NARROW) else unit.first
        content = self._table.content(words.tokens[begin : unit.last + 1])
        return Asked(unit, form, content, self._wh_word(words, unit), self._bare(words, unit))

    def _bare(self, words: Words, unit: Unit) -> bool:
        """Whether a unit is no more than an auxiliary and a subject, a not aside."""
        own = (token for token in words.tokens[unit.first : unit.last + 1] if token[0].isalnum())
        rest = (token for token in own if token not in self._words["negation"])
        return next(islice(rest, _BROKEN_OFF, None), None) is None

    def _form(self, turn: _Turn, number: int) -> QuestionForm | None:
        unit = turn.units[number]
        if unit.kind is _STATEMENT:
            return self._statement(turn, number)
        if self._silent(turn, unit):
            return None
        if unit.kind is _INVITATION:
            return _OPEN
        if unit.kind is _NARROW:
            formal = self._fronted(turn, unit) and self._at(turn, unit, "formal")
            return _CLOSED if formal else _PROBING
        if unit.kind is _ORDER:
            return self._complement(turn, unit)
        if unit.kind is _KNOW:
            return self._known(turn, unit)
        if unit.kind is _WH:
            return self._wh(turn, unit)
        if unit.kind is _POLAR:
            return self._polar(turn, number)
        if unit.kind is _CONFIRM:
            return self._confirm(turn, number)
        if unit.kind is _TAGGED:
            return self._tagged(turn, unit)
        return self._declarative(turn, unit)

    def _tagged(self, turn: _Turn, unit: Unit) -> QuestionForm | None:
        """A statement with a tag leads, unless it repeats the person or its tag only echoes: "Monday, was it?"."""
        if self._alternative(turn, unit):
            return _FORCED_CHOICE
        tokens = turn.words.tokens
        stated, tag = tokens[unit.first : unit.head], tokens[unit.head : unit.last + 1]
        content = self._table.content(stated)
        if tag[0] in self._words["auxiliary"]:
            if self._words["negative"].isdisjoint((*stated, *tag)):
                return self._echo(turn, unit)
        elif content and content <= turn.context.just_said:
            return _CLOSED
        return _CLOSED if self._settled(turn, unit) else _LEADING

    def _echo(self, turn: _Turn, unit: Unit) -> QuestionForm | None:
        """A tag without a not echoes ("Monday, was it?"); after a whole clause on what is past it puts that clause."""
        tokens = turn.words.tokens
        stated = tokens[unit.first : unit.head]
        if self._statements.orders(stated):
            return None
        whole = sum(token[0].isalnum() for token in stated) >= _WHOLE_CLAUSE
        puts = whole and tokens[unit.head] in self._words["auxiliary_past"] and not self._settled(turn, unit)
        return _LEADING if puts else _CLOSED

    def _silent(self, turn: _Turn, unit: Unit) -> bool:
        """Requests, offers of the floor, words to another officer, and questions that nobody means to be answered."""
        if self._asks_nothing(turn, unit):
            return True
        if turn.context.talks_to_officer and self._at(turn, unit, "talk_to_officer"):
            return True
        in_passing = unit.kind is _TAGGED and unit is not turn.units[-1]
        if turn.context.careful and not unit.marked and (unit.kind in _ALWAYS_MARKED or in_passing):
            return True
        if unit.kind is not _POLAR or unit.marked:
            return False
        own = turn.words.tokens[unit.first : unit.last + 1]
        return sum(token[0].isalnum() for token in own) <= _BROKEN_OFF

    def _asks_nothing(self, turn: _Turn, unit: Unit) -> bool:
        """Whether a question only looks like one: a phrase of courtesy, or a request for an act."""
        if unit.marked and self._at(turn, unit, "asks_after_all"):
            return False
        return self._at(turn, unit, "empty") or (unit.kind in _SELF_SUFFICIENT and self._at(turn, unit, "request"))

    def _at(self, turn: _Turn, unit: Unit, name: str) -> bool:
        """Whether a phrase of the list begins in the unit's lead-in or with its first words."""
        return name in turn.marks and any(
            first <= unit.head and last >= unit.first and self._leads_in(turn, first, unit.first)
            for first, last in turn.marks[name]
        )

    def _leads_in(self, turn: _Turn, first: int, until: int) -> bool:
        """Whether nothing but lead-in words stands between two places."""
        return all(token in self._words["lead_in"] or token == BREAK for token in turn.words.tokens[first:until])

    def _inside(self, turn: _Turn, unit: Unit, name: str) -> bool:
        return name in turn.marks and any(unit.first <= last <= unit.last for _, last in turn.marks[name])

    def _wh(self, turn: _Turn, unit: Unit) -> QuestionForm:
        if self._alternative(turn, unit):
            return _FORCED_CHOICE
        if self._disputed(turn, unit):
            return _LEADING
        if self._at(turn, unit, "same_again"):
            return _CLOSED
        if any(
            last >= unit.head and first <= unit.last and first <= unit.head + 1
            for first, last in turn.marks.get("open_wh", ())
        ):
            return _OPEN
        if self._inside(turn, unit, "done_to_another") or self._takes_for_granted(turn, unit):
            return _LEADING
        return _PROBING

    def _disputed(self, turn: _Turn, unit: Unit) -> bool:
        """Whether the answer disputes what the question takes for granted: the act of the person, or a new thing."""
        if not (turn.context.denied or turn.context.refused or turn.context.asked_back):
            return False
        tokens = turn.words.tokens[unit.first : unit.last + 1]
        act = next((pair[1:] for pair in pairwise(tokens) if pair[0] in self._words["addressee"]), ())
        if not turn.context.denied.isdisjoint(self._table.content(act)):
            return True
        if not turn.context.refused.isdisjoint(self._table.content(tokens)):
            return True
        return not turn.context.asked_back.isdisjoint(turn.context.unsaid(self._table.content(tokens)))

    def _takes_for_granted(self, turn: _Turn, unit: Unit) -> bool:
        """Whether a wh-question puts an act of an offence on the person that the person has not told."""
        tokens = turn.words.tokens[unit.head : unit.last + 1]
        at = next((place for place, token in enumerate(tokens) if token in self._words["addressee"]), None)
        if at is None:
            return False
        after = tokens[at + 1 :]
        if self._inside(turn, unit, "taken_for_granted"):
            return True
        acts = {self._table.stem(token) for token in after} & self._words["adverse"]
        if turn.context.accepted:
            return False
        if acts:
            return bool(turn.context.unsaid(acts))
        plain = [token for token in after if token not in (BREAK, '"')]
        now = not self._words["present"].isdisjoint(tokens[:at])
        return not now and any(
            one in self._words["do"] and two in self._words["adverse_do"] and rest + 2 == len(plain)
            for rest, (one, two) in enumerate(pairwise(plain))
        )

    def _complement(self, turn: _Turn, unit: Unit) -> QuestionForm | None:
        """What "tell me" asks for; "you tell me", "I am asking you" only answer back."""
        tokens = turn.words.tokens
        opens = tokens[unit.first]
        if not unit.marked and opens in self._words["addressee"]:
            return None
        at = unit.head
        while at <= unit.last and (tokens[at] in (BREAK, '"') or tokens[at] in self._words["skip"]):
            at += 1
        if at > unit.last:
            asks = unit.marked or opens not in self._words["asker"]
            return _OPEN if asks and self._leads_in(turn, _back(turn, unit), unit.first) else None
        inner = Unit(_WH, at, unit.last, at, unit.marked, unit.sentence)
        if tokens[at] in self._words["wh"] or (
            tokens[at] in self._words["before_wh"] and _next(tokens, at, unit) in self._words["wh"]
        ):
            form = self._wh(turn, inner)
            free = tokens[at] in self._words["wh_free"] and _next(tokens, at, unit) not in self._words["measure"]
            return _OPEN if free and not unit.marked and form is _PROBING else form
        if tokens[at] in self._words["whether"]:
            return _FORCED_CHOICE if self._alternative(turn, inner) else _CLOSED
        if tokens[at] in self._words["topic"] or self._inside(turn, unit, "open_order"):
            return _OPEN
        if self._inside(turn, unit, "truth_order"):
            return None
        if tokens[at] in self._words["noun_begin"]:
            return _PROBING
        return _PROBING if unit.marked else None

    def _known(self, turn: _Turn, unit: Unit) -> QuestionForm | None:
        """What "do you know", "any idea" ask for: the rest when it is a question, else yes or no."""
        tokens = turn.words.tokens
        at = unit.head
        while at <= unit.last and (tokens[at] in self._words["skip"] or tokens[at] in self._words["before_wh"]):
            at += 1
        asks = unit.marked or tokens[unit.first] not in self._words["addressee"]
        if at <= unit.last and tokens[at] in self._words["wh"] and asks:
            inner = Unit(_WH, at, unit.last, at, unit.marked, unit.sentence)
            return self._wh(turn, inner)
        if at <= unit.last and tokens[at] in self._words["topic"] and unit.head < at:
            return _OPEN
        if self._fronted(turn, unit) or unit.marked:
            return _FORCED_CHOICE if self._alternative(turn, unit) else _CLOSED
        return None

    def _fronted(self, turn: _Turn, unit: Unit) -> bool:
        return turn.words.tokens[unit.first] in self._words["auxiliary"]

    def _polar(self, turn: _Turn, number: int) -> QuestionForm | None:
        unit = turn.units[number]
        tokens = turn.words.tokens
        if self._at(turn, unit, "confirm"):
            return self._confirm(turn, number)
        if self._inside(turn, unit, "agree"):
            return _LEADING
        against = self._table.asks_against(tokens[unit.first : unit.last + 1])
        if against and not self._inside(turn, unit, "neutral_negative"):
            return _LEADING
        return _FORCED_CHOICE if self._alternative(turn, unit) else _CLOSED

    def _confirm(self, turn: _Turn, number: int) -> QuestionForm | None:
        """A request to confirm ("is that right?") is judged by the statement before it."""
        before = [
            unit
            for unit in turn.units[:number]
            if unit.sentence < turn.units[number].sentence or unit.kind is _STATEMENT
        ]
        if not before:
            return _CLOSED if turn.units[number].kind is _POLAR else None
        return _LEADING if self._is_new(turn, before[-1]) else _CLOSED

    def _declarative(self, turn: _Turn, unit: Unit) -> QuestionForm | None:
        tokens = turn.words.tokens[unit.first : unit.last + 1]
        plain = [token for token in tokens if token not in (BREAK, '"', "(", ")")]
        while len(plain) > 1 and plain[0] in self._words["lead_in"]:
            plain = plain[1:]
        if self._inside(turn, unit, "open_wh"):
            return _OPEN
        if all(token in self._words["measure_alone"] for token in plain):
            return _PROBING
        if self._in_situ(plain) or self._inside(turn, unit, "in_place"):
            return _PROBING
        if unit.marked and (self._next_thing(tokens, plain) or self._particular(plain)):
            return _PROBING
        if self._alternative(turn, unit):
            return _FORCED_CHOICE
        leads = unit.marked and (self._inside(turn, unit, "presumed") or self._puts_new(turn, unit))
        return _LEADING if leads else _CLOSED

    def _puts_new(self, turn: _Turn, unit: Unit) -> bool:
        """Whether a questioned statement tells of the past what the answer denies in its words, or a new detail."""
        context = turn.context
        if not self._statements.tells_of_the_past(turn.words.tokens[unit.first : unit.last + 1]):
            return False
        if context.echoed and not context.accepted:
            return not self._settled(turn, unit)
        return context.contested and context.new_fact and self._is_new(turn, unit)

    def _next_thing(self, tokens: Sequence[str], plain: Sequence[str]) -> bool:
        """Whether a few words only name the next thing to tell of: "and your brother?", "and the Friday?"."""
        own = self._words["auxiliary"] | self._words["addressee"] | self._words["pronoun"]
        return tokens[0] in self._words["adds"] and 0 < len(plain) < _WHOLE_CLAUSE and own.isdisjoint(plain)

    def _particular(self, plain: Sequence[str]) -> bool:
        """Whether no more than a particular of a person is named, for the person to give it: "date of birth?"."""
        own = self._words["auxiliary"] | self._words["pronoun"]
        return own.isdisjoint(plain) and not self._words["possessive_or_name"].isdisjoint(plain[:_WHOLE_CLAUSE])

    def _in_situ(self, plain: Sequence[str]) -> bool:
        """Whether the question word stands in its place, or alone: "you went where?", "what colour?"."""
        if plain[0] in self._words["wh"] or plain[-1] in self._words["ends_open"]:
            return True
        if len(plain) > 1 and plain[0] in self._words["before_wh"] and plain[1] in self._words["wh"]:
            return True
        pairs = zip(plain, plain[1:], plain[2:], strict=False)
        if any(
            one in self._words["before_wh"] and two in self._words["wh"] and three in self._words["measure"]
            for one, two, three in pairs
        ):
            return True
        return any(
            token in self._words["wh"] and before not in self._words["holds_wh_in_place"]
            for before, token in zip(plain[-3:], plain[-2:], strict=False)
        )

    def _is_new(self, turn: _Turn, unit: Unit) -> bool:
        """Whether a statement puts to the person what the person has not said."""
        content = self._table.content(turn.words.tokens[unit.first : unit.last + 1])
        if not content or self._settled(turn, unit):
            return False
        new = turn.context.unsaid(content)
        return bool(new) and len(new) >= _NEW_SHARE * len(content)

    def _settled(self, turn: _Turn, unit: Unit) -> bool:
        """Whether a statement names the person's own words, or what nobody disputes: age, name, address."""
        if self._inside(turn, unit, "own_words") or self._inside(turn, unit, "undisputed"):
            return True
        tokens = turn.words.tokens[unit.first : unit.last + 1]
        return any(token in self._words["possessive_or_name"] for token in tokens)

    def _alternative(self, turn: _Turn, unit: Unit) -> bool:
        """Whether the unit offers "X or Y" with two real alternatives, and no drink or break."""
        tokens = turn.words.tokens[unit.first : unit.last + 1]
        return self._choices.offered(tokens, wh=unit.kind is _WH) and not self._inside(turn, unit, "offer")

    def _statement(self, turn: _Turn, number: int) -> QuestionForm | None:
        """A statement at the end of a turn that the person is to confirm or deny: it leads, or it reads back."""
        unit = turn.units[number]
        if number + 1 < len(turn.units):
            return None
        if turn.context.replied and self._inside(turn, unit, "presumed"):
            return _LEADING
        if not self._statements.asks(turn.words, unit, turn.context):
            return None
        form = self._declarative(turn, unit)
        tokens = turn.words.tokens[unit.first : unit.last + 1]
        if form is not _CLOSED or self._settled(turn, unit) or self._statements.elliptic(tokens):
            return form
        content = self._table.content(tokens)
        if turn.context.assented:
            puts = self._statements.leads(turn.words, unit, turn.context)
            return _LEADING if puts and self._is_new(turn, unit) else form
        return form if content and content <= turn.context.just_said else _LEADING

    def _wh_word(self, words: Words, unit: Unit) -> str | None:
        asks = (token for token in words.tokens[unit.first : unit.last + 1][:6] if token in self._words["wh"])
        return None if unit.kind is _POLAR else next(asks, None)


def _next(tokens: Sequence[str], at: int, unit: Unit) -> str:
    return tokens[at + 1] if at < unit.last else ""


def _back(turn: _Turn, unit: Unit) -> int:
    """First token of the unit's sentence."""
    at = unit.first
    while at > 0 and turn.words.tokens[at - 1] not in (".", "?", "!"):
        at -= 1
    return at
