"""The measures in the README, written there by a command and checked by a test.

What was measured is kept in `evals/measured.json`; the table between the markers is that file's picture.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.records import Scored, Value
from ingest import BadInput

MEASURED = Path(__file__).parent / "measured.json"
TABLE, COUNTS = "evals", "counts"  # the names of the markers: <!-- evals:begin --> … <!-- evals:end -->
# One row each; the rest is in the run.
ROWS = (
    "accuracy",
    "answer accuracy",
    "precision when answering",
    "answer rate",
    "false refusals",
    "correct refusals",
    "correct refusals, right reason",
    "nugget recall, vital",
    "nDCG@10",
    "R@10",
    "RR@10",
    "judged@10",
    "citation recall",
    "citation precision",
    "hard errors, invented",
    "hard errors, stale",
    "hard errors, level",
    "hard errors, number",
    "answerability AUROC",
    "accuracy, zh minus en on pairs",
    "sentences",
)


def measured(scored: Sequence[tuple[Scored, Mapping[str, Any]]], benchmarks: Sequence[Path]) -> dict[str, Any]:
    """What goes into `measured.json`: scored runs with what they were made from, and benchmark folders under runs/."""
    kept = ("system", "split", "commit", "dirty", "snapshot", "fingerprint", "date")
    return {
        "runs": [
            {
                **{key: made_from.get(key) for key in kept},
                "questions": len(run.judgements),
                "values": [asdict(v) for v in run.values],
            }
            for run, made_from in scored
        ],
        "benchmarks": [_benchmark(folder) for folder in benchmarks],
    }


def _benchmark(folder: Path) -> dict[str, Any]:
    made_from = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    values = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    return {"corpus": made_from["corpus"], "system": made_from["system"], "values": values}


def render(found: Mapping[str, Any]) -> str:
    """The Markdown of what was measured: systems side by side, then the public sets."""
    parts = [_side_by_side(found["runs"])] if found["runs"] else []
    if found["benchmarks"]:
        parts.append(_public(found["benchmarks"]))
    return "\n\n".join(parts)


def _side_by_side(runs: Sequence[Mapping[str, Any]]) -> str:
    first = runs[0]
    by_system = {run["system"]: {value["name"]: Value(**value) for value in run["values"]} for run in runs}
    head = ["measure", *by_system]
    rows = [[name, *(cell(values.get(name)) for values in by_system.values())] for name in ROWS]
    return (
        f"{first['questions']} questions (`{first['split']}`), base `{first['snapshot']}`, {str(first['date'])[:10]}; "
        f"mean with its 95% bootstrap interval and n.\n\n{_markdown(head, rows)}"
    )


def _public(benchmarks: Sequence[Mapping[str, Any]]) -> str:
    systems = list(dict.fromkeys(b["system"] for b in benchmarks))
    corpora = list(dict.fromkeys(b["corpus"] for b in benchmarks))
    values = {(b["corpus"], b["system"]): {v["name"]: Value(**v) for v in b["values"]} for b in benchmarks}
    rows = [
        [corpus, *(cell(values.get((corpus, system), {}).get("nDCG@10")) for system in systems)] for corpus in corpora
    ]
    return f"Public sets, nDCG@10:\n\n{_markdown(['set', *systems], rows)}"


def cell(value: Value | None) -> str:
    """A measure in a table.

    >>> cell(Value("x", 0.5, 0.4, 0.6, 10)), cell(None)
    ('0.500 [0.400, 0.600] n=10', 'not measured')
    """
    if value is None or value.value is None:
        return "not measured"
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}] n={value.n}"


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def placed(page: str, table: str, where: str = "README.md", name: str = TABLE) -> str:
    """A page with the table between its markers. Raises BadInput when they are not there, once each, in order.

    >>> page = "a\\n<!-- evals:begin -->\\nold\\n<!-- evals:end -->\\nb"
    >>> placed(page, "new") == page.replace("old", "new")
    True
    """
    first, last = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, begin, rest = page.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end or first in after or last in after:
        raise BadInput(f"{where}: needs the markers {first} and {last}, once each and in this order.")
    return f"{before}{first}\n{table}\n{last}{after}"
