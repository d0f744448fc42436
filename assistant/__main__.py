"""The commands of answering: python -m assistant ask | search | library | draft | compare."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from assistant import advice_commands
from assistant.advisor import open_advisor
from assistant.bibtex import bibtex
from assistant.config import Settings
from assistant.records import Answer, Question, Turn
from assistant.render import source_line
from ingest import KINDS, BadInput, GongzhiError, Index

app = typer.Typer(help="From question to answer.", no_args_is_help=True, pretty_exceptions_enable=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")]
AsOf = Annotated[str, typer.Option(help="Date on which validity is computed; default: today.")]
Place = Annotated[str, typer.Option(help="Place path, such as CN/浙江省.")]
Kinds = Annotated[str, typer.Option(help=f"Only these kinds, by comma: {','.join(KINDS)}.")]
ValidityOption = Annotated[str, typer.Option("--validity", help="in_force, or all to read older texts too.")]
Lang = Annotated[str, typer.Option(help="auto, en or zh.")]
Situation = Annotated[str, typer.Option(help="One or two sentences on your situation.")]


@app.command()
def ask(
    text: Annotated[str, typer.Argument(metavar="QUESTION")] = "",
    as_json: AsJson = False,
    as_of: AsOf = "",
    place: Place = "",
    kinds: Kinds = "",
    validity: ValidityOption = "in_force",
    lang: Lang = "auto",
    situation: Situation = "",
    batch: Annotated[Path | None, typer.Option(help="JSON lines with id, question, as_of, place, history …")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers of a batch go.")] = None,
) -> None:
    """Answer a question, or a file of questions."""
    if (batch is None) != (out is None):
        raise BadInput("--batch needs --out, and --out needs --batch.")
    limits = {
        "as_of": as_of,
        "place": place,
        "kinds": kinds,
        "validity": validity,
        "lang": lang,
        "situation": situation,
    }
    if batch is None or out is None:
        question = read_question({**limits, "question": text}, "the command line")
        show(open_advisor(_settings()).ask(question), as_json)
        return
    questions = [(i, read_question({**limits, **fields}, where)) for i, fields, where in read_batch(batch)]
    advisor = open_advisor(_settings())
    with _writable(out) as file:
        for question_id, question in questions:
            line = {"id": question_id, **advisor.ask(question).to_json()}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


@app.command()
def search(
    text: Annotated[str, typer.Argument(metavar="QUESTION")],
    as_json: AsJson = False,
    as_of: AsOf = "",
    place: Place = "",
    kinds: Kinds = "",
    validity: ValidityOption = "in_force",
    lang: Lang = "auto",
    situation: Situation = "",
) -> None:
    """Show the passages for a question, without an answer."""
    limits = {
        "as_of": as_of,
        "place": place,
        "kinds": kinds,
        "validity": validity,
        "lang": lang,
        "situation": situation,
    }
    question = read_question({**limits, "question": text}, "the command line")
    hits = open_advisor(_settings()).search(question).hits
    if as_json:
        rows = [{"passage_id": h.passage.passage_id, "rank": h.rank, "score": round(h.score, 4)} for h in hits]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for hit in hits:
        print(
            f"{hit.rank}. {hit.passage.passage_id}  {hit.score:.2f}\n   {hit.passage.text.zh or hit.passage.text.en}\n"
        )


@app.command()
def library(
    as_json: AsJson = False,
    as_of: AsOf = "",
    kinds: Kinds = "",
    as_bibtex: Annotated[bool, typer.Option("--bibtex", help="Print references; default kinds: policy,case.")] = False,
) -> None:
    """List the documents of the index with their validity on a date, or as BibTeX."""
    fields = {"as_of": as_of, "kinds": kinds, "question": "-"}
    limits = read_question(fields, "the command line")
    settings = _settings()
    index = Index.open(settings.index, settings.embedder)
    if as_bibtex:
        wanted = limits.kinds or ("policy", "case")
        print(bibtex([d for d in index.documents.values() if d.kind in wanted], index))
        return
    rows: list[dict[str, str | None]] = []
    for document in index.documents.values():
        if limits.kinds and document.kind not in limits.kinds:
            continue
        value = index.validity(document.doc_id, limits.as_of)
        rows.append(
            {
                "doc_id": document.doc_id,
                "kind": document.kind,
                "number": document.number,
                "title_zh": document.title.zh,
                "title_en": document.title.en,
                "validity": value.status if value else None,
                "since": value.since if value else None,
            }
        )
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    columns = ("doc_id", "kind", "number", "title_zh", "validity")
    table = Table(*columns, title=f"on {limits.as_of}")
    for row in rows:
        table.add_row(*(row[column] or "" for column in columns))
    Console().print(table)


def _settings() -> Settings:
    return Settings(_env_file=".env")  # type: ignore[call-arg]  # a pydantic-settings option, not a field


def read_question(fields: Mapping[str, Any], where: str) -> Question:
    """A question from strings as they come from outside; unknown fields are ignored. Raises BadInput."""
    values = {key: value for key, value in fields.items() if value is not None}
    text = values.get("question", "")
    if not isinstance(text, str):
        raise BadInput(f"{where}: 'question' must be text, got {text!r}.")
    kinds = tuple(filter(None, str(values.get("kinds", "")).replace("，", ",").split(",")))
    for kind in kinds:
        _one_of("kinds", kind, KINDS, where)
    history = values.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, dict) for turn in history):
        raise BadInput(f"{where}: 'history' must be a list of objects with question and answer.")
    return Question(
        text=text,
        as_of=_day(str(values.get("as_of", "")), where),
        place=str(values.get("place", "")),
        kinds=kinds,
        validity=_one_of("validity", str(values.get("validity", "in_force")), ("in_force", "all"), where),  # type: ignore[arg-type]
        language=_one_of("lang", str(values.get("lang", "auto")), ("auto", "en", "zh"), where),  # type: ignore[arg-type]
        situation=str(values.get("situation", "")),
        history=tuple(Turn(str(turn.get("question", "")), str(turn.get("answer", ""))) for turn in history),
    )


def _day(text: str, where: str) -> date:
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{where}: 'as_of' must be a date like 2026-07-01, got {text!r}.") from None


def _one_of(name: str, value: str, allowed: tuple[str, ...], where: str) -> str:
    if value not in allowed:
        raise BadInput(f"{where}: '{name}' must be one of {', '.join(allowed)}, got {value!r}.")
    return value


def read_batch(path: Path) -> list[tuple[str, dict[str, Any], str]]:
    """The lines of a batch file as (id, fields, place in the file). Raises BadInput naming the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: cannot be read as UTF-8 text ({problem}).") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as problem:
            raise BadInput(f"{where}: not a line of JSON ({problem.msg}).") from None
        if not isinstance(fields, dict):
            raise BadInput(f"{where}: must be an object with id and question.")
        found.append((str(fields.get("id", number)), fields, where))
    return found


def _writable(path: Path) -> Any:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as problem:
        raise BadInput(f"{path}: cannot be written ({problem.strerror}).") from None


def show(answer: Answer, as_json: bool) -> None:
    """Print an answer for people, or whole as JSON."""
    if as_json:
        print(json.dumps(answer.to_json(), ensure_ascii=False, indent=1))
        return
    if answer.reason:
        print(f"({answer.reason})")
    print(answer.text)
    if answer.sources:
        print()
    for card in answer.sources:
        print(source_line(card, answer.language))
    for notice in answer.notices:
        print(f"! {notice.text}")
    for dropped in answer.dropped:
        # Without a text it is about the whole draft: what became of the language model.
        asked = not dropped.text or dropped.text in (answer.question, answer.standalone)
        print(f"! {dropped.why}" if asked else f"! {dropped.text}: {dropped.why}")


advice_commands.register(app, _settings, read_batch, _day)


def main() -> None:
    """Run a command; an error of the user is one line and exit code 2."""
    try:
        app()
    except GongzhiError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
