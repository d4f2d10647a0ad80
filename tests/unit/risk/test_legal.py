"""Legal rules are headings for findings: by place and day, and nothing more."""

from __future__ import annotations

import pytest

from coercionscan.lexicon.catalogue import load
from coercionscan.lexicon.statute import STATUTES, Statute, parse_statutes
from coercionscan.records import LegalGroup, SessionFactor, TagStatus
from coercionscan.risk.legal import day_of, legal_groups
from tests.builders import tag, tagging, talk, transcript

MADE = transcript(*talk(4), ("I", "Your print is on the tin."))
LATE, EARLY = "2023-05-01", "2020-05-01"


def shipped() -> tuple[Statute, ...]:
    return parse_statutes(load().tables[STATUTES])


def groups(
    place: str | None, day: str | None, *, status: TagStatus = TagStatus.ACTIVE, age: float | None = 1.0
) -> tuple[LegalGroup, ...]:
    ploy = tag(MADE, 8, "false_evidence_ploy", "Your print is on the tin", status=status)
    juvenile = SessionFactor(id="juvenile", value="aged 15", source="case file", exposure=age)
    return legal_groups(shipped(), tagging(MADE, ploy), (juvenile,), place, day)


def test_without_a_place_nothing_is_grouped() -> None:
    assert groups(None, LATE) == ()


def test_a_rule_names_what_was_found_with_its_dates_and_sources() -> None:
    found = {one.id: one for one in groups("US-IL", LATE)}
    minors = found["us_il_minors"]
    assert minors.found == ("false_evidence_ploy", "juvenile")
    assert minors.since <= LATE
    assert minors.sources
    assert minors.rule
    assert day_of(minors.verified_on) == minors.verified_on


def test_a_rule_does_not_reach_back() -> None:
    assert "us_il_minors" not in {one.id for one in groups("US-IL", EARLY)}


def test_silenced_findings_and_absent_circumstances_count_for_no_rule() -> None:
    assert groups("US-IL", LATE, status=TagStatus.SUPPRESSED, age=0.0) == ()
    assert groups("US-IL", LATE, status=TagStatus.SUPPRESSED, age=None) == ()


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2014-03-09 20:40", "2014-03-09"),
        (" 2014-03-09", "2014-03-09"),
        ("20:40", None),
        ("2014-13-40", None),
        (7.0, None),
        (None, None),
    ],
)
def test_the_day_of_a_time(stated: object, day: str | None) -> None:
    assert day_of(stated) == day
