"""Words near in meaning share what the corpus teaches: static vectors, used to train and folded into weights of words.

A model over mean vectors is linear in the words, so each word has a weight of its own in the end, whether the corpus
holds it or not. The shipped model stays a table of words and weights, and inference needs no vector.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from coercionscan.errors import UnreadableInput
from coercionscan.tags.artifact import Floats
from coercionscan.training.files import content_of

FILE = "words.npz"
_STRENGTH = 2.0
"""Length of the vector of a rare word; a word itself counts 1. A convention, as is the next."""
_FREQUENT = 1e-3
"""A word with this share of all words counts half, more frequent ones less (Arora, Liang & Ma 2017, ICLR)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meanings:
    """Static word vectors.

    Attributes:
        words: Words, sorted.
        vectors: Words by dimensions, each of length 1.
        sha256: Digest of the file.
    """

    words: tuple[str, ...]
    vectors: Floats
    sha256: str

    def table(self, features: Sequence[str], counts: Floats) -> Floats:
        """Vectors of features, scaled as they are learned from.

        Args:
            features: Names of features; what is no single word has no vector. Of words that are one to the classifier
                (``he/she``) the first is looked up.
            counts: How often each feature occurs.

        Returns:
            Features by dimensions; zeros where there is no vector.
        """
        places = self._places
        rows = np.array([places.get(name.split("/")[0], len(self.words)) for name in features], dtype=np.intp)
        known = rows < len(self.words)
        total = max(1.0, float(counts[known].sum()))
        scale = _STRENGTH * known / (1.0 + counts / (total * _FREQUENT))
        padded = np.vstack([self.vectors, np.zeros((1, self.vectors.shape[1]), dtype=np.float32)])
        result: Floats = (padded[rows] * scale[:, None]).astype(np.float32)
        return result

    def besides(self, features: Sequence[str]) -> list[str]:
        """The words that are not among the features, in order."""
        known = {part for name in features for part in name.split("/")}
        return [word for word in self.words if word not in known]

    @property
    def _places(self) -> Mapping[str, int]:
        return {word: place for place, word in enumerate(self.words)}


def read_meanings(folder: Path) -> Meanings:
    """Read the vectors.

    Args:
        folder: Folder that holds ``words.npz``: ``words`` (UTF-8, one a line), ``vectors`` (words by dimensions, int8).

    Returns:
        The words and their vectors.

    Raises:
        UnreadableInput: When the file is missing or holds something else.
    """
    path = folder / FILE
    data = content_of(path)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as content:
            words = tuple(bytes(content["words"]).decode("utf-8").split("\n"))
            vectors = content["vectors"].astype(np.float32)
    except (ValueError, KeyError, BadZipFile) as error:
        raise UnreadableInput(f"the word vectors cannot be read: {error}", where=str(path)) from error
    if vectors.ndim != 2 or len(vectors) != len(words):
        raise UnreadableInput("words and vectors differ in number", where=str(path))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return Meanings(words=words, vectors=vectors / np.maximum(lengths, 1e-9), sha256=sha256(data).hexdigest())
