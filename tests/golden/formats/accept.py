"""Write the expected readings of samples anew, after a person has looked at them.

Run: ``python tests/golden/formats/accept.py NAME ...`` for these samples, or without names to see what would change.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.golden.formats.test_formats import ASKED, SAMPLES, as_lines

from coercionscan.transcripts.read import read


def main() -> None:
    """Show the differences; write those that were named."""
    for path in SAMPLES:
        target = path.with_name(path.name + ".expected")
        before = target.read_text(encoding="utf-8") if target.is_file() else ""
        after = as_lines(read(path, input_format=ASKED.get(path.name)))
        if before == after:
            continue
        sys.stdout.writelines(
            line + "\n"
            for line in difflib.unified_diff(before.split("\n"), after.split("\n"), path.name, "now", n=0, lineterm="")
        )
        if path.name in sys.argv[1:]:
            target.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
