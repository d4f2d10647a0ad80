"""``coercionscan train``: makes the classifier anew from the lexicon's examples."""

from __future__ import annotations

from pathlib import Path

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit


@click.command(name="train")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the model and its card.")
@click.option("--lexicon", "lexicon_dirs", multiple=True, metavar="DIR", help="Folder with code files of your own.")
@click.option("--seed", default=0, show_default=True, help="Seed of the shuffling; same seed, same files.")
@debug_option
def command(output: str, lexicon_dirs: tuple[str, ...], seed: int) -> None:
    """Train the classifier from the examples of the lexicon and write it to DIR with its card."""
    from coercionscan.lexicon.catalogue import load
    from coercionscan.training.train import train  # scikit-learn is slow to import

    made = train(load([Path(folder) for folder in lexicon_dirs]), Path(output), seed)
    emit("".join(f"{path}\n" for path in made.files), as_terminal_text=True)
