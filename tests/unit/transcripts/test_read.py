from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from coercionscan.casefile import parse
from coercionscan.errors import CoercionScanError, UnknownFormat, UnreadableInput, UsageError
from coercionscan.records import Origin, Role
from coercionscan.transcripts.read import formats, read

TALK = "DET. ROWE: Where were you?\nPELL: At home.\nDET. ROWE: All night?\nPELL: Yes.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n",
        bytes(range(32)) * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.4 broken",
        b"PK\x03\x04word/broken",
        TALK.encode("utf-16")[:-1],
        b'{"segments":[{"start":1,"end":2,"text":"x"',
    ],
)
def test_damaged_input_is_one_error_with_a_hint(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as found:
        read(data, name="x")
    assert found.value.where.startswith("x")
    assert found.value.hint
    assert str(pickle.loads(pickle.dumps(found.value))) == str(found.value)  # noqa: S301


def test_prose_without_labels_is_an_unknown_format() -> None:
    with pytest.raises(UnknownFormat, match="--input-format"):
        read(b'He sat down. "Where were you?" asked the sergeant, and the boy said that he had been at home.')


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="folder"):
        read(tmp_path)
    with pytest.raises(UnreadableInput, match="no such file"):
        read(tmp_path / "none.txt")


def test_an_unknown_format_name_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="labelled"):
        read(TALK.encode(), input_format="nonesuch")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_give_the_same_words(encoding: str) -> None:
    transcript = read(TALK.replace("home", "caf\u00e9 \u201cUno\u201d").encode(encoding))
    assert transcript.turns[1].text == "At caf\u00e9 \u201cUno\u201d."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_do_not_move_the_lines(newline: str) -> None:
    transcript = read(TALK.replace("\n", newline).encode())
    assert [turn.first_line for turn in transcript.turns] == [1, 2, 3, 4]


def test_lone_surrogates_become_replacement_characters() -> None:
    transcript = read(TALK.replace("home", "home\ud800").encode("utf-8", "surrogatepass"))
    assert transcript.turns[1].text == "At home\ufffd."
    assert "lost-characters" in {notice.slug for notice in transcript.notices}


def test_roles_of_the_user_go_before_the_case_file() -> None:
    case = parse('[people]\nroles = { "PELL" = "witness" }\n')
    assert read(TALK.encode(), case=case).turns[1].role is Role.WITNESS
    assert read(TALK.encode(), case=case, roles={"pell": Role.OTHER}).turns[1].role is Role.OTHER
    with pytest.raises(UsageError, match="PELL"):
        read(TALK.encode(), roles={"PELLL": Role.SUSPECT})


def test_a_merge_of_the_user_is_kept_and_listed() -> None:
    case = parse('[people]\nmerge = { "ANTON" = "PELL" }\n')
    transcript = read((TALK + "ANTON: I was.\n").encode(), case=case)
    assert transcript.turns[-1].speaker_id == transcript.turns[1].speaker_id
    pell = next(speaker for speaker in transcript.speakers if speaker.label == "PELL")
    assert [(merged.label, merged.reason) for merged in pell.merged_labels] == [("ANTON", "set by the user")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ROWE: One.\nROWE: Two.\nROWE: Three.\n", "one speaker"),
        (TALK, "Only 2 turns"),
        (
            "ROWE: \u00bfD\u00f3nde estabas la noche del viernes pasado?\nPELL: En la casa con mi hermana.\n" * 40,
            "English",
        ),
    ],
)
def test_what_cannot_be_assessed_says_why(text: str, reason: str) -> None:
    quality = read(text.encode()).quality
    assert quality.grade == "not_assessable"
    assert reason in (quality.not_assessable_reason or "")


def test_a_turn_runs_on_over_a_page_break_and_the_head_is_listed() -> None:
    head = "NORTH FELL POLICE\nPage {}   File 11-82\n"
    talk = "".join(head.format(n) + TALK + f"PELL: I said {n} times\n" for n in range(1, 7))
    transcript = read((talk + "and no more.\n").encode())
    assert transcript.turns[-1].text == "I said 6 times\nand no more."
    assert {line.reason for line in transcript.quality.stripped} == {"repeated page head or foot"}
    assert len(transcript.quality.stripped) == 12
    assert transcript.turns[-1].page == 6


def test_a_gesture_in_the_officers_turn_is_the_answer_of_the_person_questioned() -> None:
    transcript = read(b"DET. ROWE: You went in? (nods) And then? (pause)\nPELL: (shrugs) Nothing.\n")
    gestures = [turn for turn in transcript.turns if turn.origin is Origin.NONVERBAL]
    assert [(turn.text, turn.role, turn.first_line) for turn in gestures] == [("(nods)", Role.SUSPECT, 1)]
    assert transcript.turns[1] is gestures[0]


def test_all_formats_have_facts_for_the_user() -> None:
    infos = formats()
    assert len({info.name for info in infos}) == len(infos) >= 20
    assert all(info.title for info in infos)
    assert {info.tier for info in infos} == {1, 2}


def test_errors_have_exit_code_three_or_two() -> None:
    with pytest.raises(CoercionScanError) as found:
        read(b"")
    assert found.value.exit_code == 3
