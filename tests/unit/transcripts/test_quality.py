from __future__ import annotations

from coercionscan.casefile import parse
from coercionscan.transcripts.quality import time_gaps
from coercionscan.transcripts.read import read

TALK = b"[00:00:05] DET. AMSEL: Where?\n[00:00:09] BRIGG: (inaudible) home.\n[00:31:00] DET. AMSEL: Alone?\nBRIGG:\n"


def test_a_long_silence_in_the_times_is_named() -> None:
    transcript = read(TALK)
    assert time_gaps(transcript.turns) == [(9000, 1_860_000, 3)]
    notice = next(notice for notice in transcript.notices if notice.slug == "time-gaps")
    assert "the longest is 30 minutes, from 00:00:09" in notice.message
    assert notice.file_line == 3


def test_untimed_turns_have_no_gaps() -> None:
    assert time_gaps(read(b"DET. AMSEL: Where?\nBRIGG: Home.\n").turns) == []


def test_the_recorded_share_is_known_only_from_the_case_file() -> None:
    assert read(TALK).quality.recorded_share is None
    case = parse("[session]\nunrecorded_minutes = 60\nduration_minutes = 180\n")
    assert read(TALK, case=case).quality.recorded_share == 0.75
    only = parse("[session]\nunrecorded_minutes = 31\n")
    share = read(TALK, case=only).quality.recorded_share
    assert share is not None
    assert 0.49 < share < 0.51


def test_empty_and_unclear_answers_are_counted_by_speaker() -> None:
    quality = read(TALK).quality
    assert (quality.empty_turn_count, quality.unclear_share) == (1, 0.25)
    assert quality.unclear_share_by_speaker == (("S2", 0.5),)
    assert (quality.timed_share, quality.duration_ms) == (0.75, 1_855_000)


def test_what_its_own_head_calls_an_excerpt_is_not_assessable() -> None:
    talk = "DET. AMSEL: Where was the cart?\nBRIGG: By the well.\n" * 40
    assert read(talk.encode()).quality.not_assessable_reason is None
    reason = read(("Excerpts from the interview of I. Brigg\n\n" + talk).encode()).quality.not_assessable_reason
    assert reason == "The head calls this 'excerpts': what came before and after is not here."
    assert read((talk + "BRIGG: I read an excerpt.\n").encode()).quality.not_assessable_reason is None


def test_left_out_turns_are_no_answers_of_the_person_questioned() -> None:
    loop = (
        '{"segments":['
        + ",".join(f'{{"start":{at},"end":{at + 1},"text":"I do not know that.","speaker":"B"}}' for at in range(9))
        + ',{"start":20,"end":22,"text":"Why not?","speaker":"A"}]}'
    )
    quality = read(loop.encode()).quality
    assert quality.excluded_turn_count == 1
    assert quality.questioned_turn_count <= 1
