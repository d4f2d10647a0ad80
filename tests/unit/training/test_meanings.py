"""Word vectors: read, scaled, and folded into weights of words without a change of what the model says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coercionscan.errors import UnreadableInput
from coercionscan.lexicon.catalogue import load
from coercionscan.shipped import folder
from coercionscan.training.examples import Examples, Row
from coercionscan.training.fitting import fit
from coercionscan.training.meanings import FILE, Meanings, read_meanings
from coercionscan.training.scenes import read_scenes

CODES = ("honesty_demand", "implied_leniency")


@pytest.fixture(scope="module")
def shipped() -> Meanings:
    return read_meanings(folder("vectors"))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    scenes = [scene for scene in read_scenes(folder("corpus")) if scene.writer == "w3"]
    return Examples(load()).rows(scenes[:8])


def test_words_near_in_meaning_have_near_vectors(shipped: Meanings) -> None:
    place = {word: number for number, word in enumerate(shipped.words)}
    near, far = (float(shipped.vectors[place["jail"]] @ shipped.vectors[place[word]]) for word in ("prison", "spoon"))
    assert near > 0.5 > far
    assert np.allclose(np.linalg.norm(shipped.vectors, axis=1), 1.0, atol=1e-4)


def test_names_have_no_vector(shipped: Meanings) -> None:
    assert not {"john", "mary", "mohammed", "monday"} & set(shipped.words)


def test_frequent_words_and_what_is_no_word_count_less(shipped: Meanings) -> None:
    table = shipped.table(
        ["jail", "prison", "go to jail", "@first"], np.array([0.0, 900.0, 5.0, 5.0], dtype=np.float32)
    )
    rare, often, pair, place = np.linalg.norm(table, axis=1)
    assert rare > often > 0
    assert pair == place == 0


def test_words_that_are_one_to_the_classifier_have_the_vector_of_the_first(shipped: Meanings) -> None:
    table = shipped.table(["he/she", "he"], np.zeros(2, dtype=np.float32))
    assert np.array_equal(table[0], table[1])
    assert not {"he", "she"} & set(shipped.besides(["he/she"]))


def test_words_that_were_never_seen_get_a_weight(rows: list[Row], shipped: Meanings) -> None:
    plain = fit("interrogator", CODES, rows, seed=0)
    meant = fit("interrogator", CODES, rows, seed=0, meanings=shipped)
    assert plain.codes == meant.codes
    assert plain.codes
    assert set(plain.vocabulary) < set(meant.vocabulary)
    new = [number for number, name in enumerate(meant.vocabulary) if name not in set(plain.vocabulary)]
    assert np.abs(meant.weights[new]).max() > 0.01


def test_without_vectors_of_the_words_nothing_changes(rows: list[Row]) -> None:
    strangers = Meanings(words=("zyzzyva",), vectors=np.ones((1, 3), dtype=np.float32) / np.sqrt(3), sha256="")
    plain = fit("interrogator", CODES, rows, seed=0)
    meant = fit("interrogator", CODES, rows, seed=0, meanings=strangers)
    assert np.allclose(plain.probabilities(rows), meant.probabilities(rows), atol=1e-3)


def test_a_spoilt_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot read"):
        read_meanings(tmp_path)
    (tmp_path / FILE).write_bytes(b"no archive")
    with pytest.raises(UnreadableInput, match="word vectors"):
        read_meanings(tmp_path)
    with (tmp_path / FILE).open("wb") as out:
        np.savez(out, words=np.frombuffer(b"one\ntwo", dtype=np.uint8), vectors=np.ones((3, 2), dtype=np.int8))
    with pytest.raises(UnreadableInput, match="differ in number"):
        read_meanings(tmp_path)
