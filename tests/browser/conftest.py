from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from coercionscan.reports import as_html
from tests.unit.reports.made import LINES, analysis_of, transcript_of

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; where there is none the tests are skipped, but in CI they fail."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing = "NOT TESTED IN A BROWSER: there is no Chromium (apt-get install chromium)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on a page; one speaker's label is hostile."""
    lines = [(f"{speaker}<b>" if role.asks else speaker, role, said) for speaker, role, said in LINES]
    path = tmp_path / "report.html"
    path.write_text(as_html.render(analysis_of(transcript_of(lines))), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    """The opened report; the test fails when the console complains or anything but the file is asked for."""
    context = browser.new_context(accept_downloads=True, reduced_motion="reduce")
    made = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    made.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("request", lambda request: asked.append(request.url))
    made.goto(report.as_uri())
    yield made
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith((report.as_uri(), "blob:"))] == []
