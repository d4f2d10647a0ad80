"""Prints how many wordings of a tactic, written before the patterns were widened, the taggers find."""

from __future__ import annotations

import argparse
import tomllib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from coercionscan.pipeline import Scanner
from coercionscan.records import Role, TagStatus
from coercionscan.transcripts.read import read

HERE = Path(__file__).parent
_LABELS = {"I": "DETECTIVE", "S": "SUSPECT"}
_ROLES = {"I": Role.INTERROGATOR, "S": Role.SUSPECT}


def found(scanner: Scanner, code: str, row: str) -> bool:
    """Whether the last turn of a row carries the code."""
    turns = [turn.split(": ", 1) for turn in row.split(" / ")]
    text = "\n".join(f"{_LABELS[key]}: {said}" for key, said in turns)
    roles = {_LABELS[key]: _ROLES[key] for key, _ in turns}
    analysis = scanner.analyse(read(text.encode("utf-8"), name="row", input_format="labelled", roles=roles))
    last = analysis.transcript.turns[-1].index
    return any(
        tag.code == code and tag.turn_index == last and tag.status is TagStatus.ACTIVE for tag in analysis.tagging.tags
    )


def main() -> None:
    """Print one line per code, and the missed rows on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="print the rows that are missed")
    wanted = parser.parse_args()
    data = (HERE / "wordings.toml").read_bytes()
    print(f"{datetime.now(UTC):%Y-%m-%d}, wordings sha256 {sha256(data).hexdigest()[:16]}")
    scanner = Scanner()
    for code, rows in sorted(tomllib.loads(data.decode("utf-8")).items()):
        missed = [row for row in rows if not found(scanner, code, row)]
        print(f"{code:28s} {len(rows) - len(missed):3d} of {len(rows)}")
        for row in missed if wanted.missed else []:
            print(f"    {row}")


if __name__ == "__main__":
    main()
