"""``coercionscan score``: the main job, from transcripts to reports."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coercionscan.cli.failure import EXIT_PARTLY, lines_of, say
from coercionscan.cli.inputs import STDIN, case_of, parsed_roles, proven_only_option, reading_options, scanned
from coercionscan.cli.output import emit, terminal_options
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.errors import CoercionScanError, OutputError, UsageError
from coercionscan.records import Analysis, Case
from coercionscan.reports import formats
from coercionscan.reports.write import STDOUT, check_target

if TYPE_CHECKING:
    from coercionscan.pipeline import Scanner
    from coercionscan.records import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What was asked for on the command line."""

    files: tuple[str, ...]
    output: str
    format: str
    options: formats.Options
    input_format: str | None
    roles: dict[str, Role]
    case: Case | None
    hiding: Hiding

    @property
    def one_contact(self) -> bool:
        """Whether the files are sessions of one contact: the case file names interviews."""
        return len(self.files) > 1 and self.case is not None and bool(self.case.interviews)

    @property
    def into_folder(self) -> bool:
        """Whether each file gets a report of its own in the folder ``output``."""
        return self.output != STDOUT and Path(self.output).is_dir()


@click.command(name="score")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here; a folder gets one report a FILE.")
@click.option(
    "--format", "report_format", type=click.Choice(formats.NAMES), help="Default: by suffix of -o, else text."
)
@click.option("--tags-only", is_flag=True, help="Leave out confessions and scores.")
@click.option("--only", multiple=True, metavar="CODE", help="Look for this code only; may be repeated.")
@click.option("--disable", multiple=True, metavar="CODE", help="Do not look for this code; may be repeated.")
@proven_only_option
@click.option("--profile", metavar="NAME", help="Score profile.")
@click.option(
    "--sensitivity",
    type=click.Choice(("quick", "full")),
    default="quick",
    help="How many other choices of weights and turns to compute.",
)
@click.option("--lexicon", "lexicon_dirs", multiple=True, metavar="DIR", help="Folder with code files of your own.")
@click.option("--with-text", is_flag=True, help="Put the whole text into the JSON report.")
@click.option("--stamp", is_flag=True, help="Record the time of this run in the report.")
@redact_options
@reading_options
def command(
    files: tuple[str, ...],
    output: str,
    report_format: str | None,
    tags_only: bool,
    only: tuple[str, ...],
    disable: tuple[str, ...],
    proven_only: bool,
    profile: str | None,
    sensitivity: str,
    lexicon_dirs: tuple[str, ...],
    with_text: bool,
    stamp: bool,
    redact: str | None,
    redact_list: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> int:
    """Analyse transcripts and report what was found.

    FILE is a transcript; "-" reads standard input. The report goes to standard output. Several FILEs get a report each;
    they are sessions of one contact, with one report, where the case file names them under [interviews].
    """
    job = Job(
        files=files,
        output=output,
        format=report_format or formats.of_path(output) or "text",
        options=terminal_options(with_text=with_text, tags_only=tags_only),
        input_format=input_format,
        roles=parsed_roles(roles),
        case=case_of(case_path),
        hiding=Hiding.of(redact, redact_list),
    )
    _check(job)
    from coercionscan.pipeline import DEFAULT_PROFILE, Scanner  # loads all stages

    scanner = Scanner(
        profile=profile or DEFAULT_PROFILE,
        only=only,
        disable=disable,
        proven_only=proven_only,
        lexicon_dirs=lexicon_dirs,
        full_sensitivity=sensitivity == "full",
        started_utc=datetime.now(UTC).isoformat(timespec="seconds") if stamp else None,
    )
    return _run(job, scanner)


def _check(job: Job) -> None:
    """Refuse before the work what could only fail, or destroy something, after it.

    Raises:
        UsageError: For several files into one, two files of one name into a folder, or a report over its own input.
        OutputError: For a file in a folder that is not there.
    """
    if job.files.count(STDIN) > 1:
        raise UsageError("standard input can be read once", hint="Name '-' once.")
    if formats.is_binary(job.format) and not job.into_folder and job.output == STDOUT:
        _check_pipe(job)
    if job.output == STDOUT:
        return
    if job.into_folder:
        _check_names(job.files)
        return
    if len(job.files) > 1 and not job.one_contact:
        raise UsageError(f"{len(job.files)} reports do not fit into one file", where=job.output, hint="Name a folder.")
    check_target(job.output, [file for file in job.files if file != STDIN])


def _check_pipe(job: Job) -> None:
    """A binary report may go down a pipe, one at a time, but not to a terminal.

    Raises:
        UsageError: Otherwise.
    """
    if sys.stdout.isatty() or len(job.files) > 1:
        raise UsageError(f"a {job.format} report is no text", hint=f"Name a file or folder: -o report.{job.format}")


def _check_names(files: tuple[str, ...]) -> None:
    """Reports in a folder are named after their files: two of one name would overwrite each other."""
    seen: dict[str, str] = {}
    for file in files:
        other = seen.setdefault(Path(file).name, file)
        if other != file:
            raise UsageError(f"{other} and {file} have one name", hint="Score them into different folders.")


def _run(job: Job, scanner: Scanner) -> int:
    """Score each file; a file that fails among several is told and the others go on.

    Returns:
        0, 1 when some files failed, or the code of the first failure when all did.
    """
    if job.one_contact:
        _deliver(job, 0, _scanned(job, scanner, job.files))
        job.hiding.finish()
        return 0
    failures: list[CoercionScanError] = []
    for number, file in enumerate(job.files):
        try:
            _deliver(job, number, _scanned(job, scanner, (file,)))
        except OutputError:
            raise
        except CoercionScanError as error:
            if len(job.files) == 1:
                raise
            say(lines_of(error))
            failures.append(error)
    job.hiding.finish()
    if len(failures) == len(job.files):
        return failures[0].exit_code
    return EXIT_PARTLY if failures else 0


def _scanned(job: Job, scanner: Scanner, files: tuple[str, ...]) -> Analysis:
    analysis = scanned(scanner, files, input_format=job.input_format, case=job.case, roles=job.roles)
    analysis = job.hiding.analysis(analysis, job.case)
    return without_scores(analysis) if job.options.tags_only else analysis


def without_scores(analysis: Analysis) -> Analysis:
    """The analysis with its tags and details only; the run record says so, lest it read as "no confession"."""
    config = (*analysis.run.config, ("tags_only", "true"))
    return replace(
        analysis,
        confessions=(),
        exposures=(),
        risks=(),
        first_partial_turn_index=None,
        first_full_turn_index=None,
        run=replace(analysis.run, config=config),
    )


def _deliver(job: Job, number: int, analysis: Analysis) -> None:
    several = len(job.files) > 1 and not job.into_folder and not job.one_contact
    # Several JSON reports on one stream are JSON Lines; a second CSV must not repeat its head.
    one_line = several and (job.format == "json" or number > 0)
    options = replace(job.options, one_line=one_line)
    if job.output != STDOUT:
        options = replace(options, colour=False, encoding="utf-8", width=80)
    target = _target(job, number, analysis)
    text = formats.render(analysis, job.format, options)
    if isinstance(text, str) and several and number and job.format in ("text", "markdown"):
        text = "\n" + text
    emit(text, target=target, as_terminal_text=job.format == "text")


def _target(job: Job, number: int, analysis: Analysis) -> str:
    """Where a report goes. In a folder it is named after its file, or numbered where names are to be kept out."""
    if not job.into_folder:
        return job.output
    name = f"{number + 1}-{analysis.transcript.source.name}" if job.hiding.kinds else analysis.transcript.source.name
    return str(Path(job.output) / f"{name}.report{formats.suffix_of(job.format)}")
