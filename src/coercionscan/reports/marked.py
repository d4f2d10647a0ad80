"""The transcript cut into pieces at the ends of its tags, so that a page can mark them without nesting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coercionscan.records import Analysis, Attribution, Origin, Tag, TagStatus, Turn
from coercionscan.reports.excerpt import Place, clean, harmless, place
from coercionscan.reports.words import plain

FORM_TAGGER = "question_form"
NO_LABEL = "(no label)"
"""Shown for a turn whose speaker is not named."""
_RANK = (
    "inducement",
    "pressure",
    "rights",
    "contamination",
    "suspect",
    "good_practice",
    "questioning",
)
"""Which domain colours a piece that several tags share: the rarer first. Source: convention."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a turn under the same tags. ``domain`` is empty, and ``tags`` too, where no tag marks them.

    ``tags`` are positions in the list of all tags; ``aside`` says that only suppressed hits mark the piece.
    """

    text: str
    tags: tuple[int, ...]
    domain: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A tag beside its turn: its code as words, domain and status."""

    code: str
    domain: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A turn, ready for a page.

    ``classes``: q asks, x left out or nobody's, none of them answers; g gesture, p the talk stops after it.
    ``chips`` leave out forms of questions and what was set aside: a page shows these on request. ``opens`` are numbers
    of confessions; ``bates`` is empty where the last turn had the same.
    """

    number: int
    speaker: str
    classes: str
    place: Place
    bates: str
    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    opens: tuple[int, ...]
    note: str


def turns(analysis: Analysis) -> Iterator[TurnView]:
    """All turns in order, with their marked pieces.

    Args:
        analysis: What was found.
    """
    by_turn: dict[int, list[int]] = {}
    for position, tag in enumerate(analysis.tagging.tags):
        by_turn.setdefault(tag.turn_index, []).append(position)
    opens: dict[int, tuple[int, ...]] = {}
    for number, confession in enumerate(analysis.confessions, 1):
        at = confession.first_turn_index
        opens[at] = (*opens.get(at, ()), number)
    pauses, before = frozenset(analysis.pauses), ""
    for turn in analysis.transcript.turns:
        shown = place(analysis.transcript, turn)
        yield TurnView(
            number=turn.index + 1,
            speaker=clean(turn.speaker),
            classes=_classes(turn, pause=turn.index in pauses),
            place=shown,
            bates="" if shown.bates == before else shown.bates or "",
            pieces=tuple(_pieces_of(analysis, turn, by_turn.get(turn.index, []))),
            chips=tuple(_chips(analysis.tagging.tags[at] for at in by_turn.get(turn.index, []))),
            opens=opens.get(turn.index, ()),
            note=_note(turn),
        )
        before = shown.bates or ""


def _classes(turn: Turn, *, pause: bool) -> str:
    side = "q" if turn.role.asks else "" if turn.role.questioned else "x"
    named = (("x" if not turn.scored else side, True), ("g", turn.origin is Origin.NONVERBAL), ("p", pause))
    return " ".join(letter for letter, holds in named if letter and holds)


def _chips(tags: Iterable[Tag]) -> Iterator[Chip]:
    for tag in tags:
        if tag.tagger != FORM_TAGGER and tag.status is not TagStatus.SUPPRESSED:
            yield Chip(plain(tag.code), tag.domain, str(tag.status))


def _pieces_of(analysis: Analysis, turn: Turn, positions: Sequence[int]) -> Iterator[Piece]:
    """The form of a question marks no words: it would underline half the transcript."""
    tags = analysis.tagging.tags
    return _pieces(turn, tags, [at for at in positions if tags[at].tagger != FORM_TAGGER])


def _note(turn: Turn) -> str:
    if turn.excluded_reason:
        return f"left out of the scores: {clean(turn.excluded_reason)}"
    if turn.attribution is Attribution.DOUBTFUL:
        return f"speaker doubtful{': ' + clean(turn.attribution_reason) if turn.attribution_reason else ''}"
    return ""


def _pieces(turn: Turn, tags: Sequence[Tag], positions: Sequence[int]) -> Iterator[Piece]:
    """Cut at every start and end of a tag; each piece knows all tags above it."""
    base, length = turn.span.start, len(turn.text)
    spans = [(at, max(tags[at].span.start - base, 0), min(tags[at].span.end - base, length)) for at in positions]
    cuts = sorted({0, length, *(cut for _, start, end in spans for cut in (start, end) if 0 <= cut <= length)})
    for start, end in pairwise(cuts):
        above = [at for at, low, high in spans if low <= start and end <= high]
        yield _piece(turn.text[start:end], tags, above)


def _piece(text: str, tags: Sequence[Tag], above: Sequence[int]) -> Piece:
    counting = [tags[at].domain for at in above if tags[at].status is not TagStatus.SUPPRESSED]
    domains = counting or [tags[at].domain for at in above]
    domain = min(domains, key=_rank, default="")
    return Piece(harmless(text), tuple(above), domain, bool(above) and not counting)


def _rank(domain: str) -> int:
    return _RANK.index(domain) if domain in _RANK else len(_RANK)
