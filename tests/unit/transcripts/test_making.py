from __future__ import annotations

from dataclasses import FrozenInstanceError, astuple, fields

import pytest

from coercionscan.making import maker, maker_of_many, opener
from coercionscan.records import Attribution, Origin, Role, SourceRun, Span, Turn
from coercionscan.transcripts.making import make_runs, make_span, make_spans, make_turn

TURN = Turn(
    index=0,
    speaker="ROWE",
    speaker_id="S1",
    role=Role.INTERROGATOR,
    span=Span(start=6, end=9),
    text="Go.",
    first_line=1,
)


def test_a_record_made_quickly_is_the_record() -> None:
    run = SourceRun(start=4, file_line=2, source_offset=9, page=1, page_line=3, bates="AB12")
    made = make_turn(*(getattr(TURN, field.name) for field in fields(Turn)))
    assert make_span(6, 9) == Span(start=6, end=9)
    assert make_runs(*([value, value] for value in astuple(run))) == [run, run]
    assert make_spans([6, 9], [9, 9]) == [Span(start=6, end=9), Span(start=9, end=9)]
    assert made == TURN
    assert type(made) is Turn
    assert hash(made) == hash(TURN)
    assert (made.origin, made.attribution) == (Origin.SPOKEN, Attribution.SURE)


def test_it_is_frozen_like_any_other() -> None:
    with pytest.raises(FrozenInstanceError):
        make_span(1, 2).start = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        make_spans([1], [2])[0].start = 3  # type: ignore[misc]


def test_a_value_too_few_is_an_error() -> None:
    with pytest.raises(TypeError):
        maker(Span)(1)
    with pytest.raises(TypeError):
        maker_of_many(Span)([1])


def test_an_open_twin_becomes_the_record_by_its_class() -> None:
    twin = opener(Span)()
    twin.start, twin.end = 6, 9
    twin.__class__ = Span
    assert twin == Span(start=6, end=9)
    with pytest.raises(FrozenInstanceError):
        twin.start = 3
