"""Makes small collections of invented interviews, and reads back what a batch kept of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

LINES = (
    ("DET. ROWE", "Where were you on Friday night, {name}?"),
    ("{name}", "At home with my sister, I told the other officer."),
    ("DET. ROWE", "We found your glove by the back door. The blue one. You took the radio, didn't you?"),
    ("{name}", "No. I did not take any radio."),
    ("DET. ROWE", "If you tell me now it will go a lot easier for you."),
    ("{name}", "Okay. I took the radio and I put it under bridge number {number}."),
)


def collection(folder: Path, count: int, rounds: int = 3) -> Path:
    """Write ``count`` interviews into a folder; the one numbered 3 is no transcript."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = "".join(
            f"{who}: {words}\n".format(name="PELL", number=number + turn)
            for turn in range(rounds)
            for who, words in LINES
        )
        (folder / f"interview_{number:03}.txt").write_text(text if number != 3 else "", encoding="utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of a collection that was made."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
