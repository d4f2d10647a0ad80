"""PDFs made by hand: pages of typed lines, several small pages on one sheet, pictures of pages, and a password."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
Block = tuple[float, float, float, Sequence[str]]
"""Left edge, top edge and size in points, and the lines."""


def typed(pages: Sequence[Sequence[Block]], password: str = "") -> bytes:
    """A PDF whose pages hold blocks of typed lines; with a password it is encrypted (RC4, 40 bits)."""
    key, lock = _locked(password) if password else (b"", b"")
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    for number, blocks in enumerate(pages):
        stream = "\n".join(map(_block, blocks)).encode("latin-1")
        place = 5 + 2 * number
        if key:
            salted = hashlib.md5(key + place.to_bytes(3, "little") + b"\0\0").digest()  # noqa: S324 - as the format asks
            stream = _rc4(salted[:10], stream)
        look = "/MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R {look} /Contents {place} 0 R >>"
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)]
    return _file(objects, lock)


def _block(block: Block) -> str:
    left, top, size, lines = block
    rows = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    return f"BT /F {size} Tf {size * 1.2:.2f} TL {left} {top} Td {rows}ET"


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[bytes], lock: bytes) -> bytes:
    out = BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, rows))
    tail = b"<< /Size %d /Root 1 0 R %b >>" % (len(objects) + 1, lock)
    out.write(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (tail, start))
    return out.getvalue()


def _locked(password: str) -> tuple[bytes, bytes]:
    """The key of the standard handler, revision 2, and its entry in the trailer."""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)  # noqa: S324 - the format asks for it
    rights, name = (-4).to_bytes(4, "little", signed=True), b"0123456789abcdef"
    key = hashlib.md5(padded + owner + rights + name).digest()[:5]  # noqa: S324
    user = _rc4(key, _PAD)
    entry = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>"
    return key, f"{entry} /ID [<{name.hex()}> <{name.hex()}>]".encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for index in range(256):
        at = (at + box[index] + key[index % len(key)]) % 256
        box[index], box[at] = box[at], box[index]
    out, one, two = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        two = (two + box[one]) % 256
        box[one], box[two] = box[two], box[one]
        out.append(byte ^ box[(box[one] + box[two]) % 256])
    return bytes(out)


def pictures(count: int) -> bytes:
    """A PDF of scanned pages: grey pictures and no text."""
    pages = [Image.new("L", (306, 396), 200 + number % 20) for number in range(count)]
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def small_pages(first: int, count: int, per_sheet: int = 4) -> bytes:
    """A condensed transcript: two or four small pages of 25 numbered lines on each sheet."""
    size = 6.5 if per_sheet == 4 else 7.5
    corners = [(40, 740), (40, 380), (320, 740), (320, 380)] if per_sheet == 4 else [(40, 700), (320, 700)]
    sheets = []
    for start in range(first, first + count, per_sheet):
        blocks: list[Block] = []
        for place, (left, top) in enumerate(corners):
            rows = [
                f"{line:>2}  {'Q.' if line % 2 else 'A.'}  It was at page {start + place}, I think."
                for line in range(1, 26)
            ]
            blocks.append((left, top, size, [f"               Page {start + place}", *rows]))
        sheets.append(blocks)
    return typed(sheets)
