"""The measures in the README, written there by a command and checked by a test.

What was measured is kept in `evals/measured.json`; the table between the markers is that file's picture.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.records import Scored, Value
from evals.systems import SYSTEMS
from ingest import BadInput

MEASURED = Path(__file__).parent / "measured.json"
TABLE, SPEED, COUNTS = "evals", "speed", "counts"  # the names of the markers: <!-- evals:begin --> … <!-- evals:end -->
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


def measured(scored: Sequence[tuple[Scored, Mapping[str, Any]]], folders: Sequence[Path]) -> dict[str, Any]:
    """What goes into `measured.json`: scored runs with what they were made from, and benchmark and speed folders.

    Raises BadInput when the runs are not over the same questions: side by side they would be compared.
    """
    asked = {tuple(judgement.item_id for judgement in run.judgements) for run, _ in scored}
    if len(asked) > 1:
        raise BadInput("The runs were scored on different questions. Give runs of one set and split.")
    kept = ("system", "split", "commit", "dirty", "snapshot", "fingerprint", "date")
    runs = [
        {
            **{key: made_from.get(key) for key in kept},
            "questions": len(run.judgements),
            "values": [asdict(value) for value in run.values],
        }
        for run, made_from in scored
    ]
    others = [_other(folder) for folder in folders]
    return {
        "runs": runs,
        "benchmarks": [other for other in others if "corpus" in other],
        "speed": next((other for other in others if "corpus" not in other), None),
    }


def _other(folder: Path) -> dict[str, Any]:
    made_from = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    values = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    kept = ("corpus", "system", "commit", "dirty", "machine", "passages", "date")
    return {**{key: made_from[key] for key in kept if key in made_from}, "values": values}


def written(page: str, found: Mapping[str, Any], where: str = "README.md") -> str:
    """A page with everything that was measured at its markers; what was not is left as it is."""
    if found["runs"] or found["benchmarks"]:
        page = placed(page, render(found), where)
    return placed(page, render_speed(found["speed"]), where, SPEED) if found["speed"] else page


def render(found: Mapping[str, Any]) -> str:
    """The Markdown of what was measured: systems side by side, then the public sets."""
    parts = [_side_by_side(found["runs"])] if found["runs"] else []
    if found["benchmarks"]:
        parts.append(_public(found["benchmarks"]))
    return "\n\n".join(parts)


def render_speed(found: Mapping[str, Any]) -> str:
    """The Markdown of the speed measures."""
    rows = [[value["name"], _plain(Value(**value))] for value in found["values"]]
    return f"{_made(found)}, base of {found.get('passages')} passages.\n\n{_markdown(['measure', 'value'], rows)}"


def _plain(value: Value) -> str:
    if value.value is None:
        return "not measured"
    spread = f" [{value.low:.3g}, {value.high:.3g}]" if value.n > 1 else ""
    return f"{value.value:.3g}{spread} n={value.n}"


def _made(found: Mapping[str, Any]) -> str:
    commit = str(found.get("commit") or "unknown")[:10]
    return f"{str(found.get('date'))[:10]}, commit `{commit}`{' with changes' if found.get('dirty') else ''}"


def _side_by_side(runs: Sequence[Mapping[str, Any]]) -> str:
    first = runs[0]
    by_system = {run["system"]: {value["name"]: Value(**value) for value in run["values"]} for run in _ordered(runs)}
    rows = [[name, *(cell(values.get(name)) for values in by_system.values())] for name in ROWS]
    return (
        f"{first['questions']} questions (`{first['split']}`), base `{first['snapshot']}`, {_made(first)}; "
        f"mean with its 95% bootstrap interval and n.\n\n{_markdown(['measure', *by_system], rows)}"
    )


def _public(benchmarks: Sequence[Mapping[str, Any]]) -> str:
    systems = list(dict.fromkeys(b["system"] for b in _ordered(benchmarks)))
    corpora = list(dict.fromkeys(b["corpus"] for b in benchmarks))
    values = {(b["corpus"], b["system"]): {v["name"]: Value(**v) for v in b["values"]} for b in benchmarks}
    rows = [
        [corpus, *(cell(values.get((corpus, system), {}).get("nDCG@10")) for system in systems)] for corpus in corpora
    ]
    return f"Public sets, nDCG@10:\n\n{_markdown(['set', *systems], rows)}"


def _ordered(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(found, key=lambda one: SYSTEMS.index(one["system"]) if one["system"] in SYSTEMS else len(SYSTEMS))


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
