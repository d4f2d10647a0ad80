from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import accumulate

import pytest

from coercionscan.records import Evidence, Role
from coercionscan.reports import as_html
from coercionscan.reports.findings import findings
from tests.unit.reports.long import long_analysis
from tests.unit.reports.made import LINES, analysis_of, transcript_of

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;\u202e\x1b[31m ' \" {{ 7*7 }} ]]> "
VOID = {"meta", "input", "br", "img", "link", "hr"}
OPTIONAL = {"li", "td", "th", "tr", "tbody", "thead", "dd", "dt", "option", "p"}
"""Elements that end without an end tag. Source: the HTML standard, optional tags."""


class Page(HTMLParser):
    """Collects elements, ids and links, and checks that elements close in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag and self.open[-1] in OPTIONAL:
            self.open.pop()
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(as_html.render(analysis_of()))


def test_the_page_is_well_formed_with_unique_ids_and_links_that_arrive(page: Page) -> None:
    assert page.open == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = {value[1:] for value in page.values("href")}
    assert targets <= set(ids)


def test_nothing_is_loaded_and_nothing_runs_but_the_script(page: Page) -> None:
    assert page.values("src") == []
    assert all(value.startswith("#") for value in page.values("href"))
    assert page.values("style") == []
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_the_policy_holds_the_digests_of_style_and_script() -> None:
    text = as_html.render(analysis_of())
    policy = next(found for found in re.findall(r'content="([^"]*)"', text) if "default-src" in found)
    policy = policy.replace("&#39;", "'")
    for element in ("style", "script"):
        body = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        assert len(body) == 1
        digest = base64.b64encode(hashlib.sha256(body[0].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_hostile_words_stay_words() -> None:
    lines = [(HOSTILE + speaker, role, HOSTILE + said) for speaker, role, said in LINES]
    made = analysis_of(transcript_of(lines, name=HOSTILE + ".txt"))
    text = as_html.render(made)
    page = Page(text)
    assert page.open == []
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert "img" not in {tag for tag, _ in page.tags}
    assert not {"\u202e", "\x1b"} & set(text)
    assert "{{ 7*7 }}" in "".join(page.words)


def test_an_endless_word_and_an_empty_turn_render() -> None:
    lines = [*LINES, ("PELL", Role.SUSPECT, "x" * 10_000), ("PELL", Role.SUSPECT, "")]
    text = as_html.render(analysis_of(transcript_of(lines)))
    assert "x" * 10_000 in text
    assert "(no words)" in text


def test_sections_come_in_their_order(page: Page) -> None:
    names = ["quality", "confessions", "provenance", "course", "conduct", "transcript", "methods"]
    ids = page.values("id")
    places = [ids.index(name) for name in names]
    assert places == sorted(places)


def test_every_form_field_has_a_label_and_every_chart_words(page: Page) -> None:
    text = as_html.render(analysis_of())
    labelled = re.findall(r"<label[ >].*?</label>", text, re.DOTALL)
    fields = re.findall(r"<(?:input|select|textarea)\b", text)
    assert sum(len(re.findall(r"<(?:input|select|textarea)\b", label)) for label in labelled) == len(fields)
    assert all(
        "aria-label" in attributes or "aria-hidden" in attributes for tag, attributes in page.tags if tag == "svg"
    )


def test_the_data_for_the_script_names_each_tag() -> None:
    made = analysis_of()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', as_html.render(made), re.DOTALL)
    assert found
    data = json.loads(found[1])
    kinds = [data["kind"][at] for at in data["kinds"]]
    assert [f"{kind[0]}{rest}" for kind, rest in zip(kinds, data["ids"], strict=True)] == [
        tag.id for tag in made.tagging.tags
    ]
    assert list(accumulate(data["turns"])) == [tag.turn_index + 1 for tag in made.tagging.tags]
    assert kinds[2] == ["explicit_leniency_promise", "inducement", "rule", "suppressed"]
    why = "".join(data["parts"][at] for at in data["why"][data["whys"][2]])
    assert why == "a refused promise; set aside: negated: can't"
    assert data["name"] == made.transcript.source.name


def test_what_is_said_of_many_findings_is_stored_once() -> None:
    made = analysis_of()
    model = made.tagging.tags[0]
    pattern = f"Promise: matches the pattern '{'(a|b) ' * 200}'"
    more = tuple(
        replace(model, id=f"x-{at}", evidence=Evidence(rule_id="r", explanation=f"{pattern} Probability 0.{at}."))
        for at in range(50)
    )
    text = findings(replace(made, tagging=replace(made.tagging, tags=more)))
    assert text.count(pattern) == 1
    data = json.loads(text)
    assert "".join(data["parts"][at] for at in data["why"][data["whys"][7]]) == f"{pattern} Probability 0.7."


def test_tags_only_has_no_scores() -> None:
    page = Page(as_html.render(analysis_of(), tags_only=True))
    assert "confessions" not in page.values("id")
    assert "#confessions" not in page.values("href")


def test_without_confession_the_page_says_so() -> None:
    assert "No admission by the questioned person" in as_html.render(replace(analysis_of(), confessions=(), risks=()))


def test_the_running_head_escapes_the_name() -> None:
    text = as_html.render(analysis_of(transcript_of(name='a"}</style>.txt')))
    assert '@top-left{content:"a\\000022\\00007d\\00003c\\00002fstyle\\00003e\\00002etxt"' in text


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert as_html.render(analysis_of()) == as_html.render(analysis_of())


def test_on_paper_there_is_no_script_and_no_field() -> None:
    page = Page(as_html.render(analysis_of(), paper=True))
    assert page.open == []
    assert not {"script", "input", "select", "textarea"} & {tag for tag, _ in page.tags}


def test_a_confession_is_announced_in_the_transcript_and_a_break_drawn() -> None:
    text = as_html.render(replace(analysis_of(), pauses=(1,)))
    page = Page(text)
    turns = {attributes["id"]: attributes for tag, attributes in page.tags if tag == "li" and "id" in attributes}
    before = text.partition("<li id=t4>")[0]
    assert before.rstrip().endswith("<li class=o>Confession 1 opens here")
    assert "p" in str(turns["t2"]["class"]).split()


def test_a_bates_number_stands_where_it_changes() -> None:
    made = analysis_of()
    turns_of_one_page = tuple(replace(turn, bates="LC-7") for turn in made.transcript.turns)
    text = as_html.render(replace(made, transcript=replace(made.transcript, turns=turns_of_one_page, source_map=())))
    transcript = text.partition("id=turns")[2].partition("</ol>")[0]
    assert transcript.count("LC-7") == 1


def test_error_rates_and_works_are_told() -> None:
    text = as_html.render(analysis_of())
    assert "How often this version errs" in text
    assert "Never measured" in text or "Measured figures" in text
    assert "<li id=w-kassin2010>" in text
    assert "<dt id=k-implied_leniency>implied leniency<dd>" in text
    assert ">Kassin et al. 2010</a>" in text


def test_a_long_interview_takes_few_bytes_a_word() -> None:
    """60,000 words, dense with findings, details and confessions; 2 MB would be 33 bytes for each."""
    made = long_analysis()
    words = sum(len(turn.text.split()) for turn in made.transcript.turns)
    assert words >= 60_000
    assert len(as_html.render(made).encode()) / words < 26
