"""The gates of many phrases: which of them can begin in which sentence, told by the words that the sentence holds."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.page import Bits, Page
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import NOTHING, Group


class Gates:
    """For each phrase the ways in which it can be met: groups of features, and a sentence holds one of each group."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Read the ways off the phrases.

        Args:
            phrases: The phrases.
        """
        self._leads = NOTHING
        self._ways: list[tuple[int, list[Group], Group | None]] = []
        for number, phrase in enumerate(phrases):
            opener = self._opener(phrase)
            # A small group is likely a rare one, and where that is not met the others need no look.
            self._ways += [(number, sorted(way, key=len), opener) for way in phrase.ways]

    def _opener(self, phrase: Phrase) -> Group | None:
        """The words with which it begins a clause; None where it need not, or can begin with any."""
        leads = phrase.start.leads if phrase.start is not None else None
        if leads is None or phrase.chain.first is None:
            return None
        self._leads |= leads
        return phrase.chain.first

    def standing_open(self, page: Page) -> list[tuple[int, Bits]]:
        """The phrases that find what they need in a stretch.

        Args:
            page: The page.

        Returns:
            Numbers of phrases, in order, each with the stretches in which it can begin.
        """
        everywhere = (1 << len(page.stretches)) - 1
        found: dict[int, Bits] = {}
        for phrase, groups, opener in self._ways:
            left = everywhere
            for group in groups:
                left &= page.holding_one(group)
                if not left:
                    break
            if left and opener is not None:
                left &= page.opening_one(opener, self._leads)
            if left:
                found[phrase] = found.get(phrase, 0) | left
        return list(found.items())
