"""Means with their uncertainty. Every mean has n and a 95% bootstrap interval; the resampling is seeded."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from evals.records import Value

SEED, RESAMPLES, LEVEL = 20261122, 2000, 0.95


def mean(name: str, values: Sequence[float], level: float = LEVEL) -> Value:
    """The mean with its percentile bootstrap interval (Efron 1979); not measured when there is nothing to average.

    >>> str(mean("accuracy", [1.0, 1.0])), mean("accuracy", []).value
    ('accuracy 1.0000 [1.000, 1.000] n=2', None)
    """
    if not values:
        return Value(name, None, None, None, 0)
    data = np.asarray(values, dtype=float)
    means = np.array([data[rows].mean() for rows in _resamples(len(data))])
    return Value(name, float(data.mean()), *_interval(means, level), len(data))


def statistic(name: str, cases: Sequence[tuple[float, bool]], of: Callable[..., float | None]) -> Value:
    """A statistic that is no mean, such as AUROC, over (score, label) cases, with its bootstrap interval.

    `of` takes scores and labels as arrays and returns None where it is not defined; such resamples are left out.
    """
    scores = np.array([score for score, _ in cases], dtype=float)
    labels = np.array([label for _, label in cases], dtype=bool)
    whole = of(scores, labels) if len(cases) else None
    if whole is None:
        return Value(name, None, None, None, len(cases))
    drawn = [of(scores[rows], labels[rows]) for rows in _resamples(len(cases), 500)]
    return Value(name, whole, *_interval(np.array([value for value in drawn if value is not None])), len(cases))


def auroc(scores: np.ndarray, labels: np.ndarray) -> float | None:
    """The chance that a positive case scores above a negative one, ties counting half (Mann & Whitney 1947).

    >>> auroc(np.array([.1, .4, .35, .8]), np.array([False, False, True, True]))
    0.75
    """
    positives = int(labels.sum())
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    _, inverse, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    ranks = (last - (sizes - 1) / 2)[inverse]
    return float((ranks[labels].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def balanced_accuracy(scores: np.ndarray, labels: np.ndarray, threshold: float) -> float | None:
    """The mean of sensitivity and specificity when a score at or above the threshold says yes.

    >>> balanced_accuracy(np.array([.1, .4, .35, .8]), np.array([False, False, True, True]), .35)
    0.75
    """
    if labels.all() or not labels.any():
        return None
    said = scores >= threshold
    return float((said[labels].mean() + (~said[~labels]).mean()) / 2)


def best_threshold(scores: np.ndarray, labels: np.ndarray) -> float:
    """The threshold with the best balanced accuracy on these cases; the lowest of several.

    >>> best_threshold(np.array([.1, .4, .35, .8]), np.array([False, False, True, True]))
    0.35
    """
    candidates = np.unique(scores)
    return float(max(candidates, key=lambda t: (balanced_accuracy(scores, labels, t) or 0.0, -t)))


def single(name: str, value: float) -> Value:
    """One measurement: n is 1 and nothing is known of its spread."""
    return Value(name, value, value, value, 1)


def paired(name: str, one: Mapping[str, float], other: Mapping[str, float], level: float = LEVEL) -> Value:
    """The mean difference other − one over the cases both have, with its paired bootstrap interval.

    >>> paired("accuracy", {"a": 0.0, "b": 1.0}, {"a": 1.0, "b": 1.0, "c": 0.0}).value
    0.5
    """
    return mean(name, [other[key] - one[key] for key in one if key in other], level)


def flipped(one: Mapping[str, bool], other: Mapping[str, bool]) -> tuple[list[str], list[str]]:
    """The questions that turned right, and those that turned wrong, from one run to the other.

    >>> flipped({"a": True, "b": False}, {"a": False, "b": True})
    (['b'], ['a'])
    """
    both = [key for key in one if key in other]
    return [k for k in both if other[k] and not one[k]], [k for k in both if one[k] and not other[k]]


def parity(name: str, pairs: Sequence[tuple[float, float]]) -> Value:
    """Chinese minus English over matched pairs; zero means neither language is served worse."""
    return mean(name, [zh - en for zh, en in pairs])


def quantile(name: str, values: Sequence[float], share: float) -> Value:
    """A quantile with its bootstrap interval, for latencies (seconds)."""
    if not values:
        return Value(name, None, None, None, 0)
    data = np.asarray(values, dtype=float)
    drawn = np.array([np.quantile(data[rows], share) for rows in _resamples(len(data), 500)])
    return Value(name, float(np.quantile(data, share)), *_interval(drawn), len(data))


def _resamples(n: int, count: int = RESAMPLES) -> Iterator[np.ndarray]:
    """Rows drawn with replacement, `count` times, the same in every process."""
    random = np.random.default_rng(SEED)
    return (random.integers(0, n, size=n) for _ in range(count))


def _interval(drawn: np.ndarray, level: float = LEVEL) -> tuple[float, float]:
    tail = (1 - level) / 2
    return float(np.quantile(drawn, tail)), float(np.quantile(drawn, 1 - tail))
