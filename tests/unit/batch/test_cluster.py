"""On a real cluster: a scheduler and workers in processes of their own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coercionscan.batch import cluster as room
from coercionscan.batch.run import Batch, Progress, run
from coercionscan.batch.work import ScanOptions
from coercionscan.errors import UsageError
from tests.unit.batch.collections import collection, digests

DASK = Path(sys.executable).parent / "dask"
QUICK = ScanOptions(use_model=False)
START_SECONDS = 60
COUNT = 20


class Cluster:
    """A scheduler and its workers, as a user starts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")]
        until = time.monotonic() + START_SECONDS
        while not self._file.exists() and time.monotonic() < until:
            time.sleep(0.05)

    @property
    def address(self) -> str:
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def worker(self) -> subprocess.Popen[bytes]:
        one = self._start("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        self.processes.append(one)
        return one

    def end(self) -> None:
        for process in reversed(self.processes):
            process.send_signal(signal.SIGKILL)
            process.wait()

    def _start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        command = [str(DASK), what, "--scheduler-file", str(self._file), *words]
        return subprocess.Popen(command, cwd=self._folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    try:
        yield made
    finally:
        made.end()


def _run(folder: Path, out: Path, scheduler: str | None, tell: Callable[[Progress], None] | None = None) -> Progress:
    batch = Batch(paths=(str(folder),), out=str(out), options=QUICK, kind="parquet", scheduler=scheduler)
    return run(batch, tell)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_worker_is_killed_and_another_joins_and_no_byte_differs(cluster: Cluster, tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", COUNT, rounds=10)
    first = cluster.worker()
    cluster.worker()
    seen: list[int] = []

    def disturb(now: Progress) -> None:
        seen.append(now.done)
        if now.done == COUNT // 4:
            first.kill()
        if now.done == COUNT // 2:
            cluster.worker()

    progress = _run(folder, tmp_path / "out", cluster.address, disturb)
    assert (progress.done, progress.failed) == (COUNT, 1)
    assert first.poll() is not None
    assert seen == list(range(COUNT + 1)), "parts are committed one by one, in order"
    _run(folder, tmp_path / "here", None)
    assert digests(tmp_path / "out") == digests(tmp_path / "here")


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_does_not_answer_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_CONNECT_SECONDS", "1s")
    with pytest.raises(UsageError, match="does not answer"):
        _run(collection(tmp_path / "in", 1), tmp_path / "out", "tcp://127.0.0.1:9")
