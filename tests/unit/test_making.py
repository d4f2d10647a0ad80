from __future__ import annotations

from dataclasses import fields

import pytest

from coercionscan.making import maker
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
