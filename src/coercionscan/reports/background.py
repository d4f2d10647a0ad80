"""What a report tells of its own tools: what a code means, which works it rests on, how often it was found to err."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isnan
from typing import Any, cast

from coercionscan import shipped
from coercionscan.lexicon.catalogue import load
from coercionscan.records import Analysis
from coercionscan.reports.words import plain, short_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How often a code was found to err: on ``n`` reference turns; None where a figure cannot be computed."""

    code: str
    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None
    high: float | None
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A cited work: its key, its name in running text, and the whole reference."""

    key: str
    short: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a code means, in a sentence, and the works that the scores cite for it."""

    id: str
    meaning: str
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What stands behind a report.

    ``codes`` are those tagged or weighed, by id. ``works`` in the order of their keys. ``figures`` of the tagged codes,
    ``unmeasured`` the tagged codes without any; ``reference`` says what was measured against.
    """

    codes: tuple[Code, ...]
    works: tuple[Work, ...]
    figures: tuple[Figures, ...]
    unmeasured: tuple[str, ...]
    reference: str


@cache
def _shelf() -> tuple[dict[str, str], dict[str, Work]]:
    """Meanings of the shipped codes, and the works that the lexicon cites."""
    lexicon = load()
    works = {
        key: Work(
            key=key, short=short_work(work.ref), reference=work.ref if work.verified else f"{work.ref} (unverified)"
        )
        for key, work in lexicon.sources.items()
    }
    return {entry.id: entry.definition for entry in lexicon.entries}, works


@cache
def _measured() -> tuple[str, tuple[Figures, ...]]:
    """The shipped figures over all kinds of sources."""
    reference, tables = shipped.measured()
    codes = cast("Mapping[str, Mapping[str, Mapping[str, Any]]]", tables.get("codes", {}))
    return reference, tuple(_figures(code, kinds["all"]) for code, kinds in codes.items() if "all" in kinds)


def _figures(code: str, row: Mapping[str, Any]) -> Figures:
    def figure(name: str) -> float | None:
        value = row.get(name)
        return float(value) if isinstance(value, int | float) and not isnan(value) else None

    return Figures(
        code=code,
        n=int(row["n"]),
        precision=figure("precision"),
        recall=figure("recall"),
        f1=figure("f1"),
        low=figure("low"),
        high=figure("high"),
        standing=plain(str(row.get("standing", ""))),
    )


def background(analysis: Analysis) -> Background:
    """What stands behind the report of an analysis.

    Args:
        analysis: What was found; of its codes alone meanings, works and figures are told.
    """
    meanings, works = _shelf()
    reference, figures = _measured()
    tagged = sorted({tag.code for tag in analysis.tagging.tags})
    cited = _cited(analysis)
    told = {one.code for one in figures}
    keys = sorted({key for found in cited.values() for key in found})
    return Background(
        codes=tuple(
            Code(
                id=code, meaning=meanings[code], works=tuple(works[key] for key in cited.get(code, ()) if key in works)
            )
            for code in sorted({*tagged, *cited})
            if code in meanings
        ),
        works=tuple(works[key] for key in keys if key in works),
        figures=tuple(one for one in figures if one.code in tagged),
        unmeasured=tuple(code for code in tagged if code not in told),
        reference=reference,
    )


def _cited(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Keys of the works that the scores cite for each code."""
    found = [(one.code, one.sources) for risk in analysis.risks for one in risk.contributions]
    found += [(item.code, item.sources) for exposure in analysis.exposures for item in exposure.items]
    made: dict[str, tuple[str, ...]] = {}
    for code, sources in found:
        made[code] = tuple(dict.fromkeys((*made.get(code, ()), *sources)))
    return made
