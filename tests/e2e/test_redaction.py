"""No name of a sample is left in anything that the program writes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.e2e.command import run

SAMPLE = Path(__file__).parents[2] / "data/samples/warehouse-fire/transcript.txt"
_MANY = [
    f"{tens} {ones}"
    for tens in ("twenty", "thirty", "forty", "fifty")
    for ones in ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
]
NAMES = re.compile(r"\b(?:voss|darnell|teller|ray|mossberg|anne|hanley|polk)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    "words",
    [
        ("score",),
        ("score", "--format", "html"),
        ("score", "--format", "json", "--with-text"),
        ("score", "--format", "markdown"),
        ("inspect", "--turns", "0"),
        ("convert", "--to", "jsonl"),
        ("trace",),
        ("trace", "--format", "json"),
        ("trace", "--format", "graphml"),
        ("review", "export"),
    ],
    ids=" ".join,
)
def test_no_name_is_left(words: tuple[str, ...], tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    done = run(*words, SAMPLE, "--redact", "names,numbers", "--redact-list", listed)
    said = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert "Suspect" in said
    assert NAMES.findall(said) == []
    rows = list(csv.DictReader(listed.read_text(encoding="utf-8").splitlines()))
    assert {"file": "transcript.txt", "pseudonym": "Suspect", "stood_there": "Darnell Voss"} in rows
    assert listed.stat().st_mode & 0o077 == 0


def test_a_redacted_report_is_verified_and_named_after_nobody(tmp_path: Path) -> None:
    assert run("score", SAMPLE, SAMPLE.parents[1] / "pharmacy-till/transcript.txt", "--redact", "names").returncode == 0
    assert run("score", SAMPLE, "--redact", "names", "--format", "json", "-o", tmp_path).returncode == 0
    (made,) = tmp_path.iterdir()
    assert made.name == "1-transcript.txt.report.json"
    assert run("verify", made, SAMPLE).returncode == 0


def test_roles_that_were_set_are_named_by_pseudonyms(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    role = ("--role", "VOSS=suspect")
    assert run("score", SAMPLE, *role, "--redact", "names", "-o", made).returncode == 0
    assert NAMES.findall(made.read_text(encoding="utf-8")) == []
    assert run("verify", made, SAMPLE, *role).returncode == 0


def test_sessions_of_one_contact_are_named_after_nobody(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    files = [tmp_path / name for name in ("voss-one.txt", "voss-two.txt")]
    for file in files:
        file.write_text(text, encoding="utf-8")
    case = tmp_path / "case.toml"
    case.write_text('[interviews]\nfiles = ["voss-one.txt", "voss-two.txt"]\n', encoding="utf-8")
    done = run("score", *files, "--case", case, "--redact", "names", "--format", "json", "--with-text")
    assert done.returncode == 0
    said = done.stdout.decode("utf-8")
    assert NAMES.findall(said) == []
    assert "session-1.txt" in said
    assert "session-2.txt" in said


def test_who_is_named_in_page_heads_alone_is_named_nowhere(tmp_path: Path) -> None:
    talk = [f"{'QA'[at % 2]}. It was the {word} one of them, I said so." for at, word in enumerate(_MANY)]
    pages = [
        f"STATE v. Marlon QUIGLEY    Page {page}\nOatfield County, Sgt. Grace Hill\n\n" + "\n".join(talk[at : at + 8])
        for page, at in enumerate(range(0, len(talk), 8), 1)
    ]
    file = tmp_path / "made.txt"
    file.write_text("\n\f\n".join(pages), encoding="utf-8")
    heads = re.compile(r"quigley|marlon|oatfield|grace", re.IGNORECASE)
    for words in (("score", "--format", "json", "--with-text"), ("inspect", "--all"), ("convert", "--to", "jsonl")):
        shown, hidden = (run(*words, file, *more).stdout.decode("utf-8") for more in ((), ("--redact", "names")))
        assert heads.search(shown) or words[0] == "convert"
        assert not heads.search(hidden)


@pytest.mark.parametrize("words", [("--redact", "faces"), ("--redact", ","), ("--redact-list", "x.csv")])
def test_wrong_use_is_refused(words: tuple[str, ...]) -> None:
    assert run("score", SAMPLE, *words).returncode == 2
