"""A bridge from Chinese terms into an English embedder's space, learned from the base's own bilingual sentences.

The default embedder reads only English. Every sentence of the base stands in both languages, so a linear map from the
terms of the Chinese text (tf-idf of words and character bigrams) to the vector of its English twin can be learned by
ridge regression, without any download. It knows the base's subject and nothing else; measured in docs/decisions/0006.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy import linalg, sparse

from ingest.contrast import batches, info_nce, steps_of
from ingest.language import terms

# Ridge penalty on unit-length term vectors; the best of 0.1, 0.3, 1 and 3 on held-out documents.
PENALTY = 0.1
EPOCHS, RATE, SEED = 25, 2e-3, 0  # of the refinement on known questions


class Bridge:
    """Chinese texts to vectors of an English embedder's space."""

    def __init__(self, vocabulary: Mapping[str, int], idf: np.ndarray, weights: np.ndarray) -> None:
        self._vocabulary = vocabulary
        self._idf = idf
        self._weights = weights

    @classmethod
    def learn(cls, texts: Sequence[str], vectors: np.ndarray) -> "Bridge":
        """Fit the map from n Chinese texts to the vectors, shape (n, dimension), of their English twins."""
        counts = [Counter(terms(text)) for text in texts]
        frequency = Counter(term for count in counts for term in count)
        vocabulary = {term: position for position, term in enumerate(sorted(frequency))}
        idf = np.array([np.log((1 + len(texts)) / (1 + frequency[term])) + 1 for term in sorted(frequency)])
        rows = _features(counts, vocabulary, idf)
        # The dual form: n equations rather than one for each term.
        kernel = (rows @ rows.T).toarray().astype(np.float32)
        kernel[np.diag_indices(len(texts))] += PENALTY
        weights = rows.T @ linalg.solve(kernel, vectors, assume_a="pos", overwrite_a=True)
        return cls(vocabulary, idf, np.asarray(weights, dtype=np.float32))

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
        bag = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(self._weights), freeze=False, mode="sum", sparse=True)
        optimiser = torch.optim.SparseAdam(list(bag.parameters()), lr=RATE)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, RATE, total_steps=steps_of(len(groups), EPOCHS), cycle_momentum=False
        )
        for batch in batches(len(groups), EPOCHS, random):
            rows = spoken[int(torch.randint(len(wordings), (1,), generator=random))][batch.numpy()]
            found = normalize(
                bag(
                    torch.tensor(rows.indices, dtype=torch.long),
                    torch.tensor(rows.indptr[:-1], dtype=torch.long),
                    per_sample_weights=torch.tensor(rows.data.astype(np.float32)),
                )
            )
            # The answer and one wording in English.
            other = goals[1 + int(torch.randint(len(goals) - 1, (1,), generator=random))]
            loss = info_nce(found, goals[0][batch], of_group[batch]) + info_nce(found, other[batch], of_group[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()  # type: ignore[no-untyped-call]
            schedule.step()
        self._weights = bag.weight.detach().numpy()

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
        rows = self._rows(texts)
        vectors = np.asarray(rows @ self._weights, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0), dtype=np.float32)

    def _rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        return _features([Counter(terms(text)) for text in texts], self._vocabulary, self._idf)


def _features(counts: Sequence[Counter[str]], vocabulary: Mapping[str, int], idf: np.ndarray) -> sparse.csr_matrix:
    """Tf-idf rows of unit length, tf as 1 + ln(tf); shape (texts, terms)."""
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        for term, times in count.items():
            if term in vocabulary:
                rows.append(row)
                columns.append(vocabulary[term])
                values.append((1 + np.log(times)) * idf[vocabulary[term]])
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(counts), len(vocabulary)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1 / lengths) @ matrix)
