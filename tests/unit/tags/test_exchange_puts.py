"""Facts laid beside an answer: a figure that the answer did not have, a reckoning, and what goes on with it."""

from __future__ import annotations

import pytest

from tests.unit.tags.test_exchanges import codes

CODE = "transparent_evidence"
SUSPECTED = ("I: The harness room was robbed on Friday.", "S: I heard that.")
"""What is at issue is named, so that a figure can be held beside an answer."""


def beside(answer: str, statement: str) -> set[str]:
    """Codes of a statement that follows an answer."""
    return set(codes(*SUSPECTED, "I: And then?", f"S: {answer}", f"I: {statement}")[-1])


@pytest.mark.parametrize(
    ("answer", "statement"),
    [
        ("Ten were.", "There's nine in the tack box."),
        ("At five, about.", "They've got it at seven."),
        ("Twenty, the same as always.", "It was thirty-one when I counted it."),
        ("I went straight back.", "So that's almost three hours."),
        ("My name is on everything.", "Una's is only on fourteen."),
    ],
)
def test_a_fact_is_laid_beside_an_answer(answer: str, statement: str) -> None:
    assert CODE in beside(answer, statement)


@pytest.mark.parametrize(
    ("answer", "statement"),
    [
        ("Nine were.", "There's nine in the tack box."),
        ("At five, about.", "There was a lamp in the yard."),
        ("Is it late?", "There's twenty minutes to go yet."),
        ("At five, about.", "There's nine in the tack box, is that right?"),
        ("At five, about.", "There's ten past on the clock, I'm switching off."),
        ("Yes.", "There's nine in the tack box."),
    ],
)
def test_nothing_is_laid_beside_it(answer: str, statement: str) -> None:
    """The same figure, none, an answer to a question, a question, the clock of the talk, an answer without a claim."""
    assert CODE not in beside(answer, statement)


def test_what_goes_on_with_it() -> None:
    rows = (*SUSPECTED, "I: How many?", "S: Ten were.", "I: There's nine in the tack box.", "S: None gone, then.")
    found = codes(*rows, "I: And four in the loft.")
    assert CODE in found[-1]


def test_a_new_figure_alone_is_no_evidence() -> None:
    rows = (*SUSPECTED, "I: How many?", "S: Ten were.", "I: And four in the loft.")
    assert CODE not in codes(*rows)[-1]
