"""Legal rules as dated data: they group findings under a heading, and nothing is concluded from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from coercionscan.errors import LexiconError

STATUTES = "statutes"
"""Name of the table of legal rules."""


class Statute(BaseModel):
    """One rule: who it applies to, since when, which codes and circumstances it speaks of, and when it was checked.

    ``until`` None means in force when it was verified. ``verified`` is False where the entry was not read in the
    source itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    jurisdiction: str
    name: str
    rule: str
    applies_to: str
    since: date = Field(alias="from")
    until: date | None = None
    codes: tuple[str, ...]
    factors: tuple[str, ...] = ()
    sources: tuple[str, ...]
    verified: bool
    verified_on: date


def parse_statutes(table: Mapping[str, Any], where: str = "statutes.toml") -> tuple[Statute, ...]:
    """Read the table of ``statutes.toml``.

    Args:
        table: The parsed file.
        where: Path for error messages.

    Returns:
        Statutes in file order.

    Raises:
        LexiconError: When an entry is wrong, or two have one id.
    """
    try:
        found = TypeAdapter(tuple[Statute, ...]).validate_python(table.get("statute", ()))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{key}: {first['msg']}", where=where, hint="Mend the named key.") from error
    if len({one.id for one in found}) != len(found):
        raise LexiconError("two statutes have one id", where=where, hint="Give each its own id.")
    return found


def grouped(
    statutes: Sequence[Statute], found: Collection[str], *, jurisdiction: str, on: date | None = None
) -> tuple[tuple[Statute, tuple[str, ...]], ...]:
    """Findings under the rules that speak of them.

    Args:
        statutes: All statutes.
        found: Codes and circumstances that were found.
        jurisdiction: Such as ``US-IL``: rules of ``US`` are taken with those of ``US-IL``, not the other way round.
        on: Day of the questioning; None takes rules of any date.

    Returns:
        (statute, codes and circumstances of it that were found) where there is at least one, in file order.
    """
    groups = []
    for one in statutes:
        here = jurisdiction == one.jurisdiction or jurisdiction.startswith(f"{one.jurisdiction}-")
        then = on is None or (one.since <= on and (one.until is None or on <= one.until))
        named = tuple(code for code in (*one.codes, *one.factors) if code in found)
        if here and then and named:
            groups.append((one, named))
    return tuple(groups)
