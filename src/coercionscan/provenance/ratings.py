"""How much details matter, and which of them are told together as one fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from coercionscan.provenance.lines import Line
from coercionscan.provenance.mentions import Detail, Sight
from coercionscan.provenance.uptake import ADOPTED, Reaction
from coercionscan.provenance.words import ACT, LIGHT, THING
from coercionscan.records import FactForm, Uptake

_SPECIFIC = 0.2
"""Each word of a fact beyond two adds such a share to its weight."""
_TOLD = 4
"""A fact tells at most so many detail words."""
_REPEATED_LINE = 0.85
"""Weight left to each further fact of a sentence."""
_NUMBER, _WEIGHT = attrgetter("number"), attrgetter("weight")
_ADOPTED, _ANSWERED, _GRANTED, _REVERSED = 0.35, 0.15, 0.15, 0.1
_TAKEN = {one: _ADOPTED if one in ADOPTED else _ANSWERED for one in Uptake} | {Uptake.NONE: 0.0}
_GRANTING = frozenset({FactForm.PRESUPPOSED, FactForm.ASSERTED, FactForm.OPTION_POSED})


@dataclass(slots=True, eq=False)
class Rated:
    """A detail with what was read of it, and the further details that its clause tells at the same time.

    ``sight`` is its first mention, ``clause`` the one that its last word stands in. The rest is filled once it is
    chosen: ``told`` says where each told word is mentioned, ``along`` are the details that are told with it,
    ``completes`` says whether any of them completes a question's words.
    """

    weight: float
    number: int
    detail: Detail
    sight: Sight
    form: FactForm
    reaction: Reaction
    clause: int
    told: dict[str, Sight] = field(init=False)
    along: list[Rated] = field(init=False)
    completes: bool = field(init=False)

    def begin(self) -> None:
        """Begin a fact with this detail."""
        self.told = dict.fromkeys(self.detail.key, self.sight)
        self.along = []
        self.completes = bool(self.sight.completes)

    def take(self, other: Rated) -> None:
        """Tell another detail along."""
        self.along.append(other)
        sight, told = other.sight, self.told
        for name in other.detail.key:
            if name not in told:
                told[name] = sight
        if sight.completes:
            self.completes = True

    def core(self) -> Rated:
        """The detail that the fact stands for: its act with what it befell, else its weightiest thing."""
        if not self.along:
            return self
        parts = (self, *self.along)
        best: Rated | None = None
        weight = -1.0
        for part in parts:
            if part.tells_act():
                static = part.static()
                if static > weight:
                    best, weight = part, static
        if best is not None:
            return best
        things = [part for part in parts if part.tells_thing()]
        return max([part for part in things if part.ends_phrase()] or things or parts, key=Rated.static)

    def tells_act(self) -> bool:
        """Whether the detail joins an act with something else."""
        concepts = self.detail.concepts
        if len(concepts) > 1:
            for one in concepts:
                if one.group == ACT and one.kind != LIGHT:
                    return True
        return False

    def tells_thing(self) -> bool:
        """Whether the detail is a thing alone."""
        concepts = self.detail.concepts
        return len(concepts) == 1 and concepts[0].group == THING

    def ends_phrase(self) -> bool:
        """Whether no detail word follows its last word at once."""
        following = self.sight.last + 1
        return following not in [item.at for item in self.sight.line.items]

    def static(self) -> float:
        """Weight of the words alone."""
        return sum([concept.weight for concept in self.detail.concepts])


def weighted(base: float, form: FactForm, reaction: Reaction) -> float:
    """A detail's weight with what became of it.

    Args:
        base: Its weight before.
        form: How it came in.
        reaction: What was done with it.

    Returns:
        More for one that was taken for granted, taken up, or reversed.
    """
    more = _TAKEN[reaction.uptake]
    if form in _GRANTING:
        more += _GRANTED
    if reaction.reversed_at is not None:
        more += _REVERSED
    return base * (1 + more)


def chosen(close: Iterable[Rated], limit: int) -> list[Rated]:
    """Choose the weightiest details; one that the clause of a weightier one tells as well is told with it.

    Args:
        close: The details, in order of their numbers.
        limit: How many facts are wanted.

    Returns:
        At most so many, in falling weight.
    """
    by_line: defaultdict[int, list[Rated]] = defaultdict(list)
    out: list[Rated] = []
    for rated in sorted(close, key=_WEIGHT, reverse=True):
        same = by_line[rated.sight.line.number]
        for host in same:
            if host.clause == rated.clause and _joins(host, rated):
                host.take(rated)
                break
        else:
            rated.begin()
            if same:
                rated.weight *= _REPEATED_LINE ** len(same)
            same.append(rated)
            out.append(rated)
    for rated in out:
        if len(rated.told) > 2:
            rated.weight *= 1 + _SPECIFIC * (len(rated.told) - 2)
    out.sort(key=_NUMBER)
    return sorted(out, key=_WEIGHT, reverse=True)[:limit]


def _joins(host: Rated, rated: Rated) -> bool:
    """Whether a detail of the same clause shares a word with a chosen one that has room for the rest."""
    key, told, fresh = rated.detail.key, host.told, 0
    for name in key:
        if name not in told:
            fresh += 1
    if fresh and (fresh == len(key) or len(told) + fresh > _TOLD):
        return False
    sight, other = rated.sight, host.sight
    if sight.words or other.words:
        return False
    if sight.completes:
        return bool(other.completes) and sight.completes[0].said == other.completes[0].said
    return True


def denied(line: Line, clause: int) -> bool:
    """Whether the person denies what a clause of a line tells."""
    return line.by_questioned and clause in line.negated


def recalled(names: Iterable[str], singles: Mapping[str, Detail]) -> bool:
    """Whether the person spoke first all words of a fact that are details by themselves, and they are several."""
    alone = 0
    for name in names:
        detail = singles.get(name)
        if detail is not None:
            if not detail.sights[0].line.by_questioned:
                return False
            alone += 1
    return alone > 1
