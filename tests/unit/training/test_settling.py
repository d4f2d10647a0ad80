"""Thresholds, calibration and figures."""

from __future__ import annotations

import pytest

from coercionscan.training import settling
from coercionscan.training.settling import Count, Judged


def turns(*rows: tuple[float, bool, bool], scene: str = "a") -> list[Judged]:
    return [Judged(scene, *row) for row in rows]


def test_a_hit_needs_less_than_a_report_of_its_own() -> None:
    assert settling.reported(Judged("a", 0.1, True, True), report=0.6, keep=0.05)
    assert not settling.reported(Judged("a", 0.1, False, True), report=0.6, keep=0.05)
    assert not settling.reported(Judged("a", 0.04, True, True), report=0.6, keep=0.05)
    assert settling.reported(Judged("a", 0.6, False, True), report=0.6, keep=0.05)


def test_count_by_hand() -> None:
    found = settling.count(
        turns((0.9, False, True), (0.9, False, False), (0.1, True, True), (0.0, False, True), (0.0, False, False)),
        report=0.5,
        keep=0.0,
    )
    assert found == Count(right=2, wrong=1, missed=1)
    assert found.f1 == pytest.approx(2 / 3)


def test_precision_weighs_more_under_one() -> None:
    careful, bold = Count(6, 1, 4), Count(9, 7, 1)
    assert careful.score(0.5) > bold.score(0.5)
    assert bold.score(2.0) > careful.score(2.0)


def test_codes_of_one_layer_share_their_thresholds() -> None:
    judged = {"rare": turns((0.9, False, True), (0.35, False, False)), "often": turns(*[(0.9, False, True)] * 20)}
    chosen = settling.choose(judged, {"rare": "explicit", "often": "explicit"})
    assert chosen["rare"] == chosen["often"]
    assert chosen["rare"][0] > 0.35


def test_a_noisy_layer_gets_a_higher_threshold_than_a_clean_one() -> None:
    noisy = turns(*[(0.95, False, True)] * 30, *[(0.6, False, False)] * 60)
    clean = turns(*[(0.55, False, True)] * 30, *[(0.1, False, False)] * 60)
    chosen = settling.choose({"noisy": noisy, "clean": clean}, {"noisy": "implicit", "clean": "explicit"})
    assert chosen["noisy"][0] > 0.6
    assert chosen["clean"][0] <= 0.55


def test_of_thresholds_that_are_about_as_good_the_lowest_is_taken() -> None:
    sure = [(0.9, False, True)] * 600
    tie = turns(*sure, (0.62, False, False))
    assert settling.choose({"one": tie}, {"one": "implicit"})["one"][0] == settling.REPORT[0]
    worse = turns(*sure, *[(0.62, False, False)] * 60)
    assert settling.choose({"one": worse}, {"one": "implicit"})["one"][0] == 0.65


def test_hits_of_relational_codes_are_kept() -> None:
    judged = {"one": turns(*[(0.01, True, False)] * 60, *[(0.65, False, True)] * 30)}
    assert settling.choose(judged, {"one": "explicit"})["one"] == (settling.REPORT[0], 0.02)
    assert settling.choose(judged, {"one": "relational"})["one"] == (settling.REPORT[0], 0.0)


def test_confidence_never_falls_as_probability_rises() -> None:
    judged = {
        "one": turns(
            *[(0.55, False, True)] * 30, *[(0.75, False, False)] * 30, *[(0.95, False, True)] * 30, (0.6, True, True)
        )
    }
    shares = settling.calibrate(judged, {"one": (0.5, 0.0)})
    assert shares["edges"][-1] == 1.0
    for name in ("with_rule", "alone"):
        assert shares[name] == sorted(shares[name])
        assert all(0 <= share <= 1 for share in shares[name])
    assert shares["alone"][-1] > 0.8


def test_interval_holds_the_figure_and_is_repeatable() -> None:
    told = [(f"scene{n}", n % 3 != 0, n % 4 != 0) for n in range(60)]
    low, high = settling.interval(told, seed=1) or (1.0, 0.0)
    right = sum(said and true for _, said, true in told)
    f1 = 2 * right / (sum(said for _, said, _ in told) + sum(true for _, _, true in told))
    assert low <= f1 <= high
    assert settling.interval(told, seed=1) == (low, high)
    assert settling.interval([], seed=1) is None
