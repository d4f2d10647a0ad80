"""Many transcripts for a program that wants the results themselves and not tables on a disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from coercionscan.batch.work import ScanOptions, check_jobs, scanner_of, warm
from coercionscan.errors import CoercionScanError, UsageError
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis
from coercionscan.result import Result

PathLike = str | os.PathLike[str]
OnError = Callable[[PathLike, CoercionScanError], None]
Outcome = Analysis | CoercionScanError
_DEFAULT = ScanOptions()


def scan_many(
    sources: Sequence[PathLike],
    *,
    n_jobs: int = 1,
    on_error: OnError | None = None,
    options: ScanOptions = _DEFAULT,
    scanner: Scanner | None = None,
) -> Iterator[Result]:
    """Analyse several transcripts with one start-up, on one core or more.

    For thousands of transcripts use ``coercionscan batch``: it keeps tables, and goes on where it was ended.

    Args:
        sources: Paths, each a contact of its own.
        n_jobs: Processes; 1 works in this one, -1 takes all cores.
        on_error: Called with path and error of a file that cannot be used, which is then left out; None raises.
        options: How each transcript is scanned; what concerns tables is not used here.
        scanner: A scanner made before, in place of the options; for one process, since it does not travel.

    Yields:
        One result per path, in order, the same whatever the number of processes; a few are in memory at a time.

    Raises:
        CoercionScanError: At the first file that cannot be used, without ``on_error``.
        UsageError: For a scanner together with several processes.
    """
    check_jobs(n_jobs)
    if scanner is not None and n_jobs != 1:
        raise UsageError("a scanner works in one process", hint="Hand in options instead, or leave n_jobs at 1.")
    outcomes = _here(sources, scanner or scanner_of(options)) if n_jobs == 1 else _there(sources, n_jobs, options)
    for source, outcome in zip(sources, outcomes, strict=True):
        if isinstance(outcome, Analysis):
            yield Result(outcome)
        elif on_error is None:
            raise outcome
        else:
            on_error(source, outcome)


def _here(sources: Sequence[PathLike], scanner: Scanner) -> Iterator[Outcome]:
    return (_outcome(scanner, source) for source in sources)


def _there(sources: Sequence[PathLike], n_jobs: int, options: ScanOptions) -> Iterator[Outcome]:
    from coercionscan.batch.local import in_order  # joblib is slow to import, and not needed for one process

    return in_order(_warm_outcome, ((options, source) for source in sources), n_jobs)


def _warm_outcome(options: ScanOptions, source: PathLike) -> Outcome:
    warm(options)
    return _outcome(scanner_of(options), source)


def _outcome(scanner: Scanner, source: PathLike) -> Outcome:
    try:
        return scanner.scan(source)
    except CoercionScanError as error:
        return error
