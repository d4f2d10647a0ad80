"""Writes ``schema.json`` anew after the contract has grown: ``python -m coercionscan.reports.make_schema``."""

from __future__ import annotations

import json
from pathlib import Path

from coercionscan.reports.as_json import schema
from coercionscan.reports.write import write

HERE = Path(__file__).with_name("schema.json")


def main(path: Path = HERE) -> None:
    """Write the schema.

    Args:
        path: Where to; the file that ships with the package by default.
    """
    write(json.dumps(schema(), indent=1, sort_keys=True) + "\n", path)


if __name__ == "__main__":
    main()
