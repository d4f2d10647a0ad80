"""The normal form: what is left out, what is spelt out, and that every token still knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.matching.language import EMPTY_WORDS, Language
from coercionscan.records import Span
from coercionscan.text import fold
from tests.unit.matching.conftest import spoken

LETTERS = "abdeghilmnorstuwyIDW '\u2019\"\u201c\u201d.,;:?!-\u2014()[]\n\t0123456789é"
SPOKEN = st.text(alphabet=st.sampled_from(LETTERS), max_size=80)


@pytest.mark.parametrize(
    ("said", "normal"),
    [
        ("I didn't do it.", "i did not do it ."),
        ("I didn\u2019t do it.", "i did not do it ."),
        ("He's gonna tell ya, ain't he?", "he is going to tell you , is not he ?"),
        ("You can't, you won't.", "you can not , you will not ."),
        ("We're done. C'mon!", "we are done . come on !"),
        ("Um, I was, uh, I was home.", ", i was home ."),
        ("The the van was was red.", "the van was red ."),
        ("Okay -- alright; fine", "ok , all right , fine"),
        ('She said "go".', 'she said " go " .'),
        ("[nods] Yeah.", "( nods ) yeah ."),
        ("Linda's coat", "linda 's coat"),
        ("D'ya think they're lyin'?", "do you think they are lying ?"),
        ("KEEP TALKING", "keep talking"),
    ],
)
def test_normal_form(said: str, normal: str, language: Language) -> None:
    """Variants of one thing said have one form."""
    assert " ".join(language.words(said).tokens) == normal


@pytest.mark.parametrize("text", ["", " ", "\n \t"])
def test_nothing_said_has_no_words(text: str, language: Language) -> None:
    """White space holds no words."""
    assert language.words(text) == EMPTY_WORDS


def test_offset_moves_every_place(language: Language) -> None:
    """Places count from the begin of the transcript."""
    here, there = language.words("You did not."), language.words("You did not.", 100)
    assert there.tokens == here.tokens
    assert [place - 100 for place in there.starts] == list(here.starts)


def test_skipped_stretch_is_not_read(language: Language) -> None:
    """A gesture inside a turn belongs to somebody else."""
    said = "Were you there [shakes head] that night?"
    span = Span(start=said.index("["), end=said.index("]") + 1)
    assert " ".join(language.words(said, 0, (span,)).tokens) == "were you there that night ?"


def test_span_of_a_contraction_holds_the_whole_word(language: Language) -> None:
    """The words of a contraction point to their own part of the text."""
    said = "They can't know."
    words = language.words(said)
    first, last = words.tokens.index("can"), words.tokens.index("not")
    span = words.span(first, last)
    assert said[span.start : span.end] == "can't"


def test_sentences_part_the_tokens(language: Language) -> None:
    """Each sentence holds its own closing mark; what comes after the last mark is one as well."""
    words = language.words("Sit down. Why? Because I")
    assert [words.tokens[begin:end] for begin, end in words.sentences()] == [
        ("sit", "down", "."),
        ("why", "?"),
        ("because", "i"),
    ]


@given(SPOKEN)
@settings(max_examples=150)
def test_every_token_lies_in_the_text(said: str) -> None:
    """Places are in order and in the text, and each word shares its first letter with its source or comes of a form."""
    words = spoken().words(said)
    assert all(0 <= start < end <= len(said) for start, end in zip(words.starts, words.ends, strict=True))
    assert list(words.starts) == sorted(words.starts)
    assert not any(said[start:end].isspace() for start, end in zip(words.starts, words.ends, strict=True))


@given(SPOKEN)
@settings(max_examples=150)
def test_case_and_typography_do_not_matter(said: str) -> None:
    """Folding a text before reading it changes no token."""
    assert spoken().words(fold(said)).tokens == spoken().words(said.lower()).tokens


@given(st.lists(st.sampled_from(["you", "told", "nobody", "about", "that", "van", "where", "rope"]), unique=True))
@settings(max_examples=100)
def test_plain_words_are_kept_one_for_one(row: list[str]) -> None:
    """Without fillers, contractions and repeats, the tokens are the words."""
    assert list(spoken().words(" ".join(row)).tokens) == row


@pytest.mark.parametrize(
    "text", ["There'd be paint.", "Who'd say that?", "Y'all don't know what they'll do, it's late."]
)
def test_capitals_are_cut_like_small_letters(text: str, language: Language) -> None:
    """Whole records are typed in capitals."""
    assert language.words(text.upper()).tokens == language.words(text).tokens
