"""What all confessions of a contact share gives for each the same as if it were worked out for it alone."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from coercionscan.lexicon.profile import Number, Profile
from coercionscan.records import Confession, Tagging, Transcript
from coercionscan.risk.events import Parts
from coercionscan.risk.exposure import expose, expose_all
from coercionscan.risk.ingredients import ingredients, ingredients_of_all
from coercionscan.risk.uncertainty import Draws, draw, masses
from coercionscan.risk.windows import Nearness
from tests.builders import codes, confession, fact, ledger, profile, tag, tagging, talk, timed, transcript

TURNS = 6000
CODES = ("guilt_accusation", "explicit_threat", "leading_question", "fact_feeding", "guess_or_inconsistency")


def _contact() -> tuple[Transcript, Tagging, tuple[Confession, ...]]:
    """A long talk: tags of all kinds everywhere, confessions near to each other and far apart."""
    made = transcript(*talk(TURNS // 2))
    tags = [
        tag(made, turn, CODES[number % len(CODES)], confidence=0.3 + number % 7 / 10)
        for number, turn in enumerate(range(0, TURNS, 14))
    ]
    tags += [tag(made, turn, code) for turn in (2804, 4002) for code in ("leading_question", "fact_feeding")]
    every = tuple(confession(turn, name=f"c{turn}") for turn in (1, 201, 2801, 2811, 5999))
    return made, tagging(made, *tags), every


def _without_floor() -> Profile:
    """A profile in which even the remotest turn weighs less than the one after it."""
    known = profile()
    none = known.decay.model_copy(update={"floor": Number(value=0.0, convention=True)})
    return known.model_copy(update={"decay": none})


def _plain(parts: Parts, draws: Draws) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = np.zeros((len(parts.events.codes), draws.held.shape[1]))
    for row, factor in zip(parts.rows.tolist(), parts.factors.tolist(), strict=True):
        found[parts.events.numbers[row]] += factor * draws.held[draws.places[row]]
    return found


@pytest.mark.parametrize("chosen", [profile(), _without_floor()])
def test_each_confession_gets_what_it_gets_alone(chosen: Profile) -> None:
    made, tags, every = _contact()
    facts = ledger(fact(2804), fact(4002))
    _, exposures = expose_all(made, tags, facts, every, (), chosen, codes())
    for one, found in zip(every, exposures, strict=True):
        assert found == expose(made, tags, facts, one, (), chosen, codes(), confessions=every)
        assert found.items or one is every[0]


@pytest.mark.parametrize("chosen", [profile(), _without_floor()])
@pytest.mark.parametrize("backwards", [False, True])
def test_masses_in_the_draws_are_the_plain_sums(chosen: Profile, *, backwards: bool) -> None:
    made, tags, every = _contact()
    facts = ledger(fact(2804), fact(4002))
    parts, exposures = expose_all(made, tags, facts, every, (), chosen, codes())
    draws = draw(parts, exposures, chosen)
    ordered = parts[::-1] if backwards else parts
    for found, drawn in zip(ordered, masses(ordered, draws), strict=True):
        assert drawn == pytest.approx(_plain(found, draws), abs=1e-12)
        assert drawn.min() >= 0


def test_tags_are_shown_by_mass_then_nearness_then_id() -> None:
    made, tags, every = _contact()
    for one, parts in zip(every, ingredients_of_all(made, tags, ledger(), every, profile(), codes()), strict=True):
        at = one.first_turn_index
        for found in parts.by_code(at):
            rows = parts.ingredients(found.code)
            ranked = sorted(rows, key=lambda part: (-part.mass, abs(part.turn_index - at), part.event_id))
            assert list(found.tag_ids) == list(dict.fromkeys(name for part in ranked for name in part.tag_ids))
            assert list(found.masses) == [part.mass for part in ranked]


def test_a_confession_has_no_part_of_a_code_that_is_not_there() -> None:
    made, tags, every = _contact()
    parts = ingredients(made, tags, ledger(), every[1], every, profile(), codes())
    assert parts.ingredients("moral_minimization") == ()


def test_from_some_distance_on_the_floor_is_all_that_is_left() -> None:
    made = transcript(*talk(TURNS // 2))
    rule = profile().decay
    factors = Nearness(made, rule).of(np.array([5990, 5940, 100, 5995, 5999]), 5995)
    near = [0.5 + 0.5 * math.exp(-distance / 60) for distance in (5, 55)]
    assert factors.tolist() == [*near, 0.5, 1.0, 1.0]


def test_times_of_another_session_do_not_count() -> None:
    made = timed(transcript(*talk(3)), (0, 10, 20, 30, 40, 50))
    turns = (replace(made.turns[0], session_index=1), *made.turns[1:])
    factors = Nearness(replace(made, turns=turns), profile().decay).of(np.array([0, 1, 5]), 4)
    assert factors.tolist() == [0.5 + 0.5 * math.exp(-4 / 60), 0.5 + 0.5 * math.exp(-30 / 30), 1.0]
