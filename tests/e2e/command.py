"""Runs the installed command as a user would: in a process of its own, without a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from coercionscan import shipped

PROGRAM = Path(sys.executable).parent / "coercionscan"
SAMPLES = {one.name: one.path for one in shipped.samples()}


def run(*words: str | Path, stdin: bytes | None = None, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command and return what it said; ``settings`` are environment variables."""
    return subprocess.run(
        [str(PROGRAM), *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **settings},
    )
