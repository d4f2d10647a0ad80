"""Sets of small numbers as the bits of one integer, so that two sets meet in one operation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Bits = int
"""A set of small numbers: bit n is set where n belongs to it."""
_FEW = 6
"""Up to so many numbers a set is put together one by one."""
_HELD = re.compile(rb"[^\0]")
_SET_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits_of(numbers: Sequence[int]) -> Bits:
    """The set of some numbers.

    Args:
        numbers: Numbers from 0 on, in rising order.

    Returns:
        The set.
    """
    if len(numbers) <= _FEW:
        bits = 0
        for number in numbers:
            bits |= 1 << number
        return bits
    held = bytearray((numbers[-1] >> 3) + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def set_bits(bits: Bits) -> Iterator[int]:
    """The numbers that a set holds.

    Args:
        bits: The set.

    Yields:
        Numbers in rising order.
    """
    held = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    for match in _HELD.finditer(held):
        byte = match.start()
        for bit in _SET_BITS[held[byte]]:
            yield (byte << 3) + bit
