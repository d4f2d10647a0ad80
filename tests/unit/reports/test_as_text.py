from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.records import ConfessionKind, Ledger, Tagging
from coercionscan.reports import as_text
from tests.unit.reports.made import LINES, analysis_of, transcript_of

ORDER = [
    "does not assess",
    "Quality fair",
    "CONFESSIONS",
    "In all, 1 of 1 checkable detail was",
    "WHO SPEAKS",
    "HOW IT WAS READ",
    "CONFESSION 1 OF 1",
    "WHO SAID THE DETAILS FIRST",
    "TACTICS TAGGED",
    "WHAT PROTECTED",
    "HOW QUESTIONS WERE ASKED",
    "WHAT COULD NOT BE ASSESSED",
]


def test_sections_come_in_their_order() -> None:
    made = as_text.render(analysis_of())
    places = [made.index(words) for words in ORDER]
    assert places == sorted(places)


def test_a_reason_has_quotation_and_place() -> None:
    made = " ".join(as_text.render(analysis_of()).split())
    assert '1. implied leniency 0.30 of voluntariness index "Look, if you tell me now' in made
    assert "DET. ROWE, page 1:3, B0, turn 1" in made


def test_plain_text_has_no_escape_and_colour_has() -> None:
    assert "\x1b" not in as_text.render(analysis_of())
    assert "\x1b[1m" in as_text.render(analysis_of(), colour=True)


def test_ascii_signs_stay_ascii() -> None:
    assert as_text.render(analysis_of(), glyphs=as_text.ASCII).isascii()


def test_signs_follow_the_encoding() -> None:
    assert as_text.glyphs_for("utf-8") is as_text.BLOCKS
    for name in ("cp1252", "ascii", "no-such-encoding", None):
        assert as_text.glyphs_for(name) is as_text.ASCII


@settings(max_examples=25)
@given(st.text(max_size=200), st.integers(60, 140))
def test_no_line_is_wider_than_asked(words: str, width: int) -> None:
    lines = [(speaker, role, f"{words} {said}") for speaker, role, said in LINES]
    made = as_text.render(analysis_of(transcript_of(lines)), width=width)
    from rich.cells import cell_len

    assert max(cell_len(line) for line in made.splitlines()) <= width


def test_words_of_the_transcript_are_no_markup() -> None:
    lines = [(speaker, role, f"[bold]{said}[/bold] :smile: \x1b[2J") for speaker, role, said in LINES]
    made = as_text.render(analysis_of(transcript_of(lines)))
    assert "[bold]" in made
    assert ":smile:" in made
    assert "\x1b" not in made


def test_no_confession_is_said_and_the_rest_still_shown() -> None:
    made = as_text.render(replace(analysis_of(), confessions=(), risks=()))
    assert "No admission by the questioned person was found" in made
    assert "implied leniency 1" in made


def test_tags_only_leaves_out_the_scores() -> None:
    made = as_text.render(analysis_of(), tags_only=True)
    assert "CONFESSION" not in made
    assert "implied leniency 1" in made


def test_the_reason_for_not_assessable_stands_above() -> None:
    made = as_text.render(analysis_of(transcript_of(not_assessable_reason="only one voice")))
    assert "NOT ASSESSABLE: only one voice" in made


def test_of_many_confessions_three_are_told_in_full() -> None:
    made = analysis_of()
    first = made.confessions[0]
    more = [replace(first, id=f"c{at}", kind=ConfessionKind.PARTIAL, first_turn_index=5) for at in range(2, 8)]
    shown = as_text.render(replace(made, confessions=(first, *more)))
    assert shown.count("CONFESSION 1 OF 7") == 1
    assert sum(line.startswith("CONFESSION ") for line in shown.splitlines()) == 3
    assert sum("not assessable  -" in line for line in shown.splitlines()) == 6


def test_the_first_screen_has_what_counts() -> None:
    made = analysis_of()
    many = [replace(made.confessions[0], id=f"c{at}") for at in range(1, 41)]
    screen = as_text.render(replace(made, confessions=tuple(many))).splitlines()[:30]
    assert "Quality fair: fair because one line was unclear" in screen
    assert "  1   page 1:6  full       some            0.40 / 0.30  1 of 1" in screen
    assert "  and 28 more: see --format json" in screen
    assert "In all, 1 of 1 checkable detail was first spoken by the interrogator." in screen


def test_details_of_confessions_come_first() -> None:
    made = analysis_of()
    held = made.ledger.facts[0]
    other = replace(held, id="f2", label="a dog barked", uptake_turn_index=1, weight=0.9)
    shown = as_text.render(replace(made, ledger=Ledger(facts=(other, held))))
    details = shown.partition("WHO SAID THE DETAILS FIRST")[2]
    assert details.index("a red can was used") < details.index("Elsewhere:") < details.index("a dog barked")


def test_an_analysis_with_nothing_in_it_renders() -> None:
    made = replace(
        analysis_of(),
        tagging=Tagging(tags=(), question_forms=()),
        ledger=Ledger(),
        confessions=(),
        risks=(),
        factors=(),
        protective=(),
        trajectory=(),
    )
    shown = as_text.render(made)
    assert "no checkable details were found" in shown
    assert "nothing is listed" in shown


def test_of_many_voices_the_chief_ones_are_told() -> None:
    made = analysis_of()
    one = made.transcript.speakers[0]
    many = tuple(replace(one, id=f"v{at}", label=f"VOICE {at}", turn_count=at) for at in range(1, 10))
    shown = as_text.render(replace(made, transcript=replace(made.transcript, speakers=many)))
    assert "VOICE 9" in shown
    assert "VOICE 1" not in shown
    assert "and 4 more voices with 10 turns: interrogator" in shown


def test_on_a_narrow_page_the_table_of_confessions_is_whole() -> None:
    made = analysis_of()
    turns = tuple(replace(turn, page=1003, page_line=None) for turn in made.transcript.turns)
    made = replace(made, transcript=replace(made.transcript, turns=turns, source_map=()))
    table = as_text.render(made, width=60).partition("CONFESSIONS")[2].partition("risk factors:")[0]
    for word in ("admission", "factors", "indexes", "details", "page", "1003,", "line", "0.40", "0.30", "1 of 1"):
        assert word in table
    assert max(map(len, table.splitlines())) <= 60
