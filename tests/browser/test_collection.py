from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from coercionscan.reports.as_html import collection
from tests.unit.reports.test_collection import MADE

Scheme = Literal["light", "dark"]
WIDE, TALL = 1280, 800


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (390, "light"), (390, "dark")])
def test_the_page_of_a_collection_fits_and_runs_nothing(
    browser: Browser, tmp_path: Path, width: int, scheme: Scheme
) -> None:
    path = tmp_path / "page.html"
    path.write_text(collection(MADE, "1.2.3"), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(21, 23, 26)") == (scheme == "dark")
    page.locator("summary").first.click()
    assert page.locator("details table tbody tr").first.is_visible()
    assert page.locator("svg[role=img]").count() >= 4
    context.close()
    assert complaints == []
    assert asked == [path.as_uri()]
