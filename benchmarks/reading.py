"""Speed of reading: words a second on an invented transcript of labelled lines, and of questions and answers.

Run: ``python benchmarks/reading.py [FILE ...]``. Files are measured as well when named. Best of five, one core.
"""

from __future__ import annotations

import random
import sys
import time
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
ROUNDS = 5


def talk(first: str, second: str, turns: int = 3000) -> bytes:
    """An invented transcript with page heads, of about 12 words a turn."""
    draw = random.Random(7)  # noqa: S311 - a seed for the same text each time
    lines = []
    for turn in range(turns):
        if turn % 40 == 0:
            lines.append(f"NORTH FELL POLICE\nPage {turn // 40 + 1}   File 11-0482")
        words = " ".join(draw.choices(WORDS, k=draw.randrange(2, 23)))
        lines.append(f"{first} {words}?" if turn % 2 == 0 else f"{second} {words}.")
    return "\n".join(lines).encode()


def main() -> None:
    """Print words a second for each text."""
    cases = {"labelled": talk("DET. ROWE:", "PELL:"), "questions and answers": talk("Q.", "A.")}
    cases |= {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]}
    for name, data in cases.items():
        best = min(_seconds(data) for _ in range(ROUNDS))
        print(f"{name}: {len(data.split()) / best:,.0f} words a second")


def _seconds(data: bytes) -> float:
    start = time.process_time()
    read(data)
    return time.process_time() - start


if __name__ == "__main__":
    main()
