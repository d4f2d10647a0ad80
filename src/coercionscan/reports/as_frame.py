"""The analysis as pandas tables, one kind each, flattened from the JSON report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coercionscan.errors import UsageError
from coercionscan.records import Analysis
from coercionscan.reports import contract as c
from coercionscan.reports.as_json import report

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def frame(analysis: Analysis, kind: str = "tags") -> pd.DataFrame:
    """One table of an analysis.

    Args:
        analysis: What was found.
        kind: ``turns``, ``tags``, ``facts``, ``corrected_answers``, ``confessions``, ``contributions`` or ``speakers``.

    Returns:
        A row each, keys of the JSON report as columns, the same columns also when there is no row. Nested values are
        flattened with a dot-free name (``interval_voluntariness_low``); ``source`` names the file.

    Raises:
        UsageError: For another kind.
    """
    import pandas as pd  # half a second that a report does not need

    if kind not in _KINDS:
        raise UsageError(f"unknown table {kind!r}", hint=f"Tables: {', '.join(KINDS)}")
    columns, rows = _KINDS[kind]
    made = report(analysis)
    name = made["source"]["name"]
    return pd.DataFrame(({"source": name, **row} for row in rows(made)), columns=["source", *columns])


def _turns(made: c.ReportDict) -> Iterator[Row]:
    return (dict(turn) for turn in made["turns"])


def _tags(made: c.ReportDict) -> Iterator[Row]:
    turns = made["turns"]
    for tag in made["tags"]:
        turn, evidence = turns[tag["turn_index"]], tag["evidence"]
        extra = {
            "speaker": turn["speaker"],
            "role": turn["role"],
            "page": turn["page"],
            "first_line": turn["first_line"],
        }
        flat = {key: value for key, value in tag.items() if key not in ("evidence", "attributes")}
        yield {
            **flat,
            **extra,
            "rule_id": evidence["rule_id"],
            "explanation": evidence["explanation"],
            "attributes": tag["attributes"],
        }


def _facts(made: c.ReportDict) -> Iterator[Row]:
    for fact in made["facts"]:
        row: Row = {key: value for key, value in fact.items() if key != "mentions"}
        row["terms"] = " ".join(fact["terms"])
        yield row


def _corrected(made: c.ReportDict) -> Iterator[Row]:
    return (dict(answer) for answer in made["corrected_answers"])


def _confessions(made: c.ReportDict) -> Iterator[Row]:
    for one in made["confessions"]:
        row: Row = {key: value for key, value in one.items() if key not in ("risk", "admission_tag_ids")}
        row["acts"] = "; ".join(one["acts"])
        yield {**row, **(_risk(one["risk"]) if one["risk"] else {})}


def _risk(risk: c.RiskDict) -> Row:
    interval = risk["interval"]
    row: Row = {
        "band": risk["band"],
        "voluntariness_index": risk["voluntariness_index"],
        "reliability_index": risk["reliability_index"],
        "voluntariness_low": interval["voluntariness"][0],
        "voluntariness_high": interval["voluntariness"][1],
        "reliability_low": interval["reliability"][0],
        "reliability_high": interval["reliability"][1],
    }
    return row | {f"subscore_{name}": risk["subscores"].get(name) for name in SUBSCORES}


def _contributions(made: c.ReportDict) -> Iterator[Row]:
    for one in made["confessions"]:
        for part in one["risk"]["contributions"] if one["risk"] else ():
            row: Row = {
                "confession_id": one["id"],
                "code": part["code"],
                "reading": part["reading"],
                "points": part["points"],
                "tag_count": len(part["tag_ids"]),
                "fact_count": len(part["fact_ids"]),
                "circumstance": part["circumstance"],
                "sources": " ".join(part["sources"]),
            }
            yield row


def _speakers(made: c.ReportDict) -> Iterator[Row]:
    for one in made["speakers"]:
        row: Row = {key: value for key, value in one.items() if key != "merged_labels"}
        yield {**row, "merged_labels": "; ".join(merged["label"] for merged in one["merged_labels"])}


SUBSCORES = ("pressure", "inducement", "rights", "vulnerability", "contamination", "reliability")
_TURN = tuple(c.TurnDict.__annotations__)
_TAG = (
    *(key for key in c.TagDict.__annotations__ if key not in ("evidence", "attributes")),
    *("speaker", "role", "page", "first_line", "rule_id", "explanation", "attributes"),
)
_FACT = tuple(key for key in c.FactDict.__annotations__ if key != "mentions")
_CONFESSION = (
    *(key for key in c.ConfessionDict.__annotations__ if key not in ("risk", "admission_tag_ids")),
    *("band", "voluntariness_index", "reliability_index"),
    *("voluntariness_low", "voluntariness_high", "reliability_low", "reliability_high"),
    *(f"subscore_{name}" for name in SUBSCORES),
)
_CONTRIBUTION = (
    "confession_id",
    "code",
    "reading",
    "points",
    "tag_count",
    "fact_count",
    "circumstance",
    "sources",
)
_KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[c.ReportDict], Iterator[Row]]]] = {
    "turns": (_TURN, _turns),
    "tags": (_TAG, _tags),
    "facts": (_FACT, _facts),
    "corrected_answers": (tuple(c.CorrectedAnswerDict.__annotations__), _corrected),
    "confessions": (_CONFESSION, _confessions),
    "contributions": (_CONTRIBUTION, _contributions),
    "speakers": (tuple(c.SpeakerDict.__annotations__), _speakers),
}
KINDS = tuple(_KINDS)
