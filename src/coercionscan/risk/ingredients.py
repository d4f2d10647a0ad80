"""What a score is made of: each tag or detail with its confidence and the factor by which it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from coercionscan.lexicon.profile import Profile
from coercionscan.records import CLASSIFIER, Confession, Ledger, Tag, Tagging, TagStatus, Transcript
from coercionscan.risk.chains import CHAIN_CODES, FED, Chain, Chains
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.events import OF_ALL, Events, Parts
from coercionscan.risk.sharing import feeding_shares
from coercionscan.risk.windows import Floats, Ints, Nearness, Phase, interrogator_turns, last_turn, phases

QUESTION_FORM = "question_form"
LEADING = "leading_question"
PROMISE = "explicit_leniency_promise"
NO_PROMISE = "no_promise_statement"
_NONE: Ints = np.array([], dtype=np.int64)


def ingredients(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confession: Confession,
    confessions: Sequence[Confession],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> Parts:
    """Everything that counts for one confession.

    Args:
        transcript: The transcript.
        tagging: Its tags; only active ones count.
        ledger: Its details.
        confession: The confession.
        confessions: All confessions of the contact, to know which of them a detail belongs to.
        profile: The score profile.
        codes: Scoring of each code.

    Returns:
        The ingredients, by code and turn.
    """
    every = tuple(confessions) or (confession,)
    phase = phases(every, len(transcript.turns))[confession.id]
    return _Contact(transcript, tagging, ledger, [phase], profile, codes).of(0)


def ingredients_of_all(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confessions: Sequence[Confession],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> list[Parts]:
    """Everything that counts for each confession of a contact; what they share is worked out once.

    Args:
        transcript: The transcript.
        tagging: Its tags; only active ones count.
        ledger: Its details.
        confessions: All confessions of the contact.
        profile: The score profile.
        codes: Scoring of each code.

    Returns:
        The ingredients of each confession, as ``ingredients`` gives them, over the same events.
    """
    if not confessions:
        return []
    found = phases(confessions, len(transcript.turns))
    every = [found[confession.id] for confession in confessions]
    contact = _Contact(transcript, tagging, ledger, every, profile, codes)
    return [contact.of(number) for number in range(len(every))]


class _Row(NamedTuple):
    """A row of the events. Rows are in the order of their first three values."""

    code: str
    turn_index: int
    event_id: str
    confidence: float
    steady: float
    owner: int = OF_ALL
    chain: Chain | None = None


class _Contact:
    """What does not depend on the confession: which tags may count, by which part of their factor, and the chains."""

    def __init__(
        self,
        transcript: Transcript,
        tagging: Tagging,
        ledger: Ledger,
        every: Sequence[Phase],
        profile: Profile,
        codes: Mapping[str, CodeScoring],
    ) -> None:
        turns = transcript.turns
        tags = [tag for tag in tagging.tags if tag.status is TagStatus.ACTIVE and turns[tag.turn_index].scored]
        self._profile, self._codes, self._phases, self._turn_count = profile, codes, every, len(turns)
        self._asked = interrogator_turns(transcript)
        self._warnings = [tag.turn_index for tag in tags if tag.code == NO_PROMISE]
        weighing = {
            code
            for code, scoring in codes.items()
            if code not in CHAIN_CODES
            and scoring.subscore in profile.windows
            and profile.weight(code, scoring.weight_class) > 0
        }
        rows = [
            _Row(tag.code, tag.turn_index, tag.id, tag.confidence, _of_its_kind(tag, profile))
            for tag in tags
            if tag.code in weighing
        ]
        if FED in codes and profile.weight(FED, codes[FED].weight_class) > 0:
            rows += _of_chains(Chains(tags, ledger, profile, feeding_assessed=FED not in tagging.not_assessed), every)
        self._events = _events(sorted(rows, key=lambda row: row[:3]))
        self._read_codes(transcript)

    def _read_codes(self, transcript: Transcript) -> None:
        """Which window each code counts in, whether it is a rate, and whether it fades; by the number of the code."""
        profile = self._profile
        scored = [self._codes[code] for code in self._events.codes]
        subscores = [scoring.subscore for scoring in scored]
        self._windows = tuple(sorted(set(profile.windows.values())))
        # A chain has no window: it counts for the confession that it belongs to.
        chained = np.array([code == FED for code in self._events.codes], dtype=bool)
        self._window_of = np.array(
            [self._windows.index(profile.windows[one]) if one in profile.windows else 0 for one in subscores],
            dtype=np.int64,
        )
        self._rates = np.array([one.half_mass_class == QUESTION_FORM for one in scored], dtype=bool) & ~chained
        fades = np.array([subscore in profile.decay.subscores for subscore in subscores], dtype=bool)
        self._fades = fades & ~self._rates & ~chained
        self._chained = chained
        self._nearness = Nearness(transcript, profile.decay)

    def of(self, number: int) -> Parts:
        """The ingredients of one confession, by its number."""
        phase, events, profile = self._phases[number], self._events, self._profile
        ends = [last_turn(window, phase, self._turn_count) for window in self._windows]
        end_of = np.array(ends, dtype=np.int64)[self._window_of] if len(events.codes) else _NONE
        in_time = events.turns <= end_of[events.numbers]
        rows = np.flatnonzero(np.where(events.owners == OF_ALL, in_time, events.owners == number))
        numbers = events.numbers[rows]
        factors = events.steady[rows]
        scales = np.ones(len(events.codes))
        rates = np.array([_per_turn(self._asked[end + 1], profile) for end in ends])
        scales[self._rates] = rates[self._window_of[self._rates]]
        factors *= scales[numbers]
        fading = np.flatnonzero(self._fades[numbers])
        factors[fading] *= self._nearness.of(events.turns[rows[fading]], phase.admission)
        scales[self._fades] = profile.decay.floor.value
        scales[self._chained] = 0.0
        if PROMISE in events.codes:
            warned = max((turn for turn in self._warnings if turn < phase.admission), default=-1)
            repaired = (numbers == events.codes.index(PROMISE)) & (events.turns[rows] < warned)
            factors[repaired] *= 1 - profile.protection.promise_cut.value
        parts = Parts(events=events, rows=rows, factors=factors, scales=scales, emptied=_NONE)
        return _without_doubles(parts, profile, self._codes)


def _of_chains(chains: Chains, every: Sequence[Phase]) -> list[_Row]:
    return [
        _Row(FED, chain.turn_index, chain.event_id, chain.confidence, chain.factor, number, chain)
        for number, phase in enumerate(every)
        for chain in chains.of(phase)
    ]


def _events(rows: Sequence[_Row]) -> Events:
    codes = tuple(dict.fromkeys(row.code for row in rows))
    numbers = {code: number for number, code in enumerate(codes)}
    return Events(
        codes=codes,
        numbers=np.array([numbers[row.code] for row in rows], dtype=np.int64),
        ids=tuple(row.event_id for row in rows),
        turns=np.array([row.turn_index for row in rows], dtype=np.int64),
        confidences=np.array([row.confidence for row in rows], dtype=np.float64),
        steady=np.array([row.steady for row in rows], dtype=np.float64),
        owners=np.array([row.owner for row in rows], dtype=np.int64),
        chains={at: row.chain for at, row in enumerate(rows) if row.chain is not None},
    )


def _of_its_kind(tag: Tag, profile: Profile) -> float:
    """Factor of a tag by its attributes, and by whether the classifier alone reports it."""
    factor = profile.multiplier(tag.code, tag.attributes)
    return factor * profile.classifier_alone.value if tag.tagger == CLASSIFIER else factor


def _per_turn(turns: int, profile: Profile) -> float:
    """Points of rate that one question adds: ``per / max(turns, fewest_turns)``."""
    return profile.rate.per.value / max(turns, profile.rate.fewest_turns.value)


def _without_doubles(parts: Parts, profile: Profile, codes: Mapping[str, CodeScoring]) -> Parts:
    """Share turns that both lead and feed between the two codes, so that none counts under both."""
    events = parts.events
    if LEADING not in events.codes or FED not in events.codes:
        return parts
    numbers = events.numbers[parts.rows]
    leads, feeds = (np.flatnonzero(numbers == events.codes.index(code)) for code in (LEADING, FED))
    turns = events.turns[parts.rows]
    if not len(np.intersect1d(turns[leads], turns[feeds])):
        return parts
    curves = tuple(
        (
            profile.weight(code, codes[code].weight_class),
            profile.half(code, codes[code].half_mass_class),
        )
        for code in (LEADING, FED)
    )
    led, fed = (_by_turn(turns[some], parts.masses[some]) for some in (leads, feeds))
    shares = feeding_shares(led, fed, curves[0], curves[1])
    factors = parts.factors.copy()
    for some, share_of in ((leads, {turn: 1 - share for turn, share in shares.items()}), (feeds, shares)):
        shared = some[np.isin(turns[some], list(share_of))]
        factors[shared] *= [share_of[turn] for turn in turns[shared].tolist()]
    emptied = (factors <= 0) & (parts.factors > 0)
    return Parts(
        events=events,
        rows=parts.rows[~emptied],
        factors=factors[~emptied],
        scales=parts.scales,
        emptied=parts.rows[emptied],
    )


def _by_turn(turns: Ints, masses: Floats) -> dict[int, float]:
    """Mass of each turn; ``turns`` are in rising order, and what stands in one turn is added in this order."""
    known, places = np.unique(turns, return_inverse=True)
    return dict(zip(known.tolist(), np.bincount(places, weights=masses).tolist(), strict=True))
