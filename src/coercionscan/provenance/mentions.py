"""Details and where they are mentioned: single words, pairs in a clause, and pairs over question and answer."""

from __future__ import annotations

from dataclasses import dataclass

from coercionscan.making import blank
from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line
from coercionscan.provenance.words import ATTRIBUTE, LIGHT, Concept

Key = tuple[str, ...]
"""The general forms of a detail's words, sorted."""
MOST_SIGHTS = 60
"""So many mentions of a detail are kept."""
BY = "by "
_RECAP_LINES = 8
"""An interrogator who joins words that the person said so few lines before sums up."""


@dataclass(slots=True, eq=False)
class Sight:
    """One mention: the line, its first and last token, the question's words that it completes, whether asked for.

    ``words`` are all words of a detail that is a clause. ``asked_for`` says that an answer gives the kind of thing that
    its question asks for (a place to "where").
    """

    line: Line
    first: int
    last: int
    completes: tuple[Item, ...] = ()
    asked_for: bool = False
    words: tuple[Item, ...] = ()


@dataclass(slots=True, eq=False)
class Detail:
    """A detail with its first mentions in order, of several in one line the first, and whether both sides speak of it.

    ``agent`` says whether the questioned person or another acts, empty where it is open.
    """

    key: Key
    concepts: tuple[Concept, ...]
    sights: list[Sight]
    agent: str = ""
    asked: bool = False
    told: bool = False

    def heaviest(self) -> Concept:
        """The word that matters most."""
        found = self.concepts[0]
        for concept in self.concepts:
            if concept.weight > found.weight:
                found = concept
        return found

    def add(
        self,
        line: Line,
        first: int,
        last: int,
        completes: tuple[Item, ...] = (),
        asked_for: bool = False,
        words: tuple[Item, ...] = (),
    ) -> None:
        """Take a mention in a further line in, by what a sight of it would hold."""
        if line.by_interrogator:
            self.asked = True
        elif line.by_questioned:
            self.told = True
        sights = self.sights
        if len(sights) < MOST_SIGHTS:
            sight = _blank_sight()
            sight.line = line
            sight.first = first
            sight.last = last
            sight.completes = completes
            sight.asked_for = asked_for
            sight.words = words
            sights.append(sight)


_blank_sight, _blank_detail = blank(Sight), blank(Detail)


class Collector:
    """Details in order of their first mention, with who acts in each and what the questioned person said last.

    Attributes:
        details: All details.
        singles: Those of a word alone, by its general form.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.details: list[Detail] = []
        self.singles: dict[str, Detail] = {}
        self._joined: dict[Key, Detail] = {}
        self._own: dict[str, tuple[Line, int]] = {}
        self._theirs: dict[str, int] = {}

    def single(self, concept: Concept, line: Line, at: int) -> None:
        """A word alone that is new."""
        name = concept.name
        self.singles[name] = self._new((name,), (concept,), Sight(line, at, at))

    def pair(
        self,
        one: Concept,
        two: Concept,
        line: Line,
        first: int,
        last: int,
        agent: str = "",
        completes: tuple[Item, ...] = (),
        asked_for: bool = False,
    ) -> None:
        """Two words that make one detail.

        Args:
            one: A word.
            two: Another word.
            line: Where they are mentioned.
            first: First token of the mention.
            last: Its last token.
            agent: Who acts, where one of the words is an act.
            completes: The question's words that it completes.
            asked_for: Whether it gives the kind of thing that its question asks for.
        """
        key = (one.name, two.name) if one.name < two.name else (two.name, one.name)
        detail = self._joined.get(key)
        if detail is None:
            earlier = self._recapped(key, line) if line.by_interrogator else None
            sight = earlier or Sight(line, first, last, completes, asked_for)
            detail = self._joined[key] = self._new(key, (one, two), sight)
            if earlier is not None and earlier.line is not line:
                detail.add(line, first, last, completes, asked_for)
        elif detail.sights[-1].line is not line:
            detail.add(line, first, last, completes, asked_for)
        if agent and agent != detail.agent:
            if detail.agent:
                self._shift(detail, agent, Sight(line, first, last, completes, asked_for))
            else:
                detail.agent = agent

    def clause(self, concepts: tuple[Concept, ...], sight: Sight) -> None:
        """A clause that is a detail as a whole."""
        self._add((concepts[0].kind, *sorted({concept.name for concept in concepts})), concepts, sight)

    def keep(self, line: Line) -> None:
        """Remember who said which words last."""
        if line.by_questioned:
            for item in line.items:
                self._own[item.concept.name] = (line, item.at)
        elif line.by_interrogator:
            for item in line.items:
                self._theirs[item.concept.name] = line.number

    def _new(self, key: Key, concepts: tuple[Concept, ...], sight: Sight) -> Detail:
        line = sight.line
        detail = _blank_detail()
        detail.key = key
        detail.concepts = concepts
        detail.sights = [sight]
        detail.agent = ""
        detail.asked = line.by_interrogator
        detail.told = line.by_questioned
        self.details.append(detail)
        return detail

    def _add(self, key: Key, concepts: tuple[Concept, ...], sight: Sight) -> None:
        detail = self._joined.get(key)
        if detail is None:
            self._joined[key] = self._new(key, concepts, sight)
        elif detail.sights[-1].line is not sight.line:
            detail.add(sight.line, sight.first, sight.last, sight.completes, sight.asked_for, sight.words)

    def _recapped(self, key: Key, line: Line) -> Sight | None:
        """Where the person had said both words shortly before, of their own: here they are only joined."""
        latest: tuple[int, int] | None = None
        told = line
        for name in key:
            own = self._own.get(name)
            if own is None:
                return None
            number = own[0].number
            if line.number - number > _RECAP_LINES:
                return None
            if 0 < number - self._theirs.get(name, -_RECAP_LINES) <= _RECAP_LINES:
                return None
            if latest is None or (number, own[1]) > latest:
                latest, told = (number, own[1]), own[0]
        return Sight(told, latest[1], latest[1]) if latest is not None else None

    def _shift(self, detail: Detail, agent: str, sight: Sight) -> None:
        """Keep an act apart that is told of the questioned person and before of another, or the other way round."""
        who = Concept(f"{BY}{agent}", LIGHT, 0.0, ATTRIBUTE)
        key = (*detail.key, who.name)
        self._add(key, (*detail.concepts, who), sight)
