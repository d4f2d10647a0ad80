"""Makers of the records that the reading of one file fills by the thousand."""

from __future__ import annotations

from coercionscan.making import maker, maker_of_many, opener
from coercionscan.records import SourceRun, Span, StrippedLine, Turn

make_span = maker(Span)
make_turn = maker(Turn)
open_turn = opener(Turn)
make_stripped = maker(StrippedLine)
make_spans = maker_of_many(Span)
make_runs = maker_of_many(SourceRun)
