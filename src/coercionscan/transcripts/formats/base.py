"""What every format file offers: its facts, a sniffer with a score and a reason, and a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """A line of ``coercionscan formats``.

    ``tier`` 1 is tested on real layouts; ``verified`` tells whether the syntax was seen in a real export or is from
    memory; ``extra`` is the install extra that the reader needs, or None; ``recognised``: a speech recogniser wrote it;
    ``example`` shows a layout of running text.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    tier: int = 1
    extra: str | None = None
    verified: bool = True
    recognised: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the user may ask of a reader.

    ``columns``: column name by its meaning
    (speaker, text, start, end, role), for tables. ``overlay``: text of an RTTM file that tells who speaks when.
    """

    columns: tuple[tuple[str, str], ...] = ()
    overlay: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """How sure a sniffer is, 0..1, and why, in a few words."""

    score: float
    reason: str


NO = Guess(score=0.0, reason="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. ``sniff`` must be quick and never fail; ``read`` raises the package's own errors.

    ``on_request``: never chosen by sniffing alone. ``most``: no guess of this sniffer is higher.
    """

    info: FormatInfo
    sniff: Callable[[Document], Guess]
    read: Callable[[Document, ReadOptions], Reading]
    on_request: bool = False
    most: float = 1.0
