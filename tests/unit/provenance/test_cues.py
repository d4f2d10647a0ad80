from __future__ import annotations

from coercionscan.provenance.cues import CueReader, starts_of
from coercionscan.provenance.words import SILENT, Cues, Word

_TREE = starts_of({"short": ["red"], "middle": ["red dog", "dog"], "long": ["red dog barks"]})
_WORDS = {token: Word(None, 0, starts, None, SILENT) for token, starts in _TREE.items()}
_PLAIN = Word(None, 0, None, None, SILENT)


def _read(said: str, reader: CueReader | None = None, *, asking: bool = True) -> tuple[Cues, frozenset[str]]:
    tokens = said.split()
    known = [_WORDS.get(token, _PLAIN) for token in tokens]
    return (reader or CueReader()).read(tokens, known, 0, len(tokens), frozenset(), asking=asking)


def _places(cues: Cues) -> list[tuple[str, int, int]]:
    return [(cue.name, cue.at, cue.size) for cue in cues]


def test_cues_stand_in_order_and_the_longest_of_several_words_first() -> None:
    cues, names = _read("the red dog barks")
    assert _places(cues) == [("short", 1, 1), ("long", 1, 3), ("middle", 1, 2), ("middle", 2, 1)]
    assert names == {"short", "middle", "long"}


def test_a_phrase_that_breaks_off_is_none() -> None:
    cues, names = _read("red cat barks")
    assert _places(cues) == [("short", 0, 1)]
    assert names == {"short"}


def test_each_side_has_its_own_cues() -> None:
    assert _read("the red dog", asking=False) == ((), frozenset())


def test_names_are_those_of_the_sentence_whatever_was_read_before() -> None:
    reader = CueReader()
    assert [_read(said, reader)[1] for said in ("red", "dog", "red cat", "a dog", "red dog")] == [
        {"short"},
        {"middle"},
        {"short"},
        {"middle"},
        {"short", "middle"},
    ]


def test_a_cue_far_into_a_long_turn_is_found_as_well() -> None:
    cues, _ = _read("a " * 500 + "red dog")
    assert _places(cues) == [("short", 500, 1), ("middle", 500, 2), ("middle", 501, 1)]
