"""What the asking side does with an answer: brushes a denial aside, rejects a detail or rewards it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coercionscan.matching.language import BREAK, ENDERS
from coercionscan.records import QuestionForm, Tag
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_replies import NEITHER, Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch
from coercionscan.tags.exchange_steers import Steers

BLOCKING = "denial_blocking"
SHAPING = "answer_shaping"
CHANGED = "guess_or_inconsistency"
_OPENING = 9
"""Rejection stands within the first tokens of the turn. A convention."""
_CHAIN = 4
"""How many asking turns back an earlier "what else" counts. A convention."""
_STEERED = 5
"""So many turns after an answer was sent back the next one is offered under its steer. A convention."""
_SURE = 0.74
"""Corrected answers of this confidence make tags of their own."""
_LIKELY = 0.5
"""From this confidence on they make one of the changed answer where the person was pressed. A convention."""
_PRESSED = 8
"""How many asking turns back a sign of pressing counts. A convention."""
_NO_QUESTION = QuestionForm.NONE
_NO = Answer.NO
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Feedback:
    """Finds the codes of the asking side that need the answer before."""

    def __init__(self, table: ExchangeWords, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._maker = maker
        self._steers = Steers(table)

    def tag(self, stage: Scene, replies: Mapping[int, Reply], pressed: Pressed) -> list[Tag]:
        """Tags of blocking, shaping, and answers that changed after feedback.

        Args:
            stage: The scene, with the denials in it.
            replies: Replies of the questioned person's turns.
            pressed: What was put to the person.

        Returns:
            Tags; at most one of a code for each turn.
        """
        out: list[Tag] = []
        steered = -_STEERED - 1
        for index in range(len(stage.words)):
            if stage.asks(index):
                found = self._rejection(stage, index, replies, pressed)
                found = found or self._steer(stage, index, replies, steered=index - steered <= _STEERED)
                out += found
                if SHAPING in stage.codes_at(index) or any(tag.code == SHAPING for tag in found):
                    steered = index
                out += self._chain(stage, index)
        out += self._corrected(stage, replies, {(tag.turn_index, tag.code) for tag in out})
        return out

    def _rejection(self, stage: Scene, index: int, replies: Mapping[int, Reply], pressed: Pressed) -> list[Tag]:
        """Rejection of the answer just given: of a denial, or of a detail."""
        before = stage.talk.other_before[index]
        if before is None or not self._follows(stage, before, index):
            return []
        stretch = self._rejecting(stage, index)
        codes = stage.codes_at(index)
        denied = "denial" in stage.codes_at(before)
        begun = begins_denial(stage, before)
        if denied and stretch is None and BLOCKING not in codes and self._puts_again(stage, before, index, pressed):
            why = "Puts to the person what the denial just made was about."
            last = len(stage.words[index].tokens) - 1
            return [self._maker.make(stage, BLOCKING, index, (0, last), "put_again", why, related=(before,))]
        rule = "blocked"
        if stretch is None and (denied or begun):
            stretch, rule = self._early(stage, index, "brushes_off"), "brushed_off"
        reverses = self._reverses(stage, before, index) if pressed.hot(index) else None
        if reverses is not None:
            stretch, rule = reverses, "reversed"
        if stretch is None:
            return []
        if denied or begun or reverses is not None:
            plain_no = reverses is None and self._is_plain_no(stage, index, stretch)
            if BLOCKING in codes or (plain_no and self._goes_along(stage, index, stretch)):
                return []
            why = "Rejects the denial just made."
            return [self._maker.make(stage, BLOCKING, index, stretch, rule, why, related=(before,))]
        if (
            SHAPING in codes
            or codes & self._table.words["rejecting_codes"]
            or not pressed.hot(index)
            or not self._gave_detail(stage, before, replies)
            or (self._is_plain_no(stage, index, stretch) and self._is_agreed(stage, before))
        ):
            return []
        why = "Rejects the answer just given."
        return [self._maker.make(stage, SHAPING, index, stretch, "shaped", why, related=(before,))]

    def _reverses(self, stage: Scene, answer: int, index: int) -> Stretch | None:
        """Where a turn says no more than the contrary of an answer: "I was." - "You weren't."."""
        said = stage.words[answer].tokens
        denies = not self._table.words["negating"].isdisjoint(said)
        found = self._early(stage, index, "flat_yes" if denies else "flat_no")
        if found is None or said[-1:] == ("?",) or not self._table.words["reported"].isdisjoint(said):
            return None
        spoken_of = set(stage.words[index].tokens[found[0] : found[1] + 1]) & self._table.words["third_subjects"]
        own = self._table.words["speakers"] if "you" in spoken_of else spoken_of
        return None if own.isdisjoint(said) else found

    def _goes_along(self, stage: Scene, index: int, no: Stretch) -> bool:
        """Whether more is said after a "no", and it neither turns on the person nor cuts him off."""
        words = stage.words[index]
        rest = words.tokens[no[1] + 1 :]
        first = next((at for at, token in enumerate(rest) if token[0].isalnum()), None)
        if first is None:
            return False
        end = next((at for at in range(first, len(rest)) if rest[at] in ENDERS), len(rest))
        clause = rest[first:end]
        turns_on = not self._table.words["turns_on"].isdisjoint(clause)
        return not turns_on or ("you" in clause and not self._table.words["negating"].isdisjoint(clause))

    def _puts_again(self, stage: Scene, before: int, index: int, pressed: Pressed) -> bool:
        """Whether a statement after a denial says again what was denied, or counters it: "Well, somebody did"."""
        tokens = stage.words[index].tokens
        if stage.forms[index] is not _NO_QUESTION or stage.has(index, "procedural"):
            return False
        if not self._table.says_something(tokens) or self._early(stage, index, "reassures"):
            return False
        if stage.codes_at(index) & self._table.words["accusing_again"] or pressed.puts_offence(index):
            return True
        return tokens[0] in self._table.words["counters"] or pressed.tells_again(before, index)

    def _steer(self, stage: Scene, index: int, replies: Mapping[int, Reply], *, steered: bool) -> list[Tag]:
        """A detail sent back or taken up in other words than those of rejection and praise."""
        before = stage.talk.other_before[index]
        if before is None or SHAPING in stage.codes_at(index) or not self._follows(stage, before, index):
            return []
        if not self._gave_detail(stage, before, replies, steered=steered):
            return []
        found = self._steers.of(stage, before, index, steered=steered) or self._rewarded(stage, before, index)
        if found is None:
            return []
        rule, stretch, why = found
        return [self._maker.make(stage, SHAPING, index, stretch, rule, why, related=(before,))]

    def _rewarded(self, stage: Scene, answer: int, index: int) -> tuple[str, Stretch, str] | None:
        """Praise or thanks of a person who was pressed, and has just given something up."""
        concedes = not self._table.words["conceding_codes"].isdisjoint(stage.codes_at(answer))
        if not (concedes or self._steers.hedges(stage, answer)):
            return None
        found = next((one for one in stage.hits(index, "rewards_answer") if one[0] < _OPENING), None)
        if found is None or not self._was_pressed(stage, index):
            return None
        return "rewarded", found, "Praises an answer that gives something up, after pressing for it."

    def _follows(self, stage: Scene, before: int, index: int) -> bool:
        """Whether no other asking turn stands between the answer and this turn."""
        return not any(stage.asks(between) for between in range(before + 1, index))

    def _rejecting(self, stage: Scene, index: int) -> Stretch | None:
        if stage.has(index, "neutral_no") or stage.has(index, "procedural"):
            return None
        found = self._early(stage, index, "rejects_answer")
        if found is None or stage.words[index].tokens[found[1]] != "no":
            return found
        # "No car there, then" counts something, and rejects nothing.
        return None if self._table.says_something(stage.words[index].tokens[found[1] + 1 : found[1] + 2]) else found

    def _is_plain_no(self, stage: Scene, index: int, stretch: Stretch) -> bool:
        """Whether a rejection is no more than a "no"."""
        first, last = stretch
        return all(token in self._table.words["negating"] for token in stage.words[index].tokens[first : last + 1])

    def _is_agreed(self, stage: Scene, answer: int) -> bool:
        """Whether a "no" agrees with an answer, as "I couldn't see." - "No.", or answers a question in it."""
        said = stage.words[answer].tokens
        return not self._table.words["negating"].isdisjoint(said) or self._steers.asks_back(stage, answer)

    def _early(self, stage: Scene, index: int, name: str) -> Stretch | None:
        """The first hit of a list among the first tokens of a turn."""
        return next((stretch for stretch in stage.hits(index, name) if stretch[0] < _OPENING), None)

    def _gave_detail(self, stage: Scene, index: int, replies: Mapping[int, Reply], *, steered: bool = False) -> bool:
        """Whether an answer offered content of its own to a question, or to a steer."""
        reply = replies.get(index, NEITHER)
        asked = stage.talk.other_before[index]
        answers = asked is not None and (steered or stage.forms[asked] is not _NO_QUESTION)
        if not answers or stage.is_gesture(index):
            return False
        if any(stage.has(index, name) for name in ("no_answer", "no_response")):
            return False
        if reply.bare:
            return False
        return self._table.says_something(stage.words[index].tokens)

    def _chain(self, stage: Scene, index: int) -> list[Tag]:
        """A "what else" after another one and an answer, where a certain answer is wanted."""
        stretches = stage.hits(index, "what_else")
        if not stretches or SHAPING in stage.codes_at(index):
            return []
        earlier = [turn for turn in stage.talk.before(index, "interrogator", _CHAIN) if stage.has(turn, "what_else")]
        wanted = [one for one in stage.hits(index, "wants_one_answer") if one not in stretches]
        if not earlier or not wanted or not any(stage.answers(turn) for turn in range(earlier[0], index)):
            return []
        why = "Asks for more after a complete answer, with a certain answer in mind."
        hidden = {"hidden_target": "yes"}
        return [
            self._maker.make(
                stage, SHAPING, index, stretches[0], "shaped", why, related=(earlier[0],), attributes=hidden
            )
        ]

    def _corrected(self, stage: Scene, replies: Mapping[int, Reply], taken: set[tuple[int, str]]) -> list[Tag]:
        """Both ends of a corrected answer: the rejection, and the answer that changed."""
        out: list[Tag] = []
        for item in stage.ledger.corrected_answers:
            final = item.final_answer_turn_index
            sure = item.confidence >= _SURE
            if not sure and not (item.confidence >= _LIKELY and self._changed_under_pressure(stage, final, replies)):
                continue
            ends = ((item.rejection_turn_index, SHAPING), (final, CHANGED)) if sure else ((final, CHANGED),)
            for index, code in ends:
                tokens = stage.words[index].tokens
                here = stage.codes_at(index)
                if (index, code) in taken or code in here or not tokens or (code == SHAPING and BLOCKING in here):
                    continue
                taken.add((index, code))
                kind = {} if code == SHAPING else {"kind": "changed_after_feedback"}
                why = "An answer was rejected, and another one followed."
                stretch = (0, len(tokens) - 1)
                related = (item.first_answer_turn_index,)
                out.append(
                    self._maker.make(stage, code, index, stretch, "corrected", why, related=related, attributes=kind)
                )
        return out

    def _changed_under_pressure(self, stage: Scene, index: int, replies: Mapping[int, Reply]) -> bool:
        """Whether an answer is no denial, and the asking side has shown that it does not take the answers."""
        if "denial" in stage.codes_at(index) or replies.get(index, NEITHER).answer is _NO:
            return False
        return self._was_pressed(stage, index)

    def _was_pressed(self, stage: Scene, index: int) -> bool:
        """Whether a sign of pressing stands in the asking turns just before."""
        return stage.carries(stage.talk.before(index, "interrogator", _PRESSED), self._table.words["pressing_codes"])


def begins_denial(stage: Scene, index: int) -> bool:
    """Whether a turn breaks off in a denial: "I never-"."""
    return stage.has(index, "denial_begun") and stage.words[index].tokens[-1] == BREAK


def kept(tags: Sequence[Tag], codes: frozenset[str]) -> list[Tag]:
    """Only the tags of these codes: a code that is not assessed is never reported."""
    return [tag for tag in tags if tag.code in codes]
