"""Talk to be set in a layout: the invented scenes of the corpus, with invented people."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from coercionscan.training.scenes import read_scene_file

SCENES = Path(__file__).parents[4] / "data" / "corpus" / "scenes"
_RANKS = ("Det.", "Detective", "Sgt.", "Inspector", "Lt.", "DC")
_SURNAMES = (
    "Marlow", "Brigg", "Amsel", "Dunne", "Pell", "Rowe", "Garvey", "Tully", "Holt", "Devane", "Quill", "Poole", "Varga",
    "Brandt", "Cole", "Dorn", "Hale", "Kerr", "Lund", "Mercer", "Nolan", "Osgood", "Prior", "Renner", "Sayer", "Thane",
)  # fmt: skip
_FIRST = ("Tessa", "Ida", "Colm", "Lars", "Tove", "Edda", "Ola", "Dana", "Rolf", "Iris", "Peter", "Mercy", "Anton")


@dataclass(frozen=True, slots=True)
class Said:
    """A turn: ``who`` is a letter of the corpus (I, J, S, C, P, O)."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; ``rank`` is empty for who is questioned."""

    first: str
    last: str
    rank: str = ""

    @property
    def full(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"

    @property
    def initials(self) -> str:
        """Two capitals."""
        return self.first[0] + self.last[0]


@dataclass(frozen=True, slots=True)
class Talk:
    """A scene: its turns, its people by letter, and whether a suspect or a witness is questioned."""

    name: str
    said: tuple[Said, ...]
    people: dict[str, Person] = field(hash=False, compare=False)
    questioned: str = "suspect"


def people(letters: str, seed: int) -> dict[str, Person]:
    """Invented people whose first names, surnames and initials all differ."""
    draw = random.Random(seed)  # noqa: S311 - a seed for the same people each time
    while True:
        last = draw.sample(_SURNAMES, len(letters))
        first = draw.sample(_FIRST, len(letters))
        cast = {
            letter: Person(one, two, draw.choice(_RANKS) if letter in "IJ" else "")
            for letter, one, two in zip(letters, first, last, strict=True)
        }
        if len({person.initials for person in cast.values()}) == len({two[0] for two in last}) == len(letters):
            return cast


@cache
def scenes() -> tuple[Talk, ...]:
    """The scenes of all writers of whole interviews."""
    found = []
    paths = sorted(SCENES.glob("w*/*.txt"))
    for seed, scene in enumerate(scene for path in paths for scene in read_scene_file(path)):
        said = tuple(Said(line.speaker, line.words.strip()) for line in scene.lines)
        letters = "".join(dict.fromkeys(one.who for one in said))
        found.append(Talk(scene.name, said, people(letters, seed), scene.questioned.value))
    return tuple(found)


def cut(talk: Talk, start: int, turns: int) -> Talk:
    """An extract of a scene."""
    return replace(talk, said=talk.said[start : start + turns])
