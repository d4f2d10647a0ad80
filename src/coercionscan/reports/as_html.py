"""The HTML report: one file that needs no network, and the card that notebooks show."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coercionscan.records import FORMAT_VERSION, Analysis
from coercionscan.reports.charts import Mark, charts
from coercionscan.reports.excerpt import clean
from coercionscan.reports.marked import FORM_TAGGER, turns
from coercionscan.reports.view import view
from coercionscan.reports.words import percent, plain

_SECTIONS = (
    ("quality", "Source and quality"),
    ("confessions", "Confessions"),
    ("provenance", "Details, questions, tactics"),
    ("conduct", "What protected the suspect"),
    ("transcript", "Transcript"),
    ("methods", "Methods"),
)
_LANE_NAME = 27
"""Letters of a lane's name that fit left of it. Source: measured at the font size of the style sheet."""

_SHAPES: Mapping[str, str] = {
    "asked": "M{l} {t}h9v9h-9z",
    "answered": "M{l} {y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "stance": "M{l} {y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "pressure": "M{l} {b}h9l-4.5 -9z",
    "inducement": "M{l} {y}l4.5 -5l4.5 5l-4.5 5z",
    "rights": "M{l} {t}h9v9h-9z",
    "contamination": "M{l} {y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
}
_TICK = "M{x} {t}h2v9h-2z"
_HALF = 4.5


def shape(mark: Mark, y: float) -> str:
    """The outline of a mark as SVG path data; kinds differ in shape, not in colour alone.

    Args:
        mark: The mark.
        y: Middle of its lane.
    """
    form = _SHAPES.get(mark.kind, _TICK)
    at = {"x": mark.x, "l": mark.x - _HALF, "t": y - _HALF, "b": y + _HALF, "y": y}
    return form.format(**{name: f"{value:g}" for name, value in at.items()})


@cache
def _environment() -> Environment:
    """Templates with escaping on for every value: the transcript is somebody else's text."""
    made = Environment(
        loader=PackageLoader("coercionscan.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "clean": clean,
        "percent": percent,
        "plain": plain,
        "shape": shape,
        "short": lambda name: name if len(name) <= _LANE_NAME else name[: _LANE_NAME - 3] + "...",
    }
    made.filters.update(filters)
    return made


def card(analysis: Analysis) -> str:
    """A short HTML fragment for notebooks: quality, confessions, details, tactics.

    Args:
        analysis: What was found.
    """
    return _environment().get_template("card.html").render(shown=view(analysis))


def render(analysis: Analysis, *, tags_only: bool = False) -> str:
    """The whole report as one HTML file.

    Args:
        analysis: What was found.
        tags_only: Whether to leave out confessions and scores.

    Returns:
        A page that loads nothing: style and script stand in it, and a content security policy with their digests lets
        nothing else run. Every word of the transcript is escaped.
    """
    shown = view(analysis)
    style, script = _style(shown.source_name), _part("page.js")
    tags = analysis.tagging.tags
    page = _environment().get_template("page.html")
    return page.render(
        shown=shown,
        tags_only=tags_only,
        sections=[one for one in _SECTIONS if not (tags_only and one[0] == "confessions")],
        quality=analysis.transcript.quality,
        source=analysis.transcript.source,
        run=analysis.run,
        format_version=FORMAT_VERSION,
        exposures=analysis.exposures,
        charts=charts(analysis),
        turns=turns(analysis),
        code_counts=sorted(Counter(tag.code for tag in tags if tag.tagger != FORM_TAGGER).items()),
        all_codes=sorted({tag.code for tag in tags}),
        speaker_names=sorted({clean(turn.speaker) for turn in analysis.transcript.turns}),
        data=Markup(_data(analysis)),  # noqa: S704 - escaped for a script element by _data
        style=Markup(style),  # noqa: S704 - the package's own file
        script=Markup(script),  # noqa: S704 - the package's own file
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


@cache
def _part(name: str) -> str:
    """A file of the templates as it stands."""
    loader = _environment().loader
    return loader.get_source(_environment(), name)[0] if loader else ""


def _style(source_name: str) -> str:
    """The style sheet with the running heads of printed pages."""
    name = "".join(
        letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):06x}" for letter in source_name
    )
    heads = (
        f'@page{{margin:20mm 15mm;@top-left{{content:"{name}";font:8pt sans-serif}}'
        '@top-right{content:"How was this statement obtained?";font:8pt sans-serif}'
        '@bottom-center{content:"page " counter(page) " of " counter(pages);font:8pt sans-serif}}'
    )
    return _part("style.css") + heads


def _digest(text: str) -> str:
    """A source expression for the content security policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(analysis: Analysis) -> str:
    """What the script needs to know of each tag, with each distinct word stored once.

    Returns:
        JSON without the letters that could end a script element or start markup.
    """
    words: dict[str, int] = {}

    def numbered(word: str) -> int:
        return words.setdefault(word, len(words))

    rows = []
    for tag in analysis.tagging.tags:
        why = "; ".join(part for part in (tag.evidence.explanation, _silenced(tag.evidence.suppressed_by)) if part)
        numbers = [numbered(word) for word in (tag.code, clean(why), tag.tagger, str(tag.status))]
        rows.append([tag.id, numbers[0], round(tag.confidence, 3), *numbers[1:]])
    made = {"tags": rows, "words": list(words), "name": clean(analysis.transcript.source.name)}
    text = json.dumps(made, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _silenced(cue: str | None) -> str:
    return f"set aside: {cue}" if cue else ""
