"""Admissions: the first time that a suspect takes an act upon himself, in words or by assent; and retractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coercionscan.records import Tag, TagStatus
from coercionscan.tags.exchange_acts import ActHit, Acts, Pressed
from coercionscan.tags.exchange_replies import Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch

FULL = "full_admission"
PARTIAL = "partial_admission"
RETRACTION = "retraction"
_WHOLE = "it"
_SHORT = 14
"""A retraction by denial is a short turn; in a long one the denied part is some detail. A convention."""


@dataclass(slots=True)
class _Record:
    """What was admitted so far: acts with the objects they were done to. One record serves one transcript."""

    acts: dict[str, set[str]] = field(default_factory=dict)
    verbs: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    grave: bool = False

    def is_new(self, hit: ActHit) -> bool:
        """Whether an act is new: never admitted, or a lesser act with another verb or other things."""
        known = self.acts.get(hit.act.name)
        if known is None:
            return True
        if hit.act.rank > 1:
            return False
        other_things = bool(hit.objects) and hit.objects.isdisjoint(known)
        return other_things or (bool(hit.verb) and hit.verb not in self.verbs)

    def keep(self, hits: Sequence[ActHit]) -> None:
        for hit in hits:
            self.acts.setdefault(hit.act.name, set()).update(hit.objects)
            self.verbs.add(hit.verb)
            self.grave = self.grave or hit.act.rank > 1

    def told(self, hits: Sequence[ActHit]) -> None:
        """Keep lesser acts that were told before anything was held against the person: no news when told again."""
        for hit in hits:
            if hit.act.rank == 1:
                self.acts.setdefault(hit.act.name, set()).update(hit.objects)
                self.verbs.add(hit.verb)

    def holds_offence(self) -> bool:
        """Whether more than lesser parts was admitted."""
        return bool(self.statements) or self.grave

    def clear(self) -> None:
        self.acts.clear()
        self.verbs.clear()
        self.statements.clear()
        self.grave = False


@dataclass(frozen=True, slots=True)
class _Found:
    """An admission in one turn: its acts, its words, the exchange that found it."""

    hits: tuple[ActHit, ...]
    stretch: Stretch
    rule: str
    form: str
    asked_at: int | None = None


class Admissions:
    """Walks through a transcript once and keeps the first admission of each act."""

    def __init__(self, table: ExchangeWords, acts: Acts, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._acts = acts
        self._maker = maker
        self._alone = table.words["retraction_alone"]

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
        record = _Record()
        by_turn: dict[int, list[Tag]] = {}
        for tag in candidates:
            by_turn.setdefault(tag.turn_index, []).append(tag)
        out: list[Tag] = []
        for index in range(len(stage.words)):
            if not stage.answers(index):
                continue
            if stage.is_suspect(index):
                out += self._turn(stage, index, pressed, replies.get(index), by_turn.get(index, []), record)
            else:
                out += [tag for tag in by_turn.get(index, []) if tag.code == RETRACTION and self._stands_alone(tag)]
        return out

    def _turn(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        candidates: Sequence[Tag],
        record: _Record,
    ) -> list[Tag]:
        silent = [tag for tag in candidates if tag.status is not TagStatus.ACTIVE]
        active = [tag for tag in candidates if tag.status is TagStatus.ACTIVE]
        own = self._acts.hits(stage, index)
        back = self._retracted(stage, index, own, active, record)
        if back is not None:
            record.clear()
            return [*silent, back]
        stated = self._stated(index, pressed, [tag for tag in active if tag.code != RETRACTION], record)
        if stated:
            record.keep([hit for hit in own if hit.frame == "own"])
            return [*silent, stated]
        found = self._narrated(stage, index, pressed, own, record) or self._answered(
            stage, index, pressed, reply, own, record
        )
        if found is None:
            record.told([hit for hit in own if hit.frame == "own"])
            return silent
        record.keep([*found.hits, *(hit for hit in own if hit.frame == "own")])
        return [*silent, self._made(stage, index, pressed, found)]

    def _stands_alone(self, tag: Tag) -> bool:
        return tag.status is TagStatus.ACTIVE and tag.evidence.rule_id in self._alone

    def _retracted(
        self, stage: Scene, index: int, own: Sequence[ActHit], active: Sequence[Tag], record: _Record
    ) -> Tag | None:
        """A retraction in words, or the denial of an act that was admitted."""
        for tag in active:
            if tag.code == RETRACTION and (record.holds_offence() or self._stands_alone(tag)):
                return tag
        if len(stage.words[index].tokens) > _SHORT or any(hit.frame == "own" for hit in own):
            return None
        for hit in own:
            if hit.frame == "denied" and hit.act.rank > 1 and hit.act.name in record.acts:
                why = "Denies an act that was admitted earlier."
                return self._maker.make(stage, RETRACTION, index, (hit.first, hit.last), "retracted", why)
        return None

    def _stated(self, index: int, pressed: Pressed, active: Sequence[Tag], record: _Record) -> Tag | None:
        """A short statement such as "it was me", found by a pattern; counts once."""
        for tag in sorted(active, key=lambda one: one.code):
            name = tag.attribute("act") or _WHOLE
            key = f"{tag.code}:{name}"
            if (pressed.hot(index) or name != _WHOLE) and key not in record.statements:
                record.statements.add(key)
                return tag
        return None

    def _narrated(
        self, stage: Scene, index: int, pressed: Pressed, own: Sequence[ActHit], record: _Record
    ) -> _Found | None:
        """Acts told in the suspect's own words."""
        hot = pressed.hot(index)
        new = [hit for hit in own if hit.frame == "own" and record.is_new(hit) and (hot or hit.act.sure)]
        denied = {hit.act.name for hit in own if hit.frame == "denied"}
        new = [hit for hit in new if hit.act.name not in denied]
        if stage.has(index, "restates"):
            new = [hit for hit in new if hit.act.rank > 1]
        if not new:
            return None
        stretch = (new[0].first, max(hit.last for hit in new if hit.first == new[0].first))
        return _Found(tuple(new), stretch, "own_act", "narrative")

    def _answered(
        self,
        stage: Scene,
        index: int,
        pressed: Pressed,
        reply: Reply | None,
        own: Sequence[ActHit],
        record: _Record,
    ) -> _Found | None:
        """Acts that were put to the suspect and that his answer takes on."""
        if reply is None or reply.answer is Answer.NO or any(hit.frame == "denied" for hit in own):
            return None
        put = [hit for hit in pressed.put_before(index) if record.is_new(hit)]
        asked = stage.talk.other_before[index]
        if not put or asked is None or self._already_answered(stage, index, asked):
            return None
        takes = reply.answer is Answer.YES
        if takes:
            new = tuple(hit for hit in put if hit.frame == "asked" and (hit.act.rank > 1 or pressed.hot(index)))
            return (
                _Found(new, reply.stretch, "assent", "assent_only" if reply.bare else "narrative", asked)
                if new
                else None
            )
        return self._presupposed(stage, index, pressed, put, asked)

    def _presupposed(
        self, stage: Scene, index: int, pressed: Pressed, put: Sequence[ActHit], asked: int
    ) -> _Found | None:
        """An answer to "who ..." with "me", or to "where did you ..." with a place."""
        short = [stretch for stretch in stage.hits(index, "short_yes") if stretch[0] <= 1]
        who = tuple(hit for hit in put if hit.frame == "who")
        if who and short:
            return _Found(who, short[0], "assent", "short_statement", asked)
        tokens = stage.words[index].tokens
        if not pressed.hot(index) or not self._is_account(stage, index):
            return None
        words = stage.words[asked].tokens
        new = tuple(
            hit
            for hit in put
            if hit.frame == "asked"
            and set(words[max(0, hit.first - 4) : hit.first]) & self._table.words["question_words"]
        )
        return _Found(new, (0, len(tokens) - 1), "presupposed", "narrative", asked) if new else None

    def _is_account(self, stage: Scene, index: int) -> bool:
        """Whether a turn gives something of its own: no question back, no "I do not know", no silence."""
        tokens = stage.words[index].tokens
        if not tokens or tokens[-1] == "?" or stage.is_gesture(index):
            return False
        if any(stage.has(index, name) for name in ("no_answer", "no_response", "knows_not")):
            return False
        return bool(self._table.content(tokens))

    def _already_answered(self, stage: Scene, index: int, asked: int) -> bool:
        """Whether another turn of the questioned person stands between the question and this one."""
        return any(stage.answers(turn) and not stage.is_gesture(turn) for turn in range(asked + 1, index))

    def _made(self, stage: Scene, index: int, pressed: Pressed, found: _Found) -> Tag:
        grave = max(hit.act.rank for hit in found.hits)
        code = FULL if grave > 1 and grave >= pressed.rank_at_issue else PARTIAL
        names = ", ".join(dict.fromkeys(hit.act.name for hit in found.hits))
        why = f"First admission of: {names.replace('_', ' ')}."
        related = () if found.asked_at is None else (found.asked_at,)
        attributes = {"form": found.form, "act": names}
        return self._maker.make(
            stage, code, index, found.stretch, found.rule, why, related=related, attributes=attributes
        )
