"""What an expression needs is read off it, and never loses a match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.lexicon.catalogue import load
from coercionscan.sought import Texts, needed


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"\bhow old (are|r) (you|ya)\b", ("how old ",)),
        (r"\b(you|we) (told|said)\b.{0,40}\bin the (car|van)", ("in the ",)),
        (r"(?P<value>eleven|twelve) o'?clock", ("eleven", "twelve")),
        (r"colou?r", ("colo",)),
        (r"(red|blue)? hat", (" hat",)),
        (r"(red|blue)*[hat]{2}\(", ()),
        (r"red|blue", ()),
        (r"(?i)(?=red)(?!blue)\d+", ()),
        (r"(a (red|blue) one) was", (" was",)),
    ],
)
def test_what_a_text_must_hold(expression: str, words: tuple[str, ...]) -> None:
    assert needed(expression) == words


def expressions() -> list[str]:
    """All regular expressions of circumstances and confessions."""
    lexicon = load()
    rule = lexicon.profile("default").confession
    kinds = ("interrogator_phrases", "suspect_phrases", "question_phrases", "answer_phrases")
    found = [phrase for entry in lexicon.factors for kind in kinds for phrase in getattr(entry, kind)]
    return [*found, *rule.recess_phrases, *rule.signing_phrases]


EXPRESSIONS = expressions()
PIECES = sorted({word for one in EXPRESSIONS for word in re.findall(r"[A-Za-z']+", one)})


@given(
    st.lists(
        st.lists(st.sampled_from([*PIECES, "\N{LATIN SMALL LETTER LONG S}igned", "12", ".", "?", "\n"]), max_size=12),
        max_size=6,
    )
)
def test_no_match_is_lost(rows: list[list[str]]) -> None:
    texts = [" ".join(row).title() for row in rows]
    ours = Texts(texts)
    for expression in EXPRESSIONS:
        flat = [" ".join(text.split()) for text in texts]
        theirs = {
            at: found.span() for at, line in enumerate(flat) if (found := re.search(expression, line, re.IGNORECASE))
        }
        assert {at: found.span() for at, found in ours.first([expression], range(len(texts))).items()} == theirs


def test_the_first_expression_that_matches_is_told() -> None:
    found = Texts(["a red hat", "a blue hat", "none"]).first(["hat", "blue"], [1, 2])
    assert {number: match.group() for number, match in found.items()} == {1: "hat"}
