"""Parts made on the cores of this machine, in the order of the parts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from joblib import Parallel, delayed
from joblib.externals.loky import ProcessPoolExecutor
from joblib.externals.loky.process_executor import TerminatedWorkerError

from coercionscan.batch import tables
from coercionscan.batch.inputs import Input
from coercionscan.batch.work import WORKER_DIED, Made, Task, fail, finish, make, scan_into, warm

Outcome = TypeVar("Outcome")
_AHEAD = 2
"""Parts that wait for each worker, so that none stands idle. A convention."""


def made(tasks: Sequence[Task], n_jobs: int) -> Iterator[Made]:
    """Make parts.

    Args:
        tasks: The parts, in order.
        n_jobs: Worker processes; 1 makes them in this process, -1 takes all cores.

    Yields:
        Parts in order. A part whose worker dies is made again file by file, each in a process of its own, and the
        file that killed it becomes a failure.
    """
    if n_jobs == 1:
        yield from map(make, tasks)
        return
    at = 0
    while at < len(tasks):
        try:
            for one in in_order(_warm_make, ((task,) for task in tasks[at:]), n_jobs):
                yield one
                at += 1
        except TerminatedWorkerError:
            # Which part it was is not told: the first that is open is made with care, the others are tried again.
            yield _with_care(tasks[at])
            at += 1


def in_order(call: Callable[..., Outcome], arguments: Iterable[tuple[Any, ...]], n_jobs: int) -> Iterator[Outcome]:
    """Call a function in worker processes that stay warm.

    Args:
        call: The function.
        arguments: What it is called with, each time.
        n_jobs: Processes; -1 takes all cores.

    Yields:
        What it returns, in order; a few calls are made ahead.
    """
    pool = Parallel(n_jobs=n_jobs, return_as="generator", pre_dispatch=f"{_AHEAD} * n_jobs", batch_size=1)
    outcomes = pool(delayed(call)(*some) for some in arguments)
    try:
        for outcome in outcomes:  # noqa: UP028 - closed below, where joblib would warn of calls made in vain
            yield outcome
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            outcomes.close()


def _warm_make(task: Task) -> Made:
    warm(task.options)
    return make(task)


def _with_care(task: Task) -> Made:
    """A part made file by file: what each file alone gives is put together."""
    rows = tables.empty()
    words = 0
    for one in task.inputs:
        got = _alone(task, one)
        if got is None:
            note = "the process that scanned it died, most likely for want of memory"
            fail(rows, task.part, one, WORKER_DIED, note, hint="Scan it alone on a machine with more memory.")
            continue
        for table, some in got[0].items():
            rows[table] += some
        words += got[1]
    return finish(task, rows, words)


def _alone(task: Task, one: Input) -> tuple[tables.Rows, int] | None:
    """Rows and words of one input, scanned in a process of its own; None when that dies."""
    pool = ProcessPoolExecutor(max_workers=1)
    try:
        found: tuple[tables.Rows, int] = pool.submit(_scanned, task, one).result()
    except TerminatedWorkerError:
        return None
    finally:
        pool.shutdown(kill_workers=True)
    return found


def _scanned(task: Task, one: Input) -> tuple[tables.Rows, int]:
    rows = tables.empty()
    return rows, scan_into(rows, task, one)
