"""Drafts and comparisons measured: the barriers, measures and points expected, and errors that no draft may have."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant import Advisor, Citation, Drafter, Memo, compare_cases
from assistant import Situation as Told
from evals import stats
from evals.dataset import objects
from evals.nuggets import holds
from evals.records import Comparison, Judgement, Set, Situation, Value
from ingest import BadInput, Index

FILE = "advice.jsonl"  # beside a run's answers
MEANS = (
    "barriers found",
    "barriers right",
    "measures recommended",
    "basis cited",
    "precedents cited",
    "silence asked about",
    "must-not said",
    "cases recognised",
    "points made",
)
HARD_ERRORS = ("unsupported", "stale", "case as rule", "invented")
NAMES = (*MEANS, *(f"hard errors, {kind}" for kind in HARD_ERRORS))


def ask(read: Set, advisor: Advisor) -> list[dict[str, Any]]:
    """What the assistant drafts on every situation and says of every comparison, as far as it is measured."""
    drafter = Drafter(advisor)
    rows = [
        _drafted(s.item_id, drafter.draft(Told(s.situation, s.as_of, s.place, s.language))) for s in read.situations
    ]
    latest = max([*(item.as_of for item in read.items), *(s.as_of for s in read.situations)], default=date.min)
    return rows + [_compared(comparison, advisor, latest) for comparison in read.comparisons]


def _drafted(item_id: str, memo: Memo) -> dict[str, Any]:
    measures = [r for dimension in memo.dimensions for r in dimension.recommendations]
    return {
        "id": item_id,
        "status": memo.status,
        "barriers": [f.barrier for dimension in memo.dimensions for f in dimension.diagnosis.findings],
        "asked": [d.dimension for d in memo.dimensions if d.gap and d.diagnosis.status == "not_stated"],
        "measures": [
            {
                "measure": r.measure,
                "basis": [_cited(citation) for citation in r.basis],
                "precedents": [_cited(citation) for citation in r.precedents],
            }
            for r in measures
        ],
        "text": memo.text,
    }


def _cited(citation: Citation) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in ("doc_id", "passage_id", "quote", "start", "end")}


def _compared(comparison: Comparison, advisor: Advisor, as_of: date) -> dict[str, Any]:
    try:
        found = compare_cases(comparison.cases, advisor, as_of, comparison.language)
    except BadInput as problem:
        return {"id": comparison.item_id, "status": "refused", "cases": [], "text": str(problem)}
    return {"id": comparison.item_id, "status": "compared", "cases": list(found.cases), "text": found.text}


def read_rows(folder: Path) -> dict[str, Mapping[str, Any]]:
    """What a run says of situations and comparisons, by id; empty when it was not asked. Raises BadInput."""
    file = folder / FILE
    return {str(row["id"]): row for _, row in objects(file)} if file.exists() else {}


def values(judgements: Sequence[Judgement]) -> list[Value]:
    """The measures of advice over all situations and comparisons; none for a run without advice."""
    return [
        stats.mean(name, [j.measures[name] for j in judgements if name in j.measures])
        for name in NAMES
        if any(name in j.measures for j in judgements)
    ]


def judge(read: Set, rows: Mapping[str, Mapping[str, Any]], index: Index) -> tuple[Judgement, ...]:
    """Every situation's and comparison's measures; none at all for a run that was not asked for advice."""
    if not rows:
        return ()
    drafts = [_judge_draft(situation, rows.get(situation.item_id), index) for situation in read.situations]
    return (*drafts, *(_judge_comparison(one, rows.get(one.item_id)) for one in read.comparisons))


def _judge_draft(situation: Situation, row: Mapping[str, Any] | None, index: Index) -> Judgement:
    drafted = row is not None and row["status"] == "drafted"
    given: Mapping[str, Any] = row if row is not None and drafted else {"barriers": (), "measures": (), "asked": ()}
    measures = given["measures"]
    cited = (
        {c["doc_id"] for m in measures for c in m["basis"]},
        {c["doc_id"] for m in measures for c in m["precedents"]},
    )
    found = {
        "barriers found": _share(situation.barriers, given["barriers"]),
        "barriers right": _share(given["barriers"], situation.barriers),
        "measures recommended": _share(situation.measures, [m["measure"] for m in measures]),
        "basis cited": _share(situation.basis, cited[0]),
        "precedents cited": _share(situation.precedents, cited[1]),
        "silence asked about": _share(situation.not_stated, given["asked"]),
    }
    if drafted and situation.must_not:
        found["must-not said"] = float(any(holds(given["text"], form) for form in situation.must_not))
    errors = [error for measure in measures for error in _hard_errors(measure, situation.as_of, index)]
    if drafted:
        found |= {f"hard errors, {kind}": float(any(e.startswith(kind) for e in errors)) for kind in HARD_ERRORS}
    missed = sorted(set(situation.barriers) - set(given["barriers"]))
    why = f"misses: {', '.join(missed)}" if missed else ""
    kept = {name: value for name, value in found.items() if value is not None}
    return Judgement(situation.item_id, not why, why if drafted else "no draft", kept, tuple(errors))


def _share(wanted: Sequence[str], given: Sequence[str] | set[str]) -> float | None:
    """The share of what is wanted that is given; None when nothing is."""
    return len(set(wanted) & set(given)) / len(set(wanted)) if wanted else None


def _hard_errors(measure: Mapping[str, Any], as_of: date, index: Index) -> list[str]:
    """Worked out anew from the index: every measure has support, every basis binds, every quote is there."""
    name, found = measure["measure"], []
    if not measure["basis"] and not measure["precedents"]:
        found.append(f"unsupported: {name} has neither basis nor precedent")
    for citation in (*measure["basis"], *measure["precedents"]):
        row = index.rows.get(citation["passage_id"])
        texts = index.passages[row].text if row is not None else None
        span = slice(citation["start"], citation["end"])
        if texts is None or not citation["quote"] or citation["quote"] not in (texts.en[span], texts.zh[span]):
            found.append(f"invented: {name} cites what is not in {citation['passage_id']}")
    for citation in measure["basis"]:
        doc_id = citation["doc_id"]
        if doc_id not in index.documents or index.documents[doc_id].kind != "policy":
            found.append(f"case as rule: {name} rests on {doc_id}")
        elif (value := index.validity(doc_id, as_of)) is None or not value.binds(_anchor(citation["passage_id"])):
            found.append(f"stale: {name} rests on {doc_id}, which does not bind on {as_of}")
    return found


def _anchor(passage_id: str) -> str:
    """The section of a passage id such as `doc#anchor.2`."""
    return passage_id.partition("#")[2].partition(".")[0]


def _judge_comparison(comparison: Comparison, row: Mapping[str, Any] | None) -> Judgement:
    points = (*comparison.differences, *comparison.same)
    text, cases = (str(row["text"]), list(row["cases"])) if row is not None else ("", [])
    missed = [point.text for point in points if not any(holds(text, form) for form in point.accept)]
    found = {"cases recognised": float(sorted(cases) == sorted(comparison.expected))}
    if points:
        found["points made"] = 1 - len(missed) / len(points)
    return Judgement(comparison.item_id, not missed, f"misses: {'; '.join(missed)}" if missed else "", found)
