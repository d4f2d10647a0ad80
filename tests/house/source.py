"""Reads the package's own source as syntax trees, for the tests that keep the house in order."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "coercionscan"
NAME = "coercionscan"


@dataclass(frozen=True)
class Module:
    """A source file: its dotted name below the package ("reports.view"), its path and its tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """First part of the name."""
        return self.name.partition(".")[0]

    @property
    def lines(self) -> int:
        return len(self.path.read_text(encoding="utf-8").splitlines())

    def imports(self, *, at_run_time: bool = False) -> Iterator[tuple[str, int]]:
        """Dotted names of all imports with their lines, also those inside functions.

        ``at_run_time`` leaves out those under ``if TYPE_CHECKING``.
        """
        skipped = {id(part) for node in ast.walk(self.tree) if _for_types(node) for part in ast.walk(node)}
        for node in ast.walk(self.tree):
            if at_run_time and id(node) in skipped:
                continue
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@cache
def modules() -> tuple[Module, ...]:
    """All modules but ``__init__`` of the package itself."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__") or "__init__"
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path)))


def plan() -> dict[str, dict[str, object]]:
    """The plan of the rooms."""
    return tomllib.loads((Path(__file__).parent / "rooms.toml").read_text(encoding="utf-8"))


def inside(name: str) -> str | None:
    """A dotted import as a name below the package; None for anything from outside."""
    head, _, rest = name.partition(".")
    return rest if head == NAME else None


def target(rest: str) -> str | None:
    """The module that an inner import reaches: "reports.view" for "reports.view.view"; None for names of the face."""
    known = {module.name for module in modules()}
    while rest and rest not in known:
        rest = rest.rpartition(".")[0]
    return rest or None


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
