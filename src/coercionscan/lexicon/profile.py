"""Score profiles and session factors: every number of a score is data, with its source or marked as a convention."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import rtoml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coercionscan.errors import LexiconError
from coercionscan.lexicon.entry import Subscore

WeightClass = Literal["strong", "moderate", "weak"]
HalfMassClass = Literal["rare_explicit", "common", "question_form"]
FactStatus = Literal["held_back", "public", "unknown"]
Window = Literal["before", "until_end", "whole"]
_BASED_ON = "based_on"


class _Strict(BaseModel):
    """Unknown keys are errors: a number that is written but never used would mislead."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Number(_Strict):
    """A number with where it comes from: keys of ``sources.toml``, or ``convention`` where no study fixes it."""

    value: float
    sources: tuple[str, ...] = ()
    convention: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _has_a_ground(self) -> Number:
        if not self.sources and not self.convention:
            raise ValueError("a number needs sources, or convention = true")
        return self


class Multiplier(_Strict):
    """How an attribute scales the mass of a tag of one code: per value, and ``otherwise`` where it is not set."""

    code: str
    attribute: str
    values: dict[str, Number]
    otherwise: Number

    def of(self, value: str | None) -> float:
        """Factor for an attribute value; None means that the tag does not carry the attribute."""
        return self.values.get(value or "", self.otherwise).value


class Decay(_Strict):
    """``d = floor + (1 - floor) * exp(-distance / tau)``; minutes where both turns are timed, else turns."""

    floor: Number
    tau_minutes: Number
    tau_turns: Number
    subscores: tuple[Subscore, ...]


class Rate(_Strict):
    """Question forms are counted per ``per`` interrogator turns; fewer than ``fewest_turns`` are taken as that many."""

    per: Number
    fewest_turns: Number


class FactRule(_Strict):
    """Mass of one detail that the interrogator spoke first: taken up, or only told; scaled by what is known of it."""

    adopted: Number
    fed_only: Number
    status: dict[FactStatus, Number]
    least_weight: Number


class Amplifier(_Strict):
    """Share of the vulnerability sub-score by which pressure and inducement count more.

    ``alternatives`` are printed beside the score.
    """

    amount: Number
    alternatives: tuple[Number, ...]


class Bands(_Strict):
    """Lower ends of the bands; an index below ``some`` is in band few."""

    some: Number
    many: Number
    extensive: Number


class Protection(_Strict):
    """Settings that are off (0) by default: what protective conduct may take off a mass."""

    promise_cut: Number


class ConfessionRule(_Strict):
    """How admissions are grouped into confessions.

    Attributes:
        gap_turns: A confession closes before so many turns of the suspect without a new act.
        known_share: An admission is a restatement when so much of its word weight was in earlier acts.
        short_words: An admission of fewer content words takes its act from the question it answers.
        recess_minutes: A gap in the times of so many minutes is a recess.
        recess_phrases: Regular expressions; narration or an interrogator's words that hold one announce a recess.
        signing_phrases: Regular expressions; words that show that a written statement is read, adopted or signed.
    """

    gap_turns: Number
    known_share: Number
    short_words: Number
    recess_minutes: Number
    recess_phrases: tuple[str, ...] = ()
    signing_phrases: tuple[str, ...] = ()


class Uncertainty(_Strict):
    """Random draws behind the interval: PCG64 with ``seed``; spreads are those of the logarithm.

    ``word_errors``: shares of words that the full sensitivity lines spoil. ``before_turns``: how many turns before an
    admission count for the baseline of "preceded by".
    """

    seed: int
    draws: int = Field(ge=1)
    level: Number
    weight_spread: Number
    half_mass_spread: Number
    word_errors: tuple[Number, ...]
    before_turns: Number


class Coverage(_Strict):
    """Below ``least_recorded_share``, or above ``most_unclear_share``, a contact is not fully assessable."""

    least_recorded_share: Number
    most_unclear_share: Number
    unrecorded_exposure: Number
    most_unknown_roles: Number


class SessionRule(_Strict):
    """Numbers for reading circumstances off a transcript."""

    words_per_minute: Number
    night_from_hour: Number
    night_to_hour: Number
    break_hours: Number
    awake_hours: Number
    least_timed_share: Number


class Profile(_Strict):
    """A score profile: weights, half-masses, windows, bands.

    ``classifier_alone`` is the factor of a tag that the classifier reports where no rule hit.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    name: str
    about: str
    caveats: tuple[str, ...] = ()
    item_weight: dict[WeightClass, Number]
    half_mass: dict[HalfMassClass, Number]
    half_mass_of: dict[str, Number] = Field(default_factory=dict)
    weight_of: dict[str, WeightClass] = Field(default_factory=dict)
    not_scored: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    multipliers: tuple[Multiplier, ...] = ()
    classifier_alone: Number
    windows: dict[Subscore, Window]
    decay: Decay
    rate: Rate
    facts: FactRule
    amplifier: Amplifier
    rights_share: Number
    protection: Protection
    bands: Bands
    confession: ConfessionRule
    uncertainty: Uncertainty
    coverage: Coverage
    session: SessionRule

    @model_validator(mode="after")
    def _is_whole(self) -> Profile:
        if set(self.item_weight) != {"strong", "moderate", "weak"} or len(self.half_mass) != 3:
            raise ValueError("item_weight and half_mass need a number for every class")
        if not 0 < self.bands.some.value < self.bands.many.value < self.bands.extensive.value < 1:
            raise ValueError("the bands must rise between 0 and 1")
        if not all(0 < number.value < 1 for number in self.item_weight.values()):
            raise ValueError("an item weight lies between 0 and 1")
        if not all(number.value > 0 for number in (*self.half_mass.values(), *self.half_mass_of.values())):
            raise ValueError("a half-mass is above 0")
        return self

    def weight(self, code: str, weight_class: str) -> float:
        """Item weight of a code: 0 for a class that does not score, or a code that the profile leaves out."""
        number = self.weight_number(code, weight_class)
        return number.value if number else 0.0

    def weight_number(self, code: str, weight_class: str) -> Number | None:
        """Item weight with where it comes from; None for what does not score."""
        if code in self.not_scored or code in self.not_applicable:
            return None
        chosen = self.weight_of.get(code, weight_class)
        return next((number for name, number in self.item_weight.items() if name == chosen), None)

    def half(self, code: str, half_mass_class: str) -> float:
        """Half-mass ``h`` of a code in ``x = 1 - exp(-m / h)``."""
        if code in self.half_mass_of:
            return self.half_mass_of[code].value
        return next(number.value for name, number in self.half_mass.items() if name == half_mass_class)

    def multiplier(self, code: str, attributes: tuple[tuple[str, str], ...]) -> float:
        """Product of the attribute factors of a tag."""
        given = dict(attributes)
        product = 1.0
        for rule in self.multipliers:
            if rule.code == code:
                product *= rule.of(given.get(rule.attribute))
        return product


class Anchor(_Strict):
    """From this value of the circumstance on, the exposure is this, until the next anchor."""

    from_value: float
    exposure: float = Field(ge=0, le=1)
    label: str


class SessionFactorEntry(_Strict):
    """One circumstance of the contact.

    Attributes:
        case_keys: Keys of the ``[session]`` table that tell it.
        anchors: Value to exposure, in rising order; one of ``sources`` or ``convention`` grounds them.
        suspect_phrases: Regular expressions over the questioned person's words that tell it, with named group
            ``value`` where there is one.
        interrogator_phrases: The same over the interrogator's words.
        question_phrases: A question that asks for it; the next turn of the suspect then tells it by ``answer_phrases``.
        answer_phrases: See ``question_phrases``.
        number_words: Words for the numbers that a phrase may capture.
    """

    id: str
    name: str
    weight: WeightClass
    subscore: Subscore
    rationale: str
    sources: tuple[str, ...]
    convention: bool = False
    consensus: str = "unknown"
    missing: str
    case_keys: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...]
    suspect_phrases: tuple[str, ...] = ()
    interrogator_phrases: tuple[str, ...] = ()
    question_phrases: tuple[str, ...] = ()
    answer_phrases: tuple[str, ...] = ()
    number_words: dict[str, float] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rises(self) -> SessionFactorEntry:
        values = [anchor.from_value for anchor in self.anchors]
        if not values or values != sorted(set(values)):
            raise ValueError("anchors must rise")
        return self

    def number(self, words: str) -> float | None:
        """The number that digits or number words name ("16", "thirty-four"); None where they name none."""
        parts = re.split(r"[-\s]+", words.strip().lower())
        if len(parts) == 1 and parts[0].isdigit():
            return float(parts[0])
        found = [self.number_words[part] for part in parts if part in self.number_words]
        return sum(found) if found and len(found) == len(parts) else None

    def exposure(self, value: float) -> float:
        """Exposure 0..1 of a value: the last anchor that it reaches; below the first one 0."""
        return next((anchor.exposure for anchor in reversed(self.anchors) if anchor.from_value <= value), 0.0)


Read = TypeVar("Read", Profile, SessionFactorEntry)


def parse_profile(text: str, where: str, base: str | None = None) -> Profile:
    """Read a profile.

    Args:
        text: The TOML text.
        where: Path for error messages.
        base: Text of the profile that ``based_on`` names: what the text does not set is taken from there.

    Returns:
        The profile.

    Raises:
        LexiconError: When the text is not a valid profile.
    """
    data = _toml(text, where)
    if data.pop(_BASED_ON, None) is not None:
        data = _over(_toml(base or "", where), data)
    return _validated(Profile, data, where)


def base_of(text: str, where: str) -> str | None:
    """Name of the profile that a profile is based on, or None.

    Args:
        text: The TOML text.
        where: Path for error messages.

    Raises:
        LexiconError: When the text is no TOML.
    """
    name = _toml(text, where).get(_BASED_ON)
    return None if name is None else str(name)


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A table with another one laid over it, table by table, key by key."""
    made = dict(base)
    for key, value in own.items():
        old = made.get(key)
        made[key] = _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return made


def parse_session_factor(text: str, where: str) -> SessionFactorEntry:
    """Read a session factor.

    Args:
        text: The TOML text.
        where: Path for error messages.

    Returns:
        The entry.

    Raises:
        LexiconError: When the text is not a valid session factor.
    """
    return _validated(SessionFactorEntry, _toml(text, where), where)


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise LexiconError(f"not valid TOML: {error}", where=where, hint="Mend the named line.") from error


def _validated(model: type[Read], data: Mapping[str, Any], where: str) -> Read:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{key}: {first['msg']}", where=where, hint="Mend the named key.") from error
