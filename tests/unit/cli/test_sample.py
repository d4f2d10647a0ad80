from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan import shipped
from coercionscan.cli import main


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    return int(ended.value.code or 0)


def test_all_samples_are_listed_and_each_is_written(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("sample") == 0
    listed = capsysbinary.readouterr().out.decode()
    for one in shipped.samples():
        assert one.name in listed
        assert _run("sample", one.name, "-o", str(tmp_path / "s.txt")) == 0
        assert (tmp_path / "s.txt").read_bytes() == one.path.read_bytes()


def test_an_unknown_sample_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("sample", "nosuch") == 2
    assert shipped.samples()[0].name in capsys.readouterr().err
