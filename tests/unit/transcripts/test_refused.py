"""What is known and not read is refused with what it is, where it is, and what to do instead."""

from __future__ import annotations

import pytest
from tests.unit.transcripts.pdfs import pictures, small_pages, typed

from coercionscan.errors import UnreadableInput, UnsupportedDocument
from coercionscan.transcripts.read import read

PAGE, NEXT = (
    [(72.0, 720.0, 11.0, [f"{line:>2}  {'AQ'[line % 2]}.  {words} day {line}." for line in range(1, 26)])]
    for words in ("I was there on", "He came back on")
)
BINARY = (b"\x01\x02PTX\0\0\0" + bytes(range(256)) * 20, b"PK\x03\x04" + bytes(300), bytes(range(1, 256)) * 40)


def refused(data: bytes, name: str) -> UnsupportedDocument:
    with pytest.raises(UnsupportedDocument) as caught:
        read(data, name=name)
    error = caught.value
    assert error.slug == "unsupported-document"
    assert error.where == name
    return error


@pytest.mark.parametrize("name", ["a.pdf", None])
def test_a_pdf_made_by_hand_is_read_with_its_pages(name: str | None) -> None:
    turns = read(typed([PAGE, NEXT]), name=name).turns
    assert [turn.text for turn in turns][:2] == ["I was there on day 1.", "I was there on day 2."]
    assert (turns[0].page, turns[0].page_line) == (1, 1)
    assert (turns[-1].page, turns[-1].page_line) == (2, 25)


def test_the_source_of_a_document_from_standard_input_is_not_its_words() -> None:
    talk = "ROWE: Where were you?\\par PELL: At home.\\par ROWE: All night?\\par PELL: Yes.\\par "
    transcript = read(f"{{\\rtf1\\ansi {talk}}}".encode())
    assert transcript.source.format == "rtf"
    assert [turn.text for turn in transcript.turns] == ["Where were you?", "At home.", "All night?", "Yes."]


def test_numbered_pages_without_page_numbers_are_counted_from_one() -> None:
    rows = [f"{n:>2}  {'AQ'[n % 2]}.  {words} day {n}." for words in ("It was on", "He came on") for n in range(1, 26)]
    turns = read("\n".join(rows).encode()).turns
    assert {turn.text.partition(" day")[0]: turn.page for turn in turns} == {"It was on": 1, "He came on": 2}


def test_pictures_of_pages_need_text_recognition() -> None:
    error = refused(pictures(3), "scan.pdf")
    assert "no text" in error.message
    assert "text recognition" in error.hint


def test_a_pdf_with_a_password_is_to_be_saved_without() -> None:
    error = refused(typed([PAGE], "secret"), "locked.pdf")
    assert "password" in error.message
    assert "without a password" in error.hint


@pytest.mark.parametrize("per_sheet", [2, 4])
def test_several_pages_on_one_sheet_are_never_read_across(per_sheet: int) -> None:
    error = refused(small_pages(12, 12, per_sheet), "small.pdf")
    assert "several transcript pages on one sheet" in error.message
    assert "full-size" in error.hint


def test_two_pages_beside_each_other_in_a_text_are_refused_too() -> None:
    rows = [f"{n:>2}  Q.  Was it at one on day {n}?      {n:>2}  Q.  And was it on day {n + 1}?" for n in range(1, 26)]
    assert "several transcript pages" in refused("\n".join(rows * 2).encode(), "small.txt").message


@pytest.mark.parametrize("suffix", [".ptx", ".lef", ".sbf", ".ptf", ".ptz", ".cms", ".pcf", ".xmef", ".mdb"])
@pytest.mark.parametrize("data", BINARY)
def test_files_of_deposition_programs_are_to_be_exported_as_ascii(suffix: str, data: bytes) -> None:
    assert "ASCII" in refused(data, f"pell{suffix}").hint


def test_text_under_such_a_name_is_read() -> None:
    talk = b"ROWE: Where were you?\nPELL: At home.\nROWE: All night?\nPELL: Yes.\n"
    assert len(read(talk, name="pell.ptx").turns) == 4


def test_a_damaged_pdf_says_so() -> None:
    with pytest.raises(UnreadableInput, match="damaged PDF"):
        read(typed([PAGE])[:40] + b"\xff" * 90, name="a.pdf")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe \x00\n\x00"])
def test_a_file_without_a_letter_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="empty"):
        read(data, name="a.txt")
