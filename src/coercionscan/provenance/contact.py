"""Several interviews of one person in order: the path of each detail through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.provenance.case_facts import Names, means, names_of
from coercionscan.provenance.trace import trace
from coercionscan.provenance.uptake import ADOPTED
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
class Contact:
    """The ledgers of the interviews, with claims of earlier sayings checked, and the threads through them."""

    ledgers: tuple[Ledger, ...]
    threads: tuple[Thread, ...]


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
    ledgers: list[Ledger] = []
    said: list[tuple[Names, Fact]] = []
    for transcript, words in interviews:
        ledger = _checked(trace(transcript, words, lexicon, case), said, vocabulary)
        ledgers.append(ledger)
        said.extend((names_of(" ".join(fact.terms), vocabulary), fact) for fact in ledger.facts)
    return Contact(ledgers=tuple(ledgers), threads=tuple(_threads(ledgers, vocabulary)))


def _checked(ledger: Ledger, said: Sequence[tuple[Names, Fact]], vocabulary: Vocabulary) -> Ledger:
    """Check "you said ..." against the earlier interviews."""
    if not said:
        return ledger
    return replace(ledger, facts=tuple(_claim(fact, said, vocabulary) for fact in ledger.facts))


def _claim(fact: Fact, said: Sequence[tuple[Names, Fact]], vocabulary: Vocabulary) -> Fact:
    if fact.form is not FactForm.REPORTED_FROM_EARLIER_INTERVIEW:
        return fact
    names = names_of(" ".join(fact.terms), vocabulary)
    earlier = [one for have, one in said if means(names, have)]
    if any(_spoken(one) for one in earlier):
        return replace(fact, claim_check="confirmed")
    if any(one.uptake in _RESISTED for one in earlier):
        return replace(fact, claim_check="contradicted")
    return fact


def _spoken(fact: Fact) -> bool:
    """Whether the questioned person said or took up a detail."""
    return fact.introduced_by.questioned or fact.uptake in ADOPTED


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
    fitting = [place for place in sorted(near) if means(names, threads[place][0]) and len(threads[place][1]) <= number]
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
    if any(fact.uptake in _RESISTED for fact in present) and any(_spoken(fact) for fact in present):
        return DRIFTED if len(present) > 1 else SINGLE
    return CARRIED if len(present) > 1 else SINGLE
