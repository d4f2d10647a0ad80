"""What each circumstance is read from: the case file first, then the transcript, else it stays unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from coercionscan.lexicon.profile import Profile, SessionFactorEntry
from coercionscan.records import Case, Role, Tagging, Transcript
from coercionscan.text import straighten

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
    def flat_texts(self) -> tuple[str, ...]:
        """The words of each turn that may be scored on one line, with plain marks; empty for the others."""
        return tuple(" ".join(straighten(turn.text).split()) if turn.scored else "" for turn in self.transcript.turns)

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
    asked = [re.compile(phrase, re.IGNORECASE) for phrase in entry.interrogator_phrases]
    said = [re.compile(phrase, re.IGNORECASE) for phrase in entry.suspect_phrases]
    questions = [re.compile(phrase, re.IGNORECASE) for phrase in entry.question_phrases]
    answers = [re.compile(phrase, re.IGNORECASE) for phrase in entry.answer_phrases]
    found: list[Heard | None] = []
    was_asked = False
    for turn in contact.transcript.turns:
        if turn.role.asks:
            found.append(_in_turn(contact, turn.index, asked))
            was_asked = _in_turn(contact, turn.index, questions) is not None
        elif turn.role is Role.SUSPECT:
            found.append(_in_turn(contact, turn.index, [*said, *answers] if was_asked else said))
            was_asked = False
    return tuple(one for one in found if one is not None)


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


def _in_turn(contact: Contact, index: int, phrases: Sequence[re.Pattern[str]]) -> Heard | None:
    """What the first of some phrases that a turn holds tells; None where it holds none, or may not be scored."""
    flat = contact.flat_texts[index]
    for phrase in phrases if flat else ():
        match = phrase.search(flat)
        if match:
            return Heard(turn_index=index, words=match.group().strip(), value=match.groupdict().get("value"))
    return None
