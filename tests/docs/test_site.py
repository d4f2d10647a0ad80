"""The documentation builds as a site without a warning, has a page for each code, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from coercionscan.lexicon.catalogue import load

ROOT = Path(__file__).parents[2]
ENTRIES = load().entries


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(where)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return where


@pytest.mark.slow
def test_each_code_has_a_page_with_its_definition_and_its_sources(site: Path) -> None:
    sources = load().sources
    for entry in ENTRIES:
        page = _words(site / "codes" / entry.id / "index.html")
        assert " ".join(entry.definition.split()) in page, entry.id
        for key in entry.sources:
            assert " ".join(sources[key].ref.split()) in page, (entry.id, key)
        for one in (*entry.examples, *entry.near_misses):
            assert " ".join(one.text.split()) in page, (entry.id, one.text)


@pytest.mark.slow
def test_all_pages_of_the_menu_are_there(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    menu = set(re.findall(r": ([\w/-]+)\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    assert pages == menu, "a page that no menu leads to"
    for name in pages - {"index", "codes/index"}:
        assert (site / name / "index.html").is_file()


@pytest.mark.slow
def test_the_reference_of_the_library_comes_from_the_docstrings(site: Path) -> None:
    library = _words(site / "api" / "index.html")
    for name in ("scan_text", "to_frame", "redacted", "Scanner", "UnreadableInput"):
        assert name in library
    records = _words(site / "api-records" / "index.html")
    for name in ("Turn", "Tag", "Fact", "Confession", "Risk"):
        assert name in records


@pytest.mark.slow
def test_the_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=[\"']?(https?:[^\"'\s>]+)", text)
        assert [one for one in loaded if "canonical" not in one] == [], path


def _words(path: Path) -> str:
    text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
    return " ".join(unescape(text).split())
