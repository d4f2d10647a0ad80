"""Nobody presses on anybody in these texts, so nothing may say so; what is let stand is listed one by one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis, Role, Tag, TagStatus
from tests.builders import transcript

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))
LOUD_DOMAINS = ("pressure", "inducement")
LOUD_CODES = ("rights_minimization", "invocation_disregard")
FEWEST_WORDS = 40_000


@cache
def _scanner() -> Scanner:
    return Scanner()


@cache
def _analysis(path: Path) -> Analysis:
    asking = tomllib.loads((HERE / "roles.toml").read_text(encoding="utf-8"))[path.stem]
    lines = [tuple(line.split(": ", 1)) for line in path.read_text(encoding="utf-8").splitlines()]
    roles = {name: Role.INTERROGATOR if name in asking else Role.SUSPECT for name, _ in lines}
    assert set(asking) <= set(roles), "roles.toml names somebody who does not speak"
    return _scanner().analyse(transcript(*((name, said) for name, said in lines), roles=roles))


def _loud(path: Path) -> list[tuple[Tag, str]]:
    """Active tags that say that somebody pressed, with their words."""
    analysis = _analysis(path)
    text = analysis.transcript.text
    return [
        (tag, " ".join(text[tag.span.start : tag.span.end].lower().split()))
        for tag in analysis.tagging.tags
        if tag.status is TagStatus.ACTIVE and (tag.domain in LOUD_DOMAINS or tag.code in LOUD_CODES)
    ]


def _tolerated() -> list[dict[str, str]]:
    listed: list[dict[str, str]] = tomllib.loads((HERE / "tolerated.toml").read_text(encoding="utf-8"))["tolerated"]
    return listed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_innocent_talk_is_quiet(path: Path) -> None:
    allowed = {(row["code"], row["words"]) for row in _tolerated() if row["file"] == path.name}
    heard = [
        f"{tag.code} ({tag.evidence.rule_id}): {words!r}"
        for tag, words in _loud(path)
        if (tag.code, words) not in allowed
    ]
    assert heard == []


def test_every_tolerated_hit_still_occurs_and_has_a_reason() -> None:
    heard = {(path.name, tag.code, words) for path in FILES for tag, words in _loud(path)}
    for row in _tolerated():
        assert (row["file"], row["code"], row["words"]) in heard, row
        assert row["reason"].strip(), row


def test_there_is_enough_of_it() -> None:
    assert sum(len(path.read_text(encoding="utf-8").split()) for path in FILES) >= FEWEST_WORDS
