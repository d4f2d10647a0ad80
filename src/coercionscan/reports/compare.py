"""Two analyses side by side: two interviews, or two versions of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coercionscan.records import Analysis, Fact, QuestionForm, Tag, TagStatus
from coercionscan.reports.charts import Chart, charts
from coercionscan.reports.excerpt import Quote, clean, place, quote
from coercionscan.reports.flow import outcome_of
from coercionscan.reports.shown import ReportView
from coercionscan.reports.view import is_tactic, view
from coercionscan.reports.words import plain

_SAME_TURNS = 0.5
"""From this share of common turns on, two transcripts are versions of one interview. Source: convention."""
_FEWEST_WORDS = 4
"""Shorter turns ("Yes.") are alike by chance and say nothing of a common source. Source: convention."""
_ALIKE = 0.6
"""Share of common words from which two details are one. Source: convention."""
BOTH, MOVED, ONLY_A, ONLY_B = "in both", "in both, first speaker differs", "only in A", "only in B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: what its own report would show, and its question map (None without questions)."""

    letter: str
    shown: ReportView
    questions: Chart | None
    turn_count: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often something was counted on each side. ``rates`` are shares of all questions, or per 100 asking turns."""

    name: str
    group: str
    counts: tuple[int, int]
    rates: tuple[float, float]

    @property
    def most(self) -> float:
        """The higher rate."""
        return max(self.rates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One detail on both sides: who spoke it first, what became of it, and where; None where a side has it not."""

    label: str
    state: str
    speakers: tuple[str | None, str | None]
    outcomes: tuple[str | None, str | None]
    places: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A finding on the same words that only one side has, or that the sides judge differently."""

    code: str
    what: str
    quote: Quote
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that a comparison shows. ``differences`` are listed for two versions of one interview alone."""

    sides: tuple[Side, Side]
    versions: bool
    common_share: float
    forms: tuple[Counts, ...]
    tactics: tuple[Counts, ...]
    details: tuple[Detail, ...]
    differences: tuple[Difference, ...]

    @property
    def states(self) -> tuple[tuple[str, int], ...]:
        """How many details are in which state."""
        found = Counter(detail.state for detail in self.details)
        return tuple((state, found[state]) for state in (BOTH, MOVED, ONLY_A, ONLY_B))


def compare(a: Analysis, b: Analysis, names: tuple[str, str] | None = None) -> Comparison:
    """Lay two analyses side by side.

    Args:
        a: The first.
        b: The second.
        names: How to call the two; None takes their file names.

    Returns:
        The comparison. Counts of two interviews of different length are not to be read as if they were of one: the
        rates beside them are.
    """
    share = _common_share(a, b)
    return Comparison(
        sides=(_side("A", a, names and names[0]), _side("B", b, names and names[1])),
        versions=share >= _SAME_TURNS,
        common_share=share,
        forms=tuple(_forms(a, b)),
        tactics=tuple(_tactics(a, b)),
        details=tuple(_details(a, b)),
        differences=tuple(_differences(a, b)) if share >= _SAME_TURNS else (),
    )


def _side(letter: str, analysis: Analysis, name: str | None) -> Side:
    shown = view(analysis)
    return Side(
        letter=letter,
        shown=replace(shown, source_name=clean(name)) if name else shown,
        questions=next((chart for chart in charts(analysis) if chart.id == "questions"), None),
        turn_count=len(analysis.transcript.turns),
        asked=_asked(analysis),
    )


def _asked(analysis: Analysis) -> int:
    return sum(turn.role.asks and turn.scored for turn in analysis.transcript.turns)


def _flat(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _common_share(a: Analysis, b: Analysis) -> float:
    """Share of the longer turns of the shorter transcript that the other one has as well."""
    sets = [
        {flat for turn in one.transcript.turns if len((flat := _flat(turn.text)).split()) >= _FEWEST_WORDS}
        for one in (a, b)
    ]
    fewest = min(map(len, sets))
    return len(sets[0] & sets[1]) / fewest if fewest else 0.0


def _forms(a: Analysis, b: Analysis) -> Iterator[Counts]:
    found = [_form_counts(one) for one in (a, b)]
    totals = [one.total() for one in found]
    for form in QuestionForm:
        counts = (found[0][form], found[1][form])
        if form is not QuestionForm.NONE and any(counts):
            yield Counts(
                name=plain(form),
                group="",
                counts=counts,
                rates=(_rate(counts[0], totals[0]), _rate(counts[1], totals[1])),
            )


def _form_counts(analysis: Analysis) -> Counter[QuestionForm]:
    forms, turns = analysis.tagging.question_forms, analysis.transcript.turns
    found = Counter(form for turn, form in zip(turns, forms, strict=False) if turn.role.asks and turn.scored)
    del found[QuestionForm.NONE]
    return found


def _rate(count: int, total: int) -> float:
    return count / total if total else 0.0


def _tactics(a: Analysis, b: Analysis) -> Iterator[Counts]:
    found = [
        Counter(
            (tag.domain, tag.code) for tag in one.tagging.tags if tag.status is TagStatus.ACTIVE and is_tactic(one, tag)
        )
        for one in (a, b)
    ]
    asked = (_asked(a), _asked(b))
    for domain, code in sorted(
        found[0].keys() | found[1].keys(), key=lambda key: (key[0], -found[0][key] - found[1][key], key[1])
    ):
        counts = (found[0][domain, code], found[1][domain, code])
        yield Counts(
            name=plain(code),
            group=plain(domain),
            counts=counts,
            rates=(100 * _rate(counts[0], asked[0]), 100 * _rate(counts[1], asked[1])),
        )


def _details(a: Analysis, b: Analysis) -> Iterator[Detail]:
    """Details of both sides, paired by their words; the weightiest first."""
    pairs = _paired(a.ledger.facts, b.ledger.facts)
    taken = {id(other) for _, other in pairs if other}
    rest: list[tuple[Fact | None, Fact | None]] = [(None, fact) for fact in b.ledger.facts if id(fact) not in taken]
    made: list[tuple[Fact | None, Fact | None]] = [*pairs, *rest]
    for first, second in sorted(made, key=lambda pair: -max(fact.weight for fact in pair if fact)):
        yield _detail((a, b), first, second)


def _paired(ours: Sequence[Fact], theirs: Sequence[Fact]) -> list[tuple[Fact, Fact | None]]:
    """Each detail of one side with the one of the other that is most alike, if any; none is used twice."""
    free = dict(enumerate(theirs))
    words = {number: _words(fact) for number, fact in free.items()}
    made: list[tuple[Fact, Fact | None]] = []
    for fact in ours:
        own = _words(fact)
        best = max(free, key=lambda number: _alike(own, words[number]), default=None)
        if best is not None and _alike(own, words[best]) >= _ALIKE:
            made.append((fact, free.pop(best)))
        else:
            made.append((fact, None))
    return made


def _words(fact: Fact) -> frozenset[str]:
    return frozenset(_flat(" ".join(fact.terms) or fact.label).split())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _detail(analyses: tuple[Analysis, Analysis], first: Fact | None, second: Fact | None) -> Detail:
    facts = (first, second)
    state = BOTH
    if first is None or second is None:
        state = ONLY_A if first else ONLY_B
    elif first.introduced_by.asks != second.introduced_by.asks:
        state = MOVED
    told = next(fact for fact in facts if fact)
    return Detail(
        label=clean(told.label),
        state=state,
        speakers=(_speaker(first), _speaker(second)),
        outcomes=(outcome_of(first) if first else None, outcome_of(second) if second else None),
        places=(_where(analyses[0], first), _where(analyses[1], second)),
    )


def _speaker(fact: Fact | None) -> str | None:
    return plain(fact.introduced_by) if fact else None


def _where(analysis: Analysis, fact: Fact | None) -> str | None:
    if fact is None:
        return None
    return place(analysis.transcript, analysis.transcript.turns[fact.first_turn_index]).cite


def _differences(a: Analysis, b: Analysis) -> Iterator[Difference]:
    """Findings on the same words, code by code: gone, new, or judged differently."""
    ours, theirs = _by_words(a), _by_words(b)
    for key in [*ours, *(key for key in theirs if key not in ours)]:
        mine, other = ours.get(key, []), theirs.get(key, [])
        for one, two in zip(mine, other, strict=False):
            if one.status is not two.status:
                yield _difference(a, one, f"{_status(one)} in A, {_status(two)} in B", "A")
        for one in mine[len(other) :]:
            yield _difference(a, one, f"only in A ({_status(one)})", "A")
        for two in other[len(mine) :]:
            yield _difference(b, two, f"only in B ({_status(two)})", "B")


def _by_words(analysis: Analysis) -> dict[tuple[str, str], list[Tag]]:
    found: dict[tuple[str, str], list[Tag]] = {}
    for tag in analysis.tagging.tags:
        found.setdefault((tag.code, _flat(tag.text)), []).append(tag)
    return found


def _status(tag: Tag) -> str:
    return {TagStatus.ACTIVE: "counted", TagStatus.SUPPRESSED: "set aside"}.get(tag.status, str(tag.status))


def _difference(analysis: Analysis, tag: Tag, what: str, side: str) -> Difference:
    return Difference(
        code=plain(tag.code), what=what, quote=quote(analysis.transcript, tag.turn_index, tag.span), side=side
    )
