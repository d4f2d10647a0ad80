"""Text that was once read in the wrong encoding ("donâ€™t") is put right, sequence by sequence."""

from __future__ import annotations

import re

_LEAST = 2
_CP1252 = {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xC0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTES = _CP1252 | {chr(code): code for code in range(0x80, 0x100)}
_TAIL = "[" + "".join(map(re.escape, [*_CP1252, *(chr(code) for code in range(0x80, 0xC0))])) + "]"
_TWICE = re.compile(
    rf"[\u00c2-\u00df]{_TAIL}|[\u00e1-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}}|\u00e2\u20ac(?!{_TAIL})"
)
_LOST_QUOTE = "\u00e2\u20ac"
"""The right quotation mark: its last byte has no sign in cp1252 and is mostly lost."""


def undone(text: str) -> tuple[str, int]:
    """Undo a decoding of UTF-8 as cp1252.

    Args:
        text: Decoded text.

    Returns:
        The text, and how many sequences were put right; 0 when there are too few to be sure.
    """
    if "\u00e2\u20ac" not in text and "\u00c3" not in text and "\u00c2" not in text:
        return text, 0
    count = sum(1 for _ in _TWICE.finditer(text))
    return (_TWICE.sub(_once, text), count) if count >= _LEAST else (text, 0)


def _once(match: re.Match[str]) -> str:
    if match[0] == _LOST_QUOTE:
        return "\u201d"
    try:
        return bytes(_BYTES[sign] for sign in match[0]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return match[0]
