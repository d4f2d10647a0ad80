from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import cast

import pytest

from tests.house.source import PACKAGE, ROOT, Module, functions, modules, plan

MOST_LINES = 400
MORE_LINES = {"records": 700}  # all nouns on one page: who looks for one looks in one place
MOST_BODY = 50
FEW_WORDS = 2
MAY_OPEN = cast("list[str]", plan()["opens_files"]["modules"])
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkstemp", "NamedTemporaryFile"}
CLOCKS = {("time", "time"), ("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("getpass", "getuser")}
ENVIRONMENT = {"environ", "getenv"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
# Words that every pattern of this field is built from: where they stand in code, a pattern has left its TOML file.
CUE_WORDS = re.compile(
    r"\b(?:did(?:n't| not)|promise[ds]?|confess(?:ed)?|lawyer|attorney|lying|liar|gonna|polygraph)\b", re.IGNORECASE
)

every_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


@every_module
def test_files_are_short_and_well_named(module: Module) -> None:
    assert module.lines <= MORE_LINES.get(module.name, MOST_LINES)
    assert module.path.stem not in VAGUE_NAMES


@every_module
def test_functions_are_short(module: Module) -> None:
    for function in functions(module.tree):
        body = _body_lines(function)
        assert body <= MOST_BODY, f"{module.path}:{function.lineno} {function.name} has {body} lines"


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines below signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@every_module
def test_everything_public_is_explained(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.path}: no sentence on what it is for"
    for node in _public(module.tree):
        assert ast.get_docstring(node), f"{module.path}:{node.lineno} {node.name} has no docstring"


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from _public(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


@every_module
def test_files_are_opened_where_the_plan_says(module: Module) -> None:
    if any(module.name == place or module.name.startswith(place + ".") for place in MAY_OPEN):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            assert _called(node) not in OPENERS, f"{module.path}:{node.lineno} opens a file"


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@every_module
def test_clock_and_environment_enter_in_the_command_line_only(module: Module) -> None:
    if module.room == "cli":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
            assert (owner, node.attr) not in CLOCKS, f"{module.path}:{node.lineno} reads a clock"
            assert node.attr not in ENVIRONMENT, f"{module.path}:{node.lineno} reads the environment"


@every_module
def test_no_cue_word_stands_in_code(module: Module) -> None:
    """Strings that are data: docstrings, error messages and words shown to the user are sentences, these are not."""
    shown = {id(part) for node in ast.walk(module.tree) for part in _prose(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown:
            found = _looks_like_data(node.value) and CUE_WORDS.search(node.value)
            assert not found, f"{module.path}:{node.lineno}: {node.value!r} belongs into a TOML file"


def _looks_like_data(words: str) -> bool:
    """A cue stands alone or in a pattern; a longer string of plain words is a sentence for the user."""
    return len(words.split()) <= FEW_WORDS or bool(re.search(r"\\b|\\s|\(\?|\|", words))


def _prose(node: ast.AST) -> Iterator[ast.AST]:
    """Bare strings (docstrings), and everything inside a raise."""
    if isinstance(node, ast.Raise):
        yield from ast.walk(node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


FORBIDDEN = re.compile(
    r"\b(?:is (?:guilty|innocent|lying|truthful|involuntary|voluntary)|false confession|confession is false"
    r"|probability of (?:guilt|innocence)|deceptive|deception (?:score|was))\b",
    re.IGNORECASE,
)


@every_module
def test_no_sentence_speaks_of_guilt_truth_or_law(module: Module) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not FORBIDDEN.search(node.value), f"{module.path}:{node.lineno}"


def test_templates_keep_to_it_too() -> None:
    for path in sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file()):
        assert not FORBIDDEN.search(path.read_text(encoding="utf-8")), path


def test_front_papers_are_there() -> None:
    names = (
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "CITATION.cff",
        "SECURITY.md",
        "LICENSE",
    )
    missing = [name for name in (*names, "data/LICENSE", "Makefile", ".ci/run") if not (ROOT / name).is_file()]
    assert missing == []
    assert "**Scores**" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
