from __future__ import annotations

import click
import pytest

from coercionscan import __version__
from coercionscan.cli import main


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    return int(ended.value.code or 0)


def test_each_row_of_the_table_is_a_command_of_its_name() -> None:
    context = click.Context(main.cli)
    for name in main.COMMANDS:
        found = main.cli.get_command(context, name)
        assert found is not None
        assert found.name == name
        assert found.help


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--help") == 0
    out = capsys.readouterr().out
    assert all(row.short[:40] in out for row in main.COMMANDS.values())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--version") == 0
    assert __version__ in capsys.readouterr().out


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("scroe") == 2
    assert "scroe" in capsys.readouterr().err


def test_without_a_command_the_help_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    _run()
    told = capsys.readouterr()
    assert (told.out + told.err).startswith("Usage: coercionscan")
    assert "See:" not in told.err
