"""Cuts what stands between two spaces into tokens: marks off words, contractions into their parts.

It cuts English as spaCy's tokenizer does, with a few more marks that typists glue to words; outside of Latin letters
and common marks the two may differ. It needs no model and nothing to load, and its time grows with the letters, however
many marks stand in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_MARKS = r"…,:;!?¿¡()\[\]{}<>_#*&·"
_QUOTES = "'\","
_SIGNS = "¦©®°℀-⯿\U0001f000-\U0001faff"
_CURRENCY = "$£€¥₠-₿"
_BOTH = "Ā-ʯḀ-\u1eff\u0591-\u05f4\u0600-ۿऀ-ॿ぀-ヿ㐀-鿿가-힣"
_UPPER = f"A-ZÀ-ÖØ-Þ\u0391-\u03a9\u0400-\u042f{_BOTH}"
_LOWER = f"a-zß-öø-ÿ\u03ac-\u03ce\u0430-\u045f{_BOTH}"
_LETTER = _UPPER + _LOWER
_PREFIX = re.compile(rf"[§%={_MARKS}{_QUOTES}{_CURRENCY}{_SIGNS}]|\+(?![0-9])|\.\.+|--+|(?:US|C|A)\$")
_INFIX = re.compile(
    rf"\.\.+|[…{_SIGNS}]"
    rf"|(?<=[0-9])[+\-*^](?=[0-9-])"
    rf"|(?<=[{_LOWER}{_QUOTES}])\.(?=[{_UPPER}{_QUOTES}])"
    rf"|(?<=[{_LETTER}]),(?=[{_LETTER}])"
    rf"|(?<=[{_LETTER}0-9])(?:---?|[-~:<>=/])(?=[{_LETTER}])"
    rf"|[()\[\]{{}}\"?!;]|--+"
)
_SUFFIXES = (
    rf"……|[{_MARKS}{_QUOTES}{_SIGNS}]",
    r"'[sS]",
    r"(?<=[0-9])\+",
    r"(?<=°[FfCcKk])\.",
    rf"(?<=[0-9])(?:[{_CURRENCY}]|(?:US|C|A)\$)",
    rf"(?<=[0-9%²\-+|{_LOWER}{_MARKS}{_QUOTES}])\.",
    rf"(?<=[{_UPPER}][{_UPPER}])\.",
    r"(?<=[a-z])-",
    r"(?<='[A-Z])\.",
)
_RUNS = ("..", "--")
_TAIL = 12
"""No suffix but a run of stops or hyphens is longer, with what stands before it."""
_PLAIN = re.compile(r"([A-Za-z]+)([,?!;:]?)")
"""Letters and at most one mark after them: the common case, cut without looking for more."""


class Cutter:
    """Cuts pieces of writing into tokens."""

    def __init__(self, spellings: Mapping[str, tuple[str, ...]], units: Sequence[str]) -> None:
        """Take the lists.

        Args:
            spellings: What is written in one piece, to the tokens it is cut into.
            units: Measures that are cut off a number.
        """
        self._spellings = spellings
        self._longest = max(map(len, spellings), default=0)
        measures = "|".join(map(re.escape, units))
        self._suffix = re.compile(rf"(?:{'|'.join(_SUFFIXES)}|(?<=[0-9])(?:{measures}))$")

    def cut(self, piece: str) -> list[str]:
        """The tokens of a piece of writing.

        Args:
            piece: Anything without white space, with straight quotation marks.

        Returns:
            Tokens that, put together, are the piece.
        """
        known = self._spellings.get(piece)
        if known is not None:
            return list(known)
        plain = _PLAIN.fullmatch(piece)
        if plain:
            word, mark = plain.groups()
            return [*self._spellings.get(word, (word,)), *mark]
        return self._joined(self._affixes_cut(piece, special=True))

    def _affixes_cut(self, piece: str, *, special: bool) -> list[str]:
        """Marks taken off both ends until a known spelling or a bare word is left, which is cut in the middle."""
        begin, end = 0, len(piece)
        before: list[str] = []
        after: list[str] = []
        while begin < end and not (special and self._knows(piece, begin, end)):
            head = _PREFIX.match(piece, begin, end)
            inner = head.end() if head else begin
            if head and special and self._knows(piece, inner, end):
                before.append(piece[begin:inner])
                begin = inner
                break
            outer = self._suffix_begin(piece, inner, end)
            if outer < end and special and self._knows(piece, begin, outer):
                after.append(piece[outer:end])
                end = outer
                break
            if inner == begin and outer == end:
                break
            if inner > begin:
                before.append(piece[begin:inner])
            if outer < end:
                after.append(piece[outer:end])
            begin, end = inner, outer
        return [*before, *self._middle(piece[begin:end], special=special), *reversed(after)]

    def _knows(self, piece: str, begin: int, end: int) -> bool:
        return 0 < end - begin <= self._longest and piece[begin:end] in self._spellings

    def _suffix_begin(self, piece: str, begin: int, end: int) -> int:
        """Where the last suffix of a stretch begins; its end where there is none."""
        for run in _RUNS:
            if piece.endswith(run, begin, end):
                at = end - len(run)
                while at > begin and piece[at - 1] == run[0]:
                    at -= 1
                return at
        tail = max(begin, end - _TAIL)
        found = self._suffix.search(piece[tail:end])
        return tail + found.start() if found else end

    def _middle(self, word: str, *, special: bool) -> list[str]:
        if not word:
            return []
        if special and word in self._spellings:
            return list(self._spellings[word])
        tokens: list[str] = []
        begin = 0
        for found in _INFIX.finditer(word):
            if found.start() == 0:
                continue
            if found.start() > begin:
                tokens.append(word[begin : found.start()])
            tokens.append(found.group())
            begin = found.end()
        return [*tokens, word[begin:]] if begin < len(word) else tokens

    def _joined(self, tokens: list[str]) -> list[str]:
        """The same tokens, where some of them side by side are a known spelling cut as that is known to be cut."""
        taken: set[int] = set()
        spelt: dict[int, int] = {}
        for size, at in sorted(self._spelt(tokens), key=lambda found: (-found[0], found[1])):
            if taken.isdisjoint((at, at + size - 1)):
                spelt[at] = size
            taken.update(range(at, at + size))
        if not spelt:
            return tokens
        found: list[str] = []
        at = 0
        while at < len(tokens):
            size = spelt.get(at, 0)
            found += self._spellings["".join(tokens[at : at + size])] if size else tokens[at : at + 1]
            at += size or 1
        return found

    def _spelt(self, tokens: list[str]) -> Iterator[tuple[int, int]]:
        """Where some tokens make a known spelling: how many, and the first."""
        for at, text in enumerate(tokens):
            for size, token in enumerate(tokens[at + 1 : at + self._longest], 2):
                text += token
                if len(text) > self._longest:
                    break
                if text in self._spellings and self._affixes_cut(text, special=False) == tokens[at : at + size]:
                    yield size, at
