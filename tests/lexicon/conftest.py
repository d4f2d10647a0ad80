"""One lexicon and one way through the taggers for all tests of the code files."""

from __future__ import annotations

from functools import cache

import pytest

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.matching.language import Language
from coercionscan.provenance.trace import Tracer
from coercionscan.records import Tag, Transcript
from coercionscan.tags.rehearse import Tagger as Play
from coercionscan.tags.tagger import Tagger


@cache
def shipped() -> Lexicon:
    """The shipped lexicon, read once."""
    return load()


@cache
def player() -> Play:
    """From a transcript to its tags: the stages in the order of the pipeline, without the classifier."""
    lexicon = shipped()
    language, tracer, tagger = Language(lexicon.forms), Tracer(lexicon), Tagger(lexicon)

    def play(transcript: Transcript) -> tuple[Tag, ...]:
        words = language.transcript(transcript)
        return tagger.tag(transcript, words, tracer.trace(transcript, words)).tags

    return play


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return shipped()


@pytest.fixture(scope="session")
def play() -> Play:
    """From a transcript to its tags."""
    return player()
