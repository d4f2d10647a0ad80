"""What ``scan`` returns: an Analysis together with its views."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coercionscan.errors import UsageError
from coercionscan.records import Analysis, Case, Confession, Fact, Risk, Tag, Transcript
from coercionscan.reports import formats
from coercionscan.reports.write import write

if TYPE_CHECKING:
    import pandas as pd


class Result:
    r"""An analysis that can show and save itself.

    Examples:
        >>> import coercionscan
        >>> result = coercionscan.scan_text("DET. ROWE: Where were you?\nPELL: At home.\n", name="pell.txt")
        >>> [turn.speaker for turn in result.transcript.turns]
        ['DET. ROWE', 'PELL']
    """

    __slots__ = ("analysis",)

    def __init__(self, analysis: Analysis) -> None:
        """Wrap an analysis.

        Args:
            analysis: What the pipeline found; kept as it is.
        """
        self.analysis = analysis

    @property
    def transcript(self) -> Transcript:
        """The transcript as read."""
        return self.analysis.transcript

    @property
    def tags(self) -> tuple[Tag, ...]:
        """All tags, suppressed ones too (see ``Tag.status``), by turn and place."""
        return self.analysis.tagging.tags

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Checkable details with their first speaker, in falling weight."""
        return self.analysis.ledger.facts

    @property
    def confessions(self) -> tuple[Confession, ...]:
        """Confessions in order; empty when the questioned person admitted nothing."""
        return self.analysis.confessions

    @property
    def risks(self) -> tuple[Risk, ...]:
        """One risk for each scored confession, in the order of the confessions."""
        return self.analysis.risks

    def to_frame(self, kind: str = "tags") -> pd.DataFrame:
        """One table of the analysis.

        Args:
            kind: ``turns``, ``tags``, ``facts``, ``corrected_answers``, ``confessions``, ``contributions`` or
                ``speakers``.

        Returns:
            A row each; the columns are those of the JSON report, also when there is no row.

        Raises:
            UsageError: For another kind.
        """
        from coercionscan.reports.as_frame import frame  # pandas is slow to import

        return frame(self.analysis, kind)

    def to_json(self, *, with_text: bool = False) -> str:
        """The JSON report.

        Args:
            with_text: Whether to add the reading text.
        """
        return str(formats.render(self.analysis, "json", formats.Options(with_text=with_text)))

    def write(self, path: str | os.PathLike[str], format: str | None = None) -> None:  # noqa: A002 - the user's word
        """Save a report, whole or not at all.

        Args:
            path: Where to.
            format: ``text``, ``json``, ``markdown``, ``csv`` or another of ``reports.formats.NAMES``; None reads it
                off the suffix.

        Raises:
            UsageError: When neither ``format`` nor the suffix names a format.
            MissingExtra: When the library of the format is not installed.
            OutputError: When the file cannot be written; what stood there before still stands there.
        """
        name = format or formats.of_path(os.fspath(path))
        if name is None:
            raise UsageError(
                "the suffix names no report format",
                where=os.fspath(path),
                hint=f"Give format=, one of {', '.join(formats.NAMES)}.",
            )
        write(formats.render(self.analysis, name), path)

    def redacted(self, *kinds: str, case: Case | None = None) -> Result:
        """The result with names and numbers replaced by stable pseudonyms; findings and scores stay as they were.

        Args:
            *kinds: ``names``, ``numbers``, ``presidio``; both of the first where none is named.
            case: Names, pseudonyms and words to keep (see ``docs/case-file.md``).

        Returns:
            A new result. Names that no capital, title, speaker label or case file shows are missed: read it before
            you hand it on.

        Raises:
            UsageError: For an unknown kind.
            MissingExtra: When ``presidio`` is asked for and not installed.
        """
        from coercionscan.reports.redact.records import redacted  # few need it

        return Result(redacted(self.analysis, kinds or ("names", "numbers"), case)[0])

    def _repr_html_(self) -> str:
        """A card for notebooks."""
        from coercionscan.reports.as_html import card

        return card(self.analysis)

    def __repr__(self) -> str:
        """One line: name, sizes, bands."""
        bands = ", ".join(risk.band for risk in self.risks) or "none scored"
        return (
            f"<Result {self.transcript.source.name}: {len(self.transcript.turns)} turns, {len(self.tags)} tags, "
            f"{len(self.facts)} facts, {len(self.confessions)} confessions ({bands})>"
        )
