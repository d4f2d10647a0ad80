"""Admissions on a list of invented exchanges: enough of them are found, and hardly ever where there is none."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.records import Ledger, Role, Tag, TagStatus, Transcript
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.exchanges import Exchanges
from coercionscan.tags.questions import QuestionForms
from coercionscan.tags.rehearse import played
from coercionscan.tags.rules import RuleTagger

TALKS: dict[str, list[list[str]]] = tomllib.loads(
    Path(__file__).with_name("admissions.toml").read_text(encoding="utf-8")
)
ADMISSIONS = {"full_admission", "partial_admission"}
RECALL = 0.8
FALSE_SHARE = 0.1


@cache
def lexicon() -> Lexicon:
    return load()


@cache
def taggers() -> tuple[Language, RuleTagger, QuestionForms, Exchanges]:
    return Language(lexicon().forms), RuleTagger(lexicon()), QuestionForms(lexicon()), Exchanges(lexicon())


def transcript_of(talk: list[str]) -> Transcript:
    side = "interrogator" if talk[-1].startswith("I:") else "suspect"
    example = Example.model_validate({"text": talk[-1][2:].strip(), "previous": talk[:-1], "speaker": side})
    return played(lexicon().entries[0], example)


def admissions(talk: list[str]) -> list[Tag]:
    """Active admissions of a talk."""
    transcript = transcript_of(talk)
    language, rules, forms, exchanges = taggers()
    words = language.transcript(transcript)
    talking = dialogue(transcript)
    found = rules.tag(transcript, words, talking)
    judged = tuple(form for form, _ in forms.judge(transcript, words, talking, Ledger()))
    made = exchanges.tag(transcript, words, talking, found, judged, Ledger())
    return [tag for tag in made if tag.code in ADMISSIONS and tag.status is TagStatus.ACTIVE]


def test_admissions_are_found_in_the_turn_that_makes_them() -> None:
    missed = [
        talk for talk in TALKS["admissions"] if not any(tag.turn_index == len(talk) - 1 for tag in admissions(talk))
    ]

    assert len(missed) <= (1 - RECALL) * len(TALKS["admissions"]), "\n".join(map(str, missed))


def test_near_misses_hold_no_admission() -> None:
    false = [talk for talk in TALKS["near_misses"] if admissions(talk)]

    assert len(false) <= FALSE_SHARE * len(TALKS["near_misses"]), "\n".join(map(str, false))


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert min(len(TALKS[name]) for name in ("admissions", "near_misses")) >= 60


@pytest.mark.parametrize("talk", TALKS["admissions"][:10])
def test_a_witness_admits_nothing(talk: list[str]) -> None:
    assert all(turn.role in (Role.INTERROGATOR, Role.SUSPECT) for turn in transcript_of(talk).turns)


@pytest.mark.parametrize("talk", TALKS["near_misses"][-3:], ids=lambda talk: talk[-2][3:])
def test_a_yes_to_disbelief_or_to_something_else_admits_nothing(talk: list[str]) -> None:
    assert not admissions(talk)


@pytest.mark.parametrize("name", ["disbelieving_rules", "retraction_alone"])
def test_patterns_that_the_words_of_exchanges_name_are_there(name: str) -> None:
    patterns = {f"{entry.id}.{pattern.id}" for entry in lexicon().entries for pattern in entry.patterns}
    assert set(lexicon().tables["exchanges"][name]) <= patterns


@pytest.mark.parametrize("answer", ["I guess.", "Maybe.", "Yeah, I guess so.", "If you say so.", "Probably."])
@pytest.mark.parametrize("accusation", ["You hit him, didn't you?", "You killed him, didn't you?"])
def test_a_yes_that_leaves_it_open_is_no_full_admission(accusation: str, answer: str) -> None:
    talk = ["I: You killed the clerk. You hit him.", "S: No, I didn't.", f"I: {accusation}"]
    plain, open_ = (admissions([*talk, f"S: {said}"]) for said in ("Yes.", answer))
    assert [tag.code for tag in plain] == ["full_admission"]
    assert "full_admission" not in [tag.code for tag in open_]


def test_the_act_of_the_accusation_in_everyday_words_is_the_whole_of_it() -> None:
    accused = [
        "I: We know you took the takings.",
        "S: I never touched it.",
        "I: You took it, right?",
        "S: Okay. I took it.",
    ]
    asked = [
        "I: The takings are gone. Were you there?",
        "S: Yes.",
        "I: What did you take?",
        "S: I took it.",
    ]
    assert [tag.code for tag in admissions(accused)] == ["full_admission"]
    assert "full_admission" not in [tag.code for tag in admissions(asked)]


@pytest.mark.parametrize(
    "talk",
    [
        [
            "I: Somebody killed the clerk. You were there.",
            "S: No.",
            "I: You were scared of him, weren't you?",
            "S: Yes.",
        ],
        ["I: You killed the clerk. You hit him.", "S: No.", "I: Where did you hit him?", "S: On the head."],
        ["I: The clerk was killed. Did you know him?", "S: He gave me lip once and I shoved him into the shelf."],
    ],
    ids=lambda talk: talk[-1][3:],
)
def test_less_than_the_act_at_issue_is_no_full_admission(talk: list[str]) -> None:
    assert "full_admission" not in [tag.code for tag in admissions(talk)]
