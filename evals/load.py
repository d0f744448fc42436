"""What the commands start from: settings, the index, the set, and a run with its verdicts on it."""

import sys
from pathlib import Path

from assistant import Settings
from evals import advice, dataset
from evals.records import SPLITS, Item, Judgement, Run, Scored, Set
from evals.run import ask_now, read_run
from evals.score import judge_all, score
from ingest import BadInput, Index, IndexUnusable, SentenceTransformerEmbedder, read_manifest


def scored_run(folder: Path, data: Path | None, split: str) -> tuple[Run, tuple[Item, ...], Scored]:
    """A run with the questions it is scored on, by default those it was made for."""
    taken, read, scored, _ = measured(folder, data, split)
    return taken, read.items, scored


def measured(folder: Path, data: Path | None, split: str) -> tuple[Run, Set, Scored, tuple[Judgement, ...]]:
    """A run, the set it is scored on, its verdicts on the questions, and those on situations and comparisons."""
    taken = read_run(folder)
    chosen = split or str(taken.manifest.get("split", "dev"))
    read = dataset.read_set(data or Path(str(taken.manifest.get("data", dataset.DATA))), splits(chosen))
    index = open_index(taken.manifest.get("snapshot"))
    advised = advice.judge(read, advice.read_rows(folder) if folder.is_dir() else {}, index)
    return taken, read, score(read.items, taken, index), advised


def present(folder: Path | None, data: Path | None, split: str) -> tuple[Run, Set, tuple[Judgement, ...]]:
    """The verdicts on a run, or on our answers as they are now."""
    if folder is not None:
        run_, read, scored, advised = measured(folder, data, split)
        return run_, read, (*scored.judgements, *advised)
    configured, chosen = settings(), data or dataset.DATA
    read = dataset.read_set(chosen, splits(split or "all"))
    embedder = SentenceTransformerEmbedder(configured.embedder)
    index = open_index(None)
    run_, drafts = ask_now(read, configured, embedder, {"data": str(chosen), "split": split or "all"})
    return run_, read, (*judge_all(read.items, run_, index), *advice.judge(read, drafts, index))


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise BadInput(f"{path}: cannot be read ({problem.strerror}).") from None


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
