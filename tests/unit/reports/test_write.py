from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from coercionscan.errors import OutputError
from coercionscan.reports.write import encode, write


def test_a_file_is_written_in_utf8_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write("caf\u00e9\n", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == "caf\u00e9\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write("new", target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_folder_and_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder"):
        write("x", tmp_path)
    with pytest.raises(OutputError, match="No such file"):
        write("x", tmp_path / "no" / "a.txt")


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write("new", tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_the_mode_of_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    target.chmod(0o600)
    write("new", target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_dash_is_the_stream() -> None:
    out = BytesIO()
    write("x\n", "-", stdout=out)
    assert out.getvalue() == b"x\n"
    with pytest.raises(OutputError):
        write("x", "-")


def test_what_an_encoding_cannot_hold_is_escaped() -> None:
    assert encode("a\ud83d") == b"a\\ud83d"
    assert encode("\u2588", "cp1252") == b"\\u2588"
