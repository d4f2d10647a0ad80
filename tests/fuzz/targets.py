"""What every reader must keep for any bytes: a grounded transcript, or one error of the package with a hint."""

from __future__ import annotations

from coercionscan.errors import CoercionScanError
from coercionscan.records import Origin
from coercionscan.transcripts.read import read
from coercionscan.transcripts.registry import all_formats

FORMATS = tuple(entry.info.name for entry in all_formats())


def check(data: bytes, input_format: str | None) -> None:
    """Read and hold the result against the promises; anything but the package's own errors is a bug."""
    try:
        transcript = read(data, input_format=input_format)
    except CoercionScanError as error:
        if not str(error):
            raise
        return
    starts = [run.start for run in transcript.source_map]
    assert starts == sorted(starts)
    last = 0
    for turn in transcript.turns:
        assert transcript.text[turn.span.start : turn.span.end] == turn.text
        assert turn.first_line >= 1
        if turn.origin is not Origin.NONVERBAL:
            assert turn.span.start >= last
            last = turn.span.end
