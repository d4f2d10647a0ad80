"""Every error a user can meet: what happened, where, and what to do next.

One child for each different *action of the user*, never one for each place in the code. All of them survive
pickling, so that a batch over many processes can report them as rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class CoercionScanError(Exception):
    """Root of all errors of the package.

    Attributes:
        message: What happened, one sentence.
        where: The place: a path, with line and column where known. Empty when there is none.
        hint: What to do next, one sentence.
        slug: Stable name, an anchor in ``docs/errors.md``.
        exit_code: What the command line returns for it (2 usage, 3 input, 4 lexicon or model).
    """

    slug: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        """Keep the parts apart, so that every view can lay them out in its own way."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: place, message, hint."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} {self.hint}".rstrip()

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the attributes: exceptions with keyword arguments do not pickle by themselves."""
        return (_rebuild, (type(self), self.__dict__.copy()))


def _rebuild(kind: type[CoercionScanError], state: dict[str, object]) -> CoercionScanError:
    error = kind.__new__(kind)
    Exception.__init__(error, state.get("message", ""))
    error.__dict__.update(state)
    return error


class UsageError(CoercionScanError):
    """The call itself is wrong: unknown code, role, option or combination. Correct the command and run it again."""

    slug = "usage"
    exit_code = 2


class CaseFileError(CoercionScanError):
    """The side file ``case.toml`` cannot be used. Mend the named line."""

    slug = "case-file"
    exit_code = 2


class UnreadableInput(CoercionScanError):
    """The file is missing, empty, a directory, binary, too large or damaged. Hand in another file."""

    slug = "unreadable-input"


class UnknownFormat(CoercionScanError):
    """No format reader is sure enough. Name the format by hand.

    Attributes:
        candidates: (format, score 0..1, reason) of the nearest formats, best first.
    """

    slug = "unknown-format"

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        candidates: Sequence[tuple[str, float, str]] = (),
    ) -> None:
        """See the class."""
        super().__init__(message, where=where, hint=hint)
        self.candidates = tuple(candidates)


class UnsupportedDocument(CoercionScanError):
    """A kind of document that this version refuses on purpose. Convert it as the hint says."""

    slug = "unsupported-document"


class MissingExtra(CoercionScanError):
    """An optional library is needed. Install the named extra.

    Attributes:
        extra: Name of the extra, as in ``pip install 'coercionscan[extra]'``.
    """

    slug = "missing-extra"
    exit_code = 2

    def __init__(self, message: str, *, extra: str = "", where: str = "", hint: str = "") -> None:
        """See the class."""
        super().__init__(message, where=where, hint=hint or f"Install it: pip install 'coercionscan[{extra}]'")
        self.extra = extra


class LexiconError(CoercionScanError):
    """A lexicon file is wrong: unknown key, duplicate id, pattern that cannot be read. Mend the named line."""

    slug = "lexicon"
    exit_code = 4


class ModelError(CoercionScanError):
    """A trained model is missing, damaged or does not match its card. Reinstall or train it again."""

    slug = "model"
    exit_code = 4


class OutputError(CoercionScanError):
    """The result cannot be written. Choose another place or format."""

    slug = "output"
    exit_code = 2
