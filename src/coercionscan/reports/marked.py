"""The transcript cut into pieces at the ends of its tags, so that a page can mark them without nesting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coercionscan.records import Analysis, Attribution, Origin, QuestionForm, Tag, TagStatus, Turn
from coercionscan.reports.excerpt import Place, clean, harmless, place
from coercionscan.reports.words import plain

FORM_TAGGER = "question_form"
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
    """A tag under its turn: its position in the list of all tags, its code as words, domain and status."""

    tag: int
    code: str
    domain: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A turn, ready for a page."""

    number: int
    speaker: str
    role: str
    place: Place
    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    form: str
    gesture: bool
    note: str


def turns(analysis: Analysis) -> Iterator[TurnView]:
    """All turns in order, with their marked pieces.

    Args:
        analysis: What was found.
    """
    by_turn: dict[int, list[int]] = {}
    for position, tag in enumerate(analysis.tagging.tags):
        by_turn.setdefault(tag.turn_index, []).append(position)
    for turn in analysis.transcript.turns:
        yield _turn(analysis, turn, by_turn.get(turn.index, []))


def _turn(analysis: Analysis, turn: Turn, positions: Sequence[int]) -> TurnView:
    tags, forms = analysis.tagging.tags, analysis.tagging.question_forms
    form = forms[turn.index] if turn.index < len(forms) else QuestionForm.NONE
    return TurnView(
        number=turn.index + 1,
        speaker=clean(turn.speaker),
        role=str(turn.role),
        place=place(analysis.transcript, turn),
        pieces=tuple(_pieces(turn, tags, [at for at in positions if tags[at].tagger != FORM_TAGGER])),
        chips=tuple(Chip(at, plain(tags[at].code), tags[at].domain, str(tags[at].status)) for at in positions),
        form="" if form is QuestionForm.NONE else plain(form),
        gesture=turn.origin is Origin.NONVERBAL,
        note=_note(turn),
    )


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
