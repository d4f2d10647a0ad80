from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from coercionscan.cli.failure import guarded, lines_of
from coercionscan.errors import CoercionScanError, LexiconError, UnknownFormat, UnreadableInput, UsageError


def _raising(error: BaseException) -> Callable[[], object]:
    def action() -> object:
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (UsageError("no", hint="Do this."), 2, "coercionscan: no\n  Do this.\n"),
        (UnreadableInput("is empty", where="a.txt"), 3, "coercionscan: a.txt: is empty\n"),
        (LexiconError("bad"), 4, "coercionscan: bad\n"),
        (click.UsageError("no such option"), 2, "coercionscan: no such option\n  See: coercionscan --help\n"),
        (KeyboardInterrupt(), 130, "coercionscan: interrupted; nothing more was written\n"),
        (BrokenPipeError(), 141, ""),
        (OSError(28, "No space left on device"), 2, "coercionscan: cannot read or write: No space left on device\n"),
        (ZeroDivisionError("oops"), 70, "coercionscan: fault in the program: ZeroDivisionError: oops\n"),
        (click.exceptions.Exit(0), 0, ""),
    ],
)
def test_each_failure_has_its_code_and_its_words(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coercionscan.cli.failure._drop_stdout", lambda: None)
    assert guarded(_raising(error), []) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(words)
    assert "Traceback" not in err


def test_debug_shows_the_stack(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(_raising(UsageError("no")), ["score", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_number_is_the_code_and_anything_else_is_success() -> None:
    assert guarded(lambda: 1, []) == 1
    assert guarded(lambda: None, []) == 0


def test_candidates_are_named_with_score_and_reason() -> None:
    error: CoercionScanError = UnknownFormat("unsure", where="a", candidates=[("csv", 0.31, "commas")], hint="Say it.")
    assert lines_of(error) == ["a: unsure", "csv (0.31): commas", "Say it."]
