"""How well a run ranks the sections that answer, through ir-measures. Judged questions fix the denominator."""

import re
from collections.abc import Mapping, Sequence

from evals.records import ANSWERS

NAMES = ("nDCG@10", "Success@5", "R@5", "R@10", "RR@10", "judged@10")
_WITHOUT_A_RUN = tuple(name for name in NAMES if name != "judged@10")  # zero where nothing was ranked
_PART = re.compile(r"\.\d+$")


def sections(passages: Sequence[str]) -> list[str]:
    """Passage ids in rank order as section keys; a section keeps its best rank.

    >>> sections(["a#ratios.2", "b#who", "a#ratios"])
    ['a#ratios', 'b#who']
    """
    return list(dict.fromkeys(_PART.sub("", passage) for passage in passages))


def per_question(
    qrels: Mapping[str, Mapping[str, int]], ranked: Mapping[str, Sequence[str]], relevant: int = ANSWERS
) -> dict[str, dict[str, float]]:
    """Every judged question's measures, 0 to 1, zero where the run has no ranking for it.

    `ranked` lists ids best first. A grade of at least `relevant` counts for recall, success (one is among the first
    five) and reciprocal rank; nDCG uses the grades as gains (Järvelin & Kekäläinen 2002, trec_eval's form). judged@10
    is the share of the first ten that anyone has graded; it applies only where something was ranked.

    >>> per_question({"q": {"a": 3}}, {"q": ["b", "a"]})["q"]["RR@10"]
    0.5
    """
    import ir_measures
    from ir_measures import RR, Judged, R, Success, nDCG

    by_name = {
        nDCG @ 10: "nDCG@10",
        Success(rel=relevant) @ 5: "Success@5",
        R(rel=relevant) @ 5: "R@5",
        R(rel=relevant) @ 10: "R@10",
        RR(rel=relevant) @ 10: "RR@10",
        Judged @ 10: "judged@10",
    }
    found: dict[str, dict[str, float]] = {query: dict.fromkeys(_WITHOUT_A_RUN, 0.0) for query in qrels}
    # Scores only carry the order; trec_eval would break ties by id, so there are none.
    run = {
        query: {i: 1.0 / rank for rank, i in enumerate(ids, 1)}
        for query, ids in ranked.items()
        if ids and query in qrels
    }
    if run:
        plain = {query: dict(grades) for query, grades in qrels.items()}
        for metric in ir_measures.iter_calc(list(by_name), plain, run):
            if metric.query_id in run:
                found[metric.query_id][by_name[metric.measure]] = float(metric.value)
    return found


def trec_run(ranked: Mapping[str, Sequence[tuple[str, float]]], name: str) -> str:
    """A run in TREC's six columns: query, Q0, document, rank from 1, score, name of the run."""
    return "".join(
        f"{query} Q0 {doc} {rank} {score:.6f} {name}\n"
        for query, hits in ranked.items()
        for rank, (doc, score) in enumerate(hits, 1)
    )


def trec_qrels(qrels: Mapping[str, Mapping[str, int]]) -> str:
    """Judgements in TREC's four columns: query, 0, document, grade."""
    return "".join(f"{query} 0 {doc} {grade}\n" for query, grades in qrels.items() for doc, grade in grades.items())
