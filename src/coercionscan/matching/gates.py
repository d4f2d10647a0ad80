"""The gates of many phrases: which of them can begin in which sentence, told by the words that the sentence holds."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.page import Bits, Page
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import NOTHING, Group


class Gates:
    """Groups of features, and for each phrase the ways in which it can be met: groups that a sentence must all hold."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Number the groups, and find the groups of each feature.

        Args:
            phrases: The phrases.
        """
        self._size = 0
        self._holding: dict[str, list[int]] = {}
        self._beginning: dict[str, list[int]] = {}
        self._opening: dict[str, list[int]] = {}
        self._leads = NOTHING
        self._numbers: dict[Group, int] = {}
        self._openers: dict[Group, int] = {}
        self._ways: list[tuple[int, list[int]]] = []
        for number, phrase in enumerate(phrases):
            opener = self._opener(phrase)
            self._ways += [(number, [*map(self._number, way), *opener]) for way in phrase.ways]
        self._features = frozenset(self._holding)

    def _opener(self, phrase: Phrase) -> list[int]:
        """The group of words with which it begins a clause; empty where it need not, or can begin with any."""
        leads = phrase.start.leads if phrase.start is not None else None
        if leads is None or phrase.chain.first is None:
            return []
        self._leads |= leads
        return [self._add(phrase.chain.first, self._openers, self._opening)]

    def _number(self, group: Group) -> int:
        return self._add(group, self._numbers, self._holding)

    def _add(self, group: Group, numbers: dict[Group, int], index: dict[str, list[int]]) -> int:
        number = numbers.get(group)
        if number is None:
            number = numbers[group] = self._size
            self._size += 1
            for feature in group:
                if feature[-1] == "~":
                    self._beginning.setdefault(feature[:-1], []).append(number)
                else:
                    index.setdefault(feature, []).append(number)
        return number

    def standing_open(self, page: Page) -> list[tuple[int, Bits]]:
        """The phrases that find what they need in a stretch.

        Args:
            page: The page.

        Returns:
            Numbers of phrases, in order, each with the stretches in which it can begin.
        """
        met = self._met(page)
        everywhere = (1 << len(page.stretches)) - 1
        found: dict[int, Bits] = {}
        for phrase, groups in self._ways:
            left = everywhere
            for group in groups:
                left &= met[group]
                if not left:
                    break
            else:
                found[phrase] = found.get(phrase, 0) | left
        return list(found.items())

    def _met(self, page: Page) -> list[Bits]:
        """For each group the stretches that hold one of it."""
        met = [0] * self._size
        for feature in page.features & self._features:
            stretches = page.holding(feature)
            for number in self._holding[feature]:
                met[number] |= stretches
        for prefix, numbers in self._beginning.items():
            stretches = page.beginning(prefix)
            for number in numbers:
                met[number] |= stretches
        if self._opening:
            for word, stretches in page.opening(self._leads).items():
                for number in self._opening.get(word, ()):
                    met[number] |= stretches
        return met
