from __future__ import annotations

import pytest

from coercionscan.errors import UsageError
from coercionscan.reports import formats
from tests.unit.reports.made import analysis_of


@pytest.mark.parametrize("name", formats.NAMES)
def test_each_format_renders_and_knows_its_suffix(name: str) -> None:
    made = formats.render(analysis_of(), name)
    assert isinstance(made, bytes) == formats.is_binary(name)
    assert made.startswith((b"%PDF", b"PK")) if isinstance(made, bytes) else "implied" in made
    assert formats.of_path(f"/x/Y{formats.suffix_of(name).upper()}") == name


def test_unknown_formats() -> None:
    assert formats.of_path("a.doc") is None
    with pytest.raises(UsageError, match="markdown"):
        formats.render(analysis_of(), "doc")
