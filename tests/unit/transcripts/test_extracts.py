"""Short extracts with bare names: roles come from how people speak, and stay open where that does not settle them."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest
from tests.unit.transcripts.layouts.render import caps, lines
from tests.unit.transcripts.layouts.talk import cut, scenes

from coercionscan.records import Role
from coercionscan.transcripts.read import read

ASKS = {"I": True, "J": True, "S": False}


@cache
def verdicts(length: int) -> Counter[tuple[str, str]]:
    """(letter of the corpus, outcome) of every voice of every extract, counted by turns."""
    counts: Counter[tuple[str, str]] = Counter()
    paint = lines(caps)
    for talk in scenes():
        for start in range(0, len(talk.said) - length + 1, length):
            part = cut(talk, start, length)
            transcript = read(paint(part, random.Random(1)).text.encode())  # noqa: S311 - nothing is drawn
            roles = {speaker.label: speaker.role for speaker in transcript.speakers}
            for who, turns in Counter(said.who for said in part.said).items():
                counts[who, _outcome(who, roles.get(part.people[who].last.upper()))] += turns
    return counts


def _outcome(who: str, role: Role | None) -> str:
    if role is None or role is Role.UNKNOWN:
        return "open"
    if who in ASKS:
        return "right" if (role.asks if ASKS[who] else role.questioned) else "wrong"
    return "wrong" if role.asks or role.questioned else "right"


def share(counts: Counter[tuple[str, str]], outcome: str, letters: str) -> float:
    whole = sum(count for (who, _), count in counts.items() if who in letters)
    return sum(count for (who, found), count in counts.items() if who in letters and found == outcome) / whole


@pytest.mark.parametrize(("length", "right", "wrong"), [(10, 0.92, 0.01), (16, 0.96, 0.01), (24, 0.98, 0.01)])
def test_who_asks_and_who_answers_is_told_in_short_extracts(length: int, right: float, wrong: float) -> None:
    counts = verdicts(length)
    assert share(counts, "right", "IJS") >= right
    assert share(counts, "wrong", "IJS") <= wrong


def test_counsel_parents_and_others_are_rarely_taken_for_interrogators() -> None:
    assert share(verdicts(24), "wrong", "CPO") <= 0.35


TALK = "AMSEL: Where was the cart?\nBRIGG: By the well.\nAMSEL: Did you see who pulled it?\nBRIGG: I saw my uncle.\n"


def roles(text: str) -> dict[str, Role]:
    return {speaker.label: speaker.role for speaker in read(text.encode()).speakers}


def test_question_marks_are_not_needed() -> None:
    plain = TALK.replace("?", "").lower().replace("amsel", "AMSEL").replace("brigg", "BRIGG")
    assert roles(plain) == {"AMSEL": Role.INTERROGATOR, "BRIGG": Role.SUSPECT}


def test_old_spelling_is_understood() -> None:
    old = "(H) why doe you hurt these children\n(T) I doe not hurt them\n(H) what say you to this\n(T) I know not\n"
    assert roles(old) == {"H": Role.INTERROGATOR, "T": Role.SUSPECT}


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("I'm advising my client not to answer that.", Role.COUNSEL),
        ("I'm here as the appropriate adult. Can you say that in a simpler way for him?", Role.APPROPRIATE_ADULT),
        ("I am his mother and I want to know what this is about.", Role.OTHER),
        ("I am the interpreter, please speak slowly.", Role.INTERPRETER),
        ("I'm a polygraph examiner and I will go over the charts with you.", Role.EXAMINER),
    ],
)
def test_people_say_what_they_are(said: str, role: Role) -> None:
    assert roles(TALK * 3 + f"COLE: {said}\nAMSEL: All right.\n")["COLE"] is role


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Also here is your solicitor, Mr Cole.", Role.COUNSEL),
        ("Mrs Cole is your mother, is she not?", Role.OTHER),
        ("This is my colleague Detective Cole.", Role.INTERROGATOR),
        ("The interpreter is Ms Cole.", Role.UNKNOWN),
    ],
)
def test_others_say_what_people_are(said: str, role: Role) -> None:
    text = f"AMSEL: {said}\nBRIGG: Yes.\n" + TALK * 3 + "COLE: Good morning.\nAMSEL: Morning.\n"
    assert roles(text)["COLE"] is role


def test_initials_that_look_like_a_rank_are_initials() -> None:
    found = roles(TALK.replace("AMSEL", "PR").replace("BRIGG", "DC") * 4)
    assert found["PR"].asks
    assert found["DC"].questioned


def test_two_parts_of_a_file_with_other_labels_are_settled_apart() -> None:
    second = "Q. Were you sworn?\nA. I was.\nQ. Did you see the cart?\nA. Yes.\n" * 4
    found = roles(TALK * 4 + second)
    assert found["AMSEL"].asks
    assert found["Q"].asks
    assert found["BRIGG"].questioned
    assert found["A"].questioned


def test_a_witness_is_told_by_what_is_asked() -> None:
    asked = (
        "AMSEL: What did you see?\nBRIGG: A van.\nAMSEL: Did you see the driver? What was he wearing?\nBRIGG: A coat.\n"
    )
    assert roles(asked * 3)["BRIGG"] is Role.WITNESS
    assert roles(asked * 3 + "AMSEL: You took the van. Tell us the truth.\nBRIGG: No.\n")["BRIGG"] is Role.SUSPECT


def test_every_verdict_has_its_reason() -> None:
    for speaker in read((TALK * 4).encode()).speakers:
        assert "spoken like" in speaker.reason
        assert 0 < speaker.role_confidence < 1
