"""Frozen records by the thousand: filled while open, then closed, at a fifth of the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, make_dataclass
from functools import partial
from typing import Any, TypeVar

Record = TypeVar("Record")


def maker(record: type[Record]) -> Callable[..., Record]:
    """A function that makes a frozen record with slots as its own constructor does, only quicker.

    The constructor of a frozen dataclass sets each field by a call. An open twin with the same slots takes plain
    assignments, and becomes the record by its class.

    Args:
        record: A frozen dataclass with slots. Its ``__post_init__`` is not called: the caller knows the values to fit.

    Returns:
        The function; it takes the values of all fields, in order.
    """
    twin = _twin(record)

    def make(*values: object) -> Record:
        made = twin(*values)
        made.__class__ = record
        closed: Record = made
        return closed

    return make


def maker_of_many(record: type[Record]) -> Callable[..., list[Record]]:
    """The same for many records at once.

    Args:
        record: As for ``maker``.

    Returns:
        The function; it takes the values of each field as an iterable, and stops with the shortest.
    """
    twin = _twin(record)

    def make(*columns: Iterable[object]) -> list[Record]:
        made = list(map(twin, *columns))
        for one in made:
            one.__class__ = record
        return made

    return make


def opener(record: type[Record]) -> Callable[[], Any]:
    """Makes open twins without values: quickest where one loop works the values out anyway.

    Args:
        record: As for ``maker``.

    Returns:
        The function. Every field is to be assigned; with ``twin.__class__ = record`` the twin is the record.
    """
    return partial(object.__new__, _twin(record))


def blank(kind: type[Record]) -> Callable[[], Record]:
    """Makes objects of an open class with slots that hold no values yet: a constructor takes twice as long.

    Args:
        kind: An open dataclass with slots.

    Returns:
        The function. Every field of what it makes is to be assigned, those with a default, too.
    """
    return partial(object.__new__, kind)


def _twin(record: type[Record]) -> Any:
    """An open class with the slots of the record."""
    return make_dataclass(record.__name__, [field.name for field in fields(record)], slots=True)  # type: ignore[arg-type]
