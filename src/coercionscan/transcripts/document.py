"""Raw bytes become text: byte-order mark, then strict UTF-8, then cp1252, never silently lossy."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from coercionscan.errors import UnreadableInput
from coercionscan.records import Notice
from coercionscan.transcripts.mojibake import undone

MAX_BYTES = 100_000_000
"""Largest input that is read. Source: convention; the longest known interrogation transcripts are under 5 MB."""
MOST_LINES = 600_000
"""Most lines that are read. Source: convention; a court volume of 300 pages has 8,000."""
MOST_LETTERS = 40_000_000
"""Most letters of text that are read. Source: convention; a trial of ten weeks has about 30 million."""
OPENING = 16_000
"""How many characters the sniffers of running text look at."""
SAMPLE = 40_000
"""How many characters at the start a format sniffer looks at."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DRAWN, _HEAD = (b"%PDF", b"{\\rtf"), 1024
"""Documents whose source is text too: its words are not the words of the document."""
_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f"
"""Spaces of word processors, as in ``Det.\\u00a0Rowe:``: each becomes a plain one in its place."""
_LINE_ENDS = "\u2028\u2029\x0b"
"""What ends a line besides a newline, in texts taken from word processors and web pages."""
JSON_BEGINS = re.compile(r"\s*(?:\{\s*\"[^\"\n]{0,80}\"\s*:|\[\s*(?:\{\s*\"|\[\s*[\[{\"]))")
"""How JSON begins: its keys and signs are no talk, and a line end inside its strings would be damage."""
_COLOURS = re.compile(r"\x1b\[[0-9;:]*[A-Za-z]")
"""What terminals and log files carry for colours: blanks take their place, so that offsets stay."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x14\x16-\x1a\x1c-\x1f]")
_PARTS = (0.5, 0.8)
_CONTROL_SHARE = 0.02
_SURROGATES = re.compile("[\ud800-\udfff]")
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@dataclass(frozen=True)
class Document:
    """One input: its name, its bytes, and (worked out once, when asked for) its text.

    ``where`` is what errors name: the path as the user gave it, or the name. ``skip``: where the sample begins.
    """

    name: str
    data: bytes
    where: str
    skip: int = 0

    @property
    def suffix(self) -> str:
        """File suffix in lower case with its point; empty when there is none."""
        return "." + self.name.rsplit(".", 1)[-1].lower() if "." in self.name else ""

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the raw bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def decoded(self) -> tuple[str, str]:
        r"""Decoded text with newlines made ``\\n``, and the name of the encoding.

        Raises:
            UnreadableInput: When the bytes are no text.
        """
        text, encoding = _decode(self.data, self.where)
        text, twice = undone(text)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        for space in _SPACES:
            text = text.replace(space, " ")
        for end in "" if JSON_BEGINS.match(text) else _LINE_ENDS:
            text = text.replace(end, "\n")
        if "\x1b" in text:
            text = _COLOURS.sub(lambda found: " " * len(found[0]), text)
        if len(text) > MOST_LETTERS:
            raise UnreadableInput(f"more than {MOST_LETTERS:,} letters", where=self.where, hint="Split the file.")
        if text.count("\n") > MOST_LINES:
            raise UnreadableInput(f"more than {MOST_LINES:,} lines", where=self.where, hint="Split the file.")
        return text, f"{encoding}, decoded twice" if twice else encoding

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded[0]

    @cached_property
    def sample(self) -> str:
        """The start of the text for sniffing; empty when the bytes are no text, or text that draws a document."""
        if self.data[:_HEAD].lstrip().startswith(_DRAWN):
            return ""
        try:
            return self.text[self.skip : self.skip + SAMPLE]
        except UnreadableInput:
            return ""

    def further(self) -> Iterator[Document]:
        """The same document, sampled further on: the talk may begin behind a long preface. Nothing for a short one."""
        if len(self.sample) < SAMPLE or self.skip:
            return
        for part in _PARTS:
            other = replace(self, skip=self.text.find("\n", int(part * len(self.text))) + 1)
            other.__dict__["decoded"] = self.decoded
            yield other

    @property
    def opening(self) -> str:
        """The first part of the sample: enough for the layouts of running text."""
        return self.sample[:OPENING]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is odd about the characters: an assumed encoding, controls that turn the writing direction."""
        return tuple(_notices(*self.decoded))


def _decode(data: bytes, where: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableInput(
                    f"damaged {encoding} text at byte {error.start}",
                    where=where,
                    hint="Save the file again as UTF-8 text.",
                ) from error
    text, encoding = _decode_unmarked(data, where)
    head = _COLOURS.sub("", text[:SAMPLE])
    if len(_CONTROLS.findall(head)) > _CONTROL_SHARE * len(head):
        raise UnreadableInput("binary content, not a transcript", where=where, hint=_BINARY_HINT)
    return text, encoding


_BINARY_HINT = "Hand in text, PDF, DOCX or one of the formats of: coercionscan formats"


def _decode_unmarked(data: bytes, where: str) -> tuple[str, str]:
    guess = _unmarked_utf16(data)
    if guess:
        try:
            return data.decode(guess), guess
        except UnicodeDecodeError:
            pass
    if b"\0" in data[:SAMPLE]:
        raise UnreadableInput("binary content, not a transcript", where=where, hint=_BINARY_HINT)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("utf-8", "surrogatepass")
        return _SURROGATES.sub("\ufffd", text), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text then has a zero in nearly every second byte."""
    head = data[:2000]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _notices(text: str, encoding: str) -> list[Notice]:
    notices = []
    if encoding.endswith("twice"):
        message = "Signs that came of a wrong decoding were put right; check names and quotes."
        notices.append(Notice(slug="decoded-twice", message=message))
    if encoding.startswith(("cp1252", "latin-1")):
        notices.append(
            Notice(slug="assumed-encoding", message=f"Not valid UTF-8; read as {encoding}. Check names and quotes.")
        )
    if "\ufffd" in text:
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        message = "Some characters were lost before the file came here (replacement characters)."
        notices.append(Notice(slug="lost-characters", message=message, file_line=line))
    if turning := [sign for sign in _BIDI if sign in text]:
        line = text.count("\n", 0, min(map(text.index, turning))) + 1
        notices.append(
            Notice(
                slug="direction-controls",
                message="Hidden characters turn the writing direction; what a screen shows may differ from the text.",
                file_line=line,
            )
        )
    return notices
