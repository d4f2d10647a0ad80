"""``coercionscan batch``: thousands of transcripts into tables."""

from __future__ import annotations

import click

from coercionscan.cli.failure import EXIT_PARTLY
from coercionscan.cli.inputs import debug_option, proven_only_option
from coercionscan.cli.progress import watched


@click.command(name="batch")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Folder of the tables, or an address (s3://...).")
@click.option("--manifest", "manifests", multiple=True, metavar="FILE", help="CSV or JSON Lines with a column 'path'.")
@click.option("--jobs", type=int, default=-1, metavar="N", help="Processes; -1 takes all cores (the default).")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler.")
@click.option("--resume", is_flag=True, help="Go on with a collection that was begun.")
@click.option(
    "--format", "kind", type=click.Choice(("parquet", "jsonl")), help="Default: parquet where it can be written."
)
@click.option("--with-text", is_flag=True, help="Keep the words of each turn.")
@click.option("--max-seconds-per-file", type=click.FloatRange(min=0, min_open=True), metavar="S", help="Give up after.")
@click.option("--only", multiple=True, metavar="CODE", help="Look for this code only; may be repeated.")
@click.option("--disable", multiple=True, metavar="CODE", help="Do not look for this code; may be repeated.")
@proven_only_option
@click.option("--profile", metavar="NAME", help="Score profile.")
@click.option("--lexicon", "lexicon_dirs", multiple=True, metavar="DIR", help="Folder with code files of your own.")
@debug_option
def command(
    paths: tuple[str, ...],
    output: str,
    manifests: tuple[str, ...],
    jobs: int,
    scheduler: str | None,
    resume: bool,
    kind: str | None,
    with_text: bool,
    max_seconds_per_file: float | None,
    only: tuple[str, ...],
    disable: tuple[str, ...],
    proven_only: bool,
    profile: str | None,
    lexicon_dirs: tuple[str, ...],
) -> int:
    """Scan many transcripts into tables.

    PATH is a transcript, a folder, a pattern in quotes, or an address. A file that fails is a row of the table of
    failures; the others go on, and the exit code is 1.
    """
    from coercionscan.batch.run import Batch, run  # loads all stages
    from coercionscan.batch.work import ScanOptions
    from coercionscan.pipeline import DEFAULT_PROFILE

    options = ScanOptions(
        profile=profile or DEFAULT_PROFILE,
        only=only,
        disable=disable,
        proven_only=proven_only,
        lexicon_dirs=lexicon_dirs,
        with_text=with_text,
        seconds_per_file=max_seconds_per_file,
    )
    batch = Batch(
        out=output,
        paths=paths,
        manifests=manifests,
        options=options,
        kind=kind,
        n_jobs=jobs,
        scheduler=scheduler,
        resume=resume,
    )
    with watched() as tell:
        last = run(batch, tell)
    failed = f", {last.failed:,} failed (see {output.rstrip('/')}/failures)" if last.failed else ""
    click.echo(f"{last.done:,} of {last.total:,} transcripts in {output}{failed}", err=True)
    return EXIT_PARTLY if last.failed else 0
