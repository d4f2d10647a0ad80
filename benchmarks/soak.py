"""A long batch, twice: same bytes, flat memory, no file left open. Run it with ``make soak``.

The transcripts are put together from scenes of the corpus by a seeded choice, in a temporary folder. Memory and open
files of all processes are sampled each second from ``/proc``, so this runs on Linux alone.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from coercionscan.shipped import folder
from coercionscan.training.scenes import Scene, read_scenes, whole_talks

LEAST_WORDS = 1_000
SEED = 9
MOST_GROWTH = 1.1
"""Memory of a run's last quarter, as a multiple of that of its second quarter. A convention: a tenth is the noise."""
MOST_NEW_FILES = 8
_NAMES = {"I": "DET. ROWE", "J": "DET. QUILL", "S": "PELL", "C": "COUNSEL", "P": "MS. ADLER", "O": "CLERK"}
_MEGABYTE = 1 << 20
_SECOND = 1.0
_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 28, 34
_MOST_POINTS = 240
_STEPS = (50, 100, 200, 500, 1_000, 2_000, 5_000)
_STYLE = (
    "<style>text{font:12px system-ui,sans-serif;fill:#585c62}path{fill:none}.grid{stroke:#8f8a80;stroke-opacity:.35}"
    ".first{stroke:#0a4f9e;stroke-width:1.6}.second{stroke:#a13a00;stroke-width:1.6;stroke-dasharray:6 3}"
    "@media (prefers-color-scheme:dark){text{fill:#abafb5}.first{stroke:#93c4ff}.second{stroke:#ff9e70}}</style>"
)


@dataclass(slots=True)
class Run:
    """One batch as it was watched: a sample each second, the digest of what it made, and its seconds."""

    memory: list[list[float]] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    digest: str = ""
    seconds: float = 0.0
    code: int = 0

    @property
    def total(self) -> list[float]:
        """Megabytes of all processes, sample by sample."""
        return [sum(sample) for sample in self.memory]


def main(words: Sequence[str] | None = None) -> int:
    """Run the soak and print what was measured.

    Args:
        words: The command line.

    Returns:
        0 when all held, else 1.
    """
    asked = _parser().parse_args(words)
    with tempfile.TemporaryDirectory(prefix="soak-") as place:
        base = Path(place)
        count = write(base / "in", asked.transcripts)
        print(f"{datetime.now(UTC):%Y-%m-%d}: {asked.transcripts:,} transcripts, {count:,} words, {asked.jobs} jobs")
        runs = [batch(base / "in", base / f"out-{number}", asked.jobs) for number in (1, 2)]
    for number, run in enumerate(runs, 1):
        print(f"run {number}: {_told(run, count)}", flush=True)
    faults = list(_faults(runs))
    print("\n".join(faults) or "same bytes, flat memory, no file left open")
    if asked.plot:
        asked.plot.write_text(plot([run.total for run in runs], [run.seconds for run in runs]), encoding="utf-8")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--transcripts", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the memory as SVG")
    return parser


def write(place: Path, transcripts: int) -> int:
    """Write transcripts of about a thousand words.

    Args:
        place: Folder for them.
        transcripts: How many.

    Returns:
        Words in all, names of speakers left out.
    """
    talks = whole_talks(read_scenes(folder("corpus")))
    words = 0
    for number in range(transcripts):
        turns = list(_turns(talks, random.Random(f"{SEED}:{number}")))  # noqa: S311 - a choice that can be made again
        words += sum(len(said.split()) for _, said in turns)
        under = place / f"{number // 1_000:03}"
        under.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name}: {said}\n" for name, said in turns)
        (under / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return words


def _turns(talks: Sequence[Scene], choice: random.Random) -> Iterator[tuple[str, str]]:
    """Scenes one after the other, each begun at a random turn, until there are enough words."""
    words = 0
    while words < LEAST_WORDS:
        lines = choice.choice(talks).lines
        for line in lines[choice.randrange(max(1, len(lines) // 2)) :]:
            if line.words.strip():
                yield _NAMES[line.speaker], line.words
                words += len(line.words.split())
            if words >= LEAST_WORDS:
                return


def batch(source: Path, out: Path, jobs: int) -> Run:
    """Run one batch and watch it.

    Args:
        source: Folder of transcripts.
        out: Folder of tables.
        jobs: Processes.

    Returns:
        What was seen.
    """
    run, began = Run(), time.monotonic()
    command = [sys.executable, "-m", "coercionscan", "batch", str(source), "-o", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen(command)
    while process.poll() is None:
        seen = [found for pid in _family(process.pid) if (found := _seen(pid))]
        if seen:
            run.memory.append([memory for memory, _ in seen])
            run.files.append(sum(files for _, files in seen))
        time.sleep(_SECOND)
    run.seconds, run.code, run.digest = time.monotonic() - began, process.returncode, digest(out)
    return run


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = [word for task in Path(f"/proc/{pid}/task").iterdir() for word in _words(task / "children")]
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split()
    except OSError:
        return []


def _seen(pid: int) -> tuple[float, int] | None:
    """Megabytes and open files of a process; None when it has just ended."""
    try:
        pages = int(_words(Path(f"/proc/{pid}/statm"))[1])
        return pages * 4096 / _MEGABYTE, len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except (OSError, IndexError):
        return None


def digest(out: Path) -> str:
    """One digest of all files below a folder and of their names.

    Args:
        out: The folder.
    """
    made = hashlib.sha256()
    for path in sorted(file for file in out.rglob("*") if file.is_file()):
        made.update(f"{path.relative_to(out).as_posix()}\0".encode())
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _quarters(values: Sequence[float]) -> tuple[float, float]:
    """Medians of the second and of the last quarter."""
    quarter = max(1, len(values) // 4)
    return median(values[quarter : 2 * quarter] or values), median(values[-quarter:])


def _told(run: Run, words: int) -> str:
    before, after = _quarters(run.total)
    handles = _quarters(run.files)
    return (
        f"{run.seconds:,.0f} seconds, {words / run.seconds:,.0f} words a second; memory of all processes "
        f"{before:,.0f} MB in its second quarter, {after:,.0f} in its last, {max(run.total):,.0f} at most; "
        f"open files {handles[0]:.0f} and {handles[1]:.0f}; digest {run.digest}"
    )


def _faults(runs: Sequence[Run]) -> Iterator[str]:
    if any(run.code for run in runs):
        yield "a batch ended with an error, or some files failed"
    if len({run.digest for run in runs}) > 1:
        yield "the two runs made other bytes"
    for run in runs:
        before, after = _quarters(run.total)
        if after > MOST_GROWTH * before:
            yield f"memory grew from {before:,.0f} to {after:,.0f} MB"
        opened, left = _quarters(run.files)
        if left > opened + MOST_NEW_FILES:
            yield f"open files grew from {opened:.0f} to {left:.0f}"


def plot(runs: Sequence[Sequence[float]], seconds: Sequence[float]) -> str:
    """Megabytes over time, one line a run.

    Args:
        runs: Megabytes of all processes together, sample by sample, of two runs.
        seconds: How long each took.

    Returns:
        An SVG document with a title and a description in words.
    """
    most = max(max(run) for run in runs)
    step = next((one for one in _STEPS if most / one <= 5), _STEPS[-1])
    top = step * (int(most / step) + 1)
    longest = max(seconds)
    said = "; ".join(
        f"run {number}: {min(run[len(run) // 4 :]):,.0f} to {max(run):,.0f} MB" for number, run in _n(runs)
    )
    lines = [
        f'<path class="{"first" if number == 1 else "second"}" d="{_path(run, time, longest, top)}"/>'
        for (number, run), time in zip(_n(runs), seconds, strict=True)
    ]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
            f"<title>Memory of all processes of a long batch, run twice</title><desc>{said}</desc>",
            _STYLE,
            *_grid(step, top, longest),
            *lines,
            f'<text x="{_LEFT}" y="16">megabytes, all processes together; run 1 drawn through, run 2 dashed</text>',
            "</svg>\n",
        )
    )


def _n(runs: Sequence[Sequence[float]]) -> Iterator[tuple[int, Sequence[float]]]:
    return enumerate(runs, 1)


def _y(value: float, top: float) -> float:
    return round(_HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM), 1)


def _x(share: float) -> float:
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _grid(step: int, top: int, longest: float) -> Iterator[str]:
    for value in range(0, top + 1, step):
        y = _y(value, top)
        yield f'<path class="grid" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{value:,}</text>'
    for share, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        yield (
            f'<text x="{_x(share)}" y="{_HEIGHT - 12}" text-anchor="{anchor}">{share * longest / 60:.0f} minutes</text>'
        )


def _path(run: Sequence[float], seconds: float, longest: float, top: float) -> str:
    every = max(1, -(-len(run) // _MOST_POINTS))
    points = [(at / max(1, len(run) - 1) * seconds / longest, run[at]) for at in range(0, len(run), every)]
    return "M" + "L".join(f"{_x(share)} {_y(value, top)}" for share, value in points)


if __name__ == "__main__":
    sys.exit(main())
