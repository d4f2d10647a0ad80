"""Admissions on invented scenes: how many labelled ones are found, and how many are found where there is none.

    python benchmarks/admissions.py [DIR ...] [--show] [--reach N]

A labelled admission is found when a tag stands within ``reach`` turns of it; a tag is right when a label is so near.
It is outside when it lies in no confession: before the first labelled admission, long after the last one, or after it
was taken back. Scenes without a labelled admission are counted apart: there a tag is always outside.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coercionscan.pipeline import Scanner
from coercionscan.records import Role, TagStatus
from coercionscan.training.scenes import read_scene_file
from coercionscan.transcripts.read import read

ROOT = Path(__file__).resolve().parent.parent
SCENES = ROOT / "data" / "corpus" / "scenes"
ADMISSIONS = ("full_admission", "partial_admission")
_NAMES = {"I": "DET. ROWE", "J": "SGT. IKEDA", "S": "PELL", "C": "MR. BAPTISTE", "P": "MRS. YUL", "O": "A VOICE"}
_STILL_TELLING = 30
"""So many turns after the last label a confession goes on: 15 answers. A convention."""
_ROLES = {"C": Role.COUNSEL, "P": Role.APPROPRIATE_ADULT, "O": Role.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Turns of a scene, and those that are labelled as an admission with their code."""

    name: str
    crime: str
    witness: bool
    turns: tuple[tuple[str, str], ...]
    gold: dict[int, str]
    taken_back: tuple[int, ...]

    def outside(self, index: int) -> bool:
        """Whether a turn lies in no labelled confession."""
        before = [label for label in self.gold if label <= index + 2]
        if not before or index - max(before) > _STILL_TELLING:
            return True
        return any(max(before) < back < index for back in self.taken_back)


@dataclass(slots=True)
class Tally:
    """What was found and missed in a group of scenes."""

    gold: int = 0
    found: int = 0
    tagged: int = 0
    right: int = 0
    outside: int = 0
    silent_scenes: int = 0
    noisy_scenes: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, scene: Scene, tagged: dict[int, str], reach: int) -> None:
        """Count one scene."""
        missed = [index for index in scene.gold if not _near(index, tagged, reach)]
        stray = [index for index in tagged if not _near(index, scene.gold, reach)]
        self.gold += len(scene.gold)
        self.found += len(scene.gold) - len(missed)
        self.tagged += len(tagged)
        self.right += len(tagged) - len(stray)
        self.outside += sum(scene.outside(index) for index in tagged)
        if not scene.gold:
            self.silent_scenes += not tagged
            self.noisy_scenes += bool(tagged)
        for index in sorted({*missed, *stray}):
            kind = "missed" if index in missed else "outside" if scene.outside(index) else "inside"
            before = next((words for who, words in reversed(scene.turns[:index]) if who in "IJ"), "")
            code = scene.gold.get(index) or tagged.get(index, "")
            self.lines.append(
                f"{kind} {scene.name}:{index} {code}\n      I: {before[-220:]}\n      S: {scene.turns[index][1][:300]}"
            )

    def sentence(self, name: str) -> str:
        """One line of figures."""
        recall = self.found / self.gold if self.gold else float("nan")
        precision = self.right / self.tagged if self.tagged else float("nan")
        return (
            f"{name:8} recall {self.found:3}/{self.gold:3} = {recall:.2f}  precision {self.right:3}/{self.tagged:3} = "
            f"{precision:.2f}  outside {self.outside:3} = {self.outside / max(1, self.tagged):.2f}  "
            f"without admission: {self.silent_scenes} quiet, {self.noisy_scenes} not"
        )


def scenes(folder: Path) -> Iterator[Scene]:
    """The scenes of a writer."""
    for path in sorted(folder.glob("*.txt")):
        for read_scene in read_scene_file(path):
            codes = [line.codes for line in read_scene.lines]
            yield Scene(
                name=read_scene.name,
                crime=read_scene.crime,
                witness=read_scene.questioned is Role.WITNESS,
                turns=tuple((line.speaker, line.words) for line in read_scene.lines),
                gold={
                    index: next(code for code in ADMISSIONS if code in found)
                    for index, found in enumerate(codes)
                    if found & {*ADMISSIONS}
                },
                taken_back=tuple(index for index, found in enumerate(codes) if "retraction" in found),
            )


def tagged(scanner: Scanner, scene: Scene) -> dict[int, str]:
    """Turns with an active admission."""
    roles = {_NAMES[who]: _ROLES.get(who, Role.INTERROGATOR) for who in sorted({who for who, _ in scene.turns})}
    if _NAMES["S"] in roles:
        roles[_NAMES["S"]] = Role.WITNESS if scene.witness else Role.SUSPECT
    text = "".join(f"{_NAMES[who]}: {words}\n" for who, words in scene.turns)
    analysis = scanner.analyse(read(text.encode(), name=scene.name, input_format="labelled", roles=roles))
    line_of = [turn.first_line - 1 for turn in analysis.transcript.turns]
    return {
        line_of[tag.turn_index]: tag.code
        for tag in analysis.tagging.tags
        if tag.code in ADMISSIONS and tag.status is TagStatus.ACTIVE
    }


def _near(index: int, others: dict[int, str], reach: int) -> bool:
    return any(abs(index - other) <= reach for other in others)


def main() -> None:
    """Print one line per writer and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of scenes; all of the corpus by default")
    parser.add_argument("--show", action="store_true", help="print what is missed and what is stray")
    parser.add_argument("--reach", type=int, default=2, help="turns within which a tag and a label meet")
    chosen = parser.parse_args()
    folders = chosen.folders or sorted(path for path in SCENES.iterdir() if path.is_dir())
    scanner, every = Scanner(), Tally()
    for folder in folders:
        tally = Tally()
        for scene in scenes(folder):
            found = tagged(scanner, scene)
            tally.add(scene, found, chosen.reach)
            every.add(scene, found, chosen.reach)
        print(tally.sentence(folder.name))
        if chosen.show:
            print("\n".join(tally.lines))
    print(every.sentence("all"))


if __name__ == "__main__":
    main()
