"""Runs the notebooks and saves them with their outputs: ``python -m tests.notebooks.run``."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HOME = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(HOME.glob("*.ipynb"))
_KERNEL = "here"


def executed(path: Path, room: Path) -> str:
    """The notebook with fresh outputs, as it would be saved.

    Args:
        path: The notebook.
        room: A scratch folder, for a kernel that runs in the interpreter of the caller.
    """
    kernel = room / "kernels" / _KERNEL
    kernel.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    about = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(about), encoding="utf-8")
    os.environ["JUPYTER_PATH"] = os.fspath(room)
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    where = {"metadata": {"path": str(HOME)}}
    NotebookClient(notebook, timeout=300, kernel_name=_KERNEL, resources=where, record_timing=False).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).clear()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    written: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return written.rstrip("\n") + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for one in NOTEBOOKS:
            one.write_text(executed(one, Path(scratch)), encoding="utf-8")
