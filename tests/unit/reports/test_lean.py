from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from coercionscan.reports.lean import lean

ENDS = {"li", "p"}


class Words(HTMLParser):
    """The words of a page, each with the attributes of the element that it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[object, str]] = []
        self.last: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.last = [tag, *attrs]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((self.last, data))


def test_quotes_and_ends_that_html_does_not_need_go() -> None:
    page = '<ul class="a b"><li id="t1"><p>one</p></li>\n<li><p>two</p><i>note</i></li></ul><svg><g x="4"/></svg>'
    assert lean(page) == ('<ul class="a b"><li id=t1><p>one<li><p>two</p><i>note</i></ul><svg><g x="4"/></svg>')
    assert lean("<p>one</p>\n<p>two</p><div>three</div>") == "<p>one<p>two<div>three</div>"


def test_style_and_script_stay_as_they_are() -> None:
    page = '<style>a[b="c"]{}</style><script type="application/json" id="data">["</li> \\u003c"]</script>'
    assert lean(page) == page


@given(st.text(), st.text())
def test_words_and_attributes_are_read_as_before(words: str, attribute: str) -> None:
    page = f'<ol><li title="{escape(attribute)}"><p lang="x">{escape(words)}</p></li><li>end</li></ol>'
    assert Words(lean(page)).found == Words(page).found
