"""How a tag is made: its content-derived id, its span, its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from coercionscan.making import maker
from coercionscan.records import Evidence, Span, Tag, TagStatus, Transcript

new_tag = maker(Tag)
"""Makes a tag of the values of all its fields, in order."""
new_evidence = maker(Evidence)
"""Makes evidence of the values of all its fields, in order."""


def tag_id(code: str, turn_text: str, offset: int) -> str:
    """Id of a tag, made of its code, its turn's words and its place in the turn: the same in every run."""
    content = f"{code}\0{turn_text}\0{offset}".encode()
    return f"{code}-{hashlib.sha256(content).hexdigest()[:10]}"


def make_tag(
    transcript: Transcript,
    *,
    code: str,
    domain: str,
    turn_index: int,
    span: Span,
    confidence: float,
    tagger: str,
    evidence: Evidence,
    status: TagStatus = TagStatus.ACTIVE,
    attributes: Mapping[str, str] | None = None,
) -> Tag:
    """Make one tag.

    Args:
        transcript: The transcript.
        code: Code id.
        domain: Domain of the code.
        turn_index: The turn.
        span: Words in ``transcript.text``.
        confidence: 0..1.
        tagger: Who found it.
        evidence: Why.
        status: Active, suppressed or suggested.
        attributes: Attributes of the code.

    Returns:
        The tag.
    """
    turn = transcript.turns[turn_index]
    return new_tag(
        tag_id(code, turn.text, span.start - turn.span.start),
        code,
        domain,
        turn_index,
        span,
        transcript.text[span.start : span.end],
        confidence,
        tagger,
        status,
        evidence,
        tuple(sorted(attributes.items())) if attributes else (),
    )


def unique_ids(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Number tags whose content is the same ("-2", "-3"), in order, so that ids are unique in a transcript."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    out: list[Tag] = []
    for tag in tags:
        count = seen[tag.id] = seen.get(tag.id, 0) + 1
        out.append(tag if count == 1 else replace(tag, id=f"{tag.id}-{count}"))
    return tuple(out)
