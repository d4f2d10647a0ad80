"""The table of report formats: a name, the suffixes that mean it, and the room's function behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from coercionscan.errors import UsageError
from coercionscan.records import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a report may be asked for. A format ignores what it has no use for.

    ``width`` is in columns, ``encoding`` that of the place the text report goes to.
    """

    with_text: bool = False
    tags_only: bool = False
    width: int = 80
    colour: bool = False
    encoding: str | None = None
    one_line: bool = False


DEFAULTS = Options()


def _text(analysis: Analysis, options: Options) -> str:
    module = import_module("coercionscan.reports.as_text")
    made: str = module.render(
        analysis,
        width=options.width,
        colour=options.colour,
        glyphs=module.glyphs_for(options.encoding),
        tags_only=options.tags_only,
    )
    return made


def _json(analysis: Analysis, options: Options) -> str:
    made: str = import_module("coercionscan.reports.as_json").render(
        analysis, with_text=options.with_text, indent=None if options.one_line else 2
    )
    return made


def _markdown(analysis: Analysis, options: Options) -> str:
    made: str = import_module("coercionscan.reports.as_markdown").render(analysis, tags_only=options.tags_only)
    return made


def _csv(analysis: Analysis, options: Options) -> str:
    made: str = import_module("coercionscan.reports.as_csv").render(analysis, header=not options.one_line)
    return made


def _html(analysis: Analysis, options: Options) -> str:
    made: str = import_module("coercionscan.reports.as_html").render(analysis, tags_only=options.tags_only)
    return made


def _pdf(analysis: Analysis, options: Options) -> bytes:
    made: bytes = import_module("coercionscan.reports.as_pdf").render(analysis, tags_only=options.tags_only)
    return made


def _docx(analysis: Analysis, options: Options) -> bytes:
    made: bytes = import_module("coercionscan.reports.as_docx").render(analysis, tags_only=options.tags_only)
    return made


@dataclass(frozen=True, slots=True)
class _Format:
    """A row of the table. A binary format is no text for a terminal."""

    suffixes: tuple[str, ...]
    render: Callable[[Analysis, Options], str | bytes]
    binary: bool = False


_TABLE = {
    "text": _Format((".txt",), _text),
    "json": _Format((".json",), _json),
    "markdown": _Format((".md", ".markdown"), _markdown),
    "csv": _Format((".csv",), _csv),
    "html": _Format((".html", ".htm"), _html),
    "pdf": _Format((".pdf",), _pdf, binary=True),
    "docx": _Format((".docx",), _docx, binary=True),
}
NAMES = tuple(_TABLE)


def render(analysis: Analysis, name: str, options: Options = DEFAULTS) -> str | bytes:
    """A report in one format: text, or the bytes of a binary file.

    Args:
        analysis: What was found.
        name: One of ``NAMES``.
        options: What the report is asked for.

    Raises:
        UsageError: For an unknown format.
        MissingExtra: When the library of a format is not installed.
    """
    if name not in _TABLE:
        raise UsageError(f"unknown report format {name!r}", hint=f"Formats: {', '.join(NAMES)}")
    return _TABLE[name].render(analysis, options)


def of_path(path: str) -> str | None:
    """The format that the suffix of a file name means, or None."""
    suffix = PurePath(path).suffix.lower()
    return next((name for name, found in _TABLE.items() if suffix in found.suffixes), None)


def suffix_of(name: str) -> str:
    """The usual suffix of a format, with its dot."""
    return _TABLE[name].suffixes[0]


def is_binary(name: str) -> bool:
    """Whether a format is a file of bytes, which no terminal can show."""
    return _TABLE[name].binary
