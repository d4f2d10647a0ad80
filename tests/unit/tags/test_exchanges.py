"""Exchanges: what an answer means stands in the question before it, and an admission counts once."""

from __future__ import annotations

import dataclasses

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.records import (
    CorrectedAnswer,
    Ledger,
    Origin,
    QuestionForm,
    Role,
    Span,
    Tag,
    TagStatus,
    Transcript,
)
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.exchanges import Exchanges
from coercionscan.tags.questions import QuestionForms
from coercionscan.tags.rehearse import played
from coercionscan.tags.rules import RuleTagger

LEXICON = load()
EXCHANGES = Exchanges(LEXICON)
RULES = RuleTagger(LEXICON)
FORMS = QuestionForms(LEXICON)
LANGUAGE = Language(LEXICON.forms)
ADMISSIONS = {"full_admission", "partial_admission"}


def transcript_of(*rows: str, witness: bool = False) -> Transcript:
    """A transcript of rows with the prefixes I: and S:; the questioned person is a witness on demand."""
    example = Example.model_validate({"text": rows[-1][2:].strip(), "previous": rows[:-1], "speaker": _side(rows[-1])})
    made = played(LEXICON.entries[0], example)
    if not witness:
        return made
    turns = tuple(
        dataclasses.replace(turn, role=Role.WITNESS) if turn.role is Role.SUSPECT else turn for turn in made.turns
    )
    return dataclasses.replace(made, turns=turns)


def _side(row: str) -> str:
    return "interrogator" if row.startswith("I:") else "suspect"


def tags_of(transcript: Transcript, ledger: Ledger | None = None) -> list[Tag]:
    """Active tags of rules and exchanges."""
    ledger = ledger or Ledger()
    words = LANGUAGE.transcript(transcript)
    talk = dialogue(transcript)
    rules = RULES.tag(transcript, words, talk)
    forms: tuple[QuestionForm, ...] = tuple(form for form, _ in FORMS.judge(transcript, words, talk, ledger))
    found = rules + EXCHANGES.tag(transcript, words, talk, rules, forms, ledger)
    return [tag for tag in found if tag.status is TagStatus.ACTIVE]


def codes(*rows: str, witness: bool = False) -> list[set[str]]:
    """Active codes of each row."""
    transcript = transcript_of(*rows, witness=witness)
    found = tags_of(transcript)
    return [{tag.code for tag in found if tag.turn_index == turn.index} for turn in transcript.turns]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did you stab the porter?", "Yes."),
        ("You robbed the bakery, didn't you?", "Uh-huh."),
        ("Who strangled her?", "Me."),
        ("What did you do then?", "I shot him."),
        ("So you set fire to the hall?", "Yeah, I guess so."),
    ],
)
def test_an_answer_takes_the_act_on(question: str, answer: str) -> None:
    """Assent, a name for oneself and own words are admissions."""
    assert codes(f"I: {question}", f"S: {answer}")[1] & ADMISSIONS


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did you stab the porter?", "No."),
        ("Did you stab the porter?", "What?"),
        ("Do you want some tea?", "Yes."),
        ("If you stabbed him, would you say so?", "Yes."),
        ("Did he stab the porter?", "Yes."),
        ("You robbed the bakery.", "You think I robbed the bakery."),
        ("You robbed the bakery.", "I robbed the bakery?"),
        ("You robbed the bakery.", "If I robbed the bakery, where is the money?"),
        ("What did you do on Sunday?", "I shot pool with my uncle."),
    ],
)
def test_no_admission_without_its_act(question: str, answer: str) -> None:
    """Denial, question, condition, another's act and innocent senses are none."""
    assert not codes(f"I: {question}", f"S: {answer}")[1] & ADMISSIONS


def test_an_act_is_admitted_once() -> None:
    """The second telling of an act is a mention, a new act is a new admission."""
    rows = codes(
        "I: Did you stab him?",
        "S: Yes.",
        "I: Again, you stabbed him?",
        "S: Yes.",
        "I: What then?",
        "S: I hid the knife.",
    )
    assert rows[1] & ADMISSIONS
    assert not rows[3] & ADMISSIONS
    assert rows[5] & ADMISSIONS == {"partial_admission"}


def test_a_lesser_act_counts_again_with_other_objects() -> None:
    """Hiding a knife and hiding a coat are two acts; the knife again is not."""
    rows = codes(
        "I: You killed him.",
        "S: I hid the knife.",
        "I: And?",
        "S: I hid the coat.",
        "I: And?",
        "S: Like I told you. I hid the knife.",
    )
    assert rows[1] & ADMISSIONS
    assert rows[3] & ADMISSIONS
    assert not rows[5] & ADMISSIONS


def test_an_act_below_the_act_at_issue_is_partial() -> None:
    """The same blow is the whole in one case and a part in another."""
    assert "full_admission" in codes("I: Did you hit the clerk?", "S: Yes.")[1]
    killing = codes(
        "I: You killed the clerk.", "S: No.", "I: You murdered him.", "S: No.", "I: Did you hit him?", "S: Yes."
    )
    assert "partial_admission" in killing[5]


def test_a_witness_admits_nothing() -> None:
    """Admissions are coded for a suspect only; denials for everybody."""
    rows = ("I: Did you stab the porter?", "S: Yes.", "I: Did you rob him?", "S: No.")
    found = codes(*rows, witness=True)
    assert not found[1] & ADMISSIONS
    assert "denial" in found[3]


def test_retraction_needs_an_admission_before() -> None:
    """The same words are a denial before and a retraction after; then the act counts anew."""
    assert "retraction" not in codes("I: You shot him.", "S: I didn't do it.")[1]
    rows = codes(
        "I: You shot him?", "S: I shot him.", "I: Why?", "S: I didn't do it.", "I: Did you shoot him?", "S: Yes."
    )
    assert "retraction" in rows[3]
    assert rows[5] & ADMISSIONS


@pytest.mark.parametrize("question", ["Did you take the cash?", "Were you there?", "Have you been stealing from us?"])
def test_no_to_an_adverse_question_is_a_denial(question: str) -> None:
    """A bare no gets its meaning from the question."""
    assert "denial" in codes(f"I: {question}", "S: No.")[1]


@pytest.mark.parametrize("question", ["Is the shop open on Sundays?", "Did your sister call?", "Do you want a break?"])
def test_no_to_a_neutral_question_is_none(question: str) -> None:
    """A bare no to a neutral question is no denial."""
    assert "denial" not in codes(f"I: {question}", "S: No.")[1]


def test_a_gesture_answers_the_words_before_its_bracket() -> None:
    """The question after the bracket is not what the nod answers."""
    text = "Did you rob the bakery? (Orla nods) And did you stab the baker?"
    base = transcript_of(f"I: {text}", "S: x")
    at = text.index("(")
    span = Span(start=at, end=text.index(")") + 1)
    nod = dataclasses.replace(base.turns[1], span=span, text=text[at : span.end], origin=Origin.NONVERBAL)
    found = tags_of(dataclasses.replace(base, turns=(base.turns[0], nod)))
    (admission,) = [tag for tag in found if tag.code in ADMISSIONS]
    assert "rob" in (admission.attribute("act") or "")
    assert "stab" not in (admission.attribute("act") or "")


def test_the_same_question_after_its_answer_is_repeated() -> None:
    """Not accepted, without new words: repeated; the reason names the earlier turn."""
    rows = ("I: Where did you put the ladder?", "S: In the yard.", "I: Come on. Where did you put the ladder?")
    (tag,) = [tag for tag in tags_of(transcript_of(*rows)) if tag.code == "repeated_question"]
    assert (tag.turn_index, tag.evidence.related_turn_indexes, tag.attribute("signal")) == (2, (0,), "rejection")


@pytest.mark.parametrize(
    "rows",
    [
        ("I: Where did you put the ladder?", "S: What?", "I: Where did you put the ladder?"),
        ("I: Where did you put the ladder?", "S: In the yard.", "I: Where did you put the rope?"),
        ("I: Where did you put the ladder?", "S: In the yard.", "I: Are you sure?"),
        (
            "I: Where did you put the ladder?",
            "S: In the yard.",
            "I: Sorry, could you repeat, where did you put the ladder?",
        ),
        ("I: Where did you put the ladder?", "I: Where did you put the ladder?"),
    ],
)
def test_what_is_no_repeated_question(rows: tuple[str, ...]) -> None:
    """Not answered, new words, a bare check, a plain reason, no answer between."""
    assert "repeated_question" not in codes(*rows)[-1]


def test_rejection_of_a_denial_and_of_a_detail() -> None:
    """The same rejecting words block a denial and shape an answer."""
    assert "denial_blocking" in codes("I: Did you stab him?", "S: No, I never stabbed him.", "I: That's not true.")[2]
    shaped = codes("I: What did you hit him with?", "S: A bottle, a green bottle.", "I: Wrong. Try again.")[2]
    assert "answer_shaping" in shaped
    assert "denial_blocking" not in shaped


def test_questions_after_an_invocation() -> None:
    """The first substantive question after it is disregard, unless the interview stops or the person goes on."""
    asks = "S: I want a lawyer."
    assert "invocation_disregard" in codes(asks, "I: Where did you leave the van that night?")[1]
    assert (
        "invocation_disregard"
        not in codes(asks, "I: Okay, we are stopping now.", "I: Where do you live these days?")[2]
    )
    assert "invocation_disregard" not in codes(asks, "I: Do you want a lawyer before we talk?")[1]
    rows = codes(asks, "I: All right.", "S: No, I want to talk.", "I: Where did you leave the van?")
    assert "invocation_disregard" not in rows[3]


def test_a_statement_that_passes_over_an_invocation() -> None:
    """A statement right after the wish on something else disregards it; one that stops or agrees does not."""
    asks = "S: I want a lawyer."
    assert "invocation_disregard" in codes(asks, "I: Big fellows with briefcases never met that poor woman.")[1]
    assert "invocation_disregard" not in codes(asks, "I: Okay. Interview terminated at four twenty.")[1]
    assert "invocation_disregard" not in codes(asks, "I: All right then.")[1]


def test_a_detail_given_as_a_question() -> None:
    """A short question back with a new detail is a guess; an echo is none."""
    assert "guess_or_inconsistency" in codes("I: Where did you hide it?", "S: The attic?")[1]
    assert "guess_or_inconsistency" not in codes("I: Where did you hide the rifle?", "S: The rifle?")[1]


def test_corrected_answers_of_the_ledger() -> None:
    """A sure corrected answer marks the rejection and the changed answer; an unsure one marks nothing."""
    rows = ("I: How many?", "S: Two.", "I: I see, and you counted them.", "S: Five.")
    transcript = transcript_of(*rows)
    spans = [turn.span for turn in transcript.turns]
    item = CorrectedAnswer(
        id="c",
        question_turn_index=0,
        first_answer_turn_index=1,
        rejection_turn_index=2,
        final_answer_turn_index=3,
        first_answer_span=spans[1],
        final_answer_span=spans[3],
        confidence=0.9,
    )
    found = {(tag.turn_index, tag.code) for tag in tags_of(transcript, Ledger(corrected_answers=(item,)))}
    assert {(2, "answer_shaping"), (3, "guess_or_inconsistency")} <= found
    unsure = Ledger(corrected_answers=(dataclasses.replace(item, confidence=0.2),))
    assert (3, "guess_or_inconsistency") not in {(tag.turn_index, tag.code) for tag in tags_of(transcript, unsure)}


def test_a_code_that_is_not_assessed_makes_no_tag() -> None:
    """Drafts are reported as not looked for, so an exchange must not speak of them."""
    entries = tuple(
        entry.model_copy(update={"status": "draft"}) if entry.id == "denial" else entry for entry in LEXICON.entries
    )
    lexicon: Lexicon = dataclasses.replace(LEXICON, entries=entries)
    transcript = transcript_of("I: Did you take the cash?", "S: No.")
    words = LANGUAGE.transcript(transcript)
    forms = (QuestionForm.CLOSED, QuestionForm.NONE)
    found = Exchanges(lexicon).tag(transcript, words, dialogue(transcript), [], forms, Ledger())
    assert "denial" not in {tag.code for tag in found}


def test_silence_makes_nothing() -> None:
    """An empty transcript and one without talk give no tags."""
    empty = dataclasses.replace(transcript_of("I: x", "S: y"), turns=())
    assert tags_of(empty) == []
