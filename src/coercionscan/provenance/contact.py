"""Several interviews of one person in order: the path of each detail through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.provenance.case_facts import (
    CaseFinding,
    Concepts,
    Names,
    against_case,
    alike,
    concepts_of,
    differs,
    holds,
    names_of,
    taken,
)
from coercionscan.provenance.trace import Tracer
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import Case, Fact, FactForm, Ledger, Role, Transcript, Uptake

CARRIED = "carried"
APPEARED = "appeared_between_sessions"
DRIFTED = "drifted"
SINGLE = "one_interview"
_RESISTED = frozenset({Uptake.DENIAL, Uptake.CORRECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One detail through several interviews.

    ``facts`` holds, for each interview in order, the fact or None. ``introduced_by`` is the role that spoke it first in
    the whole contact, ``first_interview_index`` where (from 0). ``status`` is ``one_interview``, ``carried``,
    ``drifted`` (resisted in one interview and taken up in another) or ``appeared_between_sessions`` (the questioned
    person speaks it first in a later interview, and nothing on the record says where it came from).
    """

    label: str
    terms: tuple[str, ...]
    facts: tuple[Fact | None, ...]
    first_interview_index: int
    introduced_by: Role
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Two facts of the person, or taken up by the person, that tell another colour, number or time of one thing.

    ``earlier_index`` and ``later_index`` are their interviews, from 0.
    """

    earlier_index: int
    earlier: Fact
    later_index: int
    later: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The ledgers of the interviews, with claims of earlier sayings checked, and the threads through them.

    ``drifts`` are details that the person told otherwise in a later interview; ``case_findings`` say what the
    interviews hold of each fact that the user stated.
    """

    ledgers: tuple[Ledger, ...]
    threads: tuple[Thread, ...]
    drifts: tuple[Drift, ...] = ()
    case_findings: tuple[CaseFinding, ...] = ()


def trace_contact(
    interviews: Sequence[tuple[Transcript, tuple[Words, ...]]], lexicon: Lexicon, case: Case | None = None
) -> Contact:
    """Trace several interviews of one person.

    Args:
        interviews: Transcripts with their words, in the order of the interviews.
        lexicon: The lexicon.
        case: The user's side file.

    Returns:
        The contact; threads in falling weight.
    """
    vocabulary = Vocabulary(lexicon, case.aliases if case else ())
    tracer = Tracer(lexicon)
    ledgers: list[Ledger] = []
    said: list[tuple[Names, Fact]] = []
    for transcript, words in interviews:
        ledger = _checked(tracer.trace(transcript, words, case), said, vocabulary)
        ledgers.append(ledger)
        said.extend((names_of(" ".join(fact.terms), vocabulary), fact) for fact in ledger.facts)
    return Contact(
        ledgers=tuple(ledgers),
        threads=tuple(_threads(ledgers, vocabulary)),
        drifts=tuple(_drifts(ledgers, vocabulary)),
        case_findings=against_case(ledgers, case.facts if case else (), vocabulary),
    )


def _drifts(ledgers: Sequence[Ledger], vocabulary: Vocabulary) -> Iterator[Drift]:
    """Compare what the person told with what was last told of the same in earlier interviews; one drift for a turn."""
    by_name: dict[str, list[tuple[int, Concepts, Fact]]] = {}
    for number, ledger in enumerate(ledgers):
        told = [(number, concepts_of(" ".join(fact.terms), vocabulary), fact) for fact in ledger.facts if taken(fact)]
        turns: set[int] = set()
        for _, have, fact in sorted(told, key=lambda one: one[2].first_turn_index):
            near = {id(one[2]): one for concept in have for one in by_name.get(concept.name, ())}.values()
            other = [(at, one) for at, concepts, one in near if len(concepts) == len(have) and differs(concepts, have)]
            if other and fact.first_turn_index not in turns:
                at, earlier = max(other, key=lambda one: (one[0], one[1].first_turn_index))
                turns.add(fact.first_turn_index)
                yield Drift(earlier_index=at, earlier=earlier, later_index=number, later=fact)
        for one in told:
            for concept in one[1]:
                by_name.setdefault(concept.name, []).append(one)


def _checked(ledger: Ledger, said: Sequence[tuple[Names, Fact]], vocabulary: Vocabulary) -> Ledger:
    """Check "you said ..." against the earlier interviews."""
    if not said:
        return ledger
    return replace(ledger, facts=tuple(_claim(fact, said, vocabulary) for fact in ledger.facts))


def _claim(fact: Fact, said: Sequence[tuple[Names, Fact]], vocabulary: Vocabulary) -> Fact:
    if fact.form is not FactForm.REPORTED_FROM_EARLIER_INTERVIEW:
        return fact
    names = names_of(" ".join(fact.terms), vocabulary)
    earlier = [one for have, one in said if holds(names, have)]
    if any(taken(one) for one in earlier):
        return replace(fact, claim_check="confirmed")
    if any(one.uptake in _RESISTED for one in earlier):
        return replace(fact, claim_check="contradicted")
    return fact


def _threads(ledgers: Sequence[Ledger], vocabulary: Vocabulary) -> list[Thread]:
    open_threads: list[tuple[Names, list[Fact | None]]] = []
    by_name: dict[str, list[int]] = {}
    for number, ledger in enumerate(ledgers):
        for fact in ledger.facts:
            names = names_of(" ".join(fact.terms), vocabulary)
            place = _known(names, number, open_threads, by_name)
            if place is None:
                for name in names:
                    by_name.setdefault(name, []).append(len(open_threads))
                open_threads.append((names, [*[None] * number, fact]))
            else:
                facts = open_threads[place][1]
                facts.extend([None] * (number - len(facts)))
                facts.append(fact)
    threads = [_thread([*facts, *[None] * (len(ledgers) - len(facts))]) for _, facts in open_threads]
    return sorted(threads, key=lambda thread: -max(fact.weight for fact in thread.facts if fact))


def _known(
    names: Names, number: int, threads: Sequence[tuple[Names, list[Fact | None]]], by_name: dict[str, list[int]]
) -> int | None:
    """The thread of an earlier interview that a fact goes on with; the most alike one."""
    near = {place for name in names for place in by_name.get(name, ())}
    fitting = [place for place in sorted(near) if alike(names, threads[place][0]) and len(threads[place][1]) <= number]
    return max(fitting, key=lambda place: len(names & threads[place][0]), default=None)


def _thread(facts: Sequence[Fact | None]) -> Thread:
    first, fact = next(_present(facts))
    return Thread(
        label=fact.label,
        terms=fact.terms,
        facts=tuple(facts),
        first_interview_index=first,
        introduced_by=fact.introduced_by,
        status=_status(first, [one for _, one in _present(facts)]),
    )


def _present(facts: Sequence[Fact | None]) -> Iterator[tuple[int, Fact]]:
    return ((number, fact) for number, fact in enumerate(facts) if fact is not None)


def _status(first: int, present: Sequence[Fact]) -> str:
    if first > 0 and present[0].introduced_by.questioned:
        return APPEARED
    if any(fact.uptake in _RESISTED for fact in present) and any(taken(fact) for fact in present):
        return DRIFTED if len(present) > 1 else SINGLE
    return CARRIED if len(present) > 1 else SINGLE
