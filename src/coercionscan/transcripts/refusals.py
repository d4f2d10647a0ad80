"""Kinds of files that are known and not read: each with an error that says what to ask for instead."""

from __future__ import annotations

from coercionscan.errors import UnsupportedDocument

_ASK = "Ask the reporter, or export from the program, as ASCII text (.txt) with page and line numbers."
_PROPRIETARY = {
    ".ptx": ("an E-Transcript bundle", _ASK),
    ".ptf": ("a LiveNote transcript", _ASK),
    ".ptz": ("a LiveNote transcript archive", _ASK),
    ".lef": ("a LiveNote evidence file", _ASK),
    ".pcf": ("a LiveNote case file", _ASK),
    ".xmef": ("a LiveNote transcript with its exhibits", _ASK),
    ".sbf": ("a Summation briefcase", _ASK),
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
_HEAD, _BLANK, _MOST_CONTROLS = 4000, 32, 0.02


def refuse_proprietary(suffix: str, data: bytes, where: str) -> None:
    """Refuse what only another program can read. A text file under such a name is read.

    Args:
        suffix: File suffix in lower case with its point.
        data: The bytes.
        where: For errors.

    Raises:
        UnsupportedDocument: With the way out in the hint.
    """
    head = data[:_HEAD]
    controls = sum(1 for byte in head if byte < _BLANK and byte not in b"\t\n\f\r")
    binary = b"\0" in head or data[:2] == b"PK" or controls > _MOST_CONTROLS * len(head)
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


def condensed(where: str) -> UnsupportedDocument:
    """The error for a print of several transcript pages on one sheet.

    Args:
        where: The file.

    Returns:
        The error, with the way out in the hint.
    """
    hint = "Ask for the full-size PDF or the ASCII file of the transcript."
    return UnsupportedDocument("condensed pages: several transcript pages on one sheet", where=where, hint=hint)
