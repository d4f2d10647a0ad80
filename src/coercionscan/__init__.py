r"""How was this confession obtained?

``coercionscan`` reads the transcript of an interrogation, splits it into speaker turns, tags the tactics of the
interrogator, traces who said each detail first, finds every confession, and sums up for each what pressed on the
suspect before it, with reasons, citations and honest uncertainty. It says nothing on guilt, truth or legal questions.

Examples:
    >>> import coercionscan
    >>> result = coercionscan.scan_text("DET. ROWE: Where were you on Friday?\nPELL: At home, I told you.\n")
    >>> [turn.role.value for turn in result.transcript.turns]
    ['interrogator', 'suspect']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from coercionscan.batch.many import scan_many
    from coercionscan.errors import (
        CaseFileError,
        CoercionScanError,
        LexiconError,
        MissingExtra,
        ModelError,
        OutputError,
        UnknownFormat,
        UnreadableInput,
        UnsupportedDocument,
        UsageError,
    )
    from coercionscan.pipeline import Scanner
    from coercionscan.records import (
        Analysis,
        Band,
        Case,
        Confession,
        Contribution,
        CorrectedAnswer,
        Fact,
        QuestionForm,
        Risk,
        Role,
        Span,
        Tag,
        Transcript,
        Turn,
    )
    from coercionscan.result import Result
    from coercionscan.scanning import read, read_frame, scan, scan_contact, scan_text

_HOMES = {
    "coercionscan.batch.many": ("scan_many",),
    "coercionscan.errors": (
        "CaseFileError",
        "CoercionScanError",
        "LexiconError",
        "MissingExtra",
        "ModelError",
        "OutputError",
        "UnknownFormat",
        "UnreadableInput",
        "UnsupportedDocument",
        "UsageError",
    ),
    "coercionscan.pipeline": ("Scanner",),
    "coercionscan.records": (
        "Analysis",
        "Band",
        "Case",
        "Confession",
        "Contribution",
        "CorrectedAnswer",
        "Fact",
        "QuestionForm",
        "Risk",
        "Role",
        "Span",
        "Tag",
        "Transcript",
        "Turn",
    ),
    "coercionscan.result": ("Result",),
    "coercionscan.scanning": ("read", "read_frame", "scan", "scan_contact", "scan_text"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Analysis",
    "Band",
    "Case",
    "CaseFileError",
    "CoercionScanError",
    "Confession",
    "Contribution",
    "CorrectedAnswer",
    "Fact",
    "LexiconError",
    "MissingExtra",
    "ModelError",
    "OutputError",
    "QuestionForm",
    "Result",
    "Risk",
    "Role",
    "Scanner",
    "Span",
    "Tag",
    "Transcript",
    "Turn",
    "UnknownFormat",
    "UnreadableInput",
    "UnsupportedDocument",
    "UsageError",
    "__version__",
    "read",
    "read_frame",
    "scan",
    "scan_contact",
    "scan_many",
    "scan_text",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: ``import coercionscan`` alone loads nothing heavy."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """Public names, for completion."""
    return sorted(__all__)
