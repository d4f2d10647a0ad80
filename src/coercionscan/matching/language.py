"""Words in normal form: the one place that loads spaCy, and the one place that tokenises.

A turn becomes a row of normal tokens: contractions are spelt out, fillers and stutters are left out, typographic
variants are one. Each token still knows its code points in ``Transcript.text``. Patterns are written over this form, so
that "I didn't, uh, didn't" and "I did not" need one pattern and not four.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab

from coercionscan.lexicon.normal import NormalForms
from coercionscan.records import Origin, Span, Transcript, Turn
from coercionscan.text import fold, straighten

ENDERS = frozenset(".?!")
"""Tokens that end a sentence in the normal form."""
BREAK = ","
"""Token that stands for commas, dashes, semicolons, colons and ellipses."""
_SOFT = frozenset({",", ";", ":", "-", "--", "---", "...", "..", "…", "/"})
_QUOTES = frozenset({'"', "''", "``"})
_BRACKETS = {"(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")"}
_ATTRIBUTES = ["ORTH", "IDX", "LENGTH"]
_GLUED = (r"[()\[\]{}\"?!;]", r"(?<=[a-z])[.](?=[A-Z])", r"(?<=[a-zA-Z]),(?=[a-zA-Z])", r"\.\.+", r"--+")
"""Marks that typists glue to the next word; between two words they part them."""


class _Kind(Enum):
    """What a token needs: nothing, or a look at its neighbours."""

    WORD = auto()
    MARK = auto()
    HYPHEN = auto()
    CONTEXT = auto()
    FILLER = auto()
    COMMA_FILLER = auto()
    SPACE = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    """A spelling: its kind, its folded text, and its normal words where no neighbour says otherwise."""

    kind: _Kind
    text: str
    words: tuple[str, ...]


_Raw = tuple[_Token, int, int]
_DROPPABLE = frozenset({_Kind.HYPHEN, _Kind.FILLER, _Kind.COMMA_FILLER})


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
        # The tokenizer of ``spacy.blank("en")`` without its pipeline, whose configuration takes longer than the rest.
        defaults = English.Defaults
        vocab = create_vocab("en", defaults)
        self._tokenizer = Tokenizer(
            vocab,
            rules=defaults.tokenizer_exceptions,
            prefix_search=compile_prefix_regex([*(defaults.prefixes or ()), r"--+"]).search,
            # The last one: in capitals the stop after "DIDN'T" would stay glued to it.
            suffix_search=compile_suffix_regex(
                [*(defaults.suffixes or ()), r"--+", r"(?<=[a-z])-", r"(?<='[A-Z])\."]
            ).search,
            infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *_GLUED]).finditer,
            token_match=defaults.token_match,
            url_match=None,
        )
        self._strings = vocab.strings
        self._known: dict[int, _Token] = {}
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
        return _joined(self._normal(raw))

    def _raw(self, text: str, offset: int) -> list[_Raw]:
        """Tokens with their source offsets and what is known of them; white space is left out."""
        known = self._known
        items: list[_Raw] = []
        for orth, at, length in self._tokenizer(straighten(text)).to_array(_ATTRIBUTES).tolist():
            token = known.get(orth)
            if token is None:
                token = known[orth] = self._classify(fold(self._strings[orth]).strip())
            if token.kind is not _Kind.SPACE:
                items.append((token, offset + at, offset + at + length))
        return items

    def _classify(self, token: str) -> _Token:
        """What a token is, whatever stands around it; done once for each spelling."""
        forms = self._forms
        if not token:
            return _Token(_Kind.SPACE, token, ())
        if token in ("-", "/"):
            return _Token(_Kind.HYPHEN, token, (BREAK,))
        if not token[0].isalnum():
            mark = _punctuation(token)
            if mark is not None:
                return _Token(_Kind.MARK if mark else _Kind.SPACE, token, (mark,))
        if token in forms.after or token in forms.before:
            return _Token(_Kind.CONTEXT, token, forms.tokens.get(token, (token,)))
        if token in forms.fillers:
            return _Token(_Kind.FILLER, token, (token,))
        if token in forms.fillers_beside_comma:
            return _Token(_Kind.COMMA_FILLER, token, (token,))
        return _Token(_Kind.WORD, token, forms.tokens.get(token, (token,)))

    def _normal(self, raw: list[_Raw]) -> list[tuple[str, int, int]]:
        """The normal row: one pass, in which stutters fall as soon as their second half is there."""
        out: list[tuple[str, int, int]] = []
        for index, (token, start, end) in enumerate(raw):
            kind = token.kind
            words = token.words
            if kind is _Kind.CONTEXT:
                words = self._in_context(token, raw, index)
            elif kind in _DROPPABLE and self._drops(kind, raw, index, out):
                continue
            for word in words:
                if word == BREAK and out and out[-1][0] == BREAK:
                    continue
                out.append((word, start, end))
                if len(out) > 1:
                    _drop_stutter(out, word)
        return out

    def _drops(self, kind: _Kind, raw: list[_Raw], index: int, out: list[tuple[str, int, int]]) -> bool:
        """Whether a hyphen or filler is left out where it stands."""
        if kind is _Kind.HYPHEN:
            return _glues(raw, index)
        if kind is _Kind.FILLER:
            return not _affirms(raw, index, self._forms)
        return _between_commas(raw, index, out)

    def _in_context(self, token: _Token, raw: list[_Raw], index: int) -> tuple[str, ...]:
        """The words of a token that depends on its neighbours."""
        after = self._forms.after.get(token.text)
        if after is not None and index:
            form = after.get(raw[index - 1][0].text)
            if form is not None:
                return (form,)
        before = self._forms.before.get(token.text)
        if before is not None and index + 1 < len(raw):
            form = before.get(raw[index + 1][0].text)
            if form is not None:
                return (form,)
        return token.words


def _punctuation(token: str) -> str | None:
    """The normal mark of a token; "" where it is left out; None where it is a word."""
    if token in ENDERS:
        return token
    if token in _SOFT:
        return BREAK
    if token in _QUOTES:
        return '"'
    if token in _BRACKETS:
        return _BRACKETS[token]
    if any(letter.isalnum() for letter in token):
        return None
    return next((mark for mark in "?!" if mark in token), BREAK if set(token) <= set(".-_*") else "")


def _glues(raw: list[_Raw], index: int) -> bool:
    """Whether a hyphen stands inside a compound ("T-shirt"): no space on either side."""
    if index == 0 or index + 1 == len(raw):
        return False
    before, after = raw[index - 1], raw[index + 1]
    return (
        before[2] == raw[index][1]
        and raw[index][2] == after[1]
        and before[0].text[-1].isalnum()
        and after[0].text[0].isalnum()
    )


def _affirms(raw: list[_Raw], index: int, forms: NormalForms) -> bool:
    """Whether a filler is the first half of an answer, as in "uh-huh": a second half follows, hyphen or not."""
    after = [token for token, _, _ in raw[index + 1 : index + 3] if token.kind is not _Kind.HYPHEN]
    return bool(after) and after[0].text in forms.answer_halves


def _between_commas(raw: list[_Raw], index: int, out: list[tuple[str, int, int]]) -> bool:
    """Whether a doubtful filler stands before a break, and after one or at the beginning."""
    if index + 1 == len(raw) or raw[index + 1][0].words[:1] != (BREAK,):
        return False
    return not out or out[-1][0] == BREAK


def _drop_stutter(out: list[tuple[str, int, int]], word: str) -> None:
    """Take out the first of two equal neighbours: a word, or a pair of words, said again at once."""
    for size in (2, 1):
        at = len(out) - size
        while at > 0 and out[at - 1][0] == BREAK:
            at -= 1
        begin = at - size
        if begin < 0 or out[at - 1][0] != word or not word[0].isalpha():
            continue
        tail = out[-size:]
        pairs = zip(out[begin:at], tail, strict=True)
        if all(one[0] == two[0] and two[0][0].isalpha() for one, two in pairs):
            del out[begin:]
            out.extend(tail)
            return


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
