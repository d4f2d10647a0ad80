from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.risk.sharing import feeding_shares

LEADING, FEEDING = (0.35, 20.0), (0.6, 3.0)
masses = st.dictionaries(st.integers(0, 6), st.floats(0.01, 8), max_size=6)


def log_sum(leading: dict[int, float], feeding: dict[int, float], shares: dict[int, float]) -> float:
    led = sum(mass * (1 - shares.get(turn, 0.0)) for turn, mass in leading.items())
    fed = sum(mass * shares.get(turn, 1.0) for turn, mass in feeding.items())
    return sum(-math.log(1 - w * (1 - math.exp(-m / h))) for m, (w, h) in ((led, LEADING), (fed, FEEDING)))


def test_turns_with_one_code_are_not_shared() -> None:
    assert feeding_shares({1: 2.0}, {2: 1.0}, LEADING, FEEDING) == {}


def test_strong_feeding_wins_a_single_turn() -> None:
    assert feeding_shares({1: 1.0}, {1: 1.0}, LEADING, FEEDING) == {1: 1.0}


def test_a_faint_detail_leaves_the_turn_to_leading() -> None:
    assert feeding_shares({1: 5.0}, {1: 0.01}, LEADING, FEEDING) == {1: 0.0}


@given(masses, masses)
def test_no_whole_sharing_reaches_more(leading: dict[int, float], feeding: dict[int, float]) -> None:
    best = log_sum(leading, feeding, feeding_shares(leading, feeding, LEADING, FEEDING))
    both = sorted(set(leading) & set(feeding))
    for choice in product((0.0, 1.0), repeat=len(both)):
        assert best >= log_sum(leading, feeding, dict(zip(both, choice, strict=True))) - 1e-9


@given(masses, masses)
def test_at_most_one_turn_is_split(leading: dict[int, float], feeding: dict[int, float]) -> None:
    shares = feeding_shares(leading, feeding, LEADING, FEEDING)
    assert all(0 <= share <= 1 for share in shares.values())
    assert sum(0 < share < 1 for share in shares.values()) <= 1


@given(masses, masses, st.integers(0, 6), st.floats(0.01, 8))
def test_more_never_lowers(leading: dict[int, float], feeding: dict[int, float], turn: int, more: float) -> None:
    before = log_sum(leading, feeding, feeding_shares(leading, feeding, LEADING, FEEDING))
    for led, fed in (
        (leading, feeding | {turn: feeding.get(turn, 0) + more}),
        (leading | {turn: leading.get(turn, 0) + more}, feeding),
    ):
        after = log_sum(led, fed, feeding_shares(led, fed, LEADING, FEEDING))
        assert after >= before - 1e-9


def test_equal_ratios_are_taken_in_turn_order() -> None:
    shares = feeding_shares({2: 1.0, 1: 1.0}, {1: 9.0, 2: 9.0}, LEADING, FEEDING)
    assert shares[1] >= shares[2]
    assert shares[1] == pytest.approx(1.0)
