"""The commands of advice: python -m assistant draft | compare."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from assistant.advisor import Advisor, open_advisor
from assistant.compare import compare_cases
from assistant.config import Settings
from assistant.export import write_comparison, write_memo
from assistant.memo import Memo, Situation
from assistant.recommend import Drafter
from ingest import BadInput

AsJson = Annotated[bool, typer.Option("--json", help="Print the whole object as JSON.")]
AsOf = Annotated[str, typer.Option(help="Date on which validity is computed; default: today.")]
Lang = Annotated[str, typer.Option(help="auto, en or zh.")]
Docx = Annotated[Path | None, typer.Option(help="Write a Word file here.")]
Out = Annotated[Path | None, typer.Option(help="Where the results of a batch go, as JSON lines.")]
ReadBatch = Callable[[Path], list[tuple[str, dict[str, Any], str]]]
ReadDay = Callable[[str, str], date]


def register(app: typer.Typer, settings: Callable[[], Settings], read_batch: ReadBatch, read_day: ReadDay) -> None:
    """Add the commands to an app; what reads settings, batch files and dates is the app's own."""

    @app.command()
    def draft(
        situation: Annotated[Path | None, typer.Option(help="A text file that describes the situation.")] = None,
        batch: Annotated[Path | None, typer.Option(help="JSON lines with id, situation, lang, as_of, place.")] = None,
        out: Out = None,
        as_json: AsJson = False,
        docx: Docx = None,
        as_of: AsOf = "",
        place: Annotated[str, typer.Option(help="Place path, such as CN/浙江省.")] = "",
        lang: Lang = "auto",
    ) -> None:
        """Draft a recommendation on a situation, or on a file of situations."""
        _one_input(situation is not None, batch, out, docx, as_json, "--situation")
        limits = {"as_of": as_of, "place": place, "lang": lang}
        if situation is not None:
            asked = _situation({**limits, "situation": _read(situation)}, str(situation), read_day)
            advisor = open_advisor(settings())
            memo = Drafter(advisor).draft(asked)
            if docx is not None:
                write_memo(memo, docx, advisor.index)
            _show(memo.to_json() if as_json else None, _memo_text(memo) if docx is None else f"{docx}")
            return
        assert batch is not None
        asked_all = [(i, _situation({**limits, **_present(f)}, where, read_day)) for i, f, where in read_batch(batch)]
        drafter = Drafter(open_advisor(settings()))
        with _writable(out) as file:
            for asked_id, asked in asked_all:
                _line(file, {"id": asked_id, **drafter.draft(asked).to_json()})

    @app.command()
    def compare(
        cases: Annotated[list[str] | None, typer.Argument(metavar="CASE CASE...", help="Names or ids.")] = None,
        batch: Annotated[Path | None, typer.Option(help="JSON lines with id, cases, lang.")] = None,
        out: Out = None,
        as_json: AsJson = False,
        docx: Docx = None,
        as_of: AsOf = "",
        lang: Lang = "auto",
    ) -> None:
        """Compare two to four cases, or a file of such sets."""
        _one_input(bool(cases), batch, out, docx, as_json, "names of cases")
        if cases:
            advisor = open_advisor(settings())
            found = compare_cases(
                cases, advisor, read_day(as_of, "the command line"), _language(lang, "the command line")
            )
            if docx is not None:
                write_comparison(found, docx, advisor.index)
            _show(found.to_json() if as_json else None, found.text if docx is None else f"{docx}")
            return
        assert batch is not None
        sets = [(i, {"as_of": as_of, "lang": lang, **_present(f)}, where) for i, f, where in read_batch(batch)]
        advisor = open_advisor(settings())
        results = [(i, _compared(fields, where, advisor, read_day)) for i, fields, where in sets]
        with _writable(out) as file:
            for set_id, result in results:
                _line(file, {"id": set_id, **result})


def _compared(fields: Mapping[str, Any], where: str, advisor: Advisor, read_day: ReadDay) -> dict[str, Any]:
    names = fields.get("cases")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadInput(f"{where}: 'cases' must be a list of names or ids.")
    day = read_day(str(fields.get("as_of", "")), where)
    try:
        return compare_cases(names, advisor, day, _language(str(fields.get("lang", "auto")), where)).to_json()
    except BadInput as problem:
        raise BadInput(f"{where}: {problem}") from None


def _situation(fields: Mapping[str, Any], where: str, read_day: ReadDay) -> Situation:
    """A situation from strings as they come from outside; unknown fields are ignored. Raises BadInput."""
    text = fields.get("situation", "")
    if not isinstance(text, str):
        raise BadInput(f"{where}: 'situation' must be text, got {text!r}.")
    day = read_day(str(fields.get("as_of", "")), where)
    return Situation(text, day, str(fields.get("place", "")), _language(str(fields.get("lang", "auto")), where))


def _language(value: str, where: str) -> Any:
    if value not in ("auto", "en", "zh"):
        raise BadInput(f"{where}: 'lang' must be one of auto, en, zh, got {value!r}.")
    return value


def _one_input(single: bool, batch: Path | None, out: Path | None, docx: Path | None, as_json: bool, name: str) -> None:
    if (batch is None) != (out is None):
        raise BadInput("--batch needs --out, and --out needs --batch.")
    if single == (batch is not None):
        raise BadInput(f"Give either {name} or --batch.")
    if batch is not None and (docx is not None or as_json):
        raise BadInput("--docx and --json are for one at a time; a batch writes JSON lines to --out.")


def _present(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: cannot be read as UTF-8 text ({problem}).") from None


def _memo_text(memo: Memo) -> str:
    return f"({memo.reason})\n{memo.text}" if memo.reason else memo.text


def _show(whole: dict[str, Any] | None, text: str) -> None:
    print(json.dumps(whole, ensure_ascii=False, indent=1) if whole is not None else text)


def _line(file: IO[str], fields: Mapping[str, Any]) -> None:
    file.write(json.dumps(fields, ensure_ascii=False) + "\n")


@contextmanager
def _writable(path: Path | None) -> Iterator[IO[str]]:
    assert path is not None
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as problem:
        raise BadInput(f"{path}: cannot be written ({problem.strerror}).") from None
    with file:
        yield file
