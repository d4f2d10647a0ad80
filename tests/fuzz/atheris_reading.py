"""Coverage-guided fuzzing of all readers.

Run: ``python -m tests.fuzz.atheris_reading [-max_total_time=SECONDS] [CORPUS_DIR]``. It needs ``pip install atheris``
(Python 3.11). Without a time it runs for five minutes. The first byte of an input picks the format, the rest is the
file. A crash file that it writes becomes a test in ``tests/unit/transcripts/test_hostile.py``.
"""

from __future__ import annotations

import sys

from tests.fuzz.targets import FORMATS, check

DEFAULT_SECONDS = 300


def one(data: bytes) -> None:
    """One input: the first byte picks the format, 0 sniffs."""
    if data:
        which = data[0] % (len(FORMATS) + 1)
        check(data[1:], FORMATS[which - 1] if which else None)


def main() -> None:
    """Start the fuzzer, or say what is missing."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install atheris (Python 3.11)")
    atheris.instrument_all()
    arguments = sys.argv
    if not any(argument.startswith("-max_total_time") for argument in arguments):
        arguments = [*arguments, f"-max_total_time={DEFAULT_SECONDS}"]
    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
