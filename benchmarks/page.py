"""Size of the HTML report, and how long a browser takes to open it.

Run: ``python -m benchmarks.page [FILE ...]``. Transcripts are measured when named, else the long invented interview of
the tests. Best of five, in Chromium without a window.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.unit.reports.long import long_analysis

from coercionscan import scan
from coercionscan.records import Analysis
from coercionscan.reports import as_html

ROUNDS = 5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Print a line for each interview."""
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("There is no Chromium (Debian: apt-get install chromium).")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, analysis in _interviews():
            page = Path(folder) / "report.html"
            page.write_text(as_html.render(analysis), encoding="utf-8")
            size, words = page.stat().st_size, sum(len(turn.text.split()) for turn in analysis.transcript.turns)
            took = min(_opened(browser, page) for _ in range(ROUNDS))
            print(
                f"{name}: {words:,} words, {size / 1e6:.2f} MB, {size / max(words, 1):.1f} bytes a word, "
                f"opens in {took / 1000:.2f} s"
            )
        browser.close()


def _interviews() -> Iterator[tuple[str, Analysis]]:
    if len(sys.argv) == 1:
        yield "invented", long_analysis()
    for name in sys.argv[1:]:
        yield Path(name).name, scan(name).analysis


def _opened(browser: Browser, page: Path) -> float:
    """Milliseconds until everything is read, set and ready for use."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(page.as_uri())
    took: float = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    tab.close()
    return took


if __name__ == "__main__":
    main()
