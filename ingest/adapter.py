"""A linear adapter of the embedder, learned from the base's own questions and the sentences that answer them.

A small general embedder does not know which words of a question matter in this subject. Every known question stands in
several wordings beside its answer, so a map of the embedder's space can be learned that brings these nearer to each
other than to any other question: InfoNCE (van den Oord et al. 2018), the other rows of a batch being the negatives. It
starts from the identity and is held near it, so that what the embedder knows stays. Measured on documents held out in
docs/decisions/0013-adapter.md.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

EPOCHS = 60
BATCH = 512
TEMPERATURE = 0.05
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
        from torch.nn.functional import cross_entropy, normalize

        random = torch.Generator().manual_seed(SEED)
        views = [torch.tensor(_unit(view)) for view in (*wordings, answers)]
        of_group = torch.tensor(groups)
        rows, dimension = views[0].shape
        size = min(BATCH, rows)
        steps = EPOCHS * (rows // size)
        change = torch.zeros(dimension, dimension, requires_grad=True)
        optimiser = torch.optim.Adam([change], lr=RATE)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
        for step in range(steps):
            if step % (rows // size) == 0:
                order = torch.randperm(rows, generator=random)
            batch = order[step % (rows // size) * size :][:size]
            same = of_group[batch][:, None] == of_group[batch][None]
            same.fill_diagonal_(False)
            target = torch.arange(len(batch))
            # Two wordings and the answer: each beside each.
            chosen = [*torch.randperm(len(wordings), generator=random)[:2].tolist(), len(wordings)]
            seen = [normalize(views[view][batch] + views[view][batch] @ change) for view in chosen]
            loss = PENALTY * (change**2).sum()
            for position, one in enumerate(seen):
                for other in seen[position + 1 :]:
                    score = (one @ other.T / TEMPERATURE).masked_fill(same, -1e9)
                    loss = loss + (cross_entropy(score, target) + cross_entropy(score.T, target)) / 2
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
