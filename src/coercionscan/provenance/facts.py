"""From details to facts: which ones are listed, in which order, and what is said of each."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence

from coercionscan.matching.language import Words
from coercionscan.provenance.case_facts import means
from coercionscan.provenance.labels import label, terms
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.mentions import Detail, Sight
from coercionscan.provenance.ratings import Rated, chosen, telling
from coercionscan.provenance.routes import Routes
from coercionscan.provenance.uptake import NOTHING, Reaction, Reactions
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import Fact, FactForm, Mention, Role, Transcript, Uptake

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
        self._transcript = transcript
        self._words = words
        self._talk = talk
        self._routes = routes
        self._reactions = reactions
        self._vocabulary = vocabulary
        self._matter = _matter(talk, vocabulary)
        self._own: dict[str, bool] = {}

    def facts(self, details: Iterable[Detail]) -> tuple[Fact, ...]:
        """Facts in falling weight.

        Args:
            details: All details of the contact.

        Returns:
            The weightiest, at most as many as the settings allow; equal weights stand in order of first mention.
        """
        limit = self._vocabulary.settings.facts
        every = list(details)
        self._own = {one.key[0]: self._line(one.sights[0]).by_questioned for one in every if len(one.key) == 1}
        rated = sorted(
            ((self._base(one), number, one) for number, one in enumerate(every)), key=lambda item: (-item[0], item[1])
        )
        close = [self._rated(*one) for one in rated[: limit * _PREFILTER]]
        return tuple(self._fact(one) for one in chosen(close, limit))

    def _rated(self, base: float, number: int, detail: Detail) -> Rated:
        sight = detail.sights[0]
        line = self._line(sight)
        clause = next((item.clause for item in line.items if item.at == sight.last), 0)
        return Rated(
            base,
            number,
            detail,
            self._routes.form(sight),
            self._reactions.to(detail) if line.by_interrogator else NOTHING,
            clause,
            ends=not any(item.at == sight.last + 1 for item in line.items),
            negated=_is_denied(line, clause),
        )

    def _line(self, sight: Sight) -> Line:
        return self._talk.lines[sight.line]

    def _base(self, detail: Detail) -> float:
        """How much a detail may matter before its answers are read."""
        weights = sorted((concept.weight for concept in detail.concepts), reverse=True)
        value = _SINGLE * weights[0] if len(weights) == 1 else 0.75 * weights[0] + 0.45 * weights[1]
        shared = detail.asked and detail.told
        if any(means(names, frozenset(detail.key)) for names in self._wanted):
            value *= _WANTED
        sight = detail.sights[0]
        line = self._line(sight)
        if sight.asked_for:
            value *= _ASKED_FOR
        if line.negated and any(item.at == sight.last and _is_denied(line, item.clause) for item in line.items):
            value *= _DENIED
        value *= 0.5 + 0.5 * self._matter[sight.line]
        return value * (1 + 0.3 * shared + 0.12 * math.log2(min(32, detail.count)))

    def _fact(self, rated: Rated) -> Fact:
        core = rated.core()
        detail, form, reaction = core.detail, core.form, core.reaction
        line = self._line(detail.sights[0])
        recombined = line.by_interrogator and telling(list(rated.told), self._own)
        return Fact(
            id=_identity(detail, line),
            label=label(rated, line, self._vocabulary),
            kind=max(detail.concepts, key=lambda concept: concept.weight).kind,
            terms=terms(rated, line),
            first_turn_index=line.turn_index,
            introduced_by=line.role,
            form=form,
            uptake=reaction.uptake,
            uptake_turn_index=reaction.turn_index,
            mentions=tuple(self._mention(one) for one in detail.sights),
            weight=round(min(1.0, rated.weight / 3), 4),
            confidence=self._confidence(core, line, recombined=recombined),
            reason=_reason(line, form, reaction, recombined=recombined),
            reversed_at_turn_index=reaction.reversed_at,
            claim_check=_claim_check(form, reaction),
        )

    def _confidence(self, core: Rated, line: Line, *, recombined: bool) -> float:
        """How sure introduction and uptake are read, 0..1."""
        sure = core.reaction.confidence if line.by_interrogator else _SUSPECT_CONFIDENCE
        if recombined:
            sure *= _RECOMBINED
        if core.detail.sights[0].completes:
            sure *= _POINTED
        return round(sure, 2)

    def _mention(self, sight: Sight) -> Mention:
        line = self._line(sight)
        span = self._words[line.turn_index].span(sight.first, sight.last)
        return Mention(
            turn_index=line.turn_index,
            role=line.role,
            span=span,
            text=self._transcript.text[span.start : span.end],
        )


def _matter(talk: Talk, vocabulary: Vocabulary) -> list[float]:
    """For each line, how dense the talk around it is in words of offences, 0..1."""
    reach = vocabulary.settings.matter_lines
    sums = [0.0]
    for line in talk.lines:
        sums.append(sums[-1] + sum(item.concept.kind in vocabulary.core for item in line.items))
    size = len(talk.lines)
    around = (sums[min(size, at + reach + 1)] - sums[max(0, at - reach)] for at in range(size))
    return [found / (found + _HALF_MATTER) for found in around]


def _is_denied(line: Line, clause: int) -> bool:
    """Whether the person denies what a clause tells."""
    return line.by_questioned and clause in line.negated


def _identity(detail: Detail, line: Line) -> str:
    digest = hashlib.sha256(f"{'+'.join(detail.key)}@{line.turn_index}".encode()).hexdigest()
    return f"fact-{digest[:10]}"


def _reason(line: Line, form: FactForm, reaction: Reaction, *, recombined: bool) -> str:
    who = "First spoken by the interrogator" if line.by_interrogator else f"First spoken by the {_plain(line.role)}"
    how = form.value.replace("_", " ")
    joins = "; joins words that the person had spoken before" if recombined else ""
    return f"{who} ({how}){joins}; {reaction.reason}." if line.by_interrogator else f"{who} ({how})."


def _plain(role: Role) -> str:
    return role.value.replace("_", " ")


def _claim_check(form: FactForm, reaction: Reaction) -> str | None:
    """A claim of an earlier saying: by construction nothing earlier in this contact holds it."""
    if form is not FactForm.REPORTED_FROM_EARLIER_INTERVIEW:
        return None
    return "contradicted" if reaction.uptake is Uptake.DENIAL else "not_on_record"
