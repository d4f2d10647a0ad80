from __future__ import annotations

from coercionscan import __version__
from coercionscan.audit.record import run_record


def test_the_record_names_everything_and_sorts_its_options() -> None:
    made = run_record(
        lexicon_sha256="l",
        model_sha256=None,
        profile="default",
        profile_sha256="p",
        config=(("only", ""), ("disable", "x")),
    )
    assert (made.package_version, made.lexicon_sha256, made.model_sha256, made.profile_sha256) == (
        __version__,
        "l",
        None,
        "p",
    )
    assert made.config == (("disable", "x"), ("only", ""))
    assert made.started_utc is None
