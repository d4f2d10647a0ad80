from __future__ import annotations

import math

import pytest

from coercionscan.lexicon.profile import Number
from coercionscan.records import (
    Confession,
    Exposure,
    ExposureItem,
    Fact,
    FactForm,
    Role,
    SessionFactor,
    Tag,
    TagStatus,
    Transcript,
    Uptake,
)
from coercionscan.risk.exposure import expose
from tests.builders import (
    codes,
    confession,
    fact,
    factor_entries,
    ledger,
    profile,
    tag,
    tagging,
    talk,
    timed,
    transcript,
)

LINES = [
    ("I", "You took the flask, the green one."),
    ("S", "No."),
    ("I", "Be honest."),
    ("S", "Fine, I took it."),
    ("I", "Why?"),
    ("S", "Dunno."),
]


def exposed(
    made: Transcript, *tags: Tag, at: Confession | None = None, facts: tuple[Fact, ...] = (), **more: object
) -> Exposure:
    return expose(
        made,
        tagging(made, *tags),
        ledger(*facts),
        at or confession(3),
        (),
        profile(),
        codes(),
        **more,  # type: ignore[arg-type]
    )


def item(found: Exposure, code: str) -> ExposureItem | None:
    return next((one for one in found.items if one.code == code), None)


def mass(found: Exposure, code: str) -> float:
    one = item(found, code)
    return one.mass if one else 0.0


def test_mass_and_exposure_by_hand() -> None:
    made = transcript(*LINES)
    found = exposed(made, tag(made, 0, "guilt_accusation", "You took the flask", confidence=0.8))
    one = item(found, "guilt_accusation")
    assert one is not None
    assert one.mass == pytest.approx(0.8 * (0.5 + 0.5 * math.exp(-3 / 60)))
    assert one.exposure == pytest.approx(1 - math.exp(-one.mass / 3))
    assert (one.weight, one.subscore, one.sources) == (0.35, "pressure", ("leo1996",))


def test_times_beat_turns_in_the_decay() -> None:
    made = timed(transcript(*LINES), (0, 1, 2, 30, 31, 32))
    found = exposed(made, tag(made, 0, "guilt_accusation", "You took the flask"))
    assert mass(found, "guilt_accusation") == pytest.approx(0.5 + 0.5 * math.exp(-1))


def test_pressure_after_the_admission_does_not_count() -> None:
    made = transcript(*LINES)
    assert exposed(made, tag(made, 4, "guilt_accusation")).items == ()


@pytest.mark.parametrize("status", [TagStatus.SUPPRESSED, TagStatus.SUGGESTED])
def test_silenced_and_suggested_tags_never_score(status: TagStatus) -> None:
    made = transcript(*LINES)
    assert exposed(made, tag(made, 0, "explicit_threat", status=status)).items == ()


def test_described_and_protective_codes_never_score() -> None:
    made = transcript(*LINES)
    found = exposed(
        made,
        tag(made, 0, "closed_question"),
        tag(made, 2, "break_or_support_offer"),
        tag(made, 4, "break_or_support_offer"),
    )
    assert found.items == ()
    assert found.protective == (("break_or_support_offer", 1),)


@pytest.mark.parametrize(("status", "share"), [("confirmed_false", 1.0), ("unverified", 0.5), ("confirmed_true", 0.0)])
def test_what_is_known_of_an_evidence_claim_scales_it(status: str, share: float) -> None:
    made = transcript(*LINES)
    near = mass(exposed(made, tag(made, 2, "explicit_threat")), "explicit_threat")
    found = exposed(made, tag(made, 2, "false_evidence_ploy", truth_status=status))
    assert mass(found, "false_evidence_ploy") == pytest.approx(share * near)


def test_an_evidence_claim_of_unknown_standing_counts_half() -> None:
    made = transcript(*LINES)
    near = mass(exposed(made, tag(made, 2, "explicit_threat")), "explicit_threat")
    assert mass(exposed(made, tag(made, 2, "false_evidence_ploy")), "false_evidence_ploy") == pytest.approx(near / 2)


def test_question_forms_are_a_rate_without_decay() -> None:
    made = transcript(*talk(50), *LINES)
    at = confession(103)
    tags = [tag(made, index, "leading_question") for index in range(0, 100, 10)]
    # 53 interrogator turns up to the end of the narrative, 10 of them leading.
    assert mass(exposed(made, *tags, at=at), "leading_question") == pytest.approx(10 * 100 / 53)


def test_a_short_window_does_not_blow_up_the_rate() -> None:
    made = transcript(*LINES)
    assert mass(exposed(made, tag(made, 0, "leading_question")), "leading_question") == pytest.approx(100 / 20)


def test_an_adopted_detail_is_one_chain() -> None:
    made = transcript(*LINES)
    told = fact(0, uptake=Uptake.REPETITION, at=3, weight=0.8, confidence=0.9)
    tags = (tag(made, 0, "fact_feeding", "the green one", confidence=0.6), tag(made, 3, "adopted_fact"))
    found = exposed(made, *tags, facts=(told,))
    assert mass(found, "fact_feeding") == pytest.approx(1.0 * 1.0 * 0.7 * 0.8)
    assert item(found, "adopted_fact") is None
    one = item(found, "fact_feeding")
    assert one is not None
    assert (one.fact_ids, one.tag_ids) == ((told.id,), tuple(t.id for t in tags))


def test_a_detail_only_told_counts_half_and_only_where_it_is_feeding() -> None:
    made = transcript(*LINES)
    told = fact(0, weight=0.8)
    assert exposed(made, facts=(told,)).items == ()
    found = exposed(made, tag(made, 0, "fact_feeding", "the green one"), facts=(told,))
    assert mass(found, "fact_feeding") == pytest.approx(0.5 * 0.7 * 0.8)


@pytest.mark.parametrize(("status", "factor"), [(("held_back",), 1.0), (("public",), 0.3), ((), 0.7)])
def test_what_the_case_file_knows_of_a_detail(status: tuple[str, ...], factor: float) -> None:
    made = transcript(*LINES)
    told = fact(0, uptake=Uptake.ASSENT, at=3, case_status=status)
    assert mass(exposed(made, tag(made, 0, "fact_feeding"), facts=(told,)), "fact_feeding") == pytest.approx(factor)


@pytest.mark.parametrize("source", ["fact_feeding", "leading_question", "answer_shaping"])
def test_a_detail_is_adopted_from_telling_leading_or_shaping(source: str) -> None:
    made = transcript(*LINES)
    told = fact(0, uptake=Uptake.ASSENT, at=3, form=FactForm.OFFERED_IN_QUESTION)
    assert item(exposed(made, facts=(told,)), "fact_feeding") is None
    found = item(exposed(made, tag(made, 0, source), facts=(told,)), "fact_feeding")
    assert found is not None
    assert found.fact_ids == (told.id,)


def test_without_the_tagger_what_was_plainly_told_counts() -> None:
    made = transcript(*LINES)
    asked = fact(0, name="a red one", uptake=Uptake.ASSENT, at=3, form=FactForm.OPTION_POSED)
    told = fact(0, uptake=Uptake.ASSENT, at=3, form=FactForm.ASSERTED)
    tags = tagging(made, not_assessed=("fact_feeding",))
    found = expose(made, tags, ledger(asked, told), confession(3), (), profile(), codes())
    assert found.items[0].fact_ids == (told.id,)


def test_the_suspects_own_details_are_no_contamination() -> None:
    made = transcript(*LINES)
    own = fact(3, by=Role.SUSPECT)
    back = fact(0, uptake=Uptake.ASSENT, at=3, form=FactForm.REPORTED_FROM_EARLIER_INTERVIEW, claim_check="confirmed")
    assert exposed(made, facts=(own, back)).items == ()


def test_a_detail_belongs_to_one_confession() -> None:
    made = transcript(*LINES, *talk(3), ("I", "And the red cap?"), ("S", "Yes, the red cap."))
    first, second = confession(3, name="c1"), confession(9, name="c2")
    early, late = fact(0, uptake=Uptake.ASSENT, at=5), fact(12, name="a red cap", uptake=Uptake.REPETITION, at=13)
    every = (first, second)
    tags = (tag(made, 0, "fact_feeding"), tag(made, 12, "fact_feeding"))
    masses = [
        mass(exposed(made, *tags, at=one, facts=(early, late), confessions=every), "fact_feeding") for one in every
    ]
    assert masses == [pytest.approx(0.7), pytest.approx(0.7)]


def test_contamination_goes_on_after_the_admission() -> None:
    made = transcript(*LINES)
    told = fact(4, uptake=Uptake.ASSENT, at=5)
    assert mass(exposed(made, tag(made, 4, "fact_feeding"), facts=(told,)), "fact_feeding") == pytest.approx(0.7)
    assert mass(exposed(made, tag(made, 4, "answer_shaping")), "answer_shaping") == pytest.approx(1.0)


def test_feeding_tags_without_a_detail_are_chains_of_their_own() -> None:
    made = transcript(*LINES)
    fed = tag(made, 0, "fact_feeding", "the green one", specificity="category", public_status="non_public")
    assert mass(exposed(made, fed), "fact_feeding") == pytest.approx(0.5 * 0.5)
    adopted = tag(made, 3, "adopted_fact", related=(0,))
    assert mass(exposed(made, fed, adopted), "fact_feeding") == pytest.approx(0.7)


def test_a_turn_never_scores_both_as_leading_and_as_feeding() -> None:
    made = transcript(*LINES)
    leading, fed = tag(made, 0, "leading_question"), tag(made, 0, "fact_feeding", public_status="non_public")
    both = exposed(made, leading, fed)
    alone = [mass(exposed(made, one), code) for one, code in ((leading, "leading_question"), (fed, "fact_feeding"))]
    shares = [mass(both, "leading_question") / alone[0], mass(both, "fact_feeding") / alone[1]]
    assert sum(shares) == pytest.approx(1.0)


def test_an_earlier_promise_is_cut_only_where_the_profile_says_so() -> None:
    made = transcript(*LINES)
    tags = tagging(made, tag(made, 0, "explicit_leniency_promise"), tag(made, 2, "no_promise_statement"))
    default = profile()
    cut = default.model_copy(
        update={"protection": default.protection.model_copy(update={"promise_cut": Number(value=0.3, convention=True)})}
    )
    masses = [
        expose(made, tags, ledger(), confession(3), (), chosen, codes()).items[0].mass for chosen in (default, cut)
    ]
    assert masses[1] == pytest.approx(0.7 * masses[0])


def test_circumstances_are_items_and_the_unknown_is_listed() -> None:
    made = transcript(*LINES)
    factors = (
        SessionFactor(id="juvenile", value="aged 16", source="case file", exposure=1.0),
        SessionFactor(id="no_counsel", value="unknown", source="not stated", exposure=None),
        SessionFactor(id="few_breaks", value="none", source="case file", exposure=0.0),
        SessionFactor(id="unrecorded_contact", value="a car ride", source="case file", exposure=1.0),
    )
    found = expose(
        made,
        tagging(made, not_assessed=("answer_shaping", "closed_question")),
        ledger(),
        confession(3),
        factors,
        profile(),
        codes(),
        entries=factor_entries(),
    )
    assert [(one.code, one.weight, one.exposure, one.circumstance) for one in found.items] == [
        ("juvenile", 0.6, 1.0, "aged 16 (case file)")
    ]
    assert found.not_assessed == ("answer_shaping", "no_counsel")


def test_excluded_turns_do_not_count() -> None:
    from dataclasses import replace

    made = transcript(*LINES)
    turns = (replace(made.turns[0], excluded_reason="another person's interview"), *made.turns[1:])
    made = replace(made, turns=turns)
    assert exposed(made, tag(made, 0, "explicit_threat")).items == ()


def test_the_largest_part_is_named_first_and_of_equals_the_nearest() -> None:
    made = transcript(*talk(20), ("S", "I took it."))
    tags = [tag(made, index, "answer_shaping", confidence=p) for index, p in ((0, 0.5), (20, 0.9), (38, 0.5))]
    one = item(exposed(made, *tags, at=confession(40)), "answer_shaping")
    assert one is not None
    assert one.tag_ids == (tags[1].id, tags[2].id, tags[0].id)
