from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.records import Attribution, Span, Tagging
from coercionscan.reports.marked import turns
from tests.unit.reports.made import analysis_of

BASE = analysis_of()
LENGTH = len(BASE.transcript.turns[0].text)
spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)


@given(st.lists(spans, max_size=6))
def test_the_pieces_make_up_the_turn_and_know_their_tags(found: list[list[int]]) -> None:
    turn, model = BASE.transcript.turns[0], BASE.tagging.tags[0]
    at = turn.span.start
    tags = tuple(
        replace(model, span=Span(start=at + low, end=at + high), text=turn.text[low:high]) for low, high in found
    )
    (view, *_) = turns(replace(BASE, tagging=replace(BASE.tagging, tags=tags)))
    assert "".join(piece.text for piece in view.pieces) == turn.text
    for number, tag in enumerate(tags):
        assert "".join(piece.text for piece in view.pieces if number in piece.tags) == tag.text


def test_a_piece_under_suppressed_hits_only_is_aside() -> None:
    marked = [piece for turn in turns(BASE) for piece in turn.pieces if piece.domain]
    assert [(piece.text, piece.aside) for piece in marked] == [
        ("it will go a lot easier", False),
        ("promise you anything", True),
        ("I lit it", False),
        ("Do you want a break?", False),
    ]


def test_the_rarer_domain_gives_the_colour() -> None:
    tag, turn = BASE.tagging.tags[0], BASE.transcript.turns[0]
    other = replace(tag, id="x", domain="questioning", span=turn.span, text=turn.text)
    (view, *_) = turns(replace(BASE, tagging=Tagging(tags=(other, tag), question_forms=())))
    assert [piece.domain for piece in view.pieces] == ["questioning", "inducement", "questioning"]
    assert view.pieces[1].tags == (0, 1)


def test_doubt_and_exclusion_are_noted() -> None:
    first, second, *rest = BASE.transcript.turns
    changed = (
        replace(first, attribution=Attribution.DOUBTFUL, attribution_reason="two labels"),
        replace(second, excluded_reason="machine noise"),
        *rest,
    )
    made = list(turns(replace(BASE, transcript=replace(BASE.transcript, turns=changed))))
    assert [turn.note for turn in made[:3]] == [
        "speaker doubtful: two labels",
        "left out of the scores: machine noise",
        "",
    ]
    assert [turn.classes for turn in made[:4]] == ["q", "x", "q", ""]


def test_beside_a_turn_stands_what_counts_but_no_form_of_a_question() -> None:
    views = list(turns(BASE))
    assert [[chip.code for chip in view.chips] for view in views[:4]] == [
        ["implied leniency"],
        [],
        [],
        ["full admission"],
    ]
