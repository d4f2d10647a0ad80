from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.provenance.trace import Tracer, trace
from coercionscan.records import Case, Ledger, Role
from tests.unit.provenance.made import fact, interview, ledger, lexicon, transcript

_SAYINGS = st.sampled_from(
    ["Where was the ladder?", "By the greenhouse.", "No.", "Yes.", "We found a hammer in the shed.", "He burned it."]
)


def test_nothing_said_gives_an_empty_ledger() -> None:
    assert ledger() == Ledger()


def test_what_the_officer_says_first_is_the_officers() -> None:
    found = ledger("Q: Did you see a rusty crowbar in the shed?", "A: Yeah, a crowbar.")
    assert fact(found, "crowbar").introduced_by is Role.INTERROGATOR


def test_what_the_suspect_says_first_stays_the_suspects() -> None:
    found = ledger("Q: What happened?", "A: There was a crowbar in the shed.", "Q: A rusty crowbar?", "A: Yes.")
    crowbar = fact(found, "crowbar", "shed")
    assert (crowbar.introduced_by, crowbar.first_turn_index) == (Role.SUSPECT, 1)


def test_the_same_thing_by_another_word_is_one_detail() -> None:
    found = ledger("Q: Was there a backpack?", "A: No.", "Q: Go on.", "A: He carried the rucksack to the pier.")
    assert fact(found, "backpack").introduced_by is Role.INTERROGATOR
    assert not any(one.terms == ("rucksack",) for one in found.facts)


def test_aliases_of_the_case_join_words() -> None:
    lines = ("Q: Was the workshop open?", "A: I do not know.", "Q: And then?", "A: I left the hammer in the shed.")
    joined = ledger(*lines, case=Case(aliases=(("workshop", "the old shed"),)))
    assert not any(one.terms == ("shed",) for one in joined.facts)
    assert any("workshop" in one.terms and one.introduced_by is Role.INTERROGATOR for one in joined.facts)


def test_an_answer_completes_its_question() -> None:
    found = ledger("Q: Where was he stabbed?", "A: In the stomach.")
    wound = fact(found, "stabbed", "stomach")
    assert (wound.introduced_by, wound.first_turn_index) == (Role.SUSPECT, 1)


def test_an_elliptic_question_goes_on_about_the_act() -> None:
    found = ledger("Q: Was she tied up?", "A: Yes.", "Q: What about her ankles?", "A: Yes.")
    ankles = fact(found, "tied", "ankles")
    assert (ankles.introduced_by, ankles.first_turn_index) == (Role.INTERROGATOR, 2)


def test_gesture_and_excluded_words_are_no_details() -> None:
    found = ledger("Q: Tell us.", "A: (points at the hammer)")
    assert found.facts == ()


@settings(max_examples=40)
@given(st.lists(_SAYINGS, max_size=12))
def test_ledger_is_pure_sorted_and_grounded(sayings: list[str]) -> None:
    lines = [f"{'QA'[index % 2]}: {saying}" for index, saying in enumerate(sayings)]
    made, words = interview(*lines)
    found = trace(made, words, lexicon())
    assert found == trace(made, words, lexicon())
    weights = [one.weight for one in found.facts]
    assert weights == sorted(weights, reverse=True)
    assert len({one.id for one in found.facts}) == len(found.facts)
    for one in found.facts:
        assert 1 <= len(one.terms) <= 8
        assert one.mentions[0].turn_index == one.first_turn_index
        assert made.turns[one.first_turn_index].role is one.introduced_by
        assert all(made.text[m.span.start : m.span.end] == m.text for m in one.mentions)
        assert 0 <= one.weight <= 1
        assert 0 <= one.confidence <= 1
        assert one.uptake_turn_index is None or one.uptake_turn_index > one.first_turn_index


@pytest.mark.parametrize("role", ["W", "A"])
def test_witnesses_are_questioned_persons_too(role: str) -> None:
    found = ledger("Q: Did you see the hammer?", f"{role}: Yes.")
    assert fact(found, "hammer").uptake.value == "assent"


def test_transcript_without_questioned_person_is_traced() -> None:
    made = transcript("Q: We found a hammer.", "Q: In the shed.")
    assert made.turns[0].role is Role.INTERROGATOR
    assert all(one.uptake.value == "none" for one in ledger("Q: We found a hammer.", "Q: In the shed.").facts)


def test_a_tracer_keeps_nothing_of_what_was_said() -> None:
    tracer = Tracer(lexicon())
    one = interview("Q: Where was the ladder?", "A: By the greenhouse.")
    other = interview("Q: Was there a ladder?", "A: No. He said it burned.")
    alone = [trace(*made, lexicon()) for made in (one, other)]
    assert [tracer.trace(*made) for made in (one, other, one)] == [*alone, alone[0]]


def test_an_open_question_leaves_the_things_before_it_behind() -> None:
    found = ledger("Q: Did you break the window?", "A: Yes.", "Q: What else?", "A: A lantern on the pier.")
    assert not any({"window", "lantern"} <= set(one.terms) for one in found.facts)
    assert fact(found, "lantern", "pier").introduced_by is Role.SUSPECT


@settings(max_examples=25)
@given(st.lists(st.lists(_SAYINGS, min_size=1, max_size=6), min_size=2, max_size=3))
def test_what_was_traced_before_changes_nothing(interviews: list[list[str]]) -> None:
    tracer = Tracer(lexicon())
    for sayings in interviews:
        made = interview(*[f"{'QA'[number % 2]}: {said}" for number, said in enumerate(sayings)])
        assert tracer.trace(*made) == trace(*made, lexicon())
