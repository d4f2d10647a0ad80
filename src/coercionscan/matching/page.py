"""Some turns that are searched together, and what is worked out once for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from coercionscan.matching.field import Field

Made = TypeVar("Made")


class Desk:
    """Holds the field of one page of a transcript: fields are large, and quickly laid out again."""

    def __init__(self) -> None:
        """Begin empty."""
        self._page: Page | None = None
        self._field = Field(())

    def field_of(self, page: Page) -> Field:
        """The field of a page; that of the page before is given up.

        Args:
            page: The page.

        Returns:
            Its field.
        """
        if page is not self._page:
            self._page, self._field = page, Field(page.turns)
        return self._field


class Page:
    """Some turns, and what is known of them.

    Attributes:
        turns: Tokens of each turn; no two are the same.
        sentences: Half-open token ranges of the sentences of each turn that somebody asked for; ``Words`` fills it.
    """

    def __init__(self, turns: Sequence[Sequence[str]], desk: Desk) -> None:
        """Take the turns; nothing is laid out before it is asked for.

        Args:
            turns: Normal tokens of each turn.
            desk: Where the page is laid out; pages of one transcript share it.
        """
        self.turns = turns
        self.sentences: dict[int, tuple[tuple[int, int], ...]] = {}
        self._made: dict[Hashable, Any] = {}
        self._desk = desk

    @property
    def field(self) -> Field:
        """The places of its words."""
        return self._desk.field_of(self)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is worked out once for this page, and kept with it: do not change it.

        Args:
            key: What tells it from everything else that is kept.
            make: Works it out.

        Returns:
            What was made, now or before.
        """
        made: Made | None = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made
