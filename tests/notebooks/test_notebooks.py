"""Every notebook runs from top to bottom, and is saved with outputs, which are small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.notebooks.run import NOTEBOOKS, executed

MOST_BYTES = 150_000


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 3


def _outputs(notebook: str) -> list[list[str]]:
    """Kinds of output of each cell of code."""
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    return [[one["output_type"] for one in cell["outputs"]] for cell in cells]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_is_saved_as_it_was_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "")  # put back afterwards
    made, saved = executed(path, tmp_path), path.read_text(encoding="utf-8")
    assert max(len(made.encode()), len(saved.encode())) < MOST_BYTES
    assert any(_outputs(made))
    assert _outputs(made) == _outputs(saved), "save them anew: python -m tests.notebooks.run"
