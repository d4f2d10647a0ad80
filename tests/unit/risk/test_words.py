"""No sentence that a score puts before a reader may speak of guilt, truth or law, except to say that it does not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coercionscan.lexicon.catalogue import HOME, load
from coercionscan.lexicon.statute import STATUTES, parse_statutes
from coercionscan.records import Band, Interval, SessionFactor
from coercionscan.risk.caveats import STANDING, caveats
from coercionscan.risk.session import factors
from tests.builders import factor_entries, profile, tagging, talk, transcript

CLAIMS = tomllib.loads((Path(__file__).parent / "forbidden_claims.toml").read_text(encoding="utf-8"))
FORBIDDEN = [re.compile(claim, re.IGNORECASE) for claim in CLAIMS["claims"]]


def offending(sentence: str) -> list[str]:
    return [claim.pattern for claim in FORBIDDEN if sentence != STANDING and claim.search(sentence)]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@pytest.mark.parametrize("claim", CLAIMS["examples"])
def test_the_list_catches_its_own_examples(claim: str) -> None:
    assert offending(claim)


@pytest.mark.parametrize("harmless", CLAIMS["harmless"])
def test_the_list_lets_plain_sentences_pass(harmless: str) -> None:
    assert offending(harmless) == []


@pytest.mark.parametrize("band", list(Band))
@pytest.mark.parametrize("reason", [None, "Only 4 turns."])
def test_caveats(band: Band, reason: str | None) -> None:
    made = transcript(*talk(3), unclear_share=0.4, recorded_share=0.3, doubtful_turn_count=2, unknown_role_share=0.4)
    ride = SessionFactor(id="unrecorded_contact", value="a car ride", source="case file", exposure=1.0)
    interval = Interval(voluntariness=(0.1, 0.2), reliability=(0.1, 0.2), draws=500, band_stability=0.7)
    for known in ((ride,), (replace(ride, exposure=None),), ()):
        found = caveats(made, known, interval, profile(), reason)
        assert STANDING in found
        assert [sentence for sentence in found if offending(sentence)] == []
    assert offending(band.value) == []


@pytest.mark.parametrize(
    "path",
    sorted((HOME / "profiles").glob("*.toml")) + sorted((HOME / "session").glob("*.toml")),
    ids=lambda path: path.stem,
)
def test_profiles_and_session_factors(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    shown = [
        text
        for key, value in data.items()
        if not key.endswith("phrases") and key != "rationale"
        for text in strings(value)
    ]
    assert [text for text in shown if offending(text)] == []


def test_words_of_circumstances() -> None:
    made = transcript(*talk(3))
    for one in factors(made, tagging(made), None, factor_entries(), profile()):
        assert offending(f"{one.value} {one.source}") == []


def test_words_of_legal_rules() -> None:
    """A rule may say what the law presumes; no other claim of the list, and the words of a group add none."""
    of_law = {claim for claim in CLAIMS["claims"] if "admissible" in claim}
    assert len(of_law) == 1
    for one in parse_statutes(load().tables[STATUTES]):
        assert set(offending(f"{one.name}. {one.rule} {one.applies_to}")) <= of_law, one.id
