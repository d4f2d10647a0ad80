from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built without network."""
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    (path,) = place.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_code_data_samples_and_models(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    shipped = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    missing = [path for path in shipped if f"coercionscan/{path.relative_to(PACKAGE).as_posix()}" not in names]
    assert missing == []
    samples = sorted((ROOT / "data" / "samples").glob("*/transcript*"))
    assert samples
    for path in samples:
        assert f"coercionscan/_data/samples/{path.parent.name}/{path.name}" in names
    for path in (ROOT / "models").iterdir():
        assert f"coercionscan/_data/models/{path.name}" in names


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"coercionscan"}


def test_the_installed_wheel_finds_its_samples(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    code = "from coercionscan import shipped; print(shipped.folder('samples'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == str(tmp_path / "coercionscan" / "_data" / "samples")
