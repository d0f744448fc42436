"""The few fakes of the tests."""

import hashlib
from collections.abc import Sequence

import numpy as np

from ingest import terms


class HashingEmbedder:
    """A bag of hashed terms: texts that share terms are near. Deterministic, no weights, no download."""

    name = "hashing-64"
    multilingual = True

    def __init__(self, name: str = "hashing-64") -> None:
        self.name = name
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += len(texts)
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for term in terms(text) or ["nothing"]:
                vectors[row, int(hashlib.md5(term.encode()).hexdigest(), 16) % 64] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
