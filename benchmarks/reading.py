"""Speed of reading: words a second on invented transcripts of several layouts.

Run: ``python benchmarks/reading.py [FILE ...]``. Files are measured as well when named. CPU time, best of 15, one core.
The digest is that of the texts: figures of two versions compare when it is the same.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from coercionscan.transcripts.read import read

WORDS = [
    "where",
    "were",
    "you",
    "that",
    "night",
    "and",
    "then",
    "he",
    "went",
    "over",
    "to",
    "the",
    "shed",
    "because",
    "we",
    "had",
    "the",
    "keys",
    "to",
    "it",
]
ROUNDS = 15
TURNS = 3000
SAID = ("asked Inspector Rowe", "said Pell")


def talk(first: str, second: str) -> bytes:
    """An invented transcript with page heads, of about 12 words a turn; ``first`` asks."""
    lines = []
    for turn, words in enumerate(_turns()):
        if turn % 40 == 0:
            lines.append(f"NORTH FELL POLICE\nPage {turn // 40 + 1}   File 11-0482")
        lines.append(f"{first} {words}?" if turn % 2 == 0 else f"{second} {words}.")
    return "\n".join(lines).encode()


def prose() -> bytes:
    """The same talk told in a book: quotations, two of three with the name of the speaker behind them."""
    paragraphs = []
    for turn, words in enumerate(_turns()):
        sign = "?" if turn % 2 == 0 else ","
        paragraphs.append(f'"{words}{sign}" {SAID[turn % 2]}.' if turn % 3 else f'"{words}{sign}"')
    return "\n\n".join(paragraphs).encode()


def _turns() -> list[str]:
    draw = random.Random(7)  # noqa: S311 - a seed for the same text each time
    return [" ".join(draw.choices(WORDS, k=draw.randrange(2, 23))).capitalize() for _ in range(TURNS)]


def main() -> None:
    """Print words a second for each text."""
    cases = {
        "labelled": talk("DET. ROWE:", "PELL:"),
        "names with a stop": talk("Mr. Rowe.", "Mr. Pell."),
        "questions and answers": talk("Q.", "A."),
        "arrows": talk(">>", ">>"),
        "prose": prose(),
    }
    digest = sha256(b"\0".join(cases.values())).hexdigest()
    print(f"reading of {datetime.now(UTC):%Y-%m-%d}, {len(cases)} layouts, digest {digest[:16]}")
    cases |= {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]}
    for name, data in cases.items():
        best = min(_seconds(data) for _ in range(ROUNDS))
        print(f"{name}: read as {read(data).source.format}, {len(data.split()) / best:,.0f} words a second")


def _seconds(data: bytes) -> float:
    start = time.process_time()
    read(data)
    return time.process_time() - start


if __name__ == "__main__":
    main()
