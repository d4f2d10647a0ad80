"""Question forms on a list of invented turns, and the properties that hold for any turn."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.provenance.trace import Tracer
from coercionscan.records import Ledger, QuestionForm, Span
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.questions import QuestionForms
from coercionscan.tags.rehearse import played

TURNS = Path(__file__).with_name("question_forms.toml")
AGREEMENT = 0.9
TOKENS = [
    "did",
    "you",
    "where",
    "or",
    ",",
    "?",
    ".",
    "tell",
    "me",
    "what",
    "van",
    "right",
    "is",
    "not",
    "it",
    "and",
    '"',
    "(",
]
ENOUGH = 250


@cache
def lexicon() -> Lexicon:
    return load()


@cache
def language() -> Language:
    return Language(lexicon().forms)


@cache
def judge() -> QuestionForms:
    return QuestionForms(lexicon())


def form(text: str, previous: tuple[str, ...] = (), after: str | None = None) -> tuple[QuestionForm, str]:
    """Form of a turn, and the words of its question."""
    entry = lexicon().entry("closed_question")
    if after is None:
        transcript, index = played(entry, Example(text=text, previous=previous)), -1
    else:
        rows = (*previous, f"I: {text}")
        transcript, index = played(entry, Example(text=after, previous=rows, speaker="suspect")), -2
    words = language().transcript(transcript)
    found, span = judge().judge(transcript, words, dialogue(transcript), Ledger())[index]
    return found, transcript.text[span.start : span.end] if span else ""


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    table = tomllib.loads(TURNS.read_text(encoding="utf-8"))
    for name, texts in table["plain"].items():
        for text in texts:
            yield name, {"text": text}
    for row in table["in_context"]:
        yield row["form"], row


def test_forms_agree_with_the_invented_turns() -> None:
    wrong = []
    total = 0
    for want, row in rows():
        total += 1
        got, _ = form(row["text"], tuple(row.get("previous", ())), row.get("next"))
        if got.value != want:
            wrong.append(f"{want} became {got.value}: {row['text']}")
    assert total >= ENOUGH
    assert len(wrong) <= (1 - AGREEMENT) * total, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Okay. Where were you, Sam? Take your time.", "Where were you, Sam"),
        ("You were angry. You pushed her, didn't you?", "You pushed her, didn't you"),
        ("Well, tell me about the shed.", "tell me about the shed"),
    ],
)
def test_span_is_the_question(text: str, words: str) -> None:
    assert form(text)[1] == words


def test_form_does_not_depend_on_question_marks_where_the_order_of_words_tells() -> None:
    for text in ("Did you see the van", "Where did you leave the keys", "Was he in or out"):
        assert form(text)[0] is form(text + "?")[0]


def test_nobody_asks_in_an_answer() -> None:
    entry = lexicon().entry("closed_question")
    transcript = played(entry, Example(text="Why would I do that?", speaker="suspect"))
    words = language().transcript(transcript)
    assert judge().judge(transcript, words, dialogue(transcript), Ledger()) == ((QuestionForm.NONE, None),)


def test_a_new_detail_of_the_past_leads_once_the_matter_is_contested() -> None:
    entry = lexicon().entry("closed_question")
    calm = ("I: Did you sleep?", "S: Yes.") * 4
    contested = ("I: Were you at the fair?", "S: I never went there.") * 4
    found = []
    for before in (calm, contested):
        rows = (*before, "I: And you took the green lantern with you?")
        transcript = played(entry, Example(text="What?", previous=rows, speaker="suspect"))
        words = language().transcript(transcript)
        ledger = Tracer(lexicon()).trace(transcript, words, None)
        assert ledger.facts
        found.append(judge().judge(transcript, words, dialogue(transcript), ledger)[-2][0])
    assert found == [QuestionForm.CLOSED, QuestionForm.LEADING]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(TOKENS), max_size=14))
def test_any_row_of_words_has_one_form_inside_its_turn(tokens: list[str]) -> None:
    text = " ".join(tokens) or "."
    entry = lexicon().entry("closed_question")
    transcript = played(entry, Example(text=text))
    words = language().transcript(transcript)
    found, span = judge().judge(transcript, words, dialogue(transcript), Ledger())[-1]
    assert (found is QuestionForm.NONE) == (span is None)
    assert span is None or span.within(Span(start=0, end=len(text)))


@given(
    st.sampled_from(["Well, ", "Okay. ", "So, ", "Now then, ", "Yeah. "]),
    st.sampled_from(["Did you see her?", "Where was he?"]),
)
def test_a_lead_in_changes_nothing(lead: str, question: str) -> None:
    assert form(lead + question)[0] is form(question)[0]
