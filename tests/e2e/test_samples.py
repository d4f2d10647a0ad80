from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.e2e.command import SAMPLES, run

SCHEMA = json.loads((files("coercionscan.reports") / "schema.json").read_text())


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The JSON report of every sample, by its name."""
    made = {}
    for name, path in SAMPLES.items():
        done = run("score", path, "--format", "json", "--with-text")
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""
        made[name] = done.stdout
    return made


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_gives_a_report_by_the_contract(name: str, reports: dict[str, bytes]) -> None:
    made = json.loads(reports[name])
    jsonschema.validate(made, SCHEMA)
    text = made["text"]
    for part in (*made["turns"], *made["tags"]):
        assert text[part["start"] : part["end"]] == part["text"]
    ids = {tag["id"] for tag in made["tags"]}
    assert len(ids) == len(made["tags"])
    for confession in made["confessions"]:
        risk = confession["risk"]
        assert set(confession["admission_tag_ids"]) <= ids
        assert {one for part in risk["contributions"] for one in part["tag_ids"]} <= ids
        assert risk["caveats"]
        for reading in ("voluntariness", "reliability"):
            total = sum(part["points"] for part in risk["contributions"] if part["reading"] == reading)
            assert total == pytest.approx(risk[f"{reading}_index"], abs=1e-9)


def test_the_same_file_twice_gives_the_same_bytes(reports: dict[str, bytes]) -> None:
    name, path = next(iter(SAMPLES.items()))
    again = run("score", path, "--format", "json", "--with-text", PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
    assert again.stdout == reports[name]


@pytest.mark.parametrize("suffix", ["text", "json", "markdown", "csv", "html"])
def test_no_order_of_a_set_shows_in_a_report_or_a_comparison(suffix: str) -> None:
    one, other = list(SAMPLES.values())[:2]
    for command in (("score", one), ("compare", one, other)):
        if command[0] == "compare" and suffix == "csv":
            continue
        seeds = [run(*command, "--format", suffix, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")]
        assert seeds[0] == seeds[1] != b""


def test_standard_input_gives_the_same_findings(reports: dict[str, bytes]) -> None:
    name, path = next(iter(SAMPLES.items()))
    done = run("score", "-", "--format", "json", stdin=path.read_bytes())
    one, other = json.loads(reports[name]), json.loads(done.stdout)
    assert (one["tags"], one["facts"], one["confessions"]) == (other["tags"], other["facts"], other["confessions"])
    assert other["source"]["name"] == "stdin"


@pytest.mark.parametrize("suffix", ["txt", "json", "md", "csv", "html"])
def test_each_format_is_written_to_a_file(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{suffix}"
    done = run("score", *list(SAMPLES.values())[:1], "-o", target)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert target.stat().st_size > 1000


def test_the_text_report_is_plain_in_every_encoding() -> None:
    path = next(iter(SAMPLES.values()))
    for encoding in ("utf-8", "cp1252", "ascii"):
        done = run("score", path, PYTHONIOENCODING=encoding, COLUMNS="200")
        assert done.returncode == 0
        text = done.stdout.decode(encoding)
        assert "\x1b" not in text
        assert max(map(len, text.splitlines())) <= 80


def test_only_and_disable_narrow_the_tags() -> None:
    path = SAMPLES["warehouse-fire"]
    only = json.loads(run("score", path, "--format", "json", "--only", "moral_minimization").stdout)
    assert {tag["code"] for tag in only["tags"]} == {"moral_minimization"}
    without = json.loads(run("score", path, "--format", "json", "--disable", "moral_minimization").stdout)
    assert "moral_minimization" not in {tag["code"] for tag in without["tags"]}


def test_the_role_of_a_speaker_can_be_set() -> None:
    made = json.loads(run("score", SAMPLES["motel-scan"], "--format", "json", "--role", "SOREL=interrogator").stdout)
    assert {one["label"]: one["role"] for one in made["speakers"]}["SOREL"] == "interrogator"


def test_no_connection_is_opened() -> None:
    """The whole way with sockets forbidden, in this process."""
    import socket

    import coercionscan

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", forbidden)
        patch.setattr(socket, "create_connection", forbidden)
        result = coercionscan.scan(next(iter(SAMPLES.values())))
    assert result.transcript.turns


def test_the_path_of_a_detail_is_traced() -> None:
    done = run("trace", SAMPLES["warehouse-fire"], "--fact", "red gas can")
    assert done.returncode == 0, done.stderr.decode()
    shown = " ".join(done.stdout.decode().split())
    assert "First said by: interrogator" in shown
    assert "MOSSBERG" in shown
