"""From details to facts: which ones are listed, in which order, and what is said of each."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import attrgetter, sub

from coercionscan.making import blank, maker, opener
from coercionscan.matching.language import Words
from coercionscan.provenance.case_facts import means
from coercionscan.provenance.labels import wording
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.mentions import MOST_SIGHTS, Collector, Detail, Sight
from coercionscan.provenance.ratings import Rated, chosen, denied, recalled, weighted
from coercionscan.provenance.routes import PRESUPPOSED, Routes
from coercionscan.provenance.uptake import NOTHING, Reaction, Reactions
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import Concept
from coercionscan.records import Fact, FactForm, Mention, Role, Span, Transcript, Uptake

_PREFILTER = 3
"""So many times more details than are listed are looked at closely."""
_SUSPECT_CONFIDENCE = 0.8
_RECOMBINED = 0.6
"""Confidence left where an interrogator joins words that the person had spoken first, each by itself."""
_POINTED = 0.75
"""Confidence left where the words are joined over a pronoun or an ellipsis."""
_HALF_MATTER = 4.0
"""So many words of offences around a line make it half as dense as it can be."""
_SINGLE = 1.2
"""A word alone counts so much more than a word in company: it is the plain name of a thing."""
_WANTED = 3.0
"""A detail that the user named counts so much more."""
_ASKED_FOR = 1.5
"""A detail that answers what was asked counts so much more."""
_DENIED = 0.5
"""A detail that the person speaks of first to deny it counts so much."""
_WEIGHT = attrgetter("weight")
_REPORTED, _ASSERTED = FactForm.REPORTED_FROM_EARLIER_INTERVIEW, FactForm.ASSERTED
_make_fact, _open_mention, _open_span, _blank_rated = maker(Fact), opener(Mention), opener(Span), blank(Rated)
_EMPTY_DIGEST = hashlib.sha256()

_OFTEN_ENOUGH = 32
"""To be spoken of more often adds nothing."""
_COUNTED = [0.12 * math.log2(min(count, _OFTEN_ENOUGH)) if count else 0.0 for count in range(MOST_SIGHTS + 1)]
_OFTEN = [1.0 + gain for gain in _COUNTED]
"""How much more a detail counts that is spoken of so often."""
_SHARED = [1.3 + gain for gain in _COUNTED]
"""The same where both sides speak of it."""


class FactMaker:
    """Makes facts of details."""

    def __init__(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Talk,
        routes: Routes,
        reactions: Reactions,
        vocabulary: Vocabulary,
        wanted: Sequence[frozenset[str]] = (),
    ) -> None:
        """Take what was read before.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Its lines.
            routes: Reads forms.
            reactions: Reads uptakes.
            vocabulary: The vocabulary.
            wanted: Words of the user's facts: a detail that is one of them is listed before others.
        """
        self._wanted = wanted
        self._text = transcript.text
        self._words = words
        self._talk = talk
        self._routes = routes
        self._reactions = reactions
        self._vocabulary = vocabulary
        self._matter = _matter(talk, vocabulary)
        self._singles: Mapping[str, Detail] = {}

    def facts(self, found: Collector) -> tuple[Fact, ...]:
        """Facts in falling weight.

        Args:
            found: All details of the contact.

        Returns:
            The weightiest, at most as many as the settings allow; equal weights stand in order of first mention.
        """
        limit = self._vocabulary.settings.facts
        self._singles = found.singles
        bases = self._bases(found.details)
        close: Sequence[int] = range(len(bases))
        if len(bases) > limit * _PREFILTER:
            close = sorted(sorted(close, key=bases.__getitem__, reverse=True)[: limit * _PREFILTER])
        rated = self._rated(found.details, bases, close)
        return self._written(chosen(rated, limit))

    def _bases(self, details: Iterable[Detail]) -> list[float]:
        """How much each detail may matter before its answers are read."""
        wanted, matter, found = self._wanted, self._matter, []
        for detail in details:
            concepts, sights = detail.concepts, detail.sights
            sight = sights[0]
            line = sight.line
            value = _SINGLE * concepts[0].weight if len(concepts) == 1 else _together(concepts)
            if wanted and any(means(names, frozenset(detail.key)) for names in wanted):
                value *= _WANTED
            if sight.asked_for:
                value *= _ASKED_FOR
            if line.negated and line.by_questioned and _is_denied(sight):
                value *= _DENIED
            gain = _SHARED if detail.asked and detail.told else _OFTEN
            found.append(value * matter[line.number] * gain[len(sights)])
        return found

    def _rated(self, details: Sequence[Detail], bases: Sequence[float], close: Iterable[int]) -> list[Rated]:
        """The details of some numbers with what was read of each; those of one line mostly follow each other."""
        found: list[Rated] = []
        line: Line | None = None
        clauses: dict[int, int] = {}
        offered, presupposed = _ASSERTED, None
        for number in close:
            detail, weight, reaction = details[number], bases[number], NOTHING
            sight = detail.sights[0]
            if sight.line is not line:
                line = sight.line
                clauses = {item.at: item.clause for item in line.items} if len(line.agents) > 1 else {}
                offered, presupposed = self._routes.of(line)
            form = offered if presupposed is None or presupposed > sight.first else PRESUPPOSED
            if line.by_interrogator:
                reaction = self._reactions.to(detail, form)
                weight = weighted(weight, form, reaction)
            rated = _blank_rated()
            rated.weight = weight
            rated.number = number
            rated.detail = detail
            rated.sight = sight
            rated.form = form
            rated.reaction = reaction
            rated.clause = clauses.get(sight.last, 0) if clauses else 0
            found.append(rated)
        return found

    def _written(self, picked: Sequence[Rated]) -> tuple[Fact, ...]:
        """Facts of the chosen details, each field of all of them at once."""
        cores = [one.core() for one in picked]
        lines = [core.sight.line for core in cores]
        details = [core.detail for core in cores]
        reactions = [core.reaction for core in cores]
        forms = [core.form for core in cores]
        roles = [line.role for line in lines]
        turns = [line.turn_index for line in lines]
        recombined = [
            line.by_interrogator and recalled(one.told, self._singles) for one, line in zip(picked, lines, strict=True)
        ]
        answers = [
            reaction.reason if line.by_interrogator else "" for reaction, line in zip(reactions, lines, strict=True)
        ]
        worded = [*map(wording, picked, lines)]
        nothing: Iterable[tuple[()]] = repeat(())
        made: Iterable[Fact] = map(  # in the order of the record's fields
            _make_fact,
            [*map(_identity, details, turns)],
            [label for label, _ in worded],
            [detail.heaviest().kind for detail in details],
            [terms for _, terms in worded],
            roles,
            turns,
            forms,
            [reaction.uptake for reaction in reactions],
            [reaction.turn_index for reaction in reactions],
            self._mentions([detail.sights for detail in details]),
            [round(min(1.0, one.weight / 3), 4) for one in picked],
            [*map(_confidence, cores, recombined)],
            [*map(_reason, roles, forms, answers, recombined)],
            [reaction.reversed_at for reaction in reactions],
            [*map(_claim_check, forms, reactions)],
            nothing,
            nothing,
        )
        return tuple(made)

    def _mentions(self, sights_of_each: Iterable[Iterable[Sight]]) -> list[tuple[Mention, ...]]:
        """The mentions of each of some facts."""
        words, text = self._words, self._text
        found: list[tuple[Mention, ...]] = []
        for sights in sights_of_each:
            made: list[Mention] = []
            for sight in sights:
                line = sight.line
                at = line.turn_index
                said = words[at]
                span = _open_span()
                span.start = start = said.starts[sight.first]
                span.end = end = said.ends[sight.last]
                span.__class__ = Span
                mention = _open_mention()
                mention.turn_index = at
                mention.role = line.role
                mention.span = span
                mention.text = text[start:end]
                mention.__class__ = Mention
                made.append(mention)
            found.append(tuple(made))
        return found


def _matter(talk: Talk, vocabulary: Vocabulary) -> list[float]:
    """For each line, how much its details count: more where the talk around it is dense in words of offences."""
    reach = vocabulary.settings.matter_lines
    core = vocabulary.core
    sums, found = [0] * (reach + 1), 0
    for line in talk.lines:
        for item in line.items:
            if item.concept.kind in core:
                found += 1
        sums.append(found)
    sums += [found] * reach
    around = [*map(sub, sums[2 * reach + 1 :], sums)]
    dense = [0.5 + 0.5 * (near / (near + _HALF_MATTER)) for near in range(max(around, default=0) + 1)]
    return [*map(dense.__getitem__, around)]


def _is_denied(sight: Sight) -> bool:
    """Whether the person denies what stands at the end of a mention."""
    line = sight.line
    return any(item.at == sight.last and denied(line, item.clause) for item in line.items)


def _together(concepts: Sequence[Concept]) -> float:
    """How much the two weightiest words of a detail matter together."""
    if len(concepts) > 2:
        concepts = sorted(concepts, key=_WEIGHT)[-2:]
    one, two = concepts[0].weight, concepts[1].weight
    return 0.75 * one + 0.45 * two if one > two else 0.75 * two + 0.45 * one


def _identity(detail: Detail, turn_index: int) -> str:
    digest = _EMPTY_DIGEST.copy()  # quicker than a new one
    digest.update(f"{'+'.join(detail.key)}@{turn_index}".encode())
    return f"fact-{digest.hexdigest()[:10]}"


def _confidence(core: Rated, recombined: bool) -> float:
    """How sure introduction and uptake are read, 0..1."""
    sight = core.sight
    sure = core.reaction.confidence if sight.line.by_interrogator else _SUSPECT_CONFIDENCE
    if recombined:
        sure *= _RECOMBINED
    if sight.completes:
        sure *= _POINTED
    return _rounded(sure)


@cache
def _rounded(sure: float) -> float:
    """A confidence as it is shown; there are few different ones."""
    return round(sure, 2)


@cache
def _reason(role: Role, form: FactForm, answer: str, recombined: bool) -> str:
    """Why a fact is listed as it is; ``answer`` is why it counts as taken up, empty for what was not offered."""
    how = form.replace("_", " ")
    if not answer:
        return f"First spoken by the {role.replace('_', ' ')} ({how})."
    joins = "; joins words that the person had spoken before" if recombined else ""
    return f"First spoken by the interrogator ({how}){joins}; {answer}."


def _claim_check(form: FactForm, reaction: Reaction) -> str | None:
    """A claim of an earlier saying: by construction nothing earlier in this contact holds it."""
    if form is not _REPORTED:
        return None
    return "contradicted" if reaction.uptake is Uptake.DENIAL else "not_on_record"
