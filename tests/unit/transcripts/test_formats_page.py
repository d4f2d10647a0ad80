from __future__ import annotations

from pathlib import Path

from coercionscan.transcripts.formats.base import FormatInfo
from coercionscan.transcripts.read import formats, on_request

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def row(info: FormatInfo) -> str:
    notes = [f"needs `coercionscan[{info.extra}]`"] if info.extra else []
    notes += ["on request"] if info.name in on_request() else []
    notes += [] if info.verified else ["syntax unverified"]
    example = f": `{info.example}`" if info.example else ""
    return f"| `{info.name}` | {info.title}{example} | {' '.join(info.suffixes)} | {', '.join(notes)} |"


def test_the_page_lists_every_format_as_the_command_does() -> None:
    assert [
        line for line in PAGE.splitlines() if line.startswith("| `") and ".ptx" not in line and ".doc" not in line[:8]
    ] == [row(info) for info in formats()]


def test_every_format_has_a_sample() -> None:
    samples = Path(__file__).parents[2] / "golden" / "formats" / "samples"
    heads = {path.read_text(encoding="utf-8").split("\n")[0] for path in samples.glob("*.expected")}
    assert {f"format {info.name}" for info in formats()} - heads == {"format convokit"}  # a folder: see test_hostile
