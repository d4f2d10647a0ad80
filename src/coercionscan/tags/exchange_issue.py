"""What is at issue: what the asking side puts to the person and holds against him, and what he denied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coercionscan.matching.language import Words
from coercionscan.tags.exchange_acts import ASKED, ActHit, Acts, tail_begin
from coercionscan.tags.exchange_clauses import Mood, Subject
from coercionscan.tags.exchange_scene import ExchangeWords, Scene

_FRAGMENT = 3
"""Up to so many tokens, mark included, a question ("Honestly?") is no matter of its own. A convention."""
_PRESSED_SENTENCES = 4
"""A question so many sentences before the end of a turn is still the one that is answered. A convention."""
_LONG = 12
"""After so many turns of the asking side a suspect is taken to know what he is asked about. A convention."""
_ACCUSED_SENTENCES = 3
"""An accusation so many sentences before an answer is still what it answers. A convention."""
_OPEN_TURNS = 3
"""So many turns back a question can still be open. A convention."""
_FARTHEST = (_OPEN_TURNS - 1) * _OPEN_TURNS
"""So many turns back from the last one the first that an answer still answers can stand."""
_REPEATED = 2
"""An act is taken to be at issue when it was put to the person at least so often. A convention."""
_YOU, _SELF = Subject.YOU, Subject.SELF
_UNREAL, _DENIED, _TOLD, _GUESSED = Mood.UNREAL, Mood.DENIED, Mood.TOLD, Mood.GUESSED
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Pressed:
    """What the asking side puts to the person, turn by turn (``asked``), and what the person tells (``told``).

    ``put`` names the acts that are put to him anywhere, ``accused_of`` the stems of verbs that accuse him.
    """

    def __init__(self, stage: Scene, acts: Acts, table: ExchangeWords) -> None:
        """Look through all turns once."""
        self._stage = stage
        self._acts = acts
        self._states = frozenset(map(acts.forms.stem, table.words["no_deeds"]))
        self._words = table.words
        self._says_something = table.says_something
        self._answered: dict[int, list[tuple[int, int, int]]] = {}
        self._put: dict[int, Sequence[ActHit]] = {}
        every = range(len(stage.words))
        self.asked = {index: acts.hits(stage, index) for index in every if stage.asks(index)}
        self.told = {index: acts.hits(stage, index) for index in every if stage.answers(index)}
        self._heat = self._first_heat()
        clear = [hit for hits in self.asked.values() for hit in hits if hit.frame == ASKED and hit.clear]
        count = Counter(hit.act.rank for hit in clear)
        self.rank_at_issue = max((rank for rank, times in count.items() if times >= _REPEATED), default=0)
        self.put = frozenset(hit.act.name for hit in clear)
        self.accused_of = frozenset(self._accused_verbs(self._words["accusing_codes"]))

    def _accused_verbs(self, codes: frozenset[str]) -> Iterator[str]:
        """Stems of the verbs of what the person is told to have done: "We know you took the safe."."""
        for turn in self._stage.carrying(codes):
            words = self._stage.words[turn]
            spans = [tag.span for tag in self._stage.tags_at(turn) if tag.code in codes]
            for verb in self._acts.clauses.verbs_in(words, _YOU):
                if any(span.start <= words.starts[verb] < span.end for span in spans):
                    yield self._acts.forms.stem(words.tokens[verb])

    def _first_heat(self) -> int:
        """First asking turn that holds an offence against the person; past the end when there is none."""
        asking = sorted(self.asked)
        late = asking[_LONG:][:1]
        return next((index for index in asking if self.heats(index) or [index] == late), len(self._stage.words))

    def heats(self, index: int) -> bool:
        """Whether an asking turn names an offence or holds one against the person, or advises him of his rights."""
        codes = self._stage.codes_at(index)
        if codes & self._words["heating_codes"] or self._stage.has(index, "offence_named"):
            return True
        return any(hit.frame == ASKED and hit.clear and not hit.act.passive for hit in self.asked.get(index, ()))

    def hot(self, index: int) -> bool:
        """Whether an offence was held against the person before a turn."""
        return self._heat < index

    def put_before(self, index: int) -> Sequence[ActHit]:
        """Acts put in the sentence that an answer answers.

        That is the last one, or the last two where the last asks for no more than a yes to the one before it.
        """
        known = self._put.get(index)
        if known is None:
            known = self._put[index] = self._find_put(index)
        return known

    def _find_put(self, index: int) -> Sequence[ActHit]:
        asked = self._stage.asked_before(index)
        if asked is None or not any(map(self.asked.get, range(asked[0] - _FARTHEST, asked[0] + 1))):
            return ()
        found: list[ActHit] = []
        for turn, begin, end in self.answered(index):
            found += [hit for hit in self.asked.get(turn, ()) if begin <= hit.first and hit.last < end]
        return found

    def answered(self, index: int) -> list[tuple[int, int, int]]:
        """What an answer answers: asking turns with first and end token of their sentences, the nearest first.

        A turn that asks nothing ("You can just nod") leaves the turn before it to be answered, if nobody answered that.
        """
        known = self._answered.get(index)
        if known is None:
            known = self._answered[index] = self._find_answered(index)
        return known

    def _find_answered(self, index: int) -> list[tuple[int, int, int]]:
        asked = self._stage.asked_before(index)
        if asked is None:
            return []
        turn, end = asked
        found = [(turn, self.answered_from(turn, end), end)]
        while "?" not in self._stage.words[turn].tokens and len(found) < _OPEN_TURNS:
            before = self._open_before(turn)
            if before is None:
                break
            turn, end = before, len(self._stage.words[before].tokens)
            found.append((turn, self.answered_from(turn, end), end))
        return found

    def _open_before(self, turn: int) -> int | None:
        """The asking turn before a turn, where only silence stands between them."""
        for at in range(turn - 1, max(-1, turn - 1 - _OPEN_TURNS), -1):
            if self._stage.asks(at):
                return at
            if self._stage.answers(at) and not self._stage.has(at, "no_response"):
                return None
        return None

    def answered_from(self, turn: int, end: int) -> int:
        """First token of what an answer to a turn answers, if nothing after ``end`` was said."""
        begins = [first for first, _ in self._stage.words[turn].sentences() if first < end]
        if not begins:
            return tail_begin(self._stage, turn, end)
        last = begins[-1]
        tokens = self._stage.words[turn].tokens[last:end]
        checks = any(last <= first < end for first, _ in self._stage.hits(turn, "checks"))
        whole = len(tokens) > _FRAGMENT and tokens[-1] == "?"
        if whole and not checks and self._says_something(tokens):
            return last
        # What follows the last question ("Come on. Be honest.") only presses for its answer.
        tokens = self._stage.words[turn].tokens
        ends = [*begins[1:], end]
        asking = [first for first, stop in zip(begins, ends, strict=True) if tokens[stop - 1] == "?"]
        near = begins[-_PRESSED_SENTENCES:][:1]
        return min([tail_begin(self._stage, turn, end), *(first for first in asking[-1:] if [first] >= near)])

    def adverse_before(self, index: int, *, done: bool = False) -> bool:
        """Whether the last sentences before an answer ask about, or hold against the person, conduct of his own.

        With ``done`` an act in everyday words counts only where it is said or asked what he did: not "Do you want to
        take a break?".
        """
        asked = self._stage.asked_before(index)
        if asked is None:
            return False
        turn, end = asked
        own = [hit for hit in self.put_before(index) if hit.act.own_conduct and hit.frame == ASKED]
        if own and (not done or any(hit.clear for hit in own) or self.asks_of_deeds(index)):
            return True
        asks = self._stage.hits(turn, "adverse_questions")
        begin = tail_begin(self._stage, turn, end) if asks else end
        if any(begin <= first and last < end for first, last in asks):
            return True
        return self.coded_before(index, self._words["adverse_codes"])

    def asks_of_deeds(self, index: int) -> bool:
        """Whether what an answer answers says or asks what the person himself did or did not do."""
        return any(
            begin <= verb < end and self._is_deed(turn, verb) and self._tells_of_you(turn, verb)
            for turn, begin, end in self.answered(index)
            for verb in self._acts.clauses.verbs_in(self._stage.words[turn], _YOU)
        )

    def _tells_of_you(self, turn: int, verb: int) -> bool:
        """Whether a verb says, asks or denies of the person what was done."""
        clause = self._acts.clauses.at(self._stage.words[turn], verb)
        return clause.subject is _YOU and clause.mood is not _UNREAL and not clause.present

    def denied_deed(self, index: int) -> tuple[int, int] | None:
        """Where an answer says of the speaker that he did not do a thing, other than to know or to want it."""
        words, clauses = self._stage.words[index], self._acts.clauses
        for verb, clause in clauses.mentions_in(words, _SELF) if clauses.may_deny(words.tokens) else ():
            now = self._words["told_now"] & set(words.tokens[clause.first : verb])
            if clause.mood is _DENIED and not (clause.present or now) and self._is_deed(index, verb):
                return clause.first, verb
        return None

    def _is_deed(self, turn: int, verb: int) -> bool:
        return self._acts.forms.stem(self._stage.words[turn].tokens[verb]) not in self._states

    def puts_offence(self, index: int) -> bool:
        """Whether an asking turn says of the person that he did an offence."""
        return any(hit.frame == ASKED and hit.clear and hit.act.rank > 1 for hit in self.asked.get(index, ()))

    def tells_again(self, answer: int, index: int) -> bool:
        """Whether the first sentences of a turn say of the person what the answer, or the question to it, had named."""
        words, acts = self._stage.words[index], self._acts
        verbs = acts.clauses.verbs_in(words, _YOU)
        if not verbs:
            return False
        end = words.sentences()[:2][-1][1]
        said = [*self._stage.words[answer].tokens]
        for turn, first, last in self.answered(answer):
            said += self._stage.words[turn].tokens[first:last]
        stems = set(map(acts.forms.stem, said))
        named = [verb for verb in verbs if verb < end and acts.forms.stem(words.tokens[verb]) in stems]
        clauses = [acts.clauses.at(words, verb) for verb in named]
        return any(
            clause.subject is _YOU and clause.mood in (_TOLD, _GUESSED) and not clause.present for clause in clauses
        )

    def accused_before(self, index: int) -> bool:
        """Whether the last sentences before an answer put an offence to the person."""
        asked = self._stage.asked_before(index)
        if asked is None or not self.puts_offence(asked[0]):
            return False
        turn, end = asked
        begin = tail_begin(self._stage, turn, end, _ACCUSED_SENTENCES)
        return any(
            hit.frame == ASKED and hit.clear and hit.act.rank > 1 and begin <= hit.first and hit.last < end
            for hit in self.asked.get(turn, ())
        )

    def coded_before(
        self, index: int, codes: frozenset[str], *, answered: bool = False, but: frozenset[str] = frozenset()
    ) -> bool:
        """Whether the last sentences before an answer, or those that it answers, carry one of some codes.

        Tags of the patterns ``but`` do not count.
        """
        asked = self._stage.asked_before(index)
        if asked is None or codes.isdisjoint(self._stage.codes_at(asked[0])):
            return False
        turn, end = asked
        words = self._stage.words[turn]
        begin = self.answered_from(turn, end) if answered else tail_begin(self._stage, turn, end)
        if begin >= end:
            return False
        first, last = words.starts[begin], words.starts[end - 1]
        return any(
            tag.code in codes and tag.evidence.rule_id not in but and first < tag.span.end and tag.span.start <= last
            for tag in self._stage.tags_at(turn)
        )


@dataclass(slots=True)
class Issue:
    """Verbs and things that were held against the person or that he denied, up to a turn. One serves one transcript."""

    denied: dict[str, set[str]] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _unread: dict[str, list[tuple[Words, int]]] = field(default_factory=dict)

    def hear(self, stage: Scene, index: int, pressed: Pressed, acts: Acts, *, adverse: bool) -> None:
        """Take in an asking turn."""
        words = stage.words[index]
        # Their clauses are read when somebody asks for the verb: few are ever asked for.
        for verb in acts.clauses.verbs_in(words, _YOU):
            self._unread.setdefault(acts.forms.stem(words.tokens[verb]), []).append((words, verb))
        for hit in pressed.asked.get(index, ()):
            self.things.update(hit.objects)
        if adverse:
            self.things.update(acts.things(words.tokens))

    def was_asked(self, stem: str, acts: Acts) -> bool:
        """Whether a verb was put to the person."""
        for words, verb in self._unread.pop(stem, ()):
            clause = acts.clauses.at(words, verb)
            if clause.subject is _YOU and clause.mood in (_TOLD, _GUESSED):
                self._asked.add(stem)
                break
        return stem in self._asked

    def deny(self, words: Words, acts: Acts) -> None:
        """Take in what a turn of the person denies in words."""
        for verb, clause in acts.clauses.mentions_in(words, _SELF) if acts.clauses.may_deny(words.tokens) else ():
            if clause.mood is _DENIED:
                things = acts.objects(words.tokens, verb, verb + 1)
                self.denied.setdefault(acts.forms.stem(words.tokens[verb]), set()).update(things)
                self.things.update(things)

    def deny_asked(self, tokens: Sequence[str], acts: Acts) -> None:
        """Take in a "no" to a question."""
        for verb, clause in acts.clauses.mentions(tokens, _YOU):
            if clause.mood is _TOLD:
                things = acts.objects(tokens, verb, verb + 1)
                self.denied.setdefault(acts.forms.stem(tokens[verb]), set()).update(things)

    def was_denied(self, tokens: Sequence[str], acts: Acts) -> bool:
        """Whether what is put to the person is a thing that he denied before."""
        for verb in acts.clauses.verbs(tokens, _YOU) if self.denied else ():
            stem = acts.forms.stem(tokens[verb])
            if stem not in self.denied or stem in acts.everyday:
                continue
            if self.denied[stem].isdisjoint(acts.objects(tokens, verb, verb + 1)):
                continue
            clause = acts.clauses.read(tokens, verb)
            told = clause.mood in (_TOLD, _GUESSED) and not clause.present
            if told and clause.subject is _YOU:
                return True
        return False

    def matches(self, words: Words, acts: Acts) -> Mapping[str, bool]:
        """How what the person tells of himself meets what is at issue.

        Returns:
            ``denied``: a verb that he denied before, with a thing of then or a verb that is no everyday one; ``asked``:
            a verb that was put to him; ``things``: a thing that is at issue.
        """
        found = {"denied": False, "asked": False, "things": False}
        tokens = words.tokens
        for verb, clause in acts.clauses.mentions_in(words, _SELF):
            if clause.mood not in (_TOLD, _GUESSED):
                continue
            stem, things = acts.forms.stem(tokens[verb]), acts.objects(tokens, verb, verb + 1)
            rare = stem not in acts.everyday
            if stem in self.denied:
                found["denied"] |= rare or bool(things & self.denied[stem])
            found["asked"] |= rare and self.was_asked(stem, acts)
            found["things"] |= not self.things.isdisjoint(things)
        return found
