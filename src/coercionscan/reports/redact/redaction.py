"""One redaction: which stretches of a text are replaced by what, the same everywhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from coercionscan.errors import UsageError
from coercionscan.records import Case, Span, Transcript
from coercionscan.reports.redact.numbers import numbers_in
from coercionscan.reports.redact.people import WORD, People, bare, people_of

NAMES = "names"
NUMBERS = "numbers"
PRESIDIO = "presidio"
KINDS = (NAMES, NUMBERS, PRESIDIO)
_JOINTS = ("", ",")
"""What may stand between two names of one person, but for blanks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is replaced."""

    start: int
    end: int
    new: str


@dataclass(slots=True)
class Redaction:
    """Replaces names and numbers. Numbers are counted as they are met: one value has one pseudonym.

    ``names`` tells whether names are replaced, by this package or by Presidio.
    """

    people: People
    numbers: bool
    names: bool = True
    phrases: dict[str, str] = field(default_factory=dict)
    _values: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _met: dict[str, str] = field(default_factory=dict)

    @property
    def replacements(self) -> tuple[tuple[str, str], ...]:
        """What was replaced by what, so far: for the user alone."""
        return tuple(sorted(self._met.items(), key=lambda pair: (pair[1], pair[0])))

    def text(self, text: str, *, any_case: bool = False) -> str:
        """A text with everything replaced.

        Args:
            text: Any text.
            any_case: Whether a name counts in small letters too, as in lists of words.
        """
        made, at = "", 0
        for piece in self.pieces(text, any_case=any_case):
            made += text[at : piece.start] + piece.new
            at = piece.end
        return made + text[at:]

    def pieces(self, text: str, *, any_case: bool = False) -> list[Piece]:
        """What is replaced in a text, in order and without overlap; the longer piece wins.

        Args:
            text: Any text.
            any_case: See ``text``.
        """
        found = [*self._numbers(text), *self._phrases(text), *self._names(text, any_case=any_case)]
        kept: list[Piece] = []
        for piece in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or piece.start >= kept[-1].end:
                kept.append(piece)
        for piece in kept:
            self._met.setdefault(text[piece.start : piece.end], piece.new)
        return kept

    def _numbers(self, text: str) -> Iterator[Piece]:
        for start, end, kind in sorted(numbers_in(text)) if self.numbers else ():
            yield Piece(start, end, self._number(kind, text[start:end]))

    def _number(self, kind: str, value: str) -> str:
        key = (kind, "".join(letter for letter in value.lower() if letter.isalnum()))
        if key not in self._values:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._values[key] = f"[{kind} {self._counts[kind]}]"
        return self._values[key]

    def _phrases(self, text: str) -> Iterator[Piece]:
        for phrase, new in self.phrases.items():
            at = text.find(phrase)
            while at >= 0:
                yield Piece(at, at + len(phrase), new)
                at = text.find(phrase, at + len(phrase))

    def _names(self, text: str, *, any_case: bool) -> Iterator[Piece]:
        """Names; those of one person that follow each other become one piece."""
        last: Piece | None = None
        for found in WORD.finditer(text):
            word = found[0]
            new = self.people.words.get(bare(word)) or self.people.words.get(bare(word).rpartition("-")[2])
            if new is None or not (any_case or not self.people.cased or word[0].isupper()):
                continue
            end = found.start() + len(bare(word))
            if last and last.new == new and _follows(text, last, found.start()):
                last = Piece(last.start, end, new)
                continue
            if last:
                yield last
            last = Piece(found.start(), end, new)
        if last:
            yield last


def _follows(text: str, last: Piece, start: int) -> bool:
    between = text[last.end : start]
    return "\n" not in between and between.strip(" ") in _JOINTS


def file_names(transcript: Transcript) -> dict[str, str]:
    """Names of the files of several sessions, which stand in their headings, and what stands in their place."""
    return {
        one.name: f"session-{at}{PurePath(one.name).suffix.lower()}" for at, one in enumerate(transcript.sources, 1)
    }


def redaction_of(transcript: Transcript, kinds: Collection[str], case: Case | None = None) -> Redaction:
    """Prepare a redaction for a transcript.

    Args:
        transcript: The transcript.
        kinds: ``names``, ``numbers``, and ``presidio`` for what the library Presidio finds besides.
        case: The user's names, pseudonyms and words to keep.

    Returns:
        The redaction.

    Raises:
        UsageError: For an unknown kind, or none.
        MissingExtra: When ``presidio`` is asked for and not installed.
    """
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown or not kinds:
        raise UsageError(
            f"cannot redact {', '.join(unknown) or 'nothing'}", hint=f"Name one or more of: {', '.join(KINDS)}."
        )
    people = people_of(transcript, case) if NAMES in kinds else People({}, {}, cased=True)
    made = Redaction(people, NUMBERS in kinds, bool({NAMES, PRESIDIO} & set(kinds)), file_names(transcript))
    if PRESIDIO in kinds:
        from coercionscan.reports.redact.presidio import phrases_in  # an extra

        keep = set(case.keep) if case else set()
        made.phrases.update(
            (phrase, new)
            for phrase, new in phrases_in(transcript.text)
            if phrase not in keep and phrase not in made.phrases
        )
    return made


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the offsets of a text lie after its pieces were replaced."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Moved:
        """Prepare the move."""
        shift, shifts = 0, [0]
        for piece in pieces:
            shift += len(piece.new) - (piece.end - piece.start)
            shifts.append(shift)
        return cls(tuple(pieces), tuple(piece.start for piece in pieces), tuple(shifts))

    def start(self, offset: int) -> int:
        """Where a stretch that starts here starts now; inside a piece, at the piece."""
        at = bisect_right(self.starts, offset)
        piece = self.pieces[at - 1] if at else None
        if piece and offset < piece.end:
            return piece.start + self.shifts[at - 1]
        return offset + self.shifts[at]

    def end(self, offset: int) -> int:
        """Where a stretch that ends here ends now; inside a piece, at its end."""
        at = bisect_right(self.starts, offset - 1) if offset else 0
        piece = self.pieces[at - 1] if at else None
        if piece and offset < piece.end:
            return piece.end + self.shifts[at]
        return offset + self.shifts[at]

    def span(self, span: Span) -> Span:
        """A span after the move."""
        start = self.start(span.start)
        return Span(start=start, end=max(start, self.end(span.end) if span.end > span.start else start))

    def touches(self, spans: Iterable[Span]) -> bool:
        """Whether a replaced piece lies in one of the spans."""
        return any(
            piece.start < span.end and span.start < piece.end
            for span in spans
            for piece in self.pieces[
                max(0, bisect_right(self.starts, span.start) - 1) : bisect_right(self.starts, span.end)
            ]
        )
