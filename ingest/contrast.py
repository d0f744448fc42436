"""Contrastive learning, as the adapter and the bridge use it: batches in a fixed random order, and the InfoNCE loss."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    import torch

BATCH = 512
TEMPERATURE = 0.05
BETAS, EPSILON = (0.9, 0.999), 1e-8  # of Adam


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
    """A vector for each term, summed over the terms of a text; only the rows of terms that occur are moved.

    The steps are those of Adam (Kingma and Ba 2015) on these rows. PyTorch's own for sparse gradients takes twice as
    long, because it sorts and merges the rows of every gradient.
    """

    def __init__(self, weights: np.ndarray, rate: float, rows: int, epochs: int) -> None:
        import torch

        self._weights = torch.tensor(weights)
        self._mean, self._square = torch.zeros_like(self._weights), torch.zeros_like(self._weights)
        self._rates = one_cycle(rate, steps_of(rows, epochs))
        self._step = 0

    def __call__(self, rows: sparse.csr_matrix) -> "torch.Tensor":
        """The sums of rows of term weights, shape (n, dimension). To be called once before each step."""
        import torch
        from torch.nn.functional import embedding_bag

        columns, indices = np.unique(rows.indices, return_inverse=True)
        self._at = torch.tensor(columns, dtype=torch.long)
        self._moved = self._weights[self._at].requires_grad_()
        weights = torch.tensor(rows.data.astype(np.float32))
        starts = torch.tensor(rows.indptr[:-1], dtype=torch.long)
        return embedding_bag(torch.tensor(indices), self._moved, starts, mode="sum", per_sample_weights=weights)

    def step(self) -> None:
        gradient = self._moved.grad
        if gradient is None or not len(self._at):
            return
        rate, self._step = self._rates[self._step], self._step + 1
        mean = self._mean.index_select(0, self._at).lerp_(gradient, 1 - BETAS[0])
        square = self._square.index_select(0, self._at).lerp_(gradient.square(), 1 - BETAS[1])
        self._mean.index_copy_(0, self._at, mean)
        self._square.index_copy_(0, self._at, square)
        rate *= math.sqrt(1 - BETAS[1] ** self._step) / (1 - BETAS[0] ** self._step)
        self._weights.index_add_(0, self._at, mean.div_(square.sqrt_().add_(EPSILON)), alpha=-rate)

    @property
    def weights(self) -> np.ndarray:
        return np.array(self._weights.numpy())


def one_cycle(rate: float, steps: int) -> list[float]:
    """The rate of each step: up to `rate` in three tenths of them, then down, as a cosine (Smith and Topin 2019)."""
    import torch

    optimiser = torch.optim.SGD([torch.zeros(1)], lr=rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, cycle_momentum=False)
    rates = []
    for _ in range(steps):
        rates.append(float(schedule.get_last_lr()[0]))
        optimiser.step()
        schedule.step()
    return rates


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
