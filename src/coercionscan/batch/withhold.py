"""Small counts are withheld so that nobody finds them again by subtraction.

A figure is small when fewer than N transcripts stand behind it, or when all but fewer than N do. Groups of fewer than N
transcripts are put together first. What is left adds up in two ways, and both are closed:

- an item's groups add up to the whole: what is withheld of an item is at least two groups, which together are not
  small; where that cannot be, the whole is withheld too;
- the question forms of a group add up to its questions: a form that is small anywhere is withheld everywhere, and the
  withheld forms of each group together are not small.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from coercionscan.batch.tally import ALL, Group, Ratio, Ratios

Picked = Callable[[Group], Ratios]
Withheld = set[tuple[str, str]]
"""Pairs of group and item."""
TOGETHER = "groups put together"
_LEAST_CELLS = 2


def fold(groups: Mapping[str, Group], at_least: int, *, shared: bool) -> dict[str, Group]:
    """Put small groups together, the smallest first, until what they make is not small.

    Args:
        groups: The groups.
        at_least: Transcripts that a group has to have.
        shared: Whether a transcript may stand in several groups.

    Returns:
        The groups that were large enough, and the one that was put together.
    """
    order = sorted(groups, key=lambda name: (groups[name].transcripts, name))
    small = [name for name in order if groups[name].transcripts < at_least]
    if not small:
        return dict(groups)
    made, taken = Group(), 0
    for name in order:
        if taken >= len(small) and (taken >= _LEAST_CELLS and made.transcripts >= at_least):
            break
        made.join(groups[name], shared=shared)
        taken += 1
    kept = {name: groups[name] for name in groups if name in set(order[taken:])}
    return {**kept, f"{taken} {TOGETHER}": made}


def small(count: int, whole: int, at_least: int, *, rest: bool) -> bool:
    """Whether so few stand behind a figure, or outside of it, that a person could be known by it.

    Args:
        count: Transcripts that have it.
        whole: Transcripts that could have it.
        at_least: From where a count is not small.
        rest: Whether those that do not have it count as well.
    """
    return 0 < count < at_least or (rest and 0 < whole - count < at_least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What adds up: the groups without the whole, the whole, and whether a transcript may stand in several groups."""

    groups: Mapping[str, Group]
    whole: Group
    shared: bool
    at_least: int


def across(sums: Sums, picked: Picked, *, rest: bool, shut: Collection[str] = ()) -> Withheld:
    """What is withheld of items whose groups add up to the whole.

    Args:
        sums: The groups and the whole.
        picked: Takes the items of a group.
        rest: See ``small``.
        shut: Groups of which nothing is shown in any case; the whole by the name ``ALL``.
    """
    groups, whole = sums.groups, sums.whole
    found: Withheld = set()
    for item, ratio in picked(whole).items():
        cells = {name: held for name, group in groups.items() if (held := picked(group).get(item)) is not None}
        closed = _closed(sums, cells, rest=rest, shut=shut)
        if ALL in shut or small(ratio.held, whole.transcripts, sums.at_least, rest=rest):
            closed.add(ALL)
        found |= {(name, item) for name in closed}
    return found


def _closed(sums: Sums, cells: Mapping[str, Ratio], *, rest: bool, shut: Collection[str]) -> set[str]:
    """Groups of one item that are withheld, ``ALL`` among them when nothing less is enough."""
    sizes = {name: sums.groups[name].transcripts for name in cells}
    hidden = {
        name
        for name, ratio in cells.items()
        if name in shut or small(ratio.held, sizes[name], sums.at_least, rest=rest)
    }
    if not hidden:
        return set()
    together = max if sums.shared else sum
    coming = sorted(cells.keys() - hidden, key=lambda name: (cells[name].held, name))
    while True:
        held, size = together(cells[name].held for name in hidden), together(sizes[name] for name in hidden)
        if len(hidden) >= _LEAST_CELLS and not small(held, size, sums.at_least, rest=rest):
            return hidden
        if not coming:
            return {*hidden, ALL}
        hidden.add(coming.pop(0))


def everywhere(sums: Sums, picked: Picked) -> tuple[set[str], bool]:
    """Items that are withheld in all groups and in the whole, where a group's items add up to a total that is shown.

    Args:
        sums: The groups and the whole.
        picked: Takes the items of a group.

    Returns:
        The items, and whether the totals have to be withheld as well.
    """
    groups = [sums.whole, *sums.groups.values()]
    order = sorted(picked(sums.whole), key=lambda item: (picked(sums.whole)[item].t, item))
    hidden = {
        item
        for item in order
        for group in groups
        if item in picked(group) and small(picked(group)[item].held, group.transcripts, sums.at_least, rest=False)
    }
    coming = [item for item in order if item not in hidden]
    while any(_alone(picked(group), hidden, sums.at_least) for group in groups):
        if not coming:
            return set(order), True
        hidden.add(coming.pop(0))
    return hidden, False


def _alone(ratios: Ratios, hidden: set[str], at_least: int) -> bool:
    """Whether what is withheld of a group is one item alone, or is small even together."""
    there = [ratios[item].held for item in hidden if item in ratios]
    # A transcript may hold several forms: the largest count is what surely stands behind all of them.
    return len(there) == 1 or (len(there) > 1 and max(there) < at_least)
