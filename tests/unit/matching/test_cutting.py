"""Cutting: English is cut as spaCy's tokenizer cuts it, nothing is lost, and no piece takes long."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from coercionscan.matching.cutting import Cutter
from coercionscan.text import straighten
from tests.unit.matching.conftest import shipped

ROOT = Path(__file__).parents[3]
MARKS = "'\".,;:!?()[]{}-…%$£°#*/&+=<>_~^|\\@§©½²"
PIECES = st.text(alphabet=st.sampled_from(MARKS + "0123456789abdeklmnostuvxABDKLMSTXéÉñß"), min_size=1, max_size=9)
GLUED = (r"[()\[\]{}\"?!;]", r"(?<=[a-z])[.](?=[A-Z])", r"(?<=[a-zA-Z]),(?=[a-zA-Z])", r"\.\.+", r"--+")


@cache
def cutter() -> Cutter:
    """The cutter of the shipped lexicon."""
    return Cutter(shipped().forms.spellings, shipped().forms.units)


@cache
def reference() -> Tokenizer:
    """spaCy's English tokenizer with the marks that typists glue to words."""
    english = English()
    defaults = English.Defaults
    return Tokenizer(
        english.vocab,
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex([*(defaults.prefixes or ()), r"--+"]).search,
        suffix_search=compile_suffix_regex(
            [*(defaults.suffixes or ()), r"--+", r"(?<=[a-z])-", r"(?<='[A-Z])\."]
        ).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *GLUED]).finditer,
        token_match=defaults.token_match,
        url_match=None,
    )


def by_reference(piece: str) -> list[str]:
    """The same piece, cut by the reference."""
    return [token.text for token in reference()(piece)]


@pytest.mark.parametrize(
    ("piece", "tokens"),
    [
        ("didn't", ["did", "n't"]),
        ("Couldn't've,", ["Could", "n't", "'ve", ","]),
        ('("Mr.', ["(", '"', "Mr."]),
        ("there?Yes.", ["there", "?", "Yes", "."]),
        ("van...went", ["van", "...", "went"]),
        ("T-shirt--", ["T", "-", "shirt", "--"]),
        ("Hale's", ["Hale", "'s"]),
        ("DIDN'T.", ["DIDN'T", "."]),
        ("10pm,", ["10", "pm", ","]),
        ("5km", ["5", "km"]),
        ("$20.50", ["$", "20.50"]),
    ],
)
def test_pieces(piece: str, tokens: list[str]) -> None:
    """Contractions, marks, abbreviations, clock times and measures."""
    assert cutter().cut(piece) == tokens


@given(PIECES)
@settings(max_examples=1000)
def test_random_pieces_are_cut_as_the_reference_does(piece: str) -> None:
    """Letters and marks in any order; what is left of them is all of them."""
    tokens = cutter().cut(piece)
    assert "".join(tokens) == piece
    assert tokens == by_reference(piece)


SPELT = st.deferred(lambda: st.sampled_from(sorted(shipped().forms.spellings)))
GLUED_PIECES = st.lists(SPELT | st.sampled_from([*MARKS, "van", "Hale", "7"]), min_size=1, max_size=4).map("".join)


@given(GLUED_PIECES)
@settings(max_examples=300)
def test_known_spellings_between_marks_are_cut_as_the_reference_does(piece: str) -> None:
    """Contractions, abbreviations and smileys, with marks and words glued to them."""
    assert cutter().cut(piece) == by_reference(piece)


@pytest.mark.parametrize("folder", ["data/samples", "data/corpus", "tests/quiet"])
def test_invented_talk_is_cut_as_the_reference_does(folder: str) -> None:
    """Every piece of every text of the project."""
    texts = [path.read_text("utf-8") for path in (ROOT / folder).rglob("*") if path.suffix in (".txt", ".jsonl")]
    pieces = {piece for text in texts for piece in straighten(text).split()}
    assert len(pieces) > 1000
    assert [piece for piece in pieces if cutter().cut(piece) != by_reference(piece)] == []


@pytest.mark.parametrize("unit", ["(", ".", "-", "'", "a-", "a,", '"a', "a.", "x)", "?!", "Mr.", "9k", "n't", ":)"])
def test_a_long_piece_does_not_take_long(unit: str) -> None:
    """A hundred thousand letters and marks without a space are cut in time that grows with them."""
    piece = unit * (100_000 // len(unit))
    begin = process_time()
    assert "".join(cutter().cut(piece)) == piece
    assert process_time() - begin < 5
