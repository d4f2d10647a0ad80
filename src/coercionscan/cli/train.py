"""``coercionscan train``: makes the classifier anew from the corpus."""

from __future__ import annotations

from pathlib import Path

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit


@click.command(name="train")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the model and its card.")
@click.option(
    "--corpus",
    metavar="DIR",
    help="Folder of labelled scenes, one folder for each writer; the project's corpus when not given (checkout only).",
)
@click.option("--lexicon", "lexicon_dirs", multiple=True, metavar="DIR", help="Folder with code files of your own.")
@click.option("--seed", default=0, show_default=True, help="Seed of the fits; same seed, same files.")
@click.option("--jobs", default=1, show_default=True, help="Processes to use; the files are the same.")
@debug_option
def command(output: str, corpus: str | None, lexicon_dirs: tuple[str, ...], seed: int, jobs: int) -> None:
    """Train the classifier from a corpus of labelled scenes and write it to DIR with its card."""
    from coercionscan.lexicon.catalogue import load
    from coercionscan.shipped import folder
    from coercionscan.training.train import train  # scikit-learn is slow to import

    scenes = Path(corpus) if corpus else folder("corpus")
    made = train(load([Path(place) for place in lexicon_dirs]), scenes, Path(output), seed, jobs)
    emit("".join(f"{path}\n" for path in made.files), as_terminal_text=True)
