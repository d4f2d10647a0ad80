from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coercionscan.shipped import proven_codes
from tests.e2e.command import SAMPLES, run

FACTS = {"partial_admission", "full_admission"}


def _scored(path: Path, *options: str) -> Any:
    return json.loads(run("score", path, "--format", "json", *options).stdout)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_not_proven_is_suggested_and_weighs_nothing(name: str) -> None:
    usual, strict = _scored(SAMPLES[name]), _scored(SAMPLES[name], "--proven-only")
    assert strict["run"]["config"]["proven_only"] == "true"
    assert [tag["id"] for tag in usual["tags"]] == [tag["id"] for tag in strict["tags"]]
    changed = [
        (before, after)
        for before, after in zip(usual["tags"], strict["tags"], strict=True)
        if before["status"] != after["status"]
    ]
    assert not {before["code"] for before, _ in changed} & (proven_codes() | FACTS)
    assert all((before["status"], after["status"]) == ("active", "suggested") for before, after in changed)
    assert len(usual["confessions"]) == len(strict["confessions"])
    for before, after in zip(usual["confessions"], strict["confessions"], strict=True):
        line = before["risk"]["sensitivity"]["codes that reached their measured minimum only: voluntariness"]
        assert after["risk"]["voluntariness_index"] == pytest.approx(line, abs=0.05)
        assert after["risk"]["voluntariness_index"] <= before["risk"]["voluntariness_index"]
        scored = {part["code"] for part in after["risk"]["contributions"] if part["tag_ids"]}
        assert scored <= proven_codes()


def test_a_person_who_confirms_a_suggestion_gives_it_its_weight(tmp_path: Path) -> None:
    path = SAMPLES["warehouse-fire"]
    rows = [json.loads(line) for line in run("review", "export", path).stdout.splitlines()]
    suggested = {tag["id"] for tag in _scored(path, "--proven-only")["tags"] if tag["status"] == "suggested"}
    chosen = next(row for row in rows if row["id"] in suggested and row["proposal"] == "moral_minimization")
    (tmp_path / "decisions.jsonl").write_text(json.dumps({**chosen, "decision": "accept"}) + "\n")
    done = run("review", "apply", path, tmp_path / "decisions.jsonl", "--proven-only", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    made = json.loads(done.stdout)
    assert next(tag for tag in made["tags"] if tag["id"] == chosen["id"])["status"] == "active"
    scored = {part["code"] for one in made["confessions"] for part in one["risk"]["contributions"]}
    assert "moral_minimization" in scored
