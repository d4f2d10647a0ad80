from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan.batch.inputs import Input, collect
from coercionscan.batch.plan import MOST_BYTES, cut, files_per_part
from coercionscan.errors import UsageError


def _names(inputs: list[Input], folder: Path) -> list[str]:
    return [Path(one.path).relative_to(folder).as_posix() for one in inputs]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/two.txt", "b/one.vtt", "a.txt", ".hidden/x.txt", "b/.y.txt", "photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("PELL: No.\n", encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_transcripts_in_the_order_of_their_names(folder: Path) -> None:
    assert _names(collect([str(folder)]), folder) == ["a.txt", "b/one.vtt", "b/two.txt"]


def test_a_pattern_is_spread_out(folder: Path) -> None:
    assert _names(collect([f"{folder}/**/*.txt"]), folder) == ["a.txt", "b/two.txt"]


def test_a_file_that_is_named_is_taken_and_once_only(folder: Path) -> None:
    photo = str(folder / "photo.jpg")
    assert _names(collect([photo, photo, str(folder)]), folder)[:2] == ["photo.jpg", "a.txt"]
    assert len(collect([photo, photo])) == 1


def test_a_file_that_is_missing_is_told_in_its_place() -> None:
    assert collect(["nowhere.txt"]) == [Input(path="nowhere.txt")]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no transcript is there"):
        collect([str(tmp_path)])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("m.csv", "file\na.txt\n", "no column 'path'"),
        ("m.csv", "path,year\n,1998\n", "row 1 names no path"),
        ("m.jsonl", "{\n", "not JSON"),
        ("m.jsonl", "[1]\n", "not an object"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_why(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        collect([], [str(tmp_path / name)])


def test_a_manifest_of_json_lines(folder: Path) -> None:
    manifest = folder / "m.jsonl"
    manifest.write_text('{"path": "a.txt", "year": 1998}\n\n{"path": "b/one.vtt", "input_format": "webvtt"}\n', "utf-8")
    first, second = collect([], [str(manifest)])
    assert first.meta == (("year", "1998"),)
    assert (second.input_format, second.meta) == ("webvtt", (("year", ""),))


def test_parts_hold_all_inputs_in_order_and_are_bounded() -> None:
    inputs = [Input(path=str(number), byte_count=number * 40_000) for number in range(150)]
    parts = list(cut(inputs, files_per_part(len(inputs))))
    assert [one for part in parts for one in part] == inputs
    assert all(len(part) == 1 or sum(one.byte_count for one in part) <= MOST_BYTES for part in parts)


def test_what_is_left_is_cut_as_before() -> None:
    inputs = [Input(path=str(number), byte_count=(number * 7919) % 900_000) for number in range(500)]
    parts = list(cut(inputs, 5))
    for done in (1, 7, 30):
        assert list(cut(inputs[sum(map(len, parts[:done])) :], 5)) == parts[done:]
