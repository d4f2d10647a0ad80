from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.audit.verify import compare

SAVED: dict[str, Any] = {
    "format_version": "1.0",
    "run": {"lexicon_sha256": "aa", "started_utc": "2026-01-01T10:00:00Z"},
    "tags": [{"id": "t1", "code": "denial", "confidence": 0.8}, {"id": "t2", "code": "hostility", "confidence": 0.5}],
    "confessions": [{"id": "c1", "acts": ["I took it"], "risk": {"band": "some", "interval": {"level": 0.9}}}],
}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


def changed(path: list[Any], value: object) -> dict[str, Any]:
    fresh = copy.deepcopy(SAVED)
    place: Any = fresh
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return fresh


@given(st.dictionaries(st.text(), values))
def test_a_report_equals_itself(made: dict[str, object]) -> None:
    assert compare(made, json.loads(json.dumps(made))) == ()


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (["run", "lexicon_sha256"], "bb", "run.lexicon_sha256"),
        (["tags", 1, "confidence"], 0.51, "tags[t2].confidence"),
        (["confessions", 0, "risk", "band"], "many", "confessions[c1].risk.band"),
        (["confessions", 0, "acts"], ["I took them"], "confessions[c1].acts[0]"),
        (["confessions", 0, "risk"], None, "confessions[c1].risk"),
    ],
)
def test_each_difference_is_named(path: list[Any], value: object, named: str) -> None:
    assert [one.path for one in compare(SAVED, changed(path, value))] == [named]


def test_the_time_of_the_run_and_the_seventh_decimal_do_not_count() -> None:
    fresh = changed(["run", "started_utc"], None)
    fresh["tags"][0]["confidence"] = 0.8000000001
    assert compare(SAVED, fresh) == ()


def test_later_versions_may_add_keys() -> None:
    assert compare(SAVED, {**SAVED, "new": 1}) == ()


def test_what_is_gone_and_what_is_new() -> None:
    fresh = copy.deepcopy(SAVED)
    fresh["tags"] = [fresh["tags"][0], {"id": "t3", "code": "denial", "confidence": 0.1}]
    found = compare(SAVED, fresh)
    assert [(one.path, one.fresh == "nothing", one.saved == "nothing") for one in found] == [
        ("tags[t2]", True, False),
        ("tags[t3]", False, True),
    ]
    assert compare({"a": 1}, {})[0].sentence == "a: saved 1, now nothing."


def test_order_of_tags_with_ids_does_not_count() -> None:
    assert compare(SAVED, {**SAVED, "tags": SAVED["tags"][::-1]}) == ()


def test_true_is_not_one() -> None:
    assert len(compare({"a": True}, {"a": 1})) == 1
