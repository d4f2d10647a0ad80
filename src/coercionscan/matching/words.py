"""A turn's words in normal form, and where each came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress

from coercionscan.matching.marks import ENDERS
from coercionscan.matching.page import Desk, Page
from coercionscan.records import Span

_PAGE_TOKENS = 60_000
"""A page is closed when it holds so many: a longer transcript is searched in pieces, so that memory stays flat."""
Columns = tuple[Sequence[str], Sequence[int], Sequence[int]]
"""Normal tokens of a turn, and begin and end of the source of each."""


@dataclass(frozen=True, slots=True)
class Words:
    """A turn's words in normal form.

    Attributes:
        tokens: Normal tokens in order; punctuation is ``,`` ``.`` ``?`` ``!`` ``"`` ``(`` ``)``.
        starts: For each token, where its source begins in ``Transcript.text`` (code points).
        ends: For each token, where its source ends.
        page: The page that the turn lies on; all turns of a page are searched at once.
        number: Number of the turn on that page; turns of the same tokens share it, and what is worked out for one.
    """

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    page: Page = field(repr=False, compare=False)
    number: int = field(default=0, compare=False)

    def span(self, first: int, last: int) -> Span:
        """Source span of the tokens ``first`` to ``last``, both included."""
        return Span(start=min(self.starts[first : last + 1]), end=max(self.ends[first : last + 1]))

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Half-open token ranges of the sentences; each holds its own closing mark. Worked out once per turn."""
        made = self.page.sentences
        found = made.get(self.number)
        if found is None:
            found = made[self.number] = self._sentences()
        return found

    def _sentences(self) -> tuple[tuple[int, int], ...]:
        tokens = self.tokens
        if ENDERS.isdisjoint(tokens[:-1]):  # most turns are one sentence
            return ((0, len(tokens)),) if tokens else ()
        ends = [*compress(range(1, len(tokens) + 1), map(ENDERS.__contains__, tokens))]
        if ends[-1] < len(tokens):
            ends.append(len(tokens))
        return tuple(zip([0, *ends], ends, strict=False))


def side_by_side(turns: Iterable[Columns]) -> tuple[Words, ...]:
    """Turns laid on pages, as many on one as are searched fast together.

    Args:
        turns: Normal tokens of each turn, with their places.

    Returns:
        The words of each turn.
    """
    words: list[Words] = []
    waiting: list[Columns] = []
    tokens = 0
    desk = Desk()
    for columns in turns:
        waiting.append(columns)
        tokens += len(columns[0])
        if tokens >= _PAGE_TOKENS:
            words += _on_one_page(waiting, desk)
            waiting, tokens = [], 0
    return (*words, *_on_one_page(waiting, desk))


def _on_one_page(turns: Sequence[Columns], desk: Desk) -> list[Words]:
    numbers: dict[tuple[str, ...], int] = {}
    rows = [(tuple(tokens), tuple(starts), tuple(ends)) for tokens, starts, ends in turns]
    places = [numbers.setdefault(tokens, len(numbers)) for tokens, _, _ in rows]
    page = Page(list(numbers), desk)
    return [Words(*row, page, number) for row, number in zip(rows, places, strict=True)]


EMPTY_WORDS = side_by_side([((), (), ())])[0]
"""The words of a turn without text."""
