"""The commands of evaluation: python -m evals run | score | compare | report | gate | validate | table, benchmarks."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import Vocabulary
from evals import advice, benchmarks, check, dataset, stats
from evals import gate as gates
from evals import report as reports
from evals import table as tables
from evals.beir import read_corpus
from evals.cache import CACHE, Encodings
from evals.leftout import learned
from evals.load import measured, open_index, present, read_text, scored_run, settings, splits
from evals.records import SPLITS, Judgement, Scored, Value
from evals.run import RUNS, environment, read_run
from evals.run import run as run_systems
from evals.score import score as score_run
from evals.systems import SYSTEMS
from ingest import BadInput, GongzhiError, Index, IndexUnusable, SentenceTransformerEmbedder, read_manifest

app = typer.Typer(help="From answers to numbers.", no_args_is_help=True, pretty_exceptions_enable=False)
Data = Annotated[Path, typer.Option(help="The set: a folder or a questions file.")]
Split = Annotated[str, typer.Option(help="dev, test or all.")]
MOST_IDS, MOST_REASONS = 40, 12  # that the gate prints at a time
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
    read = dataset.read_set(data, splits(split))
    configured = settings()
    embedder = SentenceTransformerEmbedder(configured.embedder)
    folders = run_systems(read.items, systems, name, configured, embedder, {"data": str(data), "split": split}, read)
    for folder in folders:
        print(f"{folder}: {len(read.items)} answers")


@app.command()
def score(
    folders: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Run folders, such as runs/x.")],
    data: Annotated[Path | None, typer.Option(help="The set; default: the run's own.")] = None,
    split: Annotated[str, typer.Option(help="dev, test or all; default: the run's own.")] = "",
    failures: Annotated[
        bool, typer.Option("--failures", help="List the questions that are not right, and why.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Score runs against the set."""
    found = {}
    for folder in folders:
        taken, read, scored, advised = measured(folder, data, split)
        values = [*scored.values, *advice.values(advised)]
        found[scored.run] = [asdict(value) for value in values]
        if as_json:
            continue
        print(f"# {scored.run} ({taken.manifest.get('system', 'unknown system')}, {len(read.items)} questions)")
        if failures:
            for judgement in (*scored.judgements, *advised):
                if not judgement.right or judgement.errors:
                    print(failure(judgement, judgement.item_id in read.hidden))
        for sort, of_sort in scored.groups.items():
            for value in of_sort:
                print(f"accuracy by {sort}: {value}")
        show(values, False)
    if as_json:
        one = next(iter(found.values()))
        print(json.dumps(one if len(folders) == 1 else found, ensure_ascii=False, indent=1))


@app.command()
def compare(
    one: Path,
    other: Path,
    data: Annotated[Path | None, typer.Option(help="The set; default: the first run's own.")] = None,
    split: Annotated[str, typer.Option(help="dev, test or all; default: the first run's own.")] = "",
    as_json: AsJson = False,
) -> None:
    """Pair two runs by question: OTHER minus ONE, and which questions flipped."""
    taken, items, first = scored_run(one, data, split)
    again = read_run(other)
    second = score_run(items, again, open_index(again.manifest.get("snapshot")))
    for compared, run_ in ((one, taken), (other, again)):
        if lacking := sum(item.item_id not in run_.lines for item in items):
            print(
                f"note: {compared} lacks {lacking} of the {len(items)} questions; they count as wrong", file=sys.stderr
            )
    better, worse = flips(first, second)
    if not as_json:
        print(f"turned right: {' '.join(better) or 'none'}\nturned wrong: {' '.join(worse) or 'none'}")
    show(differences(first, second), as_json)


def flips(first: Scored, second: Scored) -> tuple[list[str], list[str]]:
    one, other = ({judgement.item_id: judgement.right for judgement in scored.judgements} for scored in (first, second))
    return stats.flipped(one, other)


def differences(first: Scored, second: Scored) -> list[Value]:
    """The paired difference of every measure that both runs have."""
    names = dict.fromkeys(name for judgement in first.judgements for name in judgement.measures)
    return [stats.paired(f"{name}, difference", _by_id(first, name), _by_id(second, name)) for name in names]


def _by_id(scored: Scored, name: str) -> dict[str, float]:
    return {j.item_id: j.measures[name] for j in scored.judgements if name in j.measures}


@app.command()
def report(
    folders: Annotated[list[Path], typer.Argument(metavar="RUN...", help="A run, and others to show beside it.")],
    baseline: Annotated[
        Path | None, typer.Option(help="A run to compare with; default: the accepted baseline.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The file to write.")] = reports.REPORT,
    data: Annotated[Path | None, typer.Option(help="The set; default: the run's own.")] = None,
    split: Annotated[str, typer.Option(help="dev, test or all; default: the run's own.")] = "",
) -> None:
    """Write one HTML file, in both languages, that opens offline; of the test split only ids and measures."""
    runs = [measured(folder, data, split) for folder in folders]
    drafts = advice.read_rows(folders[0]) if folders[0].is_dir() else {}
    before, name = gates.read().outcomes(SPLITS), "evals/baseline.json"
    if baseline is not None:
        _, _, scored, advised = measured(baseline, data, split)
        before, name = gates.outcomes((*scored.judgements, *advised)), str(baseline)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(reports.page(runs, drafts, before, name), encoding="utf-8")
    print(out)


@app.command()
def gate(
    folder: Annotated[Path | None, typer.Argument(metavar="[RUN]", help="A run of ours; default: ask now.")] = None,
    data: Annotated[Path | None, typer.Option(help="The set; default: the run's own.")] = None,
    split: Annotated[str, typer.Option(help="dev, test or all; default: the run's own, else all.")] = "",
    baseline: Annotated[Path, typer.Option(help="What was accepted.")] = gates.BASELINE,
    accept: Annotated[bool, typer.Option("--accept", help="Take the present answers as the new baseline.")] = False,
    why: Annotated[str, typer.Option(help="With --accept: the reason, kept in the baseline.")] = "",
) -> None:
    """Stop a change that makes answers worse than those accepted: exit code 1, and what fell."""
    run_, read, judgements = present(folder, data, split)
    index, accepted = open_index(None), gates.read(baseline)
    found = gates.stale_index(settings().kb, index.manifest)
    if accept:
        found += [fall for fall in gates.falls(judgements, read.items, {}) if fall.rule == "hard"]
    else:
        known = accepted.outcomes({item.split for item in read.items})
        if not known:
            raise BadInput(f"{baseline}: nothing is accepted yet. Write: python -m evals gate --accept --why …")
        found += [*gates.shrunk(gates.inventory(index), accepted), *gates.falls(judgements, read.items, known)]
        tell(judgements, known)
    by_id, hidden = {judgement.item_id: judgement for judgement in judgements}, read.hidden
    for fall in found:
        print(fall)
        for item_id in [i for i in fall.ids if i in by_id][:MOST_REASONS]:
            print("  " + failure(by_id[item_id], item_id in hidden).replace("\n", "\n  "))
    if found:
        print(f"stopped: {len(found)} rules broken" + ("; nothing was accepted" if accept else ""))
        raise typer.Exit(1)
    if accept:
        split_of = read.split_of
        new: dict[str, gates.Outcomes] = {
            name: gates.outcomes([j for j in judgements if split_of[j.item_id] == name]) for name in SPLITS
        }
        made_from = {**environment(), **run_.manifest}
        filled = {name: of for name, of in new.items() if of}
        told = gates.accept(accepted, filled, gates.inventory(index), why, made_from)
        baseline.write_text(gates.written(told), encoding="utf-8")
    print(f"{baseline}: accepted" if accept else "passed")


def tell(judgements: Sequence[Judgement], known: gates.Outcomes) -> None:
    """What moved since the baseline was accepted, whether it matters or not."""
    now = gates.outcomes(judgements)
    for what, ids in zip(("turned right", "turned wrong", "new", "gone"), gates.changes(now, known), strict=True):
        print(f"{what}: {len(ids)}" + (f" ({' '.join(ids)})" if ids and len(ids) <= MOST_IDS else ""))
    show(gates.means(now), False)


@app.command()
def validate(
    data: Data = dataset.DATA,
    card: Annotated[bool, typer.Option("--card", help="Write the counts into the folder's README.md.")] = False,
) -> None:
    """Check the whole set against the index: ids, pairs, anchors, nuggets, splits."""
    read = dataset.read_set(data)
    index = open_index(None)
    found = check.problems(read, index, barriers(index.framework))
    for problem in found:
        print(problem)
    if card:
        page = data / "README.md"
        page.write_text(tables.placed(read_text(page), check.card(read), str(page), tables.COUNTS), encoding="utf-8")
    for sort, counted in check.counts(read.items).items():
        print(f"{sort}: " + ", ".join(f"{name} {n}" for name, n in sorted(counted.items())))
    print(f"{len(read.items)} questions, {len(found)} problems")
    if found:
        raise typer.Exit(1)


def barriers(framework: Mapping[str, Any]) -> set[str]:
    """The ids of the framework's barriers."""
    parts = [part for dimension in framework.get("dimensions", ()) for part in dimension.get("parts", ())]
    return {barrier["id"] for part in parts for barrier in part.get("barriers", ())}


@app.command()
def beir(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="corpus.jsonl, queries.jsonl, qrels.jsonl or qrels/test.tsv.")
    ],
    system: Annotated[str, typer.Option(help=f"{', '.join(benchmarks.SYSTEMS)}, or all.")] = "ours",
    as_json: AsJson = False,
) -> None:
    """Measure retrieval on a folder in BEIR form; the TREC run and qrels are written under runs/."""
    if system != "all" and system not in benchmarks.SYSTEMS:
        raise BadInput(f"--system must be one of {', '.join(benchmarks.SYSTEMS)} or all, got {system!r}.")
    corpus, encoder = read_corpus(folder), encodings()
    own = own_index("the bridge")
    bridge = learned(own, encoder, own.documents) if own and not encoder.multilingual else None
    for one in benchmarks.SYSTEMS if system == "all" else (system,):
        values, written = benchmarks.retrieval(corpus, one, encoder, bridge)
        encoder.save()
        if not as_json:
            print(f"# {corpus.name}, {one}: {written}")
        show(values, as_json)


@app.command()
def claims(path: Annotated[Path, typer.Argument(metavar="FILE")], as_json: AsJson = False) -> None:
    """Measure whether the verifier tells supported claims from unsupported ones: lines {id, claim, source, label}."""
    own = own_index("the glossary")
    show(benchmarks.claims(path, Vocabulary(own) if own else None), as_json)


@app.command()
def abstain(folder: Annotated[Path, typer.Argument(metavar="DIR")], as_json: AsJson = False) -> None:
    """Measure refusal on a folder in BEIR form whose queries say whether they are answerable."""
    encoder = encodings()
    values = benchmarks.refusal(read_corpus(folder, judged=False), encoder)
    encoder.save()
    show(values, as_json)


@app.command()
def leftout(data: Data = dataset.DATA, split: Split = "dev", as_json: AsJson = False) -> None:
    """Measure how well questions find their sections without the texts in their language. Kept in runs/leftout."""
    from evals.leftout import measure

    index, encoder = open_index(None), encodings()
    values = measure(dataset.read_set(data, splits(split)).items, index, encoder, settings())
    encoder.save()
    benchmarks.keep(RUNS / "leftout", values, {"split": split, "snapshot": index.manifest.snapshot}, {})
    show(values, as_json)


@app.command()
def speed(
    data: Data = dataset.DATA,
    questions: Annotated[int, typer.Option(help="How many dev questions to time.")] = 20,
    quick: Annotated[bool, typer.Option("--quick", help="The base's size only, and no build.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure speed as ratios: asking, filtering, larger bases, building, starting. Kept in runs/speed."""
    from evals.speed import SIZES, measure

    items = dataset.read_set(data, ("dev",)).items
    chosen = items[:: max(1, len(items) // questions)][:questions]
    configured = settings()
    manifest, embedder = read_manifest(configured.index), SentenceTransformerEmbedder(configured.embedder)
    values = measure(chosen, configured, embedder, () if quick else SIZES, not quick)
    made_from = {"passages": manifest.passages if manifest else None, "embedder": configured.embedder}
    benchmarks.keep(RUNS / "speed", values, made_from, {})
    show(values, as_json)


@app.command()
def table(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[RUN...]", help="Run, beir and speed folders under runs/.")
    ] = None,
    split: Annotated[str, typer.Option(help="dev, test or all; default: the runs' own.")] = "",
    measured: Annotated[Path, typer.Option(help="Where what was measured is kept.")] = tables.MEASURED,
    readme: Annotated[Path, typer.Option(help="The file with the markers.")] = Path("README.md"),
    only_check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when the table is not what was measured.")
    ] = False,
) -> None:
    """Write the README's table of measures; what is not measured anew stays as evals/measured.json has it."""
    if folders and not only_check:
        public = [folder for folder in folders if (folder / "measures.json").exists()]
        runs = [scored_run(folder, None, split) for folder in folders if folder not in public]
        chosen = {"split": split} if split else {}
        found = tables.measured([(scored, {**taken.manifest, **chosen}) for taken, _, scored in runs], public)
        kept = json.loads(read_text(measured)) if measured.exists() else {}
        found = {part: anew or kept.get(part, anew) for part, anew in found.items()}
        measured.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    text = read_text(readme)
    wanted = tables.written(text, json.loads(read_text(measured)), str(readme))
    if only_check and wanted != text:
        raise BadInput(f"{readme}: the table is not what was measured. Write it with: python -m evals table")
    if not only_check:
        readme.write_text(wanted, encoding="utf-8")


def own_index(what: str) -> Index | None:
    """The index of the base, for what a public set takes from it; without one it is measured all the same."""
    try:
        return open_index(None)
    except IndexUnusable as problem:
        print(f"note: without {what} of the base; {problem}", file=sys.stderr)
        return None


def encodings() -> Encodings:
    """The configured embedder with its memory under runs/cache."""
    return Encodings(SentenceTransformerEmbedder(settings().embedder), CACHE)


def failure(judgement: Judgement, hidden: bool) -> str:
    """What is wrong with an answer, a line each; of the test split only ids and measures are shown."""
    if hidden:
        return f"{judgement.item_id}: " + " ".join(f"{name}={value:.2f}" for name, value in judgement.measures.items())
    return "\n".join(f"{judgement.item_id}: {what}" for what in filter(None, (judgement.why, *judgement.errors)))


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
