"""What a fact is called: its words as spoken, and a short phrase that tells it."""

from __future__ import annotations

from coercionscan.matching.language import BREAK
from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line
from coercionscan.provenance.mentions import BY
from coercionscan.provenance.ratings import Rated
from coercionscan.provenance.vocabulary import Vocabulary
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


def terms(rated: Rated, line: Line) -> tuple[str, ...]:
    """The told words as spoken: who acts where that is the point, the question's words, then those of the sentence.

    Args:
        rated: The chosen detail.
        line: The line of its first mention.

    Returns:
        At most eight surface words in lower case.
    """
    said = [*_agent(rated, line), *(item.said for item in _asked(rated, line))]
    said += [_said(item, rated) for item in _told(rated, line)]
    return tuple(dict.fromkeys(" ".join(said).split()))[:_TERMS]


def label(rated: Rated, line: Line, vocabulary: Vocabulary) -> str:
    """A short phrase in the words of the first mention.

    Args:
        rated: The chosen detail.
        line: The line of its first mention.
        vocabulary: Knows which small words tell that something befell a person.

    Returns:
        Such as ``he shot her in the head``, ``she was shot``, ``handle: black``, ``not: a hammer``.
    """
    told = _told(rated, line)
    asked = " ".join(item.said for item in _asked(rated, line))
    phrase = _phrase(rated, told, line, vocabulary)
    if asked and all(item.concept.group == ATTRIBUTE for item in told):
        phrase = f"{asked}: {phrase}"
    elif asked:
        phrase = f"{asked}: {' '.join([*_lead(told[0], line, vocabulary), phrase])}"
    return f"{_NOT}{phrase}" if rated.negated else phrase


def _said(item: Item, rated: Rated) -> str:
    """A word with the pronoun of whom it befalls, where that belongs to the fact."""
    befalls = item.patient and any(name.startswith(_PRONOUN) for name in rated.told)
    return f"{item.said} {item.patient}" if befalls else item.said


def _phrase(rated: Rated, told: list[Item], line: Line, vocabulary: Vocabulary) -> str:
    first, last = told[0], told[-1]
    end = last.at + len(f"{last.said} {last.patient}".split())
    tokens = [token for token in line.tokens[first.at : end] if token != BREAK and token[0].isalnum()]
    spoken = " ".join(tokens if len(tokens) <= _LONGEST else [_said(item, rated) for item in told])
    does = first.concept.group == ACT or first.concept.kind == _STATE
    if not does or rated.detail.sights[0].words or first.clause >= len(line.agents):
        return spoken
    who = line.agents[first.clause]
    before = line.tokens[max(line.first, first.at - _BEFORE) : first.at]
    if who not in before:
        return spoken
    passive = next((token for token in before if vocabulary.known[token].grammar & PASSIVE), "")
    return " ".join(word for word in (who, passive, spoken) if word)


def _lead(item: Item, line: Line, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The preposition that leads into the answer's words, where one stands before them."""
    for start in range(max(line.first, item.at - _LEADING), item.at):
        if vocabulary.known[line.tokens[start]].grammar & PREPOSITION:
            return line.tokens[start : item.at]
    return ()


def _agent(rated: Rated, line: Line) -> list[str]:
    """Who acts, where the fact is that this person did it."""
    return [line.agents[rated.clause]] if rated.detail.key[-1].startswith(BY) else []


def _asked(rated: Rated, line: Line) -> list[Item]:
    """Told words that only the question spoke."""
    here = {item.concept.name for item in line.items}
    asked = {item.concept.name: item for sight in rated.told.values() for item in sight.completes}
    return [item for name, item in asked.items() if name in rated.told and name not in here]


def _told(rated: Rated, line: Line) -> list[Item]:
    """The told words that stand in the sentence, in the clause of the detail itself."""
    words = rated.detail.sights[0].words
    if words:
        return list(words)
    seen: dict[str, Item] = {}
    for item in line.items:
        if item.clause == rated.clause and item.concept.name in rated.told:
            seen.setdefault(item.concept.name, item)
    return list(seen.values())
