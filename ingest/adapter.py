"""A linear adapter of the embedder, learned from the base's own questions and the sentences that answer them.

A small general embedder does not know which words of a question matter in this subject. Every known question stands in
several wordings beside its answer, so a map of the embedder's space can be learned that brings these nearer to each
other than to any other question: InfoNCE (van den Oord et al. 2018), the other rows of a batch being the negatives. It
starts from the identity and is held near it, so that what the embedder knows stays. Measured on documents held out in
docs/decisions/0013-adapter.md.
"""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from ingest.contrast import batches, info_nce, steps_of

EPOCHS = 60
RATE = 2e-3
PENALTY = 1e-3  # on the squared distance from the identity
SEED = 0


class Adapter:
    """Vectors of an embedder to vectors of the same shape in which questions and their answers are nearer."""

    def __init__(self, change: np.ndarray) -> None:
        self._change = change

    @classmethod
    def learn(cls, wordings: Sequence[np.ndarray], answers: np.ndarray, groups: np.ndarray) -> "Adapter":
        """Fit the map; row i of every matrix, shape (n, dimension), says the same thing.

        `groups`, shape (n,): rows of one group have one answer and are no negatives of each other.
        """
        import torch
        from torch.nn.functional import normalize

        random = torch.Generator().manual_seed(SEED)
        views = [torch.tensor(_unit(view)) for view in (*wordings, answers)]
        of_group = torch.tensor(groups)
        rows, dimension = views[0].shape
        change = torch.zeros(dimension, dimension, requires_grad=True)
        optimiser = torch.optim.Adam([change], lr=RATE)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps_of(rows, EPOCHS))
        for batch in batches(rows, EPOCHS, random):
            # Two wordings and the answer: each beside each.
            chosen = [*torch.randperm(len(wordings), generator=random)[:2].tolist(), len(wordings)]
            seen = [normalize(views[view][batch] + views[view][batch] @ change) for view in chosen]
            loss = PENALTY * (change**2).sum()
            for one, other in combinations(seen, 2):
                loss = loss + info_nce(one, other, of_group[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
        return cls(change.detach().numpy())

    @classmethod
    def load(cls, path: Path) -> "Adapter":
        return cls(np.load(path, allow_pickle=False))

    def save(self, path: Path) -> None:
        np.save(path, self._change)

    def apply(self, vectors: np.ndarray) -> np.ndarray:
        """Adapted vectors of length one, shape as given."""
        return _unit(vectors + vectors @ self._change)


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0), dtype=np.float32)
