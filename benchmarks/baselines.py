"""What the product is compared with: a list of keywords, and word n-grams without their place in the talk."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import numpy as np

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.tags.artifact import SIDES
from coercionscan.tags.outlines import is_word
from coercionscan.training.examples import Examples, Row
from coercionscan.training.fitting import fit
from coercionscan.training.scenes import Scene

Reported = Sequence[Sequence[AbstractSet[str]]]
"""Codes by scene and turn."""
LIKELY = 0.5


def by_keywords(scenes: Sequence[Scene]) -> Reported:
    """Report a code where one of its phrases stands in the turn (``keywords.toml``)."""
    listed = tomllib.loads(Path(__file__).with_name("keywords.toml").read_text(encoding="utf-8"))
    sides = {"I": listed["interrogator"], "J": listed["interrogator"], "S": listed["suspect"]}
    return [
        [
            {
                code
                for code, phrases in sides.get(line.speaker, {}).items()
                if any(f" {phrase}" in f" {line.words.lower()}" for phrase in phrases)
            }
            for line in scene.lines
        ]
        for scene in scenes
    ]


def by_ngrams(lexicon: Lexicon, learned: Sequence[Scene], scenes: Sequence[Scene]) -> Reported:
    """Report a code where logistic regression over the words of a sentence alone finds it likely."""
    maker = Examples(lexicon)
    rows = [_words_alone(row) for row in maker.rows(learned)]
    asked = [_words_alone(row) for row in maker.rows(scenes)]
    place = {(scene.writer, scene.name): number for number, scene in enumerate(scenes)}
    found: list[list[set[str]]] = [[set() for _ in scene.lines] for scene in scenes]
    left_out: Collection[str] = lexicon.tables["learning"]["not_learned"]
    for side in SIDES:
        codes = [
            entry.id
            for entry in lexicon.entries
            if (entry.speaker == "interrogator") is (side == "interrogator")
            and entry.layer != "form"
            and entry.id not in left_out
        ]
        fitted = fit(side, codes, rows, seed=0)
        own = [row for row in asked if row.sight.side == side]
        for number, column in np.argwhere(fitted.probabilities(own) >= LIKELY).tolist():
            row = own[number]
            found[place[row.scene.writer, row.scene.name]][row.turn_index].add(fitted.codes[column])
    return found


def _words_alone(row: Row) -> Row:
    return replace(row, sight=replace(row.sight, own=words_of(row), shared={}))


def words_of(row: Row) -> dict[str, float]:
    """The word n-grams among a sentence's features."""
    return {name: value for name, value in row.sight.own.items() if is_word(name)}
