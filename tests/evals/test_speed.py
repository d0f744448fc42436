"""The larger bases of the speed test are like the base, and can be searched."""

import time

from assistant import Advisor, Settings
from evals.speed import ROUNDS, at_once, enlarged, fastest, ratios
from evals.systems import question
from ingest import Embedder, Index
from tests.evals.questions import item


def test_an_enlarged_index_is_searched_and_the_base_stays_as_it_was(tiny_index: Index, embedder: Embedder) -> None:
    before = len(tiny_index.passages)
    large = enlarged(tiny_index, 500)
    assert len(large.passages) == len(large.rows) == len(large.vectors) == 500
    assert len(tiny_index.passages) == len(tiny_index.vectors) == before
    advisor = Advisor(large, embedder, Settings())
    assert len(advisor.search(question(item())).hits) == 10
    assert advisor.ask(question(item())).passages


def test_times_are_the_fastest_of_some_and_paired() -> None:
    calls: list[int] = []
    assert fastest(calls.append, 1, repeats=4) >= 0
    assert calls == [1, 1, 1, 1]
    assert ratios([1.0], [4.0]) == [0.25]


def test_questions_that_wait_together_are_answered_faster_at_once() -> None:
    found = at_once(lambda _: time.sleep(0.01), [question(item())] * 5)
    assert found.n == ROUNDS
    assert found.value > 1.5
    assert found.name == "5 at once / in sequence, throughput"
