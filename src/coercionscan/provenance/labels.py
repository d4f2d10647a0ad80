"""What a fact is called: its words as spoken, and a short phrase that tells it."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line
from coercionscan.provenance.mentions import BY, Sight
from coercionscan.provenance.ratings import Rated, denied
from coercionscan.provenance.words import ACT, ATTRIBUTE, PASSIVE, PREPOSITION

_TERMS = 8
_PRONOUN = "@"
_LONGEST = 9
"""A phrase of more tokens is told by its detail words alone."""
_BEFORE = 3
"""Who acts, or whom something befell, is told where it stands at most so many tokens before."""
_LEADING = 2
"""A preposition and an article lead into a phrase."""
_NOT = "not: "
_STATE = "state"


def wording(rated: Rated, line: Line) -> tuple[str, tuple[str, ...]]:
    """Word a fact.

    Args:
        rated: The chosen detail.
        line: The line of its first mention.

    Returns:
        A short phrase in the words of the first mention, such as ``he shot her in the head``, ``she was shot``,
        ``handle: black``, ``not: a hammer``. Then the told words as spoken, at most eight in lower case: who acts
        where that is the point, the question's words, those of the sentence.
    """
    told = _told(rated, line)
    said = [_said(item, rated) if item.patient else item.said for item in told]
    phrase = _phrase(rated, told, said, line)
    if rated.completes and (asked := [item.said for item in _asked(rated, line)]):
        lead = _lead(told[0], line) if [item for item in told if item.concept.group != ATTRIBUTE] else ()
        phrase = f"{' '.join(asked)}: {' '.join([*lead, phrase])}"
        said = [*asked, *said]
    if rated.detail.key[-1].startswith(BY):
        said.insert(0, line.agents[rated.clause])
    terms = " ".join(said).split()
    if line.negated and denied(line, rated.clause):
        phrase = f"{_NOT}{phrase}"
    return phrase, tuple(dict.fromkeys(terms))[:_TERMS] if len(terms) > 1 else tuple(terms)


def _said(item: Item, rated: Rated) -> str:
    """A word with the pronoun of whom it befalls, where that belongs to the fact."""
    befalls = any(name.startswith(_PRONOUN) for name in rated.told)
    return f"{item.said} {item.patient}" if befalls and item.patient else item.said


def _phrase(rated: Rated, told: list[Item], said: list[str], line: Line) -> str:
    first, last = told[0], told[-1]
    spoken = first.said
    if first is not last or first.patient:
        end = last.at + last.said.count(" ") + (2 if last.patient else 1)
        tokens: Sequence[str] = line.tokens[first.at : end]
        if not "".join(tokens).isalnum():  # a mark stands among the words
            tokens = [token for token in tokens if token[0].isalnum()]
        spoken = " ".join(tokens if len(tokens) <= _LONGEST else said)
    concept = first.concept
    if concept.group != ACT and concept.kind != _STATE:
        return spoken
    if rated.sight.words or first.clause >= len(line.agents):
        return spoken
    who = line.agents[first.clause]
    if not who:
        return spoken
    begin = max(line.first, first.at - _BEFORE)
    if who not in line.tokens[begin : first.at]:
        return spoken
    for at in range(begin, first.at):
        if line.known[at].grammar & PASSIVE:
            return f"{who} {line.tokens[at]} {spoken}" if spoken else f"{who} {line.tokens[at]}"
    return f"{who} {spoken}" if spoken else who


def _lead(item: Item, line: Line) -> tuple[str, ...]:
    """The preposition that leads into the answer's words, where one stands before them."""
    for start in range(max(line.first, item.at - _LEADING), item.at):
        if line.known[start].grammar & PREPOSITION:
            return line.tokens[start : item.at]
    return ()


def _asked(rated: Rated, line: Line) -> list[Item]:
    """Told words that only the question spoke."""
    asked: dict[str, Item] = {}
    known: Sight | None = None
    for sight in rated.told.values():
        if sight is not known:
            known = sight
            for item in sight.completes:
                asked[item.concept.name] = item
    here = {item.concept.name for item in line.items}
    return [item for name, item in asked.items() if name in rated.told and name not in here]


def _told(rated: Rated, line: Line) -> list[Item]:
    """The told words that stand in the sentence, in the clause of the detail itself."""
    words = rated.sight.words
    if words:
        return list(words)
    seen: dict[str, Item] = {}
    clause, told = rated.clause, rated.told
    for item in line.items:
        name = item.concept.name
        if name in told and item.clause == clause and name not in seen:
            seen[name] = item
    return [*seen.values()]
