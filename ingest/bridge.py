"""A bridge from Chinese terms into an English embedder's space, learned from the base's own bilingual sentences.

The default embedder reads only English. Every sentence of the base stands in both languages, so a linear map from the
terms of the Chinese text (tf-idf of characters and their bigrams) to the vector of its English twin can be learned by
ridge regression, without any download. It knows the base's subject and nothing else; measured in docs/decisions/0006.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse

from ingest.contrast import Bag, batches, info_nce
from ingest.features import tf_idf, weigh
from ingest.language import characters, terms

# Ridge penalty on unit-length term vectors, and rate of the refinement: among the best on held-out wordings.
PENALTY = 0.25
EPOCHS, RATE, SEED = 18, 1.5e-3, 0  # of the refinement on known questions
_BLOCK = 512  # rows of the equations that are worked out at once
_COMMON = 0.02  # share of the texts from which a term counts as common


class Bridge:
    """Chinese texts to vectors of an English embedder's space."""

    def __init__(self, vocabulary: Mapping[str, int], idf: np.ndarray, weights: np.ndarray) -> None:
        self._vocabulary = vocabulary
        self._idf = idf
        self._weights = weights

    @classmethod
    def learn(cls, texts: Sequence[str], vectors: np.ndarray) -> "Bridge":
        """Fit the map from n Chinese texts to the vectors, shape (n, dimension), of their English twins."""
        import torch

        counts = [_counted(text) for text in texts]
        vocabulary, idf = weigh(counts)
        rows = tf_idf(counts, vocabulary, idf).astype(np.float32)
        # The dual form: n equations rather than one for each term. PyTorch solves them on all cores.
        # What stands in many texts is multiplied as a full matrix, the rest as a sparse one.
        common = np.bincount(rows.indices, minlength=rows.shape[1]) > len(texts) * _COMMON
        kernel = torch.from_numpy(rows[:, common].toarray())
        kernel, rare = kernel @ kernel.T, rows[:, ~common]
        for start in range(0, len(texts), _BLOCK):
            kernel[start : start + _BLOCK] += torch.from_numpy((rare[start : start + _BLOCK] @ rare.T).toarray())
        kernel.diagonal().add_(PENALTY)
        targets = torch.from_numpy(np.asarray(vectors, dtype=np.float32))
        solved = torch.cholesky_solve(targets, torch.linalg.cholesky(kernel))
        return cls(vocabulary, idf, np.asarray(rows.T @ solved.numpy(), dtype=np.float32))

    def refine(self, wordings: Sequence[Sequence[str]], targets: Sequence[np.ndarray], groups: np.ndarray) -> None:
        """Bring Chinese questions nearer to their own targets than to those of other questions (InfoNCE).

        Item i of every list of `wordings`, and row i of every matrix of `targets`, shape (n, dimension), say the same
        thing; rows of one group, shape (n,), are no negatives of each other. Only terms of the questions move.
        """
        import torch
        from torch.nn.functional import normalize

        random = torch.Generator().manual_seed(SEED)
        spoken = [self._rows(texts) for texts in wordings]
        goals = [torch.tensor(target) for target in targets]
        of_group = torch.tensor(groups)
        bag = Bag(self._weights, RATE, len(groups), EPOCHS)
        for batch in batches(len(groups), EPOCHS, random):
            found = normalize(bag(spoken[int(torch.randint(len(wordings), (1,), generator=random))][batch.numpy()]))
            # The answer and one wording in English.
            other = goals[1 + int(torch.randint(len(goals) - 1, (1,), generator=random))]
            loss = info_nce(found, goals[0][batch], of_group[batch]) + info_nce(found, other[batch], of_group[batch])
            loss.backward()  # type: ignore[no-untyped-call]
            bag.step()
        self._weights = bag.weights

    @classmethod
    def load(cls, path: Path) -> "Bridge":
        stored = np.load(path, allow_pickle=False)
        vocabulary = {str(term): position for position, term in enumerate(stored["terms"])}
        return cls(vocabulary, stored["idf"], stored["weights"].astype(np.float32))

    def save(self, path: Path) -> None:
        names = np.array(sorted(self._vocabulary, key=self._vocabulary.__getitem__), dtype=str)
        np.savez(path, terms=names, idf=self._idf, weights=self._weights.astype(np.float16))

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), dimension), each of length one; zero for a text without a known term."""
        rows = self._rows(texts).astype(np.float32)  # else every call copies the weights to doubles
        vectors = np.asarray(rows @ self._weights, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0), dtype=np.float32)

    def _rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        return tf_idf([_counted(text) for text in texts], self._vocabulary, self._idf)


def _counted(text: str) -> Counter[str]:
    """Terms, and characters too: a spoken word and the official one often share no more than one of these."""
    return Counter([*terms(text), *characters(text)])
