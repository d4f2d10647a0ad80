"""A proper interview stays in the lowest band, even where an admission at its end is made up."""

from __future__ import annotations

from functools import cache

import pytest

from coercionscan.lexicon.catalogue import load
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis, Band, Confession, ConfessionKind, Risk
from coercionscan.training.scenes import read_scenes, transcript_of
from tests.house.source import ROOT
from tests.quiet.test_quiet import HERE, _analysis

PRESSING = frozenset(
    entry.id for entry in load().entries if entry.domain in ("pressure", "inducement") and entry.layer != "form"
)
MOST_PRESSING = 3
SCENES = {
    scene.name: scene
    for scene in read_scenes(ROOT / "data" / "corpus" / "scenes")
    if scene.kind == "information_gathering"
    and sum(len(line.codes & PRESSING) for line in scene.lines) <= MOST_PRESSING
}
"""Scenes whose own labels hold hardly any pressing."""
EXPLAINED = {
    "w8-02": (0.4, "papers are put one after another, and much is first named in them"),
    "w8-04": (0.4, "a complaint is read out, and its details are asked about"),
    "w8-09": (0.4, "papers are put one after another, and much is first named in them"),
    "w9-11": (0.4, "a receipt is told at the end, and a time is taken back for it"),
    "w10-02": (0.4, "a photograph is shown at the end"),
    "w10-13": (0.55, "by its labels the second officer steers answers, and guesses follow"),
}
"""Mostly proper interviews with something in them that the reliability index counts: its highest value, and why."""
INTERVIEWS = ("child_witness_interview", "witness_boat_yard")  # no exhibit is shown in them


@cache
def _scanner() -> Scanner:
    return Scanner()


def made_up(analysis: Analysis) -> Risk:
    """The score of an admission that nobody made, at the last turn of the questioned person."""
    last = max(turn.index for turn in analysis.transcript.turns if turn.role.questioned)
    confession = Confession(
        id="made up", kind=ConfessionKind.FULL, first_turn_index=last, last_turn_index=last, acts=("nothing",)
    )
    return _scanner().assess(analysis, (confession,))[0]


def test_there_are_scenes_to_score() -> None:
    assert len(SCENES) >= 20


@pytest.mark.parametrize("name", SCENES)
def test_an_information_gathering_interview_of_the_corpus(name: str) -> None:
    analysis = _scanner().analyse(transcript_of(SCENES[name]))
    for risk in (made_up(analysis), *analysis.risks):
        assert risk.voluntariness_index < 0.25
        if name in EXPLAINED:
            assert risk.band is not Band.EXTENSIVE
            assert risk.reliability_index < EXPLAINED[name][0]
        else:
            assert risk.band in (Band.FEW, Band.NOT_ASSESSABLE)
            assert risk.reliability_index < 0.25


@pytest.mark.parametrize("name", INTERVIEWS)
def test_an_innocent_interview(name: str) -> None:
    risk = made_up(_analysis(HERE / f"{name}.txt"))
    assert max(risk.voluntariness_index, risk.reliability_index) < 0.25
