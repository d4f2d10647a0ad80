"""Provenance codes are read off the ledger and never traced again."""

from __future__ import annotations

import dataclasses

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.records import Fact, FactForm, Ledger, Mention, QuestionForm, Role, Span, Tag, Transcript, Uptake
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.fact_signs import Round
from coercionscan.tags.fact_tags import FactTags
from coercionscan.tags.rehearse import played

LEXICON = load()
OPENING = int(LEXICON.tables["fact_tags"]["opening"])
SMALL_TALK = ("I: What then?", "S: I left.") * (4 * OPENING)
STORY = (
    "I went out by the lane gate with my brother and then I dropped the torch behind the old water tank, and it broke."
)
ROWS = (*SMALL_TALK, "I: What then?", f"S: {STORY}", "I: You hit him with the long wrench?", "S: Yes, with the wrench.")
TOLD, FEEDS, TAKES = (len(SMALL_TALK) + at for at in (1, 2, 3))


def played_rows(rows: tuple[str, ...]) -> Transcript:
    """Some rows as a transcript."""
    example = Example.model_validate({"text": rows[-1][2:].strip(), "previous": rows[:-1], "speaker": "suspect"})
    return played(LEXICON.entries[0], example)


TRANSCRIPT = played_rows(ROWS)
WORDS = Language(LEXICON.forms).transcript(TRANSCRIPT)
TALK = dialogue(TRANSCRIPT)
FORMS = tuple(
    {FEEDS: QuestionForm.LEADING}.get(i, QuestionForm.OPEN if i % 2 == 0 else QuestionForm.NONE)
    for i in range(len(ROWS))
)


def mention(turn: int, role: Role, text: str) -> Mention:
    """Words in a turn."""
    begin = TRANSCRIPT.text.index(text, TRANSCRIPT.turns[turn].span.start)
    return Mention(turn_index=turn, role=role, span=Span(start=begin, end=begin + len(text)), text=text)


FED = Fact(
    id="f",
    label="a long wrench",
    kind="weapon",
    terms=("long", "wrench"),
    introduced_by=Role.INTERROGATOR,
    first_turn_index=FEEDS,
    form=FactForm.OFFERED_IN_QUESTION,
    uptake=Uptake.REPETITION,
    uptake_turn_index=TAKES,
    confidence=0.8,
    weight=0.8,
    mentions=(mention(FEEDS, Role.INTERROGATOR, "long wrench"), mention(TAKES, Role.SUSPECT, "wrench")),
)
OWN = Fact(
    id="o",
    label="dropped the torch behind the old water tank",
    kind="object",
    terms=("dropped", "torch", "water", "tank"),
    introduced_by=Role.SUSPECT,
    first_turn_index=TOLD,
    form=FactForm.OPEN_ANSWER,
    uptake=Uptake.NONE,
    confidence=0.8,
    weight=0.5,
    mentions=(mention(TOLD, Role.SUSPECT, "dropped the torch"),),
)


def tags(*facts: Fact, forms: tuple[QuestionForm, ...] = FORMS, lexicon: Lexicon = LEXICON) -> list[Tag]:
    """Tags of some facts."""
    return FactTags(lexicon).tag(TRANSCRIPT, WORDS, TALK, [], forms, Ledger(facts=facts))


def codes(*facts: Fact, forms: tuple[QuestionForm, ...] = FORMS) -> list[tuple[str, int]]:
    """Codes with their turns."""
    return [(tag.code, tag.turn_index) for tag in tags(*facts, forms=forms)]


def test_a_fed_fact_and_its_adoption() -> None:
    """Feeding stands at the first mention, adoption at the first uptake, and names its source."""
    fed, adopted = tags(FED)
    assert (fed.code, fed.turn_index, fed.attribute("route")) == ("fact_feeding", FEEDS, "yes_no")
    assert fed.attribute("specificity") == "specific"
    assert (adopted.code, adopted.turn_index, adopted.attribute("form")) == ("adopted_fact", TAKES, "repetition")
    assert adopted.evidence.related_turn_indexes == (FEEDS,)
    assert adopted.attribute("first_mention_turn") == str(FEEDS)
    assert max(fed.confidence, adopted.confidence) <= FED.confidence


@pytest.mark.parametrize("uptake", [Uptake.NONE, Uptake.DENIAL, Uptake.CORRECTION])
def test_no_adoption_without_uptake(uptake: Uptake) -> None:
    """What is never said nor granted by the questioned side is not adopted."""
    resisted = dataclasses.replace(FED, uptake=uptake, mentions=FED.mentions[:1])
    assert "adopted_fact" not in dict(codes(resisted))


def test_what_is_named_at_the_opening_is_the_matter_in_hand() -> None:
    """The same detail in the first turns of a talk is no feeding: the allegation must be named."""
    early = dataclasses.replace(FED, first_turn_index=0, mentions=(), uptake=Uptake.NONE, uptake_turn_index=None)
    assert codes(early) == []


@pytest.mark.parametrize("form", [QuestionForm.OPEN, QuestionForm.FORCED_CHOICE])
def test_a_plain_question_feeds_less_than_a_leading_one(form: QuestionForm) -> None:
    """A weak detail in a neutral question feeds nothing; in a leading one it does."""
    weak = dataclasses.replace(FED, kind="place", weight=0.5, terms=("shed",))
    plain = tuple(form if i == FEEDS else one for i, one in enumerate(FORMS))
    assert ("fact_feeding", FEEDS) in codes(weak)
    assert ("fact_feeding", FEEDS) not in codes(weak, forms=plain)


def test_independent_detail_tells_more_than_the_question_asked() -> None:
    """A told stretch with a detail of its own is independent; a word in a short answer is not."""
    (tag,) = tags(OWN)
    assert (tag.code, tag.turn_index, tag.attribute("corroborated")) == ("independent_detail", TOLD, "unknown")
    assert codes(dataclasses.replace(OWN, first_turn_index=TAKES, terms=("torch",), mentions=())) == []


@pytest.mark.parametrize("kind", ["time", "name", "number"])
def test_clock_times_are_no_independent_detail(kind: str) -> None:
    """Times, names and numbers alone are facts of the ledger, and no tags."""
    assert codes(dataclasses.replace(OWN, kind=kind)) == []


def test_a_detail_counts_more_late_in_a_talk() -> None:
    """The same words tell more of the matter after many turns than after few."""
    reader = FactTags(LEXICON).signs
    seen = Round(words=WORDS, talk=TALK, forms=FORMS, codes={})
    gone = [reader.independent([OWN], at, seen)["turns_gone"] for at in (1, TOLD)]
    assert gone[0] < gone[1] <= 1


def test_asking_what_is_meant_takes_nothing_up() -> None:
    """A question of the questioned person that repeats the detail is told from an answer that does."""
    rows = (*ROWS[:-1], "S: What wrench?")
    transcript = played_rows(rows)
    reader = FactTags(LEXICON).signs
    asks = Round(Language(LEXICON.forms).transcript(transcript), dialogue(transcript), FORMS, {})
    says = Round(words=WORDS, talk=TALK, forms=FORMS, codes={})
    assert [reader.adopted([FED], TAKES, seen)["asks_back"] for seen in (asks, says)] == [1, 0]


def test_an_echo_of_the_question_speaks_for_adoption() -> None:
    """The share of an answer's words that the question holds is a sign, and so are the codes found in it."""
    reader = FactTags(LEXICON).signs
    plain = Round(words=WORDS, talk=TALK, forms=FORMS, codes={})
    unsure = Round(words=WORDS, talk=TALK, forms=FORMS, codes={TAKES: {"guess_or_inconsistency"}})
    signs = reader.adopted([FED], TAKES, plain)
    assert 0 < signs["echo"] < 1
    assert signs["guesses"] < reader.adopted([FED], TAKES, unsure)["guesses"]


def test_what_is_shown_exposes() -> None:
    """A detail that is held up in its first mention exposes the person to it."""
    found = dict(codes(dataclasses.replace(FED, form=FactForm.READ_OR_SHOWN)))
    assert found["scene_exposure"] == FEEDS


def test_one_tag_of_a_code_for_a_turn() -> None:
    """Two facts in one turn make one tag: the weightier one's, which comes first."""
    other = dataclasses.replace(FED, id="g", label="a wound")
    found = tags(FED, other)
    assert [tag.code for tag in found] == ["fact_feeding", "adopted_fact"]
    assert all("wrench" in tag.evidence.explanation for tag in found)


def test_every_weight_belongs_to_a_sign() -> None:
    """A weight whose name no sign bears would do nothing, silently."""
    table = LEXICON.tables["fact_tags"]
    reader = FactTags(LEXICON)
    signs = {
        "fact_feeding": reader.signs.fed,
        "adopted_fact": reader.signs.adopted,
        "independent_detail": reader.signs.independent,
    }
    seen = Round(words=WORDS, talk=TALK, forms=FORMS, codes={})
    for code, read in signs.items():
        assert set(table[code]["weights"]) <= set(read([FED], TAKES, seen))
