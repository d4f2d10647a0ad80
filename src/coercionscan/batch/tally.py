"""Sums over a collection, part by part: all that its statistics need, in memory the size of the lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from coercionscan.batch.store import Store
from coercionscan.batch.tables import DONE, META, Row
from coercionscan.records import Origin, QuestionForm, Role, TagStatus

ALL = "all"
NONE = "(none)"
INTERROGATOR, SOURCE = "interrogator", "source"
BUILT_IN = (INTERROGATOR, SOURCE)
"""Groups that need no manifest: the name by which who asks is written, and the transcript itself."""
_FORMS = frozenset(form.value for form in QuestionForm)
_COLUMNS = {
    "runs": ("source", "status", "words", "interrogator_turns", "questioned_turns"),
    "tags": ("source", "code", "status", "role", "speaker", "turn_index"),
    "turns": ("source", "role", "question_form", "speaker", "origin", "excluded_reason"),
    "confessions": ("source", "first_turn_index"),
}


@dataclass(slots=True)
class Ratio:
    """Sums over transcripts of a count ``t`` in ``n`` turns: all that a rate and its variance need.

    ``held`` is the number of transcripts with at least one.
    """

    t: int = 0
    tt: int = 0
    tn: int = 0
    held: int = 0

    def add(self, t: int, n: int) -> None:
        """Add a transcript with ``t`` hits in ``n`` turns."""
        self.t += t
        self.tt += t * t
        self.tn += t * n
        self.held += 1

    def join(self, other: Ratio, *, shared: bool) -> None:
        """Add the sums of other transcripts; ``shared`` where some may be the same."""
        self.t += other.t
        self.tt += other.tt
        self.tn += other.tn
        self.held = max(self.held, other.held) if shared else self.held + other.held


Ratios = defaultdict[str, Ratio]


@dataclass(slots=True)
class Base:
    """Sums over transcripts of the turns ``n`` of one side."""

    n: int = 0
    nn: int = 0

    def add(self, n: int) -> None:
        """Add a transcript."""
        self.n += n
        self.nn += n * n


def _ratios() -> Ratios:
    return defaultdict(Ratio)


@dataclass(slots=True)
class Group:
    """What is counted for one group of transcripts.

    Attributes:
        transcripts: How many.
        words: Words of them.
        asked: Turns of those who ask.
        answered: Turns of those who are questioned.
        by_asking: Active tags of those who ask, by code.
        by_answering: The same of those who are questioned.
        forms: Questions by form.
        before: Confessions that an active tag of those who ask stands before, by code.
        confessions: All confessions.
        pairs: Transcripts that hold both codes of those who ask.
    """

    transcripts: int = 0
    words: int = 0
    asked: Base = field(default_factory=Base)
    answered: Base = field(default_factory=Base)
    by_asking: Ratios = field(default_factory=_ratios)
    by_answering: Ratios = field(default_factory=_ratios)
    forms: Ratios = field(default_factory=_ratios)
    before: Ratios = field(default_factory=_ratios)
    confessions: Ratio = field(default_factory=Ratio)
    pairs: Ratios = field(default_factory=_ratios)

    def add(self, one: One) -> None:
        """Add a transcript."""
        self.transcripts += 1
        self.words += one.words
        asked, answered = one.turns
        self.asked.add(asked)
        self.answered.add(answered)
        for ratios, counts, turns in (
            (self.by_asking, one.asking, asked),
            (self.by_answering, one.answering, answered),
            (self.forms, one.forms, 0),
            (self.before, one.before(), 0),
            (self.pairs, Counter(" + ".join(pair) for pair in combinations(sorted(one.asking), 2)), 0),
        ):
            for item, count in counts.items():
                ratios[item].add(count, turns)
        if one.confessions:
            self.confessions.add(len(one.confessions), 0)

    def join(self, other: Group, *, shared: bool) -> None:
        """Add another group.

        Args:
            other: The group.
            shared: Whether a transcript may be in both; then the larger group tells how many there are at least.
        """
        sizes = (self.transcripts, other.transcripts)
        self.transcripts = max(sizes) if shared else sum(sizes)
        self.words += other.words
        for mine, theirs in ((self.asked, other.asked), (self.answered, other.answered)):
            mine.n += theirs.n
            mine.nn += theirs.nn
        self.confessions.join(other.confessions, shared=shared)
        for name in ("by_asking", "by_answering", "forms", "before", "pairs"):
            ratios: Ratios = getattr(self, name)
            for item, ratio in getattr(other, name).items():
                ratios[item].join(ratio, shared=shared)


@dataclass(slots=True)
class One:
    """What the tables say of one transcript, or of what one interrogator did in it."""

    words: int = 0
    turns: tuple[int, int] = (0, 0)
    asking: Counter[str] = field(default_factory=Counter)
    answering: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    confessions: list[int] = field(default_factory=list)

    def note(self, code: str, turn_index: int) -> None:
        """Note a tag of who asks."""
        self.asking[code] += 1
        self.first[code] = min(turn_index, self.first.get(code, turn_index))

    def before(self) -> Counter[str]:
        """Confessions that each code stands before."""
        return Counter(code for at in self.confessions for code, turn_index in self.first.items() if turn_index < at)


@dataclass(slots=True)
class Tally:
    """The sums of a collection: of the whole, of each group, and how many transcripts could not be scanned."""

    whole: Group = field(default_factory=Group)
    groups: dict[str, Group] = field(default_factory=dict)
    failed: int = 0


def tally(store: Store, by: str | None) -> Tally:
    """Sum up a collection.

    Args:
        store: The collection.
        by: Column of its manifest, one of ``BUILT_IN``, or None for no groups.

    Returns:
        The sums.
    """
    found, meta = Tally(), store.about()["meta"]
    names = dict(_COLUMNS)
    names["runs"] = (*names["runs"], f"{META}{by}" if by in meta else SOURCE)
    parts = (store.parts(table, columns) for table, columns in names.items())
    for runs, tags, turns, confessions in zip(*parts, strict=True):
        found.failed += sum(status != DONE for _, status, *_ in runs)
        ones = _ones(runs, tags, turns, confessions)
        for one in ones.values():
            found.whole.add(one)
        if by is None:
            continue
        if by == INTERROGATOR and by not in meta:
            shares = _by_speaker(ones, tags, turns)
        else:
            shares = [(str(name or NONE), ones[source]) for source, *_, name in runs if source in ones]
        for name, one in shares:
            found.groups.setdefault(name, Group()).add(one)
    return found


def overlap(by: str | None, meta: Sequence[str]) -> bool:
    """Whether one transcript may stand in several groups.

    Args:
        by: What is grouped by.
        meta: Columns of the manifest.
    """
    return by == INTERROGATOR and by not in meta


def _ones(runs: Sequence[Row], tags: Sequence[Row], turns: Sequence[Row], confessions: Sequence[Row]) -> dict[str, One]:
    ones = {
        source: One(words=words, turns=(asked, answered))
        for source, status, words, asked, answered, _ in runs
        if status == DONE
    }
    for source, code, status, role, _, turn_index in tags:
        if not _counts(code, status):
            continue
        if Role(role).asks:
            ones[source].note(code, turn_index)
        elif Role(role).questioned:
            ones[source].answering[code] += 1
    for source, role, form, *_ in turns:
        if Role(role).asks and form != QuestionForm.NONE.value:
            ones[source].forms[form] += 1
    for source, first_turn_index in confessions:
        ones[source].confessions.append(first_turn_index)
    return ones


def _by_speaker(ones: Mapping[str, One], tags: Sequence[Row], turns: Sequence[Row]) -> list[tuple[str, One]]:
    """The share of each interrogator in each transcript; answers are nobody's share."""
    shares: dict[tuple[str, str], One] = {}

    def share(source: str, speaker: str | None) -> One:
        whole = ones[source]
        return shares.setdefault((source, speaker or NONE), One(words=0, confessions=whole.confessions))

    for source, role, form, speaker, origin, excluded_reason in turns:
        if not Role(role).asks:
            continue
        if excluded_reason is None and origin == Origin.SPOKEN.value:
            one = share(source, speaker)
            one.turns = (one.turns[0] + 1, 0)
        if form != QuestionForm.NONE.value:
            share(source, speaker).forms[form] += 1
    for source, code, status, role, speaker, turn_index in tags:
        if _counts(code, status) and Role(role).asks:
            share(source, speaker).note(code, turn_index)
    return [(speaker, one) for (_, speaker), one in shares.items()]


def _counts(code: str, status: str) -> bool:
    return status == TagStatus.ACTIVE.value and code not in _FORMS
