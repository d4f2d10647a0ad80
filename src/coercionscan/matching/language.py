"""Words in normal form: the one place that loads spaCy, and the one place that tokenises.

A turn becomes a row of normal tokens: contractions are spelt out, fillers and stutters are left out, typographic
variants are one. Each token still knows its code points in ``Transcript.text``. Patterns are written over this form, so
that "I didn't, uh, didn't" and "I did not" need one pattern and not four.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab

from coercionscan.lexicon.normal import NormalForms
from coercionscan.matching.page import BREAK, ENDERS, Page
from coercionscan.records import Origin, Span, Transcript, Turn
from coercionscan.text import fold, straighten

_SOFT = frozenset({",", ";", ":", "-", "--", "---", "...", "..", "…", "/"})
_QUOTES = frozenset({'"', "''", "``"})
_BRACKETS = {"(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")"}
__all__ = ["BREAK", "EMPTY_WORDS", "ENDERS", "Language", "Words", "side_by_side"]

_PAGE_TOKENS = 60_000
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
        page: The page that the turn lies on; all turns of a page are searched at once.
        number: Number of the turn on that page.
    """

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    page: Page = field(repr=False, compare=False)
    number: int = field(default=0, compare=False)

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


Normal = list[tuple[str, int, int]]
"""A row of normal tokens, each with begin and end of its source."""
Columns = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]


def side_by_side(rows: Iterable[Normal]) -> tuple[Words, ...]:
    """Turns laid on pages, as many on one as are searched fast together.

    Args:
        rows: Normal tokens of each turn.

    Returns:
        The words of each turn.
    """
    words: list[Words] = []
    waiting: list[Columns] = []
    tokens = 0
    for row in rows:
        waiting.append(_columns(row))
        tokens += len(row)
        if tokens >= _PAGE_TOKENS:
            words += _on_one_page(waiting)
            waiting, tokens = [], 0
    return (*words, *_on_one_page(waiting))


def _columns(row: Normal) -> Columns:
    if not row:
        return (), (), ()
    tokens, starts, ends = zip(*row, strict=True)
    return tokens, starts, ends


def _on_one_page(turns: Sequence[Columns]) -> list[Words]:
    page = Page([tokens for tokens, _, _ in turns])
    return [Words(*columns, page, number) for number, columns in enumerate(turns)]


EMPTY_WORDS = side_by_side([[]])[0]
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
        rows = [self._row(turn.text, turn.span.start, inner.get(turn.index, ())) for turn in transcript.turns]
        return side_by_side(rows)

    def words(self, text: str, offset: int = 0, skip: Iterable[Span] = ()) -> Words:
        """Words of one text, on a page of its own.

        Args:
            text: Any text.
            offset: Where the text begins in ``Transcript.text``.
            skip: Spans of ``Transcript.text`` that are not read.

        Returns:
            The words; empty for an empty text.
        """
        return side_by_side([self._row(text, offset, tuple(skip))])[0]

    def _row(self, text: str, offset: int, skip: Sequence[Span]) -> Normal:
        if not text or text.isspace():
            return []
        self.tokenised_texts += 1
        raw = self._raw(text, offset)
        if skip:
            raw = [item for item in raw if not any(span.start <= item[1] < span.end for span in skip)]
        return self._normal(raw)

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
