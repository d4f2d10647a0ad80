"""The HTML report: one file that needs no network, and the card that notebooks show."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from coercionscan.records import Analysis
from coercionscan.reports.view import view
from coercionscan.reports.words import plain


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
    made.filters["plain"] = plain
    return made


def card(analysis: Analysis) -> str:
    """A short HTML fragment for notebooks: quality, confessions, details, tactics.

    Args:
        analysis: What was found.
    """
    return _environment().get_template("card.html").render(shown=view(analysis))
