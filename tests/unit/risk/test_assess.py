from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coercionscan.records import Band, Risk, SessionFactor, Tag, Transcript, Uptake
from coercionscan.risk.assess import assess
from coercionscan.risk.caveats import STANDING
from tests.builders import codes, confession, fact, factor_entries, ledger, profile, tag, tagging, talk, transcript

LINES = [
    *talk(3),
    ("I", "Tell me now or your brother loses the flat."),
    ("S", "I took it."),
    ("I", "The red one?"),
    ("S", "Yes."),
]


def risks(
    made: Transcript, *tags: Tag, factors: tuple[SessionFactor, ...] = (), not_assessed: tuple[str, ...] = ()
) -> tuple[Risk, ...]:
    facts = ledger(fact(8, uptake=Uptake.ASSENT, at=9, confidence=0.7))
    every = (confession(7, name="c1"), confession(9, name="c2"))
    found = assess(
        made,
        tagging(made, *tags, not_assessed=not_assessed),
        facts,
        every,
        factors,
        profile(),
        codes(),
        factor_entries(),
    )
    assert [one.confession_id for one in found[0]] == [one.confession_id for one in found[1]]
    return found[1]


def test_no_confession_no_risk() -> None:
    made = transcript(*LINES)
    assert assess(made, tagging(made), ledger(), (), (), profile(), codes(), factor_entries()) == ((), ())


def test_points_sum_to_each_index() -> None:
    made = transcript(*LINES)
    youth = SessionFactor(id="juvenile", value="aged 16", source="case file", exposure=1.0)
    tags = (tag(made, 6, "explicit_threat", confidence=0.9), tag(made, 2, "moral_minimization"))
    for one in risks(made, *tags, factors=(youth,)):
        for reading, index in (("voluntariness", one.voluntariness_index), ("reliability", one.reliability_index)):
            assert sum(part.points for part in one.contributions if part.reading == reading) == pytest.approx(
                index, abs=1e-9
            )
        assert {part.code for part in one.contributions} >= {"explicit_threat", "juvenile"}


def test_the_index_lies_in_its_interval_and_the_draws_are_seeded() -> None:
    made = transcript(*LINES)
    tags = (tag(made, 6, "explicit_threat", confidence=0.6),)
    first, again = risks(made, *tags), risks(made, *tags)
    assert first == again
    for one in first:
        low, high = one.interval.voluntariness
        assert low < one.voluntariness_index < high
        assert one.interval.reliability[0] <= one.reliability_index <= one.interval.reliability[1]
        assert (one.interval.level, one.interval.draws) == (0.9, 500)


def test_a_sure_tag_still_has_the_uncertainty_of_the_weights() -> None:
    made = transcript(*LINES)
    low, high = risks(made, tag(made, 6, "explicit_threat", confidence=1.0))[0].interval.voluntariness
    assert 0 < low < high < 1


def test_what_was_not_recorded_raises_the_high_end_only() -> None:
    made = transcript(*LINES)
    tags = (tag(made, 6, "explicit_threat", confidence=0.6),)
    plain = risks(made, *tags)[0]
    ride = SessionFactor(id="unrecorded_contact", value="a car ride", source="case file", exposure=1.0)
    wider = risks(made, *tags, factors=(ride,))[0]
    assert wider.voluntariness_index == plain.voluntariness_index
    assert wider.interval.voluntariness[0] == plain.interval.voluntariness[0]
    assert wider.interval.voluntariness[1] == pytest.approx(1 - (1 - plain.interval.voluntariness[1]) * 0.4, abs=1e-5)
    assert any("a car ride" in one for one in wider.caveats)


def test_unclear_words_raise_the_high_end_only() -> None:
    tags = (tag(transcript(*LINES), 6, "explicit_threat", confidence=0.6),)
    plain, unclear = (risks(transcript(*LINES, unclear_share=share), *tags)[0] for share in (0.0, 0.2))
    assert unclear.interval.voluntariness[0] == plain.interval.voluntariness[0]
    assert unclear.interval.voluntariness[1] > plain.interval.voluntariness[1]
    assert any(one.startswith("20% of the turns hold unclear words") for one in unclear.caveats)


def test_the_standing_caveat_is_always_there() -> None:
    made = transcript(*LINES)
    for one in risks(made):
        assert STANDING in one.caveats
        assert any("500 random draws" in sentence for sentence in one.caveats)


@pytest.mark.parametrize("card", [{"not_assessable_reason": "Only 4 turns."}, {"unknown_role_share": 0.5}])
def test_what_cannot_be_assessed_gets_no_band_and_its_reason(card: dict[str, Any]) -> None:
    made = transcript(*LINES, **card)
    for one in risks(made, tag(made, 6, "explicit_threat")):
        assert one.band is Band.NOT_ASSESSABLE
        assert one.caveats[0].startswith("Not assessable: ")
        assert not any("random draws" in sentence for sentence in one.caveats)


def test_a_partly_recorded_contact_says_so() -> None:
    made = transcript(*LINES, recorded_share=0.5, doubtful_turn_count=3)
    found = risks(made)[0].caveats
    assert any(one.startswith("Only 50% of the contact is recorded") for one in found)
    assert any("speaker of 3 turns is doubtful" in one for one in found)


def test_drafts_are_not_assessed_rather_than_absent() -> None:
    made = transcript(*LINES)
    assert risks(made, not_assessed=("answer_shaping", "closed_question"))[0].not_assessed == ("answer_shaping",)


def test_sensitivity_names_what_was_changed() -> None:
    made = transcript(*LINES)
    lines = dict(risks(made, tag(made, 6, "explicit_threat"))[0].sensitivity)
    assert lines["without explicit_threat: voluntariness"] == 0.0
    assert {"amplifier 0: voluntariness", "amplifier 0.5: voluntariness"} <= set(lines)


def test_names_of_speakers_change_nothing() -> None:
    one = transcript(*LINES)
    other = transcript(*LINES, names={"I": "ZZZ", "S": "AAA"})
    assert [replace(r, confession_id="") for r in risks(one, tag(one, 6, "explicit_threat"))] == [
        replace(r, confession_id="") for r in risks(other, tag(other, 6, "explicit_threat"))
    ]


def test_undercover_leaves_out_what_does_not_apply() -> None:
    made = transcript(*LINES)
    tags = tagging(made, tag(made, 2, "rights_minimization"), tag(made, 6, "explicit_threat"))
    unknown = SessionFactor(id="no_counsel", value="unknown", source="not stated", exposure=None)
    scene = SessionFactor(id="undercover_scenario", value="undercover scenario", source="case file", exposure=1.0)
    found = {
        name: assess(
            made, tags, ledger(), (confession(7),), (unknown, scene), profile(name), codes(), factor_entries()
        )[1][0]
        for name in ("default", "undercover")
    }
    assert {one.code for one in found["undercover"].contributions} == {"explicit_threat", "undercover_scenario"}
    assert "rights_minimization" in {one.code for one in found["default"].contributions}
    assert found["default"].not_assessed == ("no_counsel",)
    assert found["undercover"].not_assessed == ()
    assert any("undercover" in sentence for sentence in found["undercover"].caveats)


def test_the_juvenile_profile_raises_what_pressure_there_was() -> None:
    made = transcript(*LINES)
    young = SessionFactor(id="juvenile", value="aged 15", source="case file", exposure=1.0)
    indexes = [
        assess(
            made,
            tagging(made, tag(made, 6, "explicit_threat")),
            ledger(),
            (confession(7),),
            (young,),
            profile(name),
            codes(),
            factor_entries(),
        )[1][0].voluntariness_index
        for name in ("default", "juvenile")
    ]
    assert indexes[0] < indexes[1]
