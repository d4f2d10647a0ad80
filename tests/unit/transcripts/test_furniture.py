from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.transcripts.furniture import shape, strip_furniture
from coercionscan.transcripts.overlaps import drop_overlaps
from coercionscan.transcripts.read import read
from coercionscan.transcripts.sheet import Sheet


def pages(head: str, foot: str, count: int = 5) -> str:
    body = "\n".join(f"{'AMSEL' if n % 2 else 'BRIGG'}: words {'abcdefghij'[n]} of the talk" for n in range(8))
    return "\n".join(f"{head}\n{body}\n{foot}".replace("{}", str(n)) for n in range(1, count + 1))


def stripped(text: str) -> dict[str, str]:
    sheet = Sheet.of(text)
    strip_furniture(sheet)
    return {line.text: line.reason for line in sheet.stripped}


def test_heads_feet_stamps_rules_and_page_numbers_go_with_their_reason() -> None:
    found = stripped(pages("EASTMOOR CONSTABULARY  File 77-{}", "____________\nEM 00410{}\n- {} -"))
    reasons = {
        found["EASTMOOR CONSTABULARY  File 77-3"],
        found["____________"],
        found["EM 004102"],
        found["- 4 -"],
    }
    assert reasons == {"repeated page head or foot", "rule", "page stamp", "page number"}
    assert not any("words" in line for line in found)


def test_pages_and_stamps_are_filled_in_for_the_lines_between() -> None:
    sheet = Sheet.of(pages("EASTMOOR CONSTABULARY\nPage {} of 5", "EM 00410{}"))
    strip_furniture(sheet)
    assert sorted({page for page in sheet.pages if page}) == [1, 2, 3, 4, 5]
    first = next(index for index, page in enumerate(sheet.pages) if page == 3)
    assert sheet.bates[first] == "EM 004103"


def test_a_head_that_the_scan_damaged_is_still_a_head() -> None:
    text = pages("EASTMOOR CONSTABULARY  File 77-{}", "", count=6).replace(
        "EASTMOOR CONSTABULARY  File 77-4", "EASTM0OR C0NSTABULARV  Fi1e 77-4"
    )
    assert "page head" in stripped(text)["EASTM0OR C0NSTABULARV  Fi1e 77-4"]


def test_a_short_answer_that_comes_back_is_no_head() -> None:
    text = "AMSEL: Did you?\nNo, I did not.\nAMSEL: Sure?\nCOLE: Wait.\nBRIGG: Yes.\n" * 8
    assert stripped(text) == {}


def test_a_number_that_answers_a_label_on_the_line_before_stays() -> None:
    text = "AMSEL: How many?\nBRIGG:\n14\nAMSEL: And then?\nBRIGG:\n15\n"
    assert [turn.text for turn in read(text.encode()).turns if turn.speaker == "BRIGG"] == ["14", "15"]


def test_an_overlap_of_two_pages_is_dropped_once_and_said() -> None:
    names = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    lines = [f"line {name} of a long page of talk" for name in names]
    sheet = Sheet.of("\n".join([*lines, *lines, "the end"]))
    drop_overlaps(sheet)
    assert sheet.lines == [*lines, "the end"]
    assert [notice.slug for notice in sheet.notices] == ["overlapping-pages"]
    assert len(sheet.stripped) == 10


def test_a_person_who_repeats_himself_is_not_cut() -> None:
    sheet = Sheet.of("AMSEL: Did you?\nBRIGG: No.\n" * 40)
    drop_overlaps(sheet)
    assert len(sheet.lines) == 81


@given(st.text(max_size=60))
def test_the_shape_does_not_depend_on_digits_and_case(line: str) -> None:
    assert shape(shape(line)) == shape(line)
    assert shape(line + "7") == shape(line + "3")


@given(st.lists(st.sampled_from(["A: x", "EM 001", "----", "Page 3", "12", "", "HEAD OF FILE 9", "\f"]), max_size=60))
def test_every_line_is_kept_or_listed(lines: list[str]) -> None:
    sheet = Sheet.of("\n".join(lines))
    strip_furniture(sheet)
    filled = sum(1 for line in lines if line.strip())
    assert sum(1 for line in sheet.lines if line.strip()) + len(sheet.stripped) == filled
