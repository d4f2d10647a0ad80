"""One lexicon and one way through the taggers for all tests of the code files."""

from __future__ import annotations

from functools import cache

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.tags.rehearse import Tagger as Play
from coercionscan.training.scene_tags import SceneTagger


@cache
def shipped() -> Lexicon:
    """The shipped lexicon, read once."""
    return load()


@cache
def player() -> Play:
    """From a transcript to its tags: the stages in the order of the pipeline, without the classifier."""
    tagger = SceneTagger(shipped())
    return lambda transcript: tagger.tag_transcript(transcript).tagging.tags


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return shipped()


@pytest.fixture(scope="session")
def play() -> Play:
    """From a transcript to its tags."""
    return player()
