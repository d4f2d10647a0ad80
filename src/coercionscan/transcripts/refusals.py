"""Kinds of files that are known and not read: each with an error that says what to ask for instead."""

from __future__ import annotations

from coercionscan.errors import UnsupportedDocument

_ASK = "Ask the reporter, or export from the program, as ASCII text (.txt) with page and line numbers."
_PROPRIETARY = {
    ".ptx": ("an E-Transcript bundle", _ASK),
    ".ptf": ("a LiveNote transcript", _ASK),
    ".ptz": ("a LiveNote transcript archive", _ASK),
    ".lef": ("a LiveNote evidence file", _ASK),
    ".cms": ("a TrialDirector transcript", _ASK),
    ".mdb": ("a deposition database", _ASK),
    ".doc": ("a Word document of the old kind", "Save it as DOCX or as plain text."),
    ".xls": ("a spreadsheet of the old kind", "Save it as XLSX or CSV."),
    ".pages": ("a Pages document", "Export it as DOCX, PDF or plain text."),
    ".zip": ("an archive", "Unpack it and hand in the transcript."),
}
_MEDIA = frozenset((".mp3", ".mp4", ".wav", ".m4a", ".mov", ".avi", ".mkv", ".wma", ".wmv", ".aac", ".flac"))
_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".heic"))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_proprietary(suffix: str, data: bytes, where: str) -> None:
    """Refuse what only another program can read. A text file under such a name is read.

    Args:
        suffix: File suffix in lower case with its point.
        data: The bytes.
        where: For errors.

    Raises:
        UnsupportedDocument: With the way out in the hint.
    """
    binary = b"\0" in data[:4000] or data[:2] == b"PK"
    if suffix in _MEDIA and binary:
        raise UnsupportedDocument("a recording, not a transcript", where=where, hint="Have it transcribed first.")
    if suffix in _PICTURES and binary:
        raise UnsupportedDocument("a picture of a page", where=where, hint="Run text recognition on it first.")
    if suffix in _PROPRIETARY and binary:
        what, hint = _PROPRIETARY[suffix]
        raise UnsupportedDocument(f"{what} cannot be read", where=where, hint=hint)
    if suffix == ".rttm":
        hint = "Hand in the file with the words, and lay this over it: convert WORDS --overlay THIS --to jsonl"
        raise UnsupportedDocument("RTTM tells who speaks and holds no words", where=where, hint=hint)
    if data.startswith(_OLD_OFFICE):
        hint = "Save it without a password, as DOCX, XLSX or plain text."
        raise UnsupportedDocument("an Office file of the old kind, or one with a password", where=where, hint=hint)
