from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan.casefile import load, parse
from coercionscan.errors import CaseFileError
from coercionscan.records import Role

DOC = Path(__file__).parents[2] / "docs" / "case-file.md"


def test_the_example_of_the_docs_is_read_whole() -> None:
    case = parse(DOC.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0])
    assert dict(case.roles) == {"HALE": Role.SUSPECT, "MRS HALE": Role.APPROPRIATE_ADULT}
    assert case.merges == (("HAIE", "HALE"),)
    assert case.session_value("age") == 15
    assert case.facts[0].held_back is True
    assert case.aliases[0] == ("rucksack", "backpack")
    assert case.interviews == ("first.txt", "second.txt")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("[session]\nage = 15\nagee = 3\n", 3, "unknown key"),
        ("[people]\nroles = { HALE = 'robber' }\n", 2, "roles"),
        ("[session]\nage = -1\n", 2, "age"),
        ("[session]\n\nage == 3\n", 3, "not valid TOML"),
        ("[[facts.known]]\ntext = 'x'\nhidden = true\n", 3, "unknown key"),
    ],
)
def test_a_wrong_line_is_named(text: str, line: int, word: str) -> None:
    with pytest.raises(CaseFileError) as found:
        parse(text, where="case.toml")
    assert found.value.where == f"case.toml:{line}"
    assert word in str(found.value)


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="no such file"):
        load(tmp_path / "none.toml")
