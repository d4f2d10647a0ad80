"""Details and where they are mentioned: single words, pairs in a clause, and pairs over question and answer."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple

from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.sayings import Sayings
from coercionscan.provenance.vocabulary import ACT, ATTRIBUTE, LIGHT, PLACE, PREPOSITION, QUESTIONED, THING, Concept, Vocabulary
from coercionscan.records import Transcript

Key = tuple[str, ...]
"""The general forms of a detail's words, sorted."""
_ANSWER_LINES = 2
_ANSWER_ITEMS = 5
_FOCUS_ITEMS = 4
_SHORT = 9
_BARE = 4
_MOST = 400
_NEAR = 2
_ACT_LINES = 20
_ACTS = 6
_TELLING = frozenset({"violence", "sexual", "restraint", "disposal", "theft", "fire", "act"})
"""An answer to a yes-or-no question that names a thing or such an act tells something of its own."""
SELF, OTHERS = "self", "others"
_BY = "by "
_RECAP_LINES = 8
"""An interrogator who joins words that the person said so few lines before sums up."""


class Sight(NamedTuple):
    """One mention: the line, its first and last token, the question's words that it completes, whether asked for.

    ``words`` are all words of a detail that is a clause. ``agent`` says whether the questioned person or another acts. ``asked_for`` says that an answer gives the kind of thing that its question asks for (a place to "where").
    """

    line: int
    first: int
    last: int
    completes: tuple[Item, ...]
    asked_for: bool = False
    words: tuple[Item, ...] = ()
    agent: str = ""


class Detail:
    """A detail with all its mentions, in order."""

    __slots__ = ("agent", "concepts", "key", "sights")

    def __init__(self, key: Key, concepts: tuple[Concept, ...]) -> None:
        """Begin without mentions."""
        self.key = key
        self.concepts = concepts
        self.sights: list[Sight] = []
        self.agent = ""


Mentioned = tuple[tuple[Concept, ...], Sight]


def details_of(transcript: Transcript, talk: Talk, vocabulary: Vocabulary) -> dict[Key, Detail]:
    """Collect all details.

    Args:
        transcript: The transcript.
        talk: Its lines.
        vocabulary: The vocabulary.

    Returns:
        Details by key, in order of their first mention.
    """
    found = _Collector(talk)
    reader = _Reader(vocabulary)
    for line in talk.lines:
        for concepts, sight in reader.read(line):
            found.note(line, concepts, sight)
        reader.keep(line)
        found.keep(line)
    return found.details


class _Collector:
    """Details by key, with who acts in each and what the questioned person said last."""

    def __init__(self, talk: Talk) -> None:
        self.details: dict[Key, Detail] = {}
        self._lines = talk.lines
        self._own: dict[str, Sight] = {}
        self._theirs: dict[str, int] = {}

    def note(self, line: Line, concepts: tuple[Concept, ...], sight: Sight) -> None:
        """Take a mention in."""
        if len(concepts) == 1:
            self._add((concepts[0].name,), concepts, sight)
            return
        if sight.words:
            self._add((concepts[0].kind, *sorted({concept.name for concept in concepts})), concepts, sight)
            return
        one, two = concepts
        key = (one.name, two.name) if one.name < two.name else (two.name, one.name)
        if key not in self.details and line.by_interrogator:
            recap = self._recap(line, one, two)
            if recap is not None:
                self._add(key, concepts, recap)
        self._add(key, concepts, sight)
        if sight.agent and ACT in (one.group, two.group):
            self._shift(key, concepts, sight)

    def keep(self, line: Line) -> None:
        """Remember who said which words last."""
        for item in line.items:
            if line.by_questioned:
                self._own[item.concept.name] = Sight(line.number, item.at, item.at, ())
            elif line.by_interrogator:
                self._theirs[item.concept.name] = line.number

    def _add(self, key: Key, concepts: tuple[Concept, ...], sight: Sight) -> None:
        detail = self.details.get(key)
        if detail is None:
            detail = self.details[key] = Detail(key, concepts)
        sights = detail.sights
        if len(sights) < _MOST and not (sights and sights[-1].line == sight.line):
            sights.append(sight)

    def _recap(self, line: Line, one: Concept, two: Concept) -> Sight | None:
        """Where the person had said both words shortly before, of their own: the interrogator only joins them."""
        own = [self._own.get(concept.name) for concept in (one, two)]
        if own[0] is None or own[1] is None:
            return None
        for concept, last in zip((one, two), own, strict=True):
            offered = self._theirs.get(concept.name, -_RECAP_LINES)
            if last is None or line.number - last.line > _RECAP_LINES or 0 < last.line - offered <= _RECAP_LINES:
                return None
        return max(own[0], own[1])

    def _shift(self, key: Key, concepts: tuple[Concept, ...], sight: Sight) -> None:
        """Keep an act apart that is told of the questioned person and before of another, or the other way round."""
        agent = self.details[key].agent
        if not agent:
            self.details[key].agent = sight.agent
        elif agent != sight.agent:
            who = Concept(f"{_BY}{sight.agent}", LIGHT, concepts[0].weight, ATTRIBUTE)
            self._add((*key, who.name), (*concepts, who), sight)


class _Reader:
    """Reads line after line and keeps what the talk is about: the last question's words, and the last details."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._question: tuple[Item, ...] = ()
        self._focus: tuple[Item, ...] = ()
        self._acts: deque[tuple[int, Item]] = deque(maxlen=_ACTS)
        self._asks_what = False
        self._wanted: frozenset[str] = frozenset()
        self._answer_lines = 0
        self._sayings = Sayings(vocabulary)
        self._asks_words = False
        self._asks_why = False

    def read(self, line: Line) -> Iterator[Mentioned]:
        """Details that a line mentions."""
        items = line.items
        alone = self._vocabulary.alone
        for item in items:
            if item.concept.kind in alone:
                yield (item.concept,), Sight(line.number, item.at, item.at, ())
            if item.patient and item.concept.kind in self._vocabulary.core:
                whom = self._vocabulary.pronoun(item.patient, by_interrogator=line.by_interrogator)
                yield (item.concept, whom), Sight(line.number, item.at, item.at, ())
        if len(items) > 1:
            yield from self._inside(line)
        if items and not self._vocabulary.thing_pronouns.isdisjoint(line.tokens[line.first : line.last]):
            yield from self._pointed(line)
        if line.by_interrogator:
            yield from self._asked(line)
        elif line.by_questioned:
            yield from self._said(line)
            yield from self._answered(line)

    def keep(self, line: Line) -> None:
        """Remember what a line was about."""
        items = line.items
        if items:
            self._focus = self._strong(items) or self._focus
            for item in items:
                if self._vocabulary.is_act(item.concept):
                    self._acts.append((line.number, item))

    def _inside(self, line: Line) -> Iterator[Mentioned]:
        settings = self._vocabulary.settings
        pairs = self._vocabulary.pairs
        items = line.items
        parting = [cue.at for cue in line.cues if cue.name == "option"] if line.asks else []
        agents = [self._agent(token, line) for token in line.agents]
        for number, left in enumerate(items):
            for right in items[number + 1 : number + settings.pair_words]:
                apart = right.at - left.at
                if right.clause != left.clause or apart > settings.pair_tokens:
                    break
                if parting and any(left.at < at < right.at for at in parting):
                    break
                near = apart <= _NEAR
                if pairs(left.concept, right.concept, near=near) or (not near and self._linked(left, right, line)):
                    agent = agents[left.clause]
                    yield (left.concept, right.concept), Sight(line.number, left.at, right.at, (), agent=agent)

    def _pointed(self, line: Line) -> Iterator[Mentioned]:
        """Acts of a thing that is only pointed at: "was it burning?" after a barrel."""
        pronouns, pointable = self._vocabulary.thing_pronouns, self._vocabulary.pointable
        thing = next((item for item in reversed(self._focus) if item.concept.kind in pointable), None)
        for item in line.items:
            acts = item.concept.group == ACT and item.concept.kind != LIGHT
            points = acts and (line.agents[item.clause] in pronouns or item.patient in pronouns)
            if points and thing is not None and item.concept.name != thing.concept.name:
                yield (thing.concept, item.concept), Sight(line.number, item.at, item.at, (thing,))
            if item.concept.kind in pointable and item.concept.group == THING:
                thing = item

    def _agent(self, token: str, line: Line) -> str:
        """Whether the questioned person acts, or another; empty where the words leave it open."""
        if not token:
            return ""
        person = self._vocabulary.person(token, by_interrogator=line.by_interrogator)
        if person == QUESTIONED:
            return SELF
        return OTHERS if self._vocabulary.is_other(token) else ""

    def _said(self, line: Line) -> Iterator[Mentioned]:
        fresh = self._answer_lines == 0
        told = self._sayings.read(line, asked_words=self._asks_words and fresh, asked_why=self._asks_why and fresh)
        if told is not None:
            first, last = told.words[0].at, told.words[-1].at
            yield told.concepts, Sight(line.number, first, last, (), words=told.words)

    def _linked(self, left: Item, right: Item, line: Line) -> bool:
        """Whether one thing is told to be in, on or by another ("blood on his hands"), or handled ("take some of it")."""
        if right.concept.group != THING or left.concept.name == right.concept.name:
            return False
        handles = left.concept.group == ACT and left.concept.kind == LIGHT and right.concept.kind in self._vocabulary.strong
        if not handles and left.concept.group != THING:
            return False
        known = self._vocabulary.known
        between = [known[token] for token in line.tokens[left.at + 1 : right.at]]
        leads = handles or any(word.grammar & PREPOSITION for word in between)
        return leads and not any(word.concept is not None and word.concept.group == THING for word in between)

    def _asked(self, line: Line) -> Iterator[Mentioned]:
        bare = not line.has("wh") and not line.has("inverted") and len(line.items) <= 1 and line.size <= _BARE
        if line.asks and line.items and line.size <= _SHORT and (line.begins("ellipsis") or bare):
            yield from self._joined(self._recent_act(line) or self._focus, line.items, line, asked_for=False)
        if line.asks:
            pointing = not self._strong(line.items)
            self._question = (*line.items, *(self._focus if pointing else ()))[:_FOCUS_ITEMS]
            self._answer_lines = 0
            self._asks_what = line.has("wh") or line.begins("ellipsis")
            self._wanted = self._vocabulary.wanted(line.cue_names)
            self._asks_words = line.has("asks_words")
            self._asks_why = line.has("asks_why")
        elif line.items:
            self._question = line.items[:_FOCUS_ITEMS]
            self._answer_lines = 0

    def _recent_act(self, line: Line) -> tuple[Item, ...]:
        """The act most spoken of lately: "what about her feet?" asks on about it."""
        near = [item for number, item in self._acts if line.number - number <= _ACT_LINES]
        often = Counter(item.concept.name for item in near)
        return tuple(sorted(near, key=lambda item: (often[item.concept.name], item.concept.weight))[-1:])

    def _answered(self, line: Line) -> Iterator[Mentioned]:
        tells = any(item.concept.group == ACT and item.concept.kind != LIGHT for item in line.items)
        if tells or (not self._asks_what and any(item.concept.group == THING for item in line.items)):
            return
        if line.items and self._answer_lines < _ANSWER_LINES:
            self._answer_lines += 1
            wanted = self._wanted
            fitting = tuple(item for item in line.items[:_ANSWER_ITEMS] if not wanted or item.concept.kind in wanted)
            yield from self._joined(self._question, fitting, line, asked_for=bool(wanted))

    def _joined(
        self, before: tuple[Item, ...], items: tuple[Item, ...], line: Line, *, asked_for: bool
    ) -> Iterator[Mentioned]:
        for asked in before:
            for item in items:
                if asked.concept.name == item.concept.name:
                    continue
                placed = asked_for and asked.concept.group == item.concept.group == PLACE
                if placed or self._vocabulary.pairs(asked.concept, item.concept, near=False):
                    yield (asked.concept, item.concept), Sight(line.number, item.at, item.at, (asked,), asked_for)

    def _strong(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        strong = self._vocabulary.strong
        return tuple([item for item in items if item.concept.kind in strong])[-_FOCUS_ITEMS:]
