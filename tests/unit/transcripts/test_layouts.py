"""The invented scenes of the corpus in every layout, whole and damaged: the turns and roles must survive."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.targets import check
from tests.unit.transcripts.layouts.compare import Score, compare, letters
from tests.unit.transcripts.layouts.damage import DAMAGES
from tests.unit.transcripts.layouts.render import LAYOUTS, Layout
from tests.unit.transcripts.layouts.sheet import Leaf
from tests.unit.transcripts.layouts.talk import Talk, cut, scenes

from coercionscan.transcripts.read import read

TWO = [talk for talk in scenes() if set(talk.people) == {"I", "S"}]
MORE = [talk for talk in scenes() if set(talk.people) != {"I", "S"}]
_DRAW = random.Random(1692)  # noqa: S311 - a seed for the same scenes each time
CHOSEN = (*_DRAW.sample(TWO, 3), *_DRAW.sample(MORE, 6))
NAMES_LOST = {"fused", "in turn", "arrows", "dashes", "label column", "prose"}
"""Layouts that name nobody in some or all turns: what is read there is said to be doubtful."""
FLOORS = {
    "lost signs": 0.93,
    "other signs": 0.96,
    "low starts": 0.94,
    "look-alikes": 0.90,
    "furniture": 0.98,
    "spaced": 0.98,
    "tight": 0.98,
    "indented": 0.93,
    "specks": 0.98,
    "everything": 0.92,
}
"""Least share of turns found under each damage. Source: measured by ``python -m benchmarks.layouts``."""
NOT_MADE_FOR = {
    ("label column", "specks"),
    ("label column", "everything"),
    ("in turn", "furniture"),
    ("in turn", "everything"),
}
"""Where nothing but the line tells the turn, a damaged line is another turn."""


def painted(layout: Layout, talk: Talk, damage: str = "") -> Leaf:
    draw = random.Random(f"{talk.name} {layout.name} {damage}")  # noqa: S311 - the same page each time
    leaf = layout.paint(talk, draw)
    return DAMAGES[damage](leaf, draw) if damage else leaf


@cache
def measured(layout: Layout, damage: str = "") -> Score:
    total = Score(0, 0, 0, 0, 0)
    for talk in CHOSEN:
        if layout.two and talk not in TWO:
            continue
        leaf = painted(layout, talk, damage)
        transcript = read(leaf.text.encode(), input_format=layout.asked)
        total += compare(talk.said, leaf.first_lines(), transcript, talk.questioned)
    return total


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_turn_is_found_on_its_line_with_its_role(layout: Layout) -> None:
    score = measured(layout)
    assert score.found >= (0.975 if layout.name in NAMES_LOST else 0.985) * score.turns, str(score)
    assert score.placed == score.found
    assert score.extra <= 0.015 * score.turns
    assert score.right >= (0.9 if layout.name in NAMES_LOST else 0.97) * score.turns, str(score)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_turns_survive_damage(layout: Layout, damage: str) -> None:
    score = measured(layout, damage)
    floor = 0.8 if (layout.name, damage) in NOT_MADE_FOR else FLOORS[damage]
    assert score.found >= floor * score.turns, str(score)
    if layout.name not in NAMES_LOST:
        assert score.right >= 0.93 * score.found, str(score)
        assert score.doubtful <= 0.08 * score.turns, str(score)


@settings(max_examples=60)
@given(st.data())
def test_no_word_is_lost_and_every_turn_is_grounded(data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(LAYOUTS), label="layout")
    talk = data.draw(st.sampled_from(TWO if layout.two else [*TWO, *MORE]), label="talk")
    start = data.draw(st.integers(0, len(talk.said) - 12), label="start")
    part = cut(talk, start, data.draw(st.integers(12, 40), label="turns"))
    damages = data.draw(st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3, unique=True), label="damages")
    draw = random.Random(data.draw(st.integers(0, 99), label="seed"))  # noqa: S311 - drawn by hypothesis
    leaf = layout.paint(part, draw)
    for damage in damages:
        leaf = DAMAGES[damage](leaf, draw)
    check(leaf.text.encode(), layout.asked)
    try:
        transcript = read(leaf.text.encode(), input_format=layout.asked)
    except Exception:  # noqa: BLE001 - the check above let only the package's own errors pass
        return
    kept = letters(transcript.text) + letters(" ".join(line.text for line in transcript.quality.stripped))
    assert len(kept) >= 0.98 * sum(len(letters(said.words)) for said in part.said)
