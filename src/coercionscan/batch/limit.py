"""A limit on the seconds that one file may take."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN_SECONDS = 1.0


class TooLong(BaseException):
    """The time is over. No plain exception: nothing on the way may catch it."""


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Stop what runs inside after some seconds, on any system and in any thread.

    Args:
        seconds: The limit; None sets none. A single call into compiled code is not cut short.

    Raises:
        TooLong: When the time is over.
    """
    if seconds is None:
        yield
        return
    alarm = _Alarm(seconds)
    try:
        yield
    finally:
        try:
            alarm.end()
        except TooLong:  # it rang while it was being ended
            alarm.end()
            raise


class _Alarm:
    """Raises in the thread that set it, unless it is ended before; again and again, since a callback may swallow it."""

    def __init__(self, seconds: float) -> None:
        self._rings_in = threading.get_ident()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        threading.Thread(target=self._run, args=(seconds,), daemon=True).start()

    def _run(self, seconds: float) -> None:
        wait = seconds
        while not self._ended.wait(wait):
            with self._lock:
                if not self._ended.is_set():
                    _raise_in(self._rings_in, ctypes.py_object(TooLong))
            wait = _AGAIN_SECONDS

    def end(self) -> None:
        """End it; what it has raised and was not delivered yet is taken back."""
        with self._lock:
            self._ended.set()
            _raise_in(self._rings_in, None)


def _raise_in(thread: int, error: object) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
