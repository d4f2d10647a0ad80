from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coercionscan import scan_many
from coercionscan.batch import tables, work
from coercionscan.batch.run import Batch, Progress, run
from coercionscan.batch.store import Store
from coercionscan.batch.work import ScanOptions
from coercionscan.errors import OutputError, UsageError
from coercionscan.pipeline import Scanner
from tests.unit.batch.collections import collection, digests

COUNT = 8
SAMPLE = Path(__file__).parents[3] / "data" / "samples" / "warehouse-fire"
QUICK = ScanOptions(use_model=False)


def _run(paths: Path, out: Path, **more: Any) -> Progress:
    return run(Batch(paths=(str(paths),), out=str(out), **{"options": QUICK, "kind": "jsonl", **more}))


def _rows(out: Path, table: str, *names: str) -> list[tuple[Any, ...]]:
    return [row for part in Store(str(out)).parts(table, names) for row in part]


def test_a_failure_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    progress = _run(collection(tmp_path / "in", COUNT), tmp_path / "out")
    assert progress == Progress(done=COUNT, failed=1, total=COUNT, words=progress.words)
    assert progress.words > 0
    ((source, slug, message),) = _rows(tmp_path / "out", "failures", "source", "slug", "message")
    assert source.endswith("interview_003.txt")
    assert (slug, message) == ("unreadable-input", "the file is empty")
    status = dict(_rows(tmp_path / "out", "runs", "source", "status"))
    assert sorted(status.values()) == ["done"] * (COUNT - 1) + ["failed"]
    assert list(status) == sorted(status), "runs stand in the order of the names"


def test_rows_say_what_the_scan_says(tmp_path: Path) -> None:
    folder, out = SAMPLE, tmp_path / "out"
    _run(folder, out, options=ScanOptions(use_model=False, with_text=True))
    analysis = work.scanner_of(QUICK).scan(folder / "transcript.txt")
    source = str(folder / "transcript.txt")
    tags = [row[1:] for row in _rows(out, "tags", "source", "id", "code", "status") if row[0] == source]
    assert tags == [(tag.id, tag.code, tag.status.value) for tag in analysis.tagging.tags]
    assert len(tags) > 0
    turns = [row[1:] for row in _rows(out, "turns", "source", "turn_index", "text", "role") if row[0] == source]
    assert turns == [(turn.index, turn.text, turn.role.value) for turn in analysis.transcript.turns]
    risks = [
        row[1:] for row in _rows(out, "confessions", "source", "id", "band", "reliability_index") if row[0] == source
    ]
    assert risks == [(risk.confession_id, risk.band.value, risk.reliability_index) for risk in analysis.risks]
    assert len(risks) > 0


def test_words_of_turns_are_kept_on_request_only(tmp_path: Path) -> None:
    _run(collection(tmp_path / "in", 1), tmp_path / "out")
    assert {text for (text,) in _rows(tmp_path / "out", "turns", "text")} == {None}


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_number_of_processes_changes_no_byte(kind: str, tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", COUNT)
    _run(folder, tmp_path / "one", kind=kind)
    _run(folder, tmp_path / "two", kind=kind, n_jobs=2)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_parquet_is_read_by_pandas_polars_and_duckdb(tmp_path: Path) -> None:
    import duckdb
    import pandas as pd
    import polars as pl

    out = tmp_path / "out"
    _run(collection(tmp_path / "in", COUNT), out, kind="parquet")
    rows = len(_rows(out, "tags", "id"))
    assert rows > COUNT
    frame = pd.read_parquet(out / "tags")
    assert len(frame) == rows
    assert list(frame.columns) == [column.name for column in tables.TABLES["tags"]]
    assert pl.scan_parquet(out / "tags" / "*.parquet").collect().height == rows
    connection = duckdb.connect()
    for table in tables.TABLES:
        found = connection.execute("select count(*) from read_parquet(?)", [f"{out}/{table}/*.parquet"]).fetchall()
        assert found == [(len(_rows(out, table, "source")),)]


def test_the_two_kinds_hold_the_same_rows(tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", COUNT)
    for kind in ("jsonl", "parquet"):
        _run(folder, tmp_path / kind, kind=kind)
    for table, columns in tables.TABLES.items():
        names = [column.name for column in columns]
        assert _rows(tmp_path / "jsonl", table, *names) == _rows(tmp_path / "parquet", table, *names)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not empty"):
        _run(collection(tmp_path / "in", 1), out)
    assert [path.name for path in out.iterdir()] == ["notes.txt"]


def test_resume_scans_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = collection(tmp_path / "in", 4), tmp_path / "out"
    _run(folder, out)
    before = digests(out)
    (folder / "interview_900.txt").write_bytes((folder / "interview_000.txt").read_bytes())
    scanned: list[str] = []
    original = work.scan_into

    def noting(rows: tables.Rows, task: work.Task, one: Any) -> int:
        scanned.append(Path(one.path).name)
        return original(rows, task, one)

    monkeypatch.setattr(work, "scan_into", noting)
    progress = _run(folder, out, resume=True)
    assert scanned == ["interview_900.txt"]
    assert (progress.done, progress.failed, progress.total) == (5, 1, 5)
    assert before.items() <= digests(out).items(), "what stood there still stands"


def test_resume_refuses_a_changed_file_and_another_way(tmp_path: Path) -> None:
    folder, out = collection(tmp_path / "in", 4), tmp_path / "out"
    _run(folder, out)
    with pytest.raises(UsageError, match="with another with_text"):
        _run(folder, out, resume=True, options=ScanOptions(use_model=False, with_text=True))
    with (folder / "interview_001.txt").open("a", encoding="utf-8") as file:
        file.write("PELL: And that is all.\n")
    with pytest.raises(UsageError, match=r"changed since they were scanned: .*interview_001\.txt"):
        _run(folder, out, resume=True)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_that_takes_too_long_is_a_row(tmp_path: Path) -> None:
    # The limit may strike inside a callback that swallows it; it strikes again then, and nothing else is lost.
    folder = collection(tmp_path / "in", 2)
    (folder / "interview_001.txt").write_text(
        "".join(f"DET. ROWE: Was it number {number}?\nPELL: It was {number}.\n" for number in range(60_000)),
        encoding="utf-8",
    )
    progress = _run(folder, tmp_path / "out", options=ScanOptions(use_model=False, seconds_per_file=1.0))
    assert (progress.done, progress.failed) == (2, 1)
    assert _rows(tmp_path / "out", "failures", "slug", "message") == [("too-long", "took longer than 1 seconds")]


def test_manifest_columns_stand_in_the_runs(tmp_path: Path) -> None:
    collection(tmp_path / "in", 2)
    (tmp_path / "in" / "case.toml").write_text("[session]\nage_years = 15\n", encoding="utf-8")
    manifest = tmp_path / "in" / "list.csv"
    manifest.write_text(
        "path,case_file,agency,year\ninterview_001.txt,,Dunmore,1998\ninterview_000.txt,case.toml,Elm,2004\n",
        encoding="utf-8",
    )
    run(Batch(manifests=(str(manifest),), out=str(tmp_path / "out"), options=QUICK, kind="jsonl"))
    rows = _rows(tmp_path / "out", "runs", "source", "meta_agency", "meta_year", "case_sha256")
    assert [(Path(source).name, *rest) for source, *rest, _ in rows] == [
        ("interview_001.txt", "Dunmore", "1998"),
        ("interview_000.txt", "Elm", "2004"),
    ]
    assert rows[0][3] is None
    assert len(rows[1][3]) == 64


def test_odd_line_ends_inside_words_survive(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("DET. ROWE: Where\u2028were you?\nPELL: At\u0085home.\n" * 4, encoding="utf-8")
    _run(folder, tmp_path / "out", options=ScanOptions(use_model=False, with_text=True))
    lines = (tmp_path / "out" / "turns" / "part-000000.jsonl").read_bytes().decode().split("\n")
    assert [json.loads(line)["text"] for line in lines if line] == [
        text for (text,) in _rows(tmp_path / "out", "turns", "text")
    ]


@pytest.mark.parametrize("n_jobs", [0, -2])
def test_a_number_of_processes_that_means_nothing_is_wrong_usage(n_jobs: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="processes"):
        _run(collection(tmp_path / "in", 1), tmp_path / "out", n_jobs=n_jobs)
    with pytest.raises(UsageError, match="processes"):
        list(scan_many([], n_jobs=n_jobs))
    assert not (tmp_path / "out").exists()


def test_what_is_loaded_once_takes_no_files_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    original = Scanner.scan

    def noting(self: Any, source: Any, **more: Any) -> Any:
        order.append(str(more["name"]))
        return original(self, source, **more)

    monkeypatch.setattr(Scanner, "scan", noting)
    options = ScanOptions(use_model=False, disable=("false_ally",), seconds_per_file=60)
    _run(collection(tmp_path / "in", 2), tmp_path / "out", options=options)
    assert order == ["", "interview_000.txt", "interview_001.txt"]
