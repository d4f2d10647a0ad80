from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "sklearn", "pandas", "numpy", "pydantic", "rich", "jinja2", "joblib", "click")


def _loaded(statement: str) -> set[str]:
    """Top names of all modules that a statement loads in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_face_loads_nothing_heavy() -> None:
    assert not _loaded("import coercionscan") & set(HEAVY)


def test_help_loads_click_and_nothing_heavier() -> None:
    loaded = _loaded("import coercionscan.cli.main")
    assert "click" in loaded
    assert not loaded & (set(HEAVY) - {"click"})


@pytest.mark.parametrize("name", ["Result", "CoercionScanError", "Transcript"])
def test_the_face_hands_out_its_names(name: str) -> None:
    import coercionscan

    assert getattr(coercionscan, name).__name__ == name


def test_the_face_keeps_all_its_promises() -> None:
    code = "import coercionscan as c\nprint(*[name for name in c.__all__ if not hasattr(c, name)])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
