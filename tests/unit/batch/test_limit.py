from __future__ import annotations

import time
from contextlib import suppress

import pytest

from coercionscan.batch.limit import TooLong, at_most


def _work_on(until: float) -> None:
    """Work that lets no plain exception out."""
    while time.monotonic() < until:
        with suppress(Exception):
            sum(range(100))


def test_what_takes_too_long_is_stopped_through_any_handler() -> None:
    began = time.monotonic()
    with pytest.raises(TooLong), at_most(0.1):
        _work_on(until=began + 20)
    assert time.monotonic() < began + 10


def test_what_ends_in_time_is_left_alone_afterwards() -> None:
    for _ in range(50):
        with at_most(0.02):
            pass
    until = time.monotonic() + 0.1
    while time.monotonic() < until:
        pass


def test_no_limit_sets_none() -> None:
    with at_most(None):
        pass
