"""The shape of a code file: one code, one TOML file, checked when it is loaded."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Side = Literal["interrogator", "suspect"]
Status = Literal["stable", "draft"]
Weight = Literal["strong", "moderate", "weak", "protective", "descriptive"]
Subscore = Literal["pressure", "inducement", "rights", "vulnerability", "contamination", "reliability", "coverage"]
Layer = Literal["explicit", "implicit", "relational", "form"]


class _Strict(BaseModel):
    """Unknown keys are errors: a rule that is written but never used would help nobody."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """An invented utterance.

    ``text`` may mark the words that are meant with angle brackets: ``"Look, <we already know what happened>."``
    ``previous``: turns before it, each with a prefix ``I:`` (interrogator) or ``S:`` (questioned person).
    ``speaker`` overrides the side of the entry. ``label_instead`` names the code that a near miss belongs to.
    """

    text: str
    previous: tuple[str, ...] = ()
    speaker: Literal["interrogator", "suspect", "witness", "counsel", "appropriate_adult"] | None = None
    label_instead: str | None = None
    why: str = ""


class Pattern(_Strict):
    """A rule: phrases of which one must be found, and what must or must not stand beside it.

    Attributes:
        id: Short name, unique in its code.
        any: Phrases in the phrase language of ``matching.phrases``; one hit is enough.
        unless: Phrases that, found in the same sentence, make the hit something else; it is kept as suppressed.
        unless_turn: The same over the whole turn.
        needs: Phrases of which the turn must hold one as well.
        after: Phrases of which the last turn of the other side must hold one.
        after_codes: Codes of which the last turn of the other side must carry one.
        unless_after: Phrases that the last turn of the other side must not hold.
        silenced_by: Scopes that silence a hit; None takes the list of the entry.
        confidence: Share of its hits that are expected to be right, 0..1, before calibration.
        attributes: Attributes that a hit carries.
        note: Why the rule is as it is.
        examples: Utterances that it must hit, with the hit in angle brackets, and ``near_misses`` that it must not.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    any: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    unless_turn: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    after_codes: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    silenced_by: tuple[str, ...] | None = None
    confidence: float = Field(default=0.8, gt=0, le=1)
    attributes: dict[str, str] = Field(default_factory=dict)
    note: str = ""
    examples: tuple[Example | str, ...] = ()
    near_misses: tuple[Example | str, ...] = ()


class Entry(_Strict):
    """One code of the code book.

    ``judged_by = "exchange"``: the patterns find candidates only; an exchange over the turns decides which stand (an
    admission counts once, for a suspect, where its act is new; a denial is brushed aside where there is one).
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    domain: str
    tier: Literal["core", "extended"]
    speaker: Side
    name: str
    definition: str
    status: Status = "draft"
    layer: Layer = "explicit"
    weight: Weight
    weight_rationale: str
    half_mass: Literal["rare_explicit", "common", "question_form"] = "common"
    subscore: Subscore | None = None
    needs_context: str = "none"
    sources: tuple[str, ...]
    consensus: str = "unknown"
    confusable_with: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    legal_map: tuple[str, ...] = ()
    decision_rules: tuple[str, ...] = ()
    crosswalk: dict[str, str] = Field(default_factory=dict)
    attributes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    silenced_by: tuple[str, ...] = ()
    judged_by: Literal["rules", "exchange"] = "rules"
    also_from: tuple[Literal["counsel", "appropriate_adult", "examiner"], ...] = ()
    sets: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    @property
    def assessed(self) -> bool:
        """Whether the tool looks for the code at all: a draft is reported as not assessed, never as absent."""
        return self.status == "stable"


class Cue(_Strict):
    """A scope cue: words that change what a hit near them means.

    Attributes:
        id: Short name, shown with a suppressed hit.
        scope: The scope it opens (negated, hypothetical, reported ...).
        any: Phrases.
        direction: ``forward`` reaches the words after it, ``backward`` those before it, ``sentence`` and ``turn`` all.
        reach: How many tokens far, for forward and backward; the clause bounds it as well.
        over_clauses: Whether it reaches over a clause end inside the sentence.
        pseudo: Phrases that look like the cue and are none ("not only").
        applies_to: Codes or domains it silences; empty means all that list its scope.
        marks: Attribute that hits in its reach get instead ("disclaimer"), with the cue's words as value; such a cue
            silences nothing. Empty for a cue that silences.
        examples: Sentences with an angle-bracketed stretch that the cue must reach; ``near_misses`` that it must not.
    """

    id: str
    scope: str
    any: tuple[str, ...] = Field(min_length=1)
    direction: Literal["forward", "backward", "sentence", "turn"] = "forward"
    reach: int = Field(default=8, ge=1, le=60)
    over_clauses: bool = False
    pseudo: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    marks: str = ""
    note: str = ""
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


class CueFile(_Strict):
    """A file of cues of one scope."""

    scope: str
    about: str
    sets: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    cues: tuple[Cue, ...] = ()


class WorkCited(_Strict):
    """A work that the lexicon cites: authors, year, journal or court, DOI or reporter."""

    ref: str
    verified: bool = True
