from __future__ import annotations

from dataclasses import FrozenInstanceError, astuple, fields

import pytest

from coercionscan.records import Attribution, Origin, Role, SourceRun, Span, Turn
from coercionscan.transcripts.making import make_run, make_span, make_turn

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
    assert make_run(*astuple(run)) == run
    assert made == TURN
    assert type(made) is Turn
    assert hash(made) == hash(TURN)
    assert (made.origin, made.attribution) == (Origin.SPOKEN, Attribution.SURE)


def test_it_is_frozen_like_any_other() -> None:
    with pytest.raises(FrozenInstanceError):
        make_span(1, 2).start = 3  # type: ignore[misc]
