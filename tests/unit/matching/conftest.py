"""The shipped lexicon and its language, made once."""

from __future__ import annotations

from functools import cache

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.matching.language import Language


@cache
def shipped() -> Lexicon:
    """The shipped lexicon."""
    return load()


@cache
def spoken() -> Language:
    """The language of the shipped lexicon."""
    return Language(shipped().forms)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return shipped()


@pytest.fixture(scope="session")
def language() -> Language:
    """The language of the shipped lexicon."""
    return spoken()
