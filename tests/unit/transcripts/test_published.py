"""Layouts of transcripts as sites, courts and forces publish them; each test is a fault that a reading once had."""

from __future__ import annotations

import pytest

from coercionscan.records import Origin, Role, Transcript
from coercionscan.transcripts.read import read
from coercionscan.transcripts.times import milliseconds

ASKS = (
    "Where were you on Sunday night?",
    "And who was with you?",
    "Okay. What time did you leave?",
    "Did you go past the boatyard?",
    "You know why I am asking you that?",
    "Tell me about the ladder.",
    "Whose ladder was it?",
    "So you carried it?",
)
SAYS = (
    "At my cousin's, mostly.",
    "Just Petra and the kids.",
    "I left around ten.",
    "No. I went along the canal.",
    "I got no idea.",
    "There was one by the fence.",
    "I think it was Harlan's.",
    "I moved it out of the way.",
)
TALK = [turn for pair in zip(ASKS, SAYS, strict=True) for turn in (("I", pair[0]), ("S", pair[1]))]


AGAIN = ("", "Once more, ", "Then again, ", "Lastly, ")
"""Before the words of each round: what is the same twice is read once."""


def told(times: int = 2) -> list[tuple[str, str]]:
    return [(who, again + words) for again in AGAIN[:times] for who, words in TALK]


def page(labels: dict[str, str], line: str = "{}: {}", times: int = 2, first: int = 0) -> str:
    """The talk, ``times`` times, each turn as ``line`` with its label and words."""
    return "\n".join(line.format(labels[who], words) for who, words in told(times)[first * len(TALK) :])


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.role.value[:1].upper(), turn.text) for turn in transcript.turns if turn.scored]


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        ({"I": "Speaker 1", "S": "Ines Calder"}, "{}: (00:07)\n{}\n"),
        ({"I": "Rusk", "S": "Calder"}, "[2:31:40 PM] {}: {}"),
        ({"I": "DET. [REDACTED]", "S": "[REDACTED]"}, "{}: {}"),
        ({"I": "Det.\u00a0Rusk", "S": "Calder\u00a0"}, "{}:\t{}"),
        ({"I": "Q", "S": "R"}, "{}.  {}"),
        ({"I": "Q", "S": "Reply"}, "{}. {}\n"),
        ({"I": "DETECTIVE RUSK", "S": "MS. CALDER"}, "{}\n     {}\n"),
        ({"I": "HOLM     ", "S": "I. CALDER"}, "{} {}"),
    ],
)
def test_a_layout_of_published_transcripts_is_read_turn_by_turn(labels: dict[str, str], line: str) -> None:
    assert spoken(read(page(labels, line).encode())) == told()


def test_capitals_with_a_hyphen_behind_the_label() -> None:
    text = page({"I": "DET RUSK", "S": "CALDER"}, "{}- {}").upper()
    found = read(text.encode())
    assert [(turn.speaker, turn.text) for turn in found.turns[:2]] == [
        ("DET RUSK", ASKS[0].upper()),
        ("CALDER", SAYS[0].upper()),
    ]
    assert len(found.turns) == 2 * len(TALK)


def test_a_clock_of_the_day_has_two_halves() -> None:
    assert milliseconds("2:31:40 PM") == ((14 * 60 + 31) * 60 + 40) * 1000
    assert milliseconds("12:05 a.m.") == 5 * 60 * 1000
    assert milliseconds("2:31") == 151_000


def test_who_gives_his_name_under_a_label_alone_begins_no_new_turn() -> None:
    text = page({"I": "Speaker 1", "S": "Ines Calder"}, "{}: (00:07)\n{}\n")
    text = "Ines Calder Interview Full Transcript\n\n" + text.replace(SAYS[0], "Ines Calder. Ines Maud Calder.", 1)
    found = [turn for turn in read(text.encode()).turns if turn.scored]
    assert found[1].text == "Ines Calder. Ines Maud Calder."
    assert len(found) == 2 * len(TALK)


def test_a_name_in_brackets_behind_q_tells_who_asks_and_another_word_does_not() -> None:
    text = page({"I": "Q ", "S": "A "}, "{} {}", 1).replace(ASKS[1], f"(BRANNOCK) {ASKS[1]}")
    text = (
        text.replace(ASKS[5], f"(BRANNOCK) {ASKS[5]}")
        .replace(ASKS[3], f"(INAUDIBLE) {ASKS[3]}")
        .replace(SAYS[3], "I told Brannock already.")
    )
    found = [turn for turn in read(text.encode()).turns if turn.role is Role.INTERROGATOR]
    assert {turn.speaker for turn in found} == {"Q", "Q (BRANNOCK)"}
    assert found[1].text == ASKS[1]
    assert found[3].text.startswith("(INAUDIBLE)")


def test_names_above_their_words_are_no_page_heads_though_one_speaks_seldom() -> None:
    long = (
        "I have a few things to ask you, and I would like you to take your time over each of them.\nThere is no hurry."
    )
    labels, water = {"I": "DETECTIVE RUSK", "S": "MS. CALDER"}, "SERGEANT BRANNOCK\nWater, number {}?\n\n\n"
    rounds = [page(labels, "{}\n{}\n\n", at + 1, at).replace(ASKS[2], long) for at in range(4)]
    found = read("\n".join(talk + "\n" + water.format(at) for at, talk in enumerate(rounds)).encode())
    assert [turn.speaker for turn in found.turns].count("SERGEANT BRANNOCK") == 4
    assert len(found.turns) == 4 * (len(TALK) + 1)


def test_a_name_above_an_answer_is_who_speaks_there() -> None:
    text = page({"I": "Q", "S": "A"}, "{}     {}").replace(
        f"{SAYS[4]}", f"{SAYS[4]}\nMAUD CALDER\nA     Tell him, love."
    )
    found = [turn for turn in read(text.encode()).turns if "love" in turn.text]
    assert [(turn.speaker, turn.text) for turn in found] == [("MAUD CALDER", "Tell him, love.")] * 2


@pytest.mark.parametrize("restart", [False, True])
def test_numbers_of_every_fifth_line_are_cut_off(restart: bool) -> None:
    lines = page({"I": "Q", "S": "A"}, "{}   {}", 3).split("\n")
    number = [(place % 20 if restart else place) + 1 for place in range(len(lines))]
    text = "\n".join(f"{n if n % 5 == 0 else '':>3}  {line}" for n, line in zip(number, lines, strict=True))
    assert spoken(read(text.encode())) == told(3)


def test_numbers_of_all_lines_are_cut_off_though_page_heads_took_some() -> None:
    lines = page({"I": "DET RUSK", "S": "CALDER"}, "{:16}{}", 3).split("\n")
    text = "\n".join(f"{place + 1 + place // 20 * 2:<5}{line}" for place, line in enumerate(lines))
    assert spoken(read(text.encode())) == told(3)


HEADS = (
    "Axle Room 2 - Case 2019-004471\nPage {}",
    "STATEMENT OF INES CALDER\nPage {}",
    "R. v. Calder  Exhibit VD-3  p. {}",
    "CALDER, INES\nDR# 04-1019-22\nPAGE {}",
    "PROTECTED B\nProject E-LARCH\nStatement of Ines CALDER                  {}",
    "CALDER INTERVIEW   CASE 09-11873   {} of 3",
    "OFFICIAL SENSITIVE\n{} | Page",
    "RESTRICTED (when complete)             MG15\nContinuation of Interview of: Ines CALDER\nPage No. {} of 3",
)


@pytest.mark.parametrize("head", HEADS)
def test_the_heads_of_three_pages_are_no_speech(head: str) -> None:
    lines = page({"I": "RUSK", "S": "CALDER"}, times=4).split("\n")
    pages = [lines[:22], lines[22:44], lines[44:]]
    text = "\n".join("\n".join([*([head.format(n + 1)] if n else []), *part]) for n, part in enumerate(pages))
    found = read(text.encode())
    assert spoken(found) == told(4)
    assert len(found.quality.stripped) == 2 * len(head.split("\n"))


def test_what_opens_two_pages_and_stands_elsewhere_too_is_no_head() -> None:
    lines = page({"I": "DETECTIVE RUSK", "S": "MS. CALDER"}, "{}\n{}\n", 3).split("\n")
    pages = ("\n".join(lines[at : at + 48]) for at in (0, 48, 96))
    assert spoken(read("\nPage 2\n".join(pages).encode())) == told(3)


TAILS = (
    "C E R T I F I C A T E\n\nI, JOAN PALMER, do hereby certify that the foregoing is a true transcription.",
    "I have read the above statement of three pages and it is true.\n\nINES CALDER",
    "WRITTEN STATEMENT OF INES CALDER\n\nI moved the ladder because it was in my way. I am sorry.",
    "Copyright 2011 Larch Ledger. All rights reserved.",
)


@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_behind_the_talk_is_said_by_nobody(tail: str) -> None:
    text = page({"I": "RUSK", "S": "CALDER"})
    found = read(f"{text}\n\n{tail}\n".encode())
    assert spoken(found) == told()
    assert [turn.text for turn in found.turns if turn.origin is Origin.NARRATION] == [tail]


def test_who_reads_the_form_aloud_in_the_midst_of_the_talk_goes_on_speaking() -> None:
    text = page({"I": "RUSK", "S": "CALDER"}).replace(
        ASKS[4], "It says this.\nI have read the above statement of my rights.\nDo you see that?", 1
    )
    found = [turn for turn in read(text.encode()).turns if "statement of my rights" in turn.text]
    assert [turn.origin for turn in found] == [Origin.SPOKEN]
    assert found[0].text.endswith("Do you see that?")


def test_entries_of_a_form_are_no_speakers() -> None:
    head = "TAKEN BY: Det. Walter Rusk, Badge 211\nRESIDING AT: 14 Rosalind Avenue, rear\n"
    head += "DATE & TIME: May 5, 1973, 11:50 P.M.\n\n"
    foot = "\n\nWITNESS: Det. Amos Fitch #340\n"
    found = read((head + page({"I": "Q.", "S": "A."}, "{} {}") + foot).encode())
    assert {turn.speaker for turn in found.turns if turn.scored} == {"Q", "A"}


def html(body: str) -> str:
    return f"<html><head><title>x</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("end", ["<br><br>", "</p>"])
def test_a_page_with_labels_is_read_as_a_page_and_its_comments_are_left_out(end: str) -> None:
    talk = page({"I": "DET. RUSK", "S": "CALDER"}, "{}: {}" + end)
    beside = (
        '<div id="comments"><div>JOE: Great site.</div><p>MAGS: Poor woman.</p></div><footer>Larch Ledger 2011</footer>'
    )
    found = read(html(f'<div class="post has-sidebar">{talk}</div>{beside}').encode())
    assert spoken(found) == told()
    assert [notice.message[:8] for notice in found.notices if notice.slug == "page-parts"] == ["9 words "]


def test_a_talk_inside_a_part_named_as_comments_is_kept() -> None:
    talk = page({"I": "DET. RUSK", "S": "CALDER"}, "<p>{}: {}</p>")
    assert spoken(read(html(f'<div class="comments">{talk}</div>').encode())) == told()


def test_the_title_police_interview_makes_nobody_an_officer() -> None:
    text = "Transcript: Ines Calder police interview\n\n" + page({"I": "RUSK", "S": "CALDER"})
    found = read(text.encode())
    assert {turn.role for turn in found.turns if turn.speaker == "CALDER"} == {Role.SUSPECT}


def test_the_person_questioned_has_a_name_once_the_letters_end() -> None:
    text = (
        page({"I": "Q", "S": "A"}, "{}:  {}", 1) + "\n" + page({"I": "Det. Rusk", "S": "Ines Calder"}, "{}:  {}", 2, 1)
    )
    assert spoken(read(text.encode())) == told()


def test_another_person_who_is_interviewed_behind_the_first_is_not_taken_for_the_suspect() -> None:
    text = (
        page({"I": "Det. Rusk", "S": "Ines Calder"}, times=1)
        + "\n"
        + page({"I": "Det. Holm", "S": "Otto Brandl"}, times=2, first=1)
    )
    found = read(text.encode())
    reasons = {speaker.label: speaker.reason for speaker in found.speakers}
    assert "another part of the file" not in reasons["Otto Brandl"]


def test_pictures_links_and_footnotes_of_markdown_are_no_speech() -> None:
    more = "\n\n![still](img/a.png)\n\n[^1]: Typed by the defence.\n\n[Next](/b) \u00b7 [Top](#top)\n\n"
    text = page({"I": "**RUSK**", "S": "**CALDER**"}, "{}: {}\n", 1) + more
    text += page({"I": "**RUSK**", "S": "**CALDER**"}, "{}: {}\n", 2, 1) + more
    assert spoken(read(text.encode())) == told()


def test_codes_of_a_legend_are_roles() -> None:
    head = "Key:  IO - DC Rusk   DP - Detained Person   SOL - Solicitor\n\n"
    text = (
        head
        + page({"I": "IO", "S": "DP"}, "{}\t{}")
        + "\nSOL\tI would like a word with my client.\nIO\tOf course.\n" * 2
    )
    roles = {speaker.label: speaker.role for speaker in read(text.encode()).speakers}
    assert roles == {"IO": Role.INTERROGATOR, "DP": Role.SUSPECT, "SOL": Role.COUNSEL}


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        ({"I": "DC WYNN", "S": "CALDER"}, "{:14}{}"),
        ({"I": "Rusk", "S": "Calder"}, "{} - {}"),
        ({"I": "RUSK", "S": "CALDER"}, "{} {}"),
    ],
)
@pytest.mark.parametrize("each", [3, 4, 9])
def test_a_colon_here_and_there_does_not_hide_the_layout(labels: dict[str, str], line: str, each: int) -> None:
    lines = page(labels, line, 4).split("\n")
    for at in range(1, len(lines), each):
        name = next(name for name in labels.values() if lines[at].startswith(name))
        lines[at] = f"{name}: {lines[at].removeprefix(name).lstrip(' -')}"
    assert spoken(read("\n".join(lines).encode())) == told(4)


def test_ranks_in_capitals_that_open_their_lines_are_not_half_lost_labels() -> None:
    text = page({"I": "DETECTIVE RUSK", "S": "DETECTIVE HOLM"}, "{}- {}")
    assert read(text.encode()).source.format == "signed"
