"""Invented interviews with known provenance: every route and uptake, corrected and held answers, and traps.

The words stand in ``grammar.toml`` and know nothing of the tracer; ``scenes.py`` says how a scene goes. The same seed
gives the same interviews.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

from known import Interview
from scenes import Writer

_GRAMMAR = Path(__file__).with_name("grammar.toml")


def interviews(count: int, seed: int) -> Iterator[Interview]:
    """Write interviews.

    Args:
        count: How many; every third is told in the second voice.
        seed: Seed of the whole series.

    Yields:
        The interviews.
    """
    grammar = tomllib.loads(_GRAMMAR.read_text(encoding="utf-8"))
    for number in range(count):
        voice = "second" if number % 3 == 2 else "plain"
        yield Writer(grammar, voice, random.Random(seed * 100_003 + number)).write()  # noqa: S311
