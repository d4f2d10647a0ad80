"""ELAN ``.eaf``: time-aligned annotations of all tiers in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import xml_of
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.times import whole_number


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=1.0, reason="an ELAN document") if "<ANNOTATION_DOCUMENT" in document.sample[:4000] else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    root = xml_of(document.data, document.where)
    times = {slot.get("TIME_SLOT_ID", ""): whole_number(slot.get("TIME_VALUE")) for slot in root.iter("TIME_SLOT")}
    said = [utterance for tier in root.iter("TIER") for utterance in _tier(tier, times)]
    said.sort(key=lambda utterance: utterance.start_ms or 0)
    return compose(said)


def _tier(tier: Element, times: dict[str, int | None]) -> Iterator[Utterance]:
    speaker = tier.get("PARTICIPANT") or tier.get("TIER_ID") or ""
    for number, found in enumerate(tier.iter("ALIGNABLE_ANNOTATION"), 1):
        words = (found.findtext("ANNOTATION_VALUE") or "").strip()
        start = times.get(found.get("TIME_SLOT_REF1", ""))
        yield Utterance(
            speaker=speaker,
            text=words,
            file_line=number,
            start_ms=start,
            end_ms=times.get(found.get("TIME_SLOT_REF2", "")),
        )


FORMAT = Format(info=FormatInfo(name="elan", title="ELAN (.eaf)", suffixes=(".eaf",), tier=2), sniff=sniff, read=read)
