"""Gestures in brackets: "(Rae nods)" inside another person's words is an answer of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coercionscan.records import Role
from coercionscan.text import straighten
from coercionscan.transcripts.merging import key_of, name_words
from coercionscan.transcripts.words import gesture_words

_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]{3,90})(?:[)\]}]|$)")
_OPEN = "([{"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Gesture:
    """A bracket with a movement: offsets in the reading text, and who moves (None: the person questioned)."""

    start: int
    end: int
    mover: str | None


def bracket_places(text: str) -> list[int]:
    """Where brackets open: most turns hold none, and need no search.

    Args:
        text: The reading text.

    Returns:
        Offsets in order.
    """
    found = []
    for sign in _OPEN:
        at = text.find(sign)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)


class Movers:
    """Tells whose movement a bracket holds, by the names of all speakers."""

    def __init__(self, speakers: Mapping[str, Role]) -> None:
        """Prepare the names.

        Args:
            speakers: Speaker label to role.
        """
        self._roles = speakers
        self._seen: dict[tuple[str, str], str | Literal[False] | None] = {}
        self._names = {word: label for label in speakers for word in name_words(key_of(label)) if len(word) > 1}

    def gestures(self, text: str, start: int, end: int, speaker: str) -> list[Gesture]:
        """Gestures of other people inside a turn.

        Args:
            text: The reading text.
            start: Where the turn's words begin.
            end: Where they end.
            speaker: Whose turn it is.

        Returns:
            The gestures in order; those of the speaker are left out, for they belong to the turn.
        """
        found = []
        seen = self._seen
        for match in _BRACKET.finditer(text, start, end):
            said = (match[1], speaker)
            mover = seen[said] if said in seen else seen.setdefault(said, self.mover(*said))
            if mover is not False:
                found.append(Gesture(match.start(), match.end(), mover))
        return found

    def mover(self, words: str, speaker: str | None) -> str | Literal[False] | None:
        """Who moves in a bracket.

        Args:
            words: What stands in the bracket.
            speaker: Whose turn holds it; None for a line of its own.

        Returns:
            A speaker label; None for the person questioned; False when it is no gesture of another person.
        """
        table = gesture_words()
        low = straighten(words).lower()
        match = table.gesture.search(low)
        if not match or table.never.search(low):
            return False
        sentence = low.rfind(". ", 0, match.start()) + 1
        words = words[sentence:].lstrip()
        tokens = [token.upper() for token in _WORD.findall(words)]
        named = next((self._names[token] for token in tokens if token in self._names), None)
        if named is not None:
            return False if named == speaker else named
        role = self._roles.get(speaker, Role.UNKNOWN) if speaker is not None else Role.UNKNOWN
        general = {token.lower() for token in tokens[:3]}
        if general & table.interrogators:
            return False
        if general & (table.questioned - {"no"}):
            return False if role.questioned else None
        stranger = words[:1].isupper() and tokens[:1] and tokens[0].lower() not in match[0] and len(tokens) > 1
        if speaker is None:
            return None if stranger or match[0] not in table.need_name else False
        if not role.asks:
            return False
        return None if stranger or match[0] not in table.need_name else False
