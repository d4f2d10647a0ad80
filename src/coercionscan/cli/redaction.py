"""The options that keep names and numbers out of a report, and the list of what was replaced."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coercionscan.errors import UsageError
from coercionscan.reports.write import check_target, write

if TYPE_CHECKING:
    from coercionscan.records import Analysis, Case, Ledger, Transcript

KINDS = ("names", "numbers", "presidio")
Command = TypeVar("Command", bound=Callable[..., Any])


def redact_options(command: Command) -> Command:
    """Add ``--redact`` and ``--redact-list`` to a command."""
    for option in reversed(
        (
            click.option(
                "--redact",
                "redact",
                metavar="KINDS",
                help="Replace names, numbers or both by pseudonyms: names,numbers (presidio with the extra).",
            ),
            click.option(
                "--redact-list", "redact_list", metavar="FILE", help="Write what was replaced by what (CSV, private)."
            ),
        )
    ):
        command = option(command)
    return command


@dataclass(slots=True)
class Hiding:
    """What is to be replaced, and what has been."""

    kinds: tuple[str, ...]
    list_path: str | None
    _rows: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, redact: str | None, list_path: str | None) -> Hiding:
        """Read the options.

        Raises:
            UsageError: For an unknown kind, or a list without a redaction.
            OutputError: When the list cannot be written where it is wanted.
        """
        kinds = tuple(dict.fromkeys(word.strip() for word in (redact or "").split(",") if word.strip()))
        unknown = sorted(set(kinds) - set(KINDS))
        if unknown or (redact is not None and not kinds):
            raise UsageError(f"cannot redact {redact!r}", hint=f"Name one or more of: {', '.join(KINDS)}.")
        if list_path is not None:
            if not kinds:
                raise UsageError("--redact-list needs --redact", hint="Add --redact names,numbers.")
            check_target(list_path, [])
        return cls(kinds, list_path)

    def analysis(self, analysis: Analysis, case: Case | None) -> Analysis:
        """The analysis with everything replaced; as it is where nothing is asked for."""
        if not self.kinds:
            return analysis
        from coercionscan.reports.redact.records import redacted

        made, redaction = redacted(analysis, self.kinds, case)
        self._keep(analysis.transcript, redaction.replacements)
        return made

    def ledger(self, transcript: Transcript, ledger: Ledger, case: Case | None) -> tuple[Transcript, Ledger]:
        """A transcript and its details with everything replaced; as they are where nothing is asked for."""
        if not self.kinds:
            return transcript, ledger
        from coercionscan.reports.redact.records import redacted_ledger

        made, details, redaction = redacted_ledger(transcript, ledger, self.kinds, case)
        self._keep(transcript, redaction.replacements)
        return made, details

    def transcript(self, transcript: Transcript, case: Case | None) -> Transcript:
        """The transcript with everything replaced; as it is where nothing is asked for."""
        from coercionscan.records import Ledger

        return self.ledger(transcript, Ledger(), case)[0]

    def _keep(self, transcript: Transcript, replacements: tuple[tuple[str, str], ...]) -> None:
        self._rows.extend((transcript.source.name, new, old) for old, new in replacements)

    def finish(self) -> None:
        """Write the list, where one is wanted.

        Raises:
            OutputError: When it cannot be written.
        """
        if self.list_path is None:
            return
        out = io.StringIO(newline="")
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(("file", "pseudonym", "stood_there"))
        rows.writerows(self._rows)
        write(out.getvalue(), self.list_path, private=True)
