"""Writes the page of all commands from the commands: ``python -m coercionscan.cli.make_reference > docs/cli.md``."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

import click

from coercionscan.cli.main import COMMANDS, cli

_HEAD = (
    "# All commands",
    "",
    "This page is made from the program's own help by `python -m coercionscan.cli.make_reference`. Options may stand",
    "before or after the arguments. `-` means standard input or output. [Exit codes](errors.md).",
)


def page() -> str:
    """The page as Markdown, one section a command, in the order of the table of commands."""
    return "\n".join((*_HEAD, *_sections(cli, "coercionscan", list(COMMANDS)))) + "\n"


def _sections(group: click.Group, path: str, names: list[str]) -> Iterator[str]:
    context = click.Context(group, info_name=path)
    for name in names:
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ("", f"## {path} {name}", "", cleandoc(command.help or ""))
            yield from _sections(command, f"{path} {name}", list(command.commands))
        elif command is not None:
            yield from _section(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option)]
    yield from ("", f"## {path}", "", "```")
    yield " ".join((path, *(_argument(one) for one in arguments), "[OPTIONS]" if options else "")).rstrip()
    yield from ("```", "", cleandoc(command.help or ""))
    if options:
        yield from ("", "| option | meaning |", "|---|---|")
        yield from (f"| {_spelling(option)} | {_meaning(option)} |" for option in options)


def _argument(one: click.Argument) -> str:
    name = one.metavar or (one.name or "").upper()
    return name if one.required else f"[{name}]"


def _spelling(option: click.Option) -> str:
    taken = "" if option.is_flag else f" {_value(option)}"
    return ", ".join(f"`{name}{taken}`" for name in option.opts)


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return r"\|".join(map(str, option.type.choices))
    return option.metavar or option.type.name.upper()


def _meaning(option: click.Option) -> str:
    words = (option.help or "").replace("|", r"\|")
    shown = f" Default: {option.default}." if option.show_default and option.default is not None else ""
    return f"{words}{shown}".strip()


if __name__ == "__main__":
    click.echo(page(), nl=False)
