"""Reads line after line: which details each mentions, given what the talk was about before."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line, Talk, doer
from coercionscan.provenance.mentions import Collector, Sight
from coercionscan.provenance.sayings import TELLING, Sayings
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import ACT, LIGHT, PLACE, PREPOSITION, THING

_ANSWER_LINES = 2
_ANSWER_ITEMS = 5
_FOCUS_ITEMS = 4
_SHORT = 9
_BARE = 4
_NEAR = 2
_ACT_LINES = 20
_ACTS = 6
_ASKING = frozenset({"wh", "inverted"})
_NOTHING: frozenset[str] = frozenset()


def details_of(talk: Talk, vocabulary: Vocabulary) -> Collector:
    """Collect all details.

    Args:
        talk: The lines of a contact.
        vocabulary: The vocabulary.

    Returns:
        The details.
    """
    found = Collector()
    reader = _Reader(vocabulary, found)
    for line in talk.lines:
        reader.read(line)
    return found


class _Reader:
    """Keeps what the talk is about: the last question's words, the last details, the last acts."""

    def __init__(self, vocabulary: Vocabulary, found: Collector) -> None:
        self._vocabulary = vocabulary
        self._found = found
        self._alone_kinds, self._strong_kinds, self._core = vocabulary.alone, vocabulary.strong, vocabulary.core
        self._thing_pronouns = vocabulary.thing_pronouns
        self._pairs = vocabulary.pairs
        self._pair_reach, self._pair_words = vocabulary.settings.pair_tokens, vocabulary.settings.pair_words
        self._question: Sequence[Item] = ()
        self._focus: Sequence[Item] = ()
        self._acts: deque[tuple[int, Item]] = deque(maxlen=_ACTS)
        self._asks_what = False
        self._wanted = _NOTHING
        self._answer_lines = 0
        self._sayings = Sayings(vocabulary)
        self._asks_words = False
        self._asks_why = False

    def read(self, line: Line) -> None:
        """Collect the details that a line mentions, and remember what it was about."""
        items = line.items
        strong: Sequence[Item] = ()
        acts: Sequence[tuple[int, Item]] = ()
        if items:
            strong, acts = self._alone(line)
            if len(items) > 1:
                self._inside(line)
            if not self._thing_pronouns.isdisjoint(line.tokens[line.first : line.last]):
                self._pointed(line)
        if line.by_interrogator:
            self._asked(line, names_little=not strong)
        elif line.by_questioned:
            fresh = self._answer_lines == 0
            if (fresh and (self._asks_words or self._asks_why)) or not line.cue_names.isdisjoint(TELLING):
                self._said(line, fresh=fresh)
            if items and self._answer_lines < _ANSWER_LINES:
                self._answered(line)
        if items:
            self._found.keep(line)
            if strong:
                self._focus = strong[-_FOCUS_ITEMS:]
            if acts:
                self._acts.extend(acts)

    def _alone(self, line: Line) -> tuple[list[Item], list[tuple[int, Item]]]:
        """Words that are details by themselves, and acts with whom they befall.

        Returns those of a strong kind, and the core acts with the number of the line.
        """
        alone, strong, core = self._alone_kinds, self._strong_kinds, self._core
        singles, single = self._found.singles, self._found.single
        found: list[Item] = []
        acts: list[tuple[int, Item]] = []
        for item in line.items:
            concept = item.concept
            kind = concept.kind
            if kind in strong:
                found.append(item)
            if kind in alone:
                known = singles.get(concept.name)
                if known is None:
                    single(concept, line, item.at)
                elif known.sights[-1].line is not line:
                    known.add(line, item.at, item.at)
            if kind in core:
                if item.patient:
                    whom = self._vocabulary.pronoun(item.patient, by_interrogator=line.by_interrogator)
                    self._found.pair(concept, whom, line, item.at, item.at)
                if concept.group == ACT:
                    acts.append((line.number, item))
        return found, acts

    def _inside(self, line: Line) -> None:
        """Pairs of words within a clause."""
        pairs, pair, items = self._pairs, self._found.pair, line.items
        reach, most = self._pair_reach, self._pair_words
        parting = [cue.at for cue in line.cues if cue.name == "option"] if line.asks and line.has("option") else ()
        doers: dict[int, str] = {}
        for number, left in enumerate(items[:-1], 1):
            one, at, clause = left.concept, left.at, left.clause
            one_acts = one.group == ACT
            for right in items[number : number + most - 1]:
                beyond = right.at
                apart = beyond - at
                if right.clause != clause or apart > reach:
                    break
                if parting and any(at < between < beyond for between in parting):
                    break
                near, two = apart <= _NEAR, right.concept
                if pairs(one, two, near) or (not near and self._linked(left, right, line)):
                    agent = ""
                    if one_acts or two.group == ACT:
                        if clause not in doers:
                            doers[clause] = doer(line, clause, self._vocabulary)
                        agent = doers[clause]
                    pair(one, two, line, at, beyond, agent)

    def _pointed(self, line: Line) -> None:
        """Acts of a thing that is only pointed at: "was it burning?" after a barrel."""
        pronouns, pointable = self._vocabulary.thing_pronouns, self._vocabulary.pointable
        thing = next((item for item in reversed(self._focus) if item.concept.kind in pointable), None)
        for item in line.items:
            acts = item.concept.group == ACT and item.concept.kind != LIGHT
            points = acts and (line.agents[item.clause] in pronouns or item.patient in pronouns)
            if points and thing is not None and item.concept.name != thing.concept.name:
                self._found.pair(thing.concept, item.concept, line, item.at, item.at, "", (thing,))
            if item.concept.kind in pointable and item.concept.group == THING:
                thing = item

    def _said(self, line: Line, *, fresh: bool) -> None:
        """A clause that tells somebody's words or a reason; ``fresh`` says that nothing else has answered before."""
        told = self._sayings.read(line, asked_words=self._asks_words and fresh, asked_why=self._asks_why and fresh)
        if told is not None:
            words = told.words
            self._found.clause(told.concepts, Sight(line, words[0].at, words[-1].at, words=words))

    def _linked(self, left: Item, right: Item, line: Line) -> bool:
        """Whether one thing is told to be in or on another ("blood on his hands"), or handled ("take some of it")."""
        one, two = left.concept, right.concept
        if two.group != THING or one.name == two.name:
            return False
        handles = one.group == ACT and one.kind == LIGHT and two.kind in self._vocabulary.strong
        if not handles and one.group != THING:
            return False
        between = line.known[left.at + 1 : right.at]
        leads = handles or any(word.grammar & PREPOSITION for word in between)
        return leads and not any(word.concept is not None and word.concept.group == THING for word in between)

    def _asked(self, line: Line, *, names_little: bool) -> None:
        """Keep a question's words; one without an act ("what about her feet?") goes on about the act before."""
        items = line.items
        if not line.asks:
            if items:
                self._question = items[:_FOCUS_ITEMS]
                self._answer_lines = 0
            return
        cues = line.cue_names
        ellipsis = "ellipsis" in cues and line.begins("ellipsis")
        if items and line.size <= _SHORT and (ellipsis or _is_bare(line)):
            self._join(self._recent_act(line) or self._focus, items, line, asked_for=False)
        pointing = names_little and "open_question" not in cues
        self._question = [*items, *self._focus][:_FOCUS_ITEMS] if pointing else items[:_FOCUS_ITEMS]
        self._answer_lines = 0
        self._asks_what = "wh" in cues or ellipsis
        self._wanted = self._vocabulary.wanted(cues) if self._asks_what else _NOTHING
        self._asks_words = "asks_words" in cues
        self._asks_why = "asks_why" in cues

    def _recent_act(self, line: Line) -> tuple[Item, ...]:
        """The act most spoken of lately; of several the weightiest, then the last."""
        near = [item for number, item in self._acts if line.number - number <= _ACT_LINES]
        if len(near) < 2:
            return tuple(near)
        names = [item.concept.name for item in near]
        ranks = [(names.count(item.concept.name), item.concept.weight, at) for at, item in enumerate(near)]
        return (near[max(ranks)[2]],)

    def _answered(self, line: Line) -> None:
        """Join an answer that tells no act of its own with its question's words."""
        items = line.items
        groups = [item.concept.group for item in items if item.concept.group != ACT or item.concept.kind != LIGHT]
        if ACT in groups or (THING in groups and not self._asks_what):
            return
        self._answer_lines += 1
        wanted = self._wanted
        fitting = [item for item in items[:_ANSWER_ITEMS] if not wanted or item.concept.kind in wanted]
        self._join(self._question, fitting, line, asked_for=bool(wanted))

    def _join(self, before: Sequence[Item], items: Sequence[Item], line: Line, *, asked_for: bool) -> None:
        found, pairs = self._found, self._pairs
        for asked in before:
            one = asked.concept
            for item in items:
                two = item.concept
                if one.name == two.name:
                    continue
                placed = asked_for and one.group == two.group == PLACE
                if placed or pairs(one, two, False):
                    found.pair(one, two, line, item.at, item.at, "", (asked,), asked_for)


def _is_bare(line: Line) -> bool:
    """Whether a question is one detail word and nothing that asks: "her feet?"."""
    return len(line.items) <= 1 and line.size <= _BARE and line.cue_names.isdisjoint(_ASKING)
