from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.confessions.find import find
from coercionscan.records import ConfessionKind, Origin, Span, TagStatus
from tests.builders import profile, tag, tagging, talk, transcript

FULL, PARTIAL, BACK = "full_admission", "partial_admission", "retraction"


def test_nobody_admits_anything() -> None:
    made = transcript(("I", "Did you move the boat?"), ("S", "No, never."))
    assert find(made, tagging(made), profile()) == ()


def test_own_words_open_a_full_confession() -> None:
    made = transcript(("I", "What happened?"), ("S", "Okay. I sank the boat."))
    admission = tag(made, 1, FULL, "I sank the boat.")
    (one,) = find(made, tagging(made, admission), profile())
    assert (one.kind, one.first_turn_index, one.last_turn_index) == (ConfessionKind.FULL, 1, 1)
    assert one.acts == ("I sank the boat.",)
    assert one.admission_tag_ids == (admission.id,)


def test_assent_takes_its_act_from_the_question() -> None:
    made = transcript(("I", "Right. So you cut the mooring rope?"), ("S", "Yeah."))
    (one,) = find(made, tagging(made, tag(made, 1, PARTIAL)), profile())
    assert one.kind is ConfessionKind.PARTIAL
    assert one.acts == ("So you cut the mooring rope?",)


def test_a_nod_takes_its_act_from_the_question() -> None:
    made = transcript(("I", "Did you cut the mooring rope?"), ("S", "(nods)"))
    nod = replace(made.turns[1], origin=Origin.NONVERBAL)
    made = replace(made, turns=(made.turns[0], nod))
    (one,) = find(made, tagging(made, tag(made, 1, FULL)), profile())
    assert one.acts == ("Did you cut the mooring rope?",)


def test_witness_suppressed_and_suggested_admissions_open_nothing() -> None:
    made = transcript(("I", "Who sank it?"), ("W", "I sank the boat."), ("S", "If I sank the boat, what then?"))
    tags = (
        tag(made, 1, FULL),
        tag(made, 2, FULL, status=TagStatus.SUPPRESSED, suppressed_by="hypothetical: if"),
        tag(made, 2, PARTIAL, "I sank the boat", status=TagStatus.SUGGESTED),
    )
    assert find(made, tagging(made, *tags), profile()) == ()


def _two_acts(between: int) -> int:
    made = transcript(
        ("I", "Go on."),
        ("S", "I sank the boat near the pier."),
        *talk(between),
        ("I", "What else?"),
        ("S", "I burned the logbook as well."),
    )
    last = len(made.turns) - 1
    return len(find(made, tagging(made, tag(made, 1, FULL), tag(made, last, PARTIAL)), profile()))


def test_closes_before_25_suspect_turns_without_a_new_act() -> None:
    assert _two_acts(24) == 1
    assert _two_acts(25) == 2


def test_a_restatement_belongs_to_the_confession_and_opens_none() -> None:
    made = transcript(
        ("I", "Go on."),
        ("S", "I sank the boat near the pier."),
        ("I", "Again?"),
        ("S", "I sank the boat near the pier, I said."),
        *talk(30),
        ("I", "Once more?"),
        ("S", "I sank the boat near the pier."),
    )
    last = len(made.turns) - 1
    found = find(made, tagging(made, tag(made, 1, FULL), tag(made, 3, FULL), tag(made, last, FULL)), profile())
    assert [(one.first_turn_index, one.last_turn_index, len(one.acts)) for one in found] == [(1, 3, 1)]


def test_a_retraction_closes_and_the_act_may_be_admitted_again() -> None:
    made = transcript(
        ("I", "Go on."),
        ("S", "I sank the boat."),
        ("S", "No, I made that up."),
        ("I", "Come on."),
        ("S", "I sank the boat."),
    )
    found = find(made, tagging(made, tag(made, 1, FULL), tag(made, 2, BACK), tag(made, 4, FULL)), profile())
    assert [(one.first_turn_index, one.retracted_at) for one in found] == [(1, 2), (4, None)]


def test_a_late_retraction_marks_the_last_confession() -> None:
    made = transcript(("S", "I sank the boat."), *talk(30), ("S", "I made that up."))
    last = len(made.turns) - 1
    (one,) = find(made, tagging(made, tag(made, 0, FULL), tag(made, last, BACK)), profile())
    assert one.retracted_at == last


def test_a_retraction_without_any_confession_is_none() -> None:
    made = transcript(("S", "I made that up."))
    assert find(made, tagging(made, tag(made, 0, BACK)), profile()) == ()


def test_a_recess_closes() -> None:
    lines = [
        ("I", "Go on."),
        ("S", "I sank the boat."),
        ("I", "Recording suspended at 14:05."),
        ("S", "I burned the log."),
    ]
    made = transcript(*lines)
    found = find(made, tagging(made, tag(made, 1, FULL), tag(made, 3, PARTIAL)), profile())
    assert [one.kind for one in found] == [ConfessionKind.FULL, ConfessionKind.PARTIAL]


def test_a_long_silence_on_the_clock_is_a_recess() -> None:
    lines = [("I", "Go on."), ("S", "I sank the boat."), ("I", "And?"), ("S", "I burned the log.")]
    made = transcript(*lines, times_ms=(0, 5_000, 1_200_000, 1_205_000))
    assert len(find(made, tagging(made, tag(made, 1, FULL), tag(made, 3, PARTIAL)), profile())) == 2


def test_a_statement_that_is_signed() -> None:
    made = transcript(
        ("S", "I sank the boat."), ("I", "Read it over and sign it at the bottom, this is your written statement.")
    )
    (one,) = find(made, tagging(made, tag(made, 0, FULL)), profile())
    assert one.kind is ConfessionKind.SIGNED_STATEMENT


def test_two_suspects_confess_apart() -> None:
    made = transcript(("S", "I sank the boat."), ("T", "And I sank the boat too, with him."))
    found = find(made, tagging(made, tag(made, 0, FULL), tag(made, 1, FULL)), profile())
    assert [one.first_turn_index for one in found] == [0, 1]


def test_names_of_speakers_change_nothing() -> None:
    lines = [("I", "Did you?"), ("S", "I sank the boat."), *talk(30), ("S", "I burned the log.")]
    one, other = transcript(*lines), transcript(*lines, names={"S": "AAA", "I": "ZZZ"})
    last = len(lines) - 1
    spans = [
        [
            (c.first_turn_index, c.last_turn_index, c.acts)
            for c in find(t, tagging(t, tag(t, 1, FULL), tag(t, last, FULL)), profile())
        ]
        for t in (one, other)
    ]
    assert spans[0] == spans[1]


@given(st.lists(st.sampled_from(["a", "p", "r", "-", "stop"]), max_size=40))
def test_confessions_never_overlap_and_cover_new_acts_once(marks: list[str]) -> None:
    acts = ["sank the boat", "burned the logbook", "painted the hull", "sold the anchor", "buried the chain"]
    lines, chosen = [], []
    for number, mark in enumerate(marks):
        if mark == "stop":
            lines.append(("I", "Interview suspended at 12:00."))
        else:
            lines.append(("S", f"I {acts[number % 5]}, number {number}."))
            if mark in ("a", "p", "r"):
                chosen.append((len(lines) - 1, {"a": FULL, "p": PARTIAL, "r": BACK}[mark]))
    made = transcript(*(lines or [("I", "Well?")]))
    found = find(made, tagging(made, *(tag(made, index, code) for index, code in chosen)), profile())
    for before, after in pairwise(found):
        assert before.last_turn_index < after.first_turn_index
    for one in found:
        assert one.acts
        assert one.first_turn_index <= one.last_turn_index
        assert one.retracted_at is None or one.retracted_at >= one.last_turn_index
    assert len({one.id for one in found}) == len(found)


def test_gestures_in_the_question_are_no_part_of_the_act() -> None:
    made = transcript(("I", "And then (Pell nods) you cut the mooring rope? (pause)"), ("S", "Yeah."))
    (one,) = find(made, tagging(made, tag(made, 1, FULL)), profile())
    assert one.acts == ("And then you cut the mooring rope?",)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Now I'll read what I wrote back to you: I, Ann Pell, went to the shed.", ConfessionKind.SIGNED_STATEMENT),
        ("If that's correct, sign your statement for me.", ConfessionKind.SIGNED_STATEMENT),
        ("I want you to sign at the bottom of each page.", ConfessionKind.SIGNED_STATEMENT),
        ("Is that your signature?", ConfessionKind.SIGNED_STATEMENT),
        ("I am going to read your statement out to you.", ConfessionKind.SIGNED_STATEMENT),
        ("We've got a written statement from your brother.", ConfessionKind.FULL),
        ("Did you read the statement in the papers?", ConfessionKind.FULL),
        ("Sign the waiver there.", ConfessionKind.FULL),
        ("Initial here, this is the drawing you made.", ConfessionKind.FULL),
    ],
)
def test_what_shows_a_signed_statement(words: str, kind: ConfessionKind) -> None:
    made = transcript(("S", "I sank the boat."), ("I", words))
    (one,) = find(made, tagging(made, tag(made, 0, FULL)), profile())
    assert one.kind is kind


def test_a_gesture_answers_the_words_before_its_bracket() -> None:
    asked = "Did you cut the mooring rope? (nods) What time was it then, five?"
    made = transcript(("I", asked), ("S", "(nods)"))
    holder, nod = made.turns
    start = holder.span.start + asked.index("(nods)")
    nod = replace(nod, origin=Origin.NONVERBAL, span=Span(start=start, end=start + len("(nods)")))
    made = replace(made, turns=(holder, nod))
    (one,) = find(made, tagging(made, tag(made, 1, FULL)), profile())
    assert one.acts == ("Did you cut the mooring rope?",)


def test_a_call_for_a_yes_is_no_act_alone() -> None:
    made = transcript(("I", "You cut the mooring rope. Is that right?"), ("S", "Yeah."))
    (one,) = find(made, tagging(made, tag(made, 1, FULL)), profile())
    assert one.acts == ("You cut the mooring rope. Is that right?",)
