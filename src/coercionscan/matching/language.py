"""Words in normal form: the one place that tokenises.

A turn becomes a row of normal tokens: contractions are spelt out, fillers and stutters are left out, typographic
variants are one. Each token still knows its code points in ``Transcript.text``. Patterns are written over this form, so
that "I didn't, uh, didn't" and "I did not" need one pattern and not four.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from coercionscan.lexicon.normal import NormalForms
from coercionscan.matching.cutting import Cutter
from coercionscan.matching.marks import BREAK, ENDERS
from coercionscan.matching.words import EMPTY_WORDS, Columns, Words, side_by_side
from coercionscan.records import Origin, Span, Transcript, Turn
from coercionscan.text import fold, straighten

__all__ = ["BREAK", "EMPTY_WORDS", "ENDERS", "Language", "Words", "side_by_side"]

_SOFT = frozenset({",", ";", ":", "-", "--", "---", "...", "..", "…", "/"})
_QUOTES = frozenset({'"', "''", "``"})
_BRACKETS = {"(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")"}
_MOST_KNOWN = 50_000
"""So many pieces of writing are remembered, then all are forgotten: a run over many transcripts must not grow."""
_LONGEST_KNOWN = 40


class _Kind(Enum):
    """What a token needs: nothing, or a look at its neighbours."""

    WORD = auto()
    HYPHEN = auto()
    CONTEXT = auto()
    FILLER = auto()
    COMMA_FILLER = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    """A spelling: its kind, its folded text, and its normal words where no neighbour says otherwise."""

    kind: _Kind
    text: str
    words: tuple[str, ...]


_Raw = tuple[_Token, int, int]
"""A token and where its source begins and ends."""


class Language:
    """English words, by the tables of the lexicon.

    Attributes:
        tokenised_texts: How many texts were tokenised so far.
    """

    def __init__(self, forms: NormalForms) -> None:
        """Take the tables.

        Args:
            forms: The table of normal forms of the lexicon.
        """
        self._forms = forms
        self._cutter = Cutter({**_in_capitals(forms.spellings), **forms.spellings}, forms.units)
        self._pieces: dict[str, list[_Raw]] = {}
        self._tokens: dict[str, _Token] = {}
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
        return side_by_side(
            self._columns(turn.text, turn.span.start, inner.get(turn.index, ())) for turn in transcript.turns
        )

    def words(self, text: str, offset: int = 0, skip: Iterable[Span] = ()) -> Words:
        """Words of one text, on a page of its own.

        Args:
            text: Any text.
            offset: Where the text begins in ``Transcript.text``.
            skip: Spans of ``Transcript.text`` that are not read.

        Returns:
            The words; empty for an empty text.
        """
        return side_by_side([self._columns(text, offset, tuple(skip))])[0]

    def _columns(self, text: str, offset: int, skip: Sequence[Span]) -> Columns:
        if not text or text.isspace():
            return (), (), ()
        self.tokenised_texts += 1
        raw = self._raw(text, offset)
        if skip:
            raw = [item for item in raw if not any(span.start <= item[1] < span.end for span in skip)]
        return self._normal(raw)

    def _raw(self, text: str, offset: int) -> list[_Raw]:
        """Tokens with their source offsets and what is known of them; white space is left out."""
        pieces = self._pieces
        if len(pieces) > _MOST_KNOWN:
            pieces.clear()
            self._tokens.clear()
        items: list[_Raw] = []
        at = offset
        for piece in straighten(text).split(" "):
            if piece:
                known = pieces.get(piece)
                if known is None:
                    known = self._piece(piece)
                for token, begin, end in known:
                    items.append((token, at + begin, at + end))
                at += len(piece)
            at += 1
        return items

    def _piece(self, piece: str) -> list[_Raw]:
        """The tokens between two spaces; remembered unless they are long."""
        found: list[_Raw] = []
        end = 0
        for part in piece.split():
            end = piece.index(part, end)
            for text in self._cutter.cut(part):
                begin, end = end, end + len(text)
                token = self._token(text)
                if token.kind is not _Kind.SILENT:
                    found.append((token, begin, end))
        if len(piece) <= _LONGEST_KNOWN:
            self._pieces[piece] = found
        return found

    def _token(self, text: str) -> _Token:
        known = self._tokens.get(text)
        if known is None:
            known = self._tokens[text] = self._classify(fold(text).strip())
        return known

    def _classify(self, token: str) -> _Token:
        """What a token is, whatever stands around it; done once for each spelling."""
        forms = self._forms
        if token in ("-", "/"):
            return _Token(_Kind.HYPHEN, token, (BREAK,))
        if not token[:1].isalnum():
            mark = _punctuation(token)
            if mark is not None:
                return _Token(_Kind.WORD if mark else _Kind.SILENT, token, (mark,))
        if token in forms.after or token in forms.before:
            return _Token(_Kind.CONTEXT, token, forms.tokens.get(token, (token,)))
        if token in forms.fillers:
            return _Token(_Kind.FILLER, token, (token,))
        if token in forms.fillers_beside_comma:
            return _Token(_Kind.COMMA_FILLER, token, (token,))
        return _Token(_Kind.WORD, token, forms.tokens.get(token, (token,)))

    def _normal(self, raw: list[_Raw]) -> Columns:
        """The normal row: one pass, in which stutters fall as soon as their second half is there."""
        tokens: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for index, (token, start, end) in enumerate(raw):
            words = token.words
            if token.kind is not _Kind.WORD:
                if token.kind is _Kind.CONTEXT:
                    words = self._in_context(token, raw, index)
                elif self._drops(token.kind, raw, index, tokens):
                    continue
            for word in words:
                if word == BREAK and tokens and tokens[-1] == BREAK:
                    continue
                again = word in tokens[-_NEAR:]
                tokens.append(word)
                starts.append(start)
                ends.append(end)
                if again and word[0].isalpha():
                    _drop_stutter(tokens, starts, ends)
        return tokens, starts, ends

    def _drops(self, kind: _Kind, raw: list[_Raw], index: int, tokens: list[str]) -> bool:
        """Whether a hyphen or filler is left out where it stands."""
        if kind is _Kind.HYPHEN:
            return _glues(raw, index)
        if kind is _Kind.FILLER:
            return not _affirms(raw, index, self._forms)
        return _between_commas(raw, index, tokens)

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


_NEAR = 3
"""The first half of a stutter ends among so many tokens before the last: a pair of words, and a break between."""


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


def _between_commas(raw: list[_Raw], index: int, tokens: list[str]) -> bool:
    """Whether a doubtful filler stands before a break, and after one or at the beginning."""
    if index + 1 == len(raw) or raw[index + 1][0].words[:1] != (BREAK,):
        return False
    return not tokens or tokens[-1] == BREAK


def _drop_stutter(tokens: list[str], starts: list[int], ends: list[int]) -> None:
    """Take out the first of two equal neighbours: a word, or a pair of words, said again at once."""
    for size in (2, 1):
        at = len(tokens) - size
        while at > 0 and tokens[at - 1] == BREAK:
            at -= 1
        begin = at - size
        if begin < 0 or tokens[begin:at] != tokens[-size:]:
            continue
        if all(word[0].isalpha() for word in tokens[-size:]):
            for column in (tokens, starts, ends):
                del column[begin:-size]
            return


def _in_capitals(spellings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Contractions as they begin a sentence, and as they stand in a record that was typed in capitals throughout."""
    contractions = [(spelling, tokens) for spelling, tokens in spellings.items() if "'" in spelling]
    return {
        **{spelling.capitalize(): (tokens[0].capitalize(), *tokens[1:]) for spelling, tokens in contractions},
        **{spelling.upper(): tuple(map(str.upper, tokens)) for spelling, tokens in contractions},
    }
