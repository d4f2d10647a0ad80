"""Acts that can be at issue: who puts which act to whom, who says it of himself, who denies it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.context import Scope, ScopeEngine, silencer
from coercionscan.matching.language import BREAK, ENDERS
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, PhraseError
from coercionscan.tags.exchange_clauses import SENTENCE, Clause, Clauses, Mood, Subject
from coercionscan.tags.exchange_scene import ExchangeWords, Scene
from coercionscan.tags.exchange_verbs import VerbForms

TABLE = "acts"
OWN, ASKED, DENIED, WHO = "own", "asked", "denied", "who"
_AFTER = 5
"""So many tokens after an act still tell what it was done to. A convention."""
_PURPOSE_SENTENCES = 5
"""What an answer "to ..." was asked for may stand so many sentences back. A convention."""
_PLACES = ("do", "may")
_SILENCED_BY = ("hypothetical", "quoted")
_LABELS = ("full_admission", "partial_admission", "suspect")
_NOBODY, _YOU, _WHO, _SELF = Subject.NONE, Subject.YOU, Subject.WHO, Subject.SELF
_TOLD, _GUESSED, _DENIED, _UNREAL = Mood.TOLD, Mood.GUESSED, Mood.DENIED, Mood.UNREAL
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act: rank 1 a lesser part, 2 an offence, 3 a grave one. ``sure``: its words alone name an offence.

    ``passive``: to be there, to see, to know. ``counted``: how often and how much makes what it is. ``mind``: to know.
    """

    name: str
    rank: int
    sure: bool
    own_conduct: bool
    passive: bool = False
    counted: bool = False
    mind: bool = False


@dataclass(frozen=True, slots=True)
class ActHit:
    """An act found in a turn: in which frame (own, asked, denied, who), at which tokens.

    ``clear`` is False for everyday words that are the act only where something is held against the person. ``guessed``
    marks an act of which the speaker is not sure.
    """

    act: Act
    frame: str
    first: int
    last: int
    objects: frozenset[str] = frozenset()
    verb: str = ""
    clear: bool = True
    guessed: bool = False
    emphatic: bool = False


class Acts:
    """Finds acts in turns."""

    def __init__(self, lexicon: Lexicon, table: ExchangeWords, compiler: PhraseCompiler, scopes: ScopeEngine) -> None:
        """Compile every act with all forms of its verb.

        Raises:
            LexiconError: When a phrase cannot be read.
        """
        data = lexicon.tables.get(TABLE, {})
        self._table = table
        self._scopes = scopes
        self.forms = VerbForms(data.get("verbs", {}))
        self.clauses = Clauses(data.get("clauses", {}), self.forms)
        self._skipped = table.words["skipped"] | table.words["bare"] | table.words["elliptic_before"]
        self.everyday = frozenset(map(self.forms.stem, table.words["everyday_verbs"]))
        self._acts = {
            name: Act(
                name,
                int(row["rank"]),
                bool(row.get("sure")),
                bool(row.get("own_conduct", True)),
                bool(row.get("passive")),
                bool(row.get("counted")),
                bool(row.get("mind")),
            )
            for name, row in data.get("acts", {}).items()
        }
        local = PhraseCompiler(data.get("sets", {}), compiler)
        phrases, fixed, bare, named = [], [], [], []
        for name, row in data.get("acts", {}).items():
            try:
                for place in _PLACES:
                    phrases += [((name, place), local.compile(self.forms.spread(text))) for text in row.get(place, ())]
                fixed += [(name, local.compile(text)) for text in row.get(ASKED, ())]
                bare += [(name, local.compile(text)) for text in row.get("bare", ())]
                named += [(name, local.compile(text)) for text in row.get("named", ())]
            except PhraseError as error:
                raise LexiconError(str(error), where=f"{TABLE}.{name}", hint="Mend the phrase.") from error
        self._matcher = PhraseMatcher(phrases)
        self._fixed = PhraseMatcher(fixed)
        self._bare = PhraseMatcher(bare)
        self._named = PhraseMatcher(named)

    def hits(self, stage: Scene, index: int) -> list[ActHit]:
        """Acts of a turn, in order; of the asking side ``asked`` and ``who``, of the other ``own`` and ``denied``."""
        words = stage.words[index]
        asking = stage.asks(index)
        others = self._fixed_hits(stage, index) if asking else self._bare_hits(stage, index)
        if asking and not self.clauses.names_you(words.tokens):
            return others
        possible = self._matcher.find(words)
        if not possible:
            return others
        innocent = stage.hits(index, "innocent_sense")
        scopes: tuple[Scope, ...] | None = None
        found: dict[tuple[str, int], ActHit] = {}
        for hit in possible:
            if any(first <= hit.last and hit.first <= last for first, last in innocent):
                continue
            clause = self.clauses.at(words, hit.first)
            frame = self._asked_frame(clause) if asking else self._own_frame(stage, index, hit.first, clause)
            if frame == OWN and not self._table.words["none_of_it"].isdisjoint(words.tokens[hit.first : hit.last + 1]):
                frame = DENIED
            if frame is None:
                continue
            if frame in (OWN, ASKED):
                scopes = self._scopes.scopes(words) if scopes is None else scopes
                if silencer(scopes, hit.first, hit.last, _SILENCED_BY, _LABELS, words) is not None:
                    continue
            purpose = clause.subject is _NOBODY and words.tokens[hit.first - 1 : hit.first] == ("to",)
            told = clause
            if frame == OWN and (purpose or self._asked_now(stage, index)):
                told = replace(clause, present=False)
            if frame == OWN and told.present and hit.key[1] != _PLACES[0]:
                continue
            made = self._made(words.tokens, hit, frame, told)
            key = (made.act.name, made.first)
            if key not in found or (made.clear, made.last) > (found[key].clear, found[key].last):
                found[key] = made
        return _in_order([*found.values(), *others])

    def named(self, stage: Scene, index: int) -> frozenset[str]:
        """Names of the acts whose offence a turn names: "the theft", "she was stabbed"."""
        return frozenset(hit.key for hit in self._named.find(stage.words[index]))

    def _fixed_hits(self, stage: Scene, index: int) -> list[ActHit]:
        found = self._fixed.find(stage.words[index])
        return _in_order([ActHit(self._acts[hit.key], ASKED, hit.first, hit.last) for hit in found])

    def _bare_hits(self, stage: Scene, index: int) -> list[ActHit]:
        """What was perceived, told without a verb: "What could you hear?" - "Screaming."."""
        found = self._bare.find(stage.words[index])
        if not found or not self._asked_of_the_person(stage, index):
            return []
        return _in_order([ActHit(self._acts[hit.key], OWN, hit.first, hit.last) for hit in found])

    def _asked_frame(self, clause: Clause) -> str | None:
        if clause.mood not in (_TOLD, _GUESSED):
            return None
        if clause.subject is _YOU:
            return ASKED
        return WHO if clause.subject is _WHO else None

    def _own_frame(self, stage: Scene, index: int, verb: int, clause: Clause) -> str | None:
        """Whether the speaker tells or denies it of himself: nobody else acts in the words, and it is no question."""
        if clause.subject is _NOBODY:
            if not self._is_elliptic(stage, index, verb, clause):
                return None
        elif clause.subject is not _SELF:
            return None
        if clause.mood is _DENIED:
            return DENIED
        asks_back = _asks_back(stage.words[index].tokens, verb, self._table.words["asks_for_assent"])
        return None if clause.mood is _UNREAL or asks_back else OWN

    def _is_elliptic(self, stage: Scene, index: int, verb: int, clause: Clause) -> bool:
        """Whether a sentence that begins with its verb answers what the person himself did."""
        tokens = stage.words[index].tokens
        if any(word[0].isalnum() and word not in self._skipped for word in tokens[clause.first : verb]):
            return False
        if verb > 0 and tokens[verb - 1] == "to":
            return self._asked_of_purpose(stage, index)
        if not (self.forms.can_be_past(tokens[verb]) or self._asked_now(stage, index)):
            return False
        return self._asked_of_the_person(stage, index)

    def _asked_of_purpose(self, stage: Scene, index: int) -> bool:
        """Whether "to get rid of it" answers what the person went or was wanted for."""
        asked = stage.asked_before(index)
        if asked is None:
            return False
        begin = tail_begin(stage, *asked, _PURPOSE_SENTENCES)
        return bool(self._table.words["addressed"] & set(stage.words[asked[0]].tokens[begin : asked[1]]))

    def _asked_now(self, stage: Scene, index: int) -> bool:
        """Whether the question before tells what was done as if it were done now: "what do you do next?"."""
        asked = stage.asked_before(index)
        if asked is None:
            return False
        tail = set(stage.words[asked[0]].tokens[tail_begin(stage, *asked, 1) : asked[1]])
        return "do" in tail and "you" in tail and "did" not in tail

    def _asked_of_the_person(self, stage: Scene, index: int) -> bool:
        """Whether the question before is about what the person did, so that an answer without "I" means "I"."""
        asked = stage.asked_before(index)
        if asked is None:
            return False
        turn, end = asked
        begin = tail_begin(stage, turn, end)
        if any(begin <= first and last < end for first, last in stage.hits(turn, "asks_person")):
            return True
        tail = set(stage.words[turn].tokens[begin:end])
        return bool(tail & self._table.words["addressed"]) and not tail & self._table.words["other_subjects"]

    def _made(self, tokens: Sequence[str], hit: Hit[tuple[str, str]], frame: str, clause: Clause) -> ActHit:
        name, place = hit.key
        known = self.forms.lookup(tokens[hit.first])
        first = clause.first if clause.subject is not _NOBODY and hit.first - clause.first <= _AFTER else hit.first
        return ActHit(
            self._acts[name],
            frame,
            first,
            hit.last,
            self.objects(tokens, hit.first, hit.last),
            known[0] if known else tokens[hit.first],
            clear=place == "do" and not clause.present,
            guessed=clause.mood is _GUESSED,
            emphatic=clause.emphatic,
        )

    def objects(self, tokens: Sequence[str], first: int, last: int) -> frozenset[str]:
        """Stems of the content words after a verb: what it was done to or with."""
        after = tokens[first + 1 : last + _AFTER]
        end = next((at for at, word in enumerate(after) if word in ENDERS), len(after))
        return self.things(after[:end])

    def things(self, tokens: Sequence[str]) -> frozenset[str]:
        """Stems of the content words of a stretch."""
        return frozenset(map(self.forms.stem, self._table.content(tokens)))


def _in_order(hits: list[ActHit]) -> list[ActHit]:
    return sorted(hits, key=lambda one: (one.first, one.last, one.act.name)) if len(hits) > 1 else hits


def _asks_back(tokens: Sequence[str], verb: int, assents: frozenset[str]) -> bool:
    """Whether the sentence of a verb is a question; one that only asks for assent ("okay?") is none."""
    beyond = min(len(tokens), verb + SENTENCE)
    end = next((at for at in range(verb, beyond) if tokens[at] in ENDERS), beyond)
    if end >= beyond or tokens[end] != "?":
        return False
    tail = end
    while tail > verb and tokens[tail - 1] in assents:
        tail -= 1
    return not (tail < end and tokens[tail - 1] == BREAK)


def tail_begin(stage: Scene, turn: int, end: int, sentences: int = 2) -> int:
    """First token of the last sentences of a turn that begin before a token."""
    bounds = stage.words[turn].sentences()
    before = bisect_left(bounds, (end,))
    return bounds[max(0, before - sentences)][0] if before else 0
