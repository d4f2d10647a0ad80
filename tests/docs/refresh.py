"""Puts the present report into the README: ``python -m tests.docs.refresh``."""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.e2e.command import run

README = Path(__file__).parents[2] / "README.md"
PROMPT = "$ coercionscan score "


def refreshed(text: str) -> str:
    """The README with the report of its own command, up to the end of the first confession's reasons."""
    head, prompt, rest = text.partition(PROMPT)
    command, _, after = rest.partition("\n")
    _, fence, tail = after.partition("...\n```")
    made = run("score", README.parent / shlex.split(command)[0], PYTHONIOENCODING="utf-8").stdout.decode().splitlines()
    last = next(number for number, line in enumerate(made) if "see --format json" in line)
    return head + prompt + command + "\n" + "\n".join(made[: last + 1]) + "\n" + fence + tail


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
