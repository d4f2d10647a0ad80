"""How much details matter, and which of them are told together as one fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
_ADOPTED, _ANSWERED, _GRANTED, _REVERSED = 0.35, 0.15, 0.15, 0.1
_GRANTING = frozenset({FactForm.PRESUPPOSED, FactForm.ASSERTED, FactForm.OPTION_POSED})


class Rated:
    """A detail with what was read of it, and the further details that its clause tells at the same time.

    ``ends`` says that its last word ends a phrase, ``negated`` that its clause says it is not so.
    """

    __slots__ = ("clause", "detail", "ends", "form", "negated", "number", "parts", "reaction", "told", "weight")

    def __init__(
        self,
        base: float,
        number: int,
        detail: Detail,
        form: FactForm,
        reaction: Reaction,
        clause: int,
        *,
        ends: bool,
        negated: bool,
    ) -> None:
        """Begin with one detail."""
        self.weight = weighted(base, form, reaction)
        self.number = number
        self.detail = detail
        self.form = form
        self.reaction = reaction
        self.clause = clause
        self.ends = ends
        self.negated = negated
        self.told: dict[str, Sight] = dict.fromkeys(detail.key, detail.sights[0])
        self.parts: list[Rated] = [self]

    def core(self) -> Rated:
        """The detail that the fact stands for: its act with what it befell, else its weightiest thing."""
        acts = [part for part in self.parts if part.tells_act()]
        things = [part for part in self.parts if len(part.detail.key) == 1 and part.detail.concepts[0].group == THING]
        heads = [part for part in things if part.ends]
        return max(acts or heads or things or self.parts, key=Rated.static)

    def tells_act(self) -> bool:
        """Whether the detail joins an act with something else."""
        concepts = self.detail.concepts
        return len(concepts) > 1 and any(one.group == ACT and one.kind != LIGHT for one in concepts)

    def static(self) -> float:
        """Weight of the words alone."""
        return sum(concept.weight for concept in self.detail.concepts)


def weighted(base: float, form: FactForm, reaction: Reaction) -> float:
    """A detail's weight with what became of it.

    Args:
        base: Its weight before.
        form: How it came in.
        reaction: What was done with it.

    Returns:
        More for one that was taken for granted, taken up, or reversed.
    """
    more = _ADOPTED if reaction.uptake in ADOPTED else _ANSWERED if reaction.uptake is not Uptake.NONE else 0.0
    more += _GRANTED if form in _GRANTING else 0.0
    more += _REVERSED if reaction.reversed_at is not None else 0.0
    return base * (1 + more)


def chosen(close: Iterable[Rated], limit: int) -> list[Rated]:
    """Choose the weightiest details; one that the clause of a weightier one tells as well is told with it.

    Args:
        close: The details.
        limit: How many facts are wanted.

    Returns:
        At most so many, in falling weight.
    """
    by_line: dict[int, list[Rated]] = {}
    out: list[Rated] = []
    for rated in sorted(close, key=lambda one: (-one.weight, one.number)):
        sight = rated.detail.sights[0]
        same = by_line.setdefault(sight.line, [])
        host = next((one for one in same if _joins(one, rated)), None)
        if host is not None:
            host.parts.append(rated)
            for name in rated.detail.key:
                host.told.setdefault(name, sight)
            continue
        rated.weight *= _REPEATED_LINE ** len(same)
        same.append(rated)
        out.append(rated)
    for rated in out:
        rated.weight *= 1 + _SPECIFIC * max(0, len(rated.told) - 2)
    return sorted(out, key=lambda one: (-one.weight, one.number))[:limit]


def _joins(host: Rated, rated: Rated) -> bool:
    """Whether a detail of the same clause shares a word with a chosen one that has room for the rest."""
    key, sight, other = rated.detail.key, rated.detail.sights[0], host.detail.sights[0]
    if sight.words or other.words:
        return False
    if rated.clause != host.clause or bool(sight.completes) > bool(other.completes):
        return False
    if sight.completes and sight.completes[0].said != other.completes[0].said:
        return False
    fresh = [name for name in key if name not in host.told]
    if len(key) == 1:
        return not fresh
    return len(fresh) < len(key) and len(host.told) + len(fresh) <= _TOLD


def telling(keys: Sequence[str], names: dict[str, bool]) -> bool:
    """Whether all words of a detail that stand alone as well were first spoken by one side, as ``names`` says."""
    known = [names[name] for name in keys if name in names]
    return len(known) > 1 and all(known)
