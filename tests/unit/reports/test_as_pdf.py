from __future__ import annotations

import builtins
import sys
from typing import Any

import pypdfium2
import pytest

from coercionscan.errors import MissingExtra
from coercionscan.reports import as_pdf
from tests.unit.reports.made import LINES, analysis_of, transcript_of


def _pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def test_the_pdf_holds_the_report_with_running_heads_and_places() -> None:
    pages = _pages(as_pdf.render(analysis_of()))
    for number, text in enumerate(pages, 1):
        assert "pell.txt" in text
        assert f"page {number} of {len(pages)}" in text
    whole = " ".join(" ".join(pages).split())
    for words in ("Some documented risk factors", "I lit it", "Contamination graph", "p. 1:6", "B3", "Works cited"):
        assert words in whole
    assert "Save review" not in whole


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert as_pdf.render(analysis_of()) == as_pdf.render(analysis_of())


def test_nothing_is_fetched_for_hostile_words(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(as_pdf, "_refuse", lambda url, *_, **__: asked.append(url))
    hostile = "<img src='file:///etc/hostname'><link rel=stylesheet href='https://example.invalid/x.css'>"
    lines = [(speaker, role, f"{hostile} {said}") for speaker, role, said in LINES]
    pages = _pages(as_pdf.render(analysis_of(transcript_of(lines))))
    assert asked == []
    assert "file:///etc/hostname" in "".join(" ".join(pages).split())


def test_tags_only_leaves_scores_out() -> None:
    assert "Confession 1 of 1" not in " ".join(_pages(as_pdf.render(analysis_of(), tags_only=True)))


@pytest.mark.parametrize(("fault", "words"), [(ImportError, "a library"), (OSError, "the system library Pango")])
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, fault: type[Exception], words: str) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise fault("cannot load library 'libpango'")
        return real(name, *more, **named)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=words) as caught:
        as_pdf.render(analysis_of())
    assert "coercionscan[pdf]" in caught.value.hint
    assert "libpango" in caught.value.hint
