"""An adapter of the embedder, learned from the base's own questions and the sentences that answer them.

A small general embedder does not know which words of a question matter in this subject. Every known question stands in
several wordings beside its answer, so a change of the embedder's space can be learned that brings these nearer to each
other than to any other question (InfoNCE, `contrast.py`): a linear map of the vector, and a vector of its own for each
English word and pair of words that the questions use, which is added. Both start from no change, and the map is held
near it, so that what the embedder knows stays. Measured on documents held out in docs/decisions/0013-adapter.md.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from scipy import sparse

from ingest.contrast import Bag, batches, info_nce, steps_of
from ingest.features import tf_idf, weigh
from ingest.language import fold, stem

EPOCHS = 15
RATE, TERM_RATE = 4e-3, 2e-3
PENALTY = 1e-3  # on the squared distance of the map from no change
FEWEST = 8  # texts that a word, or a pair, must occur in to get a vector
SEED = 0
_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"['’]s\b")


class Adapter:
    """Texts with their vectors to vectors of the same shape in which questions and their answers are nearer."""

    def __init__(self, change: np.ndarray, vocabulary: Mapping[str, int], idf: np.ndarray, terms: np.ndarray) -> None:
        self._change = change
        self._vocabulary = vocabulary
        self._idf = idf
        self._terms = terms

    @classmethod
    def learn(cls, texts: Sequence[Sequence[str]], vectors: Sequence[np.ndarray], groups: np.ndarray) -> "Adapter":
        """Fit the change; item i of every list of texts, and row i of its vectors, shape (n, dimension), say the same.

        The last list holds the answers. `groups`, shape (n,): rows of one group have one answer and are no negatives.
        """
        import torch
        from torch.nn.functional import normalize

        random = torch.Generator().manual_seed(SEED)
        counts = [[_counted(text) for text in view] for view in texts]
        vocabulary, idf = weigh([count for view in counts for count in view], FEWEST)
        rows = [tf_idf(view, vocabulary, idf) for view in counts]
        views = [torch.tensor(_unit(view)) for view in vectors]
        of_group = torch.tensor(groups)
        dimension = views[0].shape[1]
        change = torch.zeros(dimension, dimension, requires_grad=True)
        bag = Bag(np.zeros((max(len(vocabulary), 1), dimension), dtype=np.float32), TERM_RATE, len(groups), EPOCHS)
        optimiser = torch.optim.Adam([change], lr=RATE)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps_of(len(groups), EPOCHS))
        for batch in batches(len(groups), EPOCHS, random):
            # Two wordings and the answer: each beside each.
            chosen = [*torch.randperm(len(views) - 1, generator=random)[:2].tolist(), len(views) - 1]
            own = torch.cat([views[view][batch] for view in chosen])
            added = bag(sparse.vstack([rows[view][batch.numpy()] for view in chosen], format="csr"))
            seen = normalize(own + own @ change + added).chunk(len(chosen))
            loss = PENALTY * (change**2).sum()
            for one, other in combinations(seen, 2):
                loss = loss + info_nce(one, other, of_group[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            bag.step()
            schedule.step()
        return cls(change.detach().numpy(), vocabulary, idf, bag.weights)

    @classmethod
    def load(cls, path: Path) -> "Adapter":
        stored = np.load(path, allow_pickle=False)
        vocabulary = {str(term): position for position, term in enumerate(stored["names"])}
        return cls(stored["change"], vocabulary, stored["idf"], stored["terms"])

    def save(self, path: Path) -> None:
        names = np.array(sorted(self._vocabulary, key=self._vocabulary.__getitem__), dtype=str)
        np.savez(path, change=self._change, names=names, idf=self._idf, terms=self._terms)

    def apply(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Adapted vectors of length one; `vectors`, shape (n, dimension), are the texts' own."""
        counts = [_counted(text) for text in texts]
        rows = tf_idf(counts, self._vocabulary, self._idf).astype(np.float32)  # else every call copies the terms
        added = rows @ self._terms if self._vocabulary else 0.0
        return _unit(vectors + vectors @ self._change + added)


def _counted(text: str) -> Counter[str]:
    """Stems and pairs of neighbouring ones, small words too: "how many" and "how to" are different questions."""
    words = [stem(word) for word in _WORD.findall(_POSSESSIVE.sub("", fold(text).lower()))]
    return Counter([*words, *map(" ".join, pairwise(words))])


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0), dtype=np.float32)
