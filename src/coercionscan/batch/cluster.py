"""Parts made on a Dask cluster, in the order of the parts; workers may come and go."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from coercionscan.batch import tables
from coercionscan.batch.work import WORKER_DIED, Made, Task, fail, finish, make, warm
from coercionscan.errors import MissingExtra, UsageError

_AHEAD = 3
"""Parts handed out for each thread of the cluster: enough that none waits, few enough that a new worker finds some."""
_LEAST_AHEAD = 4
_CONNECT_SECONDS = "20s"


def made(tasks: Sequence[Task], scheduler: str) -> Iterator[Made]:
    """Make parts.

    Args:
        tasks: The parts, in order. Inputs and output must be reached by the same paths from all workers.
        scheduler: Address of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Yields:
        Parts in order. A part whose worker is lost is made again by another one; its files are the same, so nothing
        is there twice. A part that loses its worker again and again becomes a failure for each of its files.

    Raises:
        MissingExtra: Without Dask.
        UsageError: When the scheduler does not answer.
    """
    client = _client(scheduler)
    try:
        yield from _in_order(client, tasks)
    finally:
        client.close()


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra("a cluster needs Dask", extra="dask") from error
    make_client: Any = Client  # Dask has no types here
    try:
        return make_client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise UsageError(
            f"the scheduler does not answer: {error}", where=scheduler, hint="Start it with: dask scheduler"
        ) from error


def _in_order(client: Any, tasks: Sequence[Task]) -> Iterator[Made]:
    waiting: deque[tuple[Task, Any]] = deque()
    coming = iter(tasks)
    ended = False
    while waiting or not ended:
        while not ended and len(waiting) < _room(client):
            task = next(coming, None)
            if task is None:
                ended = True
            else:
                waiting.append((task, client.submit(_warm_make, task, pure=False)))
        if waiting:
            task, future = waiting.popleft()
            yield _result(task, future)


def _room(client: Any) -> int:
    """How many parts may be on their way: more when workers have joined."""
    threads: int = sum(client.ncores().values())
    return max(_LEAST_AHEAD, _AHEAD * threads)


def _result(task: Task, future: Any) -> Made:
    from distributed import KilledWorker

    try:
        one: Made = future.result()
    except KilledWorker:
        rows = tables.empty()
        for file in task.inputs:
            note = "the workers that scanned this part died one after the other, most likely for want of memory"
            fail(rows, task.part, file, WORKER_DIED, note, hint="Scan its files alone, with more memory.")
        return finish(task, rows, 0)
    return one


def _warm_make(task: Task) -> Made:
    warm(task.options)
    return make(task)
