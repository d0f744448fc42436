"""The commands of evaluation: python -m evals run | score | compare | validate | beir | claims | abstain | speed."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant import Settings
from evals import dataset, stats
from evals.records import SPLITS, Judgement, Scored, Value
from evals.run import read_run
from evals.run import run as run_systems
from evals.score import score as score_run
from evals.systems import SYSTEMS
from ingest import BadInput, GongzhiError, Index, IndexUnusable, read_manifest

app = typer.Typer(help="From answers to numbers.", no_args_is_help=True, pretty_exceptions_enable=False)
Data = Annotated[Path, typer.Option(help="The set: a folder or a questions file.")]
Split = Annotated[str, typer.Option(help="dev, test or all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the measures as JSON.")]


@app.command()
def run(
    name: Annotated[str, typer.Option(help="The run's folder under runs/.")] = "run",
    system: Annotated[str, typer.Option(help=f"{', '.join(SYSTEMS)}; several by comma, or all.")] = "ours",
    data: Data = dataset.DATA,
    split: Split = "dev",
) -> None:
    """Put the questions to a system and keep its answers in runs/<name>/."""
    systems = SYSTEMS if system == "all" else tuple(system.split(","))
    for one in systems:
        if one not in SYSTEMS:
            raise BadInput(f"--system must be one of {', '.join(SYSTEMS)} or all, got {one!r}.")
    items = dataset.read_set(data, splits(split)).items
    folders = run_systems(items, systems, name, settings(), {"data": str(data), "split": split})
    for folder in folders:
        print(f"{folder}: {len(items)} answers")


@app.command()
def score(
    folders: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Run folders, such as runs/x.")],
    data: Data = dataset.DATA,
    split: Annotated[str, typer.Option(help="dev, test or all; default: the run's own.")] = "",
    failures: Annotated[bool, typer.Option("--failures", help="List the questions that are not right, and why.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score runs against the set."""
    for folder in folders:
        taken = read_run(folder)
        chosen = split or str(taken.manifest.get("split", "dev"))
        items = dataset.read_set(data, splits(chosen)).items
        scored = score_run(items, taken, open_index(taken.manifest.get("snapshot")))
        if as_json:
            show(scored.values, True)
            continue
        print(f"# {scored.run} ({taken.manifest.get('system', 'unknown system')}, {chosen}, {len(items)} questions)")
        if failures:
            tests = {item.item_id for item in items if item.split == "test"}
            for judgement in scored.judgements:
                if not judgement.right:
                    print(failure(judgement, judgement.item_id in tests))
        for sort, values in scored.groups.items():
            for value in values:
                print(f"accuracy by {sort}: {value}")
        show(scored.values, False)


@app.command()
def compare(one: Path, other: Path, data: Data = dataset.DATA, split: Split = "dev", as_json: AsJson = False) -> None:
    """Pair two runs by question: OTHER minus ONE, and which questions flipped."""
    items = dataset.read_set(data, splits(split)).items
    first, second = (score_run(items, taken, open_index(taken.manifest.get("snapshot"))) for taken in map(read_run, (one, other)))
    values = differences(first, second)
    right = [{judgement.item_id: judgement.right for judgement in scored.judgements} for scored in (first, second)]
    better, worse = stats.flipped(*right)
    if not as_json:
        print(f"turned right: {' '.join(better) or 'none'}\nturned wrong: {' '.join(worse) or 'none'}")
    show(values, as_json)


def differences(first: Scored, second: Scored) -> list[Value]:
    """The paired difference of every measure that both runs have."""
    names = dict.fromkeys(name for judgement in first.judgements for name in judgement.measures)
    by_name = lambda scored, name: {j.item_id: j.measures[name] for j in scored.judgements if name in j.measures}  # noqa: E731
    return [stats.paired(f"{name}, difference", by_name(first, name), by_name(second, name)) for name in names]


@app.command()
def validate(data: Data = dataset.DATA) -> None:
    """Check the whole set against the index: ids, pairs, anchors, splits."""
    read = dataset.read_set(data)
    index = open_index(None)
    sections = {d.doc_id: [section.anchor for section in d.sections] for d in index.documents.values()}
    found = dataset.problems(read, sections)
    for problem in found:
        print(problem)
    for sort, counted in dataset.counts(read.items).items():
        print(f"{sort}: " + ", ".join(f"{name} {n}" for name, n in sorted(counted.items())))
    print(f"{len(read.items)} questions, {len(found)} problems")
    if found:
        raise typer.Exit(1)


def splits(name: str) -> tuple[str, ...]:
    if name == "all":
        return SPLITS
    if name not in SPLITS:
        raise BadInput(f"--split must be one of {', '.join(SPLITS)} or all, got {name!r}.")
    return (name,)


def settings() -> Settings:
    return Settings(_env_file=".env")  # type: ignore[call-arg]  # a pydantic-settings option, not a field


def open_index(snapshot: object) -> Index:
    """The configured index, whatever embedder built it: scoring encodes nothing. Says so when a run was on another."""
    folder = settings().index
    manifest = read_manifest(folder)
    if manifest is None:
        raise IndexUnusable(f"{folder}: no index here. Build it with: python -m ingest build")
    if snapshot and snapshot != manifest.snapshot:
        print(f"note: the run was made on the base {snapshot}, it is scored on {manifest.snapshot}", file=sys.stderr)
    return Index.open(folder, manifest.embedder)


def failure(judgement: Judgement, hidden: bool) -> str:
    """One line on a question that is not right; of the test split only ids and measures are shown."""
    if hidden:
        return f"{judgement.item_id}: " + " ".join(f"{name}={value:.2f}" for name, value in judgement.measures.items())
    return f"{judgement.item_id}: {judgement.why}"


def show(values: Sequence[Value], as_json: bool) -> None:
    """The last lines of every runner: one per measure, or the same as JSON."""
    if as_json:
        print(json.dumps([asdict(value) for value in values], ensure_ascii=False, indent=1))
        return
    for value in values:
        print(value)


def main() -> None:
    """Run a command; an error of the user is one line and exit code 2."""
    try:
        app()
    except GongzhiError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
