"""What may count in a contact, as arrays over all its confessions; and which rows of them count for one confession."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from coercionscan.risk.chains import Chain
from coercionscan.risk.windows import Floats, Ints

OF_ALL = -1
"""The owner of a row that may count for any confession."""


@dataclass(slots=True, kw_only=True)
class Ingredient:
    """One part of the mass of a code: ``mass = confidence * factor``.

    ``event_id`` is the tag or fact that carries the uncertainty. ``tag_ids`` and ``fact_ids`` are what to show.
    """

    code: str
    event_id: str
    confidence: float
    factor: float
    turn_index: int
    tag_ids: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()

    @property
    def mass(self) -> float:
        """Expected mass: confidence (0..1) times factor."""
        return self.confidence * self.factor


@dataclass(frozen=True, kw_only=True)
class Events:
    """A row for each tag that weighs, and for each chain of a detail; by code, turn and id.

    ``numbers`` is the place of its code among ``codes``, ``steady`` the part of its factor that is the same for every
    confession. A chain belongs to one confession, whose number is its ``owner``; a tag may count for any.
    """

    codes: tuple[str, ...]
    numbers: Ints
    ids: tuple[str, ...]
    turns: Ints
    confidences: Floats
    steady: Floats
    owners: Ints
    chains: Mapping[int, Chain]

    @cached_property
    def ranks(self) -> Ints:
        """Place of each row by its id."""
        found = np.empty(len(self.ids), dtype=np.int64)
        found[sorted(range(len(self.ids)), key=self.ids.__getitem__)] = np.arange(len(self.ids))
        return found

    @cached_property
    def backwards(self) -> Ints:
        """The rows by code, from the last turn to the first, and by id."""
        found: Ints = np.lexsort((self.ranks, -self.turns, self.numbers))
        return found

    @cached_property
    def names(self) -> npt.NDArray[np.object_]:
        """The ids, to take many of them at once."""
        found = np.empty(len(self.ids), dtype=object)
        found[:] = self.ids
        return found


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What counts for one confession: rows of the events with the factor of each.

    ``scales`` says of each code by how much its rows count at most distances, so that factors are ``steady * scale``
    but for a few. ``emptied`` are rows whose whole mass went to another code of their turn; none is among ``rows``.
    """

    events: Events
    rows: Ints
    factors: Floats
    scales: Floats
    emptied: Ints

    @cached_property
    def masses(self) -> Floats:
        """Expected mass of each row."""
        found: Floats = self.events.confidences[self.rows] * self.factors
        return found

    def by_code(self, admission: int) -> Iterator[CodeParts]:
        """The rows of each code, the largest mass first; of the same mass, the nearest to the admission.

        Args:
            admission: Turn of the first admission.
        """
        events, order = self.events, self._nearest_first(admission)
        masses = np.zeros(len(events.ids))
        masses[self.rows] = self.masses
        numbers = events.numbers[order]
        begins = np.flatnonzero(np.diff(numbers, prepend=-1)).tolist()
        for begin, end in pairwise((*begins, len(order))):
            by_mass = order[begin:end][np.argsort(-masses[order[begin:end]], kind="stable")]
            chained = int(by_mass[0]) in events.chains
            chains = [events.chains[row] for row in by_mass.tolist()] if chained else []
            yield CodeParts(
                code=events.codes[numbers[begin]],
                masses=masses[by_mass].tolist(),
                tag_ids=_ids(chain.tag_ids for chain in chains) if chains else tuple(events.names[by_mass].tolist()),
                fact_ids=_ids(chain.fact_ids for chain in chains),
            )

    def _nearest_first(self, admission: int) -> Ints:
        """The rows by code, distance to the admission and id.

        What stands before the admission is taken in an order that is the same for all confessions, and what stands
        after it is merged in.
        """
        events, rows = self.events, self.rows
        counts = np.zeros(len(events.ids), dtype=bool)
        counts[rows] = events.turns[rows] < admission
        before, later = events.backwards[counts[events.backwards]], rows[events.turns[rows] >= admission]
        if not len(later):
            return before
        found = np.concatenate((before, later))
        away = np.abs(events.turns[found] - admission)
        places = (events.numbers[found] * (away.max() + 1) + away) * len(events.ids) + events.ranks[found]
        merged: Ints = found[np.argsort(places, kind="stable")]
        return merged

    def ingredients(self, code: str) -> tuple[Ingredient, ...]:
        """The rows of a code one by one, in turn order.

        Args:
            code: The code.
        """
        events = self.events
        places = [at for at, number in enumerate(events.numbers[self.rows].tolist()) if events.codes[number] == code]
        return tuple(self._ingredient(code, int(self.rows[at]), float(self.factors[at])) for at in places)

    def _ingredient(self, code: str, row: int, factor: float) -> Ingredient:
        events, chain = self.events, self.events.chains.get(row)
        return Ingredient(
            code=code,
            event_id=events.ids[row],
            confidence=float(events.confidences[row]),
            factor=factor,
            turn_index=int(events.turns[row]),
            tag_ids=chain.tag_ids if chain else (events.ids[row],),
            fact_ids=chain.fact_ids if chain else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeParts:
    """The parts of one code in one confession, the weightiest first: their masses, and what to show."""

    code: str
    masses: Sequence[float]
    tag_ids: tuple[str, ...]
    fact_ids: tuple[str, ...]


def _ids(found: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for ids in found for one in ids))
