"""Provenance codes are read off the ledger and never traced again."""

from __future__ import annotations

import dataclasses

import pytest

from coercionscan.lexicon.catalogue import load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.records import Fact, FactForm, Ledger, Mention, QuestionForm, Role, Span, Tag, Uptake
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.fact_tags import FactTags
from coercionscan.tags.rehearse import played
from tests.builders import tag

LEXICON = load()
ROWS = ("I: What then?", "S: I left.", "I: You hit him with the wrench?", "S: Yes.")
TRANSCRIPT = played(
    LEXICON.entries[0],
    Example.model_validate({"text": ROWS[-1][2:].strip(), "previous": ROWS[:-1], "speaker": "suspect"}),
)
WORDS = Language(LEXICON.forms).transcript(TRANSCRIPT)
TALK = dialogue(TRANSCRIPT)
LEADING = (QuestionForm.OPEN, QuestionForm.NONE, QuestionForm.LEADING, QuestionForm.NONE)
CLOSED = (QuestionForm.OPEN, QuestionForm.NONE, QuestionForm.CLOSED, QuestionForm.NONE)
FED = Fact(
    id="f",
    label="a wrench",
    kind="weapon",
    terms=("wrench",),
    introduced_by=Role.INTERROGATOR,
    first_turn_index=2,
    form=FactForm.PRESUPPOSED,
    uptake=Uptake.ASSENT,
    uptake_turn_index=3,
    confidence=0.8,
)


def tags(fact: Fact, forms: tuple[QuestionForm, ...] = LEADING) -> list[Tag]:
    """Tags of one fact."""
    return FactTags(LEXICON).tag(TRANSCRIPT, WORDS, TALK, [], forms, Ledger(facts=(fact,)))


def test_a_fed_fact_and_its_adoption() -> None:
    """Feeding stands at the first mention, adoption at the uptake, and names its source."""
    fed, adopted = tags(FED)
    assert (fed.code, fed.turn_index, fed.attribute("route")) == ("fact_feeding", 2, "presupposed")
    assert (adopted.code, adopted.turn_index, adopted.attribute("form")) == ("adopted_fact", 3, "assent")
    assert adopted.evidence.related_turn_indexes == (2,)
    assert adopted.attribute("first_mention_turn") == "2"
    assert fed.confidence <= FED.confidence


@pytest.mark.parametrize(("warned", "codes"), [(2, []), (0, ["fact_feeding", "adopted_fact"])])
def test_the_words_of_a_warning_feed_nothing(warned: int, codes: list[str]) -> None:
    """ "It may harm your defence" tells nothing of the offence; a warning in another turn changes nothing."""
    said = TRANSCRIPT.turns[2].span
    fact = dataclasses.replace(
        FED, mentions=(Mention(turn_index=2, role=Role.INTERROGATOR, span=said, text=TRANSCRIPT.turns[2].text),)
    )
    warning = tag(TRANSCRIPT, warned, "rights_advisement")
    made = FactTags(LEXICON).tag(TRANSCRIPT, WORDS, TALK, [warning], LEADING, Ledger(facts=(fact,)))
    assert [one.code for one in made] == codes


@pytest.mark.parametrize("uptake", [Uptake.NONE, Uptake.DENIAL, Uptake.CORRECTION])
def test_no_adoption_without_uptake(uptake: Uptake) -> None:
    """A resisted offer is fed, and not adopted."""
    assert [tag.code for tag in tags(dataclasses.replace(FED, uptake=uptake))] == ["fact_feeding"]


def test_a_plain_question_feeds_nothing() -> None:
    """The same detail in a neutral question is neither fed nor adopted; in a leading one it is."""
    offered = dataclasses.replace(FED, form=FactForm.OFFERED_IN_QUESTION)
    assert tags(offered, CLOSED) == []
    assert [tag.attribute("route") for tag in tags(offered)][:1] == ["yes_no"]


def test_kinds_that_belong_to_no_offence_are_left_out() -> None:
    """Clock times and names are facts of the ledger, and no tags."""
    assert tags(dataclasses.replace(FED, kind="time")) == []


def test_independent_detail_goes_beyond_the_question() -> None:
    """An open answer is independent; the bare answer to a probing question is not."""
    own = dataclasses.replace(
        FED, introduced_by=Role.SUSPECT, first_turn_index=1, form=FactForm.OPEN_ANSWER, uptake=Uptake.NONE
    )
    (tag,) = tags(own)
    assert (tag.code, tag.turn_index, tag.attribute("corroborated")) == ("independent_detail", 1, "unknown")
    begin = TRANSCRIPT.turns[1].span.start
    mention = Mention(turn_index=1, role=Role.SUSPECT, span=Span(start=begin, end=begin + 1), text="I")
    assert tags(dataclasses.replace(own, form=FactForm.ANSWER_TO_PROBING, mentions=(mention,))) == []


def test_one_tag_of_a_code_for_a_turn() -> None:
    """Two facts in one turn make one tag: the weightier one's, which comes first."""
    other = dataclasses.replace(FED, id="g", label="a wound")
    found = FactTags(LEXICON).tag(TRANSCRIPT, WORDS, TALK, [], LEADING, Ledger(facts=(FED, other)))
    assert [tag.code for tag in found] == ["fact_feeding", "adopted_fact"]
    assert all("wrench" in tag.evidence.explanation for tag in found)
