"""The detail words of a sentence, the clause that each stands in, and who acts there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.provenance.vocabulary import (
    ACT,
    BEGINNER,
    DETERMINER,
    JOIN,
    LEAD,
    LEADING_PARTICLE,
    MOVING,
    NAME,
    NAMEABLE,
    NEGATION,
    OBJECT,
    OTHER,
    OWNER,
    PARTICLE,
    PARTING,
    PASSIVE,
    PLACE,
    PLACING,
    RELATIVE,
    SUBJECT,
    THING,
    Concept,
    Vocabulary,
    Word,
)

_PARTS = PARTING | JOIN
_ACTIVE = _PARTS | SUBJECT | NEGATION | NAMEABLE | OBJECT | MOVING
_NAMING = frozenset({NAME, OTHER})
_THINGS = frozenset({THING, PLACE})
_NO_CLAUSE: frozenset[int] = frozenset()


class Item(NamedTuple):
    """A detail word, the token that says it, the word as spoken with its particle, its clause, and whom it befalls.

    ``said`` is in normal form ("tied up"), ``patient`` the pronoun behind an act ("shot *her*"), empty for none.
    """

    concept: Concept
    at: int
    said: str
    clause: int
    patient: str


class Told(NamedTuple):
    """Detail words of a sentence, the agent of each clause, and which clauses are negated."""

    items: tuple[Item, ...]
    agents: tuple[str, ...]
    negated: frozenset[int]


_NOTHING = Told((), ("",), _NO_CLAUSE)


class Sentence(NamedTuple):
    """A sentence to read: tokens ``begin`` to ``end`` (half-open), those that tell nothing, and the people who talk."""

    words: Words
    known: Sequence[Word]
    begin: int
    end: int
    unread: frozenset[int]
    text: str
    speakers: frozenset[str]
    by_interrogator: bool


def read_items(sentence: Sentence, vocabulary: Vocabulary) -> Told:
    """Read the detail words of a sentence.

    Args:
        sentence: The sentence.
        vocabulary: The vocabulary.

    Returns:
        Its detail words in order, with their clauses.
    """
    known, begin, end = sentence.known, sentence.begin, sentence.end
    reading = _Reading(sentence, vocabulary)
    for at in range(begin, end):
        word = known[at]
        concept, grammar = word.concept, word.grammar
        if grammar & _ACTIVE:
            concept = reading.grammar(at, grammar, concept)
        elif concept is not None and at > begin and concept.group == ACT and known[at - 1].grammar & LEAD:
            reading.agents.append(reading.agents[-1])
        if concept is not None:
            reading.detail(at, concept)
    return reading.told()


class _Reading:
    """What was read of a sentence so far: its items, the agent of each clause, which clauses are negated."""

    __slots__ = ("_sentence", "_tokens", "_vocabulary", "agents", "items", "negated")

    def __init__(self, sentence: Sentence, vocabulary: Vocabulary) -> None:
        self._sentence = sentence
        self._vocabulary = vocabulary
        self._tokens = sentence.words.tokens
        self.items: list[Item] = []
        self.agents = [""]
        self.negated: set[int] = set()

    def grammar(self, at: int, grammar: int, concept: Concept | None) -> Concept | None:
        """Read what a word does to the sentence; returns the detail that it names after that, if any."""
        sentence, items, agents = self._sentence, self.items, self.agents
        known, begin = sentence.known, sentence.begin
        if at > begin:
            if grammar & _PARTS and _parts(known, at, sentence.end):
                agents.append("")
            elif concept is not None and concept.group == ACT and known[at - 1].grammar & LEAD:
                agents.append(agents[-1])
        if grammar & SUBJECT and not (items and items[-1].at == at - 1):
            self._acts(at, grammar)
        elif grammar & NEGATION:
            self.negated.add(len(agents) - 1)
        if grammar & NAMEABLE:
            return (_named(sentence, self._vocabulary, at) or concept) if at > begin else concept
        if grammar & OBJECT and items and items[-1].clause == len(agents) - 1 and _is_place(sentence, at):
            preposition, token = self._tokens[at - 1], self._tokens[at]
            whom = self._vocabulary.whom(preposition, token, by_interrogator=sentence.by_interrogator)
            items.append(Item(whom, at - 1, f"{preposition} {token}", len(agents) - 1, ""))
            return None
        if (
            grammar & MOVING
            and at not in sentence.unread
            and at + 1 < sentence.end
            and _finishes(known, at + 1, sentence.end)
        ):
            verb, particle = self._tokens[at], self._tokens[at + 1]
            items.append(Item(self._vocabulary.move(verb, particle), at, f"{verb} {particle}", len(agents) - 1, ""))
            return None
        return concept

    def _acts(self, at: int, grammar: int) -> None:
        """A pronoun that may act: it begins a clause where one has told something, and else acts in the present one."""
        agents = self.agents
        if agents[-1] and self.items and self.items[-1].clause == len(agents) - 1:
            agents.append("")
        if grammar & RELATIVE and (agents[-1] or (len(agents) > 1 and agents[-2])):
            agents[-1] = agents[-1] or agents[-2]
        else:
            agents[-1] = self._tokens[at]

    def detail(self, at: int, concept: Concept) -> None:
        """Take a detail word in."""
        sentence, agents, tokens = self._sentence, self.agents, self._tokens
        known, begin = sentence.known, sentence.begin
        if at in sentence.unread:
            return
        if concept.kind in _NAMING and (tokens[at] in sentence.speakers or _is_vocative(sentence, at)):
            return
        if concept.group != ACT:
            if concept.kind == NAME and not agents[-1]:
                agents[-1] = concept.name
            self.items.append(Item(concept, at, tokens[at], len(agents) - 1, ""))
            return
        if at > begin and _describes(known, at, sentence.end):
            described = self._vocabulary.modifier(concept)
            self.items.append(Item(described, at, tokens[at], len(agents) - 1, ""))
            return
        if not agents[-1] and at > begin and known[begin].grammar & (DETERMINER | OWNER):
            agents[-1] = "" if known[at - 1].grammar & PASSIVE else tokens[begin]
        said, patient = _act(sentence, at)
        self.items.append(Item(concept, at, said, len(agents) - 1, patient))

    def told(self) -> Told:
        """What was read."""
        if not self.items and not self.negated and len(self.agents) == 1:
            return _NOTHING if not self.agents[0] else Told((), (self.agents[0],), _NO_CLAUSE)
        return Told(tuple(self.items), tuple(self.agents), frozenset(self.negated) if self.negated else _NO_CLAUSE)


def _parts(known: Sequence[Word], at: int, end: int) -> bool:
    """Whether a new clause begins at a small word."""
    grammar = known[at].grammar
    if grammar & PARTING:
        return True
    return bool(grammar & JOIN) and at + 1 < end and bool(known[at + 1].grammar & BEGINNER)


def _named(sentence: Sentence, vocabulary: Vocabulary, at: int) -> Concept | None:
    """A word written large inside a sentence as a name; None for small letters, or a sentence all in capitals."""
    start = sentence.words.starts[at]
    text = sentence.text
    if text[start].isupper() and text[start : start + 2].istitle():
        return vocabulary.name(sentence.words.tokens[at])
    return None


def _is_vocative(sentence: Sentence, at: int) -> bool:
    """Whether a name addresses somebody: alone between marks, and no answer by itself."""
    begin, end, tokens = sentence.begin, sentence.end, sentence.words.tokens
    before = at == begin or tokens[at - 1] == BREAK
    last = at + 2 >= end
    after = at + 1 >= end or tokens[at + 1] in ENDERS or tokens[at + 1] == BREAK
    return before and after and (at == begin or last) and (sentence.by_interrogator or not (at == begin and last))


def _is_place(sentence: Sentence, at: int) -> bool:
    """Whether a person's pronoun says where something was ("blood on you"), and does not own what follows."""
    known = sentence.known
    if not known[at - 1].grammar & PLACING or at - 1 in sentence.unread:
        return False
    return not known[at].grammar & OWNER or at + 1 >= sentence.end or known[at + 1].concept is None


def _describes(known: Sequence[Word], at: int, end: int) -> bool:
    """Whether a word of an act stands between article and thing, and says what kind of thing it is ("burn barrel")."""
    if at + 1 >= end or not known[at - 1].grammar & (DETERMINER | OWNER):
        return False
    following = known[at + 1].concept
    return following is not None and following.group in _THINGS


def _act(sentence: Sentence, at: int) -> tuple[str, str]:
    """An act as spoken, with its particle, and the pronoun of whom it befalls."""
    tokens, known, end = sentence.words.tokens, sentence.known, sentence.end
    said = tokens[at]
    following = at + 1
    if following < end and _finishes(known, following, end):
        said = f"{said} {tokens[following]}"
        following += 1
    patient = tokens[following] if following < end and known[following].grammar & OBJECT else ""
    if patient and following + 1 < end and following == at + 1 and _finishes(known, following + 1, end):
        said = f"{said} {tokens[following + 1]}"
    return said, patient


def _finishes(known: Sequence[Word], at: int, end: int) -> bool:
    """Whether a word finishes the sense of the verb before it: a particle, and not one that leads to a thing."""
    grammar = known[at].grammar
    if not grammar & PARTICLE:
        return False
    if not grammar & LEADING_PARTICLE or at + 1 >= end:
        return True
    following = known[at + 1]
    return following.concept is None and not following.grammar & (DETERMINER | OWNER | OBJECT)
