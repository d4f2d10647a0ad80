from __future__ import annotations

from dataclasses import replace

import pytest

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.records import Ledger, QuestionForm
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.question_views import QuestionCrosswalk, QuestionViews
from coercionscan.tags.questions import QuestionForms
from coercionscan.tags.rehearse import played

TALK = (
    "I: Did you work on Monday?",
    "S: Yes.",
    "I: Tell me about the shift.",
    "S: I came in at six, I opened the shutters, then two lads brought the trays and we put all of them out.",
    "I: Did the lads stay?",
    "S: No.",
    "I: Okay. It is a long day, that.",
    "I: Which lad drove?",
    "I: Was it Marek or was it Tom?",
    "S: Tom drove the van.",
    "I: You gave Tom the keys to the safe, didn't you?",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="module")
def views(lexicon: Lexicon) -> QuestionViews:
    transcript = played(lexicon.entry("closed_question"), Example(text="I did not.", speaker="suspect", previous=TALK))
    words = Language(lexicon.forms).transcript(transcript)
    talk = dialogue(transcript)
    judged = QuestionForms(lexicon).judge(transcript, words, talk, Ledger())
    return QuestionCrosswalk(lexicon).views(transcript, words, talk, [form for form, _ in judged])


def test_lanes_of_the_question_map(views: QuestionViews) -> None:
    assert [point.lane for point in views.points] == [
        "inappropriate_closed",
        "open",
        "appropriate_closed",
        "opinion_statement",
        "probing",
        "forced_choice",
        "leading",
    ]
    assert len(views.lanes) == len(QuestionForm) + 1
    assert sum(count for _, count in views.lane_counts) == len(views.points)


def test_productive_share_counts_questions_only(views: QuestionViews) -> None:
    assert views.productive_share == pytest.approx(3 / 6)


def test_nichd_classes(views: QuestionViews) -> None:
    assert dict(views.nichd_counts) == {"option_posing": 3, "invitation": 1, "directive": 1, "suggestive": 1}


def test_answer_grid_says_what_came_back(views: QuestionViews) -> None:
    assert [row.answer for row in views.grid] == ["yes_no", "account", "yes_no", "none", "short", "short"]
    unanswered = views.grid[3]
    assert unanswered.answer_turn_index is None
    assert unanswered.answer_words == 0


def test_nobody_asks(lexicon: Lexicon) -> None:
    transcript = played(lexicon.entry("closed_question"), Example(text="Good morning."))
    words = Language(lexicon.forms).transcript(transcript)
    found = QuestionCrosswalk(lexicon).views(transcript, words, dialogue(transcript), [QuestionForm.NONE])
    assert found.productive_share is None
    assert found.grid == ()


def test_a_crosswalk_with_a_gap_is_refused(lexicon: Lexicon) -> None:
    with pytest.raises(LexiconError):
        QuestionCrosswalk(replace(lexicon, tables={**lexicon.tables, "questions": {"views": {}}}))
