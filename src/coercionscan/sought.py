"""Regular expressions over many short texts: what an expression cannot do without is looked for in all of them at once.

Most expressions of the lexicon are met in no turn of a transcript. To try one on every turn takes as long as to read
all of them; to find the few turns that hold a word of it takes next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

from coercionscan.text import straighten

_GROUP = re.compile(r"\((?:\?:|\?P<\w+>)?([\w' |-]+)\)(?![?*{])", re.ASCII)
_RUN = re.compile(r"[A-Za-z0-9' -]+")
_QUANTIFIERS = tuple("?*{")


class Texts:
    """Texts, each on one line with plain marks."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts; they are known by their number."""
        self._lines = [" ".join(straighten(text).split()) for text in texts]
        # Beyond ASCII a letter may have several small forms: such a text is always tried.
        self._odd = frozenset(number for number, line in enumerate(self._lines) if not line.isascii())
        plain = ["" if number in self._odd else line for number, line in enumerate(self._lines)]
        self._starts = [0, *accumulate(len(line) + 1 for line in plain)]
        self._low = "\n".join(plain).lower()

    def first(self, expressions: Iterable[str], among: Iterable[int]) -> dict[int, re.Match[str]]:
        """The texts in which an expression matches.

        Args:
            expressions: Regular expressions; case does not matter.
            among: Numbers of the texts to look at.

        Returns:
            Number of each such text, in no order, to the match of the first expression that has one.
        """
        numbers = frozenset(among)
        found: dict[int, re.Match[str]] = {}
        for expression in expressions:
            words = needed(expression)
            worth = numbers.intersection(self._holding(words)) if words else numbers
            if worth:  # to compile an expression takes longer than to try it
                compiled = re.compile(expression, re.IGNORECASE)
                tried = ((number, compiled.search(self._lines[number])) for number in worth.difference(found))
                found.update({number: match for number, match in tried if match})
        return found

    def _holding(self, words: Iterable[str]) -> Iterator[int]:
        """Numbers of the texts that may hold one of some words in lower case."""
        yield from self._odd
        for word in words:
            at = self._low.find(word)
            while at >= 0:
                number = bisect_right(self._starts, at) - 1
                yield number
                at = self._low.find(word, self._starts[number + 1])


@cache
def needed(expression: str) -> tuple[str, ...]:
    """Words of which a text must hold one for an expression to match in it.

    Args:
        expression: A regular expression.

    Returns:
        The words in lower case, the longest that are sure; empty where none are.
    """
    parts = list(_parts(expression))
    if None in parts:
        return ()
    sure = [part for part in parts if part and all(word.strip() for word in part)]
    return max(sure, key=lambda part: min(map(len, part)), default=())


def _parts(expression: str) -> Iterator[tuple[str, ...] | None]:
    """The words of each part that cannot be missing; None for a bar outside of all parentheses."""
    at = 0
    while at < len(expression):
        group = _GROUP.match(expression, at)
        run = _RUN.match(expression, at)
        if group:
            yield tuple(group[1].lower().split("|"))
            at = group.end()
        elif run:
            # The last letter may be missing where a sign after it says so.
            yield ((run[0][:-1] if expression.startswith(_QUANTIFIERS, run.end()) else run[0]).lower(),)
            at = run.end()
        else:
            if expression[at] == "|":
                yield None
            at = _end_of(expression, at)


def _end_of(expression: str, at: int) -> int:
    """Where the escape, the set, the parenthesis, the braces or the sign that begins at a place ends."""
    closing = {"(": ")", "[": "]", "{": "}"}.get(expression[at])
    if closing is None:
        return at + (2 if expression[at] == "\\" else 1)
    inner = at + 1
    while inner < len(expression) and expression[inner] != closing:
        nested = closing == ")" or expression[inner] == "\\"
        inner = _end_of(expression, inner) if nested else inner + 1
    return inner + 1
