from __future__ import annotations

from coercionscan.provenance.lines import ShortLines, lines_of
from coercionscan.provenance.vocabulary import Vocabulary
from tests.unit.provenance.made import interview, lexicon, talk


def test_one_line_for_each_sentence() -> None:
    lines = talk("Q: We found a hammer. Where was it?", "A: In the shed.").lines
    assert [(line.turn_index, line.asks, line.spoken_first) for line in lines] == [
        (0, False, True),
        (0, True, False),
        (1, False, True),
    ]


def test_question_without_its_mark() -> None:
    assert talk("Q: Where was the hammer").lines[0].asks


def test_what_stands_in_brackets_is_not_said() -> None:
    line = talk("A: (picks up the hammer) In the shed.").lines[0]
    assert "hammer" not in [item.concept.name for item in line.items]


def test_a_nod_in_brackets_is_a_gesture() -> None:
    assert talk("A: (nods yes) Yeah.").lines[0].has("gesture_assent")


def test_names_inside_a_sentence() -> None:
    line = talk("A: I saw Penrose by the shed.").lines[0]
    assert ("penrose", "name") in [(item.concept.name, item.concept.kind) for item in line.items]


def test_turns_know_their_lines() -> None:
    made = talk("Q: One. Two.", "A: Three.")
    assert [line.turn_index for line in made.turn(0)] == [0, 0]
    assert [line.turn_index for line in made.turn(1)] == [1]


def test_a_short_sentence_is_read_once_for_all_interviews() -> None:
    vocabulary, short = Vocabulary(lexicon()), ShortLines()
    first, again = interview("A: Yes, I was. I left."), interview("Q: Did you?", "A: Yes, I was.")
    lines_of(*first, vocabulary, short)
    line = lines_of(*again, vocabulary, short).turn(1)[0]
    fresh = lines_of(*again, vocabulary).turn(1)[0]
    assert line.items is short[False, True, line.tokens[: line.size]].items
    assert (line.number, line.turn_index, line.last, line.cue_names) == (1, 1, fresh.last, fresh.cue_names)
    assert line.tokens == fresh.tokens


def test_a_short_sentence_with_a_name_is_read_anew() -> None:
    short = ShortLines()
    lines_of(*interview("A: Penrose did.", "A: Yes.", "Q: Marisol?"), Vocabulary(lexicon()), short)
    assert [" ".join(said) for _, _, said in short] == ["yes ."]
