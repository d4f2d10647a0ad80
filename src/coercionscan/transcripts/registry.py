"""The table of formats: every module of ``formats/`` that carries a ``FORMAT``, in order of its name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from coercionscan.transcripts import formats as home
from coercionscan.transcripts.formats.base import Format


@cache
def all_formats() -> tuple[Format, ...]:
    """All formats. A new one is one file in ``formats/``.

    Returns:
        The formats, sorted by name.
    """
    modules = (import_module(f"{home.__name__}.{found.name}") for found in iter_modules(home.__path__))
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda entry: entry.info.name))
