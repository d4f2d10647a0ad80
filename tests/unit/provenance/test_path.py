from __future__ import annotations

import pytest

from coercionscan.provenance.path import find_fact, path_of
from coercionscan.provenance.trace import trace
from tests.unit.provenance.made import interview, lexicon

_LINES = (
    "Q: Did you carry a blue backpack?",
    "A: No.",
    "Q: Come on. You carried the blue backpack, right?",
    "A: Yeah.",
    "Q: Where was the blue backpack?",
    "A: By the canal.",
)


def test_path_runs_from_the_introduction_to_the_reversal() -> None:
    made, words = interview(*_LINES)
    steps = path_of(trace(made, words, lexicon()), made, "blue backpack")
    assert [(step.turn_index, step.what) for step in steps][:4] == [
        (0, "introduced"),
        (1, "denial"),
        (2, "mentioned"),
        (3, "reversed"),
    ]
    assert "blue backpack" in steps[0].quotation
    assert all(made.text[s.span.start : s.span.end].split() == s.quotation.split() for s in steps)


@pytest.mark.parametrize("query", ["", "   ", "submarine", "green submarine"])
def test_unknown_details_have_no_path(query: str) -> None:
    made, words = interview(*_LINES)
    assert path_of(trace(made, words, lexicon()), made, query) == ()


@pytest.mark.parametrize("query", ["backpack", "BLUE BACKPACK", "the blue bakpack"])
def test_a_query_may_be_loose(query: str) -> None:
    made, words = interview(*_LINES)
    found = find_fact(trace(made, words, lexicon()), query)
    assert found is not None
    assert "backpack" in found.terms


def test_a_query_may_be_an_id() -> None:
    made, words = interview(*_LINES)
    ledger = trace(made, words, lexicon())
    assert find_fact(ledger, ledger.facts[-1].id) == ledger.facts[-1]
