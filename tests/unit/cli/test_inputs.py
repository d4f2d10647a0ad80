from __future__ import annotations

import pytest

from coercionscan.cli.inputs import name_of, parsed_roles, source_of
from coercionscan.errors import UsageError
from coercionscan.records import Role


def test_roles_are_split_at_the_last_equals_sign() -> None:
    assert parsed_roles(("Q=interrogator", " A=B =Suspect")) == {"Q": Role.INTERROGATOR, "A=B": Role.SUSPECT}


@pytest.mark.parametrize("word", ["Q", "=suspect", "Q=villain", ""])
def test_a_role_that_is_none_names_the_roles(word: str) -> None:
    with pytest.raises(UsageError, match="interrogator, suspect"):
        parsed_roles((word,))


def test_a_path_is_handed_on_and_keeps_its_name() -> None:
    assert (source_of("a.txt"), name_of("a.txt"), name_of("-")) == ("a.txt", None, "stdin")
