from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import PROGRAM, SAMPLES, run

SAMPLE = SAMPLES["warehouse-fire"]


def _one_message(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """The message, after checking that it is all there is: no result, no stack trace, right code."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert done.stdout == b""
    assert "Traceback" not in said
    assert said.startswith("coercionscan: ")
    assert len(said.splitlines()) <= 6
    return said


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \n\n\t\n", id="blank"),
        pytest.param(bytes(range(256)) * 64, id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, id="picture"),
        pytest.param(b"The fog came in. She closed the door, and said nothing more.\n" * 30, id="prose"),
    ],
)
def test_what_is_no_transcript_is_refused_with_place_and_advice(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    out = tmp_path / "out.json"
    said = _one_message(run("score", path, "-o", out), 3)
    assert str(path) in said or path.name in said
    assert len(said.splitlines()) >= 2
    assert not out.exists()


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "nosuch.txt" in _one_message(run("score", tmp_path / "nosuch.txt"), 3)
    _one_message(run("score", tmp_path), 3)


def test_one_very_long_line_is_read_or_refused_in_time(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"DET. ROWE: " + b"So where were you then and who saw you there " * 110_000)
    done = run("score", path, "--format", "json")
    assert done.returncode in (0, 3)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("DET. ROWE: Where were you?\nPELL: At home.\n", id="too short"),
        pytest.param("DET. ROWE: I drove to the depot and saw the van.\n" * 80, id="one speaker"),
        pytest.param(
            "KOMMISSAR: Wo waren Sie am Freitag gewesen?\nBEHM: Ich war den ganzen Tag zu Hause.\n" * 60, id="German"
        ),
    ],
)
def test_what_cannot_be_assessed_is_a_finding_with_its_reason(text: str, tmp_path: Path) -> None:
    path = tmp_path / "input.txt"
    path.write_text(text, encoding="utf-8")
    done = run("score", path, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["quality"]["not_assessable_reason"]


def test_a_wrong_encoding_is_never_silently_lossy(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(("DET. ROWE: Did you go to the caf\u00e9?\nPELL: \u201cNo\u201d, I said.\n" * 30).encode("cp1252"))
    made = json.loads(run("score", path, "--format", "json").stdout)
    assert made["source"]["encoding"] == "cp1252"
    assert "caf\u00e9" in made["turns"][0]["text"]


@pytest.mark.parametrize(
    "words",
    [
        ("--only", "nosuch_code"),
        ("--profile", "nosuch"),
        ("--role", "PELL=villain"),
        ("--format", "pptx"),
        ("--nosuch",),
    ],
)
def test_wrong_usage(words: tuple[str, ...]) -> None:
    _one_message(run("score", SAMPLE, *words), 2)


def test_a_case_file_with_an_unknown_key_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text('[people]\nrolls = { PELL = "suspect" }\n')
    assert f"{path}:2" in _one_message(run("score", SAMPLE, "--case", path), 2)


def test_an_unknown_input_format_names_the_known(tmp_path: Path) -> None:
    said = _one_message(run("score", SAMPLE, "--input-format", "nosuch"), 2)
    assert "labelled" in said


def test_a_wrong_lexicon_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('id = "own"\n')
    assert "own.toml" in _one_message(run("score", SAMPLE, "--lexicon", tmp_path), 4)


def test_output_to_a_full_disk_and_into_a_missing_folder(tmp_path: Path) -> None:
    if Path("/dev/full").exists():
        assert "No space left" in _one_message(run("score", SAMPLE, "-o", "/dev/full"), 2)
    _one_message(run("score", SAMPLE, "-o", tmp_path / "no" / "r.json"), 2)


def test_the_old_report_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    out.write_text("old")
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("score", tmp_path / "empty.txt", "-o", out).returncode == 3
    assert out.read_text() == "old"


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    program = subprocess.Popen(
        [str(PROGRAM), "score", str(SAMPLE), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert program.wait(timeout=60) == 141
    assert said == b""


def test_debug_shows_the_stack_trace(tmp_path: Path) -> None:
    done = run("score", tmp_path / "nosuch.txt", "--debug")
    assert (done.returncode, b"Traceback" in done.stderr) == (3, True)


def test_several_files_of_which_one_is_bad(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("score", tmp_path / "empty.txt", SAMPLE, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["source"]["name"] == SAMPLE.name
    assert b"empty.txt" in done.stderr


def test_it_runs_as_a_module_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coercionscan", "--version"], capture_output=True, check=True, env=dict(os.environ)
    )
    assert b"coercionscan" in done.stdout
