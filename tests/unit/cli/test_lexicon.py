from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan import shipped
from coercionscan.cli import main
from coercionscan.lexicon.catalogue import load


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    return int(ended.value.code or 0)


def test_list_names_every_code_with_its_state(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("lexicon", "list") == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    entries = load().entries
    assert [line.split()[0] for line in lines] == [entry.id for entry in entries]
    assert sum(line.endswith(" assessed") and "not" not in line for line in lines) == sum(e.assessed for e in entries)


def test_list_of_one_domain(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("lexicon", "list", "--domain", "rights") == 0
    assert b"rights_advisement" in capsysbinary.readouterr().out


def test_show_has_definition_sources_and_patterns(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("lexicon", "show", "futility_claim") == 0
    out = capsysbinary.readouterr().out.decode()
    assert all(head in out for head in ("\nExamples\n", "\nNear misses\n", "\nPatterns\n", "\nSources\n"))


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("lexicon", "show", "futility") == 2
    assert "futility_claim" in capsys.readouterr().err


def test_show_says_what_was_measured_or_that_nothing_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    figures = 'n = 12\nprecision = 0.7\nrecall = nan\nf1 = 0.6\nlow = 0.1\nhigh = 0.9\nstanding = "under_minimum"\n'
    (tmp_path / "measured.toml").write_text(f"[codes.futility_claim.all]\n{figures}")
    monkeypatch.setattr(shipped, "folder", lambda kind: tmp_path)
    assert _run("lexicon", "show", "futility_claim") == 0
    out = " ".join(capsysbinary.readouterr().out.decode().split())
    assert "all: precision 0.70, recall not known on 12 reference turns (under the minimum" in out
    assert _run("lexicon", "show", "moral_appeal") == 0
    assert "nothing: how often" in capsysbinary.readouterr().out.decode()
