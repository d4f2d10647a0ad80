"""Findings under the legal rules that speak of them: a heading for a reader, and nothing is concluded from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coercionscan.lexicon.statute import Statute, grouped
from coercionscan.records import LegalGroup, SessionFactor, Tagging, TagStatus

_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})")


def legal_groups(
    statutes: Sequence[Statute],
    tagging: Tagging,
    factors: Sequence[SessionFactor],
    jurisdiction: str | None,
    questioned_on: str | None,
) -> tuple[LegalGroup, ...]:
    """Group what was found.

    Args:
        statutes: All rules.
        tagging: Tags; active ones count.
        factors: Circumstances; those with an exposure above 0 count.
        jurisdiction: Such as ``US-IL``; None groups nothing.
        questioned_on: Day of the questioning as ISO 8601; None takes rules of any date.

    Returns:
        One group for each rule that speaks of something found, in the order of the rules.
    """
    if not jurisdiction:
        return ()
    found = {tag.code for tag in tagging.tags if tag.status is TagStatus.ACTIVE}
    found |= {factor.id for factor in factors if factor.exposure}
    on = date.fromisoformat(questioned_on) if questioned_on else None
    return tuple(
        LegalGroup(
            id=one.id,
            jurisdiction=one.jurisdiction,
            name=one.name,
            rule=one.rule,
            applies_to=one.applies_to,
            since=one.since.isoformat(),
            until=one.until.isoformat() if one.until else None,
            found=named,
            sources=one.sources,
            verified=one.verified,
            verified_on=one.verified_on.isoformat(),
        )
        for one, named in grouped(statutes, found, jurisdiction=jurisdiction, on=on)
    )


def day_of(value: object) -> str | None:
    """The day of a time such as "2014-03-09 20:40" as ISO 8601; None where it names none."""
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(match[1]).isoformat() if match else None
    except ValueError:
        return None
