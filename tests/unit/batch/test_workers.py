from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coercionscan import scan, scan_many
from coercionscan.batch import local, tables, work
from coercionscan.batch.inputs import Input
from coercionscan.batch.run import Batch, run
from coercionscan.batch.store import Store
from coercionscan.batch.work import Made, ScanOptions, Task
from coercionscan.errors import CoercionScanError, UnreadableInput, UsageError
from tests.unit.batch.collections import collection, digests

QUICK = ScanOptions(use_model=False)
BATCH = "from coercionscan.batch.run import *; from coercionscan.batch.work import ScanOptions; import sys; "
BATCH += "run(Batch(paths=(sys.argv[1],), out=sys.argv[2], kind='jsonl', n_jobs=int(sys.argv[3]), resume=True, "
BATCH += "options=ScanOptions(use_model=False)))"


def _begin(folder: Path, out: Path, n_jobs: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", BATCH, str(folder), str(out), str(n_jobs)]
    return subprocess.Popen(words, start_new_session=True, stderr=subprocess.DEVNULL)


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_batch_that_is_killed_again_and_again_ends_as_if_it_never_was(n_jobs: int, tmp_path: Path) -> None:
    folder, out = collection(tmp_path / "in", 24, rounds=20), tmp_path / "out"
    run(Batch(paths=(str(folder),), out=str(tmp_path / "whole"), options=QUICK, kind="jsonl"))
    kills = 3
    when = random.Random(n_jobs)  # noqa: S311 - moments of a test
    killed = 0
    for attempt in range(kills + 1):
        process = _begin(folder, out, n_jobs)
        limit = time.monotonic() + 60
        done = len(list(out.glob("runs/part-*")))
        while len(list(out.glob("runs/part-*"))) == done and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        if _ended(process, when.uniform(0.0, 0.4) if attempt < kills else 300):
            break
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        killed += 1
    assert process.returncode == 0
    assert killed >= 2
    assert digests(out) == digests(tmp_path / "whole")


def _dying(task: Task, one: Input) -> None:
    if one.path.endswith("interview_001.txt"):
        os.kill(os.getpid(), signal.SIGKILL)


def _deadly_make(task: Task) -> Made:
    for one in task.inputs:
        _dying(task, one)
    return work.make(task)


def _deadly_scanned(task: Task, one: Input) -> object:
    _dying(task, one)
    rows = tables.empty()
    return rows, work.scan_into(rows, task, one)


def test_a_worker_that_dies_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = collection(tmp_path / "in", 6)
    monkeypatch.setattr(local, "_warm_make", _deadly_make)
    monkeypatch.setattr(local, "_scanned", _deadly_scanned)
    progress = run(Batch(paths=(str(folder),), out=str(tmp_path / "out"), options=QUICK, kind="jsonl", n_jobs=2))
    assert (progress.done, progress.failed) == (6, 2)
    failed = [row for part in Store(str(tmp_path / "out")).parts("failures", ("source", "slug")) for row in part]
    assert [(Path(source).name, slug) for source, slug in failed] == [
        ("interview_001.txt", "worker-died"),
        ("interview_003.txt", "unreadable-input"),
    ]


def test_scan_many_gives_the_same_in_order_with_any_number_of_processes(tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", 6)
    paths = sorted(folder.glob("*.txt"))
    missed: list[tuple[object, CoercionScanError]] = []
    two = list(scan_many(paths, n_jobs=2, on_error=lambda path, error: missed.append((path, error))))
    one = list(scan_many(paths, on_error=lambda path, error: None))
    assert [result.analysis for result in two] == [result.analysis for result in one]
    assert [result.analysis for result in one] == [scan(path).analysis for path in paths if path != paths[3]]
    ((path, error),) = missed
    assert (path, type(error)) == (paths[3], UnreadableInput)
    with pytest.raises(UnreadableInput, match="empty"):
        list(scan_many(paths, n_jobs=2))


def test_a_scanner_does_not_travel() -> None:
    with pytest.raises(UsageError, match="one process"):
        next(scan_many(["a.txt"], n_jobs=2, scanner=work.scanner_of(QUICK)))
