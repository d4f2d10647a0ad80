"""Inputs cut into parts: the same inputs make the same parts, however many workers there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coercionscan.batch.inputs import Input

MOST_FILES = 256
"""Files of a part: fewer make more files than object stores like. A convention."""
MOST_BYTES = 4_000_000
"""Bytes of a part, about 700,000 words: its rows are in memory at once. A convention."""
_LEAST_PARTS = 48
"""A small collection is cut into so many parts at least, so that many workers have work. A convention."""


def files_per_part(count: int) -> int:
    """Most files of a part.

    Args:
        count: Files of the collection.
    """
    return max(1, min(MOST_FILES, -(-count // _LEAST_PARTS)))


def cut(inputs: Sequence[Input], most_files: int) -> Iterator[tuple[Input, ...]]:
    """Cut inputs into parts, from the first on.

    Args:
        inputs: What is still to be scanned, in order.
        most_files: As for ``files_per_part``.

    Yields:
        The inputs of each part: at least one, and no more bytes than ``MOST_BYTES`` unless one alone has more.
    """
    part: list[Input] = []
    size = 0
    for one in inputs:
        if part and (len(part) == most_files or size + one.byte_count > MOST_BYTES):
            yield tuple(part)
            part, size = [], 0
        part.append(one)
        size += one.byte_count
    if part:
        yield tuple(part)
