"""The story of a run: every question to a system once, its answers and what they were made from into a folder.

runs/<name>/answers.jsonl holds the answers, the same bytes for the same tree; timings.jsonl and manifest.json hold what
differs from run to run. A run is scored any number of times (`score.py`) and never written twice.
"""

import json
import platform
import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant import Advisor, Settings
from evals import advice
from evals.cache import CACHE, Encodings
from evals.dataset import objects
from evals.records import Cited, Claimed, Item, Run, RunLine, Set
from evals.systems import make
from ingest import BadInput, Embedder, Index, read_manifest

RUNS = Path("runs")
_PACKAGES = ("gongzhi", "bm25s", "chromadb", "ir-measures", "numpy", "sentence-transformers", "torch")


def run(
    items: Sequence[Item],
    systems: Sequence[str],
    name: str,
    settings: Settings,
    embedder: Embedder,
    what: Mapping[str, str],
    advised: Set | None = None,
) -> list[Path]:
    """Put every item to every system; one folder for each, `name` or, with several systems, `name-<system>`.

    Only ours drafts and compares: the situations and comparisons of `advised`. `what` goes into the manifest beside the
    rest (the set and its split). Raises BadInput when a folder holds a run.
    """
    folders = [folder(name if len(systems) == 1 else f"{name}-{system}") for system in systems]
    for taken in folders:
        if taken.exists():
            raise BadInput(f"{taken}: holds a run already. Choose another --name, or delete the folder.")
    index = Index.open(settings.index, settings.embedder)
    advisor = Advisor(index, embedder, settings)
    encodings = Encodings(embedder, CACHE)
    for system, target in zip(systems, folders, strict=True):
        answers = ask(items, make(system, index, encodings, advisor))
        drafts = advice.ask(advised, advisor) if advised is not None and system == "ours" else []
        write(target, answers, manifest(system, settings, advisor.fingerprint, what), drafts)
    encodings.save()
    return folders


def ask_now(
    read: Set, settings: Settings, embedder: Embedder, what: Mapping[str, str]
) -> tuple[Run, Mapping[str, Mapping[str, Any]]]:
    """Our answers to a set as they are now, and our drafts and comparisons by id; nothing is kept."""
    advisor = Advisor(Index.open(settings.index, settings.embedder), embedder, settings)
    answers = ask(read.items, make("ours", advisor.index, Encodings(embedder), advisor))
    lines = {line.item_id: line for line in map(as_line, answers)}
    drafts = {str(row["id"]): row for row in advice.ask(read, advisor)}
    return Run("now", manifest("ours", settings, advisor.fingerprint, what), lines), drafts


def ask(items: Sequence[Item], system: Any) -> list[dict[str, Any]]:
    """Every item's answer with its id and, measured here, `seconds`."""
    answers = []
    if items:
        system(items[0])  # the first question pays for loading the model; it is asked again below
    for item in items:
        started = time.perf_counter()
        answer = system(item)
        answers.append({"id": item.item_id, **answer, "seconds": {"total": round(time.perf_counter() - started, 5)}})
    return answers


def folder(name: str) -> Path:
    if not re.fullmatch(r"[\w.-]+", name):
        raise BadInput(f"--name {name!r}: use letters, digits, dots and dashes.")
    return RUNS / name


def write(
    target: Path,
    answers: Sequence[Mapping[str, Any]],
    made_from: Mapping[str, Any],
    drafts: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Write a complete run folder, or none."""
    draft = target.with_name(f".{target.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    timed = [{"id": answer["id"], "seconds": answer["seconds"]} for answer in answers]
    plain = [{key: value for key, value in answer.items() if key != "seconds"} for answer in answers]
    for name, rows in (("answers.jsonl", plain), ("timings.jsonl", timed), (advice.FILE, drafts)):
        if not rows and name == advice.FILE:
            continue
        text = "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
        (draft / name).write_text(text, encoding="utf-8")
    (draft / "manifest.json").write_text(json.dumps(made_from, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.rename(target)


def manifest(system: str, settings: Settings, fingerprint: str, what: Mapping[str, str]) -> dict[str, Any]:
    """What a run was made from: system, set, base, configuration, code, libraries, machine, date."""
    index = read_manifest(settings.index)
    return {
        "system": system,
        **what,
        "snapshot": index.snapshot if index else None,
        "reviewed": index.reviewed if index else None,
        "documents": index.documents if index else None,
        "passages": index.passages if index else None,
        "embedder": settings.embedder,
        "fingerprint": fingerprint,
        **environment(),
    }


def environment() -> dict[str, Any]:
    """The code, libraries, machine and date that a measurement belongs to."""
    commit = _git("rev-parse", "HEAD")
    return {
        "commit": commit,
        "dirty": bool(_git("status", "--porcelain")) if commit else None,
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}},
        "machine": f"{platform.machine()} {platform.system()}",
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=Path(__file__).parent, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _version(name: str) -> str | None:
    try:
        return version(name)
    except ModuleNotFoundError:  # PackageNotFoundError is one
        return None


def read_run(path: Path) -> Run:
    """A run from its folder, or from an `answers.jsonl` such as `python -m assistant ask --batch` writes.

    Raises BadInput naming file and line.
    """
    file = path / "answers.jsonl" if path.is_dir() else path
    around = file.parent
    try:
        made_from = json.loads((around / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        made_from = {}
    timings = around / "timings.jsonl"
    seconds = {str(row.get("id")): row.get("seconds") for _, row in objects(timings)} if timings.exists() else {}
    found: dict[str, RunLine] = {}
    for where, fields in objects(file):
        try:
            line = as_line(fields, seconds.get(str(fields.get("id"))))
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise BadInput(f"{where}: not an answer as python -m evals run writes it ({problem!r}).") from None
        found[line.item_id] = line
    return Run(path.name if path.is_dir() else path.stem, made_from, found)


def as_line(fields: Mapping[str, Any], timed: Any = None) -> RunLine:
    """An answer in the form of docs/answers.md, with its `id`, as it is scored."""
    spent = (timed or fields.get("seconds") or {}).get("total")
    claims = tuple(
        Claimed(
            claim["text"],
            claim["basis"],
            tuple(Cited(c["doc_id"], c["passage_id"], c["quote"], c["start"], c["end"]) for c in claim["citations"]),
        )
        for claim in fields.get("claims") or ()
    )
    chance = fields.get("answerability")
    return RunLine(
        item_id=str(fields["id"]),
        status=str(fields["status"]),
        reason=str(fields.get("reason") or ""),
        answerability=None if chance is None else float(chance),
        text=str(fields.get("text") or ""),
        claims=claims,
        passages=tuple(str(passage["passage_id"]) for passage in fields.get("passages") or ()),
        seconds=None if spent is None else float(spent),
    )
