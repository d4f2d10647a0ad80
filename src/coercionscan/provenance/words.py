"""What is known of a word: its part in grammar, the detail that it names, and the cues that it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NO_KIND = "none"
LIGHT = "light"
OTHER = "other"
NUMBER = "number"
TIME = "time"
NAME = "name"
PERSON = "person"
QUESTIONED = "questioned"
VAGUE = frozenset({LIGHT, OTHER})
NAMING = frozenset({NAME, OTHER})
"""Kinds of words that may be somebody's name."""

ACT, THING, PLACE, ATTRIBUTE = "act", "thing", "place", "attribute"

SUBJECT, OBJECT, OWNER, DETERMINER, PREPOSITION, PARTICLE, LEADING_PARTICLE = (1 << bit for bit in range(7))
JOIN, BEGINNER, PARTING, LEAD, NEGATION, MOVING, HOLLOW, NAMEABLE, PLACING = (1 << bit for bit in range(7, 16))
ASKER, PASSIVE, RELATIVE = (1 << bit for bit in range(16, 19))
GRAMMAR = {
    "subjects": SUBJECT,
    "objects": OBJECT,
    "owners": OWNER,
    "determiners": DETERMINER,
    "prepositions": PREPOSITION,
    "particles": PARTICLE,
    "leading_particles": LEADING_PARTICLE,
    "joins": JOIN,
    "beginners": BEGINNER,
    "parting": PARTING,
    "leads": LEAD,
    "negations": NEGATION,
    "moving": MOVING,
    "hollow": HOLLOW,
    "placing": PLACING,
    "askers": ASKER,
    "passive": PASSIVE,
    "relatives": RELATIVE,
}
"""Parts in grammar by their section of the lexicon, as bits."""
ACTIVE = PARTING | JOIN | SUBJECT | NEGATION | NAMEABLE | OBJECT | MOVING
"""Parts that do something to the clause they stand in."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One detail word in its general form, the kind of thing that it names, its weight (0..1), and its group.

    ``group`` is ``act``, ``thing``, ``place`` or ``attribute``: which words make one detail together goes by groups.
    """

    name: str
    kind: str
    weight: float
    group: str


@dataclass(slots=True, eq=False)
class CueHit:
    """A cue phrase: its name, its first token, its length in tokens."""

    name: str
    at: int
    size: int


Cues = Sequence[CueHit]


@dataclass(frozen=True, slots=True, eq=False)
class Starts:
    """Cues that go on from the words so far: those that end here, and the longer ones by their next word.

    ``names`` are the names of those that end here, ``hits`` the cues themselves by their first token.
    """

    names: frozenset[str]
    hits: Mapping[int, Cues]
    longer: Mapping[str, Starts]


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a token: the detail that it names, its part in grammar, and the cues that it begins.

    ``asking`` are cues in the mouth of the one who asks, ``answering`` in that of the others. ``grammar`` is a set of
    bits; it also holds ``NAMEABLE``: written large inside a sentence the token is a name. ``task`` is all that it does
    in its sentence.
    """

    concept: Concept | None
    grammar: int
    asking: Starts | None
    answering: Starts | None
    task: int


SILENT, TELLS, JOINS, ACTS, MEETS, PARTS, NEGATES, MANY = range(8)
"""Tasks of a word: it does nothing (0); names a detail that is no act and no name; may join clauses; may be who acts;
may be whom something befalls; parts clauses; makes its clause negative; or it takes a closer look."""


def task_of(concept: Concept | None, grammar: int) -> int:
    """The task of a word that names a concept and has a part in grammar."""
    active = grammar & ACTIVE
    if concept is None:
        return _BY_PART.get(active, MANY)
    return TELLS if not active and concept.group != ACT and concept.kind not in NAMING else MANY


_BY_PART = {
    0: SILENT,
    JOIN: JOINS,
    SUBJECT: ACTS,
    OBJECT: MEETS,
    SUBJECT | OBJECT: MEETS,
    PARTING: PARTS,
    NEGATION: NEGATES,
}
PLAIN = Word(None, 0, None, None, SILENT)
"""A token that means nothing here."""
