"""One chain from words to points, in numbers that can be recomputed by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from coercionscan.errors import UsageError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.lexicon.profile import Profile
from coercionscan.records import Analysis, Confession, ExposureItem, Fact, Risk, Tag
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.events import Ingredient
from coercionscan.risk.exposure import factor_codes
from coercionscan.risk.ingredients import ingredients
from coercionscan.risk.score import log_term

_MOST_PARTS = 12


def explain(
    analysis: Analysis, wanted: str, *, lexicon: Lexicon, profile: Profile, codes: Mapping[str, CodeScoring]
) -> str:
    """Explain a tag, a detail, a code or circumstance, or a whole confession.

    Args:
        analysis: The analysis.
        wanted: Id of a tag, fact or confession, or the name of a code or circumstance.
        lexicon: Knows what the codes mean and where their weights come from.
        profile: The profile that the analysis was scored with.
        codes: Scoring of each code.

    Returns:
        Plain text, ending with a newline.

    Raises:
        UsageError: When nothing in the analysis has this id or name.
    """
    story = _Story(analysis, lexicon, profile, {**factor_codes(lexicon.factors), **codes})
    tag = next((one for one in analysis.tagging.tags if one.id == wanted), None)
    fact = next((one for one in analysis.ledger.facts if one.id == wanted), None)
    confession = next((one for one in analysis.confessions if one.id == wanted), None)
    if tag is not None:
        lines = [*story.of_tag(tag), *story.everywhere(tag.code, tag.id)]
    elif fact is not None:
        lines = [*story.of_fact(fact), *story.everywhere("fact_feeding", fact.id)]
    elif confession is not None:
        lines = list(story.of_confession(confession))
    elif wanted in story.codes:
        lines = [*story.of_code(wanted), *story.everywhere(wanted, None)]
    else:
        raise UsageError(f"nothing here has the id {wanted!r}", hint="Ids stand in the JSON report.")
    return "\n".join(lines) + "\n"


class _Story:
    """The parts of an explanation, over one analysis."""

    def __init__(
        self, analysis: Analysis, lexicon: Lexicon, profile: Profile, codes: Mapping[str, CodeScoring]
    ) -> None:
        self.analysis, self.lexicon, self.profile, self.codes = analysis, lexicon, profile, codes

    def of_tag(self, tag: Tag) -> Iterator[str]:
        yield f"Tag {tag.id}"
        yield f"  {self._place(tag.turn_index)}: “{' '.join(tag.text.split())}”"
        found = f"  {tag.status}, confidence {tag.confidence:.2f}, found by {tag.tagger}. {tag.evidence.explanation}"
        yield found.rstrip()
        if tag.evidence.suppressed_by:
            yield f"  It does not count: {tag.evidence.suppressed_by}."
        yield from self.of_code(tag.code)

    def of_fact(self, fact: Fact) -> Iterator[str]:
        yield f"Detail {fact.id}: {fact.label}"
        yield f"  First spoken by the {fact.introduced_by}: {self._place(fact.first_turn_index)} ({fact.form})."
        if fact.uptake_turn_index is not None:
            yield f"  Uptake: {fact.uptake}, {self._place(fact.uptake_turn_index)}."
        if fact.reason:
            yield f"  {fact.reason}"
        yield from self.of_code("fact_feeding")

    def of_code(self, code: str) -> Iterator[str]:
        entry = next((one for one in self.lexicon.entries if one.id == code), None)
        factor = next((one for one in self.lexicon.factors if one.id == code), None)
        if entry is not None:
            yield f"Code {code}: {entry.name}. {entry.definition}"
            yield f"  Weight: {entry.weight}. {entry.weight_rationale}"
            yield f"  Expert consensus: {entry.consensus}."
            yield from (f"  To consider: {one}" for one in entry.contrary)
        elif factor is not None:
            yield f"Circumstance {code}: {factor.name}."
            yield f"  Weight: {factor.weight}. {factor.rationale}"
            yield f"  Expert consensus: {factor.consensus}."
        yield from (f"  Source: {self._cited(key)}" for key in self.codes[code].sources)

    def of_confession(self, confession: Confession) -> Iterator[str]:
        risk = self.analysis.risk_of(confession)
        yield f"Confession {confession.id} ({confession.kind}), {self._place(confession.first_turn_index)}"
        yield from (f"  Act: “{act}”" for act in confession.acts)
        if risk is None:
            return
        for reading, index in (("voluntariness", risk.voluntariness_index), ("reliability", risk.reliability_index)):
            yield f"  {reading.capitalize()} index {index:.6f}, the sum of:"
            parts = [one for one in risk.contributions if one.reading == reading]
            yield from (f"    {one.points:.6f}  {one.code}" for one in parts)
        yield from (f"  {caveat}" for caveat in risk.caveats)

    def everywhere(self, code: str, event_id: str | None) -> Iterator[str]:
        """How a code counts for each confession, with all parts of its mass or the one that is asked for."""
        for confession in self.analysis.confessions:
            exposure = next((e for e in self.analysis.exposures if e.confession_id == confession.id), None)
            risk = self.analysis.risk_of(confession)
            item = next((one for one in exposure.items if one.code == code), None) if exposure else None
            if exposure and item and risk:
                yield from self._in_confession(confession, item, risk, event_id)

    def _in_confession(
        self, confession: Confession, item: ExposureItem, risk: Risk, event_id: str | None
    ) -> Iterator[str]:
        parts = self._parts(confession, item.code)
        shown = [part for part in parts if event_id in (None, part.event_id) or event_id in part.tag_ids]
        if not shown and item.circumstance is None:
            return
        yield f"For the confession at {self._place(confession.first_turn_index)}:"
        if item.circumstance is not None:
            yield f"  {item.circumstance}: exposure x = {item.exposure:.4f}"
        else:
            yield from self._masses(confession, parts, shown, item)
        yield f"  weight w = {item.weight:.2f}, {self._ground(item.code)}"
        yield f"  log term -ln(1 - {item.weight:.2f} * {item.exposure:.4f}) = {log_term(item):.4f}"
        for one in risk.contributions:
            if one.code == item.code:
                yield f"  {one.points:.6f} points of the {one.reading} index"

    def _masses(
        self, confession: Confession, parts: Sequence[Ingredient], shown: Sequence[Ingredient], item: ExposureItem
    ) -> Iterator[str]:
        for part in sorted(shown, key=lambda one: -one.mass)[:_MOST_PARTS]:
            away = confession.first_turn_index - part.turn_index
            turns = f"{abs(away)} turn{'s' * (abs(away) != 1)}"
            yield (
                f"  {self._place(part.turn_index)}, {turns} {'before' if away > 0 else 'after'} the admission: "
                f"confidence {part.confidence:.2f} * factor {part.factor:.4f} = {part.mass:.4f}"
            )
            yield from self._words(part)
        if len(shown) > _MOST_PARTS:
            yield f"  and {len(shown) - _MOST_PARTS} more"
        half = self.profile.half(item.code, self.codes[item.code].half_mass_class)
        total = math.fsum(part.mass for part in parts)
        yield f"  mass m = {total:.4f} of {len(parts)} parts; half-mass h = {half:g}"
        yield f"  exposure x = 1 - exp(-m / h) = {item.exposure:.4f}"

    def _words(self, part: Ingredient) -> Iterator[str]:
        """The name of the detail of a part, else the words of its tag."""
        tag = next((one for one in self.analysis.tagging.tags if one.id in part.tag_ids), None)
        fact = next((one for one in self.analysis.ledger.facts if one.id in part.fact_ids), None)
        if fact is not None:
            yield f"    the detail “{fact.label}”"
        elif tag is not None:
            yield f"    “{' '.join(tag.text.split())}”"

    def _ground(self, code: str) -> str:
        """Where the weight of a code comes from."""
        number = self.profile.weight_number(code, self.codes[code].weight_class)
        if number is None or number.convention:
            return "a convention of the profile"
        return "; ".join(map(self._cited, number.sources))

    def _parts(self, confession: Confession, code: str) -> tuple[Ingredient, ...]:
        found = self.analysis
        return ingredients(
            found.transcript, found.tagging, found.ledger, confession, found.confessions, self.profile, self.codes
        ).ingredients(code)

    def _place(self, turn_index: int) -> str:
        turn = self.analysis.transcript.turns[turn_index]
        if turn.page is not None and turn.page_line is not None:
            where = f"page {turn.page}:{turn.page_line}"
        else:
            where = f"page {turn.page}, line {turn.first_line}" if turn.page is not None else f"line {turn.first_line}"
        file = self.analysis.transcript.file_of(turn)
        within = f"{file}, " if file else ""
        return f"turn {turn_index + 1} ({within}{where}, {turn.speaker or 'no label'})"

    def _cited(self, key: str) -> str:
        work = self.lexicon.sources.get(key)
        if work is None:
            return key
        return work.ref if work.verified else f"{work.ref} (unverified)"
