"""Admissions: the first time that a suspect takes an act upon himself, in words or by assent; and retractions.

People admit in many ways, and few of their words are an admission wherever they stand. So each answer is weighed: what
it says (an act of his own, a statement such as "it was me", a yes to what was put to him) and what it stands in (an
offence was held against him, he denied it before, he gives in with an "okay") have points in ``acts.toml``; enough of
them make an admission. The points stand in the tag's evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coercionscan.records import Tag, TagStatus
from coercionscan.tags.exchange_acts import ActHit, Acts
from coercionscan.tags.exchange_heard import Heard
from coercionscan.tags.exchange_issue import Issue, Pressed
from coercionscan.tags.exchange_record import WHOLE, Record
from coercionscan.tags.exchange_replies import NEITHER, Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene
from coercionscan.tags.exchange_signs import LEFT_OPEN, Signs
from coercionscan.tags.exchange_ways import ASSENTS, CHOOSES, FULL, Said, Ways

PARTIAL = "partial_admission"
RETRACTION = "retraction"
ENOUGH = "enough"
_SHORT = 14
"""A retraction by denial is a short turn; in a long one the denied part is some detail. A convention."""
_GRAVE = 2
"""Rank from which on an act is an offence and no part of one."""
_ACTIVE = TagStatus.ACTIVE
_NO = Answer.NO
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


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
        self._acts = acts
        self._maker = maker
        self._enough = weights[ENOUGH]
        self._alone = table.words["retraction_alone"]
        self._ways = Ways(table, acts, weights)
        self._signs = Signs(table, acts, weights)

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
            active = [tag for tag in by_turn.get(index, ()) if tag.status is _ACTIVE]
            if stage.asks(index):
                issue.hear(stage, index, pressed, self._acts, adverse=pressed.heats(index))
            elif stage.is_suspect(index):
                out += [tag for tag in by_turn.get(index, ()) if tag.status is not _ACTIVE]
                heard = Heard(
                    stage=stage,
                    pressed=pressed,
                    issue=issue,
                    record=record,
                    index=index,
                    reply=replies.get(index, NEITHER),
                    hits=tuple(pressed.told[index]),
                    statements=tuple(tag for tag in active if tag.code != RETRACTION),
                )
                out += self._turn(heard, [tag for tag in active if tag.code == RETRACTION])
                self._deny(heard)
            elif stage.answers(index):
                out += [tag for tag in active if tag.code == RETRACTION and self._stands_alone(tag)]
        return out

    def _deny(self, heard: Heard) -> None:
        """Keep what an answer denies, in words or by a no to something adverse."""
        heard.issue.deny(heard.words, self._acts)
        question = heard.question()
        if question is not None and heard.reply.answer is _NO and heard.pressed.adverse_before(heard.index):
            heard.issue.deny_asked(question[1], self._acts)

    def _turn(self, heard: Heard, taking_back: Sequence[Tag]) -> list[Tag]:
        back = self._retracted(heard, taking_back)
        if back is not None:
            heard.record.clear()
            return [back]
        said = self._ways.of(heard)
        points = {name: value for one in said for name, value in one.points.items()}
        if said:
            points |= self._signs.of(heard, points)
        if not said or sum(points.values()) < self._enough:
            heard.record.mention(heard.own, heard.index)
            heard.record.deny(heard.hits)
            return []
        found = max(said, key=lambda one: one.total)
        made = self._made(heard, found, points)
        statements = [one.pattern for one in said if one.pattern]
        heard.record.admit([*found.hits, *heard.own], statements, heard.index, whole=made.code == FULL)
        return [made]

    def _stands_alone(self, tag: Tag) -> bool:
        return tag.evidence.rule_id in self._alone

    def _retracted(self, heard: Heard, taking_back: Sequence[Tag]) -> Tag | None:
        """A retraction in words, or the denial of an act that was admitted."""
        for tag in taking_back:
            if heard.record.holds_offence() or self._stands_alone(tag):
                return tag
        reasons = heard.stage.hits(heard.index, "said_for_a_reason")
        if reasons and heard.pressed.hot(heard.index):
            why = "Says why it was said: not because it was so."
            return self._maker.make(heard.stage, RETRACTION, heard.index, reasons[0], "said_for_a_reason", why)
        if len(heard.tokens) > _SHORT or heard.own:
            return None
        for hit in heard.denied:
            if hit.act.rank > 1 and hit.act.name in heard.record.acts:
                why = "Denies an act that was admitted earlier."
                return self._maker.make(heard.stage, RETRACTION, heard.index, (hit.first, hit.last), "retracted", why)
        return None

    def _made(self, heard: Heard, found: Said, points: Mapping[str, float]) -> Tag:
        features = tuple((name.replace("_", " "), value) for name, value in points.items() if value)
        if found.pattern is not None:
            return replace(found.pattern, evidence=replace(found.pattern.evidence, features=features))
        code = FULL if self._is_whole(heard, found, points) else PARTIAL
        names = ", ".join(dict.fromkeys(hit.act.name for hit in found.hits)) or WHOLE
        tag = self._maker.make(
            heard.stage,
            code,
            heard.index,
            found.stretch,
            found.rule,
            f"First admission of: {names.replace('_', ' ')}.",
            related=() if found.asked_at is None else (found.asked_at,),
            attributes={"form": found.form, "act": names},
        )
        return replace(tag, evidence=replace(tag.evidence, features=features))

    def _is_whole(self, heard: Heard, found: Said, points: Mapping[str, float]) -> bool:
        """Whether it takes on what the person is accused of: by a clear yes to that, or by an act that is at issue.

        Who answers "Where did you hit him?" with a place lets it stand that he did, and does not say it.
        """
        if found.rule == "presupposed":
            return False
        if found.rule == "assent":
            if LEFT_OPEN in points:
                return False
            if not found.hits:
                return not found.points.keys().isdisjoint((ASSENTS, CHOOSES))
        ranks = [hit.act.rank for hit in found.hits if self._is_at_issue(heard, hit)]
        return max(ranks, default=0) >= max(heard.pressed.rank_at_issue, _GRAVE)

    def _is_at_issue(self, heard: Heard, hit: ActHit) -> bool:
        """Whether an act is grave whatever was asked, or was put to the person or held against him."""
        if self._acts.forms.stem(hit.verb) in heard.pressed.accused_of:
            return True
        return hit.clear and (hit.act.sure or hit.act.name in heard.pressed.put)
