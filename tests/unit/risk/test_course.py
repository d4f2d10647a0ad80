from __future__ import annotations

from coercionscan.records import Case, Tag, Transcript
from coercionscan.risk.session import factors
from tests.builders import factor_entries, profile, tag, tagging, talk, transcript

MADE = transcript(("I", "one two three"), ("S", "four"), *talk(12))


def told(made: Transcript, *tags: Tag, case: Case | None = None) -> dict[str, str]:
    found = factors(made, tagging(made, *tags), case, factor_entries(), profile())
    weighed = {entry.id for entry in factor_entries()}
    assert all(one.exposure == 0.0 for one in found if one.id not in weighed)
    return {one.id: one.value for one in found if one.id not in weighed}


def test_a_plain_talk_tells_its_share_only() -> None:
    assert told(transcript(("I", "one two three"), ("S", "four"))) == {
        "talk_share": "interrogators speak 75% of the words"
    }


def test_rights_before_and_after_the_first_accusation() -> None:
    early, late, accused = (
        tag(MADE, 0, "rights_advisement"),
        tag(MADE, 6, "rights_advisement"),
        tag(MADE, 4, "guilt_accusation"),
    )
    assert "turn 1, before the first accusation in turn 5" in told(MADE, early, accused)["rights_and_accusation"]
    assert "turn 7, after the first accusation in turn 5" in told(MADE, late, accused)["rights_and_accusation"]
    assert "no advisement" in told(MADE, accused)["rights_and_accusation"]


def test_requests_and_what_followed() -> None:
    last = len(MADE.turns) - 1
    tags = (tag(MADE, 3, "counsel_invocation"), tag(MADE, last, "silence_invocation"))
    assert told(MADE, *tags)["requests"].startswith("2 for counsel or silence; after 1 of them")


def test_the_longest_run_of_repeated_questions() -> None:
    runs = [tag(MADE, index, "repeated_question") for index in (2, 4, 8, 18, 20)]
    assert told(MADE, *runs)["repeated_question_run"] == "3 repeated questions in a row"
    assert "repeated_question_run" not in told(MADE, runs[0])


def test_what_the_case_file_states_beside() -> None:
    case = Case(session=(("polygraph", True), ("location", "a kitchen"), ("interpreter", False)))
    found = told(MADE, case=case)
    assert (found["polygraph"], found["location"], found["interpreter"]) == ("yes", "a kitchen", "no")
