"""Details and where they are mentioned: single words, pairs in a clause, and pairs over question and answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line
from coercionscan.provenance.words import ACT, ATTRIBUTE, LIGHT, Concept

Key = tuple[str, ...]
"""The general forms of a detail's words, sorted."""
_MOST = 60
"""So many mentions of a detail are kept; further ones are counted."""
BY = "by "
_RECAP_LINES = 8
"""An interrogator who joins words that the person said so few lines before sums up."""


class Sight(NamedTuple):
    """One mention: the line, its first and last token, the question's words that it completes, whether asked for.

    ``words`` are all words of a detail that is a clause. ``agent`` says whether the questioned person or another acts.
    ``asked_for`` says that an answer gives the kind of thing that its question asks for (a place to "where").
    """

    line: int
    first: int
    last: int
    completes: tuple[Item, ...] = ()
    asked_for: bool = False
    words: tuple[Item, ...] = ()
    agent: str = ""


Raw = tuple[int, int, int, tuple[Item, ...], bool, tuple[Item, ...], str]
"""A mention as a plain tuple, which is cheaper to keep: there are many, and few are looked at."""


class Detail:
    """A detail with its first mentions in order, how many there are, and whether both sides speak of it."""

    __slots__ = ("_raw", "_sights", "agent", "asked", "concepts", "count", "key", "told")

    def __init__(self, key: Key, concepts: tuple[Concept, ...]) -> None:
        """Begin without mentions."""
        self.key = key
        self.concepts = concepts
        self.agent = ""
        self.count = 0
        self.asked = False
        self.told = False
        self._raw: list[Raw] = []
        self._sights: list[Sight] | None = None

    @property
    def sights(self) -> list[Sight]:
        """The mentions, once all are there."""
        if self._sights is None:
            self._sights = [Sight._make(raw) for raw in self._raw]
        return self._sights

    def add(self, raw: Raw, line: Line) -> None:
        """Take a mention in, one for each line."""
        known = self._raw
        if known and known[-1][0] == raw[0]:
            return
        self.count += 1
        if line.by_interrogator:
            self.asked = True
        elif line.by_questioned:
            self.told = True
        if self.count <= _MOST:
            known.append(raw)


class Collector:
    """Details in order of their first mention, with who acts in each and what the questioned person said last."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Begin with nothing; the lines are those of the whole contact."""
        self._lines = lines
        self.details: list[Detail] = []
        self._single: dict[str, Detail] = {}
        self._joined: dict[Key, Detail] = {}
        self._own: dict[str, tuple[int, int]] = {}
        self._theirs: dict[str, int] = {}

    def single(self, concept: Concept, line: Line, at: int) -> None:
        """A word alone."""
        detail = self._single.get(concept.name)
        if detail is None:
            detail = self._single[concept.name] = Detail((concept.name,), (concept,))
            self.details.append(detail)
        detail.add((line.number, at, at, (), False, (), ""), line)

    def pair(
        self,
        line: Line,
        one: Concept,
        two: Concept,
        first: int,
        last: int,
        completes: tuple[Item, ...] = (),
        agent: str = "",
        *,
        asked_for: bool = False,
    ) -> None:
        """Two words that make one detail; see ``Sight`` for the rest."""
        raw: Raw = (line.number, first, last, completes, asked_for, (), agent)
        key = (one.name, two.name) if one.name < two.name else (two.name, one.name)
        if line.by_interrogator and key not in self._joined:
            recap = self._recap(line, one, two)
            if recap is not None:
                self._join(key, (one, two), recap, self._lines[recap[0]])
        detail = self._join(key, (one, two), raw, line)
        if agent and ACT in (one.group, two.group):
            self._shift(detail, raw, line)

    def clause(self, concepts: tuple[Concept, ...], line: Line, words: tuple[Item, ...]) -> None:
        """A clause that is a detail as a whole."""
        key = (concepts[0].kind, *sorted({concept.name for concept in concepts}))
        self._join(key, concepts, (line.number, words[0].at, words[-1].at, (), False, words, ""), line)

    def keep(self, line: Line) -> None:
        """Remember who said which words last."""
        if line.by_questioned:
            for item in line.items:
                self._own[item.concept.name] = (line.number, item.at)
        elif line.by_interrogator:
            for item in line.items:
                self._theirs[item.concept.name] = line.number

    def _join(self, key: Key, concepts: tuple[Concept, ...], raw: Raw, line: Line) -> Detail:
        detail = self._joined.get(key)
        if detail is None:
            detail = self._joined[key] = Detail(key, concepts)
            self.details.append(detail)
        detail.add(raw, line)
        return detail

    def _recap(self, line: Line, one: Concept, two: Concept) -> Raw | None:
        """Where the person had said both words shortly before, of their own: the interrogator only joins them."""
        latest = (-1, 0)
        for concept in (one, two):
            own = self._own.get(concept.name)
            if own is None or line.number - own[0] > _RECAP_LINES:
                return None
            if 0 < own[0] - self._theirs.get(concept.name, -_RECAP_LINES) <= _RECAP_LINES:
                return None
            latest = max(latest, own)
        return (latest[0], latest[1], latest[1], (), False, (), "")

    def _shift(self, detail: Detail, raw: Raw, line: Line) -> None:
        """Keep an act apart that is told of the questioned person and before of another, or the other way round."""
        agent = raw[-1]
        if not detail.agent:
            detail.agent = agent
        elif detail.agent != agent:
            who = Concept(f"{BY}{agent}", LIGHT, 0.0, ATTRIBUTE)
            self._join((*detail.key, who.name), (*detail.concepts, who), raw, line)
