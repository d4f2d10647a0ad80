"""A whole collection: what is still to be done is cut into parts, made, and committed in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from coercionscan.batch import codec, tables
from coercionscan.batch.inputs import Input, collect
from coercionscan.batch.plan import cut, files_per_part
from coercionscan.batch.storage import digest
from coercionscan.batch.store import Store
from coercionscan.batch.work import Made, ScanOptions, Task, case_digest, check_jobs, scanner_of
from coercionscan.errors import UsageError
from coercionscan.records import RunRecord

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is: files done (failed ones among them), failed, in all; words scanned in this run."""

    done: int
    failed: int
    total: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is asked for.

    Attributes:
        paths: Files, folders, patterns, addresses.
        manifests: Manifests; see ``inputs.collect``.
        out: Folder of the collection, local or remote.
        options: How each transcript is scanned.
        kind: ``parquet`` or ``jsonl``; None takes the first where it can be written.
        n_jobs: Worker processes on this machine; -1 takes all cores.
        scheduler: Address of a Dask scheduler; then ``n_jobs`` is not used.
        resume: Go on with a collection that was begun.
    """

    out: str
    paths: tuple[str, ...] = ()
    manifests: tuple[str, ...] = ()
    options: ScanOptions = field(default_factory=ScanOptions)
    kind: str | None = None
    n_jobs: int = 1
    scheduler: str | None = None
    resume: bool = False


def run(batch: Batch, on_progress: Callable[[Progress], None] | None = None) -> Progress:
    """Scan a collection into its folder.

    A run that is ended at any moment, in whatever way, leaves whole parts; with ``resume`` the rest is done and the
    folder holds the same bytes as if it had never been ended.

    Args:
        batch: What is asked for.
        on_progress: Called at the beginning and after each part.

    Returns:
        The last progress.

    Raises:
        UsageError: When nothing is to be scanned, the collection was made in another way, or ``memory://`` is named
            for several processes.
        OutputError: When the folder holds something else, or refuses.
    """
    check_jobs(batch.n_jobs)
    if batch.n_jobs != 1 and _in_memory(batch):
        raise UsageError("memory:// is seen by one process alone", hint="Use one job, or another place.")
    inputs = collect(batch.paths, batch.manifests)
    store = Store(batch.out)
    about = _about(batch, inputs)
    resumed = batch.resume and store.exists
    if resumed:
        _check_same(store.about(), about)
        about = store.about()
        store.drop_undone()
    else:
        store.begin(about)
    progress = _Counter(len(inputs), on_progress)
    left = _left(store, inputs, progress) if resumed else inputs
    progress.tell()
    done = store.done()
    tasks = list(_tasks(batch, about, left, first=done[-1] + 1 if done else 0))
    for made in _made(batch, tasks):
        store.commit(made.part, made.runs, tuple(about["meta"]), about["kind"])
        progress.add(made)
    store.folder.remove_halves()  # of workers that died
    return progress.now


def _in_memory(batch: Batch) -> bool:
    return any(path.startswith("memory://") for path in (batch.out, *batch.paths, *batch.manifests))


def _tasks(batch: Batch, about: dict[str, Any], left: Sequence[Input], first: int) -> Iterator[Task]:
    for part, inputs in enumerate(cut(left, about["files_per_part"]), first):
        yield Task(part=part, inputs=inputs, options=batch.options, folder=batch.out, kind=about["kind"])


def _made(batch: Batch, tasks: Sequence[Task]) -> Iterable[Made]:
    if batch.scheduler is not None:
        from coercionscan.batch.cluster import made as on_cluster  # Dask is an extra

        return on_cluster(tasks, batch.scheduler)
    from coercionscan.batch.local import made as here

    return here(tasks, batch.n_jobs)


def _about(batch: Batch, inputs: Sequence[Input]) -> dict[str, Any]:
    """What makes the collection; ``run_sha256`` is the digest of all that can change a row."""
    record: RunRecord = scanner_of(batch.options).record()
    makes = {
        "package_version": record.package_version,
        "lexicon_sha256": record.lexicon_sha256,
        "model_sha256": record.model_sha256,
        "profile": record.profile,
        "profile_sha256": record.profile_sha256,
        "config": dict(record.config),
        "with_text": batch.options.with_text,
        "seconds_per_file": batch.options.seconds_per_file,
    }
    return {
        **makes,
        "run_sha256": hashlib.sha256(json.dumps(makes, sort_keys=True).encode()).hexdigest(),
        "tables_version": tables.VERSION,
        "kind": batch.kind or codec.default_kind(),
        "files_per_part": files_per_part(len(inputs)),
        "meta": list(dict.fromkeys(name for one in inputs for name, _ in one.meta)),
    }


def _check_same(held: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Refuse to go on in another way than a collection was begun."""
    free = ("files_per_part", "run_sha256")
    other = [name for name in wanted if name not in free and held.get(name) != wanted[name]]
    if other:
        raise UsageError(
            f"the collection was begun with another {', '.join(other)}", hint="Scan into a new folder instead."
        )


def _left(store: Store, inputs: Sequence[Input], progress: _Counter) -> list[Input]:
    """Inputs that no part holds yet.

    Raises:
        UsageError: When a file or its ``case.toml`` has changed since it was scanned: its rows would stand there twice.
    """
    held = {}
    for rows in store.parts("runs", ("source", "sha256", "case_sha256", "status")):
        held.update({source: (digests, status) for source, *digests, status in rows})
    changed = [
        one.path for one in inputs if one.path in held and [digest(one.path), case_digest(one)] != held[one.path][0]
    ]
    if changed:
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        raise UsageError(
            f"changed since they were scanned: {', '.join(changed[:_SHOWN])}{more}",
            hint="Scan into a new folder instead.",
        )
    before = [held[one.path][1] for one in inputs if one.path in held]
    progress.start(len(before), before.count(tables.FAILED))
    return [one for one in inputs if one.path not in held]


class _Counter:
    """Counts what is done and tells it."""

    def __init__(self, total: int, on_progress: Callable[[Progress], None] | None) -> None:
        self.now = Progress(done=0, failed=0, total=total, words=0)
        self._on_progress = on_progress

    def start(self, done: int, failed: int) -> None:
        """Say what an earlier run has done."""
        self.now = Progress(done=done, failed=failed, total=self.now.total, words=0)

    def add(self, made: Made) -> None:
        """Count a part."""
        now = self.now
        self.now = Progress(
            done=now.done + len(made.runs),
            failed=now.failed + made.failed,
            total=now.total,
            words=now.words + made.words,
        )
        self.tell()

    def tell(self) -> None:
        """Tell how far it is."""
        if self._on_progress is not None:
            self._on_progress(self.now)
