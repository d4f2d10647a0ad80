from __future__ import annotations

import math

import pytest

from coercionscan.records import Band, Exposure, ExposureItem
from coercionscan.risk.score import band, indexes, log_term, log_terms, score, share_of
from tests.builders import profile


def item(code: str, subscore: str, weight: float, exposure: float) -> ExposureItem:
    return ExposureItem(
        code=code, subscore=subscore, weight=weight, mass=1.0, exposure=exposure, tag_ids=(f"{code}-1",)
    )


def exposure(*items: ExposureItem) -> Exposure:
    return Exposure(confession_id="c1", items=items)


def test_nothing_pressed() -> None:
    scored = score(exposure(), profile())
    assert (scored.voluntariness_index, scored.reliability_index, scored.band) == (0.0, 0.0, Band.FEW)
    assert scored.contributions == ()
    assert [name for name, _ in scored.subscores] == [
        "pressure", "inducement", "rights", "vulnerability", "contamination", "reliability",
    ]  # fmt: skip


def test_by_hand() -> None:
    scored = score(
        exposure(
            item("threat", "pressure", 0.6, 0.5),
            item("promise", "inducement", 0.35, 0.4),
            item("waiver", "rights", 0.35, 0.8),
            item("youth", "vulnerability", 0.6, 1.0),
            item("feeding", "contamination", 0.6, 0.9),
        ),
        profile(),
    )
    # Pressure: 1 - .6*.5 = .7; inducement: 1 - .35*.4 = .86; rights: 1 - .35*.8 = .72; vulnerability: .6.
    pressing = -math.log(0.7) - math.log(0.86)
    exponent = pressing * (1 + 0.25 * 0.6) - 0.5 * math.log(0.72)
    assert scored.voluntariness_index == pytest.approx(1 - math.exp(-exponent))
    assert scored.reliability_index == pytest.approx(0.54)
    assert dict(scored.subscores)["pressure"] == pytest.approx(0.3)
    points = {one.code: one.points for one in scored.contributions}
    assert points["youth"] == pytest.approx(scored.voluntariness_index * 0.15 * pressing / exponent)
    assert points["threat"] == pytest.approx(scored.voluntariness_index * -math.log(0.7) / exponent)


def test_vulnerability_alone_is_never_scored() -> None:
    scored = score(exposure(item("youth", "vulnerability", 0.6, 1.0)), profile())
    assert scored.voluntariness_index == 0.0
    assert scored.contributions == ()
    assert dict(scored.subscores)["vulnerability"] == pytest.approx(0.6)


def test_removing_a_code_removes_its_term() -> None:
    threat, promise = item("threat", "pressure", 0.6, 0.5), item("promise", "inducement", 0.35, 0.4)
    both, one = (score(exposure(*items), profile()).voluntariness_index for items in ((threat, promise), (threat,)))
    assert -math.log1p(-both) - log_term(promise) == pytest.approx(-math.log1p(-one))


def test_amplifier_can_be_varied() -> None:
    items = (item("threat", "pressure", 0.6, 0.5), item("youth", "vulnerability", 0.6, 1.0))
    low, middle, high = (score(exposure(*items), profile(), amplifier=a).voluntariness_index for a in (0.0, 0.25, 0.5))
    assert low == pytest.approx(0.3)
    assert low < middle < high


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0.0, Band.FEW),
        (0.249, Band.FEW),
        (0.25, Band.SOME),
        (0.5, Band.MANY),
        (0.75, Band.EXTENSIVE),
        (1.0, Band.EXTENSIVE),
    ],
)
def test_bands(index: float, expected: Band) -> None:
    assert band(index, profile()) is expected


def test_the_higher_index_makes_the_band() -> None:
    assert score(exposure(item("feeding", "contamination", 0.6, 0.9)), profile()).band is Band.MANY


def test_share_of_is_the_inverse_of_the_log() -> None:
    assert share_of(-math.log(0.4)) == pytest.approx(0.6)


def test_the_indexes_alone_are_those_of_the_score() -> None:
    items = [
        item("threat", "pressure", 0.6, 0.5),
        item("promise", "inducement", 0.35, 0.4),
        item("waiver", "rights", 0.35, 0.8),
        item("youth", "vulnerability", 0.6, 1.0),
        item("feeding", "contamination", 0.6, 0.9),
    ]
    for left_out in range(len(items) + 1):
        some = items[:left_out] + items[left_out + 1 :]
        for amplifier in (None, 0.0, 1.5):
            scored = score(exposure(*some), profile(), amplifier=amplifier)
            found = indexes(some, log_terms(items), profile(), amplifier=amplifier)
            assert found == (scored.voluntariness_index, scored.reliability_index)
    assert indexes([], {}, profile()) == (0.0, 0.0)
