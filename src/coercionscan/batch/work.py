"""What one worker does: it scans the transcripts of a part and writes their rows; only counts go back."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache

from coercionscan.batch import tables
from coercionscan.batch.address import file_name, is_remote
from coercionscan.batch.inputs import Input
from coercionscan.batch.limit import TooLong, at_most
from coercionscan.batch.storage import Folder, digest, read_bytes
from coercionscan.batch.store import PartWriter
from coercionscan.casefile import load as load_case
from coercionscan.casefile import parse as parse_case
from coercionscan.errors import CaseFileError, CoercionScanError, UnreadableInput, UsageError
from coercionscan.pipeline import DEFAULT_PROFILE, Scanner
from coercionscan.records import Analysis, Case

TOO_LONG = "too-long"
INTERNAL = "internal"
WORKER_DIED = "worker-died"
_ALL_CORES = -1
_SMALLEST = b"Q: A?\nA: B.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """How each transcript is scanned; see ``Scanner``. ``seconds_per_file`` None sets no limit."""

    profile: str = DEFAULT_PROFILE
    only: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    proven_only: bool = False
    lexicon_dirs: tuple[str, ...] = ()
    use_model: bool = True
    with_text: bool = False
    seconds_per_file: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A part to make: its number, its inputs, how and where to."""

    part: int
    inputs: tuple[Input, ...]
    options: ScanOptions
    folder: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A part that was made: the rows of its runs, which are not written yet, and what it holds."""

    part: int
    runs: tuple[tables.Row, ...]
    words: int
    failed: int


def check_jobs(n_jobs: int) -> None:
    """Refuse a number of processes that means nothing.

    Raises:
        UsageError: For 0, or less than -1.
    """
    if n_jobs < 1 and n_jobs != _ALL_CORES:
        raise UsageError(f"{n_jobs} processes cannot work", hint="Name 1 or more, or -1 for all cores.")


@cache
def scanner_of(options: ScanOptions) -> Scanner:
    """The scanner of this process for some options: lexicon and model are loaded once."""
    return Scanner(
        profile=options.profile,
        only=options.only,
        disable=options.disable,
        proven_only=options.proven_only,
        lexicon_dirs=options.lexicon_dirs,
        use_model=options.use_model,
    )


@cache
def ready(options: ScanOptions) -> None:
    """Load what the first scan would load, once, so that no file's time is taken for it."""
    scanner_of(options).scan(_SMALLEST, name="")


@cache
def warm(options: ScanOptions) -> None:
    """Make a worker process ready, once; what it holds from then on is never looked through for garbage."""
    ready(options)
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)


def make(task: Task) -> Made:
    """Scan the inputs of a part and write all of its tables but that of the runs.

    Args:
        task: The part.

    Returns:
        The rows of the runs: when they are written, the part is done.
    """
    rows = tables.empty()
    words = sum(scan_into(rows, task, one) for one in task.inputs)
    return finish(task, rows, words)


def finish(task: Task, rows: tables.Rows, words: int) -> Made:
    """Write the rows of a part.

    Args:
        task: The part.
        rows: All its rows.
        words: Words of its transcripts.

    Returns:
        What was made.
    """
    PartWriter(Folder(task.folder), task.kind).write(task.part, rows)
    return Made(part=task.part, runs=tuple(rows["runs"]), words=words, failed=len(rows["failures"]))


def scan_into(rows: tables.Rows, task: Task, one: Input) -> int:
    """Scan one input into the rows; a failure is a row as well.

    Args:
        rows: The tables.
        task: The part it belongs to.
        one: The input.

    Returns:
        Its words.
    """
    ready(task.options)
    try:
        with at_most(task.options.seconds_per_file):
            analysis = _analysis(task, one)
    except TooLong:
        note = f"took longer than {task.options.seconds_per_file:g} seconds"
        fail(rows, task.part, one, TOO_LONG, note, hint="Raise --max-seconds-per-file, or scan it alone.")
    except CoercionScanError as error:
        fail(rows, task.part, one, error.slug, error.message, _place(one.path, error.where), error.hint)
    except Exception as error:  # noqa: BLE001 - a fault in one file must not lose the others
        fail(rows, task.part, one, INTERNAL, f"{type(error).__name__}: {error}", hint="Report what it says.")
    else:
        tables.add(rows, analysis, one.path, with_text=task.options.with_text)
        rows["runs"].append(tables.run_row(analysis, one, task.part, case_digest(one)))
        return analysis.transcript.quality.word_count
    return 0


def case_digest(one: Input) -> str | None:
    """SHA-256 of an input's ``case.toml``; None where it has none, or it cannot be read."""
    return digest(one.case) if one.case else None


def _analysis(task: Task, one: Input) -> Analysis:
    source = _bytes(one.path) if is_remote(one.path) else one.path
    return scanner_of(task.options).scan(
        source,
        name=file_name(one.path),
        input_format=one.input_format,
        case=_case(one.case) if one.case else None,
    )


def _place(path: str, where: str) -> str:
    """Where an error is: what was read from an address is known to the reader by its name alone."""
    name = file_name(path)
    return path + where.removeprefix(name) if is_remote(path) and where.startswith(name) else where


def _bytes(address: str) -> bytes:
    try:
        return read_bytes(address)
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"cannot be read: {error}", where=address, hint="Is it there, and yours?") from error


def _case(path: str) -> Case:
    if not is_remote(path):
        return load_case(path)
    try:
        text = read_bytes(path).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError(f"cannot be read: {error}", where=path, hint="Save it as UTF-8.") from error
    return parse_case(text, where=path)


def fail(rows: tables.Rows, part: int, one: Input, slug: str, message: str, place: str = "", hint: str = "") -> None:
    """Add the rows of a failure.

    Args:
        rows: The tables.
        part: Number of the part.
        one: The input.
        slug: Stable name of the failure.
        message: What happened.
        place: Where, as far as known.
        hint: What to do next.
    """
    sha256 = digest(one.path)
    rows["failures"].append((one.path, sha256, slug, message, place or one.path, hint))
    rows["runs"].append(tables.failed_run_row(one, part, slug, sha256, case_digest(one)))
