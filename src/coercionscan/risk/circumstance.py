"""What each circumstance is read from: the case file first, then the transcript, else it stays unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from coercionscan.lexicon.profile import Profile, SessionFactorEntry
from coercionscan.records import Case, Role, Tagging, Transcript, Turn
from coercionscan.sought import Texts

CASE_FILE = "case file"
TRANSCRIPT = "transcript"
ESTIMATED = "estimated from the number of words"
UNKNOWN = "unknown"
_FEWEST_TURNS = 3


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One contact and all that may tell its circumstances."""

    transcript: Transcript
    tagging: Tagging
    case: Case | None
    profile: Profile

    def told(self, key: str) -> str | int | float | bool | None:
        """Value of a ``[session]`` key; None where the case file does not have it, or there is none."""
        return self.case.session_value(key) if self.case else None

    def number(self, key: str) -> float | None:
        """A ``[session]`` value as a number; None where it is absent or no number."""
        value = self.told(key)
        try:
            return None if value is None or isinstance(value, bool) else float(value)
        except ValueError:
            return None

    def speaks(self, role: Role) -> bool:
        """Whether somebody in this role speaks."""
        return any(turn.role is role and turn.scored and turn.text.strip() for turn in self.transcript.turns)

    @property
    def missing_sessions(self) -> tuple[str, ...]:
        """Interviews that the case file names before the last one in hand, and that are not in hand."""
        named = self.case.interviews if self.case else ()
        given = {source.name for source in self.transcript.sources or (self.transcript.source,)}
        last = max((at for at, name in enumerate(named) if name in given), default=-1)
        return tuple(name for name in named[: last + 1] if name not in given)

    @cached_property
    def words_before(self) -> tuple[int, ...]:
        """Words that may be scored before each turn; the last number counts those of the whole contact."""
        return (0, *accumulate(len(turn.text.split()) if turn.scored else 0 for turn in self.transcript.turns))

    @cached_property
    def texts(self) -> Texts:
        """The words of each turn."""
        return Texts(turn.text for turn in self.transcript.turns)

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """Ids of interrogators who speak at least three times."""
        counts: dict[str, int] = {}
        for turn in self.transcript.turns:
            if turn.role.asks and turn.scored:
                counts[turn.speaker_id] = counts.get(turn.speaker_id, 0) + 1
        return tuple(sorted(speaker for speaker, count in counts.items() if count >= _FEWEST_TURNS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A circumstance as read: a number for the anchors (None: unknown), its words, and where it is known from."""

    value: float | None
    words: str
    source: str


NOT_KNOWN = Reading(value=None, words=UNKNOWN, source="not stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Words in the transcript that tell a circumstance: the turn, the words, and the value that they name."""

    turn_index: int
    words: str
    value: str | None


def heard(contact: Contact, entry: SessionFactorEntry) -> tuple[Heard, ...]:
    """All places of the transcript that tell a circumstance, by the phrases of its lexicon file.

    Args:
        contact: The contact.
        entry: The session factor.

    Returns:
        What was heard, in turn order.
    """
    turns, texts = contact.transcript.turns, contact.texts
    asking = [turn.index for turn in turns if turn.scored and turn.role.asks]
    suspect = [turn.index for turn in turns if turn.scored and turn.role is Role.SUSPECT]
    told = texts.first(entry.interrogator_phrases, asking) | texts.first(entry.suspect_phrases, suspect)
    questions = texts.first(entry.question_phrases, asking)
    answers = texts.first(entry.answer_phrases, _answering(turns, questions))
    found = {**answers, **told}
    return tuple(
        Heard(turn_index=index, words=match.group().strip(), value=match.groupdict().get("value"))
        for index, match in sorted(found.items())
    )


def _answering(turns: Sequence[Turn], questions: Collection[int]) -> Iterator[int]:
    """Turns of a suspect whose last turn before of anybody who asks puts the question, and no other answer since."""
    was_asked = False
    for turn in turns:
        if turn.role.asks:
            was_asked = turn.index in questions
        elif turn.role is Role.SUSPECT:
            if was_asked and turn.scored:
                yield turn.index
            was_asked = False


def yes_or_no(contact: Contact, key: str, *, yes: str, no: str, present_is: float) -> Reading | None:
    """A circumstance that the case file answers with true or false.

    Args:
        contact: The contact.
        key: The ``[session]`` key.
        yes: Words for true.
        no: Words for false.
        present_is: Value for true; false is the other of 0 and 1.

    Returns:
        The reading, or None where the case file does not tell.
    """
    value = contact.told(key)
    if not isinstance(value, bool):
        return None
    return Reading(value=present_is if value else 1 - present_is, words=yes if value else no, source=CASE_FILE)
