"""What a score is made of: each tag or detail with its confidence and the factor by which it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coercionscan.lexicon.profile import Profile
from coercionscan.records import CLASSIFIER, Confession, Ledger, Tag, Tagging, TagStatus, Transcript
from coercionscan.risk.chains import CHAIN_CODES, FED, Chains
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.sharing import feeding_shares
from coercionscan.risk.windows import Phase, interrogator_turns, last_turn, nearness, phases

QUESTION_FORM = "question_form"
LEADING = "leading_question"
PROMISE = "explicit_leniency_promise"
NO_PROMISE = "no_promise_statement"


@dataclass(slots=True, kw_only=True)
class Ingredient:
    """One part of the mass of a code: ``mass = confidence * factor``.

    ``event_id`` is the tag or fact that carries the uncertainty. ``tag_ids`` and ``fact_ids`` are what to show.
    """

    code: str
    event_id: str
    confidence: float
    factor: float
    turn_index: int
    tag_ids: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()

    @property
    def mass(self) -> float:
        """Expected mass: confidence (0..1) times factor."""
        return self.confidence * self.factor


def ingredients(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confession: Confession,
    confessions: Sequence[Confession],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> tuple[Ingredient, ...]:
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
    return _Contact(transcript, tagging, ledger, profile, codes).of(phase)


def ingredients_of_all(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confessions: Sequence[Confession],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> list[tuple[Ingredient, ...]]:
    """Everything that counts for each confession of a contact; what they share is worked out once.

    Args:
        transcript: The transcript.
        tagging: Its tags; only active ones count.
        ledger: Its details.
        confessions: All confessions of the contact.
        profile: The score profile.
        codes: Scoring of each code.

    Returns:
        The ingredients of each confession, as ``ingredients`` gives them.
    """
    if not confessions:
        return []
    contact = _Contact(transcript, tagging, ledger, profile, codes)
    found = phases(confessions, len(transcript.turns))
    return [contact.of(found[confession.id]) for confession in confessions]


class _Contact:
    """What does not depend on the confession: which tags count, by which factor, and the chains of details."""

    def __init__(
        self,
        transcript: Transcript,
        tagging: Tagging,
        ledger: Ledger,
        profile: Profile,
        codes: Mapping[str, CodeScoring],
    ) -> None:
        turns = transcript.turns
        tags = [tag for tag in tagging.tags if tag.status is TagStatus.ACTIVE and turns[tag.turn_index].scored]
        self._transcript, self._profile, self._codes = transcript, profile, codes
        self._asked = interrogator_turns(transcript)
        self._warnings = [tag.turn_index for tag in tags if tag.code == NO_PROMISE]
        weighing = {
            code: scoring
            for code, scoring in codes.items()
            if code not in CHAIN_CODES
            and scoring.subscore in profile.windows
            and profile.weight(code, scoring.weight_class) > 0
        }
        self._weighed = [(tag, weighing[tag.code], _of_its_kind(tag, profile)) for tag in tags if tag.code in weighing]
        self._chains: Chains | None = None
        if FED in codes and profile.weight(FED, codes[FED].weight_class) > 0:
            self._chains = Chains(tags, ledger, profile, feeding_assessed=FED not in tagging.not_assessed)

    def of(self, phase: Phase) -> tuple[Ingredient, ...]:
        """The ingredients of one confession."""
        found = self._of_tags(phase)
        if self._chains is not None:
            found += [
                Ingredient(
                    code=FED,
                    event_id=chain.event_id,
                    confidence=chain.confidence,
                    factor=chain.factor,
                    turn_index=chain.turn_index,
                    tag_ids=chain.tag_ids,
                    fact_ids=chain.fact_ids,
                )
                for chain in self._chains.of(phase)
            ]
        return _without_doubles(found, self._profile, self._codes)

    def _of_tags(self, phase: Phase) -> list[Ingredient]:
        profile, count = self._profile, len(self._transcript.turns)
        ends: dict[str, int] = {name: last_turn(window, phase, count) for name, window in profile.windows.items()}
        rates: dict[str, float] = {name: _per_turn(self._asked[end + 1], profile) for name, end in ends.items()}
        warned = max((turn for turn in self._warnings if turn < phase.admission), default=-1)
        fading = profile.decay.subscores
        found = []
        for tag, scoring, factor in self._weighed:
            subscore = scoring.subscore
            if subscore is None or tag.turn_index > ends[subscore]:
                continue
            if scoring.half_mass_class == QUESTION_FORM:
                factor *= rates[subscore]
            elif subscore in fading:
                factor *= nearness(self._transcript, tag.turn_index, phase.admission, profile)
            if tag.code == PROMISE and warned > tag.turn_index:
                factor *= 1 - profile.protection.promise_cut.value
            found.append(_of_tag(tag, factor))
        return found


def _of_tag(tag: Tag, factor: float) -> Ingredient:
    return Ingredient(
        code=tag.code,
        event_id=tag.id,
        confidence=tag.confidence,
        factor=factor,
        turn_index=tag.turn_index,
        tag_ids=(tag.id,),
    )


def _of_its_kind(tag: Tag, profile: Profile) -> float:
    """Factor of a tag by its attributes, and by whether the classifier alone reports it."""
    factor = profile.multiplier(tag.code, tag.attributes)
    return factor * profile.classifier_alone.value if tag.tagger == CLASSIFIER else factor


def _per_turn(turns: int, profile: Profile) -> float:
    """Points of rate that one question adds: ``per / max(turns, fewest_turns)``."""
    return profile.rate.per.value / max(turns, profile.rate.fewest_turns.value)


def _without_doubles(
    found: Iterable[Ingredient], profile: Profile, codes: Mapping[str, CodeScoring]
) -> tuple[Ingredient, ...]:
    """Share turns that both lead and feed between the two codes, so that none counts under both."""
    kept = sorted(found, key=lambda one: (one.code, one.turn_index, one.event_id))
    if LEADING not in codes or FED not in codes:
        return tuple(kept)
    curves = tuple(
        (
            profile.weight(code, codes[code].weight_class),
            profile.half(code, codes[code].half_mass_class),
        )
        for code in (LEADING, FED)
    )
    shares = feeding_shares(_by_turn(kept, LEADING), _by_turn(kept, FED), curves[0], curves[1])
    return tuple(shared for one in kept if (shared := _shared(one, shares)).factor > 0 or one.factor <= 0)


def _by_turn(found: Iterable[Ingredient], code: str) -> dict[int, float]:
    masses: dict[int, float] = {}
    for one in found:
        if one.code == code:
            masses[one.turn_index] = masses.get(one.turn_index, 0.0) + one.mass
    return masses


def _shared(one: Ingredient, shares: Mapping[int, float]) -> Ingredient:
    share = shares.get(one.turn_index)
    if share is None or one.code not in (LEADING, FED):
        return one
    return replace(one, factor=one.factor * (share if one.code == FED else 1 - share))
