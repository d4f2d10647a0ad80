from __future__ import annotations

import pytest

from coercionscan.provenance.answers import Answers, Polarity
from coercionscan.provenance.lines import lines_of
from coercionscan.provenance.vocabulary import Vocabulary
from tests.unit.provenance.made import interview, lexicon


def _answers(*lines: str) -> Answers:
    made, words = interview(*lines)
    vocabulary = Vocabulary(lexicon())
    return Answers(made, lines_of(made, words, vocabulary), vocabulary)


@pytest.mark.parametrize(
    ("said", "polarity"),
    [
        ("Yes, I think so.", Polarity.ASSENT),
        ("No, not at all.", Polarity.DENIAL),
        ("I do not remember.", Polarity.UNKNOWN),
        ("(shakes head) I do not remember.", Polarity.UNKNOWN),
        ("In the shed.", Polarity.OPEN),
        ("It was in the shed.", Polarity.OPEN),
        ("It was.", Polarity.ASSENT),
        ("He could not open the window.", Polarity.OPEN),
    ],
)
def test_polarity(said: str, polarity: Polarity) -> None:
    answer = _answers("Q: Well?", f"A: {said}").of(1)
    assert answer is not None
    assert answer.polarity is polarity


def test_answers_come_within_reach() -> None:
    far = _answers("Q: A hammer?", *["C: One moment."] * 8, "A: Yes.")
    assert far.to(0, 0) == ()


def test_a_gesture_before_the_words_answers_something_else() -> None:
    made = _answers("Q: Where was the hammer?", "A: (nods)", "A: In the shed.")
    assert [answer.turn_index for answer in made.to(0, 0)] == [1, 2]
    assert [answer.turn_index for answer in made.to(0, 35)] == [2]


def test_officers_do_not_answer() -> None:
    assert _answers("Q: A hammer?", "A: Yes.").of(0) is None
