"""Places that fsspec knows: in memory, on this machine, in an archive, and one that writes as a server does."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from coercionscan.batch import storage, work
from coercionscan.batch.address import file_name, is_remote, joined, parent
from coercionscan.batch.inputs import collect
from coercionscan.batch.run import Batch, Progress, run
from coercionscan.batch.storage import Folder
from coercionscan.batch.store import PartWriter
from coercionscan.batch.summary import summarize
from coercionscan.batch.work import ScanOptions, Task
from coercionscan.errors import MissingExtra, OutputError, UsageError
from tests.e2e.command import run as command
from tests.unit.batch.collections import collection, digests

COUNT = 8
QUICK = ScanOptions(use_model=False)
TEXT = "DET. ROWE: Did you take the radio?\nPELL: No.\n"


class Server(MemoryFileSystem):  # type: ignore[misc] # fsspec has no types
    """A store in which half a file shows while it is written, as on a server."""

    protocol = "server"
    store: dict[str, Any] = {}  # noqa: RUF012 - as the base class has it
    pseudo_dirs: list[str] = [""]  # noqa: RUF012 - as the base class has it
    breaks_after: int | None = None

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **kwargs: Any) -> None:
        """Write, but break the connection when it is time."""
        if Server.breaks_after is not None:
            Server.breaks_after -= 1
            if Server.breaks_after < 0:
                super().pipe_file(path, value[: len(value) // 2], mode, **kwargs)
                raise RuntimeError("the line is dead")
        super().pipe_file(path, value, mode, **kwargs)


@pytest.fixture
def server() -> Any:
    fsspec.register_implementation("server", Server, clobber=True)
    Server.store.clear()
    Server.breaks_after = None
    yield fsspec.filesystem("server")
    Server.breaks_after = None


@pytest.fixture
def memory() -> str:
    return f"memory://{uuid4()}"


def _run(paths: str, out: str, **more: Any) -> Progress:
    return run(Batch(paths=(paths,), out=out, options=QUICK, kind="jsonl", **more))


def _held(system: Any, folder: str) -> dict[str, bytes]:
    return {name[len(folder) :].lstrip("/"): system.cat_file(name) for name in system.find(folder)}


def _here(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("folder", "name", "whole", "above"),
    [
        ("s3://bucket/in", "a/b.txt", "s3://bucket/in/a/b.txt", "s3://bucket/in/a"),
        ("s3://bucket/in/", "b.txt", "s3://bucket/in/b.txt", "s3://bucket/in"),
        ("zip://::s3://bucket/x.zip", "b.txt", "zip://b.txt::s3://bucket/x.zip", "zip://::s3://bucket/x.zip"),
        ("zip://in::s3://bucket/x.zip", "b.txt", "zip://in/b.txt::s3://bucket/x.zip", "zip://in::s3://bucket/x.zip"),
        ("simplecache::s3://bucket/in", "b.txt", "simplecache::s3://bucket/in/b.txt", "simplecache::s3://bucket/in"),
    ],
)
def test_addresses_are_joined_in_the_link_that_has_the_path(folder: str, name: str, whole: str, above: str) -> None:
    assert joined(folder, name) == whole
    assert (parent(whole), file_name(whole)) == (above, "b.txt")
    assert is_remote(whole)


def test_what_lies_in_memory_is_scanned_into_memory_as_on_a_disk(memory: str, tmp_path: Path) -> None:
    folder, system = collection(tmp_path / "in", COUNT), fsspec.filesystem("memory")
    for path in folder.iterdir():
        system.pipe_file(f"{memory.removeprefix('memory:/')}/in/{path.name}", path.read_bytes())
    progress = _run(f"{memory}/in", f"{memory}/out")
    assert (progress.done, progress.failed) == (COUNT, 1)
    _run(str(folder), str(tmp_path / "out"))
    here = _here(tmp_path / "out")
    there = _held(system, f"{memory.removeprefix('memory:/')}/out")
    address = f"memory:///{memory.removeprefix('memory://')}/in".encode()
    assert {name: data.replace(address, str(folder).encode()) for name, data in there.items()} == here
    assert len(summarize(f"{memory}/out").lines) > 5
    with pytest.raises(UsageError, match="one process"):
        _run(f"{memory}/in", f"{memory}/again", n_jobs=2)


def test_a_file_address_is_the_file(tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", COUNT)
    _run(f"file://{folder}", f"file://{tmp_path}/one")
    _run(str(folder), str(tmp_path / "two"))
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert collect([f"file://{folder}/*_001.txt"]) == collect([f"{folder}/interview_001.txt"])


def test_transcripts_are_read_out_of_an_archive_with_their_side_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name, text in (
            ("in/a.txt", TEXT),
            ("in/.hidden/b.txt", TEXT),
            ("list.csv", "path,case_file,year\nin/a.txt,in/case.toml,1999\n"),
            ("in/case.toml", "[wrong\n"),
        ):
            archive.writestr(name, text)
    place = f"zip://in::file://{tmp_path}/x.zip"
    assert [one.path for one in collect([place])] == [f"zip://in/a.txt::file://{tmp_path}/x.zip"]
    assert [one.path for one in collect([f"zip://in/*.txt::file://{tmp_path}/x.zip"])] == [
        f"zip://in/a.txt::file://{tmp_path}/x.zip"
    ]
    assert _run(place, str(tmp_path / "out")).failed == 0
    manifest = f"zip://list.csv::file://{tmp_path}/x.zip"
    batch = Batch(manifests=(manifest,), out=str(tmp_path / "listed"), options=QUICK, kind="jsonl")
    assert run(batch).failed == 1, "the side file in the archive is no TOML, so it was read"
    assert b"case" in (tmp_path / "listed" / "failures" / "part-000000.jsonl").read_bytes()


def test_a_batch_in_a_store_that_was_ended_goes_on(
    memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = collection(tmp_path / "in", COUNT)
    _run(str(folder), f"{memory}/whole")
    original, made = PartWriter.write, []

    def ending(self: Any, part: int, rows: Any) -> None:
        original(self, part, rows)
        made.append(part)
        if len(made) == COUNT // 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(PartWriter, "write", ending)
    with pytest.raises(KeyboardInterrupt):
        _run(str(folder), f"{memory}/out")
    progress = _run(str(folder), f"{memory}/out", resume=True)
    assert (progress.done, len(made)) == (COUNT, COUNT + 1), "only the part that was not committed is made again"
    system, base = fsspec.filesystem("memory"), memory.removeprefix("memory:/")
    assert _held(system, f"{base}/out") == _held(system, f"{base}/whole")


@pytest.mark.parametrize("writes", [0, 1, 4, 9, 14])
def test_a_line_that_breaks_leaves_no_half_under_a_files_name(server: Any, writes: int, tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", COUNT)
    _run(str(folder), "server://whole")
    Server.breaks_after = writes
    with pytest.raises(OutputError, match="the line is dead"):
        _run(str(folder), "server://out")
    Server.breaks_after = None
    whole = _held(server, "/whole")
    for name, data in _held(server, "/out").items():
        assert name.rpartition("/")[2].startswith(".") or data == whole[name]
    _run(str(folder), "server://out", resume=True)
    assert _held(server, "/out") == whole


@pytest.mark.parametrize(
    ("address", "said"),
    [("nosuch://a", "unknown kind of address"), ("memory://nothing-is-here", "no transcript is there")],
)
def test_an_address_that_is_no_use_says_why(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        collect([address])


def test_a_store_that_does_not_answer_is_told(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_: Any, **__: Any) -> None:
        raise RuntimeError("no route")

    monkeypatch.setattr(Server, "find", dead)
    monkeypatch.setattr(Server, "exists", lambda *_: True)
    with pytest.raises(UsageError, match="no route"):
        collect(["server://in"])
    with pytest.raises(OutputError, match="no route"):
        Folder("server://out").names()
    assert storage.digest("server://in/a.txt") is None


def test_without_fsspec_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingExtra, match="fsspec") as caught:
        collect(["s3://bucket/in"])
    assert "storage" in str(caught.value)
    assert _run(str(collection(tmp_path / "in", 1)), str(tmp_path / "out")).done == 1, "paths need none"


def test_the_command_tells_a_wrong_address_without_a_trace(tmp_path: Path) -> None:
    said = command("batch", "nosuch://a", "-o", tmp_path / "out")
    assert (said.returncode, b"unknown kind of address" in said.stderr) == (2, True)
    assert b"Traceback" not in said.stderr
    said = command("batch", collection(tmp_path / "in", 1), "-o", "nosuch://out")
    assert (said.returncode, b"unknown kind of address" in said.stderr) == (2, True)


def test_a_part_names_its_place(server: Any) -> None:
    task = Task(part=0, inputs=(), options=QUICK, folder="server://out", kind="jsonl")
    assert work.make(task).runs == ()
