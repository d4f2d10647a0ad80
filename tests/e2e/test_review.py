from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from tests.e2e.command import SAMPLES, run

SAMPLE = SAMPLES["warehouse-fire"]


def test_a_rejected_finding_is_gone_from_the_score_and_kept_in_the_report(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run("review", "export", SAMPLE).stdout.splitlines()]
    chosen = next(row for row in rows if row["proposal"] == "moral_minimization")
    (tmp_path / "decisions.jsonl").write_text(json.dumps({**chosen, "decision": "reject"}) + "\n")
    done = run("review", "apply", SAMPLE, tmp_path / "decisions.jsonl", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    made = json.loads(done.stdout)
    (tag,) = [tag for tag in made["tags"] if tag["id"] == chosen["id"]]
    assert tag["status"] != "active"
    assert made["reviewed"]["rejected"] == 1


def test_a_table_for_a_spreadsheet(tmp_path: Path) -> None:
    assert run("review", "export", SAMPLE, "--table", "-o", tmp_path / "r.csv").returncode == 0
    rows = list(csv.DictReader(StringIO((tmp_path / "r.csv").read_text(encoding="utf-8"))))
    assert {row["decision"] for row in rows} == {""}


def test_decisions_that_match_nothing_are_told(tmp_path: Path) -> None:
    line = {"kind": "tag", "id": "nosuch", "proposal": "hostility", "text": "zzz", "decision": "accept"}
    (tmp_path / "d.jsonl").write_text(json.dumps(line))
    done = run("review", "apply", SAMPLE, tmp_path / "d.jsonl", "--format", "json")
    assert done.returncode == 0
    assert b"1 decisions match no finding" in done.stderr


def test_a_saved_report_is_confirmed_and_a_changed_one_is_not(tmp_path: Path) -> None:
    saved = tmp_path / "r.json"
    assert run("score", SAMPLE, "--disable", "moral_appeal", "-o", saved).returncode == 0
    done = run("verify", saved, SAMPLE)
    assert (done.returncode, done.stdout) == (0, b"The report is confirmed: no difference.\n")
    made = json.loads(saved.read_text(encoding="utf-8"))
    made["tags"][0]["code"] = "hostility"
    saved.write_text(json.dumps(made), encoding="utf-8")
    done = run("verify", saved, SAMPLE)
    assert done.returncode == 1
    assert b"saved" in done.stdout


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    for content in ("not json", "[1]", "{}"):
        (tmp_path / "r.json").write_text(content)
        assert run("verify", tmp_path / "r.json", SAMPLE).returncode == 3


def test_turns_are_converted(tmp_path: Path) -> None:
    done = run("convert", SAMPLE, "--to", "jsonl")
    again = run("convert", "-", "--to", "jsonl", stdin=done.stdout)
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()]
    assert len(again.stdout.splitlines()) == len(done.stdout.splitlines())
    assert run("convert", SAMPLE, "--to", "docx").returncode == 2
