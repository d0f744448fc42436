"""Drafts and comparisons are measured against what was expected, and their citations worked out anew."""

from dataclasses import replace
from typing import Any

import pytest

from assistant import Advisor
from evals import advice
from evals.records import Comparison, Point, Set, Situation
from ingest import Index
from tests.conftest import TODAY
from tests.evals.questions import QUOTE

TOLD = Situation(
    "s-1",
    "dev",
    "en",
    "Words.",
    TODAY,
    "",
    ("closed-books", "lost"),
    ("goal",),
    ("open-lists",),
    ("aid-notice-2021",),
    (),
    (),
)
CITED = {
    "doc_id": "aid-notice-2021",
    "passage_id": "aid-notice-2021#ratios",
    "quote": QUOTE,
    "start": 0,
    "end": len(QUOTE),
}


def row(**measure: Any) -> dict[str, Any]:
    made = {"measure": "open-lists", "basis": [CITED], "precedents": [], **measure}
    barriers = ["closed-books", "more", "still-more"]
    return {"id": "s-1", "status": "drafted", "barriers": barriers, "asked": [], "measures": [made], "text": "…"}


def judged(index: Index, drafted: dict[str, Any], told: Situation = TOLD) -> tuple[dict[str, float], tuple[str, ...]]:
    (verdict,) = advice.judge(Set((), (told,)), {"s-1": drafted}, index)
    return dict(verdict.measures), verdict.errors


def test_measures_of_a_draft_worked_by_hand(tiny_index: Index) -> None:
    found, errors = judged(tiny_index, row())
    assert errors == ()
    assert found["barriers found"] == 0.5
    assert found["barriers right"] == pytest.approx(1 / 3)
    assert found["measures recommended"] == found["basis cited"] == 1.0
    assert found["silence asked about"] == 0.0
    assert "precedents cited" not in found


@pytest.mark.parametrize(
    ("kind", "measure"),
    [
        ("unsupported", {"basis": []}),
        ("invented", {"basis": [{**CITED, "start": 1}]}),
        ("invented", {"precedents": [{**CITED, "passage_id": "nowhere#at-all"}]}),
        ("case as rule", {"basis": [{**CITED, "doc_id": "haining"}]}),
    ],
)
def test_errors_that_no_draft_may_have(tiny_index: Index, kind: str, measure: dict[str, Any]) -> None:
    found, errors = judged(tiny_index, row(**measure))
    assert found[f"hard errors, {kind}"] == 1.0
    assert any(error.startswith(kind) for error in errors)


def test_a_basis_that_does_not_bind_on_the_date_is_stale(tiny_index: Index) -> None:
    found, _ = judged(tiny_index, row(), replace(TOLD, as_of=TODAY.replace(year=2020)))
    assert found["hard errors, stale"] == 1.0


def test_no_draft_finds_nothing(tiny_index: Index) -> None:
    found, _ = judged(tiny_index, {"id": "s-1", "status": "refused", "text": ""})
    assert (found["barriers found"], found["measures recommended"]) == (0.0, 0.0)
    assert "barriers right" not in found
    assert advice.judge(Set((), (TOLD,)), {}, tiny_index) == ()


def test_a_comparison_is_measured_by_its_cases_and_points(tiny_index: Index) -> None:
    points = (Point("one pays", ("pays",)), Point("both publish", ("publish",)))
    asked = Comparison("c-1", "dev", "en", ("A", "B"), ("a", "b"), points[:1], points[1:])
    (verdict,) = advice.judge(Set((), (), (asked,)), {"c-1": {"cases": ["b", "a"], "text": "A pays."}}, tiny_index)
    assert dict(verdict.measures) == {"cases recognised": 1.0, "points made": 0.5}
    assert verdict.why == "misses: both publish"


def test_what_is_asked_comes_back_in_the_form_that_is_judged(advisor: Advisor) -> None:
    told = replace(
        TOLD,
        situation="In our county the data are not shared between the aid offices and the hospitals, and patients pay.",
    )
    unknown = Comparison("c-1", "dev", "en", ("Nowhere", "Elsewhere"), ("a", "b"), (Point("x", ("x",)),), ())
    rows = advice.ask(Set((), (told,), (unknown,)), advisor)
    assert [r["id"] for r in rows] == ["s-1", "c-1"]
    assert rows[1]["status"] == "refused"
    verdicts = advice.judge(Set((), (told,), (unknown,)), {r["id"]: r for r in rows}, advisor.index)
    assert [v.measures.get("hard errors, invented", 0.0) for v in verdicts] == [0.0, 0.0]
    assert verdicts[1].measures == {"cases recognised": 0.0, "points made": 0.0}
