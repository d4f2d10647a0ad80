"""Which of many phrases can be met where: told by the words that sentences hold, before any phrase is walked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from coercionscan.matching.bits import Bits, set_bits
from coercionscan.matching.field import PREFIX, Field, reached
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import Part, Range


class Gates:
    """For each phrase groups of words, of which a match holds one each, and its parts in order."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Read them off the phrases.

        Args:
            phrases: The phrases.
        """
        self._phrases = [(phrase.chain.gates, phrase.start, phrase.chain) for phrase in phrases]
        self._groups = [[group for group, _ in gates if PREFIX not in group] for gates, _, _ in self._phrases]

    def in_turn(self, tokens: Collection[str]) -> list[int]:
        """The phrases that find the words that they need in a turn.

        Args:
            tokens: The tokens of the turn, as a set.

        Returns:
            Numbers of phrases in order.
        """
        held = frozenset(tokens)
        return [number for number, groups in enumerate(self._groups) if not any(map(held.isdisjoint, groups))]

    def on_page(self, field: Field) -> list[tuple[int, list[Range]]]:
        """Where phrases can begin on a page.

        First it is asked whether any sentences hold all the words that a phrase needs; if so, the phrase is looked for
        in all of them at once. A comma that it asks for is then looked for beside a place and not on it, so that a few
        more phrases may seem to be met than are.

        Args:
            field: The page.

        Returns:
            Numbers of phrases in order, each with the places between which a match may begin.
        """
        found: list[tuple[int, list[Range]]] = []
        known, every = field.known_sentences, field.all_sentences
        for number, (gates, start, chain) in enumerate(self._phrases):
            left = every
            for group, later in gates:
                held = known.get(group)
                if held is None:
                    held = field.sentences_with(group)
                left &= held >> later if later else held
                if not left:
                    break
            if left and (ends := _ends(start, chain.parts, field)):
                found.append((number, _before(ends, chain.longest, field.firsts)))
        return found


def _ends(start: Part | None, parts: Sequence[Part], field: Field) -> Bits:
    """Where a row of parts ends."""
    places = field.everywhere if start is None else reached(field.everywhere, field.lengths(start))
    for part in parts:
        places = reached(places, field.lengths(part))
        if not places:
            break
    return places


def _before(ends: Bits, longest: int, firsts: Sequence[int]) -> list[Range]:
    """Between which places of a turn a match of so many words begins that ends at one of some places."""
    ranges: list[Range] = []
    last = -1
    for end in set_bits(ends):
        begin = max(firsts[bisect_left(firsts, end) - 1], end - longest)
        if begin <= last:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((begin, end))
        last = end
    return ranges
