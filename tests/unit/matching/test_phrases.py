"""The phrase language: each sign of the table, and what is refused."""

from __future__ import annotations

import pytest

from coercionscan.matching.language import Language
from coercionscan.matching.matchers import PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, PhraseError, compile_phrase

SETS = {
    "boat": ("boat", "dinghy", "rowing boat"),
    "fleet": ("{boat}", "ferry"),
    "loop": ("a {loop}",),
    "lead_in": ("well", "look"),
    "none": (),
}


def hits(phrase: str, said: str, language: Language) -> list[str]:
    """The words that a phrase finds."""
    words = language.words(said)
    found = PhraseMatcher([(0, compile_phrase(phrase, SETS))]).find(words)
    return [" ".join(words.tokens[hit.first : hit.last + 1]) for hit in found]


@pytest.mark.parametrize(
    ("phrase", "said", "found"),
    [
        ("took", "He took it and took off.", ["took", "took"]),
        ("took|stole it", "Stole it? He took it.", ["stole it", "took it"]),
        ("confess~", "A confession is confessed.", ["confession", "confessed"]),
        ("{boat}", "The rowing boat, then a dinghy.", ["rowing boat", "dinghy"]),
        ("{fleet} sank", "The ferry sank. The boat sank.", ["ferry sank", "boat sank"]),
        ("(as soon as|once) we", "Once we go, as soon as we can.", ["once we", "as soon as we"]),
        ("we already? know", "We know. We already know.", ["we know", "we already know"]),
        ("row the {boat}? home", "Row the dinghy home, row the home.", ["row the dinghy home", "row the home"]),
        ("a _ knife", "A bread knife, a knife.", ["a bread knife"]),
        ("# years", "Twenty years or 25 years.", ["25 years"]),
        ("you * liar", "You are such a liar.", ["you are such a liar"]),
        ("you * liar", "You are not such a big old liar.", []),
        ("you *6 liar", "You are not such a big liar.", ["you are not such a big liar"]),
        ("you * liar", "It was you. A liar.", []),
        ("^ no", "Well, no. I know no one.", ["no"]),
        ("sorry $", "Sorry. I am sorry he left.", ["sorry"]),
        ("really ?", "Really? Really.", ["really ?"]),
        ("you did", "You, well, you, did.", ["you , did"]),
    ],
)
def test_signs(phrase: str, said: str, found: list[str], language: Language) -> None:
    """Each sign of the table does what the table says."""
    assert hits(phrase, said, language) == found


def test_fewest_gap_words_win(language: Language) -> None:
    """A gap takes no more words than it needs."""
    assert hits("tell *5 truth", "Tell the truth, the whole truth.", language) == ["tell the truth"]


@pytest.mark.parametrize(
    "phrase",
    ["", "   ", "{nobody}", "{loop}", "{none}", "{boat", "(a|b", "a)", "*9", "*0", "a||b", "()", "ab~", "Took"],
)
def test_refused(phrase: str) -> None:
    """What cannot be read is an error that shows the phrase or the set."""
    with pytest.raises(PhraseError):
        compile_phrase(phrase, SETS)


def test_inner_sets_come_before_outer_ones() -> None:
    """A code's own set hides a shared set of the same name, and the others stay known."""
    inner = PhraseCompiler({"boat": ("canoe",)}, PhraseCompiler(SETS))
    assert inner.compile("{boat}").chain.gates == ((frozenset({"canoe"}), 0),)
    assert inner.compile("{fleet}").chain.gates == ((frozenset({"boat", "dinghy", "rowing", "ferry"}), 0),)


@pytest.mark.parametrize(
    ("phrase", "gates"),
    [
        ("we already? * know|knew _", [({"know", "knew"}, 0), ({"we"}, 0)]),
        ("already? * _", []),
        ("told us the truth *", [({"truth"}, 0), ({"told"}, 0), ({"us"}, 0), ({"the"}, 0)]),
        ("know ? then", [({"know"}, 0), ({"then"}, 1), ({"?"}, 0)]),
        ("we , know", [({"know"}, 0), ({"we"}, 0)]),
        ("(lie *2 again|lying|a tale)", [({"again", "lying", "tale"}, 0)]),
        ("(know ? then|so what) we", [({"know", "what"}, 0)]),
        ("confess~ it", [({"confess~", "~"}, 0), ({"it"}, 0)]),
    ],
)
def test_gates_are_what_a_match_needs(phrase: str, gates: list[tuple[set[str], int]]) -> None:
    """Words of which the first sentence of a match, or a later one, holds one; not what may be missing."""
    found = compile_phrase(phrase, SETS).chain.gates
    assert sorted((sorted(group), later) for group, later in found) == sorted(
        (sorted(group), later) for group, later in gates
    )
