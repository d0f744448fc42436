"""Contrastive learning, as the adapter and the bridge use it: batches in a fixed random order, and the InfoNCE loss."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    import torch

BATCH = 512
TEMPERATURE = 0.05


def steps_of(rows: int, epochs: int) -> int:
    """How many batches there are in all."""
    return epochs * (rows // min(BATCH, rows))


def batches(rows: int, epochs: int, random: "torch.Generator") -> "Iterator[torch.Tensor]":
    """Row numbers, batch by batch, in a new order each epoch; what is left of a batch at its end waits for the next."""
    import torch

    size = min(BATCH, rows)
    for _ in range(epochs):
        order = torch.randperm(rows, generator=random)
        for start in range(0, rows - size + 1, size):
            yield order[start : start + size]


class Bag:
    """A vector for each term, summed over the terms of a text; only the rows of terms that occur are moved."""

    def __init__(self, weights: np.ndarray, rate: float, rows: int, epochs: int) -> None:
        import torch

        self._bag = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(weights), freeze=False, mode="sum", sparse=True)
        self._optimiser = torch.optim.SparseAdam(list(self._bag.parameters()), lr=rate)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, rate, total_steps=steps_of(rows, epochs), cycle_momentum=False
        )

    def __call__(self, rows: sparse.csr_matrix) -> "torch.Tensor":
        """The sums of rows of term weights, shape (n, dimension)."""
        import torch

        indices = torch.tensor(rows.indices, dtype=torch.long)
        starts = torch.tensor(rows.indptr[:-1], dtype=torch.long)
        weights = torch.tensor(rows.data.astype(np.float32))
        return self._bag(indices, starts, per_sample_weights=weights)  # type: ignore[no-any-return]

    def zero_grad(self) -> None:
        self._optimiser.zero_grad()

    def step(self) -> None:
        self._optimiser.step()  # type: ignore[no-untyped-call]
        self._schedule.step()

    @property
    def weights(self) -> np.ndarray:
        return np.asarray(self._bag.weight.detach().numpy())


def info_nce(one: "torch.Tensor", other: "torch.Tensor", groups: "torch.Tensor") -> "torch.Tensor":
    """The loss of two views of a batch, unit rows of shape (n, dimension), in both directions.

    Row i of one belongs to row i of the other; rows of the same group, shape (n,), are no negatives (van den Oord,
    Li and Vinyals 2018, with the negatives of the batch).
    """
    import torch
    from torch.nn.functional import cross_entropy

    same = groups[:, None] == groups[None]
    same.fill_diagonal_(False)
    score = (one @ other.T / TEMPERATURE).masked_fill(same, -1e9)
    target = torch.arange(len(one))
    return (cross_entropy(score, target) + cross_entropy(score.T, target)) / 2
