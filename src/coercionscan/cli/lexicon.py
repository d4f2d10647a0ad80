"""``coercionscan lexicon``: what is looked for, how it is defined, and whether its own examples hold."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

import click

from coercionscan import shipped
from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit
from coercionscan.reports.words import counted

if TYPE_CHECKING:
    from coercionscan.lexicon.catalogue import Lexicon
    from coercionscan.lexicon.entry import Entry, Example

_EXIT_FINDINGS = 4
_lexicon_option = click.option("--lexicon", "dirs", multiple=True, metavar="DIR", help="Folder with code files too.")
_STANDINGS = {
    "measured": "enough to rely on the figure",
    "under_minimum": "under the minimum that was set before measuring",
    "too_few": "too few to rely on the figure",
}


@click.group(name="lexicon")
def command() -> None:
    """List, show and check the codes that are looked for."""


@command.command(name="list")
@click.option("--domain", metavar="NAME", help="Only codes of this domain.")
@_lexicon_option
@debug_option
def list_codes(domain: str | None, dirs: tuple[str, ...]) -> None:
    """List all codes: id, domain, weight, and whether it is assessed."""
    entries = [one for one in _loaded(dirs).entries if domain in (None, one.domain)]
    rows = (f"{one.id:<28}{one.domain:<15}{one.weight:<13}{_state(one)}" for one in entries)
    emit("".join(f"{row}\n" for row in rows), as_terminal_text=True)


@command.command(name="show")
@click.argument("code")
@_lexicon_option
@debug_option
def show_code(code: str, dirs: tuple[str, ...]) -> None:
    """Show one code: definition, sources, examples, near misses, patterns."""
    lexicon = _loaded(dirs)
    emit("\n".join(_described(lexicon, lexicon.entry(code))) + "\n", as_terminal_text=True)


@command.command(name="check")
@_lexicon_option
@debug_option
def check_codes(dirs: tuple[str, ...]) -> int:
    """Play the examples of each code through the taggers.

    Prints what is missed or hit by mistake; the exit code is 4 when there is any.
    """
    from coercionscan.tags.rehearse import rehearse
    from coercionscan.training.scene_tags import SceneTagger

    lexicon = _loaded(dirs)
    tagger = SceneTagger(lexicon)
    findings = rehearse(lexicon, lambda transcript: tagger.tag_transcript(transcript).tagging.tags)
    assessed = sum(entry.assessed for entry in lexicon.entries)
    lines = [*map(str, findings), f"{assessed} of {len(lexicon.entries)} codes assessed, {len(findings)} findings"]
    emit("".join(f"{line}\n" for line in lines), as_terminal_text=True)
    return _EXIT_FINDINGS if findings else 0


def _loaded(dirs: tuple[str, ...]) -> Lexicon:
    from pathlib import Path

    from coercionscan.lexicon.catalogue import load  # pydantic is slow to import

    return load([Path(folder) for folder in dirs])


def _state(entry: Entry) -> str:
    return "assessed" if entry.assessed else "draft: not assessed"


def _described(lexicon: Lexicon, entry: Entry) -> Iterator[str]:
    yield f"{entry.id} - {entry.name}"
    yield f"{entry.domain}, said by the {entry.speaker}, weight {entry.weight}, {_state(entry)}"
    yield ""
    yield _wrapped(entry.definition, "")
    yield _wrapped(f"Weight: {entry.weight_rationale}", "")
    yield from _section("Measured against reference codings", _measured(entry))
    yield from _section("Decision rules", (_wrapped(rule, "- ") for rule in entry.decision_rules))
    yield from _section("Examples", (_example(one) for one in entry.examples))
    yield from _section("Near misses", (_example(one) for one in entry.near_misses))
    yield from _section(
        "Patterns",
        (_wrapped(f"{one.id} ({one.confidence:.2f}): {' | '.join(one.any)}", "- ") for one in entry.patterns),
    )
    yield from _section("Sources", (_wrapped(f"{key}: {lexicon.sources[key].ref}", "- ") for key in entry.sources))


def _measured(entry: Entry) -> Iterator[str]:
    """What the shipped figures say of a code; that there is none is said too."""
    from coercionscan.training.measured import load_measured  # only this command needs it

    rows = [one for one in load_measured(shipped.folder("models")) if one.code == entry.id]
    if not rows:
        yield _wrapped("nothing: how often this code is missed or tagged by mistake is not known", "- ")
    for one in rows:
        yield _wrapped(
            f"{one.source_type}: precision {_figure(one.precision)}, recall {_figure(one.recall)} on "
            f"{counted(one.n, 'reference turn')} ({_STANDINGS[one.standing]})",
            "- ",
        )


def _figure(value: float | None) -> str:
    return "not known" if value is None or isnan(value) else f"{value:.2f}"


def _section(head: str, lines: Iterator[str]) -> Iterator[str]:
    kept = list(lines)
    if kept:
        yield from ("", head, *kept)


def _example(one: Example) -> str:
    instead = f" [{one.label_instead}]" if one.label_instead else ""
    return _wrapped(f"{' / '.join((*one.previous, one.text))}{instead} {one.why}".rstrip(), "- ")


def _wrapped(text: str, mark: str) -> str:
    return textwrap.fill(text, 80, initial_indent=mark, subsequent_indent=" " * len(mark))
