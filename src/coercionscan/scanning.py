"""The verbs of the face: read, scan, scan a text; each a few lines over the pipeline."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from coercionscan.casefile import load as load_case
from coercionscan.pipeline import Scanner
from coercionscan.records import Case, Role, Transcript
from coercionscan.result import Result
from coercionscan.transcripts import read as reading

PathLike = str | os.PathLike[str]


def read(
    source: PathLike | bytes,
    *,
    name: str | None = None,
    input_format: str | None = None,
    case: Case | PathLike | None = None,
    roles: Mapping[str, Role | str] | None = None,
) -> Transcript:
    """Read a transcript without tagging it.

    Args:
        source: A path, or the raw bytes of a file.
        name: Name shown in reports; the file's own name by default.
        input_format: Format name (see ``coercionscan formats``); None sniffs it.
        case: A ``case.toml`` or its parsed form.
        roles: Speaker label to role; overrides the case.

    Returns:
        The transcript.

    Raises:
        CoercionScanError: When the input cannot be read; the hint says what to do.
    """
    return reading.read(source, name=name, input_format=input_format, case=_case(case), roles=_roles(roles))


def read_frame(
    frame: Any,
    *,
    speaker: str | None = None,
    text: str | None = None,
    start: str | None = None,
    end: str | None = None,
    role: str | None = None,
    name: str = "frame",
    case: Case | PathLike | None = None,
    roles: Mapping[str, Role | str] | None = None,
) -> Transcript:
    """Read a table of turns, such as a pandas DataFrame.

    Args:
        frame: Any object with ``columns`` and ``itertuples``, one row a turn.
        speaker: Column of the speaker; guessed where None, and the mapping is a notice of the transcript.
        text: Column of the words; guessed where None.
        start: Column of the start, in seconds or as a clock time; guessed where None.
        end: Column of the end; guessed where None.
        role: Column of the role; guessed where None.
        name: Name shown in reports.
        case: A ``case.toml`` or its parsed form.
        roles: Speaker label to role; overrides the case.

    Returns:
        The transcript.

    Raises:
        UsageError: When no column can be the speaker or the text.
    """
    return reading.read_frame(
        frame,
        speaker=speaker,
        text=text,
        start=start,
        end=end,
        role=role,
        name=name,
        case=_case(case),
        roles=_roles(roles),
    )


def scan(
    source: PathLike | bytes | Transcript,
    *,
    name: str | None = None,
    input_format: str | None = None,
    case: Case | PathLike | None = None,
    roles: Mapping[str, Role | str] | None = None,
    scanner: Scanner | None = None,
) -> Result:
    r"""Analyse one transcript.

    Args:
        source: A path, raw bytes, or a transcript from ``read`` or ``read_frame``.
        name: Name shown in reports.
        input_format: Format name; None sniffs it.
        case: A ``case.toml`` or its parsed form.
        roles: Speaker label to role; overrides the case.
        scanner: A scanner made before, to scan many files with one start-up.

    Returns:
        The result: the analysis with its views.

    Raises:
        CoercionScanError: When input, case file, lexicon or model cannot be used.

    Examples:
        >>> import coercionscan
        >>> result = coercionscan.scan_text("DET. ROWE: Did you take it?\nPELL: No, I did not.\n")
        >>> len(result.confessions)
        0
    """
    settled, ready = _case(case), scanner or Scanner()
    if isinstance(source, Transcript):
        return Result(ready.analyse(source, case=settled))
    return Result(ready.scan(source, name=name, input_format=input_format, case=settled, roles=_roles(roles)))


def scan_text(text: str, *, name: str = "text", **options: Any) -> Result:
    """Analyse a transcript that is already a string.

    Args:
        text: The transcript.
        name: Name shown in reports.
        **options: As for ``scan``.

    Returns:
        The result.

    Raises:
        CoercionScanError: As ``scan``.
    """
    return scan(text.encode("utf-8", "surrogatepass"), name=name, **options)


def scan_contact(
    sources: Sequence[PathLike],
    *,
    input_format: str | None = None,
    case: Case | PathLike | None = None,
    roles: Mapping[str, Role | str] | None = None,
    scanner: Scanner | None = None,
) -> Result:
    """Analyse several sessions of one person as one contact: what was done in an earlier one counts in a later one.

    Args:
        sources: Paths of the sessions in order of time; a case file that names interviews does not change it.
        input_format: Format name; None sniffs it.
        case: A ``case.toml`` or its parsed form.
        roles: Speaker label to role; overrides the case.
        scanner: A scanner made before.

    Returns:
        One result over all sessions; places name their file.

    Raises:
        CoercionScanError: As ``scan``.
    """
    ready = scanner or Scanner()
    inputs = [(source, None) for source in sources]
    return Result(ready.scan_contact(inputs, input_format=input_format, case=_case(case), roles=_roles(roles)))


def _case(case: Case | PathLike | None) -> Case | None:
    return case if case is None or isinstance(case, Case) else load_case(case)


def _roles(roles: Mapping[str, Role | str] | None) -> dict[str, Role] | None:
    return None if roles is None else {label: Role(role) for label, role in roles.items()}
