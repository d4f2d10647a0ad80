"""A file goes in, a transcript comes out; bad input becomes one error that says what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from coercionscan.collecting import collector_off
from coercionscan.errors import UnknownFormat, UnreadableInput, UsageError
from coercionscan.records import Case, Role, Source, Transcript
from coercionscan.transcripts.assemble import assemble
from coercionscan.transcripts.document import JSON_BEGINS, MAX_BYTES, Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.formats.convokit import CORPUS_FILE
from coercionscan.transcripts.hazards import flag_ghosts
from coercionscan.transcripts.marks import MOST_TURNS, TooManyTurns
from coercionscan.transcripts.overlay import lay_over, stretches
from coercionscan.transcripts.refusals import refuse_proprietary
from coercionscan.transcripts.registry import all_formats
from coercionscan.transcripts.tables import frame_rows, table_reading

__all__ = ["FormatInfo", "ReadOptions", "formats", "on_request", "read", "read_frame"]

MOST_VOICES = 2_000
"""Most different printed labels that are read. Source: convention."""
FLOOR = 0.35
"""Least score of a sniffer that is believed. Source: convention."""
_ENOUGH = 0.95
_BLANK = b" \t\r\n\f\x00\xef\xbb\xbf\xff\xfe"
"""Bytes of blanks and of byte-order marks: a file of nothing else is empty."""


def formats() -> tuple[FormatInfo, ...]:
    """All formats that can be read.

    Returns:
        Name, title, suffixes, tier, extra and whether the syntax is verified, sorted by tier and name.
    """
    return tuple(sorted((entry.info for entry in all_formats()), key=lambda info: (info.tier, info.name)))


def on_request() -> frozenset[str]:
    """Names of the formats that are never chosen by sniffing."""
    return frozenset(entry.info.name for entry in all_formats() if entry.on_request)


@collector_off()
def read(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    input_format: str | None = None,
    case: Case | None = None,
    roles: Mapping[str, Role] | None = None,
    options: ReadOptions | None = None,
) -> Transcript:
    """Read a transcript.

    Args:
        source: A path; or the bytes themselves, for standard input.
        name: Name shown in reports; the file's own by default.
        input_format: Name of the format; None sniffs it.
        case: The user's side file.
        roles: Speaker label to role; overrides the case.
        options: What the user asks of the reader.

    Returns:
        The transcript.

    Raises:
        UnreadableInput: Missing, empty, binary, too large or damaged.
        UnknownFormat: When no reader is sure enough, or when no turns are found.
        UnsupportedDocument: A kind of document that is refused on purpose.
        MissingExtra: When an optional library is needed.
        UsageError: An unknown format name, or a role for a speaker that is not there.
    """
    document = _document(source, name)
    chosen, guess = _named(input_format, document) if input_format else _sniffed(document)
    try:
        reading = chosen.read(document, options or ReadOptions())
    except TooManyTurns:
        raise _too_many(f"more than {MOST_TURNS:,} turns", document.where) from None
    if options and options.overlay and reading.drafts:
        lay_over(reading, stretches(options.overlay, "overlay"))
    if chosen.info.recognised:
        flag_ghosts(reading)
    if not reading.drafts:
        raise UnknownFormat(
            "no speaker turns found",
            where=document.where,
            hint="Each turn needs a label such as 'NAME:' or 'Q.'; or name the format with --input-format.",
            candidates=_candidates(document),
        )
    _refuse_too_many(reading, document.where)
    return _finish(document, chosen.info.name, guess.reason, reading, case, roles)


def _refuse_too_many(reading: Reading, where: str) -> None:
    """No interview has so many turns or voices: the labels were misread, or the input means to tie up the reader."""
    turns, voices = len(reading.drafts), len({draft.label for draft in reading.drafts})
    if turns > MOST_TURNS or voices > MOST_VOICES:
        raise _too_many(
            f"{turns:,} turns of {voices:,} different speakers; at most {MOST_TURNS:,} and {MOST_VOICES:,} are read",
            where,
        )


def _too_many(message: str, where: str) -> UnreadableInput:
    hint = "Split the file, or name its format with --input-format when the layout was misread."
    return UnreadableInput(message, where=where, hint=hint)


class Frame(Protocol):
    """What is asked of a table: column names and rows. A pandas or polars-like frame fulfils it."""

    @property
    def columns(self) -> Any:
        """Column names."""

    def itertuples(self, index: bool = True, name: str | None = None) -> Iterator[tuple[Any, ...]]:
        """Rows as tuples."""


@collector_off()
def read_frame(
    df: Frame,
    *,
    speaker: str | None = None,
    text: str | None = None,
    start: str | None = None,
    end: str | None = None,
    role: str | None = None,
    name: str = "frame",
    case: Case | None = None,
    roles: Mapping[str, Role] | None = None,
) -> Transcript:
    """Read a table of turns.

    Args:
        df: The table, one row a turn.
        speaker: Column of the speaker; guessed by its name when None.
        text: Column of the words; guessed when None.
        start: Column of the start, in seconds or as a clock time; guessed when None.
        end: Column of the end; guessed when None.
        role: Column of the role; guessed when None.
        name: Name shown in reports.
        case: The user's side file.
        roles: Speaker label to role.

    Returns:
        The transcript; a notice shows which column was taken for what.

    Raises:
        UsageError: When no column can be the speaker or the words.
    """
    given = {"speaker": speaker, "text": text, "start": start, "end": end, "role": role}
    header, rows = frame_rows(df)
    reading = table_reading(
        header, rows, {key: value for key, value in given.items() if value}, where=name, lines=count(1)
    )
    document = Document(name=name, data=reading.text.encode("utf-8", "surrogatepass"), where=name)
    return _finish(document, "frame", "a table was handed in", reading, case, roles)


def _finish(
    document: Document,
    format_name: str,
    reason: str,
    reading: Reading,
    case: Case | None,
    roles: Mapping[str, Role] | None,
) -> Transcript:
    encoding = document.__dict__.get("decoded", ("", "binary"))[1]
    if "decoded" in document.__dict__:
        reading.notices += document.notices
    source = Source(
        name=document.name,
        sha256=document.sha256,
        format=format_name,
        format_reason=reason,
        encoding=encoding,
        byte_count=len(document.data),
    )
    return assemble(reading, source, case=case, roles=roles)


def _document(source: str | os.PathLike[str] | bytes, name: str | None) -> Document:
    if isinstance(source, bytes):
        where = name or "standard input"
        data = source
    else:
        where = os.fspath(source)
        data = _bytes(Path(where), where)
    if len(data) > MAX_BYTES:
        raise _too_large(where)
    refuse_proprietary(Path(name or where).suffix.lower(), data, where)
    if not data.strip(_BLANK):
        raise UnreadableInput("the file is empty", where=where, hint="Hand in a transcript with speaker turns.")
    return Document(
        name=name or (Path(where).name if not isinstance(source, bytes) else "stdin"), data=data, where=where
    )


def _bytes(path: Path, where: str) -> bytes:
    try:
        if path.is_dir() and (path / CORPUS_FILE).is_file():
            path = path / CORPUS_FILE
        if path.is_dir():
            raise UnreadableInput(
                "this is a folder", where=where, hint="Name a file; for many files use: coercionscan batch"
            )
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(where)
        with path.open("rb") as file:  # a device or a pipe has no size beforehand
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableInput("no such file", where=where, hint="Check the path.") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            f"cannot be read: {error}", where=where, hint="Check the path and its permissions."
        ) from error


def _too_large(where: str) -> UnreadableInput:
    return UnreadableInput(
        f"larger than {MAX_BYTES // 1_000_000} MB",
        where=where,
        hint="Split it, or hand in the transcript without media.",
    )


def _named(name: str, document: Document) -> tuple[Format, Guess]:
    for entry in all_formats():
        if entry.info.name == name:
            return entry, Guess(score=1.0, reason="named by the user")
    known = ", ".join(entry.info.name for entry in all_formats())
    raise UsageError(f"unknown format {name!r}", where=document.where, hint=f"Formats: {known}")


def _sniffed(document: Document) -> tuple[Format, Guess]:
    best = _best_guess(document)
    if best[1].score >= FLOOR:
        return best
    for further in document.further():
        chosen, guess = _best_guess(further)
        if guess.score >= FLOOR:
            return chosen, replace(guess, reason=f"{guess.reason}, behind a long preface")
    candidates = _candidates(document)
    _ = document.text
    near = "; ".join(f"{name} ({score:.2f}: {reason})" for name, score, reason in candidates) or "none comes near"
    raise UnknownFormat(
        "no known transcript layout; no speaker labels found",
        where=document.where,
        hint=f"Nearest: {near}. Name one with --input-format, or give each turn a label such as 'NAME:'. "
        "For questions and answers without any labels: --input-format alternation.",
        candidates=candidates,
    )


def _best_guess(document: Document) -> tuple[Format, Guess]:
    """The first sniffer that is sure, else the surest; those that are never sure are asked only when they may win."""
    ordered = _in_order(document)
    guesses: dict[str, Guess] = {}
    best = 0.0
    for entry in sorted(ordered, key=lambda entry: entry.most < _ENOUGH):
        if entry.most >= best:
            guess = guesses[entry.info.name] = entry.sniff(document)
            if guess.score >= _ENOUGH:
                return entry, guess
            best = max(best, guess.score)
    return next((entry, guesses[name]) for entry in ordered if guesses.get(name := entry.info.name, NO).score >= best)


def _in_order(document: Document) -> list[Format]:
    """Formats whose suffix fits come first."""
    suffix = document.suffix
    data_only = JSON_BEGINS.match(document.opening) is not None
    return sorted(
        (
            entry
            for entry in all_formats()
            if not entry.on_request and not (data_only and ".txt" in entry.info.suffixes)
        ),
        key=lambda entry: (suffix not in entry.info.suffixes, entry.info.name),
    )


def _guesses(document: Document) -> Iterator[tuple[Format, Guess]]:
    for entry in _in_order(document):
        yield entry, entry.sniff(document)


def _candidates(document: Document) -> tuple[tuple[str, float, str], ...]:
    found = sorted(
        ((entry.info.name, guess.score, guess.reason) for entry, guess in _guesses(document) if guess.score > 0),
        key=lambda row: (-row[1], row[0]),
    )
    return tuple(found[:3])
