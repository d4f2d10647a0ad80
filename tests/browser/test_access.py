"""What WCAG 2.2 AA asks of the pages, measured on the pages as a browser paints them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from coercionscan.reports import as_html
from coercionscan.reports.compare import compare
from tests.unit.reports.made import analysis_of

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LEAST = 4.5
_LOW = """(least) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  // Any colour as red, green, blue and alpha: the canvas knows all notations.
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((one, at) => a * one + (1 - a) * under[at]);
  const ground = (one) => {
    if (!one) return [255, 255, 255];
    const colour = parts(getComputedStyle(one).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, ground(one.parentElement));
  };
  const light = (colour) => {
    const linear = (one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour.map((one) => linear(one / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    const said = node.data.trim().slice(0, 40);
    if (!said || !one.checkVisibility({ visibilityProperty: true }) || one.closest("script, style, option")) continue;
    const style = getComputedStyle(one);
    const flag = one.matches(".flag-word") && getComputedStyle(document.querySelector(".flag-head")).fill;
    const back = flag ? parts(flag).slice(0, 3) : ground(one);
    const ink = over(parts(one.closest("svg") ? style.fill : style.color), back);
    const [high, deep] = [light(ink), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (deep + 0.05);
    seen += 1;
    if (ratio < least) low.push(`${ratio.toFixed(2)} ${one.tagName}.${one.getAttribute("class")}: ${said}`);
  }
  return [seen, low];
}"""


@pytest.fixture(params=["report", "comparison"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A page of each kind."""
    path = tmp_path / "page.html"
    one = analysis_of()
    text = (
        as_html.render(one)
        if request.param == "report"
        else as_html.comparison(compare(one, one), said="Two.", limit="Nothing more.")
    )
    path.write_text(text, encoding="utf-8")
    return path


def _opened(browser: Browser, path: Path, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(path.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_word_stands_out_from_its_ground(browser: Browser, made: Path, scheme: Literal["light", "dark"]) -> None:
    for page in _opened(browser, made, scheme):
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if page.locator("#tools").count():
            page.select_option("#f-status", "all")
            page.check("#f-forms")
            page.keyboard.press("Escape")
            page.locator("h1").click()
            page.keyboard.press("n")
        seen, low = page.evaluate(_LOW, LEAST)
        assert seen > 100
        assert low == []


def test_the_measure_of_contrast_sees_faint_words(browser: Browser, made: Path) -> None:
    for page in _opened(browser, made):
        page.evaluate(
            """() => { const one = document.createElement("p"); one.id = "faint"; one.textContent = "faint";
            one.style.setProperty("color", "#aaa"); document.querySelector("main").prepend(one); }"""
        )
        _, low = page.evaluate(_LOW, LEAST)
        assert [line for line in low if "faint" in line]


def test_headings_go_down_one_step_at_a_time(browser: Browser, made: Path) -> None:
    for page in _opened(browser, made):
        found = page.evaluate(
            """Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6"), (one) =>
            [Number(one.tagName[1]), Boolean(one.closest("[hidden]") || one.textContent.trim())])"""
        )
        levels = [level for level, _ in found]
        assert all(told for _, told in found)
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_has_its_landmarks_and_each_has_a_name_of_its_own(browser: Browser, made: Path) -> None:
    for page in _opened(browser, made):
        for landmark in ("banner", "main", "contentinfo", "navigation"):
            assert page.get_by_role(landmark).count() == 1, landmark
        names = page.evaluate(
            """Array.from(document.querySelectorAll("section"), (one) => one.getAttribute("aria-label") ||
            document.getElementById(one.getAttribute("aria-labelledby"))?.textContent || "")"""
        )
        assert all(names)
        assert len(names) == len(set(names))
        assert page.evaluate("document.documentElement.lang") == "en"


def test_the_keyboard_goes_from_top_to_bottom_and_first_to_the_way_past_the_sections(
    browser: Browser, made: Path
) -> None:
    for page in _opened(browser, made):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
        page.reload()
        places = [_place_after_tab(page) for _ in range(30)]
        round_once = places[: places.index(-1)] if -1 in places else places
        assert len(round_once) >= 3
        assert round_once == sorted(round_once)


def _place_after_tab(page: Page) -> int:
    """Where in the page the next control stands; -1 where the keyboard has left it."""
    page.keyboard.press("Tab")
    place: int = page.evaluate(
        """() => { const one = document.activeElement;
        return one === document.body ? -1 : [...document.querySelectorAll("*")].indexOf(one); }"""
    )
    return place


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves(browser: Browser, made: Path, motion: Literal["reduce", "no-preference"]) -> None:
    """Not even a jump: gliding over sixty thousand words takes longer than to read where it ends."""
    page = browser.new_page(reduced_motion=motion)
    page.goto(made.as_uri())
    moving = page.evaluate(
        """Array.from(document.querySelectorAll("*")).filter((one) => { const style = getComputedStyle(one);
        return style.animationName !== "none" || style.transitionDuration !== "0s" || style.scrollBehavior !== "auto"; }
        ).length"""
    )
    page.close()
    assert moving == 0


def test_every_chart_has_words_and_a_table_behind_it(browser: Browser, made: Path) -> None:
    for page in _opened(browser, made):
        charts = page.locator(".chart").all()
        assert charts
        for chart in charts:
            svg = chart.locator("svg").first
            assert (svg.get_attribute("role"), len(svg.get_attribute("aria-label") or "") > 20) in (
                ("img", True),
                ("group", True),
            )
        tables = page.evaluate(
            """Array.from(document.querySelectorAll(".chart"), (one) => Boolean(
            one.closest("figure").querySelector("table") || one.closest("section").querySelector("table")))"""
        )
        assert all(tables)
        own = page.evaluate(
            """Array.from(document.querySelectorAll("figure[id]"), (one) =>
            [one.id, Boolean(one.querySelector("table"))])"""
        )
        assert [name for name, has in own if not has] in ([], ["chart-details"]), "the ledger is the table of the graph"
