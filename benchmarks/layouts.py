"""How many turns of the invented corpus are read rightly in every layout, whole and under each kind of damage.

Run: ``python -m benchmarks.layouts [none|DAMAGE ...]`` in the top folder. Without a name everything is measured.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from tests.unit.transcripts.layouts.compare import Score, compare
from tests.unit.transcripts.layouts.damage import DAMAGES
from tests.unit.transcripts.layouts.render import LAYOUTS, Layout
from tests.unit.transcripts.layouts.sheet import Leaf
from tests.unit.transcripts.layouts.talk import Talk, scenes

from coercionscan.errors import CoercionScanError
from coercionscan.transcripts.read import read

Damage = Callable[[Leaf, random.Random], Leaf]


def scene_score(layout: Layout, damage: Damage | None, talk: Talk) -> Score | None:
    """What is read of one scene, None when the package refuses it."""
    draw = random.Random(talk.name + layout.name)  # noqa: S311 - the same page each time
    leaf = layout.paint(talk, draw)
    leaf = damage(leaf, draw) if damage else leaf
    try:
        transcript = read(leaf.text.encode(), input_format=layout.asked)
    except CoercionScanError:
        return None
    return compare(talk.said, leaf.first_lines(), transcript, talk.questioned)


def main() -> None:
    """Print a row of figures for every layout under each damage."""
    for name in sys.argv[1:] or ["none", *DAMAGES]:
        print("==", name)
        for layout in LAYOUTS:
            total, refused = Score(0, 0, 0, 0, 0), 0
            for talk in scenes():
                if layout.two and set(talk.people) != {"I", "S"}:
                    continue
                score = scene_score(layout, DAMAGES.get(name), talk)
                refused += score is None
                total += score or Score(len(talk.said), 0, 0, 0, 0)
            print(f"{layout.name:28} {total} refused {refused}")


if __name__ == "__main__":
    main()
