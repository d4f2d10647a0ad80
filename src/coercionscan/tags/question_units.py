"""Where in a turn something is asked: the turn is cut into questions and statements by its syntax alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from coercionscan.matching.language import BREAK, Words
from coercionscan.tags.question_words import QuestionWords, Stretch

_WH_REACH = 6
"""An auxiliary belongs to a question word when at most so many tokens stand between them ("what sort of car did")."""
_QUOTE = '"'
_QUOTED_MOSTLY = 0.7
"""A quotation that fills more of a turn than this is the layout of the transcript, not a quotation."""
_LEAST_STATED = 2
"""A tag needs so many words before it: "Otis, did you?" has none but a name."""
_LEAST_PUT = 3
"""With so many words a marked sentence that begins with "you" asks: "you see it?", but "you see?" holds the floor."""
_MARKS = frozenset({BREAK, ".", "?", "!", '"', "(", ")"})
_NONE_QUOTED: frozenset[int] = frozenset()


class Kind(Enum):
    """How a unit asks, before its context is known."""

    STATEMENT = auto()
    DECLARATIVE = auto()
    TAGGED = auto()
    CONFIRM = auto()
    POLAR = auto()
    WH = auto()
    OPEN = auto()
    NARROW = auto()
    ORDER = auto()
    KNOW = auto()


_STATEMENT, _DECLARATIVE, _TAGGED, _CONFIRM, _POLAR, _WH, _INVITATION, _NARROW, _ORDER, _KNOW = Kind
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class Unit:
    """A stretch of a turn that asks or states one thing.

    Attributes:
        kind: How it asks.
        first: First token.
        last: Last token; closing marks are not in it.
        head: Where the asking words begin: the auxiliary, the question word, the rest after "can you tell me".
        marked: Whether its sentence ends with a question mark.
        sentence: Number of its sentence in the turn.
        joined_by_or: Whether it is the second half of "did you ... or did you ...".
    """

    kind: Kind
    first: int
    last: int
    head: int
    marked: bool
    sentence: int
    joined_by_or: bool = False


@dataclass(slots=True)
class _Sentence:
    tokens: Sequence[str]
    first: int
    end: int
    marked: bool
    number: int


class UnitCutter:
    """Cuts turns into units."""

    def __init__(self, table: QuestionWords) -> None:
        """Keep the word lists."""
        self._table = table
        self._words = table.words
        self._fronted = table.words["wh"] | table.words["before_wh"] | table.words["auxiliary"]

    def cut(self, words: Words, marks: Mapping[str, Sequence[Stretch]]) -> list[Unit]:
        """Units of a turn in order.

        Args:
            words: The turn's words.
            marks: The phrases found in the turn.

        Returns:
            Units; statements are among them, since a tag looks back at them.
        """
        quoted = _quoted(words.tokens) if _QUOTE in words.tokens else _NONE_QUOTED
        units: list[Unit] = []
        for number, (first, end) in enumerate(words.sentences()):
            marked = words.tokens[end - 1] == "?"
            while end > first and words.tokens[end - 1] in _MARKS:
                end -= 1
            while first < end and words.tokens[first] in _MARKS:
                first += 1
            if first < end:
                sentence = _Sentence(words.tokens, first, end, marked, number)
                units += self._units(sentence, marks, quoted)
        return units

    def _units(self, sentence: _Sentence, marks: Mapping[str, Sequence[Stretch]], quoted: frozenset[int]) -> list[Unit]:
        starts: list[tuple[int, Kind, int]] = []
        if marks or not self._fronted.isdisjoint(sentence.tokens[sentence.first : sentence.end]):
            starts = self._starts(sentence, marks, quoted)
        if not starts:
            return [self._plain(sentence, marks, quoted)]
        units: list[Unit] = []
        if starts[0][0] > sentence.first:
            units.append(_unit(_STATEMENT, sentence, sentence.first, starts[0][0] - 1))
        for number, (at, kind, head) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else sentence.end
            last = _trim(
                sentence.tokens, at, end - 1, self._words["conjunction"] if end < sentence.end else frozenset()
            )
            tag = kind is _POLAR and self._is_tag(sentence, at, last, units)
            if tag:
                before = units.pop()
                first = before.first if before.sentence == sentence.number else at
                units.append(_unit(_TAGGED, sentence, first, last, at))
                continue
            units.append(_unit(kind, sentence, at, last, head, self._after_or(sentence, at)))
        return units

    def _plain(self, sentence: _Sentence, marks: Mapping[str, Sequence[Stretch]], quoted: frozenset[int]) -> Unit:
        """A sentence without fronted words: a tagged or questioned declarative, or a statement."""
        tokens, first, last = sentence.tokens, sentence.first, sentence.end - 1
        size = last - first + 1
        word = tokens[last]
        if sentence.marked and size >= _LEAST_PUT and last not in quoted and self._about_you(sentence):
            tagged = word in self._words["tag_word"] and not self._ends_all_right(sentence)
            return _unit(_TAGGED if tagged else _DECLARATIVE, sentence, first, last, last if tagged else None)
        if self._ends_all_right(sentence) or last in quoted:
            return _unit(_STATEMENT, sentence, first, last)
        after_break = size > 1 and tokens[last - 1] == BREAK
        if (
            size > 2
            and word in self._words["tag_word"]
            and (sentence.marked or (after_break and self._about_you(sentence)))
        ):
            return _unit(_TAGGED, sentence, first, last, last)
        if not sentence.marked:
            return _unit(_STATEMENT, sentence, first, last)
        if any(first <= end and begin <= last for begin, end in marks.get("open_wh", ())):
            return _unit(_DECLARATIVE, sentence, first, last)
        if (
            word in self._words["you_verb"]
            and tokens[self._past_lead_in(tokens, first, last)] in self._words["addressee"]
        ):
            return _unit(_DECLARATIVE, sentence, first, last)
        if any(token not in self._words["backchannel"] and token not in _MARKS for token in tokens[first : last + 1]):
            return _unit(_DECLARATIVE, sentence, first, last)
        alone = size == 1 and word in self._words["tag_alone"]
        return _unit(_CONFIRM if alone else _STATEMENT, sentence, first, last)

    def _ends_all_right(self, sentence: _Sentence) -> bool:
        tail = " ".join(sentence.tokens[max(sentence.first, sentence.end - 2) : sentence.end])
        return (
            sentence.tokens[sentence.end - 1] in self._words["attention_word"] or tail in self._words["attention_word"]
        )

    def _about_you(self, sentence: _Sentence) -> bool:
        at = self._past_lead_in(sentence.tokens, sentence.first, sentence.end)
        return at < sentence.end and sentence.tokens[at] in self._words["addressee"]

    def _past_lead_in(self, tokens: Sequence[str], at: int, end: int) -> int:
        while at < end and (tokens[at] in _MARKS or tokens[at] in self._words["lead_in"]):
            at += 1
        return at

    def _starts(
        self, sentence: _Sentence, marks: Mapping[str, Sequence[Stretch]], quoted: frozenset[int]
    ) -> list[tuple[int, Kind, int]]:
        """Where questions begin: position, kind, head."""
        found: list[tuple[int, Kind, int]] = []
        orders = self._orders(sentence, marks)
        opens = True
        at = sentence.first
        while at < sentence.end:
            token = sentence.tokens[at]
            if token in _MARKS:
                opens = opens or token in (BREAK, '"', "(")
                at += 1
                continue
            start = None
            if at not in quoted:
                start = orders.get(at)
                if start is None and token in self._fronted:
                    start = self._start(sentence, at, opens=opens)
            if start is not None:
                kind, head, resume = start
                found.append((at, kind, head))
                opens = False
                at = max(at + 1, resume)
                continue
            opens = token in self._words["conjunction"] or (opens and token in self._words["lead_in"])
            at += 1
        return found

    def _start(self, sentence: _Sentence, at: int, *, opens: bool) -> tuple[Kind, int, int] | None:
        """Kind, head and where to read on, when a question begins at a token."""
        token = sentence.tokens[at]
        asks = token in self._words["wh"] or token in self._words["before_wh"]
        wh = self._wh(sentence, at, opens=opens) if asks else None
        if wh is not None:
            return _WH, at, wh
        if token in self._words["auxiliary"] and self.polar(sentence, at, opens=opens):
            return _POLAR, at, at + 2
        return None

    def _orders(self, sentence: _Sentence, marks: Mapping[str, Sequence[Stretch]]) -> dict[int, tuple[Kind, int, int]]:
        """Invitations and wrappers of a sentence by their first word; a lead-in that a phrase holds is read over."""
        found: dict[int, tuple[Kind, int, int]] = {}
        for name, kind in reversed(_ORDERS):
            if name not in marks:
                continue
            ends: dict[int, int] = {}
            for first, last in marks.get(name, ()):
                at = self._begins(sentence, first, last)
                ends[at] = max(last, ends.get(at, last))
            found.update({at: (kind, last + 1, self._after_order(sentence, last + 1)) for at, last in ends.items()})
        return found

    def _after_order(self, sentence: _Sentence, resume: int) -> int:
        """Where to read on: a question word that the order wraps is no question of its own."""
        if resume < sentence.end and sentence.tokens[resume] in self._words["wh"]:
            return self._inversion(sentence, resume) or resume + 1
        return resume

    def _begins(self, sentence: _Sentence, first: int, last: int) -> int:
        """The first token of a phrase that is more than a lead-in."""
        if not sentence.first <= first < sentence.end:
            return -1
        return self._past_lead_in(sentence.tokens, first, last)

    def _wh(self, sentence: _Sentence, at: int, *, opens: bool) -> int | None:
        """Where to read on after a wh-question that begins here; None when none does."""
        tokens, words = sentence.tokens, self._words
        if not opens and at > sentence.first and tokens[at - 1] in words["holds_wh"]:
            return None
        begin = at
        if tokens[at] in words["before_wh"] and at + 1 < sentence.end and (opens or tokens[at + 1] in words["wh"]):
            at += 1
        if tokens[at] not in words["wh"]:
            return None
        inverted = self._inversion(sentence, at)
        if inverted is not None:
            return inverted if opens or self._strong(tokens, inverted - 1, sentence.end) else None
        if not opens or at + 1 >= sentence.end:
            return at + 1 if opens and sentence.marked else None
        return self._uninverted(sentence, begin, at)

    def _uninverted(self, sentence: _Sentence, begin: int, at: int) -> int | None:
        """A question word without an auxiliary before a subject: "who told you", or a clause that only looks alike."""
        tokens, words = sentence.tokens, self._words
        following = tokens[at + 1]
        subject = following in words["subject"] or following in words["infinitive"]
        at_the_front = begin == self._past_lead_in(tokens, sentence.first, sentence.end)
        if tokens[at] in words["wh_time"] and not (sentence.marked and at_the_front):
            return None
        if subject and not (tokens[at] in words["wh_count"] and following in words["quantity"]):
            alone = sentence.marked and BREAK not in tokens[at : sentence.end]
            return at + 2 if alone and at_the_front else None
        if tokens[at] in words["wh_relative"] and following in words["auxiliary"] and not sentence.marked:
            return None
        return at + 2

    def _inversion(self, sentence: _Sentence, at: int) -> int | None:
        """Where the subject stands after question word and auxiliary; None when the order is not inverted."""
        tokens, words = sentence.tokens, self._words
        for place in range(at + 1, min(at + 1 + _WH_REACH, sentence.end - 1)):
            token = tokens[place]
            if token in words["auxiliary"]:
                subject = (
                    place + 2 if tokens[place + 1] in words["negation"] and place + 2 < sentence.end else place + 1
                )
                if tokens[subject] in words["subject"] or (
                    sentence.marked and tokens[subject] not in words["not_subject"]
                ):
                    return subject
                return None
            aside = token == BREAK and tokens[place + 1] in words["aside"]
            if (
                token in words["pronoun"]
                or token in words["conjunction"]
                or (token in _MARKS and not aside and tokens[place - 1] not in words["any_word"])
                or token in words["wh"]
            ):
                return None
        return None

    def _strong(self, tokens: Sequence[str], at: int, end: int) -> bool:
        return tokens[at] in self._words["auxiliary"] and at + 1 < end and tokens[at + 1] in self._words["tag_subject"]

    def polar(self, sentence: _Sentence, at: int, *, opens: bool) -> bool:
        """Whether an auxiliary stands before its subject here."""
        tokens, words = sentence.tokens, self._words
        token = tokens[at]
        if token not in words["auxiliary"] or token in words["auxiliary_short"] or at + 1 >= sentence.end:
            return False
        place = at + 1
        if tokens[place] in words["negation"]:
            place += 1
        if place >= sentence.end:
            return False
        subject = tokens[place]
        if not opens:
            return self._polar_inside(tokens, at, subject)
        if subject in words["subject"]:
            return not (
                f"{token} {subject}" in words["order_pair"] or (token in words["auxiliary_if"] and not sentence.marked)
            )
        if not (sentence.marked or token in words["auxiliary_sure"]) or token in words["auxiliary_rare"]:
            return False
        return (
            subject not in words["not_subject"]
            and subject not in _MARKS
            and place == at + 1
            and not subject.endswith(tuple(words["verb_ending"]))
        )

    def _polar_inside(self, tokens: Sequence[str], at: int, subject: str) -> bool:
        """In the middle of a sentence without punctuation only the plainest order counts."""
        words = self._words
        if at and tokens[at - 1] in words["holds_auxiliary"]:
            return False
        if tokens[at] in words["strong_auxiliary"]:
            return subject in words["pronoun"] and subject not in self._words["speaker"]
        return f"{tokens[at]} {subject}" in words["inside_pair"]

    def _is_tag(self, sentence: _Sentence, at: int, last: int, before: Sequence[Unit]) -> bool:
        """Whether "is it not", "did you" only asks for a yes to the words before it."""
        until = next((place for place in range(at, last + 1) if sentence.tokens[place] in _MARKS), last + 1)
        tail = [token for token in sentence.tokens[at:until] if token not in self._words["negation"]]
        if len(tail) != 2 or tail[1] not in self._words["tag_subject"] or not before:
            return False
        statement = before[-1]
        if statement.kind not in (_STATEMENT, _DECLARATIVE):
            return False
        said = sentence.tokens[statement.first : statement.last + 1]
        if sum(token not in _MARKS for token in said) < _LEAST_STATED:
            return False
        negative = not self._words["negation"].isdisjoint(sentence.tokens[at : last + 1])
        if statement.sentence != sentence.number:
            return negative and statement.sentence == sentence.number - 1
        return negative or sentence.tokens[at - 1] == BREAK or not self._words["negative"].isdisjoint(said)

    def _after_or(self, sentence: _Sentence, at: int) -> bool:
        at -= 1
        while at > sentence.first and sentence.tokens[at] == BREAK:
            at -= 1
        return at >= sentence.first and sentence.tokens[at] in self._words["or"]


_ORDERS = (
    ("open_order", _INVITATION),
    ("tell_order", _ORDER),
    ("narrow_order", _NARROW),
    ("know_order", _KNOW),
)


def _unit(
    kind: Kind, sentence: _Sentence, first: int, last: int, head: int | None = None, joined_by_or: bool = False
) -> Unit:
    return Unit(kind, first, last, first if head is None else head, sentence.marked, sentence.number, joined_by_or)


def _trim(tokens: Sequence[str], first: int, last: int, trailing: frozenset[str]) -> int:
    while last > first and (tokens[last] in _MARKS or tokens[last] in trailing):
        last -= 1
    return last


def _quoted(tokens: Sequence[str]) -> frozenset[int]:
    """Tokens between quotation marks, unless they are most of the turn."""
    marks = [index for index, token in enumerate(tokens) if token == _QUOTE]
    inside: set[int] = set()
    for begin, end in zip(marks[::2], marks[1::2], strict=False):
        inside.update(range(begin, end + 1))
    return frozenset(inside) if len(inside) < _QUOTED_MOSTLY * len(tokens) else frozenset()
