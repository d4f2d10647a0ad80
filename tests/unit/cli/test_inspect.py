from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan.cli import main

TEXT = "DET. ROWE: Where were you on Friday?\nPELL: At home.\nDET. ROWE: All day?\nPELL: Yes, all day.\n" * 5


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    return int(ended.value.code or 0)


def test_it_shows_speakers_with_reasons_and_the_first_turns(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert _run("inspect", str(tmp_path / "a.txt"), "--turns", "2") == 0
    out = capsysbinary.readouterr().out.decode()
    assert "PELL = suspect, 10 turns: " in out
    assert "line 1  DET. ROWE (interrogator): Where were you on Friday?" in out
    assert "All day?" not in out


def test_a_role_can_be_set_and_all_turns_asked_for(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert _run("inspect", str(tmp_path / "a.txt"), "--turns", "0", "--role", "PELL=witness") == 0
    out = capsysbinary.readouterr().out.decode()
    assert "PELL = witness" in out
    assert out.count("(witness): Yes, all day.") == 5


def test_formats_are_listed_by_their_names(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    from coercionscan.transcripts.read import formats

    assert _run("formats") == 0
    listed = {line.split()[0] for line in capsysbinary.readouterr().out.decode().splitlines()}
    assert listed == {one.name for one in formats()}
