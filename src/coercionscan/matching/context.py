"""The scope engine: which words near a hit change what it means.

In the manner of ConText (Harkema et al. 2009, Journal of Biomedical Informatics 42:839-851): a cue opens a scope in a
direction, the scope ends at its reach, at a clause end or at the sentence end, and a pseudo-cue ("not only") opens
none. What a cue says and how far it reaches is data; this file knows only geometry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coercionscan.lexicon.entry import Cue
from coercionscan.matching.marks import BREAK, ENDERS
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler
from coercionscan.matching.words import Words

QUOTED = "quoted"
_MOSTLY = 0.7
"""A quotation that fills more of a turn than this is the layout of the transcript, not a quotation."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of tokens that a cue reaches (first to last, both included), and the cue's own tokens."""

    name: str
    cue_id: str
    first: int
    last: int
    cue_first: int
    cue_last: int
    applies_to: frozenset[str]
    marks: str = ""

    def reaches(self, first: int, labels: Collection[str]) -> bool:
        """Whether a hit that begins at a token lies in its reach, and the cue speaks to its code or domain."""
        return self.first <= first <= self.last and (not self.applies_to or not self.applies_to.isdisjoint(labels))

    def silences(self, first: int, last: int) -> bool:
        """Whether it reaches a hit that does not itself hold the cue."""
        holds_cue = first <= self.cue_first and self.cue_last <= last
        return not holds_cue and self.first <= first <= self.last


class ScopeEngine:
    """Finds the scopes of a turn.

    Attributes:
        compiler: What it was compiled with; who shares the engine shares its word sets as well.
    """

    def __init__(self, cues: Sequence[Cue], sets: Mapping[str, Sequence[str]], compiler: PhraseCompiler) -> None:
        """Compile the cues.

        Args:
            cues: All scope cues of the lexicon.
            sets: Word sets; ``clause_break`` and ``clause_start`` bound the clauses.
            compiler: Compiler over the same sets.
        """
        self.compiler = compiler
        self._cues = tuple(cues)
        self._breaks = frozenset(sets.get("clause_break", ()))
        self._starts = frozenset(sets.get("clause_start", ()))
        self._matcher = PhraseMatcher(
            [((index, False), compiler.compile(text)) for index, cue in enumerate(cues) for text in cue.any]
            + [((index, True), compiler.compile(text)) for index, cue in enumerate(cues) for text in cue.pseudo]
        )

    def scopes(self, words: Words) -> tuple[Scope, ...]:
        """All scopes of a turn; worked out once per turn.

        Args:
            words: The turn's words.

        Returns:
            Scopes in no particular order; quotations are scopes as well.
        """
        return words.page.once((self, words.number), lambda: self._scopes(words))

    def _scopes(self, words: Words) -> tuple[Scope, ...]:
        hits = self._matcher.find(words)
        pseudo = [hit for hit in hits if hit.key[1]]
        real = [hit for hit in hits if not hit.key[1] and not any(_covers(other, hit) for other in pseudo)]
        return (*(self._scope(hit, words) for hit in real), *_quotations(words))

    def _scope(self, hit: Hit[tuple[int, bool]], words: Words) -> Scope:
        cue = self._cues[hit.key[0]]
        first, last = self._reach(cue, hit, words)
        return Scope(cue.scope, cue.id, first, last, hit.first, hit.last, frozenset(cue.applies_to), cue.marks)

    def _reach(self, cue: Cue, hit: Hit[tuple[int, bool]], words: Words) -> tuple[int, int]:
        size = len(words.tokens)
        if cue.direction == "turn":
            return 0, size - 1
        low, high = self._clause(words.tokens, hit, over=cue.over_clauses or cue.direction == "sentence")
        if cue.direction == "forward":
            return hit.last + 1, min(high, hit.last + cue.reach)
        if cue.direction == "backward":
            return max(low, hit.first - cue.reach), hit.first - 1
        return low, high

    def _clause(self, tokens: Sequence[str], hit: Hit[tuple[int, bool]], *, over: bool) -> tuple[int, int]:
        """First and last token of the clause (or, with ``over``, sentence) around a cue."""
        low = hit.first
        while low > 0 and tokens[low - 1] not in ENDERS and (over or not self._bounds(tokens, low)):
            low -= 1
        high = hit.last
        while (
            high + 1 < len(tokens) and tokens[high + 1] not in ENDERS and (over or not self._bounds(tokens, high + 1))
        ):
            high += 1
        return low, high

    def _bounds(self, tokens: Sequence[str], index: int) -> bool:
        """Whether a clause begins at the token."""
        word = tokens[index]
        return word in self._breaks or (index > 0 and tokens[index - 1] == BREAK and word in self._starts)


def silencer(
    scopes: Sequence[Scope], first: int, last: int, names: Collection[str], labels: Collection[str], words: Words
) -> str | None:
    """What silences a hit, in words.

    Args:
        scopes: Scopes of the turn.
        first: First token of the hit.
        last: Last token of the hit.
        names: Scopes that silence this code.
        labels: Code and domain of the hit, for cues that apply to some only.
        words: The turn's words.

    Returns:
        "scope: cue words", or None where nothing silences it.
    """
    for scope in scopes:
        if scope.marks or scope.name not in names or not scope.silences(first, last):
            continue
        if scope.applies_to and scope.applies_to.isdisjoint(labels):
            continue
        return f"{scope.name}: {' '.join(words.tokens[scope.cue_first : scope.cue_last + 1])}"
    return None


def marks(scopes: Sequence[Scope], first: int, labels: Collection[str], words: Words) -> dict[str, str]:
    """Attributes that scopes give to a hit without silencing it.

    Args:
        scopes: Scopes of the turn.
        first: First token of the hit.
        labels: Code and domain of the hit.
        words: The turn's words.

    Returns:
        Attribute to the words of the cue that gave it; of several cues the first in the turn.
    """
    found: dict[str, str] = {}
    for scope in sorted(scopes, key=lambda scope: scope.cue_first):
        if scope.marks and scope.marks not in found and scope.reaches(first, labels):
            found[scope.marks] = " ".join(words.tokens[scope.cue_first : scope.cue_last + 1])
    return found


def _covers(one: Hit[tuple[int, bool]], other: Hit[tuple[int, bool]]) -> bool:
    return one.key[0] == other.key[0] and one.first <= other.first and other.last <= one.last


def _quotations(words: Words) -> tuple[Scope, ...]:
    """Stretches between quotation marks, unless they are nearly the whole turn."""
    marks = [index for index, word in enumerate(words.tokens) if word == '"']
    found: list[Scope] = []
    for begin, end in zip(marks[::2], marks[1::2], strict=False):
        if end - begin - 1 < _MOSTLY * len(words.tokens):
            found.append(Scope(QUOTED, "quotation", begin + 1, end - 1, begin, begin, frozenset()))
    return tuple(found)
