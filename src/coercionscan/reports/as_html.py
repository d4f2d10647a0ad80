"""The HTML report: one file that needs no network, and the card that notebooks show."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coercionscan.records import FORMAT_VERSION, Analysis, Band
from coercionscan.reports.axis import LEFT, RIGHT, WIDTH
from coercionscan.reports.background import background
from coercionscan.reports.changes import changes
from coercionscan.reports.charts import Course, charts
from coercionscan.reports.collection import MOST_LISTED_GROUPS, PAIRS, Collection, lay_out
from coercionscan.reports.compare import Comparison
from coercionscan.reports.excerpt import clean, clock
from coercionscan.reports.findings import findings
from coercionscan.reports.flow import flow, growth
from coercionscan.reports.lean import lean
from coercionscan.reports.marked import NO_LABEL, turns
from coercionscan.reports.shapes import differences, outline
from coercionscan.reports.shown import ReportView
from coercionscan.reports.view import view
from coercionscan.reports.words import capital, counted, percent, plain

_SECTIONS = (
    ("quality", "Record and quality"),
    ("confessions", "Confessions"),
    ("provenance", "Who said it first"),
    ("course", "Course of the interview"),
    ("conduct", "Protective conduct"),
    ("transcript", "Transcript"),
    ("methods", "Methods"),
)
_COMPARED = (
    ("record", "Records and confessions"),
    ("questions", "How questions were asked"),
    ("tactics", "Tactics"),
    ("details", "Details"),
    ("differences", "Findings that differ"),
)
_COLLECTION_QUESTION = "How were these interviews held?"
_STATEMENT_HEADS = ("What it does not say", "Who decides", "What it shows")
_DOMAINS = ("pressure", "inducement", "rights", "contamination", "suspect", "good_practice")
_STYLES = ("base", "findings", "charts", "transcript", "print")
_LEAST_TALK = 0.005
"""Share of all words from which a speaker has a bar. Source: convention; below, a bar is thinner than its frame."""
_FIRST_ROWS = 15
"""Rows of the ledger that stand open. Source: convention, what one screen holds."""


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
    filters: dict[str, Callable[..., object]] = {
        "cite": lambda cite: cite.replace("page ", "p. "),
        "clean": clean,
        "clock": clock,
        "differences": differences,
        "counted": counted,
        "cut": lambda text, most: text if len(text) <= most else text[: most - 3].rstrip() + "...",
        "figure": lambda value: "-" if value is None else f"{value:.2f}",
        "margin": lambda cite: cite.replace("page ", "p. ").replace("line ", "l. "),
        "percent": percent,
        "plain": plain,
        "sign": lambda kind: outline(kind, (6.5,), 6.5),
    }
    made.filters.update(filters)
    made.tests["has"] = lambda several, one: one in several
    return made


def card(analysis: Analysis) -> str:
    """A short HTML fragment for notebooks: quality, confessions, details, tactics.

    Args:
        analysis: What was found.
    """
    return _environment().get_template("card.html").render(shown=view(analysis))


def render(analysis: Analysis, *, tags_only: bool = False, paper: bool = False) -> str:
    """The whole report as one HTML file.

    Args:
        analysis: What was found.
        tags_only: Whether to leave out confessions and scores.
        paper: Whether the page is for printing alone: no script, no fields.

    Returns:
        A page that loads nothing: style and script stand in it, and a content security policy with their digests lets
        nothing else run. Every word of the transcript is escaped.
    """
    shown, behind = view(analysis), background(analysis)
    style, script = _style(shown.source_name), "" if paper else _script()
    return lean(
        _environment()
        .get_template("page.html")
        .render(
            **_found(analysis, shown),
            background=behind,
            explained={one.id for one in behind.codes},
            works={one.key: one for one in behind.works},
            tags_only=tags_only,
            sections=[one for one in _SECTIONS if not (tags_only and one[0] == "confessions")],
            data="" if paper else Markup(findings(analysis)),  # noqa: S704 - escaped for a script element
            script=Markup(script),  # noqa: S704 - the package's own file
            **_head(f"{shown.source_name} - how was this statement obtained?", style, _digest(script)),
        )
    )


def comparison(made: Comparison, *, said: str, limit: str) -> str:
    """Two analyses on one page, side by side; it holds no script.

    Args:
        made: The comparison.
        said: What was compared, in a sentence.
        limit: What the comparison does not say.
    """
    title = " and ".join(side.shown.source_name for side in made.sides)
    style = _style(title)
    sections = [one for one in _COMPARED if made.versions or one[0] != "differences"]
    return lean(
        _environment()
        .get_template("compare.html")
        .render(
            made=made,
            said=said,
            limit=limit,
            sections=sections,
            first_rows=_FIRST_ROWS,
            domains=_DOMAINS,
            left=LEFT,
            right=WIDTH - RIGHT,
            **_head(f"{title}, compared", style),
        )
    )


def collection(made: Collection, version: str) -> str:
    """The figures of a collection as one HTML file; it holds no script.

    Args:
        made: The figures.
        version: Version of the package.
    """
    style = _style(clean(made.name), _COLLECTION_QUESTION) + part("style/collection.css")
    return (
        _environment()
        .get_template("collection.html")
        .render(
            made=made,
            shown=[lay_out(topic, pairs=topic.key == PAIRS) for topic in made.topics],
            most_groups=MOST_LISTED_GROUPS,
            version=version,
            question=_COLLECTION_QUESTION,
            **_head(f"{clean(made.name)} - {_COLLECTION_QUESTION.lower()}", style),
        )
    )


def _head(title: str, style: str, script_hash: str = "") -> dict[str, object]:
    """What ``head.html`` needs; without the digest of a script none may run."""
    return {
        "title": title,
        "style": Markup(style),  # noqa: S704 - the package's own file
        "style_hash": _digest(style),
        "script_hash": script_hash,
    }


def _found(analysis: Analysis, shown: ReportView) -> dict[str, object]:
    """What the templates show of an analysis."""
    tags = analysis.tagging.tags
    return {
        "shown": shown,
        "statement": [
            *zip(_STATEMENT_HEADS, shown.statement, strict=True),
            ("What is reviewed", f"{capital(shown.reviewed_words)}."),
        ],
        "bands": [str(band) for band in Band if band is not Band.NOT_ASSESSABLE],
        "first_rows": _FIRST_ROWS,
        "domains": _DOMAINS,
        "quality": analysis.transcript.quality,
        "source": analysis.transcript.source,
        "run": analysis.run,
        "format_version": FORMAT_VERSION,
        "exposures": analysis.exposures,
        "course": Course.of(analysis),
        "charts": charts(analysis),
        "flow": flow(analysis),
        "growth": growth(analysis),
        "changes": changes(analysis),
        "talk": [one for one in shown.speakers if one.word_share >= _LEAST_TALK],
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "turns": turns(analysis),
        "code_counts": sorted(Counter(tag.code for tag in tags).items()),
        "all_codes": sorted({tag.code for tag in tags}),
        "speaker_names": sorted({clean(turn.speaker) or NO_LABEL for turn in analysis.transcript.turns}),
    }


@cache
def _script() -> str:
    """The scripts of the page as one, in the order of their numbers."""
    parts = "\n".join(part(f"script/{name}.js") for name in ("1-page", "2-filter", "3-review", "4-charts"))
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def part(name: str) -> str:
    """A file of the templates as it stands.

    Args:
        name: Its path in the folder of templates.
    """
    loader = _environment().loader
    return loader.get_source(_environment(), name)[0] if loader else ""


def _style(source_name: str, question: str = "How was this statement obtained?") -> str:
    """The style sheet with the running heads of printed pages."""
    head = "".join(
        letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):06x}" for letter in source_name
    )
    heads = (
        f'@page{{margin:20mm 15mm;@top-left{{content:"{head}";font:8pt sans-serif}}'
        f'@top-right{{content:"{question}";font:8pt sans-serif}}'
        '@bottom-center{content:"page " counter(page) " of " counter(pages);font:8pt sans-serif}}'
    )
    return "".join(part(f"style/{name}.css") for name in _STYLES) + heads


def _digest(text: str) -> str:
    """A source expression for the content security policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
