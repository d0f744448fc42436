"""Means, intervals, pairs: worked by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.stats import auroc, balanced_accuracy, best_threshold, flipped, mean, paired, parity, quantile, statistic

UNIT = st.floats(0, 1, allow_nan=False)


def test_nothing_to_average_is_not_measured_which_is_not_zero() -> None:
    empty, zero = mean("x", []), mean("x", [0.0])
    assert empty.value is None
    assert str(empty) == "x not measured n=0"
    assert str(zero) == "x 0.0000 [0.000, 0.000] n=1"


def test_the_line_of_a_measure_has_mean_interval_and_n() -> None:
    value = mean("nDCG@10", [0.0, 1.0] * 50)
    assert str(value).startswith("nDCG@10 0.5000 [0.4")
    assert str(value).endswith("] n=100")


@settings(max_examples=30, deadline=None)
@given(st.lists(UNIT, min_size=1, max_size=30))
def test_the_interval_holds_the_mean_and_is_the_same_every_time(values: list[float]) -> None:
    one, again = mean("x", values), mean("x", values)
    assert one == again
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    assert min(values) - 1e-9 <= one.low <= one.high <= max(values) + 1e-9


def test_the_interval_is_about_as_wide_as_the_normal_one() -> None:
    value = mean("x", [0.0, 1.0] * 200)
    assert value.low == pytest.approx(0.5 - 1.96 * 0.5 / 20, abs=0.01)
    assert value.high == pytest.approx(0.5 + 1.96 * 0.5 / 20, abs=0.01)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=20))
def test_auroc_is_the_chance_that_a_positive_scores_higher(cases: list[tuple[int, bool]]) -> None:
    scores = np.array([score for score, _ in cases], dtype=float)
    labels = np.array([label for _, label in cases])
    pairs = [(p > n) + 0.5 * (p == n) for p in scores[labels] for n in scores[~labels]]
    found = auroc(scores, labels)
    assert found == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


def test_auroc_of_one_kind_alone_is_not_measured() -> None:
    assert statistic("x", [(0.5, True)], auroc).value is None
    assert statistic("x", [], auroc).value is None


def test_balanced_accuracy_and_its_best_threshold() -> None:
    scores, labels = np.array([0.1, 0.6, 0.5, 0.9]), np.array([False, False, True, True])
    assert balanced_accuracy(scores, labels, 0.5) == 0.75
    assert best_threshold(scores, labels) == 0.5


def test_runs_are_paired_by_question_and_flips_are_named() -> None:
    one, other = {"a": 1.0, "b": 0.0, "c": 1.0}, {"a": 1.0, "b": 1.0, "d": 1.0}
    assert (paired("x", one, other).value, paired("x", one, other).n) == (0.5, 2)
    assert flipped({"a": True, "b": False}, {"a": False, "b": True}) == (["b"], ["a"])


def test_parity_is_chinese_minus_english() -> None:
    assert parity("x", [(0.0, 1.0), (1.0, 1.0)]).value == -0.5


def test_a_quantile_has_its_interval_too() -> None:
    value = quantile("p50", [0.1, 0.2, 0.3], 0.5)
    assert (value.value, value.n) == (0.2, 3)
