from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from coercionscan.batch.run import Progress
from coercionscan.cli import progress
from tests.e2e.command import run
from tests.unit.batch.collections import collection


def test_a_batch_with_a_failure_ends_with_code_1_and_names_the_table(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", collection(tmp_path / "in", 5), "-o", out, "--jobs", "1", "--format", "jsonl")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == f"5 of 5 transcripts in {out}, 1 failed (see {out}/failures)\n"


def test_a_batch_over_what_is_there_refuses_and_resumes(tmp_path: Path) -> None:
    words = ("batch", collection(tmp_path / "in", 2), "-o", tmp_path / "out", "--jobs", "1")
    assert run(*words).returncode == 0
    again = run(*words)
    assert (again.returncode, b"--resume" in again.stderr) == (2, True)
    assert run(*words, "--resume").returncode == 0


def test_nothing_to_scan_is_wrong_usage(tmp_path: Path) -> None:
    done = run("batch", "-o", tmp_path / "out")
    assert (done.returncode, b"no transcript" in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_progress_in_a_log_is_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    clock = SimpleNamespace(now=0.0)
    tell = progress.lines(lambda: cast("float", clock.now))
    for second in range(0, 200, 10):
        clock.now = float(second)
        tell(Progress(done=second, failed=second // 100, total=1000, words=second * 1000))
    assert capsys.readouterr().err.splitlines() == [
        "60 of 1,000 transcripts, 1,000 words a second, 0:15:40 left",
        "120 of 1,000 transcripts, 1 failed, 1,000 words a second, 0:14:40 left",
        "180 of 1,000 transcripts, 1 failed, 1,000 words a second, 0:13:40 left",
    ]


def test_pace_after_a_resume_counts_what_this_run_has_done() -> None:
    clock = SimpleNamespace(now=0.0)
    pace = progress.Pace(lambda: cast("float", clock.now))
    pace.line(Progress(done=900, failed=0, total=1000, words=0))
    clock.now = 10.0
    assert pace.line(Progress(done=910, failed=0, total=1000, words=500)).endswith("50 words a second, 0:01:30 left")


def test_progress_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", screen := Terminal())
    with progress.watched() as tell:
        tell(Progress(done=3, failed=1, total=7, words=100))
    assert "3 of 7 transcripts, 1 failed" in screen.getvalue()
