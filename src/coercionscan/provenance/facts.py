"""From details to facts: which ones are listed, in which order, and what is said of each."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence

from coercionscan.matching.language import ENDERS, Words
from coercionscan.provenance.case_facts import means
from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.mentions import BY, Detail, Sight
from coercionscan.provenance.routes import Routes
from coercionscan.provenance.uptake import ADOPTED, NOTHING, Reaction, Reactions
from coercionscan.provenance.vocabulary import ACT, LIGHT, THING, Vocabulary
from coercionscan.records import Fact, FactForm, Mention, Role, Transcript, Uptake

_TERMS = 8
_PRONOUN = "@"
_LABEL_WORDS = 12
_PREFILTER = 3
"""So many times more details than are listed are looked at closely."""
_SUSPECT_CONFIDENCE = 0.8
_HALF_MATTER = 4.0
"""So many words of offences around a line make it half as dense as it can be."""
_SINGLE = 1.2
"""A word alone counts so much more than a word in company: it is the plain name of a thing."""
_WANTED = 3.0
"""A detail that the user named counts so much more."""
_ASKED_FOR = 1.5
"""A detail that answers what was asked counts so much more."""
_SPECIFIC = 0.2
"""Each word of a fact beyond two adds such a share to its weight."""
_TOLD = 4
"""A fact tells at most so many detail words."""
_REPEATED_LINE = 0.85
"""Weight left to each further fact of a sentence."""


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

    def facts(self, details: Iterable[Detail]) -> tuple[Fact, ...]:
        """Facts in falling weight.

        Args:
            details: All details of the contact.

        Returns:
            The weightiest, at most as many as the settings allow; equal weights stand in order of first mention.
        """
        limit = self._vocabulary.settings.facts
        rated = sorted(
            ((self._base(one), number, one) for number, one in enumerate(details)), key=lambda r: (-r[0], r[1])
        )
        close: list[_Rated] = []
        for base, number, detail in rated[: limit * _PREFILTER]:
            form = self._routes.form(detail.sights[0])
            asked = self._line(detail.sights[0]).by_interrogator
            reaction = self._reactions.to(detail) if asked else NOTHING
            clause, ends = self._clause(detail.sights[0])
            close.append(_Rated(_weight(base, form, reaction), number, detail, form, reaction, clause, ends=ends))
        return tuple(self._fact(one) for one in _chosen(close, limit))

    def _line(self, sight: Sight) -> Line:
        return self._talk.lines[sight.line]

    def _clause(self, sight: Sight) -> tuple[int, bool]:
        """The clause of a mention, and whether its last word ends a phrase ("box" of "cash box")."""
        items = self._line(sight).items
        clause = next((item.clause for item in items if item.at == sight.last), 0)
        return clause, not any(item.at == sight.last + 1 for item in items)

    def _base(self, detail: Detail) -> float:
        """How much a detail may matter before its answers are read."""
        weights = sorted((concept.weight for concept in detail.concepts), reverse=True)
        value = _SINGLE * weights[0] if len(weights) == 1 else 0.75 * weights[0] + 0.45 * weights[1]
        shared = detail.asked and detail.told
        if any(means(names, frozenset(detail.key)) for names in self._wanted):
            value *= _WANTED
        if detail.sights[0].asked_for:
            value *= _ASKED_FOR
        value *= 0.5 + 0.5 * self._matter[detail.sights[0].line]
        return value * (1 + 0.3 * shared + 0.12 * math.log2(min(32, detail.count)))

    def _fact(self, rated: _Rated) -> Fact:
        core = rated.core()
        detail, form, reaction = core.detail, core.form, core.reaction
        line = self._line(detail.sights[0])
        mentions = tuple(self._mention(one) for one in detail.sights)
        return Fact(
            id=_identity(detail, line),
            label=self._label(rated, line),
            kind=max(detail.concepts, key=lambda concept: concept.weight).kind,
            terms=self._terms(rated, line),
            first_turn_index=line.turn_index,
            introduced_by=line.role,
            form=form,
            uptake=reaction.uptake,
            uptake_turn_index=reaction.turn_index,
            mentions=mentions,
            weight=round(min(1.0, rated.weight / 3), 4),
            confidence=round(reaction.confidence if line.by_interrogator else _SUSPECT_CONFIDENCE, 2),
            reason=_reason(line, form, reaction),
            reversed_at_turn_index=reaction.reversed_at,
            claim_check=_claim_check(form, reaction),
        )

    def _mention(self, sight: Sight) -> Mention:
        line = self._line(sight)
        span = self._words[line.turn_index].span(sight.first, sight.last)
        return Mention(
            turn_index=line.turn_index,
            role=line.role,
            span=span,
            text=self._transcript.text[span.start : span.end],
        )

    def _terms(self, rated: _Rated, line: Line) -> tuple[str, ...]:
        """The told words as spoken: those that only the question spoke, then those of the sentence."""
        said = [*_agent(rated, line), *(item.said for item in _asked(rated, line))]
        for item in _told(rated, line):
            befalls = item.patient and any(name.startswith(_PRONOUN) for name in rated.told)
            said.append(f"{item.said} {item.patient}" if befalls else item.said)
        return tuple(dict.fromkeys(" ".join(said).split()))[:_TERMS]

    def _label(self, rated: _Rated, line: Line) -> str:
        told = _told(rated, line)
        tokens = line.tokens[told[0].at : told[-1].at + 1]
        spoken = " ".join(token for token in tokens if token not in ENDERS and token[0].isalnum())
        asked = " ".join(item.said for item in _asked(rated, line))
        return f"{asked}: {spoken}" if asked else spoken


def _agent(rated: _Rated, line: Line) -> list[str]:
    """Who acts, where the fact is that this person did it."""
    return [line.agents[rated.clause]] if rated.detail.key[-1].startswith(BY) else []


def _asked(rated: _Rated, line: Line) -> list[Item]:
    """Told words that only the question spoke."""
    here = {item.concept.name for item in line.items}
    asked = {item.concept.name: item for sight in rated.told.values() for item in sight.completes}
    return [item for name, item in asked.items() if name in rated.told and name not in here]


def _told(rated: _Rated, line: Line) -> list[Item]:
    """The told words that stand in the sentence, in the clause of the detail itself."""
    words = rated.detail.sights[0].words
    if words:
        return list(words)
    seen: dict[str, Item] = {}
    for item in line.items:
        if item.clause == rated.clause and item.concept.name in rated.told:
            seen.setdefault(item.concept.name, item)
    return list(seen.values())


def _matter(talk: Talk, vocabulary: Vocabulary) -> list[float]:
    """For each line, how dense the talk around it is in words of offences, 0..1."""
    reach = vocabulary.settings.matter_lines
    sums = [0.0]
    for line in talk.lines:
        sums.append(sums[-1] + sum(item.concept.kind in vocabulary.core for item in line.items))
    size = len(talk.lines)
    around = (sums[min(size, at + reach + 1)] - sums[max(0, at - reach)] for at in range(size))
    return [found / (found + _HALF_MATTER) for found in around]


def _weight(base: float, form: FactForm, reaction: Reaction) -> float:
    adopted = 0.35 if reaction.uptake in ADOPTED else 0.15 if reaction.uptake is not Uptake.NONE else 0.0
    presupposed = 0.15 if form in (FactForm.PRESUPPOSED, FactForm.ASSERTED, FactForm.OPTION_POSED) else 0.0
    return base * (1 + adopted + presupposed + (0.1 if reaction.reversed_at is not None else 0.0))


class _Rated:
    """A detail with what was read of it, and the further details that its sentence tells at the same time."""

    __slots__ = ("clause", "detail", "ends", "form", "number", "parts", "reaction", "told", "weight")

    def __init__(
        self, weight: float, number: int, detail: Detail, form: FactForm, reaction: Reaction, clause: int, *, ends: bool
    ) -> None:
        self.weight = weight
        self.number = number
        self.detail = detail
        self.form = form
        self.reaction = reaction
        self.clause = clause
        self.ends = ends
        self.told: dict[str, Sight] = dict.fromkeys(detail.key, detail.sights[0])
        self.parts: list[_Rated] = [self]

    def core(self) -> _Rated:
        """The detail that the fact stands for: its act with what it befell, else its weightiest thing."""
        acts = [part for part in self.parts if part.tells_act()]
        things = [part for part in self.parts if len(part.detail.key) == 1 and part.detail.concepts[0].group == THING]
        heads = [part for part in things if part.ends]
        return max(acts or heads or things or self.parts, key=_Rated.static)

    def tells_act(self) -> bool:
        """Whether the detail joins an act with something else."""
        concepts = self.detail.concepts
        return len(concepts) > 1 and any(one.group == ACT and one.kind != LIGHT for one in concepts)

    def static(self) -> float:
        """Weight of the words alone."""
        return sum(concept.weight for concept in self.detail.concepts)


def _chosen(close: Sequence[_Rated], limit: int) -> list[_Rated]:
    """The weightiest; a detail that the sentence of a weightier one tells as well is told with it."""
    by_line: dict[int, list[_Rated]] = {}
    out: list[_Rated] = []
    for rated in sorted(close, key=lambda one: (-one.weight, one.number)):
        sight = rated.detail.sights[0]
        same = by_line.setdefault(sight.line, [])
        host = next((one for one in same if _joins(one, rated)), None)
        if host is not None:
            host.parts.append(rated)
            for name in rated.detail.key:
                host.told.setdefault(name, sight)
            continue
        rated.weight *= _REPEATED_LINE ** len(same)
        same.append(rated)
        out.append(rated)
    for rated in out:
        rated.weight *= 1 + _SPECIFIC * max(0, len(rated.told) - 2)
    return sorted(out, key=lambda one: (-one.weight, one.number))[:limit]


def _joins(host: _Rated, rated: _Rated) -> bool:
    """Whether a detail of the same clause shares a word with a chosen one that has room for the rest."""
    key, sight, other = rated.detail.key, rated.detail.sights[0], host.detail.sights[0]
    if sight.words or other.words:
        return False
    if rated.clause != host.clause or bool(sight.completes) > bool(other.completes):
        return False
    if sight.completes and sight.completes[0].said != other.completes[0].said:
        return False
    fresh = [name for name in key if name not in host.told]
    if len(key) == 1:
        return not fresh
    return len(fresh) < len(key) and len(host.told) + len(fresh) <= _TOLD


def _identity(detail: Detail, line: Line) -> str:
    digest = hashlib.sha256(f"{'+'.join(detail.key)}@{line.turn_index}".encode()).hexdigest()
    return f"fact-{digest[:10]}"


def _reason(line: Line, form: FactForm, reaction: Reaction) -> str:
    who = "First spoken by the interrogator" if line.by_interrogator else f"First spoken by the {_plain(line.role)}"
    how = form.value.replace("_", " ")
    return f"{who} ({how}); {reaction.reason}." if line.by_interrogator else f"{who} ({how})."


def _plain(role: Role) -> str:
    return role.value.replace("_", " ")


def _claim_check(form: FactForm, reaction: Reaction) -> str | None:
    """A claim of an earlier saying: by construction nothing earlier in this contact holds it."""
    if form is not FactForm.REPORTED_FROM_EARLIER_INTERVIEW:
        return None
    return "contradicted" if reaction.uptake is Uptake.DENIAL else "not_on_record"
