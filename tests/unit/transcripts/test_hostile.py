"""Files that mean harm: each is read, or refused with one error, in bounded memory."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from coercionscan.errors import CoercionScanError, UnreadableInput, UnsupportedDocument
from coercionscan.transcripts.read import read

ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{}">]><a>&b;</a>'.format("ha" * 50)


def packed(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx"])
def test_an_archive_that_unpacks_to_too_much_is_refused(name: str) -> None:
    bomb = packed(word__document_xml=bytes(210_000_000))
    assert len(bomb) < 1_000_000
    with pytest.raises(UnreadableInput, match="unpacks to too much"):
        read(bomb, name=name)


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(packed(word__document_xml=bytes(50_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(CoercionScanError):
        read(bytes(data), name="x.docx")


def test_names_that_climb_out_of_the_archive_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CoercionScanError):
        read(packed(**{"../../evil": b"x", "word__document_xml": b"<a/>"}), name="x.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.docx", "x.eaf", "x.odt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(name: str, encoding: str) -> None:
    data = ENTITIES.replace("<a>", "<ANNOTATION_DOCUMENT>").encode(encoding)
    if name == "x.docx":
        data = packed(word__document_xml=data)
    if name == "x.odt":
        data = packed(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": data})
    with pytest.raises(CoercionScanError) as found:
        read(data, name=name, input_format={"x.eaf": "elan", "x.odt": "odt", "x.docx": "docx"}[name])
    assert "haha" not in str(found.value)


@pytest.mark.parametrize(
    "data",
    [
        b"A: " * 60_000,
        b"Q. A. " * 40_000,
        b"ROWE: x " * 155_000,
        b"".join(b"NAME%dX: hello\n" % number for number in range(2_500)),
        b"\n" * 1_600_000 + b"ROWE: x\n",
        b"<html><p>" + b"<a " * 300_000,
        b'{"segments":' + b"[" * 200_000,
        b"{\\rtf1 " + b"{" * 200_000,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v A>" * 100_000,
        b"ROWE: Where?\nPELL: " + b"(nods" * 100_000,
        b"ROWE: Where?\nPELL: " + b"long " * 300_000,
        b"ROWE: Where?\nPELL: x" + b" " * 1_000_000 + b"y",
        b"ROWE: Where?\nPELL: Here.\n\x0b:\nROWE: Why?\n",
        b"ROWE: Where?\nPELL: Here.\n11\x10\n12\n13\n14\nROWE: Why?\n",
    ],
    ids=lambda data: repr(data[:14]),
)
def test_endless_repetition_is_read_or_refused(data: bytes) -> None:
    try:
        transcript = read(data)
    except CoercionScanError as error:
        assert error.hint  # noqa: PT017 - either outcome is right
        return
    assert len(transcript.text) <= len(data)


@pytest.mark.parametrize(
    ("data", "name", "match"),
    [
        (b"x\n" * 600_001, "x.txt", "more than 600,000 lines"),
        (b"word " * 8_000_001, "x.txt", "more than 40,000,000 letters"),
        (b"ROWE: Where?\n" * 320_000, "x.txt", "more than 150,000 turns"),
        (b'"Go," said he. ' * 320_000, "x.txt", "more than 150,000 turns"),
        (b"(A) x (B) y " * 160_000, "x.txt", "more than 150,000 turns"),
        (b"speaker,text\n" + b"a,b\n" * 160_000, "x.csv", "more than 150,000 turns"),
        (b"x" * 100_000_001, "x.txt", "larger than 100 MB"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else str(value),
)
def test_what_is_too_much_is_refused_in_bounded_time(data: bytes, name: str, match: str) -> None:
    start = time.process_time()
    with pytest.raises(UnreadableInput, match=match) as found:
        read(data, name=name)
    assert found.value.hint
    assert time.process_time() - start < 30


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
def test_an_endless_device_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="larger than 100 MB"):
        read("/dev/zero")


def test_a_file_of_half_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(500_000_000)  # a hole: it takes no room on the disk
    start = time.process_time()
    with pytest.raises(UnreadableInput, match="larger than 100 MB"):
        read(huge)
    assert time.process_time() - start < 1


def test_a_damaged_stream_inside_an_archive_is_one_error() -> None:
    data = bytearray(
        packed(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a>word</a>" * 90})
    )
    at = data.index(b"content.xml") + 14
    data[at : at + 20] = bytes(20)
    with pytest.raises(UnreadableInput, match="damaged document"):
        read(bytes(data), name="x.odt", input_format="odt")


def test_one_turn_of_five_megabytes_is_read_whole() -> None:
    words = "I went home and then I slept. " * 170_000
    transcript = read(f"ROWE: Where?\nPELL: {words}\n".encode())
    assert transcript.turns[1].text == words.strip()


def test_half_a_utf16_file_is_refused_and_names_the_byte() -> None:
    with pytest.raises(UnreadableInput, match="damaged utf-16"):
        read("ROWE: Where?\nPELL: Here.\n".encode("utf-16")[:-1])


def test_zero_bytes_in_a_text_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="binary"):
        read(b"ROWE: Where?\x00\nPELL: Here.\n")


def test_controls_that_turn_the_writing_direction_are_kept_and_said() -> None:
    transcript = read("ROWE: Where?\nPELL: \u202eereH\u202c.\n".encode())
    assert "\u202e" in transcript.turns[1].text
    assert [(notice.slug, notice.file_line) for notice in transcript.notices] == [("direction-controls", 2)]


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("d.ptx", "E-Transcript"),
        ("d.ptf", "LiveNote"),
        ("d.lef", "LiveNote"),
        ("d.cms", "TrialDirector"),
        ("d.mdb", "database"),
        ("d.mp3", "recording"),
        ("d.jpg", "picture"),
        ("d.doc", "old kind"),
    ],
)
def test_files_of_other_programs_say_what_to_ask_for(name: str, match: str) -> None:
    with pytest.raises(UnsupportedDocument, match=match) as found:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name=name)
    assert found.value.hint


def test_a_text_under_the_name_of_another_program_is_read() -> None:
    assert len(read(b"ROWE: Where?\nPELL: Here.\n", name="d.ptx").turns) == 2


def test_a_corpus_folder_is_read_and_one_of_several_talks_refused(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "1", "conversation_id": "t", "speaker": "Rowe", "text": "Where?", "reply-to": None, "timestamp": 1},
        {"id": "2", "conversation_id": "t", "speaker": "Pell", "text": "Here.", "reply-to": "1", "timestamp": 3},
    ]
    file = tmp_path / "utterances.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    transcript = read(tmp_path)
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in transcript.turns] == [
        ("Rowe", "Where?", 1000),
        ("Pell", "Here.", 3000),
    ]
    rows[1]["conversation_id"] = "u"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(UnsupportedDocument, match="2 conversations"):
        read(tmp_path)
