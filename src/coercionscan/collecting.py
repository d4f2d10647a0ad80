"""Python's search for cyclic garbage waits while a transcript is worked on."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 5_000_000
"""Scans that overlap without end look for garbage when so many new objects wait. Source: convention."""


class _Holders:
    """How many hold the collector off, over all threads, and whether they were the ones who switched it off."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._was_on = False

    def enter(self) -> None:
        """Switch the collector off for the first who comes."""
        with self._lock:
            self._count += 1
            if self._count == 1:
                self._was_on = gc.isenabled()
                gc.disable()

    def leave(self) -> None:
        """Switch it on again for the last who goes, if it was on."""
        with self._lock:
            self._count -= 1
            if self._was_on and not self._count:
                gc.enable()
            overdue = self._was_on and self._count > 0 and gc.get_count()[0] > _MANY
        if overdue:
            gc.collect()

    def forget(self) -> None:
        """Begin anew in a forked process: the threads that held the collector off are not in it."""
        if self._was_on and self._count:
            gc.enable()
        self._lock = threading.Lock()
        self._count = 0


_HOLDERS = _Holders()
if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
    os.register_at_fork(after_in_child=_HOLDERS.forget)


@contextmanager
def collector_off() -> Iterator[None]:
    """Hold the collector off, around a block or as a decorator.

    A scan makes many hundred thousand small records that all live to its end and hang together in no circle. To look
    through them for garbage again and again takes a third of its time and finds none.

    Blocks may lie in each other and run in several threads: the last to end leaves the collector as the first found
    it. Where it was off, nothing changes. It is off for the whole process, so that circles of other threads wait, too;
    where blocks of several threads overlap without end, it looks at them now and then all the same.
    """
    _HOLDERS.enter()
    try:
        yield
    finally:
        _HOLDERS.leave()
