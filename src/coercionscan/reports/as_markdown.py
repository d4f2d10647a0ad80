"""The report as Markdown, for memos and repositories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coercionscan.records import Analysis
from coercionscan.reports.excerpt import Quote, clean
from coercionscan.reports.shown import ConfessionView, ReasonView, ReportView, TacticView
from coercionscan.reports.view import view
from coercionscan.reports.words import counted, listed, percent, plain, quoted

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(analysis: Analysis, *, tags_only: bool = False) -> str:
    """The report as CommonMark with tables.

    Args:
        analysis: What was found.
        tags_only: Whether to leave out confessions and scores.

    Returns:
        Text ending with a newline; all words of the transcript are escaped, so that none of them becomes markup.
    """
    return "\n".join(_lines(view(analysis), tags_only=tags_only)).strip() + "\n"


def escape(text: str) -> str:
    """Words that Markdown shows as they are.

    Args:
        text: One line.
    """
    return _SPECIAL.sub(r"\\\1", text)


def _lines(shown: ReportView, *, tags_only: bool) -> Iterator[str]:
    yield "# How was this statement obtained?"
    yield ""
    yield from (f"> {sentence}" for sentence in shown.statement)
    yield from _source(shown)
    yield from _speakers(shown)
    if not tags_only:
        yield from _confessions(shown)
    yield from _provenance(shown)
    yield from _listed("Tactics tagged in the whole contact", shown.tactics, "None.")
    yield from _listed("What protected the questioned person", shown.protective, "Nothing of the kind was tagged.")
    yield from _questions(shown)
    yield from _circumstances(shown)
    yield from _legal(shown)
    yield from _gaps(shown)


def _source(shown: ReportView) -> Iterator[str]:
    yield "\n## Source\n"
    yield f"**{escape(shown.source_name)}**: {escape(shown.source_words)}\n"
    yield f"Quality: **{escape(plain(shown.grade))}**. Grades: {escape(shown.grade_rule)}\n"
    if shown.not_assessable_reason:
        yield f"**Not assessable:** {escape(shown.not_assessable_reason)}\n"
    yield f"Review: {escape(shown.reviewed_words)}\n"
    for note in (*shown.quality_notes, *shown.notices):
        yield f"- {escape(note)}"


def _speakers(shown: ReportView) -> Iterator[str]:
    yield "\n## Who speaks\n"
    yield from table(
        ("Speaker", "Role", "Turns", "Words", "Why this role", "Also written"),
        (
            (one.label, one.role, f"{one.turn_count:,}", f"{one.word_count:,}", one.reason, listed(one.merged))
            for one in shown.speakers
        ),
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table, line by line, with escaped cells.

    Args:
        heads: Column heads.
        rows: Cells, as many as heads.
    """
    names = [escape(head) for head in heads]
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(escape(cell) for cell in row)} |"


def _confessions(shown: ReportView) -> Iterator[str]:
    if not shown.confessions:
        yield "\n## Confessions\n"
        yield shown.no_confession
    for one in shown.confessions:
        yield from _confession(one, len(shown.confessions))


def _confession(one: ConfessionView, total: int) -> Iterator[str]:
    yield f"\n## Confession {one.number} of {total}: {escape(one.title)}\n"
    yield f"> {_quoted(one.opening)}\n"
    if one.answers:
        yield f"Admits, a bare answer told by its question: {escape(quoted(one.answers))}\n"
    if one.retracted:
        yield f"Taken back at {escape(one.retracted.full)}.\n"
    yield f"**{escape(one.band_words).capitalize()}.**\n"
    if one.indexes:
        yield "0 means no documented risk factor, 1 the most that the scale knows.\n"
        yield from table(
            ("Risk factors", "Index", f"{percent(one.level)} interval"),
            ((index.name, f"{index.value:.2f}", f"{index.low:.2f} to {index.high:.2f}") for index in one.indexes),
        )
    if one.total:
        yield f"\n{one.held_words}."
    if one.subscores:
        yield f"\nSub-scores: {', '.join(f'{escape(plain(name))} {value:.2f}' for name, value in one.subscores)}."
    if one.reasons:
        yield "\nWhat weighed most:\n"
    for number, reason in enumerate(one.reasons, 1):
        yield f"{number}. {_reason(reason)}"
    if one.more_reasons:
        yield f"\nAnd {one.more_reasons} more, of less weight: see the JSON report."
    yield ""
    for caveat in one.caveats:
        yield f"- {escape(caveat)}"


def _quoted(said: Quote) -> str:
    speaker = f"{said.speaker}, " if said.speaker else ""
    return f"\u201c{escape(said.text)}\u201d ({escape(speaker + said.place.full)})"


def _reason(reason: ReasonView) -> str:
    head = f"**{escape(plain(reason.code))}**: {reason.points:.2f} of {reason.reading} index{reason.often}"
    parts = [head]
    if reason.circumstance:
        parts.append(escape(reason.circumstance))
    if reason.quote:
        parts.append(_quoted(reason.quote))
    return ". ".join(parts)


def _provenance(shown: ReportView) -> Iterator[str]:
    found = shown.provenance
    yield "\n## Who said the details first\n"
    yield f"**{escape(found.headline)}.**\n"
    if found.fed:
        yield f"Taken over by the questioned person: {found.adopted}. Denied or corrected: {found.refused}.\n"
    if found.rows:
        yield from table(
            ("Detail", "First said by", "How", "Where", "What the questioned person did", "Where"),
            (
                (
                    row.label,
                    row.introduced_by,
                    row.form,
                    row.first.place.full,
                    row.uptake,
                    row.uptake_place.full if row.uptake_place else "",
                )
                for row in found.rows
            ),
        )


def _listed(heading: str, rows: tuple[TacticView, ...], nothing: str) -> Iterator[str]:
    yield f"\n## {heading}\n"
    if not rows:
        yield nothing
        return
    yield from table(
        ("Code", "Domain", "Times", "First words", "Where"),
        ((plain(one.code), plain(one.domain), str(one.count), one.first.text, one.first.place.full) for one in rows),
    )


def _questions(shown: ReportView) -> Iterator[str]:
    if shown.question_forms:
        yield "\n## How questions were asked\n"
        yield from table(
            ("Form", "Questions", "Share"),
            ((name, str(count), percent(share)) for name, count, share in shown.question_forms),
        )


def _circumstances(shown: ReportView) -> Iterator[str]:
    if shown.factors:
        yield "\n## Circumstances of the contact\n"
        yield from table(
            ("Circumstance", "Value", "Known from"),
            ((plain(one.id), clean(one.value), clean(one.source)) for one in shown.factors),
        )


def _legal(shown: ReportView) -> Iterator[str]:
    if shown.legal:
        yield "\n## Rules that speak of such findings\n"
        yield "A heading for these findings. Nothing is concluded from it; check each rule.\n"
    yield from (f"- {escape(one)}" for one in shown.legal)


def _gaps(shown: ReportView) -> Iterator[str]:
    yield "\n## What could not be assessed\n"
    yield from (f"- not looked for: {escape(one)}" for one in shown.not_assessed)
    yield from (f"- not known of the contact: {escape(one)}" for one in shown.not_known)
    yield f"- {counted(shown.suppressed_count, 'hit')} looked at and set aside: the JSON report says why"
    yield f"\n{escape(shown.run_words)}"
