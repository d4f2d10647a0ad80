from __future__ import annotations

import pytest

from coercionscan.provenance.vocabulary import Vocabulary
from tests.unit.provenance.made import lexicon

WORDS = Vocabulary(lexicon())


@pytest.mark.parametrize(
    ("token", "name", "kind"),
    [
        ("stabbed", "stab", "violence"),
        ("knives", "knife", "weapon"),
        ("rucksack", "backpack", "object"),
        ("shot", "shoot", "violence"),
        ("screamin", "yell", "violence"),
        ("12", "twelve", "number"),
        ("450", "450", "number"),
        ("purple", "purple", "colour"),
    ],
)
def test_concepts(token: str, name: str, kind: str) -> None:
    concept = WORDS.concept(token)
    assert concept is not None
    assert (concept.name, concept.kind) == (name, kind)


@pytest.mark.parametrize("token", ["the", "because", ",", "?", "'s", "x", "color"])
def test_no_details(token: str) -> None:
    assert WORDS.concept(token) is None


def test_pairs_are_of_complementary_kinds() -> None:
    words = {word: WORDS.concept(word) for word in ("stab", "chest", "knife", "red", "shirt", "broke")}
    known = {word: concept for word, concept in words.items() if concept is not None}
    assert len(known) == len(words)
    assert WORDS.pairs(known["stab"], known["shirt"], near=False)
    assert not WORDS.pairs(known["knife"], known["shirt"], near=False)
    assert WORDS.pairs(known["knife"], known["shirt"], near=True)
    assert WORDS.pairs(known["broke"], known["chest"], near=False)
    assert WORDS.pairs(known["red"], known["shirt"], near=False)
    assert not WORDS.pairs(known["knife"], known["knife"], near=True)


def test_names_are_not_words_of_talk() -> None:
    assert WORDS.name("well") is None
    name = WORDS.name("penrose")
    assert name is not None
    assert name.kind == "name"


def test_damaged_tokens_are_no_words() -> None:
    assert WORDS.concept("window") is not None
    assert WORDS.concept("wndwx") is None


def test_weights_lie_between_nothing_and_one() -> None:
    table = lexicon().tables["details"]
    assert all(0 < WORDS.weight(kind) <= 1 for kind in table["weights"])
    assert WORDS.weight("no such kind") == WORDS.weight("other")


def test_every_kind_has_a_weight_and_a_group() -> None:
    table = lexicon().tables["details"]
    kinds = {*table["kinds"], *lexicon().tables["detail_words"]} - {"none"}
    grouped = {kind for group in table["groups"].values() for kind in group}
    assert kinds <= set(table["weights"])
    assert kinds <= grouped
