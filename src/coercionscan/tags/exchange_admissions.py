"""Admissions: the first time that a suspect takes an act upon himself, in words or by assent; and retractions.

People admit in many ways, and few of their words are an admission wherever they stand. So each answer is weighed: what
it says (an act of his own, a statement such as "it was me", a yes to what was put to him) and what it stands in (an
offence was held against him, he denied it before, he gives in with an "okay") have points in ``acts.toml``; enough of
them make an admission. The points stand in the tag's evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coercionscan.records import QuestionForm, Tag, TagStatus
from coercionscan.tags.exchange_acts import ASKED, DENIED, OWN, WHO, ActHit, Acts, tail_begin
from coercionscan.tags.exchange_clauses import Mood, Subject
from coercionscan.tags.exchange_issue import Issue, Pressed
from coercionscan.tags.exchange_replies import Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch

FULL = "full_admission"
PARTIAL = "partial_admission"
RETRACTION = "retraction"
_WHOLE = "it"
_PASSIVE = frozenset({"own_presence", "assents_to_presence", "own_words"})
_FLOWING = frozenset({"telling", "has_admitted"})
"""That a person is telling already says nothing where he only tells that he was there. Conventions."""
_SHORT = 14
"""A retraction by denial is a short turn; in a long one the denied part is some detail. A convention."""
_FLOW = 20
"""So many turns after an admission the person is still telling. A convention."""
_OPENING = 1
"""Giving in stands within the first tokens of an answer. A convention."""
_PLAIN = 6
"""An answer of so few tokens says its act and nothing else. A convention."""
_STALE = 60
"""So many turns after a lesser act was last told it is told of another moment. A convention."""
_ACCOUNT, _LONG = 15, 40
"""An answer of more tokens than this is an account, or a long one. Conventions."""
_BEFORE_VERB = 5
"""So many tokens before the verb of a question its question word stands. A convention."""


@dataclass(slots=True)
class Record:
    """What was admitted so far: acts with the objects they were done to. One record serves one transcript."""

    acts: dict[str, set[str]] = field(default_factory=dict)
    verbs: set[str] = field(default_factory=set)
    statements: dict[str, int] = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=dict)
    grave: bool = False
    last: int | None = None
    when: dict[str, int] = field(default_factory=dict)

    def is_new(self, hit: ActHit, index: int) -> bool:
        """Whether an act is new: never admitted, or a lesser act with another verb, other things or long ago."""
        if hit.act.rank == 1 and index - self.when.get(hit.act.name, index) > _STALE:
            return True
        known = self.acts.get(hit.act.name)
        if known is None and hit.act.rank == 1:
            known = self.mentioned.get(hit.act.name)
        if known is None:
            return True
        if hit.act.rank > 1:
            return False
        other_things = (hit.clear or hit.act.passive) and bool(hit.objects) and hit.objects.isdisjoint(known)
        return other_things or (bool(hit.verb) and hit.verb not in self.verbs)

    def keep(self, hits: Sequence[ActHit], index: int) -> None:
        """Keep what was admitted at a turn."""
        for hit in hits:
            self.when[hit.act.name] = index
            self.acts.setdefault(hit.act.name, set()).update(hit.objects)
            self.verbs.add(hit.verb)
            self.grave = self.grave or hit.act.rank > 1

    def told(self, hits: Sequence[ActHit], index: int) -> None:
        """Keep lesser acts that were told before anything was held against the person: no news when told again."""
        for hit in hits:
            if hit.act.rank == 1:
                self.when[hit.act.name] = index
                self.mentioned.setdefault(hit.act.name, set()).update(hit.objects)
                self.verbs.add(hit.verb)

    def deny(self, hits: Sequence[ActHit]) -> None:
        """Forget what was only told in passing and is denied now: it is news when it is admitted after all."""
        for hit in hits:
            if hit.frame == DENIED and self.mentioned.pop(hit.act.name, None) is not None:
                self.verbs.discard(hit.verb)

    def holds_offence(self) -> bool:
        """Whether more than lesser parts was admitted."""
        return bool(self.statements) or self.grave

    def clear(self) -> None:
        """Forget what was taken back."""
        self.acts.clear()
        self.verbs.clear()
        self.statements.clear()
        self.grave = False
        self.last = None


@dataclass(frozen=True, slots=True)
class _Said:
    """The strongest thing that an answer says: its points by name, acts, words, the exchange, the form."""

    points: Mapping[str, float]
    hits: tuple[ActHit, ...]
    stretch: Stretch
    rule: str
    form: str
    asked_at: int | None = None
    pattern: Tag | None = None

    @property
    def total(self) -> float:
        return sum(self.points.values())


class Admissions:
    """Walks through a transcript once and keeps the first admission of each act."""

    def __init__(self, table: ExchangeWords, acts: Acts, maker: Maker, weights: Mapping[str, float]) -> None:
        """Keep the compiled words.

        Args:
            table: Words of the exchanges.
            acts: Finds acts.
            maker: Makes tags.
            weights: Points by name, and ``enough``: how many make an admission.
        """
        self._table = table
        self._acts = acts
        self._maker = maker
        self._weights = weights
        self._alone = table.words["retraction_alone"]
        self._everyday = frozenset(map(acts.forms.stem, table.words["everyday_verbs"]))

    def tag(self, stage: Scene, pressed: Pressed, replies: Mapping[int, Reply], candidates: Sequence[Tag]) -> list[Tag]:
        """Admissions and retractions, in order.

        Args:
            stage: The scene.
            pressed: What was put to the person.
            replies: Replies of the questioned person's turns.
            candidates: Hits of the patterns of the three codes.

        Returns:
            Tags; suppressed candidates are kept as they are.
        """
        record, issue = Record(), Issue()
        by_turn: dict[int, list[Tag]] = {}
        for tag in candidates:
            by_turn.setdefault(tag.turn_index, []).append(tag)
        out: list[Tag] = []
        for index in range(len(stage.words)):
            if stage.asks(index):
                issue.hear(stage, index, pressed, self._acts, adverse=pressed.heats(index))
            elif stage.is_suspect(index):
                out += self._turn(stage, index, pressed, replies.get(index), by_turn.get(index, []), record, issue)
                self._deny(stage, index, pressed, replies.get(index), issue)
            elif stage.answers(index):
                out += [tag for tag in by_turn.get(index, []) if tag.code == RETRACTION and self._stands_alone(tag)]
        return out

    def _deny(self, stage: Scene, index: int, pressed: Pressed, reply: Reply | None, issue: Issue) -> None:
        issue.deny(stage.words[index].tokens, self._acts)
        asked = stage.asked_before(index)
        says_no = reply is not None and reply.answer is Answer.NO
        if asked is not None and says_no and pressed.adverse_before(index):
            issue.deny_asked(stage.words[asked[0]].tokens[: asked[1]], self._acts)

    def _turn(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        candidates: Sequence[Tag],
        record: Record,
        issue: Issue,
    ) -> list[Tag]:
        silent = [tag for tag in candidates if tag.status is not TagStatus.ACTIVE]
        active = [tag for tag in candidates if tag.status is TagStatus.ACTIVE]
        hits = self._acts.hits(stage, index)
        back = self._retracted(stage, index, hits, active, record)
        if back is not None:
            record.clear()
            return [*silent, back]
        own = [hit for hit in hits if hit.frame == OWN]
        said = self._ways(stage, index, pressed, reply, active, hits, record)
        said += self._assented(stage, index, pressed, reply, hits, issue)
        said = said or self._matched(stage, index, issue)
        points = {name: value for one in said for name, value in one.points.items()}
        if said:
            around = self._around(stage, index, pressed, hits, record, issue)
            if not set(points) - _PASSIVE:
                around = {name: value for name, value in around.items() if name not in _FLOWING}
            points |= around
        if not said or sum(points.values()) < self._weights["enough"]:
            record.told(own, index)
            record.deny(hits)
            return silent
        found = max(said, key=lambda one: one.total)
        record.keep([*found.hits, *own], index)
        record.last = index
        for one in said:
            if one.pattern is not None:
                record.statements[_key(one.pattern)] = index
        return [*silent, self._made(stage, index, pressed, found, points)]

    def _ways(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        active: Sequence[Tag],
        hits: Sequence[ActHit],
        record: Record,
    ) -> list[_Said]:
        """All ways in which an answer may admit something."""
        stated = self._stated(index, active, record)
        told = self._narrated(stage, index, hits, record)
        # "Yeah, I knew about it" admits what it says, and not all that it answers.
        says_itself = reply is not None and not reply.bare and told is not None and any(hit.clear for hit in told.hits)
        ways = (
            stated,
            told,
            None if says_itself else self._answered(stage, index, pressed, reply, hits, record),
            None if says_itself else self._accused(stage, index, pressed, reply, hits, record),
        )
        return [one for one in ways if one is not None]

    def _stands_alone(self, tag: Tag) -> bool:
        return tag.status is TagStatus.ACTIVE and tag.evidence.rule_id in self._alone

    def _retracted(
        self, stage: Scene, index: int, own: Sequence[ActHit], active: Sequence[Tag], record: Record
    ) -> Tag | None:
        """A retraction in words, or the denial of an act that was admitted."""
        for tag in active:
            if tag.code == RETRACTION and (record.holds_offence() or self._stands_alone(tag)):
                return tag
        if len(stage.words[index].tokens) > _SHORT or any(hit.frame == OWN for hit in own):
            return None
        for hit in own:
            if hit.frame == DENIED and hit.act.rank > 1 and hit.act.name in record.acts:
                why = "Denies an act that was admitted earlier."
                return self._maker.make(stage, RETRACTION, index, (hit.first, hit.last), "retracted", why)
        return None

    def _around(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        hits: Sequence[ActHit],
        record: Record,
        issue: Issue,
    ) -> dict[str, float]:
        """What an answer stands in, and what speaks against it."""
        tokens = stage.words[index].tokens
        codes = stage.codes.get(index, frozenset())
        matches = issue.matches(tokens, self._acts, self._everyday)
        start = opening(tokens)
        only_everyday = all(not hit.clear for hit in hits if hit.frame == OWN)
        signs = {
            "offence_named_before": pressed.hot(index) or stage.has(index, "offence_named"),
            "pressed_now": pressed.coded_before(index, self._table.words["pressing_codes"]),
            "led": self._is_led(stage, index),
            "accused_now": pressed.accused_before(index),
            "gives_in": len(tokens) <= _LONG and any(start <= first <= start + _OPENING for first, _ in stage.hits(index, "gives_in")),
            "emphatic": any(hit.emphatic and hit.frame == OWN for hit in hits),
            "plain": len(tokens) <= _PLAIN and any(hit.frame == OWN for hit in hits),
            "no_more_than_that": stage.has(index, "no_more_than_that"),
            "denied_before": matches["denied"],
            "asked_before": matches["asked"],
            "about_the_issue": matches["things"],
            "has_admitted": record.grave or bool(record.statements),
            "was_told_to": stage.has(index, "was_told_to"),
            "telling": record.last is not None and index - record.last <= _FLOW,
            "denies_it": _denies(hits),
            "was_elsewhere": any(hit.frame == DENIED and hit.act.passive and hit.verb == "be" for hit in hits),
            "unsure": bool(codes & self._table.words["unsure_codes"]) or stage.has(index, "unsure"),
            "question": bool(tokens) and tokens[-1] == "?" and not any(word in ".!" for word in tokens),
            "first_account": len(tokens) > _ACCOUNT and record.last is None and not issue.denied,
            "long_account": only_everyday and len(tokens) > _LONG,
            "supposed": self._supposed(stage, index),
            "has_if": "if" in tokens or "whether" in tokens,
            "routine": stage.has(index, "routine"),
        }
        return {name: self._weights[name] for name, holds in signs.items() if holds}

    def _is_led(self, stage: Scene, index: int) -> bool:
        """Whether the question before leads."""
        asked = stage.asked_before(index)
        if asked is None:
            return False
        turn, end = asked
        begin = tail_begin(stage, turn, end)
        return stage.forms[turn] is QuestionForm.LEADING or any(
            begin <= first and last < end for first, last in stage.hits(turn, "tag_question")
        )

    def _supposed(self, stage: Scene, index: int) -> bool:
        """Whether the question only supposes: "what do you think you would have done?"."""
        asked = stage.asked_before(index)
        if asked is None:
            return False
        tokens = stage.words[asked[0]].tokens[: asked[1]]
        begin = tail_begin(stage, asked[0], asked[1], 1)
        codes = stage.codes.get(asked[0], frozenset())
        inside = any(begin <= first for first, _ in stage.hits(asked[0], "supposes"))
        return bool(tokens) and (inside or bool(codes & self._table.words["supposing_codes"]))

    def _stated(self, index: int, active: Sequence[Tag], record: Record) -> _Said | None:
        """A short statement such as "it was me", found by a pattern; counts once for each part of the talk."""
        for tag in sorted(active, key=lambda one: (one.code, -one.confidence)):
            known = record.statements.get(_key(tag))
            if tag.code != RETRACTION and (known is None or index - known > _STALE):
                name = "says_it" if tag.code == FULL else "says_a_part"
                return _Said({name: self._weights[name]}, (), (0, 0), "statement", "short_statement", pattern=tag)
        return None

    def _narrated(self, stage: Scene, index: int, hits: Sequence[ActHit], record: Record) -> _Said | None:
        """Acts told in the suspect's own words."""
        denied = {hit.verb for hit in hits if hit.frame == DENIED}
        new = [hit for hit in hits if hit.frame == OWN and record.is_new(hit, index) and hit.verb not in denied]
        if stage.has(index, "restates"):
            new = [hit for hit in new if hit.act.rank > 1]
        if not new:
            return None
        points = {self._own_name(hit): self._weights[self._own_name(hit)] for hit in new}
        best = max(points, key=lambda name: points[name])
        chosen = [hit for hit in new if self._own_name(hit) == best]
        kept = {best: points[best]}
        if len({hit.act.name for hit in new if not hit.act.passive}) > 1:
            kept["more_than_one"] = self._weights["more_than_one"]
        if all(hit.guessed for hit in chosen):
            kept["guessed"] = self._weights["guessed"]
        stretch = (chosen[0].first, max(hit.last for hit in chosen if hit.first == chosen[0].first))
        return _Said(kept, tuple(new), stretch, "own_act", "narrative")

    def _own_name(self, hit: ActHit) -> str:
        if not hit.clear:
            return "own_presence" if hit.act.passive else "own_everyday_act"
        if hit.act.sure:
            return "own_grave_act"
        return "own_offence" if hit.act.rank > 1 else "own_part"

    def _answered(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        hits: Sequence[ActHit],
        record: Record,
    ) -> _Said | None:
        """Acts that were put to the suspect and that his answer takes on."""
        if reply is None or reply.answer is Answer.NO or any(hit.frame == DENIED and hit.clear for hit in hits):
            return None
        put = [hit for hit in pressed.put_before(index) if record.is_new(hit, index)]
        asked = stage.talk.other_before[index]
        if not put or asked is None or self._already_answered(stage, index, asked):
            return None
        if reply.answer is Answer.YES:
            new = tuple(hit for hit in put if hit.frame == ASKED)
            if not new or (stage.has(index, "only_ok") and "?" not in stage.words[asked].tokens):
                return None
            if stage.has(asked, "alleges") and "?" not in stage.words[asked].tokens:
                return None
            everyday = "assents_to_presence" if all(hit.act.passive for hit in new) else "assents_to_everyday_act"
            name = _strongest(new, "assents_to_offence", "assents_to_part", everyday)
            form = "assent_only" if reply.bare else "narrative"
            return _Said({name: self._weights[name]}, new, reply.stretch, "assent", form, asked)
        return self._presupposed(stage, index, put, asked)

    def _presupposed(self, stage: Scene, index: int, put: Sequence[ActHit], asked: int) -> _Said | None:
        """An answer to "who ..." with "me", or to "where did you ..." with a place."""
        short = [stretch for stretch in stage.hits(index, "short_yes") if stretch[0] <= 1]
        who = tuple(hit for hit in put if hit.frame == WHO and hit.clear)
        if who and short and not self._negates(stage, index):
            points = {"names_himself": self._weights["names_himself"]}
            return _Said(points, who, short[0], "assent", "short_statement", asked)
        if not self._is_account(stage, index):
            return None
        words = stage.words[asked].tokens
        if "or" in words[tail_begin(stage, asked, len(words), 1) :]:
            return None
        new = tuple(
            hit
            for hit in put
            if hit.frame == ASKED
            and not hit.act.passive
            and set(words[max(0, hit.first - _BEFORE_VERB) : hit.first + 1]) & self._table.words["question_words"]
        )
        if not new:
            return None
        name = _strongest(new, "answers_how_of_offence", "answers_how_of_part", "answers_how_of_everyday_act")
        stretch = (0, len(stage.words[index].tokens) - 1)
        return _Said({name: self._weights[name]}, new, stretch, "presupposed", "narrative", asked)

    def _accused(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        hits: Sequence[ActHit],
        record: Record,
    ) -> _Said | None:
        """A yes to an accusation without a known act, or a choice between two ways of having done it."""
        asked = stage.talk.other_before[index]
        if reply is None or asked is None or reply.answer is Answer.NO or self._already_answered(stage, index, asked):
            return None
        if any(hit.frame == DENIED for hit in hits) or f"{FULL}:{_WHOLE}" in record.statements:
            return None
        name = ""
        if reply.answer is Answer.YES and pressed.coded_before(
            index, self._table.words["accusing_codes"], answered=True
        ):
            name = "assents_to_accusation"
        elif self._offers_choice(stage, index, pressed) and self._chooses(stage, index, asked):
            name = "chooses_an_option"
        if not name:
            return None
        stretch = reply.stretch if reply.answer is Answer.YES else (0, len(stage.words[index].tokens) - 1)
        form = "assent_only" if reply.bare else "short_statement"
        return _Said({name: self._weights[name]}, (), stretch, "assent", form, asked)

    def _offers_choice(self, stage: Scene, index: int, pressed: Pressed) -> bool:
        """Whether the words before are a choice between two ways of having done it."""
        asked = stage.asked_before(index)
        if asked is None:
            return False
        if pressed.coded_before(index, self._table.words["choosing_codes"]):
            return True
        turn, end = asked
        begin = tail_begin(stage, turn, end)
        tokens = stage.words[turn].tokens[begin:end]
        degrees = any(begin <= first < end for first, _ in stage.hits(turn, "of_degree"))
        return "or" in tokens and "you" in tokens and degrees and pressed.hot(index)

    def _chooses(self, stage: Scene, index: int, asked: int) -> bool:
        """Whether an answer takes up words of one of the options, and of one that is the person's own."""
        tokens = stage.words[index].tokens
        if self._negates(stage, index) or stage.has(index, "refuses_choice") or set(tokens) & {"else", "if", "whether"}:
            return False
        if stage.has(index, "picks"):
            return True
        options = self._acts.things(stage.words[asked].tokens)
        return self._is_account(stage, index) and bool(self._acts.things(tokens) & options)

    def _negates(self, stage: Scene, index: int) -> bool:
        negations = self._table.words["negating"]
        return bool(set(stage.words[index].tokens) & negations)

    def _assented(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        hits: Sequence[ActHit],
        issue: Issue,
    ) -> list[_Said]:
        """A yes to an act that no list knows: one that he denied before, or that is no everyday act."""
        if reply is None or reply.answer is not Answer.YES or any(hit.frame == DENIED for hit in hits):
            return []
        for turn, begin, end in pressed.answered(index):
            denied = issue.was_denied(stage.words[turn].tokens[begin:end], self._acts, self._everyday)
            name = "assents_to_what_was_denied" if denied else ""
            if name and not stage.has(index, "only_ok"):
                form = "assent_only" if reply.bare else "narrative"
                return [_Said({name: self._weights[name]}, (), reply.stretch, "assent", form, turn)]
        return []

    def _matched(self, stage: Scene, index: int, issue: Issue) -> list[_Said]:
        """Something told of himself that no list of acts knows; what it stands in has to carry it."""
        tokens = stage.words[index].tokens
        points = {"own_words": self._weights["own_words"]}
        for verb, clause in self._acts.clauses.mentions(tokens, Subject.SELF):
            told = clause.mood in (Mood.TOLD, Mood.GUESSED) and not clause.present
            if told and self._acts.forms.stem(tokens[verb]) in issue.denied:
                return [_Said(points, (), (max(0, verb - 1), verb), "own_act", "narrative")]
        return []

    def _is_account(self, stage: Scene, index: int) -> bool:
        """Whether a turn gives something of its own: no question back, no "I do not know", no silence."""
        tokens = stage.words[index].tokens
        if not tokens or tokens[-1] == "?" or stage.is_gesture(index) or tokens[0] in self._table.words["question_words"]:
            return False
        if any(stage.has(index, name) for name in ("no_answer", "no_response", "knows_not")):
            return False
        return bool(self._table.content(tokens))

    def _already_answered(self, stage: Scene, index: int, asked: int) -> bool:
        """Whether another turn of the questioned person stands between the question and this one."""
        return any(stage.answers(turn) and not stage.is_gesture(turn) for turn in range(asked + 1, index))

    def _made(self, stage: Scene, index: int, pressed: Pressed, found: _Said, points: Mapping[str, float]) -> Tag:
        features = tuple((name.replace("_", " "), value) for name, value in points.items() if value)
        if found.pattern is not None:
            return replace(found.pattern, evidence=replace(found.pattern.evidence, features=features))
        grave = max((hit.act.rank for hit in found.hits if hit.clear), default=0)
        whole = found.rule == "assent" and not found.hits
        code = FULL if whole or (grave > 1 and grave >= pressed.rank_at_issue) else PARTIAL
        names = ", ".join(dict.fromkeys(hit.act.name for hit in found.hits)) or _WHOLE
        why = f"First admission of: {names.replace('_', ' ')}."
        related = () if found.asked_at is None else (found.asked_at,)
        tag = self._maker.make(
            stage,
            code,
            index,
            found.stretch,
            found.rule,
            why,
            related=related,
            attributes={"form": found.form, "act": names},
        )
        return replace(tag, evidence=replace(tag.evidence, features=features))


def _denies(hits: Sequence[ActHit]) -> bool:
    """Whether a turn denies an offence and tells no clear act of its own."""
    clear = [hit for hit in hits if hit.clear]
    return any(hit.frame == DENIED and hit.act.rank > 1 for hit in clear) and all(hit.frame != OWN for hit in clear)


def opening(tokens: Sequence[str]) -> int:
    """The first token that stands in no bracket and is no mark."""
    inside = False
    for at, word in enumerate(tokens):
        inside = word == "(" or (inside and word != ")")
        if not inside and word[0].isalnum():
            return at
    return len(tokens)


def _key(tag: Tag) -> str:
    return f"{tag.code}:{tag.attribute('act') or _WHOLE}"


def _strongest(hits: Sequence[ActHit], offence: str, part: str, everyday: str) -> str:
    """The name of the points that the strongest of some acts has."""
    if any(hit.clear and hit.act.rank > 1 for hit in hits):
        return offence
    return part if any(hit.clear for hit in hits) else everyday
