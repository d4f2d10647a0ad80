"""Scopes: each cue reaches what its file says that it reaches, and stops where its file says that it stops."""

from __future__ import annotations

import re
from functools import cache

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Cue
from coercionscan.matching.context import QUOTED, Scope, ScopeEngine, marks, silencer
from coercionscan.matching.language import Language, Words
from coercionscan.matching.phrases import PhraseCompiler

MARK = re.compile(r"<([^<>]+)>")


@cache
def _lexicon() -> Lexicon:
    return load()


@cache
def _language() -> Language:
    return Language(_lexicon().forms)


@cache
def _engine() -> ScopeEngine:
    lexicon = _lexicon()
    return ScopeEngine(lexicon.cues, lexicon.sets, PhraseCompiler(lexicon.sets))


def _marked(text: str) -> tuple[Words, int, int]:
    """Words of a text, and the first and last token of its marked stretch."""
    found = MARK.search(text)
    assert found is not None, text
    words = _language().words(MARK.sub(r"\1", text))
    begin, end = found.start(), found.start() + len(found[1])
    inside = [index for index in range(len(words.tokens)) if begin <= words.starts[index] < end]
    return words, inside[0], inside[-1]


def _scopes(text: str) -> tuple[Words, tuple[Scope, ...]]:
    words = _language().words(text)
    return words, _engine().scopes(words)


def _cases(attribute: str) -> list[tuple[Cue, str]]:
    return [(cue, text) for cue in load().cues for text in getattr(cue, attribute)]


def _reached(cue: Cue, text: str) -> bool:
    words, first, _ = _marked(text)
    labels = cue.applies_to or ("any",)
    return any(scope.cue_id == cue.id and scope.reaches(first, labels) for scope in _engine().scopes(words))


@pytest.mark.parametrize(("cue", "text"), _cases("examples"), ids=lambda item: getattr(item, "id", None) or str(item))
def test_a_cue_reaches_its_examples(cue: Cue, text: str) -> None:
    assert _reached(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"), _cases("near_misses"), ids=lambda item: getattr(item, "id", None) or str(item)
)
def test_a_cue_stops_before_its_near_misses(cue: Cue, text: str) -> None:
    assert not _reached(cue, text)


def test_every_cue_has_an_example_and_lies_in_the_file_of_its_scope() -> None:
    for cue in _lexicon().cues:
        assert cue.examples, cue.id


def test_a_scope_that_codes_name_exists() -> None:
    known = {cue.scope for cue in _lexicon().cues} | {QUOTED}
    named = {scope for entry in _lexicon().entries for scope in entry.silenced_by}
    assert named <= known


def test_a_hit_that_holds_the_cue_is_not_silenced() -> None:
    words, scopes = _scopes("You never told us the truth.")
    last = len(words.tokens) - 2
    assert silencer(scopes, 0, last, ("negated",), ("honesty_demand",), words) is None


def test_silencer_names_scope_and_cue() -> None:
    words, first, last = _marked("I am not <threatening you>.")
    said = silencer(_engine().scopes(words), first, last, ("negated",), ("explicit_threat",), words)
    assert said == "negated: not"


def test_a_scope_silences_only_codes_that_name_it() -> None:
    words, first, last = _marked("I am not <threatening you>.")
    assert silencer(_engine().scopes(words), first, last, ("quoted",), ("explicit_threat",), words) is None


def test_a_disclaimer_marks_and_does_not_silence() -> None:
    words, first, last = _marked("I can't promise you anything, but <it would go better for you>.")
    scopes = _engine().scopes(words)
    names = {scope.name for scope in scopes}
    assert "disclaimed" in names
    assert silencer(scopes, first, last, names, ("implied_leniency", "inducement"), words) is None
    assert marks(scopes, first, ("implied_leniency", "inducement"), words) == {"disclaimer": "can not promise"}


def test_a_mark_is_given_only_to_the_domains_of_the_cue() -> None:
    words, first, _ = _marked("Maybe <I hit him>.")
    scopes = _engine().scopes(words)
    assert "hedge" in marks(scopes, first, ("partial_admission", "suspect"), words)
    assert marks(scopes, first, ("implied_leniency", "inducement"), words) == {}


def test_a_quotation_inside_a_turn_is_a_scope() -> None:
    words, first, last = _marked('The sign on the wall by the door had the words "<you will go to prison>" on it.')
    said = silencer(_engine().scopes(words), first, last, (QUOTED,), ("explicit_threat",), words)
    assert said is not None
    assert said.startswith(QUOTED)


def test_quotation_marks_around_a_whole_turn_are_layout() -> None:
    _, scopes = _scopes('"You will go to prison for a very long time."')
    assert all(scope.name != QUOTED for scope in scopes)


def test_nothing_is_found_in_an_empty_turn() -> None:
    words, scopes = _scopes("")
    assert scopes == ()
    assert marks(scopes, 0, ("inducement",), words) == {}


@pytest.mark.parametrize("stop", [".", "?", "!"])
def test_no_forward_scope_leaves_its_sentence(stop: str) -> None:
    words, first, last = _marked(f"I am not angry{stop} <You will go to prison>.")
    assert silencer(_engine().scopes(words), first, last, ("negated",), ("explicit_threat",), words) is None
