"""The commands of ingestion: python -m ingest build | check | list | numbers | status."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from dotenv import load_dotenv
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from ingest.base import changed_files, read_base
from ingest.build import build as build_index
from ingest.embed import PACKAGED, SentenceTransformerEmbedder
from ingest.errors import BadInput, GongzhiError
from ingest.index import read_manifest
from ingest.numbers_report import numbers_report, render
from ingest.validity import ValidityGraph

app = typer.Typer(help="From source file to index.", no_args_is_help=True, pretty_exceptions_enable=False)
Kb = Annotated[Path, typer.Option(envvar="GONGZHI_KB", help="Folder of the knowledge base.")]
IndexFolder = Annotated[Path, typer.Option("--index", envvar="GONGZHI_INDEX", help="Folder of the index.")]
Embedder = Annotated[str, typer.Option(envvar="GONGZHI_EMBEDDER", help="Name or folder of the embedder.")]
console = Console(stderr=True)


@app.command()
def build(kb: Kb = Path("kb"), index: IndexFolder = Path(".index"), embedder: Embedder = PACKAGED) -> None:
    """Bring the index up to date with the base; an unchanged base costs nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        report = build_index(kb, index, SentenceTransformerEmbedder(embedder), _drawn(bars))
    made = report.manifest
    what = f"{made.documents} documents, {made.passages} passages, {made.sentences} sentences"
    if report.changed:
        print(f"Built {index}: {what}; {report.encoded} texts encoded, {report.reused} kept; {report.seconds:.1f} s.")
    else:
        print(f"{index} is up to date: {what}; {report.seconds:.1f} s.")


@app.command()
def check(kb: Kb = Path("kb")) -> None:
    """Name every problem of the base at once: file, line, cure. Exit code 2 when there is one."""
    base = read_base(kb)
    for problem in base.problems:
        print(problem)
    if base.problems:
        print(f"{len(base.problems)} problems in {len(base.documents)} readable documents.", file=sys.stderr)
        raise typer.Exit(2)
    print(f"No problems in {len(base.documents)} documents.")


@app.command("list")
def list_documents(
    kb: Kb = Path("kb"),
    as_of: Annotated[str, typer.Option(help="Date on which validity is computed; default: today.")] = "",
) -> None:
    """List the documents with their validity on a date."""
    day = parse_day(as_of) if as_of else date.today()
    base = read_base(kb)
    graph = ValidityGraph(base.documents)
    table = Table("id", "kind", "number", "title", f"on {day}", "since")
    for document in base.documents:
        validity = graph.on(document.doc_id, day)
        status, since = (validity.status, validity.since) if validity else ("", "")
        table.add_row(document.doc_id, document.kind, document.number, document.title.zh, status, since)
    Console().print(table)


@app.command()
def numbers(
    against: Annotated[list[Path], typer.Option(help="A reference text or a folder of them; may be repeated.")],
    kb: Kb = Path("kb"),
    reasons: Annotated[Path, typer.Option(help="The reasons, by document and number.")] = Path("docs/numbers.yaml"),
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("docs/numbers.md"),
) -> None:
    """Look up every number of the base in reference texts. Exit code 2 when one is not found and has no reason."""
    report = numbers_report(read_base(kb), against, reasons)
    for problem in report.problems:
        print(problem)
    if report.problems:
        print(f"{len(report.problems)} problems; {out} was not written.", file=sys.stderr)
        raise typer.Exit(2)
    out.write_text(render(report), encoding="utf-8")
    print(f"{out}: {report.figures} numbers, {len(report.open)} of them with a reason.")


@app.command()
def status(kb: Kb = Path("kb"), index: IndexFolder = Path(".index")) -> None:
    """Say what the index holds and whether the base has changed since."""
    made = read_manifest(index)
    if made is None:
        print(f"{index}: no index here. Build it with: python -m ingest build")
        raise typer.Exit(2)
    print(f"{index}: {made.documents} documents, {made.passages} passages, built {made.built} with {made.embedder}.")
    changed = changed_files(kb, made)
    print(f"The base was last reviewed on {made.reviewed}; {len(changed)} files changed since the build.")
    for path in changed:
        print(f"  {path}")


def parse_day(text: str) -> date:
    """A full date from the command line. Raises BadInput."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--as-of must be a date like 2026-07-01, got {text!r}.") from None


def _drawn(bars: Progress) -> Callable[[str, int, int], None]:
    tasks: dict[str, TaskID] = {}

    def progress(what: str, done: int, of: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=of)
        bars.update(tasks[what], completed=done, total=of)

    return progress


def main() -> None:
    """Run a command; settings come from the environment or `.env`, an error of the user is one line and exit code 2."""
    load_dotenv(".env")
    try:
        app()
    except GongzhiError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
