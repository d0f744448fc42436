"""Ranking measures: worked by hand, and the same as ir-measures on any ranking."""

import math

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, nDCG

from evals.ranking import per_question, sections, trec_qrels, trec_run


def test_passages_of_a_section_count_once_at_their_best_rank() -> None:
    assert sections(["a#who", "b#ratios.2", "b#ratios", "a#who.3"]) == ["a#who", "b#ratios"]


def test_measures_worked_by_hand() -> None:
    qrels = {"q": {"a": 3, "b": 2, "c": 1}}
    found = per_question(qrels, {"q": ["x", "b", "c", "a"]})["q"]
    gained = 2 / math.log2(3) + 1 / math.log2(4) + 3 / math.log2(5)
    best = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert found["nDCG@10"] == pytest.approx(gained / best, abs=1e-4)
    assert found["R@5"] == found["Success@5"] == 1.0
    assert found["RR@10"] == 0.5
    assert found["judged@10"] == 0.75


def test_grade_1_is_not_relevant_for_recall_and_reciprocal_rank() -> None:
    found = per_question({"q": {"a": 3, "c": 1}}, {"q": ["c"]})["q"]
    assert (found["R@10"], found["RR@10"]) == (0.0, 0.0)
    assert found["nDCG@10"] > 0


def test_judged_questions_fix_the_denominator() -> None:
    found = per_question({"q": {"a": 3}, "r": {"b": 3}, "s": {"c": 3}}, {"q": ["a"], "r": [], "t": ["a"]})
    assert set(found) == {"q", "r", "s"}
    assert found["r"] == found["s"] == dict.fromkeys(("nDCG@10", "Success@5", "R@5", "R@10", "RR@10"), 0.0)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 3), min_size=1),
    st.permutations("abcdefghijklmnop"),
)
def test_the_same_as_ir_measures_on_any_ranking(grades: dict[str, int], order: list[str]) -> None:
    run = {"q": {doc: float(len(order) - rank) for rank, doc in enumerate(order)}}
    theirs = ir_measures.calc_aggregate([nDCG @ 10, R(rel=2) @ 5, RR(rel=2) @ 10], {"q": grades}, run)
    ours = per_question({"q": grades}, {"q": order})["q"]
    assert ours["nDCG@10"] == pytest.approx(theirs[nDCG @ 10])
    assert ours["R@5"] == pytest.approx(theirs[R(rel=2) @ 5])
    assert ours["RR@10"] == pytest.approx(theirs[RR(rel=2) @ 10])


def test_trec_files_can_be_read_by_ir_measures() -> None:
    run = list(ir_measures.read_trec_run(trec_run({"q": [("a", 2.0), ("b", 1.0)]}, "x")))
    qrels = list(ir_measures.read_trec_qrels(trec_qrels({"q": {"a": 3}})))
    assert [(d.query_id, d.doc_id, d.score) for d in run] == [("q", "a", 2.0), ("q", "b", 1.0)]
    assert [(q.query_id, q.doc_id, q.relevance) for q in qrels] == [("q", "a", 3)]
