"""Acts that can be at issue: who puts which act to whom, who says it of himself, who denies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coercionscan.errors import LexiconError
from coercionscan.matching.context import ScopeEngine, silencer
from coercionscan.matching.language import ENDERS
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, PhraseError
from coercionscan.tags.exchange_scene import ExchangeWords, Scene

_TAIL_SENTENCES = 2
"""An answer answers the last sentences of the turn before it. A convention."""
_FRAGMENT = 3
"""Up to so many tokens, mark included, a question ("Honestly?") is no matter of its own. A convention."""
_PRESSED_SENTENCES = 4
"""A question so many sentences before the end of a turn is still the one that is answered. A convention."""
_REPEATED = 2
"""An act is taken to be at issue when it was put to the person at least so often. A convention."""
_BEFORE = 3
_STEM = 4
"""So many letters tell one verb of an act from another in all its forms. A convention."""
_AFTER = 5
_PLAIN_FRAMES = {"elliptic": "own"}
_ASKED_SILENCED_BY = ("negated", "hypothetical", "quoted")
_SILENCED_BY = ("negated", "hypothetical", "reported", "quoted")


@dataclass(frozen=True, slots=True)
class Act:
    """An act: rank 1 a lesser part, 2 an offence, 3 a grave one. ``sure``: its words alone name an offence.

    ``verbs`` are the first words of its phrases, by which its objects are told from it.
    """

    name: str
    rank: int
    sure: bool
    own_conduct: bool
    verbs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ActHit:
    """An act found in a turn: in which frame (own, asked, denied, who), at which tokens."""

    act: Act
    frame: str
    first: int
    last: int
    objects: frozenset[str] = frozenset()
    verb: str = ""


class Acts:
    """Finds acts in turns."""

    def __init__(self, table: ExchangeWords, compiler: PhraseCompiler, scopes: ScopeEngine) -> None:
        """Compile every act in every frame.

        Raises:
            LexiconError: When a phrase cannot be read.
        """
        self._table = table
        self._scopes = scopes
        self._acts: dict[str, Act] = {}
        frames: Mapping[str, Sequence[str]] = table.table.get("act_frames", {})
        phrases = []
        for name, row in table.table.get("acts", {}).items():
            self._acts[name] = Act(
                name, int(row["rank"]), bool(row.get("sure")), bool(row.get("own_conduct", True)), _verbs(row)
            )
            own_frames: Mapping[str, Sequence[str]] = row.get("frames", {})
            sets = {"past": row["past"], "base": row["base"], "adv": table.table["adv"]}
            local = PhraseCompiler(sets, compiler)
            try:
                for table_frames in (frames, own_frames):
                    phrases += [
                        ((name, frame), local.compile(text)) for frame, texts in table_frames.items() for text in texts
                    ]
            except PhraseError as error:
                raise LexiconError(str(error), where=f"exchanges.acts.{name}", hint="Mend the phrase.") from error
        asked = {"asked", "who"}
        self._asked = PhraseMatcher([item for item in phrases if item[0][1] in asked])
        self._own = PhraseMatcher([item for item in phrases if item[0][1] not in asked])

    def hits(self, stage: Scene, index: int) -> list[ActHit]:
        """Acts of a turn, in order; of the asking side ``asked`` and ``who``, of the other ``own`` and ``denied``."""
        matcher = self._asked if stage.asks(index) else self._own
        innocent = stage.hits(index, "innocent_sense")
        found: list[ActHit] = []
        for hit in matcher.find(stage.words[index]):
            name, frame = hit.key
            if any(first <= hit.last and hit.first <= last for first, last in innocent):
                continue
            if self._stands(stage, index, hit, frame):
                objects = self._objects(stage, index, hit, self._acts[name])
                verb = _verb(self._acts[name], stage.words[index].tokens[hit.first : hit.last + 1])
                plain = _PLAIN_FRAMES.get(frame, frame)
                found.append(ActHit(self._acts[name], plain, hit.first, hit.last, objects, verb))
        return sorted(found, key=lambda one: (one.first, one.last, one.act.name))

    def _stands(self, stage: Scene, index: int, hit: Hit[tuple[str, str]], frame: str) -> bool:
        """Whether the words do what their frame says: nothing before them or around them takes them back."""
        words = stage.words[index]
        asking = stage.asks(index)
        name = "unasked_before" if asking else "unsaid_before"
        if set(_clause_before(words.tokens, hit.first)) & self._table.words[name]:
            return False
        if frame == "denied" or frame == "who":
            return True
        if not asking and not self._is_own(stage, index, hit, frame):
            return False
        names = _ASKED_SILENCED_BY if asking else _SILENCED_BY
        labels = ("full_admission", "partial_admission", "suspect")
        return silencer(self._scopes.scopes(words), hit.first, hit.last, names, labels, words) is None

    def _objects(self, stage: Scene, index: int, hit: Hit[tuple[str, str]], act: Act) -> frozenset[str]:
        """Content words of an act and of the few words after it, without its verbs: what it was done to or with."""
        tokens = stage.words[index].tokens[hit.first : hit.last + _AFTER]
        end = next((at for at, word in enumerate(tokens) if word in ENDERS), len(tokens))
        return frozenset(word for word in self._table.content(tokens[:end]) if word not in act.verbs)

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

    def _is_own(self, stage: Scene, index: int, hit: Hit[tuple[str, str]], frame: str) -> bool:
        """Whether the speaker says it of himself: nobody else acts in the words, and it is no question."""
        tokens = stage.words[index].tokens
        if set(tokens[hit.first : hit.last + 1]) & self._table.words["third_subjects"]:
            return False
        skipped = self._table.words["skipped"] | self._table.words["bare"]
        if frame == "elliptic" and any(word[0].isalnum() and word not in skipped for word in tokens[: hit.first]):
            return False
        if frame == "elliptic" and not self._asked_of_the_person(stage, index):
            return False
        return next((word for word in tokens[hit.last + 1 :] if word in ENDERS), "") != "?"


def _verbs(row: Mapping[str, Any]) -> frozenset[str]:
    firsts = (str(text).split()[0] for name in ("past", "base") for text in row[name])
    return frozenset(word for first in firsts for word in first.strip("()").split("|"))


def _verb(act: Act, tokens: Sequence[str]) -> str:
    """The word of a hit that names the act, cut to its stem; empty where a set or group begins the phrase."""
    return next((word[:_STEM] for word in tokens if word in act.verbs), "")


def _clause_before(tokens: Sequence[str], at: int) -> Sequence[str]:
    """Up to three tokens before a token, none beyond a mark."""
    begin = at
    while begin > max(0, at - _BEFORE) and tokens[begin - 1][0].isalnum():
        begin -= 1
    return tokens[begin:at]


class Pressed:
    """What the asking side puts to the person, turn by turn."""

    def __init__(self, stage: Scene, acts: Acts, table: ExchangeWords) -> None:
        """Look through all asking turns once."""
        self._stage = stage
        self._codes = table.words["adverse_codes"]
        self._content = table.content
        self.asked = {index: acts.hits(stage, index) for index in range(len(stage.words)) if stage.asks(index)}
        self._heat = self._first_heat()
        count = Counter(hit.act.rank for hits in self.asked.values() for hit in hits if hit.frame == "asked")
        self.rank_at_issue = max((rank for rank, times in count.items() if times >= _REPEATED), default=0)

    def _first_heat(self) -> int:
        """First turn that holds an offence against the person; past the end when there is none."""
        for index, hits in sorted(self.asked.items()):
            held = self._codes & self._stage.codes.get(index, frozenset())
            named = self._stage.has(index, "offence_named")
            if held or named or any(hit.act.rank > 1 and hit.frame == "asked" for hit in hits):
                return index
        return len(self._stage.words)

    def hot(self, index: int) -> bool:
        """Whether an offence was held against the person before a turn."""
        return self._heat < index

    def put_before(self, index: int) -> list[ActHit]:
        """Acts put in the sentence that an answer answers.

        That is the last one, or the last two where the last asks for no more than a yes to the one before it.
        """
        asked = self._stage.asked_before(index)
        if asked is None:
            return []
        turn, end = asked
        begin = self._answered_from(turn, end)
        return [hit for hit in self.asked.get(turn, []) if begin <= hit.first and hit.last < end]

    def _answered_from(self, turn: int, end: int) -> int:
        begins = [first for first, _ in self._stage.words[turn].sentences() if first < end]
        if not begins:
            return tail_begin(self._stage, turn, end)
        last = begins[-1]
        tokens = self._stage.words[turn].tokens[last:end]
        checks = any(last <= first < end for first, _ in self._stage.hits(turn, "checks"))
        whole = len(tokens) > _FRAGMENT and tokens[-1] == "?"
        if whole and self._content(tokens) and not checks:
            return last
        # What follows the last question ("Come on. Be honest.") only presses for its answer.
        tokens = self._stage.words[turn].tokens
        ends = [*begins[1:], end]
        asking = [first for first, stop in zip(begins, ends, strict=True) if tokens[stop - 1] == "?"]
        near = begins[-_PRESSED_SENTENCES:][:1]
        return min([tail_begin(self._stage, turn, end), *(first for first in asking[-1:] if [first] >= near)])

    def adverse_before(self, index: int) -> bool:
        """Whether the last sentences before an answer ask about, or hold against the person, conduct of his own."""
        asked = self._stage.asked_before(index)
        if asked is None:
            return False
        turn, end = asked
        begin = tail_begin(self._stage, turn, end)
        if any(hit.act.own_conduct and hit.frame == "asked" for hit in self.put_before(index)):
            return True
        if any(begin <= first and last < end for first, last in self._stage.hits(turn, "adverse_questions")):
            return True
        words = self._stage.words[turn]
        return any(
            tag.turn_index == turn and tag.code in self._codes and tag.span.end > words.starts[begin]
            for tag in self._stage.tags_at(turn)
        )


def tail_begin(stage: Scene, turn: int, end: int) -> int:
    """First token of the last sentences of a turn that begin before a token."""
    begins = [first for first, _ in stage.words[turn].sentences() if first < end]
    return begins[-_TAIL_SENTENCES:][0] if begins else 0
