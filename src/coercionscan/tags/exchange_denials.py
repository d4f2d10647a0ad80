"""Denials and resisted suggestions: what the person does with what is put to him."""

from __future__ import annotations

from collections.abc import Mapping

from coercionscan.records import QuestionForm, Tag
from coercionscan.tags.exchange_acts import DENIED, OWN, ActHit, Acts
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_replies import Answer, Reply
from coercionscan.tags.exchange_resisting import Resisting
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch, stands_before

DENIAL = "denial"
RESISTED = "resisted_suggestion"
_HEAT = 10
"""So many turns after pressing or a denial a plain no still stands in the dispute. A convention."""
_TAIL = 2
"""So many tokens after a short denial it is still the whole answer. A convention."""
_STATEMENT = 14
"""A denial in words that no pattern knows is short. A convention."""
_FIRST = 3
"""What was put is turned down in so many sentences at the head of an answer. A convention."""
_LEAD = 3
"""So many small words may stand before "What knife?". A convention."""
_NO = Answer.NO
_PROBING, _LEADING, _NO_QUESTION, _FORCED_CHOICE, _CLOSED = (
    QuestionForm.PROBING,
    QuestionForm.LEADING,
    QuestionForm.NONE,
    QuestionForm.FORCED_CHOICE,
    QuestionForm.CLOSED,
)
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Denials:
    """Finds denials that need the question before them, and resisted suggestions."""

    def __init__(self, table: ExchangeWords, maker: Maker, acts: Acts) -> None:
        """Keep the compiled words."""
        self._resisting = Resisting(table, acts)
        self._table = table
        self._maker = maker

    def tag(self, stage: Scene, pressed: Pressed, replies: Mapping[int, Reply]) -> list[Tag]:
        """Tags of both codes where the patterns found none.

        Args:
            stage: The scene.
            pressed: What was put to the person.
            replies: Replies of the questioned person's turns.

        Returns:
            Tags in order of the turns.
        """
        out: list[Tag] = []
        pressing = stage.carrying(self._table.words["pressing_codes"])
        denied = -_HEAT
        for index, reply in replies.items():
            codes = stage.codes_at(index)
            if DENIAL not in codes:
                heated = index - denied < _HEAT or stands_before(pressing, index, _HEAT)
                out += self._denial(stage, index, pressed, reply, heated=heated)
            denies = DENIAL in codes or any(tag.turn_index == index for tag in out[-1:])
            if denies:
                denied = index
            if RESISTED not in codes:
                out += self._resisted(stage, index, pressed, reply, denies=denies)
        return out

    def _denial(self, stage: Scene, index: int, pressed: Pressed, reply: Reply, *, heated: bool) -> list[Tag]:
        own = pressed.told[index]
        admits = any(hit.frame == OWN for hit in own)
        for hit in own:
            if hit.frame == DENIED and hit.act.own_conduct and self._at_issue(pressed, index, hit):
                why = "Denies an act of his own."
                return [self._maker.make(stage, DENIAL, index, (hit.first, hit.last), "act_denial", why)]
        if admits or stage.has(index, "neutral_no"):
            return []
        asked = stage.talk.other_before[index]
        related = () if asked is None else (asked,)
        if self._denies_charge(stage, index, pressed, reply):
            why = "Answers no to a question that holds conduct against the person."
            return [self._maker.make(stage, DENIAL, index, reply.stretch, "bare_denial", why, related=related)]
        if not (heated and pressed.hot(index) and stage.is_suspect(index)) or stage.has(index, "answers_nothing"):
            return []
        stretch = self._stands_by_it(stage, index, pressed, reply)
        why = "Says no again to what the person was pressed on."
        if stretch is None:
            return []
        return [self._maker.make(stage, DENIAL, index, stretch, "stands_by_it", why, related=related)]

    def _denies_charge(self, stage: Scene, index: int, pressed: Pressed, reply: Reply) -> bool:
        if reply.answer is not _NO or not self._to_charge(stage, index, pressed, reply):
            return False
        return pressed.adverse_before(index, done=True) or self._asked_straight(stage, index, pressed, reply)

    def _asked_straight(self, stage: Scene, index: int, pressed: Pressed, reply: Reply) -> bool:
        """Whether a suspect says no and no more where he was asked what he did: "Were you in the alley?" - "No."."""
        if not (reply.bare and stage.is_suspect(index) and pressed.hot(index) and pressed.asks_of_deeds(index)):
            return False
        turn, begin, end = pressed.answered(index)[0]
        skipped = self._table.words["skipped"]
        opening = [word for word in stage.words[turn].tokens[begin:end] if word[0].isalnum() and word not in skipped]
        return stage.forms[turn] is _CLOSED and opening[1:2] == ["you"] and opening[0] in self._table.words["asks_past"]

    def _to_charge(self, stage: Scene, index: int, pressed: Pressed, reply: Reply) -> bool:
        """Whether a no can be a denial: not to "Anything to add?", nor to "Who else?" but of his deeds."""
        if stage.has(index, "answers_nothing"):
            return False
        asked = stage.asked_before(index)
        if asked is None:
            return True
        turn, end = asked
        begin = pressed.answered_from(turn, end)
        if any(begin <= first and last < end for first, last in stage.hits(turn, "asks_no_deed")):
            return False
        if stage.forms[turn] is not _PROBING:
            return True
        return reply.bare and pressed.hot(index) and pressed.asks_of_deeds(index)

    def _stands_by_it(self, stage: Scene, index: int, pressed: Pressed, reply: Reply) -> Stretch | None:
        """A no in the heat of a dispute: "I didn't.", a plain "No, sir" to what he did, or "I never wrote that"."""
        tokens = stage.words[index].tokens
        if any(len(tokens) - last <= _TAIL for _, last in stage.hits(index, "denies_short")):
            return 0, len(tokens) - 1
        if reply.answer is _NO and reply.bare and pressed.asks_of_deeds(index):
            return reply.stretch
        if len(tokens) > _STATEMENT or "?" in tokens[-1:]:
            return None
        return pressed.denied_deed(index)

    def _at_issue(self, pressed: Pressed, index: int, hit: ActHit) -> bool:
        """Whether a denied act is more than small talk: it is an offence, or something is held against the person."""
        if not hit.clear:
            return pressed.adverse_before(index)
        return hit.act.rank > 1 or pressed.hot(index) or pressed.adverse_before(index)

    def _resisted(self, stage: Scene, index: int, pressed: Pressed, reply: Reply, *, denies: bool) -> list[Tag]:
        """What was put to the person is sent back: corrected after a no, named with a "not", or asked for by name."""
        asked = stage.talk.other_before[index]
        if asked is None or stage.is_gesture(index) or stage.has(index, "neutral_no"):
            return []
        found = self._sent_back(stage, index, asked, pressed, reply, denies=denies)
        if found is None:
            return []
        rule, stretch, why = found
        return [self._maker.make(stage, RESISTED, index, stretch, rule, why, related=(asked,))]

    def _sent_back(
        self, stage: Scene, index: int, asked: int, pressed: Pressed, reply: Reply, *, denies: bool
    ) -> tuple[str, Stretch, str] | None:
        """Rule, place and reason of a suggestion that is sent back."""
        form = stage.forms[asked]
        leading = form is _LEADING
        told = leading or (form is _NO_QUESTION and (pressed.hot(index) or pressed.asks_of_deeds(index)))
        stretch = self._asks_what(stage, index, pressed) if told or form is _FORCED_CHOICE else None
        if stretch is not None:
            return "asks_what", stretch, "Asks for the thing by name that was put to the person as known."
        if stage.has(index, "refuses_both") and (
            form is _FORCED_CHOICE or stage.codes_at(asked) & self._table.words["choosing_codes"]
        ):
            return "refuses_both", stage.hits(index, "refuses_both")[0], "Takes neither of what was offered."
        found = self._resisting.turns_down(stage, index, pressed, reply)
        if found is None:
            return None
        named, stretch = found
        if denies and not (leading or named):
            return None
        if named:
            return "turned_down", stretch, "Names what was put to the person, and says that it was not so."
        return "resisted", stretch, "Does not take what was put to the person."

    def _asks_what(self, stage: Scene, index: int, pressed: Pressed) -> Stretch | None:
        """Where an answer opens with "What knife?" to a turn that spoke of a knife."""
        asking = stage.hits(index, "asks_what")
        if not asking:
            return None
        words, put = stage.words[index], self._resisting.put(stage, index, pressed)
        opening = words.sentences()[:_FIRST]
        for first, last in asking:
            whole = any(begin == first or begin <= first < begin + _LEAD for begin, end in opening if last < end)
            if whole and put & self._resisting.stems(words.tokens[first + 1 : last]):
                return first, last
        return None
