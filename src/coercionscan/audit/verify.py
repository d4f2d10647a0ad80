"""Compares a saved report with a fresh one of the same input, and names each difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_DIGITS = 6
_UNCOMPARED = ("run.started_utc",)
_MISSING = "nothing"
_CLIP = 80
_NAMES = (("id",), ("code", "reading"), ("code", "tag_ids"), ("name",))
"""Keys that name a member of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where two reports differ. ``path`` is dotted; list members are named by their id, else their place."""

    path: str
    saved: str
    fresh: str

    @property
    def sentence(self) -> str:
        """The difference in words."""
        return f"{self.path}: saved {self.saved}, now {self.fresh}."


def compare(saved: Mapping[str, object], fresh: Mapping[str, object]) -> tuple[Difference, ...]:
    """Compare two reports as parsed from JSON.

    Numbers are equal when they agree after rounding to 6 decimals. Keys that only the fresh report has are no
    difference: later versions add keys. The time of the run is not compared.

    Args:
        saved: The saved report.
        fresh: The report of a new run.

    Returns:
        Differences in the order of the saved report; empty when the report is confirmed.
    """
    return tuple(_differences("", saved, fresh))


def _differences(path: str, saved: object, fresh: object) -> Iterator[Difference]:
    if path in _UNCOMPARED:
        return
    if isinstance(saved, Mapping) and isinstance(fresh, Mapping):
        for key, value in saved.items():
            yield from (
                _differences(_join(path, str(key)), value, fresh[key])
                if key in fresh
                else _gone(_join(path, str(key)), value)
            )
    elif _is_list(saved) and _is_list(fresh):
        yield from _of_lists(path, _named(saved), _named(fresh))
    elif not _equal(saved, fresh):
        yield Difference(path=path, saved=_shown(saved), fresh=_shown(fresh))


def _of_lists(path: str, saved: Mapping[str, object], fresh: Mapping[str, object]) -> Iterator[Difference]:
    for name, value in saved.items():
        place = f"{path}[{name}]"
        yield from _differences(place, value, fresh[name]) if name in fresh else _gone(place, value)
    for name, value in fresh.items():
        if name not in saved:
            yield Difference(path=f"{path}[{name}]", saved=_MISSING, fresh=_shown(value))


def _gone(path: str, value: object) -> Iterator[Difference]:
    if path not in _UNCOMPARED:
        yield Difference(path=path, saved=_shown(value), fresh=_MISSING)


def _named(value: object) -> dict[str, object]:
    """List members by a name of their own where all have one (see ``_NAMES``), else by place."""
    members = list(value) if isinstance(value, Sequence) else []
    for keys in _NAMES:
        names = [" ".join(str(one[key]) for key in keys) for one in members if _has(one, keys)]
        if len(set(names)) == len(members):
            return dict(zip(names, members, strict=True))
    return {str(number): one for number, one in enumerate(members)}


def _has(member: object, keys: Sequence[str]) -> bool:
    return isinstance(member, Mapping) and all(key in member for key in keys)


def _equal(saved: object, fresh: object) -> bool:
    if isinstance(saved, bool) or isinstance(fresh, bool):
        return saved is fresh
    if isinstance(saved, int | float) and isinstance(fresh, int | float):
        return round(saved, _DIGITS) == round(fresh, _DIGITS)
    return saved == fresh


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6f}"
    text = " ".join(str(value).split())
    return text if len(text) <= _CLIP else f"{text[: _CLIP - 3]}..."
