r"""The phrase language of the lexicon: how people say a thing, written so that a lawyer can read it.

A phrase is a row of items over the normal form of the words (see ``language``):

=====================  ==========================================================================
``know``               this word
``know|knew``          one of these words
``confess~``           any word that begins like this (four letters at least)
``{we}``               a word set of the lexicon (its members may be phrases)
``(as soon as|once)``  one of these phrases; inside, ``|`` parts phrases and not words
``already?``           the item may be missing (also ``{set}?`` and ``(a b|c)?``)
``_``                  any one word
``#``                  a number in figures
``*`` ``*5``           up to 3 (or 5) words of any kind, within the sentence
``^``                  here a sentence or clause begins (lead-in words such as "well" may come first)
``$``                  here the sentence ends
``,`` ``?`` ``"``      this mark itself; elsewhere commas and quotation marks are read over
=====================  ==========================================================================

There is no unbounded repetition, so matching is linear in the length of the turn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SEP = '(?: [,"])* '
_ANY = '(?![.?!,"()] )[^ ]+'
_START = '(?:^|(?<= [.?!,"(]))'
_END = '(?=(?: [,"])* (?:[.?!]|$))'
_DEFAULT_GAP = 3
_LONGEST_GAP = 8
_SHORTEST_PREFIX = 3
_WORD = re.compile(r"[^\s|(){}?,\"!^$*]+")
_WORDS = re.compile(rf"{_WORD.pattern}(?:\|{_WORD.pattern})*")
LEAD_IN = "lead_in"
"""Name of the word set that may stand between a clause's begin and its first word."""

Sets = Mapping[str, Sequence[str]]
Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase.

    Attributes:
        source: The phrase as written.
        expression: The same as a regular expression over ``Words.text``.
        groups: Words of which each match holds at least one, per group; a word that ends in ``~`` is a prefix. Empty
            when nothing is certain: such a phrase is tried on every turn.
    """

    source: str
    expression: str
    groups: tuple[Group, ...]


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what and where."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One item: its expression (with the separator before it), its certain words, whether it may be missing."""

    expression: str
    groups: tuple[Group, ...]


def compile_phrase(source: str, sets: Sets) -> Phrase:
    """Turn a written phrase into an expression and the words it cannot do without.

    Args:
        source: The phrase as written in a lexicon file.
        sets: Word sets by name.

    Returns:
        The compiled phrase.

    Raises:
        PhraseError: When the phrase is empty, holds an unknown set or a mark that means nothing.
    """
    reader = _Reader(source, sets, ())
    pieces = reader.row()
    if not reader.done():
        raise PhraseError(f"{source!r}: unexpected {reader.peek()!r} at {reader.at}")
    if not pieces:
        raise PhraseError(f"{source!r}: empty phrase")
    groups = tuple(group for piece in pieces for group in piece.groups)
    return Phrase(source, "".join(piece.expression for piece in pieces) + "(?= )", groups)


class _Reader:
    """Recursive descent over one phrase."""

    def __init__(self, source: str, sets: Sets, inside: tuple[str, ...]) -> None:
        self.source = source
        self.sets = sets
        self.inside = inside
        self.at = 0
        self.depth = 0

    def done(self) -> bool:
        return self.at >= len(self.source)

    def peek(self) -> str:
        return self.source[self.at] if not self.done() else ""

    def row(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        while True:
            while self.peek() == " ":
                self.at += 1
            if self.done() or self.peek() in "|)":
                return pieces
            pieces.append(self.item())

    def item(self) -> _Piece:
        mark = self.peek()
        if mark == "^":
            self.at += 1
            return _Piece(_START + self._lead_in(), ())
        if mark == "$":
            self.at += 1
            return _Piece(_END, ())
        if mark == "*":
            return self._gap()
        if mark in ',"?!.':
            self.at += 1
            return _Piece(" " + re.escape(mark), ())
        if mark == "{":
            piece = self._set()
        elif mark == "(":
            piece = self._alternatives()
        else:
            piece = self._words()
        if self.peek() == "?" and mark != "#":
            self.at += 1
            return _Piece(f"(?:{piece.expression})?", ())
        return piece

    def _lead_in(self) -> str:
        if LEAD_IN not in self.sets or LEAD_IN in self.inside:
            return ""
        words = _set_piece(LEAD_IN, self.sets, self.inside, self.source)
        return f"(?:{words.expression}){{0,4}}?"

    def _gap(self) -> _Piece:
        found = re.compile(r"\*(\d*)").match(self.source, self.at)
        if found is None:
            raise PhraseError(f"{self.source!r}: bad gap")
        self.at = found.end()
        size = int(found[1] or _DEFAULT_GAP)
        if not 1 <= size <= _LONGEST_GAP:
            raise PhraseError(f"{self.source!r}: a gap holds 1 to {_LONGEST_GAP} words")
        return _Piece(f"(?:{_SEP}{_ANY}){{0,{size}}}?", ())

    def _set(self) -> _Piece:
        close = self.source.find("}", self.at)
        if close < 0:
            raise PhraseError(f"{self.source!r}: {{ without }}")
        name = self.source[self.at + 1 : close]
        self.at = close + 1
        return _set_piece(name, self.sets, self.inside, self.source)

    def _alternatives(self) -> _Piece:
        self.at += 1
        self.depth += 1
        rows: list[list[_Piece]] = []
        while True:
            rows.append(self.row())
            mark = self.peek()
            self.at += 1
            if mark == ")":
                self.depth -= 1
                break
            if mark != "|":
                raise PhraseError(f"{self.source!r}: ( without )")
        if not all(rows):
            raise PhraseError(f"{self.source!r}: empty alternative")
        return _any_of(["".join(piece.expression for piece in row) for row in rows], [_best(row) for row in rows])

    def _words(self) -> _Piece:
        found = (_WORD if self.depth else _WORDS).match(self.source, self.at)
        if found is None:
            raise PhraseError(f"{self.source!r}: unexpected {self.peek()!r} at {self.at}")
        self.at = found.end()
        words = found[0].split("|")
        return _any_of([_SEP + _word(word, self.source) for word in words], [_word_group(word) for word in words])


def _word(word: str, source: str) -> str:
    if word == "_":
        return _ANY
    if word == "#":
        return r"\d[\d,.]*(?= )"
    if word.endswith("~"):
        if len(word) <= _SHORTEST_PREFIX:
            raise PhraseError(f"{source!r}: {word} is too short for a prefix")
        return re.escape(word[:-1]) + "[^ ]*"
    if word != word.lower():
        raise PhraseError(f"{source!r}: {word} is not in lower case")
    return re.escape(word) + "(?= )"


def _word_group(word: str) -> Group | None:
    return None if word in ("_", "#") else frozenset({word})


def _any_of(expressions: Sequence[str], groups: Sequence[Group | None]) -> _Piece:
    expression = expressions[0] if len(expressions) == 1 else f"(?:{'|'.join(expressions)})"
    certain = [group for group in groups if group is not None]
    if len(certain) < len(groups):
        return _Piece(expression, ())
    return _Piece(expression, (frozenset().union(*certain),))


def _best(row: Sequence[_Piece]) -> Group | None:
    """The group of a row that is likely the rarest: few words, long words. None when the row is sure of none."""
    groups = [group for piece in row for group in piece.groups]
    return min(groups, key=lambda group: (len(group), -min(len(word) for word in group))) if groups else None


def _set_piece(name: str, sets: Sets, inside: tuple[str, ...], source: str) -> _Piece:
    if name not in sets:
        raise PhraseError(f"{source!r}: unknown word set {{{name}}}")
    if name in inside:
        raise PhraseError(f"{source!r}: word set {{{name}}} holds itself")
    expressions: list[str] = []
    groups: list[Group | None] = []
    for member in sets[name]:
        reader = _Reader(member, sets, (*inside, name))
        row = reader.row()
        if not reader.done() or not row:
            raise PhraseError(f"word set {{{name}}}: cannot read {member!r}")
        expressions.append("".join(piece.expression for piece in row))
        groups.append(_best(row))
    if not expressions:
        raise PhraseError(f"word set {{{name}}} is empty")
    return _any_of(sorted(expressions, key=len, reverse=True), groups)
