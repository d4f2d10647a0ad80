"""Words a second of a whole scan and of each stage, beside its peers in the same run; growth; start-up.

    python benchmarks/speed.py [FILE ...] [--rounds 5] [--no-growth]

The text is invented interviews of the corpus, laid out as a labelled transcript; files that are named are measured as
well. Every figure is the median of the rounds, in CPU seconds of one core; in each round everything is measured once,
so that what else the machine does weighs on all alike. Peers that are not installed are named as such. An environment
that holds all of them:

    python -m venv peers && peers/bin/pip install -e '.[spacy]' PyRuSH quicksectx
    peers/bin/pip install --no-deps medspacy

and the small English model of spaCy, as its own documentation installs it.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median

# One core: the libraries under numpy would take all of them for the peers' matrices.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

from speed_peers import Run, peers
from speed_stages import Stages

from coercionscan import __version__
from coercionscan.records import Role
from coercionscan.shipped import folder
from coercionscan.training.scenes import Scene, corpus_digest, read_scenes, whole_talks
from coercionscan.transcripts.read import read

WORDS = 30_000
LABELS = {
    "I": "DETECTIVE",
    "J": "OFFICER",
    "S": "SUSPECT",
    "C": "ATTORNEY",
    "P": "MOTHER",
    "O": "CLERK",
}
ROLES = {"DETECTIVE": Role.INTERROGATOR, "OFFICER": Role.INTERROGATOR, "SUSPECT": Role.SUSPECT}
GROWTH = (10_000, 30_000, 100_000, 300_000, 1_000_000)
MANY = (10, 40, 160)
MANY_WORDS = 5_000
START_ROUNDS = 5


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="transcripts to measure as well")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-growth", action="store_true", help="leave out the curves to a million words")
    wanted = parser.parse_args()
    scenes = whole_talks(read_scenes(folder("corpus")))
    scenes.sort(key=lambda scene: sha256(scene.name.encode()).digest())
    texts = {"invented interviews": talk(scenes, WORDS), **{path.name: path.read_bytes() for path in wanted.files}}
    print(f"speed of {datetime.now(UTC):%Y-%m-%d}, coercionscan {__version__}, Python {platform.python_version()}")
    print(f"{_machine()}; scenes with digest {corpus_digest(scenes)[:16]}")
    # Before the stages are loaded: a new process counts the memory of the one that started it as its own peak.
    for name, data in texts.items():
        print(f"\n{_named(name, data)}")
        _start_up(data)
    stages = Stages()
    # As in a worker of a batch: what is loaded is never looked through for garbage, and the rest seldom.
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)
    print(f"\nlexicon {stages.scanner.lexicon.sha256[:16]}, model {stages.model_sha256[:16]}")
    known = peers(stages.scanner.lexicon)
    for name, data in texts.items():
        print(f"\n{_named(name, data)}")
        _speeds(stages, known, data, wanted.rounds)
    if not wanted.no_growth:
        _growth(stages, scenes)


def talk(scenes: Sequence[Scene], words: int) -> bytes:
    """Scenes one after the other as one labelled transcript, over again until there are enough words."""
    lines: list[str] = []
    left = words
    while left > 0:
        for scene in scenes:
            for line in scene.lines:
                lines.append(f"{LABELS[line.speaker]}: {line.words}")
                left -= line.words.count(" ") + 2
            if left <= 0:
                break
    return "\n".join(lines).encode()


def _named(name: str, data: bytes) -> str:
    return f"{name}: {len(data.split()):,} words, sha256 {sha256(data).hexdigest()[:16]}"


def _speeds(stages: Stages, known: Mapping[str, Run | str], data: bytes, rounds: int) -> None:
    """Each stage and each peer, with its ratios to those that everybody knows."""
    roles = {name: role for name, role in ROLES.items() if f"{name}: ".encode() in data}
    transcript = read(data, roles=roles)
    turns = [turn.text for turn in transcript.turns if turn.text.strip()]
    tasks: dict[str, Callable[[], Mapping[str, float]]] = {"stages": lambda: stages.seconds(data, roles)}
    tasks |= {name: _timed(run, turns) for name, run in known.items() if not isinstance(run, str)}
    for task in tasks.values():
        task()
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, task in tasks.items():
            for stage, seconds in task().items():
                found.setdefault(stage or name, []).append(seconds)
    speeds = {name: len(data.split()) / max(median(each), 1e-9) for name, each in found.items()}
    marks = [name for name in known if name in speeds]
    print(f"{'':34}{'words a second':>15}" + "".join(f"{'/ ' + name:>26}" for name in marks))
    for name, speed in speeds.items():
        print(f"{name:34}{speed:15,.0f}" + "".join(f"{speed / speeds[mark]:26.2f}" for mark in marks))
    for name, run in known.items():
        if isinstance(run, str):
            print(f"{name:34}{run}")


def _timed(run: Callable[[Sequence[str]], object], turns: Sequence[str]) -> Callable[[], Mapping[str, float]]:
    def seconds() -> Mapping[str, float]:
        start = time.process_time()
        run(turns)
        return {"": time.process_time() - start}

    return seconds


def _growth(stages: Stages, scenes: Sequence[Scene]) -> None:
    """Words a second of longer and longer transcripts, and of more and more of them; measured once each."""
    print("\nwords in one transcript    words a second")
    for words in GROWTH:
        data = talk(scenes, words)
        print(f"{len(data.split()):23,}    {len(data.split()) / _scan(stages, [data]):14,.0f}")
    print("\ntranscripts                words a second")
    shorter = [talk(scenes[at:] or scenes, MANY_WORDS) for at in range(len(scenes))]
    for count in MANY:
        some = [shorter[at % len(shorter)] for at in range(count)]
        print(f"{count:11,}                {sum(len(one.split()) for one in some) / _scan(stages, some):14,.0f}")


def _scan(stages: Stages, texts: Sequence[bytes]) -> float:
    start = time.process_time()
    for data in texts:
        stages.scanner.scan(data, roles=ROLES)
    return time.process_time() - start


def _start_up(data: bytes) -> None:
    """Commands from nothing, beside a bare ``import spacy``; in turn, so that all meet the same machine."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "transcript.txt"
        path.write_bytes(data)
        commands = {
            "import spacy": ["-c", "import spacy"],
            "coercionscan --help": ["-m", "coercionscan", "--help"],
            "coercionscan score": ["-m", "coercionscan", "score", str(path)],
        }
        # As after an installation, all modules are compiled: the first round writes what the others read.
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = home
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(START_ROUNDS + 1):
            for name, arguments in commands.items():
                found[name].append(_run([sys.executable, *arguments], compiled))
    bare = median(seconds for seconds, _ in found["import spacy"][1:])
    print(f"{'':34}{'CPU ms':>15}{'/ import spacy':>26}{'peak MB':>12}")
    for name, runs in found.items():
        seconds, memory = (median(one[place] for one in runs[1:]) for place in (0, 1))
        print(f"{name:34}{1000 * seconds:15,.0f}{seconds / bare:26.2f}{memory:12,.0f}")


def _run(command: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of a process of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_DUP2, nowhere, 2)]
    child = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, _, used = os.wait4(child, 0)
    os.close(nowhere)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
