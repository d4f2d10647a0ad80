from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from coercionscan.reports.as_html import collection
from coercionscan.reports.collection import PAIRS, Chart, Collection, Figure, Group, Topic, lay_out

HOSTILE = '"><script>alert(1)</script>&\u202e'


def figure(item: str, value: float | None, group: str = "", **more: float | None) -> Figure:
    cases, base = (None, None) if value is None else (round(value), 100)
    ends = {"low": value and value / 2, "high": value and value * 1.5, **more}
    return Figure(group=group, item=item, cases=cases, base=base, value=value, **ends)


def topic(*figures: Figure, key: str = "rate", is_rate: bool = True) -> Topic:
    title = f"Title of {key}"
    return Topic(key=key, title=title, note="A note.", cases="Tags", base="Turns", is_rate=is_rate, figures=figures)


MADE = Collection(
    name=HOSTILE,
    by="agency",
    at_least=5,
    words=12_345,
    failed=1,
    groups=(Group("", 12, 300, 100, None), Group(HOSTILE, 6, 150, None, 3), Group("north", 6, 150, 50, 2)),
    topics=(
        topic(
            figure("false_ally", 4.0),
            figure("moral_appeal", 2.0),
            figure("rapport", None),
            figure("false_ally", 6.0, HOSTILE),
            figure("false_ally", None, "north"),
            figure("moral_appeal", 1.0, HOSTILE),
        ),
        topic(
            figure("a_code + b_code", 0.5),
            figure("a_code + c_code", 0.25),
            figure("b_code + c_code", None),
            key=PAIRS,
            is_rate=False,
        ),
        topic(key="form", is_rate=False),
    ),
)


def test_the_page_loads_nothing_and_escapes_everything() -> None:
    page = collection(MADE, "1.2.3")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page)


class _Tags(HTMLParser):
    """Collects the drawings and the headings of sections."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "svg":
            assert found["role"] == "img"
            self.labels.append(found["aria-label"] or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")


def test_each_chart_is_told_in_words_and_stands_before_its_table() -> None:
    page = collection(MADE, "1.2.3")
    seen = _Tags()
    seen.feed(page)
    assert seen.labels[0] == (
        "Title of rate. false ally 4.0 (2.0 to 6.0); moral appeal 2.0 (1.0 to 3.0); rapport withheld."
    )
    assert seen.labels[-1].startswith(
        "Pairs of 3 codes, by the share of transcripts that hold both. a code with b code"
    )
    assert len(set(seen.ids)) == len(seen.ids)
    for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ET.fromstring(drawing)  # noqa: S314 - the page that was just made
    assert page.count("<summary>Table: title of rate (2 withheld)</summary>") == 1
    assert "Nothing of this kind was found." in page


def _whole(made: Topic) -> Chart:
    chart = lay_out(made, pairs=False).whole
    assert chart
    return chart


@pytest.mark.parametrize("most", [0.003, 0.07, 1.0, 4.2, 99.0, 1234.5])
def test_marks_stand_where_the_scale_says(most: float) -> None:
    chart = _whole(topic(figure("a", most), figure("b", most / 3), figure("c", None)))
    last, zero = chart.ticks[-1], chart.ticks[0]
    assert (zero[0], zero[1]) == (round(chart.left, 1), "0")
    assert 2 <= len(chart.ticks) <= 6
    top = float(last[1])
    assert top >= 1.5 * most * 0.999
    for mark, value in zip(chart.marks, (most, most / 3), strict=False):
        assert mark.x is not None
        assert mark.low is not None
        assert mark.high is not None
        assert mark.x == pytest.approx(chart.left + value / top * (chart.right - chart.left), abs=0.1)
        assert mark.low <= mark.x <= mark.high <= chart.right + 0.1
    assert (chart.marks[2].x, chart.marks[2].words) == (None, "withheld")


def test_a_group_without_any_stands_at_zero_beside_the_others() -> None:
    made = lay_out(MADE.topics[0], pairs=False)
    assert [chart.title for chart in made.panels] == ["false ally", "moral appeal"]
    assert [mark.words for mark in made.panels[0].marks] == ["6.0", "withheld"]
    assert [mark.words for mark in made.panels[1].marks] == ["1.0", "0.0"]


def test_a_long_table_is_cut_and_says_so() -> None:
    many = topic(*(figure(f"code_{number}", 1.0) for number in range(1_000)))
    made = lay_out(many, pairs=False)
    assert len(made.rows) + made.more == 1_000
    assert made.more > 0
    assert "more: --format csv holds them all" in collection(replace(MADE, topics=(many,)), "1")
