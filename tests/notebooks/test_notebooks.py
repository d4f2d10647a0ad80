"""Every notebook runs from top to bottom and still says what is saved in it; the outputs are small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.notebooks.run import NOTEBOOKS, executed

MOST_BYTES = 150_000


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 3


def _printed(notebook: str) -> list[tuple[str, str]]:
    """Source and plain-text outputs of each cell of code; figures are left out."""
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    return [("".join(cell["source"]), "".join(_plain(one) for one in cell["outputs"])) for cell in cells]


def _plain(output: dict[str, object]) -> str:
    data = output.get("data")
    said = data["text/plain"] if isinstance(data, dict) else output.get("text", "")
    return "".join(said) if isinstance(said, list) else str(said)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_prints_what_is_saved_in_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "")  # put back afterwards
    made = executed(path, tmp_path)
    assert len(made.encode()) < MOST_BYTES
    assert _printed(made) == _printed(path.read_text(encoding="utf-8")), "save them anew: python -m tests.notebooks.run"
