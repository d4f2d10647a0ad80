"""Who does what in a sentence: the subject of a verb, and whether the act is told, denied, asked or only thought of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.tags.exchange_verbs import Form, VerbForms

_FAR = 14
"""How many tokens before a verb its subject is looked for. A convention."""
_NEAR = 3
SENTENCE = 200
"""A sentence is read no farther than so many tokens from the verb: a record without marks is one sentence for hours."""
_BEFORE = 5
"""How many tokens before a subject words of report or condition reach it. A convention."""


class Subject(Enum):
    """Who acts: the speaker, the person spoken to, somebody else, "who", or nobody named."""

    SELF = auto()
    YOU = auto()
    OTHER = auto()
    WHO = auto()
    NONE = auto()


class Mood(Enum):
    """Whether the act is told as done, guessed at, denied, or neither (asked for, wished, supposed, reported)."""

    TOLD = auto()
    GUESSED = auto()
    DENIED = auto()
    UNREAL = auto()


_PAST, _BASE, _ING = Form.PAST, Form.BASE, Form.ING
_NOBODY, _SELF, _OTHER, _YOU, _WHO = Subject.NONE, Subject.SELF, Subject.OTHER, Subject.YOU, Subject.WHO
_UNREAL, _DENIED, _GUESSED, _TOLD = Mood.UNREAL, Mood.DENIED, Mood.GUESSED, Mood.TOLD
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class Clause:
    """What is known of a verb: its subject, its mood, and the token where the clause begins.

    ``present`` is True for "I carry her shopping": what is done, not what was done.
    """

    subject: Subject
    mood: Mood
    first: int
    present: bool = False
    emphatic: bool = False


class Clauses:
    """Reads the clause around a verb."""

    def __init__(self, table: Mapping[str, Any], forms: VerbForms) -> None:
        """Keep the words.

        Args:
            table: Word lists of ``[clauses]`` in ``acts.toml``.
            forms: Verb forms.
        """
        self._words = {name: frozenset(words) for name, words in table.items()}
        self._forms = forms
        you_or_who = ("subjects_you", "subjects_who", "own_you")
        self._you_or_who = frozenset(word for name in you_or_who for word in self._words[name])
        inner = ("small", "auxiliaries", "negations", "modals")
        self._inner = frozenset(word for name in inner for word in self._words[name]) | {BREAK}

    def read(self, tokens: Sequence[str], verb: int) -> Clause:
        """The clause of a verb.

        Args:
            tokens: Normal tokens of a turn.
            verb: Place of the verb.

        Returns:
            Its subject and mood.
        """
        known = self._forms.lookup(tokens[verb])
        form = known[1] if known else _PAST if self._forms.looks_past(tokens[verb]) else _BASE
        walk = _Walk(tokens, verb, form)
        subject, at = self._subject(walk)
        if subject is _NOBODY:
            at = walk.begin
        helped = walk.helped or bool(set(tokens[max(walk.begin, at - 2) : at]) & self._words["supports"])
        told_now = (
            known is not None
            and form is _BASE
            and not helped
            and not walk.to
            and not self._forms.can_be_past(tokens[verb])
        )
        after = set(tokens[verb + 1 : verb + 2])
        walk.negated |= tokens[verb] in self._words["be"] and bool(after & self._words["negations"])
        mood = self._mood(walk, at)
        return Clause(subject, mood, at, present=told_now, emphatic=walk.did and form is _BASE)

    def at(self, words: Words, verb: int) -> Clause:
        """The clause of a verb in a whole turn; read once.

        Args:
            words: The turn's words.
            verb: Place of the verb.

        Returns:
            As ``read``.
        """
        return words.page.once((self, words.number, verb), lambda: self.read(words.tokens, verb))

    def mentions_in(self, words: Words, subject: Subject) -> list[tuple[int, Clause]]:
        """The mentions in a whole turn; each clause is read once.

        Args:
            words: The turn's words.
            subject: ``SELF`` or ``YOU``.

        Returns:
            As ``mentions``.
        """
        found = ((verb, self.at(words, verb)) for verb in self.verbs_in(words, subject))
        return [(verb, clause) for verb, clause in found if clause.subject is subject]

    def verbs_in(self, words: Words, subject: Subject) -> Sequence[int]:
        """The verbs of a whole turn that ``mentions`` reads; found once.

        To read a clause takes far longer: who asks for few of them picks the verbs first, then reads ``at`` them.

        Args:
            words: The turn's words.
            subject: ``SELF`` or ``YOU``. The clause tells whether it is the subject indeed.

        Returns:
            Places in order.
        """
        if self._pronouns(subject).isdisjoint(words.tokens):
            return ()
        return words.page.once((self, words.number, subject), lambda: self.verbs(words.tokens, subject))

    def names_you(self, tokens: Sequence[str]) -> bool:
        """Whether the person spoken to, or "who", can be the subject of a clause of a turn."""
        return not self._you_or_who.isdisjoint(tokens)

    def may_deny(self, tokens: Sequence[str]) -> bool:
        """Whether a clause of a turn can be a denial: it holds a not."""
        return not self._words["negations"].isdisjoint(tokens)

    def mentions(self, tokens: Sequence[str], subject: Subject) -> list[tuple[int, Clause]]:
        """The verbs that follow a subject pronoun directly, small words left out, with their clauses.

        Args:
            tokens: Normal tokens of a turn.
            subject: ``SELF`` or ``YOU``.

        Returns:
            (place of the verb, clause) in order.
        """
        found = [(verb, self.read(tokens, verb)) for verb in self.verbs(tokens, subject)]
        return [(verb, clause) for verb, clause in found if clause.subject is subject]

    def _pronouns(self, subject: Subject) -> frozenset[str]:
        return self._words["subjects_self" if subject is _SELF else "subjects_you"]

    def verbs(self, tokens: Sequence[str], subject: Subject) -> list[int]:
        """The verbs that follow a subject pronoun directly, small words left out.

        Args:
            tokens: Normal tokens of a turn.
            subject: ``SELF`` or ``YOU``.

        Returns:
            Places in order.
        """
        pronouns = self._pronouns(subject)
        if pronouns.isdisjoint(tokens):
            return []
        found = []
        for at, word in enumerate(tokens):
            if word not in pronouns:
                continue
            verb = at + 1
            while verb < len(tokens) and tokens[verb] in self._inner and verb - at < _FAR:
                verb += 1
            if verb < len(tokens) and tokens[verb][0].isalpha() and tokens[verb] not in pronouns:
                found.append(verb)
        return found

    def _subject(self, walk: _Walk) -> tuple[Subject, int]:
        """Walk to the left from the verb until somebody is named who acts."""
        words = self._words
        at = walk.verb - 1
        while at >= walk.begin and walk.verb - at <= _FAR:
            word = walk.tokens[at]
            found = self._pronoun(walk, at)
            if found is not None:
                return found, at
            if walk.joined:
                at -= 1
                continue
            if word in words["joiners"]:
                walk.joined = True
            elif word in words["infinitive"]:
                walk.to = True
            elif word in self._inner:
                self._note(walk, word)
            elif word in words["carriers"] or (walk.to and word in words["intents"]):
                walk.intent = walk.intent or word in words["intents"] or (walk.to and word in words["duties"])
                walk.carried = walk.carried or not walk.to
            elif walk.to and word in words["orders"]:
                walk.intent = True
            elif walk.to and word not in words["objects"] and not word.endswith("ly"):
                walk.joined = True
            elif word in words["objects"] or (at > walk.begin and walk.tokens[at - 1] in words["helpers"]):
                if at == walk.begin or walk.tokens[at - 1] not in words["helpers"]:
                    return self._commanded(walk, at), at
            elif not word.endswith("ly") and word not in words["helpers"]:
                return self._noun(walk, at), at
            at -= 1
        return self._unnamed(walk), walk.begin

    def _unnamed(self, walk: _Walk) -> Subject:
        """Nobody before a joined verb: the subject is a noun unless the sentence begins with a verb of its own."""
        first = walk.begin
        while first < walk.verb and walk.tokens[first] in self._inner:
            first += 1
        own_verb = first == walk.verb or self._forms.lookup(walk.tokens[first]) is not None
        return _NOBODY if own_verb or not walk.joined else _OTHER

    def _pronoun(self, walk: _Walk, at: int) -> Subject | None:
        words, word = self._words, walk.tokens[at]
        if word in words["subjects_self"]:
            return _SELF
        if word in words["subjects_you"] and not (walk.joined and at > walk.begin and self._is_object(walk, at)):
            return _YOU
        if word in words["subjects_who"]:
            return _WHO
        if word in words["subjects_other"] and not (word in words["objects"] and walk.joined):
            return _OTHER
        return None

    def _is_object(self, walk: _Walk, at: int) -> bool:
        return self._forms.lookup(walk.tokens[at - 1]) is not None and walk.tokens[at - 1] not in self._inner

    def _commanded(self, walk: _Walk, at: int) -> Subject:
        """The subject where an object stands before the verb: "made me hold", "saw him take", "her and me took"."""
        words, tokens = self._words, walk.tokens
        me = tokens[at] in words["objects_self"]
        before = tokens[at - 1] if at > walk.begin else ""
        if me and walk.form is _BASE and before in words["causers"] and not walk.to:
            return _SELF
        if me and (not before or before in words["joiners"]) and not walk.to:
            return _SELF
        if me and walk.to and before in words["orders"]:
            walk.intent = True
            return _SELF
        return _OTHER

    def _noun(self, walk: _Walk, at: int) -> Subject:
        """A noun before the verb: "me and Declan took" is the speaker too."""
        near = walk.tokens[max(walk.begin, at - _NEAR) : at]
        words = self._words
        if near and walk.tokens[at] in words["agents"]:
            if near[-1] in words["own_self"]:
                return _SELF
            if near[-1] in words["own_you"]:
                return _YOU
        with_me = set(near) & words["joiners"] and set(near) & (words["objects_self"] | words["subjects_self"])
        return _SELF if with_me else _OTHER

    def _note(self, walk: _Walk, word: str) -> None:
        """Keep what stands between subject and verb."""
        words = self._words
        walk.helped = walk.helped or word in words["supports"]
        walk.did = walk.did or word in words["emphatic"]
        if word in words["negations"]:
            walk.negated = True
        elif word in words["guesses"]:
            walk.guess = True
        elif word in words["modals"] and not (word == "'d" and self._forms.can_be_past(walk.tokens[walk.verb])):
            walk.modal = True
        walk.is_going = walk.is_going or word in words["went_on"]
        if word in words["be"] and walk.form is not _ING and not walk.to and not walk.carried:
            walk.passive = True

    def _mood(self, walk: _Walk, at: int) -> Mood:
        words, tokens = self._words, walk.tokens
        before = _clause_before(tokens, at, walk.begin)
        own = self._own_thought(before)
        if walk.passive and tokens[walk.verb] not in words["be"]:
            return _UNREAL
        if set(before) & words["reports"] and not own:
            return _UNREAL
        if walk.form is _ING and not (walk.is_going or walk.carried):
            return _UNREAL
        if before and before[-1] in words["modals"] and before[-1] not in words["guesses"]:
            walk.modal = True
        if before and before[-1] in words["conditions"] and not own:
            return _UNREAL
        if walk.negated or (own and set(before) & words["negations"]):
            return _DENIED
        if walk.modal and not set(tokens[walk.begin : walk.end]) & words["habitual"]:
            return _UNREAL
        if walk.intent or (walk.to and tokens[walk.verb] in words["be"]):
            return _UNREAL
        return _GUESSED if walk.guess or own else _TOLD

    def _own_thought(self, before: Sequence[str]) -> bool:
        """Whether the words before a clause are the speaker's own judgement: "I think I hit him"."""
        thought = self._words["own_thought"]
        own = self._words["subjects_self"]
        thinks = any(word in thought and own & set(before[:at]) for at, word in enumerate(before))
        return thinks and not self._words["open_conditions"] & set(before)


@dataclass(slots=True)
class _Walk:
    """The way from a verb to its subject, and what was met on it."""

    tokens: Sequence[str]
    verb: int
    form: Form
    begin: int = 0
    end: int = 0
    joined: bool = False
    to: bool = False
    intent: bool = False
    carried: bool = False
    negated: bool = False
    guess: bool = False
    modal: bool = False
    passive: bool = False
    helped: bool = False
    did: bool = False
    is_going: bool = False

    def __post_init__(self) -> None:
        tokens, begin, end = self.tokens, self.verb, self.verb
        nearest, farthest = max(0, begin - SENTENCE), min(len(tokens), end + SENTENCE)
        while begin > nearest and tokens[begin - 1] not in ENDERS:
            begin -= 1
        while end < farthest and tokens[end] not in ENDERS:
            end += 1
        self.begin, self.end = begin, end


def _clause_before(tokens: Sequence[str], at: int, begin: int) -> Sequence[str]:
    """The few tokens before a subject, none beyond a mark."""
    first = at
    while first > max(begin, at - _BEFORE) and tokens[first - 1][0].isalnum():
        first -= 1
    return tokens[first:at]
