"""The report as a Word document, for memos: the short report with headings, tables and page numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from coercionscan.errors import MissingExtra
from coercionscan.records import Analysis
from coercionscan.reports.excerpt import Quote, clean
from coercionscan.reports.shown import ConfessionView, ReasonView, ReportView, TacticView
from coercionscan.reports.view import view
from coercionscan.reports.words import capital, counted, listed, percent, plain, quoted

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Written as the date of the file, so that the same analysis gives the same file."""


def render(analysis: Analysis, *, tags_only: bool = False) -> bytes:
    """The report as a Word document.

    Args:
        analysis: What was found.
        tags_only: Whether to leave out confessions and scores.

    Returns:
        The file.

    Raises:
        MissingExtra: When python-docx is not installed.
    """
    try:
        from docx import Document  # an extra
    except ImportError as error:
        raise MissingExtra("Word reports need a library", extra="docx") from error
    shown = view(analysis)
    paper = _Paper(Document())
    paper.start(shown.source_name)
    _source(paper, shown)
    if not tags_only:
        _confessions(paper, shown)
    _provenance(paper, shown)
    _tactics(paper, "Tactics tagged in the whole contact", shown.tactics, "None.")
    _tactics(paper, "What protected the questioned person", shown.protective, "Nothing of the kind was tagged.")
    _questions(paper, shown)
    _circumstances(paper, shown)
    _legal(paper, shown)
    _gaps(paper, shown)
    return paper.bytes()


class _Paper:
    """A Word document with the few things that a memo needs."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def start(self, source_name: str) -> None:
        """Set the type, the properties and the running heads."""
        from docx.shared import Mm, Pt  # an extra

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Calibri", Pt(10.5)
        section = self._document.sections[0]
        section.left_margin = section.right_margin = Mm(22)
        section.header.paragraphs[0].text = f"{source_name}\tHow was this statement obtained?"
        self._page_number(section.footer.paragraphs[0])
        properties = self._document.core_properties
        properties.title, properties.author = f"How was this statement obtained? {source_name}", "coercionscan"
        properties.created = properties.modified = _EPOCH.replace(tzinfo=None)
        self._document.add_heading("How was this statement obtained?", 0)

    @staticmethod
    def _page_number(paragraph: Any) -> None:
        from docx.oxml import OxmlElement  # an extra
        from docx.oxml.ns import qn

        paragraph.add_run("page ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading."""
        self._document.add_heading(xml(text), level)

    def text(self, text: str, *, bold: bool = False, style: str | None = None) -> None:
        """A paragraph."""
        self._document.add_paragraph(style=style).add_run(xml(text)).bold = bold

    def quotation(self, said: Quote) -> None:
        """Words of the transcript with their place."""
        paragraph = self._document.add_paragraph(style="Intense Quote")
        paragraph.add_run(xml(f"\u201c{said.text}\u201d "))
        speaker = f"{said.speaker}, " if said.speaker else ""
        paragraph.add_run(xml(speaker + said.place.full)).italic = False

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], parts: Sequence[int]) -> None:
        """A table whose first row is repeated on each page; ``parts`` share its width among the columns."""
        from docx.oxml import OxmlElement  # an extra

        made = self._document.add_table(rows=1, cols=len(heads), style="Light List")
        made.autofit = False
        section = self._document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        widths = [width * part // sum(parts) for part in parts]
        self._fill(made.rows[0], heads, widths)
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            self._fill(made.add_row(), row, widths)
        self._document.add_paragraph()

    @staticmethod
    def _fill(row: Any, cells: Sequence[str], widths: Sequence[int]) -> None:
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.text, cell.width = xml(text), width

    def bytes(self) -> bytes:
        """The document as a file."""
        out = io.BytesIO()
        self._document.save(out)
        return _undated(out)


def _undated(file: io.BytesIO) -> bytes:
    """The same archive without the time of day that zip files carry: the same analysis gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as dated, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            undated.writestr(zipfile.ZipInfo(name, _EPOCH.timetuple()[:6]), dated.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xml(text: str) -> str:
    """Text without the letters that XML forbids."""
    return "".join(
        letter for letter in text if letter in "\t\n" or (letter >= " " and not 0xFFFE <= ord(letter) <= 0xFFFF)
    )


def _source(paper: _Paper, shown: ReportView) -> None:
    for sentence in shown.statement:
        paper.text(sentence, style="List Bullet")
    paper.text(f"{capital(shown.reviewed_words)}.", style="List Bullet")
    paper.heading("Record and quality")
    paper.text(f"{shown.source_name}: {shown.source_words}{f'; {shown.extent}' if shown.extent else ''}")
    paper.text(f"Quality: {plain(shown.grade)}.", bold=True)
    if shown.not_assessable_reason:
        paper.text(f"Not assessable: {shown.not_assessable_reason}", bold=True)
    for note in (*shown.quality_notes, *shown.notices):
        paper.text(note, style="List Bullet")
    paper.table(
        ("Speaker", "Role", "Turns", "Words", "Why this role", "Also written"),
        [
            (one.label, one.role, f"{one.turn_count:,}", f"{one.word_count:,}", one.reason, listed(one.merged))
            for one in shown.speakers
        ],
        (4, 4, 2, 2, 7, 4),
    )


def _confessions(paper: _Paper, shown: ReportView) -> None:
    paper.heading("Confessions")
    if not shown.confessions:
        paper.text(shown.no_confession)
    for one in shown.confessions:
        _confession(paper, one, len(shown.confessions))


def _confession(paper: _Paper, one: ConfessionView, total: int) -> None:
    paper.heading(f"Confession {one.number} of {total}: {one.title}", 2)
    paper.quotation(one.opening)
    if one.answers:
        paper.text(f"Admits, a bare answer told by its question: {quoted(one.answers)}")
    if one.retracted:
        paper.text(f"Taken back at {one.retracted.full}.")
    paper.text(f"{capital(one.band_words)}.", bold=True)
    if one.total:
        paper.text(f"{one.held_words}.")
    if one.indexes:
        paper.table(
            ("Risk factors, 0 none to 1 the most the scale knows", "Index", f"{percent(one.level)} interval"),
            [(index.name, f"{index.value:.2f}", f"{index.low:.2f} to {index.high:.2f}") for index in one.indexes]
            + [(plain(name), f"{value:.2f}", "") for name, value in one.subscores],
            (6, 2, 3),
        )
    for number, reason in enumerate(one.reasons, 1):
        _reason(paper, number, reason)
    if one.more_reasons:
        paper.text(f"And {one.more_reasons} more, of less weight: see the JSON report.")
    for caveat in one.caveats:
        paper.text(caveat, style="List Bullet")


def _reason(paper: _Paper, number: int, reason: ReasonView) -> None:
    paper.text(
        f"{number}. {plain(reason.code)}: {reason.points:.2f} of the {reason.reading} index{reason.often}"
        f"{f'. {reason.circumstance}' if reason.circumstance else ''}"
    )
    if reason.quote:
        paper.quotation(reason.quote)


def _provenance(paper: _Paper, shown: ReportView) -> None:
    paper.heading("Who said the details first")
    paper.text(f"{capital(shown.provenance.headline)}.", bold=True)
    if shown.provenance.rows:
        paper.table(
            ("Detail", "First said by", "How", "Where", "What the questioned person did"),
            [
                (
                    row.label,
                    row.introduced_by,
                    row.form,
                    row.first.place.full,
                    row.uptake + (f", {row.uptake_place.full}" if row.uptake_place else ""),
                )
                for row in shown.provenance.rows
            ],
            (5, 3, 4, 5, 6),
        )


def _tactics(paper: _Paper, heading: str, rows: tuple[TacticView, ...], nothing: str) -> None:
    paper.heading(heading)
    if not rows:
        paper.text(nothing)
        return
    paper.table(
        ("Code", "Domain", "Times", "First words", "Where"),
        [(plain(one.code), plain(one.domain), str(one.count), one.first.text, one.first.place.full) for one in rows],
        (5, 4, 2, 10, 5),
    )


def _questions(paper: _Paper, shown: ReportView) -> None:
    if shown.question_forms:
        paper.heading("How questions were asked")
        paper.table(
            ("Form", "Questions", "Share"),
            [(name, f"{count:,}", percent(share)) for name, count, share in shown.question_forms],
            (4, 2, 2),
        )


def _circumstances(paper: _Paper, shown: ReportView) -> None:
    if shown.factors:
        paper.heading("Circumstances of the contact")
        paper.table(
            ("Circumstance", "Value", "Known from"),
            [(plain(one.id), clean(one.value), clean(one.source)) for one in shown.factors],
            (3, 5, 3),
        )


def _legal(paper: _Paper, shown: ReportView) -> None:
    if shown.legal:
        paper.heading("Rules that speak of such findings")
        paper.text("A heading for these findings. Nothing is concluded from it; check each rule.")
    for one in shown.legal:
        paper.text(one, style="List Bullet")


def _gaps(paper: _Paper, shown: ReportView) -> None:
    paper.heading("What could not be assessed")
    for one in shown.not_assessed:
        paper.text(f"not looked for: {one}", style="List Bullet")
    for one in shown.not_known:
        paper.text(f"not known of the contact: {one}", style="List Bullet")
    paper.text(f"{counted(shown.suppressed_count, 'hit')} looked at and set aside", style="List Bullet")
    paper.text(shown.run_words)
