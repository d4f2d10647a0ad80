"""How far a batch is: drawn on a terminal, one line a minute elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coercionscan.batch.run import Progress

Tell = Callable[["Progress"], None]
_LINE_SECONDS = 60


class Pace:
    """Words a second and time left, from what was told first and last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the clock, in seconds."""
        self._clock = clock
        self._began: float | None = None
        self._first = 0

    def line(self, now: Progress) -> str:
        """One line: done, failed, rate, time left.

        Args:
            now: How far it is.
        """
        if self._began is None:
            self._began, self._first = self._clock(), now.done
        seconds, done = self._clock() - self._began, now.done - self._first
        parts = [f"{now.done:,} of {now.total:,} transcripts"]
        if now.failed:
            parts.append(f"{now.failed:,} failed")
        if done and seconds > 0:
            parts.append(f"{now.words / seconds:,.0f} words a second")
        if done and now.done < now.total:
            parts.append(f"{_clock_words((now.total - now.done) * seconds / done)} left")
        return ", ".join(parts)


def _clock_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


@contextmanager
def watched() -> Iterator[Tell]:
    """Show progress on standard error while a batch runs.

    Yields:
        What to call with each progress.
    """
    if sys.stderr.isatty():
        with _drawn() as tell:
            yield tell
    else:
        yield lines()


def lines(clock: Callable[[], float] = time.monotonic) -> Tell:
    """Progress as lines of a log, a minute or more apart.

    Args:
        clock: In seconds.
    """
    pace, last = Pace(clock), clock()

    def tell(now: Progress) -> None:
        nonlocal last
        line = pace.line(now)
        if clock() - last >= _LINE_SECONDS:
            last = clock()
            click.echo(line, err=True)

    return tell


@contextmanager
def _drawn() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    pace = Pace()
    console = Console(stderr=True)
    with Bar(BarColumn(), TextColumn("{task.description}"), console=console, transient=True) as bar:
        task = bar.add_task("making ready", total=None)
        yield lambda now: bar.update(task, description=pace.line(now), completed=now.done, total=now.total)
