"""The report as PDF: the HTML report without its script, set by WeasyPrint with the print style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from coercionscan.errors import MissingExtra, OutputError
from coercionscan.records import Analysis
from coercionscan.reports import as_html

_VARIABLE = re.compile(r"--([a-z]+):([^;}]+)")
_USE = re.compile(r"var\(--([a-z]+)\)")
_DRAWS = re.compile(r"fill:|stroke|^\s*(?:svg|\.(?:tick|lane|group|flag|node|grow)-?\w*)\b")
"""Rules that draw. Others would overrule the print style sheet, since the library takes a style for all of a page."""
_SVG = re.compile(r"(<svg\b[^>]*>)")
_SYSTEM_LIBRARY = (
    "Install the extra with pip install 'coercionscan[pdf]', and the system library Pango that it needs "
    "(Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango). "
    "Or save the HTML report and print it from a browser."
)
_FROM_BROWSER = "Save the HTML report (--format html) and print it from a browser."


def render(analysis: Analysis, *, tags_only: bool = False) -> bytes:
    """The whole report as a PDF on A4 paper, with outline, links and running heads.

    Args:
        analysis: What was found.
        tags_only: Whether to leave out confessions and scores.

    Returns:
        The file. Nothing but the fonts of the machine goes into it from outside.

    Raises:
        MissingExtra: When WeasyPrint, or the system library that it needs, is not installed.
        OutputError: When WeasyPrint fails on the page.
    """
    return of_page(as_html.render(analysis, tags_only=tags_only, paper=True))


def of_page(page: str) -> bytes:
    """A PDF of one of the package's own pages.

    Args:
        page: The page, made for paper.

    Raises:
        MissingExtra: See ``render``.
        OutputError: See ``render``.
    """
    html = _library()(string=_SVG.sub(_styled, page), url_fetcher=_refuse)
    try:
        made: bytes = html.write_pdf(pdf_identifier=b"coercionscan")
    except Exception as error:
        raise OutputError(f"the PDF library failed: {error!r}", hint=_FROM_BROWSER) from error
    return made


def _library() -> Callable[..., Any]:
    try:
        from weasyprint import HTML  # an extra
    except ImportError as error:
        raise MissingExtra("PDF reports need a library", extra="pdf", hint=_SYSTEM_LIBRARY) from error
    except OSError as error:  # the Python part is there, the system library is not
        raise MissingExtra("PDF reports need the system library Pango", extra="pdf", hint=_SYSTEM_LIBRARY) from error
    made: Callable[..., Any] = HTML
    return made


def _refuse(url: str, *_: object, **__: object) -> Mapping[str, object]:
    """Nothing is ever loaded, neither from the network nor from the disk."""
    raise ValueError(f"the page asks for something from outside: {url}")


@cache
def _svg_style(part: str = "") -> str:
    """The style of charts with its colours written out: drawings in a PDF do not know the variables of the page.

    ``part`` keeps the rules that hold these letters: each drawing is read anew, and there are many bars.
    """
    paper = dict(_VARIABLE.findall(as_html.part("style/base.css").partition("}")[0]))
    paper |= dict(_VARIABLE.findall(as_html.part("style/print.css").partition("}")[0]))
    rules = as_html.part("style/charts.css") + as_html.part("style/findings.css")
    rules += as_html.part("style/print.css").partition("{")[2]
    drawn = [rule for rule in re.findall(r"[^{}@]+\{[^{}]*\}", rules) if _DRAWS.search(rule) and part in rule]
    return f"<style>{_USE.sub(lambda found: paper.get(found[1], 'inherit'), ''.join(drawn))}</style>"


def _styled(found: re.Match[str]) -> str:
    return found[1] + _svg_style(".bar" if "class=bar" in found[1] else "")
