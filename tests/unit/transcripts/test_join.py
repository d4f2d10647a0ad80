"""Several sessions are one contact: one text, grounded turns, each with its session, people known again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coercionscan.errors import UsageError
from coercionscan.records import Origin, Role, Transcript
from coercionscan.transcripts.join import SEVERAL, join
from coercionscan.transcripts.sessions import read_sessions

FIRST = "DET. ROWE: Where were you on Friday?\nPELL: At the mill.\n" * 6
SECOND = "DET. ROWE: Tell me again about Friday.\nMR. PELL: I was at the mill.\n" * 6
ROLES = {"DET. ROWE": Role.INTERROGATOR, "PELL": Role.SUSPECT, "MR. PELL": Role.SUSPECT}


def contact(*texts: str, roles: dict[str, Role] | None = None) -> Transcript:
    known = {name: role for name, role in ROLES.items() if any(f"\n{name}:" in f"\n{text}" for text in texts)}
    sources = [(text.encode(), f"day-{number}.txt") for number, text in enumerate(texts, 1)]
    return read_sessions(sources, input_format="labelled", roles=known if roles is None else roles)


def test_every_turn_is_cut_out_of_the_joined_text() -> None:
    made = contact(FIRST, SECOND)
    assert [turn.index for turn in made.turns] == list(range(len(made.turns)))
    assert all(made.text[turn.span.start : turn.span.end] == turn.text for turn in made.turns)
    assert {turn.session_index for turn in made.turns} == {0, 1}
    starts = [run.start for run in made.source_map]
    assert starts == sorted(starts)


def test_a_turn_that_nobody_spoke_stands_between() -> None:
    made = contact(FIRST, SECOND)
    (between,) = [turn for turn in made.turns if turn.origin is Origin.NARRATION]
    assert between.text == "[session 2: day-2.txt]"
    assert not between.scored


def test_the_one_suspect_of_each_session_is_one_person() -> None:
    made = contact(FIRST, SECOND)
    assert len({speaker.id for speaker in made.speakers if speaker.role is Role.SUSPECT}) == 1
    (rowe,) = [speaker for speaker in made.speakers if speaker.role is Role.INTERROGATOR]
    assert rowe.turn_count == 12


def test_the_source_names_all_files_and_each_stays_known() -> None:
    made = contact(FIRST, SECOND)
    assert made.source.name == "day-1.txt + day-2.txt"
    assert made.source.format == SEVERAL
    assert [one.name for one in made.sources] == ["day-1.txt", "day-2.txt"]
    assert made.source.sha256 != contact(SECOND, FIRST).source.sha256


def test_one_session_stays_as_it_was() -> None:
    made = contact(FIRST)
    assert join([made]) is made


def test_no_session_two_of_one_name_and_a_role_of_nobody_are_refused() -> None:
    with pytest.raises(UsageError, match="no session"):
        join([])
    with pytest.raises(UsageError, match="two sessions"):
        read_sessions([(FIRST.encode(), "a.txt"), (SECOND.encode(), "a.txt")], input_format="labelled")
    with pytest.raises(UsageError, match="MARR"):
        contact(FIRST, SECOND, roles={"MARR": Role.SUSPECT})


def test_the_length_of_the_contact_is_known_only_where_each_session_tells_its_own() -> None:
    first, second = contact(FIRST), contact(SECOND)
    timed = [
        replace(one, quality=replace(one.quality, duration_ms=60_000 * minutes))
        for one, minutes in ((first, 20), (second, 30))
    ]
    timed[1] = replace(timed[1], source=replace(timed[1].source, name="day-2.txt"))
    assert join(timed).quality.duration_ms == 50 * 60_000
    assert join([timed[0], second]).quality.duration_ms is None
