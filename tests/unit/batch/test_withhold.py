"""What is withheld cannot be found again from what is shown."""

from __future__ import annotations

import json
from collections import Counter
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.batch import withhold
from coercionscan.batch.store import Store
from coercionscan.batch.summary import FORM, SECTIONS, Summary, summarize
from coercionscan.batch.tables import DONE, TABLES, VERSION, runs_columns
from coercionscan.batch.tally import ALL, Group, One

CODES = ("false_ally", "moral_appeal", "honesty_demand")
FORMS = ("open_question", "leading_question", "closed_question")
GROUPS = ("north", "south", "west")
Talk = tuple[str, dict[str, int], dict[str, int], int]


@st.composite
def collections(draw: st.DrawFn) -> list[Talk]:
    """Transcripts: group, tags by code, questions by form, confessions."""
    few = st.integers(0, 2)
    one = st.tuples(
        st.sampled_from(GROUPS),
        st.fixed_dictionaries(dict.fromkeys(CODES, few)),
        st.fixed_dictionaries(dict.fromkeys(FORMS, few)),
        few,
    )
    return draw(st.lists(one, min_size=1, max_size=24))


def _keep(talks: list[Talk]) -> str:
    """Write a collection as a batch would, into memory."""
    place = f"memory://withhold-{uuid4()}"
    store = Store(place)
    store.begin({"tables_version": VERSION, "kind": "jsonl", "meta": ["area"]})
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    for number, (area, tags, forms, confessions) in enumerate(talks):
        source = f"{number}.txt"
        rows["runs"].append(
            {"source": source, "status": DONE, "words": 9, "interrogator_turns": 20, "questioned_turns": 5}
            | {"meta_area": area}
        )
        asker = {"source": source, "role": "interrogator", "speaker": "ROWE"}
        rows["tags"] += [
            {**asker, "code": code, "status": "active", "turn_index": at}
            for code, count in tags.items()
            for at in range(count)
        ]
        rows["turns"] += [
            {**asker, "question_form": form, "origin": "spoken"} for form, count in forms.items() for _ in range(count)
        ]
        rows["confessions"] += [{"source": source, "first_turn_index": 10 + at} for at in range(confessions)]
    for table, some in rows.items():
        names = [column.name for column in (runs_columns(("area",)) if table == "runs" else TABLES[table])]
        lines = (json.dumps({name: row.get(name) for name in names}) + "\n" for row in some)
        store.folder.write(f"{table}/part-000000.jsonl", "".join(lines).encode())
    return place


def _determined(found: Summary, section: str) -> list[tuple[str, str]]:
    """Withheld cells whose count follows from the sums that anybody can see."""
    groups = [size.group for size in found.sizes]
    lines = {(line.group, line.item): line for line in found.lines if line.section == section}
    hidden = [cell for cell, line in lines.items() if line.cases is None]
    items = sorted({item for _, item in lines})
    sums = [{(ALL, item): -1} | {(name, item): 1 for name in groups if name != ALL} for item in items]
    if section == FORM:
        sums += [{(size.group, item): 1 for item in items} for size in found.sizes if size.questions is not None]
    matrix = np.array([[row.get(cell, 0) for cell in hidden] for row in sums], dtype=float)
    if not hidden:
        return []
    whole = np.linalg.matrix_rank(matrix)
    # A cell follows from the sums when its unit vector lies in what the rows span.
    return [
        cell
        for at, cell in enumerate(hidden)
        if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(hidden))[at]])) == whole
    ]


@pytest.mark.parametrize("at_least", [2, 3])
@settings(max_examples=40)
@given(talks=collections())
def test_no_sum_gives_a_withheld_count_away(at_least: int, talks: list[Talk]) -> None:
    found = summarize(_keep(talks), by="area", at_least=at_least)
    many = len(talks) >= at_least
    assert all(size.transcripts >= at_least for size in found.sizes) or not many
    for section in SECTIONS:
        assert _determined(found, section) == []
    # A transcript is behind a tag, a pair, a confession: what is shown rests on enough of them.
    for code in CODES:
        held = Counter(area for area, tags, _, _ in talks if tags[code])
        for line in found.lines:
            if line.section == "rate" and line.item == code and line.cases is not None:
                area = line.group.removeprefix("area=")
                assert line.group == ALL or area not in GROUPS or held[area] >= at_least
                assert line.group != ALL or held.total() >= at_least


def test_what_is_withheld_stands_last_and_in_the_order_of_names() -> None:
    talks: list[Talk] = [
        ("north", {"false_ally": int(at > 5), "moral_appeal": int(at > 6), "honesty_demand": 2}, {}, 0)
        for at in range(8)
    ]
    lines = [line for line in summarize(_keep(talks), at_least=3).lines if line.section == "rate"]
    assert [(line.item, line.cases) for line in lines] == [
        ("honesty_demand", 16),
        ("false_ally", None),
        ("moral_appeal", None),
    ]


def _group(transcripts: int) -> Group:
    made = Group()
    for _ in range(transcripts):
        made.add(One(words=10, turns=(3, 3)))
    return made


def test_small_groups_are_put_together_until_they_are_not_small() -> None:
    groups = {"a": _group(1), "b": _group(2), "c": _group(4), "d": _group(9)}
    made = withhold.fold(groups, 5, shared=False)
    assert {name: group.transcripts for name, group in made.items()} == {"d": 9, "3 groups put together": 7}
    one_small = withhold.fold({"a": _group(1), "c": _group(6), "d": _group(9)}, 5, shared=False)
    assert {name: group.transcripts for name, group in one_small.items()} == {"d": 9, "2 groups put together": 7}
    assert withhold.fold(groups, 0, shared=False) == groups


def test_groups_that_share_transcripts_are_counted_by_the_largest() -> None:
    made = withhold.fold({"a": _group(3), "b": _group(3), "c": _group(8)}, 5, shared=True)
    assert {name: group.transcripts for name, group in made.items()} == {"3 groups put together": 8}
