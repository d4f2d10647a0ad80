"""Makers of the records that the reading of one file fills by the thousand."""

from __future__ import annotations

from coercionscan.making import maker
from coercionscan.records import SourceRun, Span, Turn

make_span = maker(Span)
make_turn = maker(Turn)
make_run = maker(SourceRun)
