from __future__ import annotations

from dataclasses import astuple, fields

import pytest

from coercionscan.making import blank, maker
from coercionscan.provenance.words import CueHit
from coercionscan.records import Fact, FactForm, Role, Span

FACT = Fact(
    id="fact-1",
    label="a blue van",
    kind="vehicle",
    terms=("blue", "van"),
    introduced_by=Role.INTERROGATOR,
    first_turn_index=3,
    form=FactForm.ASSERTED,
)


def test_a_record_made_quickly_is_the_record() -> None:
    made = maker(Fact)(*(getattr(FACT, field.name) for field in fields(Fact)))
    assert made == FACT
    assert type(made) is Fact
    assert repr(made) == repr(FACT)


def test_a_value_too_few_is_an_error() -> None:
    with pytest.raises(TypeError):
        maker(Span)(1)


def test_a_blank_object_holds_what_is_assigned_and_nothing_before() -> None:
    made = blank(CueHit)()
    assert type(made) is CueHit
    with pytest.raises(AttributeError):
        _ = made.name
    made.name, made.at, made.size = "more", 3, 1
    assert astuple(made) == astuple(CueHit("more", 3, 1))
