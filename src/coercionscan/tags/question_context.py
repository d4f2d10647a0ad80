"""What stands around an asking turn: what the person has said so far, and how the turn is answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coercionscan.matching.language import Words
from coercionscan.records import Ledger, Origin, Transcript, Turn
from coercionscan.tags.dialogue import Dialogue, Side
from coercionscan.tags.question_replies import Reply
from coercionscan.tags.question_words import QuestionWords

_READ_BACK = 24
"""What the person assents to counts as said, when the turn has at most so many tokens: a yes to more is vague."""
_JUST = 3
"""A statement reads back what was said in so many last turns of the person. Convention of this project."""
_MARKED_SHARE = 0.02
"""With fewer question marks per asking turn the transcript is taken to have none, as speech recognition gives it."""

_CONTESTED = 4
"""After so many answers that deny, guess or do not know, the matter is contested. Convention as well."""
_CAREFUL = 0.8
"""Marks are set with care when at least this share of the sentences in question order has one. Convention as well."""
_FEW_TURNS = 6
"""So few turns with full stops may hold no question: that says nothing of the marks. Convention of this project."""
_NONVERBAL, _SPOKEN = Origin.NONVERBAL, Origin.SPOKEN
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Context:
    """The surroundings of one turn.

    Attributes:
        index: The turn.
        first_said: Base form to the turn in which the questioned side first said it or assented to it.
        answered: Whether the next words of the other side are a bare yes or no.
        assented: Whether they are a bare yes, or a yes and no word of this turn.
        replied: Whether the other side has the next word.
        echoed: Whether its answer takes up words of this turn.
        agreed: Whether they are a bare yes, a yes with words of this turn, or a no to a negative statement.
        denied: Base forms of acts that the person says in the answer not to have done ("I never cut it").
        refused: Base forms of what the answer says was not so ("I had no money", "there wasn't any lamp").
        asked_back: Base forms of things that the answer asks back for ("what bag?").
        accepted: Whether the answer denies nothing of what the turn takes for granted.
        contested: Whether the person has denied or not known so often before that what is new is put to the person.
        new_fact: Whether a detail of the ledger is first spoken in this turn.
        just_said: Base forms of what the questioned side said in its last turns before this one.
        unmarked: Whether a statement can be a question here without a question mark: the transcript has none, or its
            labels name the asker as Q.
        careful: Whether the transcript sets a question mark after every question.
        answered_until: Offset up to which gestures have answered the turn already; 0 when none has.
        talks_to_officer: Whether the next turn is another officer's.
        says_no: Whether the answer opens with a no.
        asks: Whether the answer ends in a question.
        was_asked: Whether the person's words just before this turn end in a question.
    """

    index: int
    first_said: Mapping[str, int]
    answered: bool
    assented: bool
    replied: bool
    echoed: bool
    agreed: bool
    denied: frozenset[str]
    refused: frozenset[str]
    asked_back: frozenset[str]
    accepted: bool
    contested: bool
    new_fact: bool
    just_said: frozenset[str]
    unmarked: bool
    careful: bool
    answered_until: int
    talks_to_officer: bool
    says_no: bool
    asks: bool
    was_asked: bool

    def unsaid(self, content: Iterable[str]) -> frozenset[str]:
        """Those of the base forms that the person has not said before this turn."""
        return frozenset(word for word in content if self.first_said.get(word, self.index) >= self.index)


def contexts(
    transcript: Transcript, words: Sequence[Words], talk: Dialogue, ledger: Ledger, table: QuestionWords
) -> tuple[Context | None, ...]:
    """The surroundings of every turn, in one pass.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        talk: Who answers whom.
        ledger: The facts.
        table: The question words.

    Returns:
        One context per turn; None for turns of others than those who ask.
    """
    told = _told(ledger, table)
    marks = _Marks(words, talk, table)
    said = _Said(words, table)
    so_far = _SoFar()
    out: list[Context | None] = []
    put = {fact.first_turn_index for fact in ledger.facts if not fact.introduced_by.questioned}
    for turn in transcript.turns:
        index = turn.index
        tokens, side = words[index].tokens, talk.sides[index]
        context: Context | None = None
        if side == "interrogator":
            context = _context(transcript, talk, turn, _Answer(said, index, talk.other_after[index]), so_far)
            context.new_fact = index in put
            context.unmarked = marks.none or turn.speaker.strip(" .:").lower() in table.words["question_label"]
            context.careful = marks.careful
            if context.assented and len(tokens) <= _READ_BACK:
                so_far.say(index, said[index] | told.get(index, _NOTHING))
            so_far.asked = False
        elif side == "suspect":
            so_far.asked = bool(tokens) and tokens[-1] == "?"
            if so_far.disputes < _CONTESTED:
                so_far.disputes += _disputes(tokens, table)
            so_far.tell(said[index])
            so_far.say(index, said[index] | told.get(index, _NOTHING))
        out.append(context)
    return tuple(out)


def _context(transcript: Transcript, talk: Dialogue, turn: Turn, answer: _Answer, so_far: _SoFar) -> Context:
    """The surroundings of an asking turn, but for what the whole transcript says of it."""
    index, reply = turn.index, answer.reply
    return Context(
        index=index,
        first_said=so_far.first_said,
        answered=reply.settles,
        assented=reply.assents,
        replied=talk.other_after[index] is not None and _next_side(talk, index) == "suspect",
        echoed=answer.echoes,
        agreed=reply.assents or answer.confirms(),
        denied=reply.denied,
        refused=reply.refused,
        asked_back=reply.asked_back,
        accepted=reply.accepted,
        contested=so_far.disputes >= _CONTESTED,
        new_fact=False,
        just_said=so_far.just_said,
        unmarked=False,
        careful=False,
        answered_until=_gestures_end(transcript, turn),
        talks_to_officer=_officer_next(transcript.turns, talk, index),
        says_no=reply.says_no,
        asks=reply.asks,
        was_asked=so_far.asked,
    )


class _SoFar:
    """What was said before a turn.

    Attributes:
        first_said: Base form to the turn in which the questioned side first said it or assented to it.
        just_said: Base forms of what the questioned side said in its last turns.
        disputes: Answers that deny, guess or do not know, up to as many as make a matter contested.
        asked: Whether the last turn is the questioned side's and ends in a question.
    """

    def __init__(self) -> None:
        self.first_said: dict[str, int] = {}
        self.just_said = _NOTHING
        self.disputes = 0
        self.asked = False
        self._lately: deque[frozenset[str]] = deque(maxlen=_JUST)

    def tell(self, content: frozenset[str]) -> None:
        """Keep what the questioned side says in a turn."""
        if content:
            self._lately.append(content)
            self.just_said = _NOTHING.union(*self._lately)

    def say(self, index: int, content: frozenset[str]) -> None:
        """Keep what is said in a turn, or assented to."""
        for word in content:
            self.first_said.setdefault(word, index)


def _told(ledger: Ledger, table: QuestionWords) -> dict[int, frozenset[str]]:
    """Terms of the details that the questioned side spoke first, by turn."""
    found: dict[int, frozenset[str]] = {}
    for fact in ledger.facts:
        if fact.introduced_by.questioned:
            terms = table.content(word for term in fact.terms for word in term.split())
            found[fact.first_turn_index] = found.get(fact.first_turn_index, frozenset()) | terms
    return found


class _Said(dict[int, frozenset[str]]):
    """Turns to the base forms of their content, each worked out once; and turns as replies, each wording read once."""

    def __init__(self, words: Sequence[Words], table: QuestionWords) -> None:
        super().__init__()
        self.words = words
        self.table = table
        self._settling = table.words["yes_no"] - table.words["attention_word"]
        self._replies: dict[Sequence[str], Reply] = {}

    def __missing__(self, index: int) -> frozenset[str]:
        content = self[index] = self.table.content(self.words[index].tokens)
        return content

    def reply(self, index: int | None) -> Reply:
        """A turn as a reply; None for no turn."""
        tokens: Sequence[str] = self.words[index].tokens if index is not None else ()
        found = self._replies.get(tokens)
        if found is None:
            found = self._replies[tokens] = Reply(tokens, self.table, self._settling)
        return found


class _Answer:
    """The next turn of the other side, as an answer to a turn.

    Attributes:
        reply: What it says; nothing where there is none.
    """

    def __init__(self, said: _Said, index: int, after: int | None) -> None:
        """Take the turn, and the one that answers it if any does."""
        self.reply = said.reply(after)
        self._said = said
        self._index = index
        self._after = after

    @cached_property
    def echoes(self) -> bool:
        """Whether it takes up words of the turn."""
        if self._after is None or not self.reply.short:
            return False
        return not self._said[self._index].isdisjoint(self._said[self._after])

    def confirms(self) -> bool:
        """Whether it is a yes that takes up words of the turn, or a bare no to a negative statement."""
        if not self.reply.short:
            return False
        if self.reply.begins_with_yes:
            return self.echoes
        negation = self._said.table.words["negation"]
        return self.reply.declines and not negation.isdisjoint(self._said.words[self._index].tokens)


class _Marks:
    """How a transcript writes its question marks: not at all, or on every question, or as it comes."""

    def __init__(self, words: Sequence[Words], talk: Dialogue, table: QuestionWords) -> None:
        """Count the marks of those who ask, and the sentences in the order of a question ("did you", "is he")."""
        asking = [row for row, side in zip(words, talk.sides, strict=True) if side == "interrogator" and row.tokens]
        self._few = len(asking) < _FEW_TURNS and any("." in row.tokens for row in asking)
        self._share = sum("?" in row.tokens for row in asking) / max(1, len(asking))
        fronted = [
            row.tokens[end - 1]
            for row in asking
            for first, end in row.sentences()
            if end - first > 1
            and row.tokens[first] in table.words["auxiliary"]
            and row.tokens[first + 1] in table.words["pronoun"]
            and " ".join(row.tokens[first : first + 2]) not in table.words["order_pair"]
        ]
        self._careful = fronted.count("?") >= _CAREFUL * len(fronted)

    @property
    def none(self) -> bool:
        """Whether there are none, as speech recognition and some old records leave them out."""
        return not self._few and self._share <= _MARKED_SHARE

    @property
    def careful(self) -> bool:
        """Whether what has no mark is no question."""
        return self._careful and not self.none


def _next_side(talk: Dialogue, index: int) -> Side | None:
    """Whose turn comes next."""
    return next((talk.sides[at] for at in range(index + 1, len(talk.sides)) if talk.sides[at]), None)


def _disputes(tokens: Sequence[str], table: QuestionWords) -> bool:
    """Whether an answer denies an act of the person, or guesses, or does not know."""
    if not table.words["guesses"].isdisjoint(tokens):
        return True
    if table.words["denies"].isdisjoint(tokens):
        return False
    return any(
        token in table.words["denies"] and not table.words["speaker"].isdisjoint(tokens[max(0, at - 3) : at])
        for at, token in enumerate(tokens)
    )


def _gestures_end(transcript: Transcript, turn: Turn) -> int:
    end = 0
    for place in range(turn.index + 1, len(transcript.turns)):
        other = transcript.turns[place]
        if other.origin is not _NONVERBAL or not other.span.within(turn.span):
            break
        end = max(end, other.span.end) if other.role.questioned else end
    return end


def _officer_next(turns: Sequence[Turn], talk: Dialogue, index: int) -> bool:
    for place in range(index + 1, len(turns)):
        other = turns[place]
        if other.origin is _SPOKEN and other.text.strip():
            return talk.sides[other.index] == "interrogator" and other.speaker_id != turns[index].speaker_id
    return False
