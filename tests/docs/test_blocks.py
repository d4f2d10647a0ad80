"""What the README and the pages show is run: Python blocks whole, commands against the options that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from coercionscan.cli.main import cli
from coercionscan.cli.make_reference import page
from tests.e2e.command import run

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
FEWEST_PYTHON_BLOCKS = 3
FEWEST_COMMANDS = 20
PROGRAM = "coercionscan"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[tuple[str, str]]:
    """Blocks of a language: "page:line" and content."""
    return [
        (f"{path.name}:{text.count(chr(10), 0, match.start()) + 1}", match[2])
        for path in PAGES
        for text in [path.read_text(encoding="utf-8")]
        for match in _FENCE.finditer(text)
        if match[1] == language
    ]


def _commands() -> Iterator[tuple[str, list[str]]]:
    for place, block in _blocks(""):
        for line in block.splitlines():
            words = re.sub(r"^(\$ )?(\.venv/bin/)?", "", line)
            if words.startswith(f"{PROGRAM} ") and place.partition(":")[0] != "cli.md":
                yield f"{place} {words}", shlex.split(words, comments=True)[1:]


PYTHON = _blocks("python")
COMMANDS = list(_commands())


def test_there_is_something_to_run() -> None:
    assert len(PYTHON) >= FEWEST_PYTHON_BLOCKS
    assert len(COMMANDS) >= FEWEST_COMMANDS


@pytest.mark.parametrize("code", [code for _, code in PYTHON], ids=[place for place, _ in PYTHON])
def test_python_blocks_run(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "block", "exec"), {"__name__": "block"})  # noqa: S102 - our own pages


@pytest.mark.parametrize("words", [words for _, words in COMMANDS], ids=[place for place, _ in COMMANDS])
def test_commands_and_their_options_exist(words: list[str]) -> None:
    command: click.Command = cli
    context = click.Context(cli, info_name=PROGRAM)
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no {words[0]!r}"
        command, words = found, words[1:]
    # Parsed as by the program, but not run: unknown options, wrong choices and missing arguments are refused.
    command.make_context(PROGRAM, list(words))


def test_the_page_of_commands_is_made_from_the_commands() -> None:
    said = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert said == page(), "make it anew: python -m coercionscan.cli.make_reference > docs/cli.md"


def test_the_pages_lead_to_files_that_exist() -> None:
    for path in PAGES:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name} leads to {link}"


def test_the_pasted_report_is_the_real_one() -> None:
    block = next(block for _, block in _blocks("") if block.startswith(f"$ {PROGRAM} score "))
    command, _, pasted = block.partition("\n")
    if pasted.startswith("@@"):
        pytest.skip("the README has no report yet")
    made = run("score", ROOT / shlex.split(command)[3], PYTHONIOENCODING="utf-8").stdout.decode().splitlines()
    lines = [line for line in pasted.rstrip().splitlines() if line.strip() not in ("", "...")]
    assert len(lines) >= 10
    later = iter(made)
    missing = [line for line in lines if line not in later]
    assert missing == []
