"""Every code file keeps its word: its examples are hit, its near misses are not, its phrases can be read."""

from __future__ import annotations

import pytest

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.lexicon.entry import Entry
from coercionscan.matching.phrases import PhraseCompiler
from coercionscan.tags.rehearse import Tagger as Play
from coercionscan.tags.rehearse import rehearse
from coercionscan.tags.rules import RuleTagger
from tests.lexicon.conftest import shipped

ASSESSED = [entry.id for entry in shipped().entries if entry.assessed]
WITH_PATTERNS = [entry for entry in shipped().entries if entry.patterns]


@pytest.mark.parametrize("code", ASSESSED)
def test_examples_are_hit_and_near_misses_are_not(code: str, lexicon: Lexicon, play: Play) -> None:
    """The rehearsal of an assessed code has no findings."""
    assert [str(finding) for finding in rehearse(lexicon, play, frozenset({code}))] == []


def test_a_false_example_is_a_finding(lexicon: Lexicon, play: Play) -> None:
    """The rehearsal can fail: an example that is no hit and a near miss that is one are both told."""
    entry = lexicon.entry("knowledge_claim")
    hit = entry.examples[0]
    miss = hit.model_copy(update={"text": "It rained in the morning.", "previous": ()})
    wrong = entry.model_copy(
        update={"examples": (miss,), "near_misses": (hit.model_copy(update={"label_instead": "none"}),), "patterns": ()}
    )
    changed = Lexicon(
        entries=(wrong,),
        cues=lexicon.cues,
        sets=lexicon.sets,
        forms=lexicon.forms,
        profiles=lexicon.profiles,
        profile_digests=lexicon.profile_digests,
        factors=lexicon.factors,
        sources=lexicon.sources,
    )
    problems = [finding.problem for finding in rehearse(changed, play, frozenset({"knowledge_claim"}))]
    assert problems[0] == "example is missed"
    assert problems[1].startswith("near miss is hit by knowledge_claim.")


def test_every_condition_can_be_read(lexicon: Lexicon) -> None:
    """Conditions are compiled when first asked for; here all of them are."""
    RuleTagger(lexicon, only=frozenset(entry.id for entry in WITH_PATTERNS)).compile_all()


@pytest.mark.parametrize("entry", WITH_PATTERNS, ids=lambda entry: entry.id)
def test_every_phrase_names_a_certain_word(entry: Entry, lexicon: Lexicon) -> None:
    """A phrase without a certain word would be tried on every sentence of every transcript."""
    compiler = PhraseCompiler(entry.sets, PhraseCompiler(lexicon.sets))
    idle = [text for pattern in entry.patterns for text in pattern.any if not compiler.compile(text).chain.gates]
    assert idle == []


@pytest.mark.parametrize("entry", WITH_PATTERNS, ids=lambda entry: entry.id)
def test_own_sets_are_used(entry: Entry) -> None:
    """A word set that no phrase of its file names is a leftover."""
    texts = [text for pattern in entry.patterns for text in _phrases(entry, pattern.id)]
    texts += [text for members in entry.sets.values() for text in members]
    unused = [name for name in entry.sets if not any("{" + name + "}" in text for text in texts)]
    assert unused == []


@pytest.mark.parametrize("entry", WITH_PATTERNS, ids=lambda entry: entry.id)
def test_attributes_are_declared(entry: Entry) -> None:
    """Where a code declares the values of an attribute, its patterns set no other."""
    undeclared = [
        f"{pattern.id}: {name}={value}"
        for pattern in entry.patterns
        for name, value in pattern.attributes.items()
        if name in entry.attributes and value not in entry.attributes[name]
    ]
    assert undeclared == []


def _phrases(entry: Entry, pattern_id: str) -> list[str]:
    pattern = next(pattern for pattern in entry.patterns if pattern.id == pattern_id)
    return [
        *pattern.any,
        *pattern.unless,
        *pattern.unless_turn,
        *pattern.needs,
        *pattern.after,
        *pattern.unless_after,
    ]
