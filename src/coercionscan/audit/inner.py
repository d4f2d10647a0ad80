"""What a saved report must fulfil by itself: sums, places and digests that anybody can check without the transcript."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence

from coercionscan.audit.verify import Difference

_SUM = 1e-6
"""Sums of points are compared after rounding to 6 decimals."""
_READINGS = ("voluntariness", "reliability")
Report = Mapping[str, object]


def inner(saved: Report) -> tuple[Difference, ...]:
    """Check a report against itself.

    Args:
        saved: The report as parsed from JSON.

    Returns:
        One difference for each fault: points that do not sum to their index, an index outside its interval, a tag or
        turn that is named and is not there, words that the text does not hold at their place.
    """
    return (*_sums(saved), *_references(saved), *_grounding(saved))


def _sums(saved: Report) -> Iterator[Difference]:
    for confession in _rows(saved, "confessions"):
        risk = confession.get("risk")
        if not isinstance(risk, Mapping):
            continue
        name = f"confessions[{confession.get('id')}].risk"
        for reading in _READINGS:
            index = _number(risk.get(f"{reading}_index"))
            points = math.fsum(
                _number(one.get("points")) for one in _rows(risk, "contributions") if one.get("reading") == reading
            )
            if abs(points - index) > _SUM:
                yield Difference(
                    path=f"{name}.{reading}_index", saved=f"{index:.6f}", fresh=f"{points:.6f} by its parts"
                )
            yield from _ends(name, reading, index, risk)


def _ends(name: str, reading: str, index: float, risk: Report) -> Iterator[Difference]:
    interval = risk.get("interval")
    ends = interval.get(reading) if isinstance(interval, Mapping) else None
    if not isinstance(ends, Sequence) or len(ends) != len(_READINGS):
        return
    low, high = (_number(end) for end in ends)
    if not low - _SUM <= index <= high + _SUM:
        yield Difference(
            path=f"{name}.interval.{reading}", saved=f"{low:.6f} to {high:.6f}", fresh=f"index {index:.6f}"
        )


def _references(saved: Report) -> Iterator[Difference]:
    tags = {one.get("id") for one in _rows(saved, "tags")}
    facts = {one.get("id") for one in _rows(saved, "facts")}
    turns = len(_rows(saved, "turns"))
    for confession in _rows(saved, "confessions"):
        name = f"confessions[{confession.get('id')}]"
        first, last = confession.get("first_turn_index"), confession.get("last_turn_index")
        if not (isinstance(first, int) and isinstance(last, int) and 0 <= first <= last < turns):
            yield Difference(path=f"{name}.first_turn_index", saved=f"{first} to {last}", fresh=f"{turns} turns")
        risk = confession.get("risk")
        named = list(_ids(confession, "admission_tag_ids"))
        for one in _rows(risk, "contributions") if isinstance(risk, Mapping) else ():
            named += _ids(one, "tag_ids")
            for fact in set(_ids(one, "fact_ids")) - facts:
                yield Difference(path=f"{name}.risk.contributions", saved=f"fact {fact}", fresh="no such fact")
        for tag in sorted(set(map(str, named)) - set(map(str, tags))):
            yield Difference(path=name, saved=f"tag {tag}", fresh="no such tag")


def _grounding(saved: Report) -> Iterator[Difference]:
    """Words of turns and tags against the text, where the report carries it."""
    text = saved.get("text")
    if not isinstance(text, str):
        return
    source = saved.get("source")
    told = source.get("text_sha256") if isinstance(source, Mapping) else None
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if told != digest:
        yield Difference(path="source.text_sha256", saved=str(told), fresh=digest)
    for kind in ("turns", "tags"):
        for number, one in enumerate(_rows(saved, kind)):
            start, end = one.get("start"), one.get("end")
            if isinstance(start, int) and isinstance(end, int) and text[start:end] != one.get("text"):
                yield Difference(
                    path=f"{kind}[{one.get('id', number)}].text", saved=str(one.get("text")), fresh=text[start:end]
                )


def _rows(value: Report, key: str) -> list[Report]:
    rows = value.get(key)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, Sequence) else []


def _ids(value: Report, key: str) -> list[str]:
    ids = value.get(key)
    return [str(one) for one in ids] if isinstance(ids, Sequence) and not isinstance(ids, str) else []


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
