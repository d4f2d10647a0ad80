from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from coercionscan.reports.axis import LEFT, RIGHT, WIDTH
from coercionscan.review.decisions import parse
from tests.unit.reports.made import analysis_of

IDS = [tag.id for tag in analysis_of().tagging.tags]


def _shown(page: Page) -> list[str]:
    return [turn.get_attribute("id") or "" for turn in page.locator("#turns > li[id]:visible").all()]


def _chips(page: Page) -> list[str]:
    return page.locator(".chip:visible").all_text_contents()


def _is_in_view(page: Page, css: str) -> bool:
    made: bool = page.evaluate(
        "(css) => { const box = document.querySelector(css).getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }",
        css,
    )
    return made


def test_at_first_all_turns_show_and_hits_set_aside_do_not(page: Page) -> None:
    assert _shown(page) == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert _chips(page) == ["implied leniency", "full admission", "break or support offer"]
    assert page.locator("#count").inner_text().startswith("6 of 6 turns, 3 findings")


def test_each_filter_does_what_it_says(page: Page) -> None:
    page.select_option("#f-status", "all")
    assert "explicit leniency promise" in _chips(page)
    page.select_option("#f-status", "suppressed")
    assert (_shown(page), _chips(page)) == (["t3"], ["explicit leniency promise"])
    page.select_option("#f-status", "suggested")
    assert _shown(page) == []
    page.select_option("#f-status", "counted")
    page.check("#f-forms")
    assert "leading question" in _chips(page)
    page.select_option("#f-code", "full_admission")
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
    page.locator(".reasons cite a").first.click()
    assert page.url.endswith("#t1")
    page.locator("#chart-questions svg[data-turns]").scroll_into_view_if_needed()
    box = page.locator("#chart-questions svg[data-turns]").bounding_box()
    lane = page.locator("#chart-questions g[data-name=open]")
    assert box
    unit = box["width"] / 1000
    # The open question is the third of six turns: two fifths along the axis.
    x = box["x"] + (LEFT + 0.4 * (WIDTH - LEFT - RIGHT)) * unit
    y = box["y"] + float(lane.get_attribute("data-y") or 0) * unit
    page.mouse.move(x, y)
    expect(page.locator("#tip")).to_contain_text("open, turn 3")
    expect(page.locator("#tip")).to_contain_text("ROWE")
    page.mouse.move(x + 60 * unit, y)
    expect(page.locator("#tip")).to_be_hidden()
    page.mouse.click(x, y)
    page.wait_for_url("**#t3")
    assert _is_in_view(page, "#t3")


def test_a_chart_is_walked_by_arrow_keys(page: Page) -> None:
    page.locator("#chart-questions summary").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.dataset.turns") == "6"
    expect(page.locator("#tip")).to_contain_text("open, turn 3")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tip")).to_contain_text("closed, turn 5")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tip")).to_contain_text("leading, turn 1")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#tip")).to_contain_text("leading, turn 1")
    page.keyboard.press("Enter")
    assert page.url.endswith("#t1")


def test_lines_of_the_graph_lead_to_the_words(page: Page) -> None:
    assert page.locator(".flow a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))") == ["#t1", "#t4"]
    page.locator(".flow text.fact").first.click()
    assert page.url.endswith("#t1")


def test_a_link_opens_what_is_folded_above_its_target(page: Page) -> None:
    page.locator(".reasons a", has_text="Kassin et al. 2010").first.click()
    page.wait_for_selector("#w-kassin2010:visible")


def test_pointing_at_marked_words_explains_them(page: Page) -> None:
    page.locator("mark.suspect[data-t]").hover()
    expect(page.locator("#p-code")).to_have_text("full admission")
    expect(page.locator("#p-meta")).to_contain_text("confidence 80%")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_review_filters_by_decision(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.select_option("#f-review", "accept")
    assert _shown(page) == ["t1"]
    page.select_option("#f-review", "open")
    assert _shown(page) == ["t4", "t5"]


def test_found_words_are_highlighted_and_slash_goes_to_the_search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("barn")
    assert page.evaluate("CSS.highlights.get('found').size") == 2
    page.fill("#f-find", "")
    assert page.evaluate("CSS.highlights.has('found')") is False


def test_light_and_dark_can_be_chosen(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != before
    page.click("#theme")
    assert page.evaluate(ground) == before


def test_a_jump_arrives_also_where_a_filter_hides(page: Page) -> None:
    page.fill("#f-find", "break")
    page.locator(".reasons cite a").first.click()
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
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {
        "f-code",
        "f-who",
        "f-status",
        "f-review",
        "f-sure",
        "f-find",
        "f-forms",
        "f-hits",
        "save",
        "load",
    } <= reached


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


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_printing_has_running_heads_places_and_everything_that_is_folded(
    page: Page, tmp_path: Path, paper: str
) -> None:
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format=paper)
    document = pypdfium2.PdfDocument(path)
    printed = [one.get_textpage().get_text_range() for one in document]
    for number, text in enumerate(printed, 1):
        assert "pell.txt" in text
        assert "How was this statement obtained?" in text
        assert f"page {number} of {len(printed)}" in text
    whole = " ".join("\n".join(printed).split())
    assert "p. 1:6 B3" in whole
    assert "Weights" not in whole or "Sub-score" in whole
    assert "Works cited" in whole
    assert "Law & Human Behavior" in whole
    assert "Save review" not in whole


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_row_of_text_is_hidden_by_another(browser: Browser, report: Path, scheme: str) -> None:
    """Two turns never overlap, on a desk and on a telephone."""
    for width in (390, 1280):
        page = browser.new_page(
            color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}
        )
        page.goto(report.as_uri())
        boxes = page.evaluate(
            "Array.from(document.querySelectorAll('#turns > li[id]'), (li) => Array.from(li.children, (one) => {"
            " const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }))"
        )
        page.close()
        for parts in boxes:
            for at, (left, top, right, bottom) in enumerate(parts):
                for low, high, far, deep in parts[at + 1 :]:
                    assert right <= low + 1 or far <= left + 1 or bottom <= high + 1 or deep <= top + 1


def test_on_a_telephone_the_bates_number_keeps_its_distance(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.goto(report.as_uri())
    page.locator("#t1").scroll_into_view_if_needed()
    expect(page.locator("#t1 > a")).to_have_text(re.compile(r"\sB0$"), use_inner_text=True)
    page.close()
