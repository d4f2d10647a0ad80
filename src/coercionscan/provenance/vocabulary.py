"""What the room knows of words: which are details, of what kind, what holds a sentence together, where cues begin.

All of it is data of the lexicon (``details.toml``, ``detail_words.toml``, ``detail_grammar.toml``,
``detail_cues.toml``, ``detail_idioms.toml``); this file only gives it a shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import simplemma

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.provenance.cues import CueReader, starts_of
from coercionscan.provenance.words import (
    ACT,
    ATTRIBUTE,
    GRAMMAR,
    LIGHT,
    NAME,
    NAMEABLE,
    NO_KIND,
    NUMBER,
    OTHER,
    PLAIN,
    SUBJECT,
    THING,
    VAGUE,
    Concept,
    Word,
    task_of,
)

_SHORTEST_STEM = 3
_MUTE = "e"


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the tracer; see the comments in ``details.toml``."""

    facts: int
    corrections: int
    correction_floor: float
    pair_tokens: int
    pair_words: int
    answer_turns: int
    later_turns: int
    matter_lines: int
    challenge_turns: int
    denial_turns: int


class _Known(dict[str, Word]):
    """Words by token; a token is looked at when it is met first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, token: str) -> Word:
        found = self[token] = self._vocabulary.look(token)
        return found


class Vocabulary:
    """Looks up words. It remembers what it has looked up and holds no other state."""

    def __init__(self, lexicon: Lexicon, aliases: Sequence[Sequence[str]] = ()) -> None:
        """Read the tables.

        Args:
            lexicon: The lexicon with the tables ``details``, ``detail_words``, ``detail_grammar``, ``detail_cues`` and
                ``detail_idioms``.
            aliases: The user's own groups of words that mean one thing; the first word of a group stands for all.

        Raises:
            KeyError: When a table or section is missing.
        """
        table: Mapping[str, Any] = lexicon.tables["details"]
        self.settings = Settings(**table["settings"])
        self._stop = frozenset(table["stop"].split())
        self._light = frozenset(table["light"].split())
        self._weights: Mapping[str, float] = table["weights"]
        self._lemmas: Mapping[str, str] = table["lemmas"]
        self._endings: Mapping[str, str] = table["endings"]
        self._common = _by_word(lexicon.tables["detail_words"])
        self._own = _by_word(table["kinds"])
        self._one = _groups([*table["synonyms"]["groups"], *(_single_words(group) for group in aliases)])
        self.strong = frozenset(table["pairs"]["strong"])
        self.core = frozenset(table["pairs"]["core"])
        self.alone = frozenset(table["pairs"]["alone"])
        self.pointable = frozenset(table["pairs"]["pointable"])
        self._nouns = frozenset(self._one.get(word, word) for word in table["nouns"].split())
        self._verb_endings = tuple(table["forms"]["verbs"])
        self._group = {kind: group for group, kinds in table["groups"].items() for kind in kinds}
        cues: Mapping[str, Any] = lexicon.tables["detail_cues"]
        self.slots: Mapping[str, frozenset[str]] = {word: frozenset(kinds) for word, kinds in cues["slots"].items()}
        self.counted: Mapping[str, frozenset[str]] = {word: frozenset(kinds) for word, kinds in cues["counted"].items()}
        idioms = lexicon.tables["detail_idioms"]
        unread = {"idiom": idioms["idioms"], "aside": idioms["asides"]}
        one_slot: Mapping[str, str] = cues["one_slot"]
        slots: dict[str, list[str]] = {}
        for word in self.slots:
            slots.setdefault(f"slot:{one_slot.get(word, word)}", []).append(word)
        self._asking = starts_of({**cues["asking"], **slots, **unread})
        self._answering = starts_of({**cues["answering"], **unread})
        grammar: Mapping[str, Any] = lexicon.tables["detail_grammar"]
        self._grammar = _grammar(grammar)
        self.pointing = frozenset(grammar["pointing"].split())
        self.thing_pronouns = frozenset(grammar["thing_pronouns"].split())
        self._thirds = frozenset(grammar["thirds"].split())
        self._persons: Mapping[str, Mapping[str, str]] = grammar["persons"]
        self._wanted: dict[frozenset[str], frozenset[str]] = {}
        self._moves: dict[tuple[str, str], Concept] = {}
        self._modifiers: dict[Concept, Concept] = {}
        self._pronouns: dict[tuple[str, bool], Concept] = {}
        self.known: Mapping[str, Word] = _Known(self)
        self.cues = CueReader()

    def look(self, token: str) -> Word:
        """All that is known of a normal token, looked up anew; ``known`` remembers it."""
        concept = self._concept(token)
        grammar = self._grammar.get(token, 0)
        if (concept is None or concept.kind == OTHER) and self.name(token) is not None:
            grammar |= NAMEABLE
        if concept is not None and concept.kind == OTHER and not self._is_word(token):
            concept = None
        asking, answering = self._asking.get(token), self._answering.get(token)
        known = concept is not None or grammar or asking is not None or answering is not None
        return Word(concept, grammar, asking, answering, task_of(concept, grammar)) if known else PLAIN

    def concept(self, token: str) -> Concept | None:
        """The detail that a normal token names.

        Args:
            token: A normal token, lower case.

        Returns:
            The concept; None for grammar, talk about talk and punctuation.
        """
        return self.known[token].concept

    def name(self, token: str) -> Concept | None:
        """A token that is written like a name inside a sentence, as the name of somebody or something.

        Returns:
            None for words of grammar and talk, which some typists write large.
        """
        if len(token) < 3 or token in self._stop or not token.isalpha():
            return None
        return self._made(self._one.get(token, token), NAME)

    def _is_word(self, token: str) -> bool:
        """Whether a token is an English word at all; damaged text is full of tokens that are none."""
        return bool(simplemma.is_known(token, lang="en", low_memory=True))

    def weight(self, kind: str) -> float:
        """How much a kind of detail matters by itself, 0..1."""
        return float(self._weights.get(kind, self._weights[OTHER]))

    def wanted(self, cues: frozenset[str]) -> frozenset[str]:
        """Kinds of words that the question words among some cues ask for; empty where they ask for none."""
        found = self._wanted.get(cues)
        if found is None:
            slots = [self.slots[cue.removeprefix("slot:")] for cue in cues if cue.startswith("slot:")]
            found = self._wanted[cues] = frozenset().union(*slots)
        return found

    def pairs(self, one: Concept, two: Concept, near: bool) -> bool:
        """Whether two words make one detail together.

        Args:
            one: One word.
            two: Another word.
            near: Whether they are near neighbours in one sentence.

        Returns:
            True for complementary kinds of which one is strong; for near neighbours also for two of one group.
        """
        if one.name == two.name:
            return False
        kind, other, strong = one.kind, two.kind, self.strong
        if one.group == two.group:
            return near and (kind in strong) == (other in strong) and kind not in VAGUE
        if kind in strong or other in strong:
            return near or not (kind in VAGUE or other in VAGUE)
        return False

    def move(self, verb: str, particle: str) -> Concept:
        """A verb of moving with its particle as one act ("went over")."""
        found = self._moves.get((verb, particle))
        if found is None:
            name = f"{self._lemma(verb)} {particle}"
            found = self._moves[verb, particle] = self._made(name, ACT)
        return found

    def modifier(self, concept: Concept) -> Concept:
        """A word of an act as the kind of a thing: a burn barrel is another thing than a barrel that burns."""
        found = self._modifiers.get(concept)
        if found is None:
            found = self._modifiers[concept] = Concept(f"{concept.name}-", OTHER, self.weight(OTHER), ATTRIBUTE)
        return found

    def pronoun(self, token: str, *, by_interrogator: bool) -> Concept:
        """Whom an act befalls, as a word of its own: the one questioned is "you" to one side, "me" to the other."""
        found = self._pronouns.get((token, by_interrogator))
        if found is None:
            name = self.person(token, by_interrogator=by_interrogator)
            found = Concept(f"@{name}", LIGHT, self.weight(LIGHT), ATTRIBUTE)
            self._pronouns[token, by_interrogator] = found
        return found

    def person(self, token: str, *, by_interrogator: bool) -> str:
        """Whom a pronoun means from a mouth: ``questioned``, ``interrogator``, or the pronoun itself."""
        return self._persons["asking" if by_interrogator else "answering"].get(token, token)

    def is_other(self, token: str) -> bool:
        """Whether what acts is a third person: a pronoun of one, a name, or the head of a phrase."""
        return token in self._thirds or self.known[token].grammar & SUBJECT == 0

    def whom(self, preposition: str, token: str, *, by_interrogator: bool) -> Concept:
        """A person as a place: "on you", "over her"."""
        person = self.pronoun(token, by_interrogator=by_interrogator)
        return replace(person, name=f"{preposition} {person.name}")

    def _made(self, name: str, kind: str, *, acts: bool = False) -> Concept:
        """A concept; some words of an act's kind name things (rope, petrol, cash) unless their form is a verb's."""
        group = THING if name in self._nouns and not acts else self._group.get(kind, ATTRIBUTE)
        return Concept(name, kind, self.weight(kind), group)

    def _concept(self, token: str) -> Concept | None:
        if not token[0].isalnum() or (len(token) < 2 and not token.isdigit()):
            return None
        light = token in self._light
        if token in self._stop and not light:
            return None
        lemma = self._lemma(token)
        name = self._one.get(lemma, self._one.get(token, lemma))
        kind = self._kind(token, lemma, name)
        if kind == NO_KIND:
            return None
        if light and kind in (OTHER, ACT):
            return Concept(name, LIGHT, self.weight(LIGHT), ACT if kind == ACT else ATTRIBUTE)
        return self._made(name, kind, acts=token.endswith(self._verb_endings))

    def _lemma(self, token: str) -> str:
        if token in self._lemmas:
            return self._lemmas[token]
        for short, full in self._endings.items():
            if token.endswith(short) and token not in self._common and token not in self._own:
                whole = token[: -len(short)] + full
                lemma = str(simplemma.lemmatize(whole, lang="en", low_memory=True))
                if lemma != whole and (lemma in self._common or lemma in self._own):
                    return lemma
        lemma = str(simplemma.lemmatize(token, lang="en", low_memory=True)).lower()
        return self._verb(token) or lemma if lemma == token else lemma

    def _verb(self, token: str) -> str | None:
        """The verb of a form that the lemma table takes for a word of its own ("burning"); None where there is none."""
        for ending in self._verb_endings:
            stem = token.removesuffix(ending)
            if stem == token or len(stem) < _SHORTEST_STEM:
                continue
            for verb in (stem, stem + _MUTE, stem[:-1] if stem[-1] == stem[-2] else stem):
                if self._group.get(self._own.get(verb, self._common.get(verb, ""))) == ACT:
                    return verb
        return None

    def _kind(self, *forms: str) -> str:
        if forms[0][0].isdigit():
            return NUMBER
        for table in (self._own, self._common):
            for form in forms:
                if form in table:
                    return table[form]
        return OTHER


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """Kind of each word; where two kinds name a word, the one that stands first in the file wins."""
    found: dict[str, str] = {}
    for kind, words in table.items():
        for word in words.split():
            found.setdefault(word, kind)
    return found


def _groups(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    return {word: group[0] for group in groups if group for word in group}


def _single_words(group: Sequence[str]) -> list[str]:
    """The last words of an alias group's members: "the old shed" and "workshop" mean one thing at their heads."""
    return [member.lower().split()[-1] for member in group if member.split()]


def _grammar(table: Mapping[str, str | Sequence[str]]) -> dict[str, int]:
    """Parts of each word in grammar, as bits."""
    found: dict[str, int] = {}
    for section, bit in GRAMMAR.items():
        words = table[section]
        for word in words.split() if isinstance(words, str) else words:
            found[word] = found.get(word, 0) | bit
    return found
