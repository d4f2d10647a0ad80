"""The terminal report: what a person can take in within a minute at 80 columns, in colour only where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coercionscan.records import Analysis
from coercionscan.reports.excerpt import Quote
from coercionscan.reports.shown import ConfessionView, FactView, ReasonView, ReportView, SpeakerView
from coercionscan.reports.view import view
from coercionscan.reports.words import counted, percent, plain, quoted, shortened

WIDTH = 80
_SHOWN_CONFESSIONS = 3
_SHOWN_FACTS = 8
_SHOWN_NOTICES = 4
_SHOWN_SPEAKERS = 5
_LABEL = 22
_SHOWN_ACTS = 3
_ACT = 70
_LISTED = 12
"""Confessions of the summary; with them it stays within a screen of 30 lines. Source: convention."""
_BAND_COLUMN = 3
_LEGEND = (
    "risk factors: how many and how strong, in the recorded part (see the caveats)",
    "indexes 0 to 1: risk factors bearing on voluntariness / on reliability;",
    "the first counts what came before the admission, the second the rest too",
    "details: first spoken by the interrogator, of those that the confession holds",
)
_BAR = 16


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The few signs of the report beyond letters."""

    full: str
    empty: str
    low: str
    high: str


BLOCKS = Glyphs("\u2588", "\u2591", "\u201c", "\u201d")
ASCII = Glyphs("#", ".", '"', '"')


def glyphs_for(encoding: str | None) -> Glyphs:
    """The signs that an output can show.

    Args:
        encoding: Of the output; None when it does not say.

    Returns:
        Block signs where the encoding holds them all (a Windows console in cp1252 does not), else plain ASCII.
    """
    try:
        f"{BLOCKS.full}{BLOCKS.empty}{BLOCKS.low}{BLOCKS.high}".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def render(
    analysis: Analysis,
    *,
    width: int = WIDTH,
    colour: bool = False,
    glyphs: Glyphs = ASCII,
    tags_only: bool = False,
) -> str:
    """The report as text.

    Args:
        analysis: What was found.
        width: Columns.
        colour: Whether to add terminal colours.
        glyphs: Signs for bars and quotation marks.
        tags_only: Whether to leave out confessions and scores.

    Returns:
        Lines of at most ``width`` columns, without blanks at their ends.
    """
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in _parts(view(analysis), glyphs, tags_only=tags_only):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _parts(shown: ReportView, glyphs: Glyphs, *, tags_only: bool) -> Iterator[RenderableType]:
    yield Text("How was this statement obtained?", style="bold")
    yield from map(Text, shown.statement[:2])
    yield from _source(shown)
    if not tags_only:
        yield from _summary(shown)
    yield Text(f"In all, {shown.provenance.headline}.")
    yield from _speakers(shown)
    yield from _reading(shown)
    if not tags_only:
        yield from _confessions(shown, glyphs)
    yield from _provenance(shown)
    yield from _tactics(shown)
    yield from _protection(shown, glyphs)
    yield from _questions(shown, glyphs)
    yield from _legal(shown)
    yield from _gaps(shown)


def _heading(words: str) -> RenderableType:
    return Padding(Text(words.upper(), style="bold cyan"), (1, 0, 0, 0))


def _indented(text: Text | str, by: int = 2, style: str = "") -> RenderableType:
    return Padding(text if isinstance(text, Text) else Text(text, style=style), (0, 0, 0, by))


def _pairs(
    rows: Iterable[tuple[str | Text, ...]], *, ratios: tuple[int, ...] = (), wrap: bool = False
) -> RenderableType:
    """Rows in columns, two blanks apart; ``ratios`` share the width, 0 takes what the words need.

    ``wrap`` breaks words of columns without a ratio over lines where the page is too narrow for them.
    """
    table = Table.grid(padding=(0, 2), expand=bool(ratios))
    kept = list(rows)
    for at in range(len(kept[0]) if kept else 0):
        ratio = ratios[at] if at < len(ratios) else 0
        table.add_column(ratio=ratio or None, no_wrap=not (ratio or wrap), overflow="fold")
    for row in kept:
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return Padding(table, (0, 0, 0, 2))


def _source(shown: ReportView) -> Iterator[RenderableType]:
    yield Text("")
    yield Text(f"{shown.source_name}: {shown.source_words}")
    rule = f": {shown.grade_rule}" if shown.grade in ("fair", "poor") else ""
    yield Text.assemble("Quality ", (plain(shown.grade), "bold"), rule)
    if shown.not_assessable_reason:
        yield Text(f"NOT ASSESSABLE: {shown.not_assessable_reason}", style="bold")
    yield Text(f"Review: {shown.reviewed_words}")


def _summary(shown: ReportView) -> Iterator[RenderableType]:
    """All confessions at a glance: where, what, band, indexes, and who said their details first."""
    yield _heading("Confessions")
    if not shown.confessions:
        yield _indented(shown.no_confession)
        yield Text("")
        return
    head = ("", "where", "admission", "risk factors", "indexes", "details")
    rows = [tuple(Text(cell, style="dim") for cell in head), *map(_summary_row, shown.confessions[:_LISTED])]
    yield _pairs(rows, wrap=True)
    more = len(shown.confessions) - _LISTED
    if more > 0:
        yield _indented(f"and {more} more: see --format json")
    for line in _LEGEND:
        yield _indented(line, style="dim")


def _summary_row(one: ConfessionView) -> tuple[Text, ...]:
    kind = one.title.partition(";")[0].removesuffix(" admission")
    indexes = " / ".join(f"{index.value:.2f}" for index in one.indexes) or "-"
    cells = (f"{one.number}", one.opening.place.cite, kind, plain(one.band), indexes, f"{one.fed} of {one.total}")
    return tuple(Text(cell, style="bold" if at == _BAND_COLUMN else "") for at, cell in enumerate(cells))


def _reading(shown: ReportView) -> Iterator[RenderableType]:
    notes = (*shown.quality_notes, *map(shortened, shown.notices[:_SHOWN_NOTICES]))
    more = len(shown.notices) - _SHOWN_NOTICES
    if notes:
        yield _heading("How it was read")
    yield from map(_item, notes)
    if more > 0:
        yield _item(f"{counted(more, 'more note')} on the reading: see --format json")


def _item(words: str) -> RenderableType:
    return _pairs([("-", words)], ratios=(0, 1))


def _speakers(shown: ReportView) -> Iterator[RenderableType]:
    yield _heading("Who speaks")
    told, rest = _chief_speakers(shown.speakers)
    rows = [
        (
            Text(_cut(speaker.label or "(no label)", _LABEL)),
            Text(speaker.role, style="bold"),
            counted(speaker.turn_count, "turn"),
            Text(speaker.reason + (f" ({counted(len(speaker.merged), 'other spelling')})" if speaker.merged else "")),
        )
        for speaker in told
    ]
    yield _pairs(rows, ratios=(0, 0, 0, 1))
    if rest:
        turns = sum(speaker.turn_count for speaker in rest)
        roles = ", ".join(dict.fromkeys(speaker.role for speaker in rest))
        yield _indented(f"and {counted(len(rest), 'more voice')} with {counted(turns, 'turn')}: {roles}", style="dim")


def _chief_speakers(speakers: Sequence[SpeakerView]) -> tuple[Sequence[SpeakerView], Sequence[SpeakerView]]:
    """Those who speak most, in their order, and the others; no more than fit into a minute."""
    ranked = sorted(speakers, key=lambda one: -one.turn_count)[:_SHOWN_SPEAKERS]
    if len(speakers) == len(ranked) + 1:
        return speakers, ()  # a line on one left-out voice would be as long as its own
    return [one for one in speakers if one in ranked], [one for one in speakers if one not in ranked]


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 3]}..."


def _confessions(shown: ReportView, glyphs: Glyphs) -> Iterator[RenderableType]:
    if not shown.confessions:
        return
    full = _most_telling(shown)
    told = [one for one in shown.confessions if one.number in full]
    shared = [caveat for caveat in told[0].caveats if all(caveat in one.caveats for one in told)]
    for one in told:
        yield from _confession(one, len(shown.confessions), glyphs, unless=shared)
    yield _heading("Read this with the scores")
    yield from map(_item, shared)


def _most_telling(shown: ReportView) -> set[int]:
    """The confessions to show in full: the two first ones that courts ask for, then those with the highest index."""

    def rank(one: ConfessionView) -> tuple[bool, float, int]:
        named = "first " in one.title
        return (not named, -max((index.value for index in one.indexes), default=0.0), one.number)

    return {one.number for one in sorted(shown.confessions, key=rank)[:_SHOWN_CONFESSIONS]}


def _confession(one: ConfessionView, total: int, glyphs: Glyphs, *, unless: Sequence[str]) -> Iterator[RenderableType]:
    yield _heading(f"Confession {one.number} of {total}: {one.title}")
    yield _indented(_quoted(one.opening, glyphs))
    acts = [_cut(act, _ACT) for act in one.answers]
    if acts:
        more = f" and {len(acts) - _SHOWN_ACTS} more" if len(acts) > _SHOWN_ACTS else ""
        told = quoted(acts[:_SHOWN_ACTS], glyphs.low, glyphs.high)
        yield _indented(f"admits, a bare answer told by its question: {told}{more}")
    if one.retracted:
        yield _indented(f"Taken back at {one.retracted.cite}, turn {one.retracted.turn}.")
    yield _indented(Text(one.band_words.upper(), style="bold"))
    for index in one.indexes:
        yield _indented(
            f"{index.name:<26}{index.value:.2f}  {_bar(index.value, glyphs)}  "
            f"{percent(one.level)} interval {index.low:.2f} to {index.high:.2f}"
        )
    if one.indexes:
        yield _indented("0 means no documented risk factor, 1 the most that the scale knows", style="dim")
    if one.subscores:
        yield _indented(", ".join(f"{plain(name)} {value:.2f}" for name, value in one.subscores), style="dim")
    if one.reasons:
        yield _indented(Text("What weighed most (points of the index):"))
    for number, reason in enumerate(one.reasons, 1):
        yield _reason(number, reason, glyphs)
    if one.more_reasons:
        yield _indented(f"and {one.more_reasons} more: see --format json", by=5, style="dim")
    for caveat in one.caveats:
        if caveat not in unless:
            yield _item(caveat)


def _bar(value: float, glyphs: Glyphs) -> str:
    filled = round(min(max(value, 0.0), 1.0) * _BAR)
    return glyphs.full * filled + glyphs.empty * (_BAR - filled)


def _quoted(said: Quote, glyphs: Glyphs) -> Text:
    text = Text.assemble(glyphs.low, (said.text, "italic"), glyphs.high)
    return text.append(f"  {said.speaker}, {said.place.full}" if said.speaker else f"  {said.place.full}", style="dim")


def _reason(number: int, reason: ReasonView, glyphs: Glyphs) -> RenderableType:
    text = Text.assemble((plain(reason.code), "bold"), f"  {reason.points:.2f} of {reason.reading} index{reason.often}")
    if reason.circumstance:
        text.append(f"\n{reason.circumstance}")
    if reason.quote:
        text.append("\n").append_text(_quoted(reason.quote, glyphs))
    return _pairs([(f"{number}.", text)], ratios=(0, 1))


def _provenance(shown: ReportView) -> Iterator[RenderableType]:
    found = shown.provenance
    yield _heading("Who said the details first")
    yield _indented(f"{found.headline}.", style="bold")
    if found.fed:
        yield _indented(f"Taken over by the questioned person: {found.adopted}. Denied or corrected: {found.refused}.")
    if found.corrected_answers:
        yield _indented(f"{counted(found.corrected_answers, 'answer')} changed after being rejected or asked again.")
    fed = sorted((row for row in found.rows if row.fed), key=lambda row: not row.in_confession)
    for in_confession, rows in groupby(fed[:_SHOWN_FACTS], key=lambda row: row.in_confession):
        yield _indented("In a confession:" if in_confession else "Elsewhere:")
        yield _pairs(map(_fact, rows), ratios=(0, 2, 1))
    if len(fed) > _SHOWN_FACTS:
        yield _indented(f"and {len(fed) - _SHOWN_FACTS} more: see coercionscan trace", style="dim")


def _fact(row: FactView) -> tuple[str, str, str]:
    after = f"{row.uptake}, {row.uptake_place.cite}" if row.uptake_place else row.uptake
    return (row.first.place.cite, f"{row.label} ({row.form})", after)


def _tactics(shown: ReportView) -> Iterator[RenderableType]:
    yield _heading("Tactics tagged in the whole contact")
    if not shown.tactics:
        yield _indented("none")
    for domain, found in groupby(shown.tactics, key=lambda one: one.domain):
        words = ", ".join(f"{plain(one.code)} {one.count}" for one in found)
        yield _pairs([(Text(f"{plain(domain):<13}", style="bold"), words)], ratios=(0, 1))


def _protection(shown: ReportView, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield _heading("What protected the questioned person")
    if not shown.protective:
        yield _indented("nothing of the kind was tagged in the recorded part")
    for one in shown.protective:
        text = Text.assemble((plain(one.code), "bold"), f" {one.count}  ").append_text(_quoted(one.first, glyphs))
        yield _pairs([("-", text)], ratios=(0, 1))


def _questions(shown: ReportView, glyphs: Glyphs) -> Iterator[RenderableType]:
    if not shown.question_forms:
        return
    yield _heading("How questions were asked")
    yield _pairs(
        (name.removesuffix(" question"), f"{count:>5}", f"{percent(share):>8}", _bar(share, glyphs))
        for name, count, share in shown.question_forms
    )


def _legal(shown: ReportView) -> Iterator[RenderableType]:
    if shown.legal:
        yield _heading("Rules that speak of such findings")
        yield _indented("A heading for these findings. Nothing is concluded from it; check each rule.", style="dim")
    yield from map(_item, shown.legal)


def _gaps(shown: ReportView) -> Iterator[RenderableType]:
    yield _heading("What could not be assessed")
    if not (shown.not_assessed or shown.not_known):
        yield _indented("nothing is listed")
    if shown.not_assessed:
        yield _item(f"not looked for: {', '.join(shown.not_assessed)}")
    if shown.not_known:
        yield _item(f"not known of the contact: {', '.join(shown.not_known)}")
    if shown.suppressed_count:
        hits = counted(shown.suppressed_count, "hit")
        yield _item(f"{hits} looked at and set aside (negated, quoted ...): see --format json")
    if shown.suggested_count:
        yield _item(f"{counted(shown.suggested_count, 'suggestion')} without weight until a person confirms")
    yield Padding(Text(shown.run_words, style="dim"), (1, 0, 0, 0))
