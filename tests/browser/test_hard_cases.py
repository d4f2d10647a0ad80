"""Hostile and very long transcripts, opened in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from coercionscan.records import Analysis
from coercionscan.reports import as_html
from tests.unit.reports.long import long_analysis
from tests.unit.reports.made import LINES, analysis_of, transcript_of

HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=https://example.invalid/x.png onerror=document.title='owned'>",
    "<svg onload=document.title='owned'><style>body{display:none}</style>",
    "<a href=\"javascript:document.title='owned'\">&lt;b&gt;&#x3c;i&#x3e;</a>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid'><base href=//example.invalid>",
    "\u202eesrever\u2066 \u200b\u00ad\x1b[31m\x00 {{ 7*7 }} {% include 'x' %} ${7*7} ]]> -->",
)


def _opened(browser: Browser, path: Path, analysis: Analysis, width: int = 1280) -> tuple[Page, list[str]]:
    """The report of an analysis in the browser, and what went wrong: complaints, dialogs, requests."""
    path.write_text(as_html.render(analysis), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(path.as_uri()) else wrong.append(request.url))
    page.goto(path.as_uri())
    return page, wrong


def test_hostile_words_are_shown_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    said = " ".join(HOSTILE)
    lines = [
        (f"{HOSTILE[number % 6]} {speaker}", role, f"{said} {words}")
        for number, (speaker, role, words) in enumerate(LINES)
    ]
    made = analysis_of(transcript_of(lines, name=f"{HOSTILE[0]}.txt"))
    fact = replace(made.ledger.facts[0], label=said)
    confession = replace(made.confessions[0], acts=(said,))
    made = replace(made, ledger=replace(made.ledger, facts=(fact,)), confessions=(confession,))
    page, wrong = _opened(browser, tmp_path / "report.html", made)
    assert page.title().endswith("how was this statement obtained?")
    page.keyboard.press("n")
    page.fill("#f-find", "<script>")
    assert page.locator("#turns > li[id]:visible").count() == len(LINES)
    assert page.locator("#turns p").first.is_visible()
    assert page.locator("img, iframe, base, object, embed").count() == 0
    assert page.locator("script").count() == 2
    text = page.locator("#t1 p").text_content() or ""
    page.close()
    assert "<svg onload=document.title='owned'>" in text
    assert "{{ 7*7 }} {% include 'x' %} ${7*7}" in text
    assert not {"\u202e", "\u2066", "\u200b", "\x1b", "\x00"} & set(text)
    assert wrong == []


@pytest.mark.parametrize("width", [360, 1280])
def test_an_endless_word_breaks_and_widens_nothing(browser: Browser, tmp_path: Path, width: int) -> None:
    endless = "x" * 10_000
    lines = [(f"{speaker}{endless[:60]}", role, f"{endless} {words}") for speaker, role, words in LINES]
    page, wrong = _opened(
        browser, tmp_path / "report.html", analysis_of(transcript_of(lines, name=f"{endless[:200]}.txt")), width
    )
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert (wider, wrong) == (0, [])


_ARRIVED = """(place) => new Promise((done) => {
  location.hash = place;
  setTimeout(() => {
    const box = document.querySelector(place).getBoundingClientRect();
    done(box.bottom > 0 && box.top < innerHeight);
  }, 2000);
})"""


def test_a_long_interview_opens_whole(browser: Browser, tmp_path: Path) -> None:
    """How long it takes is measured by ``python -m benchmarks.page``."""
    made = long_analysis()
    page, wrong = _opened(browser, tmp_path / "report.html", made)
    shown = page.locator("#turns > li[id]").count(), page.locator(".chip").count()
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    before = page.evaluate("performance.now()")
    page.keyboard.press("n")
    stepped = page.evaluate("performance.now()") - before
    arrived = page.evaluate(_ARRIVED, f"#t{len(made.transcript.turns) * 2 // 3}")
    page.close()
    assert shown == (len(made.transcript.turns), len(made.tagging.tags))
    assert stepped < 3 * took, "a step to the next finding sets the whole transcript"
    assert arrived
    assert wrong == []
