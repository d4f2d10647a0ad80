"""The detail words of a sentence, the clause that each stands in, and who acts there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coercionscan.making import blank
from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import (
    ACT,
    ACTIVE,
    ACTS,
    BEGINNER,
    DETERMINER,
    JOIN,
    JOINS,
    LEAD,
    LEADING_PARTICLE,
    MEETS,
    MOVING,
    NAME,
    NAMEABLE,
    NAMING,
    NEGATES,
    NEGATION,
    OBJECT,
    OWNER,
    PARTICLE,
    PARTING,
    PARTS,
    PASSIVE,
    PLACE,
    PLACING,
    RELATIVE,
    SUBJECT,
    TELLS,
    THING,
    Concept,
    Word,
)

_HEADS = DETERMINER | OWNER
_THINGLIKE = DETERMINER | OWNER | OBJECT
_THINGS = frozenset({THING, PLACE})
_MARKS = ENDERS | {BREAK}


@dataclass(slots=True, eq=False)
class Item:
    """A detail word, the token that says it, the word as spoken with its particle, its clause, and whom it befalls.

    ``said`` is in normal form ("tied up"), ``patient`` the pronoun behind an act ("shot *her*"), empty for none.
    """

    concept: Concept
    at: int
    said: str
    clause: int
    patient: str = ""


_blank_item = blank(Item)


class ClauseReader:
    """Reads sentence after sentence of one transcript.

    Attributes:
        items: Detail words of the sentence that was read last, in order.
        agents: Who acts in each of its clauses: a pronoun or a name, empty where nobody is named.
        negated: Its negated clauses.
    """

    __slots__ = (
        "_begin",
        "_by_interrogator",
        "_end",
        "_known",
        "_speakers",
        "_starts",
        "_text",
        "_tokens",
        "_unread",
        "_vocabulary",
        "agents",
        "items",
        "negated",
    )

    def __init__(self, text: str, speakers: frozenset[str], vocabulary: Vocabulary) -> None:
        """Take what holds for all sentences.

        Args:
            text: The text of the transcript.
            speakers: Words of the labels of those who talk: that they are there is no detail.
            vocabulary: The vocabulary.
        """
        self._text = text
        self._speakers = speakers
        self._vocabulary = vocabulary
        self.items: list[Item] = []
        self.agents: list[str] = []
        self.negated: list[int] = []

    def turn(self, words: Words, known: Sequence[Word], by_interrogator: bool) -> None:
        """Take the turn whose sentences come next.

        Args:
            words: Its words.
            known: What is known of each.
            by_interrogator: Who speaks.
        """
        self._tokens = words.tokens
        self._starts = words.starts
        self._known = known
        self._by_interrogator = by_interrogator

    def read(self, begin: int, end: int, unread: Collection[int]) -> None:
        """Read a sentence into the attributes.

        Args:
            begin: Its first token.
            end: The token beyond its last.
            unread: Tokens that tell nothing.
        """
        self._begin, self._end, self._unread = begin, end, unread
        items: list[Item] = []
        self.items = items
        self.agents = agents = [""]
        self.negated = []
        known, tokens = self._known, self._tokens
        for at, word in enumerate(known[begin:end], begin):
            task = word.task
            if not task:  # most words are silent
                continue
            if task == TELLS:
                concept = word.concept
                if concept is not None and at not in unread:
                    item = _blank_item()
                    item.concept = concept
                    item.at = at
                    item.said = tokens[at]
                    item.clause = len(agents) - 1
                    item.patient = ""
                    items.append(item)
            elif task == JOINS:
                if begin < at < end - 1 and known[at + 1].grammar & BEGINNER:
                    agents.append("")
            elif task == ACTS:
                if not items or items[-1].at != at - 1:
                    self._acts(at, word.grammar)
            elif task == MEETS:
                self._meets(at, word.grammar)
            elif task == PARTS:
                if at > begin:
                    agents.append("")
            elif task == NEGATES:
                self.negated.append(len(agents) - 1)
            else:
                self._look(at, word)

    def _look(self, at: int, word: Word) -> None:
        """Read a word that does more than one thing to its clause, or names an act or a name."""
        begin, known, agents = self._begin, self._known, self.agents
        concept, active = word.concept, word.grammar & ACTIVE
        if active == NAMEABLE:
            if at > begin:
                concept = self._named(at) or concept
        elif active:
            concept = self._grammar(at, word.grammar, concept)
        elif concept is not None and concept.group == ACT and at > begin and known[at - 1].grammar & LEAD:
            agents.append(agents[-1])
        if concept is not None and at not in self._unread:
            self._detail(at, concept)

    def _grammar(self, at: int, grammar: int, concept: Concept | None) -> Concept | None:
        """Read what a word does to the sentence; returns the detail that it names after that, if any."""
        items, agents, known = self.items, self.agents, self._known
        if at > self._begin:
            if grammar & PARTING or (grammar & JOIN and at + 1 < self._end and known[at + 1].grammar & BEGINNER):
                agents.append("")
            elif concept is not None and concept.group == ACT and known[at - 1].grammar & LEAD:
                agents.append(agents[-1])
        if grammar & SUBJECT and not (items and items[-1].at == at - 1):
            self._acts(at, grammar)
        elif grammar & NEGATION:
            self.negated.append(len(agents) - 1)
        if grammar & NAMEABLE:
            return (self._named(at) or concept) if at > self._begin else concept
        if grammar & OBJECT and items and self._is_place(at, grammar):
            self._place(at)
            return None
        if grammar & MOVING and at + 1 < self._end and at not in self._unread and self._finishes(at + 1):
            verb, particle = self._tokens[at], self._tokens[at + 1]
            items.append(Item(self._vocabulary.move(verb, particle), at, f"{verb} {particle}", len(agents) - 1))
            return None
        return concept

    def _meets(self, at: int, grammar: int) -> None:
        """A pronoun of somebody that something befalls, and who may act as well ("you")."""
        items = self.items
        if grammar & SUBJECT and not (items and items[-1].at == at - 1):
            self._acts(at, grammar)
        if items and self._known[at - 1].grammar & PLACING and self._is_place(at, grammar):
            self._place(at)

    def _acts(self, at: int, grammar: int) -> None:
        """A pronoun that may act: it begins a clause where one has told something, and else acts in the present one."""
        agents, items = self.agents, self.items
        if agents[-1] and items and items[-1].clause == len(agents) - 1:
            agents.append("")
        if grammar & RELATIVE and (agents[-1] or (len(agents) > 1 and agents[-2])):
            agents[-1] = agents[-1] or agents[-2]
        else:
            agents[-1] = self._tokens[at]

    def _detail(self, at: int, concept: Concept) -> None:
        """Take a detail word in."""
        agents, said = self.agents, self._tokens[at]
        if concept.kind in NAMING and (said in self._speakers or self._is_vocative(at)):
            return
        if concept.group != ACT:
            if concept.kind == NAME and not agents[-1]:
                agents[-1] = concept.name
            self.items.append(Item(concept, at, said, len(agents) - 1))
            return
        begin, known = self._begin, self._known
        if at > begin and self._describes(at):
            self.items.append(Item(self._vocabulary.modifier(concept), at, said, len(agents) - 1))
            return
        if not agents[-1] and at > begin and known[begin].grammar & _HEADS:
            agents[-1] = "" if known[at - 1].grammar & PASSIVE else self._tokens[begin]
        said, patient = self._act(at)
        self.items.append(Item(concept, at, said, len(agents) - 1, patient))

    def _named(self, at: int) -> Concept | None:
        """A word written large inside a sentence as a name; None for small letters, or a sentence all in capitals."""
        start = self._starts[at]
        if not self._text[start].isupper() or not self._text[start : start + 2].istitle():
            return None
        return self._vocabulary.name(self._tokens[at])

    def _is_vocative(self, at: int) -> bool:
        """Whether a name addresses somebody: alone between marks, and no answer by itself."""
        begin, end, tokens = self._begin, self._end, self._tokens
        first, last = at == begin, at + 2 >= end
        if not (first or last) or not (first or tokens[at - 1] == BREAK):
            return False
        if at + 1 < end and tokens[at + 1] not in _MARKS:
            return False
        return self._by_interrogator or not (first and last)

    def _is_place(self, at: int, grammar: int) -> bool:
        """Whether a person's pronoun says where something was ("blood on you"), and does not own what follows."""
        known = self._known
        if not known[at - 1].grammar & PLACING or at - 1 in self._unread:
            return False
        if self.items[-1].clause != len(self.agents) - 1:
            return False
        return not grammar & OWNER or at + 1 >= self._end or known[at + 1].concept is None

    def _place(self, at: int) -> None:
        """Take in a person's pronoun with the preposition before it."""
        preposition, token = self._tokens[at - 1], self._tokens[at]
        whom = self._vocabulary.whom(preposition, token, by_interrogator=self._by_interrogator)
        self.items.append(Item(whom, at - 1, f"{preposition} {token}", len(self.agents) - 1))

    def _describes(self, at: int) -> bool:
        """Whether a word of an act stands between article and thing, and tells the kind of thing ("burn barrel")."""
        known = self._known
        if not known[at - 1].grammar & _HEADS or at + 1 >= self._end:
            return False
        following = known[at + 1].concept
        return following is not None and following.group in _THINGS

    def _act(self, at: int) -> tuple[str, str]:
        """An act as spoken, with its particle, and the pronoun of whom it befalls."""
        tokens, known, end = self._tokens, self._known, self._end
        said = tokens[at]
        following = at + 1
        if following < end and self._finishes(following):
            said = f"{said} {tokens[following]}"
            following += 1
        patient = tokens[following] if following < end and known[following].grammar & OBJECT else ""
        if patient and following + 1 < end and following == at + 1 and self._finishes(following + 1):
            said = f"{said} {tokens[following + 1]}"
        return said, patient

    def _finishes(self, at: int) -> bool:
        """Whether a word finishes the sense of the verb before it: a particle, and not one that leads to a thing."""
        grammar = self._known[at].grammar
        if not grammar & PARTICLE:
            return False
        if not grammar & LEADING_PARTICLE or at + 1 >= self._end:
            return True
        following = self._known[at + 1]
        return following.concept is None and not following.grammar & _THINGLIKE
