"""Who does what in a sentence: the subject of a verb, and whether the act is told, denied, asked or only thought of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from coercionscan.matching.language import BREAK, ENDERS

_FAR = 14
"""How many tokens before a verb its subject is looked for. A convention."""
_NEAR = 3
_BEFORE = 5
"""How many tokens before a subject words of report or condition reach it. A convention."""
_VOWELS = frozenset("aeiou")


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


class Form(Enum):
    """The form of a verb. Where base and past are spelt alike, it is the base."""

    BASE = auto()
    PAST = auto()
    ING = auto()


@dataclass(frozen=True, slots=True)
class Clause:
    """What is known of a verb: its subject, its mood, and the token where the clause begins.

    ``present`` is True for "I carry her shopping": what is done, not what was done.
    """

    subject: Subject
    mood: Mood
    first: int
    present: bool = False
    emphatic: bool = False


class VerbForms:
    """All forms of verbs: the irregular ones from a table, the regular ones worked out."""

    def __init__(self, irregular: Mapping[str, Sequence[str]]) -> None:
        """Keep the table.

        Args:
            irregular: Base form to its other forms; "ing" forms are worked out for all.
        """
        self._irregular = {base: tuple(forms) for base, forms in irregular.items()}
        self._base_of: dict[str, tuple[str, Form]] = {}
        for base in self._irregular:
            self.of(base)

    def of(self, base: str) -> tuple[str, ...]:
        """All forms of a verb, the base first; they are known to ``lookup`` from now on."""
        told = self._irregular.get(base)
        past = told if told is not None else (_past(base),)
        made = {base: Form.BASE, _third(base): Form.BASE, _ing(base): Form.ING, **dict.fromkeys(past, Form.PAST)}
        made[base] = Form.BASE
        for form, kind in made.items():
            self._base_of.setdefault(form, (base, kind))
        return tuple(made)

    def lookup(self, word: str) -> tuple[str, Form] | None:
        """Base and form of a word that is a form of a known verb; None of others."""
        return self._base_of.get(word)

    def stem(self, word: str) -> str:
        """A stem by which the forms of one verb are alike, known or not."""
        known = self._base_of.get(word)
        if known is not None:
            word = known[0]
        else:
            for ending in ("ied", "ies", "ing", "ed", "es", "s"):
                if word.endswith(ending) and len(word) - len(ending) >= _NEAR:
                    word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
                    break
            if len(word) > _NEAR and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
        return word.rstrip("e")

    def can_be_past(self, word: str) -> bool:
        """Whether a known form is a past, or a base that is spelt like its past ("cut")."""
        known = self._base_of.get(word)
        return known is not None and (known[1] is Form.PAST or word in self._irregular.get(known[0], ()))

    def looks_past(self, word: str) -> bool:
        """Whether a word has the look of a past tense."""
        known = self._base_of.get(word)
        return known[1] is Form.PAST if known else len(word) > len("used") and word.endswith("ed")


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
        form = known[1] if known else Form.PAST if self._forms.looks_past(tokens[verb]) else Form.BASE
        walk = _Walk(tokens, verb, form)
        subject, at = self._subject(walk)
        if subject is Subject.NONE:
            at = walk.begin
        helped = walk.helped or bool(set(tokens[max(walk.begin, at - 2) : at]) & self._words["supports"])
        told_now = known is not None and form is Form.BASE and not helped and not walk.to and not self._forms.can_be_past(tokens[verb])
        walk.negated |= known is not None and known[0] == "be" and tokens[verb + 1 : verb + 2] in (("not",), ("never",))
        mood = self._mood(walk, subject, at)
        return Clause(subject, mood, at, present=told_now, emphatic=walk.did and form is Form.BASE)

    def mentions(self, tokens: Sequence[str], subject: Subject) -> list[tuple[int, Clause]]:
        """The verbs that follow a subject pronoun directly, small words left out, with their clauses.

        Args:
            tokens: Normal tokens of a turn.
            subject: ``SELF`` or ``YOU``.

        Returns:
            (place of the verb, clause) in order.
        """
        pronouns = self._words["subjects_self" if subject is Subject.SELF else "subjects_you"]
        found = []
        for at, word in enumerate(tokens):
            if word not in pronouns:
                continue
            verb = at + 1
            while verb < len(tokens) and tokens[verb] in self._inner and verb - at < _FAR:
                verb += 1
            if verb < len(tokens) and tokens[verb][0].isalpha() and tokens[verb] not in pronouns:
                clause = self.read(tokens, verb)
                if clause.subject is subject:
                    found.append((verb, clause))
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
            if word in words["joiners"] and word != "but":
                walk.joined = True
            elif word == "to":
                walk.to = True
            elif word in self._inner:
                self._note(walk, word)
            elif word in words["carriers"] or (walk.to and word in words["intents"]):
                walk.intent = walk.intent or word in words["intents"] or (walk.to and word in words["duties"])
                walk.past = walk.past or walk.to
                if not walk.to:
                    walk.plain = True
            elif walk.to and word in words["orders"]:
                walk.intent = True
            elif walk.to and word not in words["objects"] and not word.endswith("ly"):
                walk.joined = True
            elif word in words["objects"] or (at > walk.begin and walk.tokens[at - 1] in words["helpers"]):
                helped = at > walk.begin and walk.tokens[at - 1] in words["helpers"]
                if not helped:
                    return (self._commanded(walk, at), at)
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
        return Subject.NONE if own_verb or not walk.joined else Subject.OTHER

    def _pronoun(self, walk: _Walk, at: int) -> Subject | None:
        words, word = self._words, walk.tokens[at]
        if word in words["subjects_self"]:
            return Subject.SELF
        if word in words["subjects_you"] and not (walk.joined and at > walk.begin and self._is_object(walk, at)):
            return Subject.YOU
        if word == "who" or word == "whoever":
            return Subject.WHO
        if word in words["subjects_other"] and not (word in words["objects"] and walk.joined):
            return Subject.OTHER
        return None

    def _is_object(self, walk: _Walk, at: int) -> bool:
        return self._forms.lookup(walk.tokens[at - 1]) is not None and walk.tokens[at - 1] not in self._inner

    def _commanded(self, walk: _Walk, at: int) -> Subject:
        """The subject where an object stands before the verb: "made me hold", "saw him take", "her and me took"."""
        words, tokens = self._words, walk.tokens
        me = tokens[at] in ("me", "us")
        before = tokens[at - 1] if at > walk.begin else ""
        if me and walk.form is Form.BASE and before in words["causers"] and not walk.to:
            return Subject.SELF
        if me and (before in ("and", "") or before in ENDERS) and not walk.to:
            return Subject.SELF
        if me and walk.to and before in words["orders"]:
            walk.intent = True
            return Subject.SELF
        return Subject.OTHER

    def _noun(self, walk: _Walk, at: int) -> Subject:
        """A noun before the verb: "me and Declan took" is the speaker too."""
        near = walk.tokens[max(walk.begin, at - _NEAR) : at]
        if walk.tokens[at] in self._words["agents"] and near and near[-1] in ("my", "your"):
            return Subject.SELF if near[-1] == "my" else Subject.YOU
        return Subject.SELF if "and" in near and ({"me", "i"} & set(near)) else Subject.OTHER

    def _note(self, walk: _Walk, word: str) -> None:
        """Keep what stands between subject and verb."""
        words = self._words
        walk.helped = walk.helped or word in words["supports"]
        walk.did = walk.did or word == "did"
        if word in words["negations"]:
            walk.negated = True
        elif word in words["guesses"]:
            walk.guess = True
        elif word in words["modals"] and not (word == "'d" and self._forms.can_be_past(walk.tokens[walk.verb])):
            walk.modal = True
        walk.is_going = walk.is_going or word in words["went_on"]
        if word in words["be"] and walk.form is not Form.ING and not walk.to and not walk.plain:
            walk.passive = walk.form is Form.PAST or word != "been"

    def _mood(self, walk: _Walk, subject: Subject, at: int) -> Mood:
        words, tokens = self._words, walk.tokens
        before = _clause_before(tokens, at, walk.begin)
        own = self._own_thought(before)
        if walk.passive and self._forms.lookup(tokens[walk.verb]) != ("be", Form.PAST):
            return Mood.UNREAL
        if set(before) & words["reports"] and not own:
            return Mood.UNREAL
        if walk.form is Form.ING and not (walk.is_going or walk.plain):
            return Mood.UNREAL
        if before and before[-1] in words["modals"] and before[-1] not in words["guesses"]:
            walk.modal = True
        if before and before[-1] in words["conditions"] and not own:
            return Mood.UNREAL
        if walk.negated or (own and set(before) & words["negations"]):
            return Mood.DENIED
        if walk.modal and not set(tokens[walk.begin : walk.end]) & words["habitual"]:
            return Mood.UNREAL
        if walk.intent or (walk.to and tokens[walk.verb] == "be"):
            return Mood.UNREAL
        return Mood.GUESSED if walk.guess or own else Mood.TOLD

    def _own_thought(self, before: Sequence[str]) -> bool:
        """Whether the words before a clause are the speaker's own judgement: "I think I hit him"."""
        thought = self._words["own_thought"]
        return any(
            word in thought and "i" in before[max(0, at - 2) : at] for at, word in enumerate(before)
        ) and not {"if", "whether", "unless"} & set(before)


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
    plain: bool = False
    past: bool = False
    negated: bool = False
    guess: bool = False
    modal: bool = False
    passive: bool = False
    helped: bool = False
    did: bool = False
    is_going: bool = False

    def __post_init__(self) -> None:
        self.begin = self.verb
        while self.begin > 0 and self.tokens[self.begin - 1] not in ENDERS:
            self.begin -= 1
        self.end = self.verb
        while self.end < len(self.tokens) and self.tokens[self.end] not in ENDERS:
            self.end += 1


def _clause_before(tokens: Sequence[str], at: int, begin: int) -> Sequence[str]:
    """The few tokens before a subject, none beyond a mark."""
    first = at
    while first > max(begin, at - _BEFORE) and tokens[first - 1][0].isalnum():
        first -= 1
    return tokens[first:at]


def _doubles(base: str) -> bool:
    """Whether the last letter is doubled before an ending: one short vowel, one consonant, one syllable."""
    return (
        len(base) >= _NEAR
        and base[-1] not in _VOWELS | set("wxy")
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in base) == 1
    )


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    return f"{base}{base[-1] if _doubles(base) else ''}ed"


def _third(base: str) -> str:
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] if _doubles(base) else ''}ing"
