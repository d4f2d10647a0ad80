"""Rules: a hit is judged in its context, and what silences it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Entry, Example, Pattern
from coercionscan.matching.language import Language
from coercionscan.records import Tag, TagStatus
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.rehearse import played
from coercionscan.tags.rules import RULE, RuleTagger

BASE = "knowledge_claim"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return load()


def with_pattern(lexicon: Lexicon, *patterns: dict[str, Any], **entry: Any) -> Lexicon:
    """The lexicon with one code whose patterns are these."""
    made = [Pattern.model_validate({"id": f"p{number}", **fields}) for number, fields in enumerate(patterns)]
    changed = lexicon.entry(BASE).model_copy(update={"patterns": tuple(made), "status": "stable", **entry})
    return replace(lexicon, entries=(changed,))


def tags(lexicon: Lexicon, text: str, *previous: str, speaker: str = "interrogator") -> list[Tag]:
    """Tags of a short dialogue; the last turn is the speaker's."""
    example = Example.model_validate({"text": text, "previous": previous, "speaker": speaker})
    transcript = played(lexicon.entries[0], example)
    words = Language(lexicon.forms).transcript(transcript)
    return RuleTagger(lexicon).tag(transcript, words, dialogue(transcript))


def active(found: list[Tag]) -> list[str]:
    """Words of the active tags."""
    return [tag.text for tag in found if tag.status is TagStatus.ACTIVE]


def test_a_hit_is_a_tag_with_its_reason(lexicon: Lexicon) -> None:
    """The tag names pattern and phrase and carries the confidence and attributes of its pattern."""
    made = with_pattern(lexicon, {"any": ["lost the oar"], "confidence": 0.6, "attributes": {"kind": "oar"}})
    (tag,) = tags(made, "You lost the oar, Finn.")
    assert (tag.text, tag.code, tag.tagger, tag.confidence) == ("lost the oar", BASE, RULE, 0.6)
    assert tag.evidence.rule_id == f"{BASE}.p0"
    assert "lost the oar" in tag.evidence.explanation
    assert tag.attribute("kind") == "oar"


@pytest.mark.parametrize("speaker", ["suspect", "witness", "counsel"])
def test_only_the_side_of_the_code_is_read(lexicon: Lexicon, speaker: str) -> None:
    """The same words of another side are no hit."""
    made = with_pattern(lexicon, {"any": ["lost the oar"]})
    assert tags(made, "You lost the oar.", speaker=speaker) == []


def test_counsel_counts_where_the_code_says_so(lexicon: Lexicon) -> None:
    """``also_from`` lets another role speak the code."""
    made = with_pattern(lexicon, {"any": ["lost the oar"]}, also_from=("counsel",))
    assert active(tags(made, "You lost the oar.", speaker="counsel")) == ["lost the oar"]


def test_a_negated_hit_is_kept_with_its_cue(lexicon: Lexicon) -> None:
    """A silenced hit is suppressed and says by what; the clause after it is free."""
    made = with_pattern(lexicon, {"any": ["lost the oar", "sank it"]}, silenced_by=("negated",))
    found = tags(made, "I am not saying you lost the oar, but you sank it.")
    assert active(found) == ["sank it"]
    (silent,) = [tag for tag in found if tag.status is TagStatus.SUPPRESSED]
    assert silent.evidence.suppressed_by == "negated: not"


def test_a_pattern_may_have_its_own_silencers(lexicon: Lexicon) -> None:
    """An empty list lets nothing silence the pattern."""
    made = with_pattern(lexicon, {"any": ["lost the oar"], "silenced_by": []}, silenced_by=("negated",))
    assert active(tags(made, "I am not saying you lost the oar.")) == ["lost the oar"]


def test_exceptions_of_sentence_and_turn(lexicon: Lexicon) -> None:
    """``unless`` reaches the sentence, ``unless_turn`` the turn; both keep the hit as suppressed."""
    near = with_pattern(lexicon, {"any": ["lost the oar"], "unless": ["by accident"]})
    assert active(tags(near, "You lost the oar by accident.")) == []
    assert active(tags(near, "You lost the oar. It fell by accident.")) == ["lost the oar"]
    wide = with_pattern(lexicon, {"any": ["lost the oar"], "unless_turn": ["by accident"]})
    (silent,) = tags(wide, "You lost the oar. It fell by accident.")
    assert silent.evidence.suppressed_by == "exception: by accident"


def test_needs_and_the_turn_before(lexicon: Lexicon) -> None:
    """``needs`` asks the turn, ``after`` and ``unless_after`` the last turn of the other side."""
    needs = with_pattern(lexicon, {"any": ["lost the oar"], "needs": ["river"]})
    assert tags(needs, "You lost the oar.") == []
    assert active(tags(needs, "On the river you lost the oar.")) == ["lost the oar"]
    after = with_pattern(lexicon, {"any": ["lost the oar"], "after": ["never rowed"], "unless_after": ["sorry"]})
    assert tags(after, "You lost the oar.") == []
    assert tags(after, "You lost the oar.", "S: I row.") == []
    assert tags(after, "You lost the oar.", "S: Sorry, I never rowed.") == []
    assert active(tags(after, "You lost the oar.", "S: I never rowed.")) == ["lost the oar"]


def test_after_codes_ask_for_a_code_on_the_turn_before(lexicon: Lexicon) -> None:
    """A pattern may answer another code, also one that stands later in the lexicon."""
    made = with_pattern(lexicon, {"any": ["lost the oar"], "after_codes": ["denial"]})
    rowing = Pattern.model_validate({"id": "rowing", "any": ["never rowed"]})
    other = lexicon.entry("denial").model_copy(
        update={"patterns": (rowing,), "status": "stable", "judged_by": "rules", "silenced_by": ()}
    )
    both = replace(made, entries=(*made.entries, other))
    assert active(tags(both, "You lost the oar.", "S: I never rowed.")) == ["never rowed", "lost the oar"]
    assert tags(both, "You lost the oar.", "S: I rowed.") == []


def test_of_overlapping_hits_the_surest_stays(lexicon: Lexicon) -> None:
    """One code, one stretch, one tag; hits apart are two."""
    made = with_pattern(
        lexicon,
        {"any": ["you lost the oar"], "confidence": 0.5},
        {"any": ["lost the oar"], "confidence": 0.9},
    )
    assert active(tags(made, "You lost the oar.")) == ["lost the oar"]
    assert len(active(tags(made, "You lost the oar. Then you lost the oar again."))) == 2


def test_a_wrong_phrase_is_told_with_its_place(lexicon: Lexicon) -> None:
    """The error names code and pattern; conditions are told by ``compile_all``."""
    with pytest.raises(LexiconError, match="unknown word set") as told:
        RuleTagger(with_pattern(lexicon, {"any": ["{no_such_set}"]}))
    assert f"{BASE}.p0" in str(told.value.where)
    lazy = RuleTagger(with_pattern(lexicon, {"any": ["oar"], "unless": ["(a|b"]}))
    with pytest.raises(LexiconError):
        lazy.compile_all()


def test_drafts_are_left_out_unless_asked_for(lexicon: Lexicon) -> None:
    """A draft is not looked for; ``only`` asks for codes by name."""
    made = with_pattern(lexicon, {"any": ["lost the oar"]}, status="draft")
    assert tags(made, "You lost the oar.") == []
    transcript = played(made.entries[0], Example(text="You lost the oar."))
    words = Language(made.forms).transcript(transcript)
    assert len(RuleTagger(made, only={BASE}).tag(transcript, words, dialogue(transcript))) == 1


def test_entries_are_read_as_written(lexicon: Lexicon) -> None:
    """The base code of these tests is a code of the interrogator without exceptions for other roles."""
    entry: Entry = lexicon.entry(BASE)
    assert (entry.speaker, entry.also_from) == ("interrogator", ())
