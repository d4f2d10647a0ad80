from __future__ import annotations

import re
import tomllib

import pytest

import coercionscan
from coercionscan import errors
from coercionscan.cli.main import COMMANDS
from tests.house.source import PACKAGE, ROOT, modules

CHILDREN = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.CoercionScanError)
]
ERRORS_PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [kind for kind in CHILDREN if kind is not errors.CoercionScanError])
def test_each_error_has_its_section_with_class_and_code(kind: type[errors.CoercionScanError]) -> None:
    section = ERRORS_PAGE.partition(f"\n### {kind.slug}\n")[2].partition("\n### ")[0]
    assert f"`{kind.__name__}`, exit code {kind.exit_code}" in section


def test_the_page_explains_no_error_that_is_not_there() -> None:
    assert set(re.findall(r"^### (.+)$", ERRORS_PAGE, re.MULTILINE)) == {kind.slug for kind in CHILDREN} - {"error"}


def test_every_exit_code_stands_in_the_table() -> None:
    from coercionscan.cli import failure

    codes = {value for name, value in vars(failure).items() if name.startswith("EXIT_")}
    codes |= {kind.exit_code for kind in CHILDREN} | {0}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", ERRORS_PAGE, re.MULTILINE)} == codes


def test_the_citation_names_this_version() -> None:
    assert f"\nversion: {coercionscan.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert coercionscan.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_architecture_names_every_room() -> None:
    rooms = {module.room for module in modules()} - {"__init__", "__main__"}
    missing = [room for room in sorted(rooms) if room not in ARCHITECTURE]
    assert missing == []


def test_packages_that_are_imported_are_asked_for() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=\[;]", one)[0].strip().lower() for one in wanted["dependencies"]}
    for extra in wanted["optional-dependencies"].values():
        named |= {re.split(r"[<>=\[;]", one)[0].strip().lower() for one in extra}
    other_names = {
        "sklearn": "scikit-learn",
        "docx": "python-docx",
        "typing_extensions": "pydantic",
        "markupsafe": "jinja2",
        "yaml": "pyyaml",
        "presidio_analyzer": "presidio-analyzer",
    }
    plan = tomllib.loads((ROOT / "tests/house/rooms.toml").read_text(encoding="utf-8"))["third_party"]
    used = {name.partition(".")[0] for module in modules() for name, _ in module.imports()} & plan.keys()
    assert {other_names.get(name, name) for name in used} <= named


def test_commands_are_one_file_each() -> None:
    files = {path.stem for path in (PACKAGE / "cli").glob("*.py")}
    assert {row.module for row in COMMANDS.values()} <= files
