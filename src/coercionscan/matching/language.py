"""Words in normal form: the one place that loads spaCy, and the one place that tokenises.

A turn becomes a row of normal tokens: contractions are spelt out, fillers and stutters are left out, typographic
variants are one. Each token still knows its code points in ``Transcript.text``. Patterns are written over this form, so
that "I didn't, uh, didn't" and "I did not" need one pattern and not four.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import spacy
from spacy.attrs import IDX, LENGTH, ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from coercionscan.lexicon.normal import NormalForms
from coercionscan.records import Origin, Span, Transcript, Turn
from coercionscan.text import fold

ENDERS = frozenset(".?!")
"""Tokens that end a sentence in the normal form."""
BREAK = ","
"""Token that stands for commas, dashes, semicolons, colons and ellipses."""
_SOFT = frozenset({",", ";", ":", "-", "--", "---", "...", "..", "…", "/"})
_QUOTES = frozenset({'"', "''", "``"})
_BRACKETS = {"(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")"}
_LONGEST_STUTTER = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A turn's words in normal form.

    Attributes:
        tokens: Normal tokens in order; punctuation is ``,`` ``.`` ``?`` ``!`` ``"`` ``(`` ``)``.
        starts: For each token, where its source begins in ``Transcript.text`` (code points).
        ends: For each token, where its source ends.
        text: All tokens joined by one space, with a space before the first and after the last.
        positions: For each token, where it begins in ``text``.
    """

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    text: str
    positions: tuple[int, ...]

    def token_at(self, position: int) -> int:
        """Index of the token that holds a position of ``text``."""
        return max(0, bisect_right(self.positions, position) - 1)

    def span(self, first: int, last: int) -> Span:
        """Source span of the tokens ``first`` to ``last``, both included."""
        return Span(start=min(self.starts[first : last + 1]), end=max(self.ends[first : last + 1]))

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Half-open token ranges of the sentences; each holds its own closing mark."""
        bounds: list[tuple[int, int]] = []
        begin = 0
        for index, token in enumerate(self.tokens):
            if token in ENDERS:
                bounds.append((begin, index + 1))
                begin = index + 1
        if begin < len(self.tokens):
            bounds.append((begin, len(self.tokens)))
        return tuple(bounds)


EMPTY_WORDS = Words((), (), (), " ", ())
"""The words of a turn without text."""


class Language:
    """spaCy's English tokenizer and a table of normal forms."""

    def __init__(self, forms: NormalForms) -> None:
        """Load the blank English pipeline.

        Args:
            forms: The table of normal forms of the lexicon.
        """
        self._forms = forms
        nlp = spacy.blank("en")
        defaults = nlp.Defaults
        glued = [r"[()\[\]{}\"?!;]", r"(?<=[a-z])[.](?=[A-Z])", r"(?<=[a-zA-Z]),(?=[a-zA-Z])", r"\.\.+", r"--+"]
        tokenizer = nlp.tokenizer
        tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *glued]).finditer
        tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or ()), r"--+"]).search
        tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), r"--+", r"(?<=[a-z])-"]).search
        self._tokenizer = tokenizer
        self._strings = nlp.vocab.strings
        self._known: dict[int, str] = {}
        self.tokenised_texts = 0

    def transcript(self, transcript: Transcript) -> tuple[Words, ...]:
        """Words of every turn, in order of the turns.

        A gesture inside a turn is read as a turn of its own and skipped in the turn that holds it.

        Args:
            transcript: The transcript.

        Returns:
            One ``Words`` per turn.
        """
        inner: dict[int, list[Span]] = {}
        holder: Turn | None = None
        for turn in transcript.turns:
            if turn.origin is Origin.NONVERBAL and holder is not None and turn.span.within(holder.span):
                inner.setdefault(holder.index, []).append(turn.span)
            else:
                holder = turn
        return tuple(self.words(turn.text, turn.span.start, inner.get(turn.index, ())) for turn in transcript.turns)

    def words(self, text: str, offset: int = 0, skip: Iterable[Span] = ()) -> Words:
        """Words of one text.

        Args:
            text: Any text.
            offset: Where the text begins in ``Transcript.text``.
            skip: Spans of ``Transcript.text`` that are not read.

        Returns:
            The words; empty for an empty text.
        """
        if not text or text.isspace():
            return EMPTY_WORDS
        self.tokenised_texts += 1
        raw = self._raw(text, offset)
        spans = tuple(skip)
        if spans:
            raw = [item for item in raw if not any(span.start <= item[1] < span.end for span in spans)]
        return _joined(_without_stutter(_without_fillers(self._normal(raw), self._forms)))

    def _raw(self, text: str, offset: int) -> list[tuple[str, int, int]]:
        """Folded tokens with their source offsets; white space is left out."""
        doc = self._tokenizer(fold_keep_case(text))
        known, strings = self._known, self._strings
        items: list[tuple[str, int, int]] = []
        for orth, at, length in doc.to_array([ORTH, IDX, LENGTH]).tolist():
            token = known.get(orth)
            if token is None:
                token = known[orth] = fold(strings[orth]).strip()
            if token:
                items.append((token, offset + at, offset + at + length))
        return items

    def _normal(self, raw: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        forms = self._forms
        out: list[tuple[str, int, int]] = []
        size = len(raw)
        for index, (token, start, end) in enumerate(raw):
            plain = _punctuation(token, start, end, raw, index)
            if plain is not None:
                if plain and not (plain == BREAK and out and out[-1][0] == BREAK):
                    out.append((plain, start, end))
                continue
            if token in forms.after and index:
                form = forms.after[token].get(raw[index - 1][0])
                if form is not None:
                    out.append((form, start, end))
                    continue
            if token in forms.before and index + 1 < size:
                form = forms.before[token].get(raw[index + 1][0])
                if form is not None:
                    out.append((form, start, end))
                    continue
            words = forms.tokens.get(token)
            if words is None:
                out.append((token, start, end))
            else:
                out.extend((word, start, end) for word in words)
        return out


def fold_keep_case(text: str) -> str:
    """Straighten quotes and dashes, keep case: the tokenizer's exceptions know both cases."""
    from coercionscan.text import straighten

    return straighten(text)


def _punctuation(token: str, start: int, end: int, raw: Sequence[tuple[str, int, int]], index: int) -> str | None:
    """The normal punctuation of a token; "" where it glues two words; None where it is a word."""
    if token[0].isalnum():
        return None
    if token in ENDERS:
        return token
    if token in ("-", "/"):
        glued_left = index > 0 and raw[index - 1][2] == start and raw[index - 1][0][-1].isalnum()
        glued_right = index + 1 < len(raw) and raw[index + 1][1] == end and raw[index + 1][0][0].isalnum()
        return "" if glued_left and glued_right else BREAK
    if token in _SOFT:
        return BREAK
    if token in _QUOTES:
        return '"'
    if token in _BRACKETS:
        return _BRACKETS[token]
    if any(letter.isalnum() for letter in token):
        return None
    return next((mark for mark in "?!" if mark in token), BREAK if set(token) <= set(".-_*") else "")


def _without_fillers(items: list[tuple[str, int, int]], forms: NormalForms) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    size = len(items)
    for index, item in enumerate(items):
        token = item[0]
        if token in forms.fillers and not (index + 1 < size and items[index + 1][0] in ("huh", "hm", "hmm", "mm")):
            continue
        if token in forms.fillers_beside_comma and index + 1 < size and items[index + 1][0] == BREAK:
            if index == 0 or items[index - 1][0] == BREAK:
                continue
        if token == BREAK and out and out[-1][0] == BREAK:
            continue
        out.append(item)
    return out


def _without_stutter(items: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Leave out a word or pair of words that is said again at once: the last time stays."""
    out: list[tuple[str, int, int]] = []
    for item in items:
        out.append(item)
        for size in range(_LONGEST_STUTTER, 0, -1):
            if _repeats(out, size):
                tail = out[-size:]
                del out[-size:]
                while out and out[-1][0] == BREAK:
                    out.pop()
                del out[-size:]
                out.extend(tail)
                break
    return out


def _repeats(out: list[tuple[str, int, int]], size: int) -> bool:
    """Whether the last ``size`` words stand just before as well, commas between them aside."""
    if len(out) < 2 * size:
        return False
    tail = out[-size:]
    if not all(word[0][0].isalpha() for word in tail):
        return False
    at = len(out) - size
    while at > 0 and out[at - 1][0] == BREAK:
        at -= 1
    before = out[max(0, at - size) : at]
    return len(before) == size and all(one[0] == two[0] for one, two in zip(before, tail, strict=True))


def _joined(items: list[tuple[str, int, int]]) -> Words:
    if not items:
        return EMPTY_WORDS
    positions: list[int] = []
    at = 1
    for token, _, _ in items:
        positions.append(at)
        at += len(token) + 1
    tokens, starts, ends = zip(*items, strict=True)
    return Words(tokens, starts, ends, " " + " ".join(tokens) + " ", tuple(positions))
