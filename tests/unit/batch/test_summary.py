from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from coercionscan.batch.run import Batch, run
from coercionscan.batch.summary import (
    BEFORE,
    FORM,
    RATE,
    SECTIONS,
    TOGETHER,
    Line,
    Summary,
    summarize,
    wilson,
)
from coercionscan.batch.tally import ALL
from coercionscan.batch.work import ScanOptions, scanner_of
from coercionscan.errors import UsageError
from coercionscan.records import Analysis, TagStatus
from tests.e2e.command import run as command

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
QUICK = ScanOptions(use_model=False)
NAMES = ("bicycle-shed", "county-road", "harbour-flat", "motel-scan", "pharmacy-till", "warehouse-fire")
Z = 1.959964


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("summary")
    rows = [f"{SAMPLES / name / 'transcript.txt'},{'north' if at % 2 else 'south'}" for at, name in enumerate(NAMES)]
    (folder / "list.csv").write_text("\n".join(["path,area", *rows, "missing.txt,north"]) + "\n", encoding="utf-8")
    batch = Batch(manifests=(str(folder / "list.csv"),), out=str(folder / "tables"), options=QUICK, kind="jsonl")
    assert run(batch).failed == 1
    return folder / "tables"


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    return [scanner_of(QUICK).scan(SAMPLES / name / "transcript.txt") for name in NAMES]


def _lines(found: Summary, section: str, group: str = ALL) -> dict[str, Line]:
    return {line.item: line for line in found.lines if (line.section, line.group) == (section, group)}


def _codes(analysis: Analysis) -> list[tuple[str, int]]:
    """Code and turn of the active tags of those who ask."""
    turns = analysis.transcript.turns
    active = (tag for tag in analysis.tagging.tags if tag.status is TagStatus.ACTIVE)
    return [(tag.code, tag.turn_index) for tag in active if turns[tag.turn_index].role.asks]


def test_rates_and_their_intervals_follow_from_the_analyses(tables: Path, analyses: list[Analysis]) -> None:
    found = _lines(summarize(str(tables)), RATE)
    asked = np.array(
        [
            sum(turn.role.asks and turn.scored and turn.origin.value == "spoken" for turn in one.transcript.turns)
            for one in analyses
        ]
    )
    assert len(found) > 10
    checked = 0
    for code in {code for one in analyses for code, _ in _codes(one)} & found.keys():
        hits = np.array([sum(code == other for other, _ in _codes(one)) for one in analyses])
        rate = hits.sum() / asked.sum()
        residuals = hits - rate * asked
        half = Z * math.sqrt(len(asked) / (len(asked) - 1) * (residuals**2).sum()) / asked.sum()
        expected = (100 * rate, 100 * max(rate - half, 0), 100 * (rate + half))
        assert found[code][3:5] == (hits.sum(), asked.sum())
        assert found[code][5:] == pytest.approx(expected)
        checked += 1
    assert checked > 10


def test_what_stood_before_a_confession_and_what_goes_together(tables: Path, analyses: list[Analysis]) -> None:
    lines = summarize(str(tables))
    confessions = sum(len(one.confessions) for one in analyses)
    before = _lines(lines, BEFORE)
    assert confessions > 0
    for code, line in before.items():
        count = sum(
            any(code == other and turn < confession.first_turn_index for other, turn in _codes(one))
            for one in analyses
            for confession in one.confessions
        )
        assert (line.cases, line.base) == (count, confessions)
    pair, line = next(iter(_lines(lines, TOGETHER).items()))
    held = [{code for code, _ in _codes(one)} for one in analyses]
    assert (line.cases, line.base) == (sum(set(pair.split(" + ")) <= codes for codes in held), len(analyses))


def test_forms_are_shares_of_all_questions(tables: Path) -> None:
    found = _lines(summarize(str(tables)), FORM)
    assert sum(line.value or 0 for line in found.values()) == pytest.approx(1)
    assert "none" not in found


def test_groups_add_up_to_the_whole(tables: Path) -> None:
    lines = summarize(str(tables), by="area")
    assert [size.group for size in lines.sizes] == [ALL, "area=north", "area=south"]
    whole, *parts = (size[1:] for size in lines.sizes)
    assert list(whole) == [sum(numbers) for numbers in zip(*parts, strict=True)]
    for section in SECTIONS:
        groups = [_lines(lines, section, f"area={area}") for area in ("north", "south")]
        for item, line in _lines(lines, section).items():
            assert line.cases == sum(group[item].cases or 0 for group in groups if item in group)


def test_interrogators_are_told_apart_by_the_names_they_are_written_with(
    tables: Path, analyses: list[Analysis]
) -> None:
    found = summarize(str(tables), by="interrogator")
    turns: dict[str, int] = {}
    for one in analyses:
        for turn in one.transcript.turns:
            if turn.role.asks and turn.scored and turn.origin.value == "spoken":
                turns[f"interrogator={turn.speaker}"] = turns.get(f"interrogator={turn.speaker}", 0) + 1
    assert {size.group: size.interrogator_turns for size in found.sizes if size.group != ALL} == turns
    assert len(turns) > 3
    whole = _lines(found, RATE)
    for code, line in whole.items():
        assert line.cases == sum(
            _lines(found, RATE, name)[code].cases or 0 for name in turns if code in _lines(found, RATE, name)
        )


def test_each_file_is_a_group_by_source(tables: Path, analyses: list[Analysis]) -> None:
    found = summarize(str(tables), by="source")
    assert [size.transcripts for size in found.sizes] == [len(analyses), *[1] * len(analyses)]


def test_a_column_that_is_not_there_is_wrong_usage(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column 'year'"):
        summarize(str(tables), by="year")
    with pytest.raises(UsageError, match="no collection"):
        summarize(str(tmp_path))


@pytest.mark.parametrize(("count", "base"), [(0, 1), (1, 1), (3, 10), (50, 50), (7, 1000)])
def test_intervals_of_shares_are_those_of_wilson(count: int, base: int) -> None:
    assert wilson(count, base) == pytest.approx(proportion_confint(count, base, method="wilson"), abs=1e-6)


def test_the_command_prints_tables_csv_json_and_a_page(tables: Path, tmp_path: Path) -> None:
    said = command("summarize", tables, "--top", "3")
    assert said.returncode == 0
    assert "Tactics of those who ask, per 100 of their turns" in said.stdout.decode()
    assert "more: --top" in said.stdout.decode()
    found = summarize(str(tables), by="area", at_least=3)
    words = (tables, "--by", "area", "--at-least", "3")
    rows = list(csv.DictReader(io.StringIO(command("summarize", *words, "--format", "csv").stdout.decode())))
    assert len(rows) == len(found.lines)
    data = json.loads(command("summarize", *words, "--format", "json").stdout)
    assert [Line(**one) for one in data["figures"]] == list(found.lines)
    assert command("summarize", *words, "-o", tmp_path / "page.html").returncode == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert command("summarize", tables, "--by", "year").returncode == 2
