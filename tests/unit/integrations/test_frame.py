from __future__ import annotations

import pandas as pd
import pytest

import coercionscan.integrations.frame  # noqa: F401 - registers the accessor
from coercionscan.errors import UsageError
from coercionscan.pipeline import Scanner

ROWS = [
    ("one", "DET. ROWE", "We already know what happened. (Pell nods) You can go home once you tell us."),
    ("one", "PELL", "I was not there."),
    ("two", "DET. KERN", "Tell me about Thursday."),
    ("two", "MOSS", "I took the red van."),
    ("one", "DET. ROWE", ""),
    ("one", "PELL", "Okay. I lit it."),
]
FRAME = pd.DataFrame(ROWS, columns=["case", "who", "said"], index=[10, 20, 30, 40, 50, 60])


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(use_model=False)


def test_a_table_is_scanned_as_one_interview(scanner: Scanner) -> None:
    made = FRAME[FRAME["case"] == "one"].coercion.scan(text="said", speaker="who", scanner=scanner)
    assert {speaker.label for speaker in made.transcript.speakers} == {"DET. ROWE", "PELL"}
    assert made.confessions


def test_each_interview_is_scanned_alone(scanner: Scanner) -> None:
    made = FRAME.coercion.scan_by("case", text="said", speaker="who", scanner=scanner)
    assert list(made) == ["one", "two"]
    assert [len(result.confessions) for result in made.values()] == [1, 0]
    assert made["two"].transcript.source.name == "two"


@pytest.mark.parametrize("by", [None, "case"])
def test_findings_join_to_the_rows_they_stand_in(scanner: Scanner, by: str | None) -> None:
    found = FRAME.coercion.tags(by=by, text="said", speaker="who", scanner=scanner)
    joined = found.join(FRAME, on="row")
    assert len(joined) == len(found) > 0
    assert all(text in said for text, said in zip(joined["text"], joined["said"], strict=True))
    assert 10 in set(found.loc[found["code"] == "knowledge_claim", "row"])
    assert 60 in set(found.loc[found["code"].str.endswith("_admission"), "row"])


def test_no_finding_gives_an_empty_table_with_its_columns(scanner: Scanner) -> None:
    made = FRAME.iloc[3:4].coercion.tags(text="said", speaker="who", scanner=scanner)
    assert list(made.columns) == ["row", "code", "domain", "text", "confidence", "status", "tagger"]


def test_columns_that_are_not_there_are_refused(scanner: Scanner) -> None:
    with pytest.raises(UsageError):
        FRAME.coercion.scan(text="words", speaker="who", scanner=scanner)
