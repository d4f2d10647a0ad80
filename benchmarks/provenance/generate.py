"""Invented interviews with known provenance: every route, every uptake, corrected and held answers, small talk.

The grammar stands in ``grammar.toml`` and knows nothing of the tracer. The same seed gives the same interviews.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

ROUTES = (
    "open_answer", "answer_to_probing", "asserted", "offered_in_question", "option_posed", "presupposed",
    "read_or_shown", "reported_from_earlier_interview",
)  # fmt: skip
UPTAKES = ("none", "assent", "repetition", "elaboration", "denial", "correction")
_KEY = {"read_or_shown": "shown", "reported_from_earlier_interview": "reported", "offered_in_question": "offered",
        "option_posed": "option"}  # fmt: skip
_GRAMMAR = Path(__file__).with_name("grammar.toml")


@dataclass(frozen=True, slots=True)
class TrueFact:
    """What is known of a detail. Lines count from 1, a turn is one line."""

    words: tuple[str, ...]
    line: int
    by: str
    route: str
    uptake: str


@dataclass(frozen=True, slots=True)
class TrueCorrection:
    """A corrected answer (``held`` False) or one that was attacked and held."""

    first_line: int
    final_line: int
    held: bool


@dataclass(slots=True)
class Interview:
    """Lines of a transcript and what is true of it."""

    style: str
    officer: str
    suspect: str
    lines: list[str] = field(default_factory=list)
    facts: list[TrueFact] = field(default_factory=list)
    corrections: list[TrueCorrection] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The transcript as a file would hold it."""
        return "\n".join(self.lines) + "\n"


def interviews(count: int, seed: int) -> Iterator[Interview]:
    """Write interviews.

    Args:
        count: How many; every third is written with the second set of phrasings.
        seed: Seed of the whole series.

    Yields:
        The interviews.
    """
    grammar = tomllib.loads(_GRAMMAR.read_text(encoding="utf-8"))
    for number in range(count):
        style = "second" if number % 3 == 2 else "plain"
        yield _Writer(grammar, style, random.Random(seed * 100_003 + number)).write()  # noqa: S311


class _Writer:
    def __init__(self, grammar: dict[str, Any], style: str, rng: random.Random) -> None:
        self._phrases = grammar[style]
        self._rng = rng
        details = grammar["details"]
        self._things: list[str] = rng.sample(details["things"], len(details["things"]))
        self._qualities: list[str] = details["qualities"]
        self._places: list[str] = details["places"]
        self._pools = {"where": details["rooms"], "number": details["numbers"], "colour": details["colours"]}
        self._officer = rng.choice(self._phrases["interrogators"])
        self._suspect = rng.choice(self._phrases["suspects"])
        self._out = Interview(style, self._officer, self._suspect)

    def write(self) -> Interview:
        scenes: list[Callable[[], None]] = [partial(self._fact, route) for route in ROUTES for _ in range(2)]
        scenes += [partial(self._correction, held) for held in (False, False, False, True, True)]
        scenes += [self._small_talk] * 5
        self._rng.shuffle(scenes)
        self._small_talk()
        for scene in scenes:
            scene()
        return self._out

    def _say(self, who: str, key: str, **fill: str) -> int:
        text = self._rng.choice(self._phrases[key]).format(**fill)
        self._out.lines.append(f"{who}: {text}")
        return len(self._out.lines)

    def _small_talk(self) -> None:
        self._say(self._officer, "filler_ask")
        self._say(self._suspect, "filler_answer")

    def _fill(self) -> tuple[dict[str, str], tuple[str, ...]]:
        thing, other = self._things.pop(), self._things.pop()
        quality, unlike = self._rng.sample(self._qualities, 2)
        bare, rest = f"{quality} {thing}", f"{unlike} {other}"
        detail, instead = f"{_article(bare)} {bare}", f"{_article(rest)} {rest}"
        fill = {"d": detail, "D": detail.capitalize(), "the": f"the {bare}", "n": bare, "e": instead,
                "bare": f"the {thing}", "p": self._rng.choice(self._places)}  # fmt: skip
        return fill, (quality, thing)

    def _fact(self, route: str) -> None:
        if len(self._things) < 3:
            return
        fill, words = self._fill()
        if route in ("open_answer", "answer_to_probing"):
            self._say(self._officer, "open_question" if route == "open_answer" else "probe", **fill)
            line = self._say(self._suspect, "told" if route == "open_answer" else "probed", **fill)
            self._out.facts.append(TrueFact(words, line, "suspect", route, "none"))
            return
        line = self._say(self._officer, _KEY.get(route, route), **fill)
        uptake = self._rng.choice(UPTAKES)
        if route == "presupposed" and uptake == "correction":
            uptake = "denial"
        self._answer(uptake, fill)
        self._out.facts.append(TrueFact(words, line, "interrogator", route, uptake))

    def _answer(self, uptake: str, fill: dict[str, str]) -> None:
        key = "unknown" if uptake == "none" else uptake
        if uptake in ("assent", "denial") and self._rng.random() < 0.25:
            key = {"assent": "nod", "denial": "shake"}[uptake]
        self._say(self._suspect, key, **fill)

    def _correction(self, held: bool) -> None:
        if len(self._things) < 3:
            return
        fill, _ = self._fill()
        slot = self._rng.choice(("where", "number", "colour"))
        one, two = self._rng.sample(self._pools[slot], 2)
        self._say(self._officer, f"{slot}_question", **fill)
        first = self._say(self._suspect, f"{slot}_answer", x=one)
        for _ in range(self._rng.randint(1, 2)):
            self._say(self._officer, "reject")
            if self._rng.random() < 0.3:
                self._say(self._suspect, "unknown")
                self._say(self._officer, "reject")
            final = self._say(self._suspect, f"{slot}_answer", x=one if held else two)
            if not held:
                break
        self._out.corrections.append(TrueCorrection(first, final, held))


def _article(phrase: str) -> str:
    return "an" if phrase[0] in "aeiou" else "a"
