from __future__ import annotations

from coercionscan.transcripts.read import read

TALK = "DET. ROWE: Where did you go?\nPELL: Home.\n" * 700


def test_the_talk_may_begin_behind_a_long_preface() -> None:
    preface = "".join(f"Entry {n} of the list of papers, which says where the paper lies.\n" for n in range(1400))
    transcript = read((preface + "\n" + TALK).encode())
    assert transcript.source.format == "labelled"
    assert "behind a long preface" in transcript.source.format_reason
    assert [turn.text for turn in transcript.turns[:2]] == ["Where did you go?", "Home."]


def test_a_court_volume_begins_with_appearances_and_an_index() -> None:
    index = [f"Exhibit {n}   Photograph of the north yard, taken from the gate        {n + 10}" for n in range(320)]
    talk = [f"     {'QA'[n % 2]}.   What was said about number {n} of them, and by whom." for n in range(400)]
    lines = ["APPEARANCES", "     MS. ADA REYES", "     Assistant Prosecuting Attorney", *index, "BY MS. REYES:", *talk]
    pages = [
        "\n".join([" " * 60 + str(page // 25 + 1), *(f"{n:>2}  {line}" for n, line in enumerate(lines[page:][:25], 1))])
        for page in range(0, len(lines), 25)
    ]
    transcript = read("\n\n".join(pages).encode())
    assert transcript.source.format == "court"
    assert len(transcript.turns) == 400
    assert transcript.turns[0].page == 13
