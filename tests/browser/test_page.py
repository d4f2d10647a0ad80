from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coercionscan.review.decisions import parse
from tests.unit.reports.made import analysis_of

IDS = [tag.id for tag in analysis_of().tagging.tags]


def _shown(page: Page) -> list[str]:
    return [turn.get_attribute("id") or "" for turn in page.locator(".turn:visible").all()]


def _chips(page: Page) -> list[str]:
    return page.locator(".chip:visible").all_text_contents()


def test_at_first_all_turns_show_and_hits_set_aside_do_not(page: Page) -> None:
    assert _shown(page) == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert _chips(page) == ["implied leniency", "full admission", "break or support offer"]
    assert page.locator("#count").inner_text().startswith("6 of 6 turns, 3 findings")


def test_each_filter_does_what_it_says(page: Page) -> None:
    page.check("#f-aside")
    assert "explicit leniency promise" in _chips(page)
    page.check("#f-forms")
    assert "leading question" in _chips(page)
    page.select_option("#f-code", "full admission")
    assert _shown(page) == ["t4"]
    page.click("#tools button[type=reset]")
    expect(page.locator("#count")).to_contain_text("6 of 6 turns")
    page.select_option("#f-who", "PELL")
    assert _shown(page) == ["t2", "t4", "t6"]
    page.select_option("#f-who", "")
    page.fill("#f-find", "BARN")
    assert _shown(page) == ["t2", "t3"]
    page.fill("#f-find", "")
    page.check("#f-hits")
    assert _shown(page) == ["t1", "t4", "t5"]


def test_confidence_hides_what_is_less_sure(page: Page) -> None:
    page.locator("#f-sure").fill("85")
    assert _shown(page) == []
    page.locator("#f-sure").fill("80")
    assert _shown(page) == ["t1", "t4", "t5"]


def test_a_quotation_and_a_mark_of_a_chart_jump_to_their_turn(page: Page) -> None:
    page.locator(".reasons a").first.click()
    assert page.url.endswith("#t1")
    page.locator("#chart-questions a[href='#t3'] path").click()
    assert page.url.endswith("#t3")


def test_a_jump_arrives_also_where_a_filter_hides(page: Page) -> None:
    page.fill("#f-find", "break")
    page.locator(".reasons a").first.click()
    page.wait_for_selector("#t1:visible")


def test_review_by_keyboard_saves_and_reopens(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("n")
    assert page.locator("#p-code").inner_text() == "implied leniency"
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.keyboard.press("r")
    page.keyboard.press("m")
    page.keyboard.type("look again")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("l")
    page.select_option("#p-relabel", "implied_leniency")
    with page.expect_download() as waiting:
        page.click("#save")
    saved = tmp_path / "saved.jsonl"
    waiting.value.save_as(saved)
    rows = [json.loads(line) for line in saved.read_text().splitlines()]
    assert [(row["id"], row["decision"], row["relabel"], row["memo"]) for row in rows] == [
        (IDS[0], "accept", "", ""),
        (IDS[3], "reject", "", "look again"),
        (IDS[4], "relabel", "implied_leniency", ""),
    ]
    assert [one.text for one in parse(saved.read_text())] == [
        "it will go a lot easier",
        "I lit it",
        "Do you want a break?",
    ]
    page.reload()
    assert page.locator(".chip[data-d]").count() == 0
    page.set_input_files("#load", saved)
    page.wait_for_selector(".chip[data-d=accept]")
    assert page.locator(".chip[data-d=reject]").text_content() == "full admission"


def test_undo_takes_a_decision_back(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("u")
    assert page.locator(".chip[data-d]").count() == 0
    assert page.locator("#p-decision").inner_text() == "Not reviewed."


def test_letters_typed_into_the_search_decide_nothing(page: Page) -> None:
    page.keyboard.press("n")
    page.focus("#f-find")
    page.keyboard.type("arn")
    assert page.locator(".chip[data-d]").count() == 0


def test_every_control_is_reached_by_tab(page: Page) -> None:
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"f-code", "f-who", "f-sure", "f-find", "f-aside", "f-forms", "f-hits", "save"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, report: Path, scheme: str) -> None:
    """WCAG 2.2 AA asks for a contrast of 4.5 for text."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(report.as_uri())
    colours = page.evaluate(
        """() => { const at = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        return ["--bg", "--panel", "--ink", "--soft", "--link", "--pr", "--in", "--ri", "--co", "--su", "--qu", "--gp"]
          .map((name) => [name, at(name)]); }"""
    )
    page.close()
    (_, ground), (_, panel), *inks = colours
    low = {name: ink for name, ink in inks for back in (ground, panel) if _contrast(ink, back) < 4.5}
    assert low == {}


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(letter * 2 for letter in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_it_fits_a_telephone(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.goto(report.as_uri())
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert wider == 0


def test_printing_gives_pages(page: Page) -> None:
    made = page.pdf(format="A4")
    assert made.startswith(b"%PDF")
