"""The corpus: invented scenes with labels, read from their files and made into transcripts.

``data/corpus/README.md`` describes the files. A scene of kind ``exchanges`` holds many short exchanges, parted by empty
lines: each is a talk of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from coercionscan import talk
from coercionscan.errors import UnreadableInput
from coercionscan.records import QuestionForm, Role, Transcript
from coercionscan.training.files import read_lines

EXCHANGES = "exchanges"
HEAD_KEYS = ("id", "crime", "place", "era", "setting", "kind", "noise", "questioned")
_HEAD = re.compile(r"# ([a-z]+): *(.*)$")
_LINE = re.compile(r"([IJSCPO])(?:\[([opclfmn])\])?: ?(.*)$")
_MARK = re.compile(r"\[\[(!?)([a-z_]+(?:\+!?[a-z_]+)*)\|(.*?)\]\]")
_FORMS = {
    "o": QuestionForm.OPEN,
    "p": QuestionForm.PROBING,
    "c": QuestionForm.CLOSED,
    "l": QuestionForm.LEADING,
    "f": QuestionForm.FORCED_CHOICE,
    "m": QuestionForm.MULTIPLE,
    "n": QuestionForm.NONE,
}
_ROLES = {
    "I": Role.INTERROGATOR,
    "J": Role.INTERROGATOR,
    "C": Role.COUNSEL,
    "P": Role.APPROPRIATE_ADULT,
    "O": Role.OTHER,
}
_HINT = "data/corpus/README.md describes the format."


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that carry a code, or that sound like it and do not: code points into the line's words, half-open."""

    code: str
    start: int
    end: int
    positive: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One turn: speaker letter, form of a questioner's turn (None for others), words, marks."""

    speaker: str
    form: QuestionForm | None
    words: str
    marks: tuple[Mark, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Codes that the turn carries."""
        return frozenset(mark.code for mark in self.marks if mark.positive)

    @property
    def near_misses(self) -> frozenset[str]:
        """Codes that the turn only sounds like."""
        return frozenset(mark.code for mark in self.marks if not mark.positive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One talk with its labels. ``name`` is unique in the corpus; ``digest`` is that of its file."""

    name: str
    writer: str
    digest: str
    crime: str
    place: str
    era: str
    setting: str
    kind: str
    noise: str
    questioned: Role
    lines: tuple[Line, ...]


def read_scenes(folder: Path) -> tuple[Scene, ...]:
    """Read all scenes below a folder: ``<folder>/<writer>/<scene>.txt``.

    Args:
        folder: Folder of the corpus.

    Returns:
        Scenes by writer and name.

    Raises:
        UnreadableInput: When there is no scene, a line is no turn, a mark is broken, or the head lacks a key.
    """
    found = tuple(scene for path in sorted(folder.glob("*/*.txt")) for scene in read_scene_file(path))
    if not found:
        raise UnreadableInput("no scenes there", where=str(folder), hint=_HINT)
    return found


def read_scene_file(path: Path) -> Iterator[Scene]:
    """Read one file: one scene, or many exchanges.

    Args:
        path: The file; its folder is the writer.

    Yields:
        Scenes in order.

    Raises:
        UnreadableInput: As for ``read_scenes``.
    """
    lines = read_lines(path)
    head = {match[1]: match[2].strip() for match in map(_HEAD.match, lines) if match}
    missing = [key for key in HEAD_KEYS if key not in head]
    if missing:
        raise UnreadableInput(f"the head lacks {', '.join(missing)}", where=str(path), hint=_HINT)
    digest = sha256("\n".join(lines).encode("utf-8")).hexdigest()
    parts = list(_parts(lines, path, apart=head["kind"] == EXCHANGES))
    for number, part in enumerate(parts, 1):
        yield Scene(
            name=path.stem if len(parts) == 1 else f"{path.stem}.{number}",
            writer=path.parent.name,
            digest=digest,
            crime=head["crime"],
            place=head["place"],
            era=head["era"],
            setting=head["setting"],
            kind=head["kind"],
            noise=head["noise"],
            questioned=Role.WITNESS if head["questioned"] == Role.WITNESS.value else Role.SUSPECT,
            lines=tuple(part),
        )


def held_out(scenes: Iterable[Scene], rule: Mapping[str, Sequence[str]]) -> list[Scene]:
    """Scenes that are never learned from.

    Args:
        scenes: The scenes.
        rule: ``writers`` and ``crimes`` that are held out: the table of ``lexicon/learning.toml``.

    Returns:
        Scenes of such a writer or about such a crime, in order.
    """
    return [scene for scene in scenes if scene.writer in rule["writers"] or scene.crime in rule["crimes"]]


def whole_talks(scenes: Iterable[Scene]) -> list[Scene]:
    """The scenes that are whole talks: in short exchanges nearly every turn carries a code, which no real talk does."""
    return [scene for scene in scenes if scene.kind != EXCHANGES]


def corpus_digest(scenes: Iterable[Scene]) -> str:
    """One digest of many scenes, whatever their order."""
    return sha256("\n".join(sorted({scene.digest for scene in scenes})).encode("ascii")).hexdigest()


def transcript_of(scene: Scene) -> Transcript:
    """A transcript as the reader would have made it, with sure roles.

    Args:
        scene: The scene.

    Returns:
        One turn per line, in order.
    """
    return talk.transcript_of(
        [talk.Said(line.speaker, _ROLES.get(line.speaker, scene.questioned), line.words) for line in scene.lines],
        name=scene.name,
        kind="scene",
        why="a scene of the corpus",
        digest=scene.digest,
        labels=True,
    )


def _parts(lines: Sequence[str], path: Path, *, apart: bool) -> Iterator[list[Line]]:
    part: list[Line] = []
    for number, line in enumerate(lines, 1):
        if _HEAD.match(line):
            continue
        if line.strip():
            part.append(_line(line, f"{path}:{number}"))
        elif apart and part:
            yield part
            part = []
    if part:
        yield part


def _line(line: str, where: str) -> Line:
    found = _LINE.match(line)
    if found is None:
        raise UnreadableInput("not a turn of a scene", where=where, hint=_HINT)
    speaker, letter, raw = found.groups()
    form = _FORMS.get(letter)
    if (speaker in "IJ") is (form is None):
        raise UnreadableInput("a form belongs to every turn of I and J, and to no other", where=where, hint=_HINT)
    words, marks = _marks(raw)
    if "[[" in words or "]]" in words:
        raise UnreadableInput("a broken mark", where=where, hint=_HINT)
    return Line(speaker, form, words, marks)


def _marks(raw: str) -> tuple[str, tuple[Mark, ...]]:
    words, marks, last = "", [], 0
    for found in _MARK.finditer(raw):
        words += raw[last : found.start()]
        start = len(words)
        words += found[3]
        for code in found[2].split("+"):
            positive = not (found[1] or code.startswith("!"))
            marks.append(Mark(code.lstrip("!"), start, len(words), positive))
        last = found.end()
    return words + raw[last:], tuple(marks)
