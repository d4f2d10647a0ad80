r"""The phrase language of the lexicon: how people say a thing, written so that a lawyer can read it.

A phrase is a row of items over the normal form of the words (see ``language``):

=====================  ==========================================================================
``know``               this word
``know|knew``          one of these words
``confess~``           any word that begins like this (three letters at least)
``{we}``               a word set of the lexicon (its members may be phrases); also ``{we}|they``
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
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from coercionscan.matching.chains import Chain, Choice, in_order, one_of
from coercionscan.matching.nodes import AnyWord, ClauseStart, Gap, Literal, Mark, Maybe, SentenceEnd, Word
from coercionscan.matching.row import Part

_DEFAULT_GAP = 3
_LONGEST_GAP = 8
_SHORTEST_PREFIX = 3
_PLAIN_WORD = r"[a-z0-9'%][a-z0-9'%.-]*"
_PLAIN_WORDS = rf"{_PLAIN_WORD}(?: {_PLAIN_WORD})*"
_PLAIN_GROUP = rf"\({_PLAIN_WORDS}(?:\|{_PLAIN_WORDS})*\)"
_TOKENS = re.compile(rf"{_PLAIN_GROUP}|\{{[^}}]*\}}?|\*\d*|[|()?,\"!^$]|\.(?= |$)|[^\s|(){{}}?,\"!^$*]+| ")
_WORD = re.compile(r"[^\s|(){}?,\"!^$*]+")
_SIGNS = frozenset('^$,"?!.')
_PLAIN = re.compile(_PLAIN_WORDS)
"""Words and nothing else: the common case, read without the reader; so is a parenthesis that holds nothing else."""
LEAD_IN = "lead_in"
"""Name of the word set that may stand between a clause's begin and its first word."""

Sets = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase.

    Attributes:
        source: The phrase as written.
        chain: Its parts, without a ``^`` at its head.
        start: The ``^`` at its head, or None.
    """

    source: str
    chain: Chain
    start: ClauseStart | None


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what and where."""


class PhraseCompiler:
    """Compiles phrases over word sets; each set becomes one part that all phrases share."""

    def __init__(self, sets: Sets, outer: PhraseCompiler | None = None) -> None:
        """Take the word sets.

        Args:
            sets: Word sets by name.
            outer: Where names are looked up that are not in ``sets``.
        """
        self._sets = sets
        self._outer = outer
        self._made: dict[str, Choice] = {}
        self._open: list[str] = []
        self._shared: dict[Hashable, Part] = outer._shared if outer else {}

    def compile(self, source: str) -> Phrase:
        """Turn a written phrase into its parts.

        Args:
            source: The phrase as written in a lexicon file.

        Returns:
            The compiled phrase.

        Raises:
            PhraseError: When the phrase is empty, holds an unknown set or a mark that means nothing.
        """
        chain = self._chain(source)
        head, rest = chain.parts[0], chain.parts[1:]
        if isinstance(head, ClauseStart) and rest:
            return Phrase(source, Chain(rest), head)
        return Phrase(source, chain, None)

    def word_set(self, name: str, source: str) -> Choice:
        """The part of a word set.

        Args:
            name: Name of the set.
            source: The phrase that names it, for the message of an error.

        Returns:
            The shared part.

        Raises:
            PhraseError: When there is no such set, or it holds itself.
        """
        if name in self._made:
            return self._made[name]
        if name in self._open:
            raise PhraseError(f"{source!r}: word set {{{name}}} holds itself")
        if name not in self._sets:
            if self._outer is not None:
                return self._outer.word_set(name, source)
            raise PhraseError(f"{source!r}: unknown word set {{{name}}}")
        if not self._sets[name]:
            raise PhraseError(f"{source!r}: word set {{{name}}} is empty")
        self._open.append(name)
        self._made[name] = Choice([self._part(member) for member in self._sets[name]])
        self._open.pop()
        return self._made[name]

    def lead_in(self) -> Part | None:
        """The lead-in words, where the lexicon has any."""
        if LEAD_IN in self._open:
            return None
        if LEAD_IN in self._sets or LEAD_IN in self._made:
            return self.word_set(LEAD_IN, LEAD_IN)
        return self._outer.lead_in() if self._outer else None

    def shared(self, key: Hashable, make: Callable[[], Part]) -> Part:
        """A part that is made once, since most come again: what phrases share is looked for once.

        Args:
            key: What tells it from others.
            make: Makes it.

        Returns:
            The shared part.
        """
        made = self._shared.get(key)
        if made is None:
            made = self._shared[key] = make()
        return made

    def plain(self, source: str) -> Part:
        """The part of a word, or of a parenthesis that holds words alone.

        Args:
            source: ``word`` or ``(one way|another)``.

        Returns:
            The shared part.
        """
        return self.shared(source, lambda: _group(source[1:-1].split("|")) if source[0] == "(" else Word((source,)))

    def _part(self, source: str) -> Part:
        return _row_of_words(source) if _PLAIN.fullmatch(source) else self._chain(source)

    def _chain(self, source: str) -> Chain:
        reader = _Reader(source, self)
        parts = reader.row()
        if reader.tokens[reader.at]:
            raise PhraseError(f"{source!r}: unexpected {reader.tokens[reader.at]!r}")
        if not parts:
            raise PhraseError(f"{source!r}: empty phrase")
        return Chain(parts)


def _row_of_words(source: str) -> Part:
    words = source.split()
    return Literal(words) if len(words) > 1 else Word(words)


def _group(ways: Sequence[str]) -> Part:
    words = [way for way in ways if " " not in way]
    longer: list[Part] = [Literal(way.split()) for way in ways if " " in way]
    return one_of([*longer, Word(words)] if words else longer)


def compile_phrase(source: str, sets: Sets) -> Phrase:
    """Compile one phrase; for many phrases over the same sets, keep a ``PhraseCompiler``.

    Args:
        source: The phrase as written.
        sets: Word sets by name.

    Returns:
        The compiled phrase.

    Raises:
        PhraseError: When it cannot be read.
    """
    return PhraseCompiler(sets).compile(source)


class _Reader:
    """Recursive descent over the tokens of one phrase; a blank is a token, since ``already?`` is not ``already ?``."""

    def __init__(self, source: str, compiler: PhraseCompiler) -> None:
        self.source = source
        self.compiler = compiler
        self.tokens = [*_TOKENS.findall(source), ""]
        self.at = 0
        self.depth = 0

    def row(self) -> list[Part]:
        """Items up to the end, or to the ``|`` or ``)`` that closes an alternative."""
        parts: list[Part] = []
        while True:
            token = self.tokens[self.at]
            if token == " ":
                self.at += 1
            elif token in ("", ")", "|"):
                return parts
            else:
                parts.append(self.item(token))

    def item(self, token: str) -> Part:
        if token in _SIGNS:
            self.at += 1
            return self._sign(token)
        if token[0] == "*":
            self.at += 1
            return self._gap(token)
        part = self._one_of()
        if self.tokens[self.at] == "?":
            self.at += 1
            return self.compiler.shared((Maybe, part), lambda: Maybe(part))
        return part

    def _sign(self, mark: str) -> Part:
        if mark == "^":
            lead_in = self.compiler.lead_in()
            return self.compiler.shared((ClauseStart, lead_in), lambda: ClauseStart(lead_in))
        return self.compiler.shared((Mark, mark), lambda: SentenceEnd() if mark == "$" else Mark(mark))

    def _gap(self, token: str) -> Part:
        size = int(token[1:] or _DEFAULT_GAP)
        if not 1 <= size <= _LONGEST_GAP:
            raise PhraseError(f"{self.source!r}: a gap holds 1 to {_LONGEST_GAP} words")
        return self.compiler.shared((Gap, size), lambda: Gap(size))

    def _one_of(self) -> Part:
        """A word, word set or parenthesis, or several of them with ``|`` between."""
        atoms = [self._atom()]
        while not self.depth and self.tokens[self.at] == "|":
            self.at += 1
            atoms.append(self._atom())
        return self.compiler.shared(tuple(atoms), lambda: one_of(atoms)) if len(atoms) > 1 else atoms[0]

    def _atom(self) -> Part:
        token = self.tokens[self.at]
        self.at += 1
        if token[:1] == "(":
            return self._alternatives() if token == "(" else self.compiler.plain(token)
        if token[:1] == "{":
            if token[-1] != "}":
                raise PhraseError(f"{self.source!r}: {{ without }}")
            return self.compiler.word_set(token[1:-1], self.source)
        if not _WORD.fullmatch(token):
            raise PhraseError(f"{self.source!r}: unexpected {token!r}")
        if token in ("_", "#"):
            return self.compiler.shared((AnyWord, token), lambda: AnyWord(number=token == "#"))
        self._check(token)
        return self.compiler.plain(token)

    def _alternatives(self) -> Part:
        self.depth += 1
        rows: list[list[Part]] = []
        mark = "|"
        while mark == "|":
            rows.append(self.row())
            mark = self.tokens[self.at]
            self.at += 1
        if mark != ")":
            raise PhraseError(f"{self.source!r}: ( without )")
        self.depth -= 1
        if not all(rows):
            raise PhraseError(f"{self.source!r}: empty alternative")
        return one_of([in_order(row) for row in rows])

    def _check(self, word: str) -> None:
        if word.endswith("~") and len(word) <= _SHORTEST_PREFIX:
            raise PhraseError(f"{self.source!r}: {word} is too short for a prefix")
        if word != word.lower():
            raise PhraseError(f"{self.source!r}: {word} is not in lower case")
