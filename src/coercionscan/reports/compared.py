"""A comparison as text, Markdown, JSON or a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from coercionscan.records import FORMAT_VERSION, Analysis
from coercionscan.reports import as_html
from coercionscan.reports.compare import Comparison, Counts, compare
from coercionscan.reports.sheet import Sheet, as_markdown, as_text
from coercionscan.reports.shown import ConfessionView
from coercionscan.reports.words import percent, plain

LIMIT = "It does not say which interview was better, and not whether anything that was said is true."
NONE = "-"


def render(a: Analysis, b: Analysis, name: str, *, width: int = 80, names: tuple[str, str] | None = None) -> str:
    """A comparison in one format.

    Args:
        a: The first analysis.
        b: The second.
        name: One of ``NAMES``.
        width: Columns of a text.
        names: How to call the two; None takes their file names.
    """
    return _TABLE[name](compare(a, b, names), width)


def _text(made: Comparison, width: int) -> str:
    return "\n".join(as_text(sheet, width) for sheet in _sheets(made))


def _markdown(made: Comparison, _: int) -> str:
    return "\n".join(as_markdown(sheet) for sheet in _sheets(made))


def _json(made: Comparison, _: int) -> str:
    data = {
        "format_version": FORMAT_VERSION,
        "versions_of_one_interview": made.versions,
        "common_turn_share": round(made.common_share, 4),
        "sides": [
            {
                "letter": side.letter,
                "name": side.shown.source_name,
                "turns": side.turn_count,
                "run": side.shown.run_words,
            }
            for side in made.sides
        ],
        "question_forms": [asdict(one) for one in made.forms],
        "tactics": [asdict(one) for one in made.tactics],
        "details": [asdict(one) for one in made.details],
        "tag_differences": [
            {
                "code": one.code,
                "what": one.what,
                "side": one.side,
                "text": one.quote.text,
                "place": one.quote.place.full,
            }
            for one in made.differences
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _html(made: Comparison, _: int) -> str:
    return as_html.comparison(made, said=said(made), limit=LIMIT)


_TABLE: Mapping[str, Callable[[Comparison, int], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
    "html": _html,
}
NAMES = tuple(_TABLE)


def said(made: Comparison) -> str:
    """What was compared, in a sentence."""
    a, b = (side.shown.source_name for side in made.sides)
    kind = "Two versions of one interview" if made.versions else "Two interviews"
    return f"{kind}: A is {a}, B is {b}. {percent(made.common_share)} of the longer turns are the same in both."


def _sheets(made: Comparison) -> Iterator[Sheet]:
    yield Sheet(
        title="Comparison",
        notes=(said(made), LIMIT),
        heads=("", "A", "B"),
        rows=tuple(_overview(made)),
        parts=(1, 2, 2),
    )
    yield _counts(
        "How questions were asked", made.forms, lambda one, at: f"{one.counts[at]} ({percent(one.rates[at])})"
    )
    yield _counts(
        "Tactics, in brackets for 100 turns of those who ask",
        made.tactics,
        lambda one, at: f"{one.counts[at]} ({one.rates[at]:.1f})",
    )
    yield Sheet(
        title="Details",
        notes=tuple(f"{count} {state}" for state, count in made.states),
        heads=("Detail", "State", "First said in A by", "In B by", "Where in A", "In B"),
        rows=tuple(
            (one.label, one.state, *(who or NONE for who in one.speakers), *(where or NONE for where in one.places))
            for one in made.details
        ),
        parts=(3, 1, 1, 1, 1, 1),
    )
    if made.versions:
        yield Sheet(
            title="Findings that differ",
            notes=() if made.differences else ("None.",),
            heads=("Code", "Difference", "Words", "Where"),
            rows=tuple((one.code, one.what, one.quote.text, one.quote.place.cite) for one in made.differences),
            parts=(1, 1, 3, 1),
        )


def _overview(made: Comparison) -> Iterator[tuple[str, str, str]]:
    a, b = (side.shown for side in made.sides)
    yield "file", a.source_name, b.source_name
    yield "read as", a.source_words, b.source_words
    yield "quality", plain(a.grade), plain(b.grade)
    yield "confessions", _confessions(a.confessions), _confessions(b.confessions)
    yield "details", a.provenance.headline, b.provenance.headline
    yield "set aside", str(a.suppressed_count), str(b.suppressed_count)


def _confessions(found: tuple[ConfessionView, ...]) -> str:
    return "; ".join(f"{one.kind}, {one.opening.place.cite}, {plain(one.band)}" for one in found) or "none found"


def _counts(title: str, rows: tuple[Counts, ...], cell: Callable[[Counts, int], str]) -> Sheet:
    return Sheet(
        title=title,
        notes=() if rows else ("None.",),
        heads=("", "A", "B"),
        rows=tuple((one.name, cell(one, 0), cell(one, 1)) for one in rows),
        parts=(2, 1, 1),
    )
