"""The run record: what made an analysis, so that anybody can make it again."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan import __version__
from coercionscan.records import RunRecord


def run_record(
    *,
    lexicon_sha256: str,
    model_sha256: str | None,
    profile: str,
    profile_sha256: str,
    config: Sequence[tuple[str, str]] = (),
    started_utc: str | None = None,
) -> RunRecord:
    """Make the record of a run.

    Args:
        lexicon_sha256: Digest of all lexicon files.
        model_sha256: Digest of the classifier; None where none took part.
        profile: Name of the score profile.
        profile_sha256: Digest of its file.
        config: Options as (name, value); kept sorted by name.
        started_utc: ISO 8601 time, handed in by the caller; the package itself never reads a clock.

    Returns:
        The record.
    """
    return RunRecord(
        package_version=__version__,
        lexicon_sha256=lexicon_sha256,
        model_sha256=model_sha256,
        profile=profile,
        profile_sha256=profile_sha256,
        config=tuple(sorted(config)),
        started_utc=started_utc,
    )
