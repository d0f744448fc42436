"""Folders in BEIR form: a corpus, its queries, and which passages answer them. Lenient: they are other people's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.dataset import lines, objects
from ingest import BadInput


@dataclass(frozen=True)
class Query:
    """`answerable` is None where the folder does not say; `split` is empty then."""

    query_id: str
    text: str
    answerable: bool | None
    split: str


@dataclass(frozen=True)
class Corpus:
    """Passages as title, line break, text; `qrels` holds queries with at least one positive grade."""

    name: str
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    queries: tuple[Query, ...]
    qrels: Mapping[str, Mapping[str, int]]


def read_corpus(folder: Path, judged: bool = True) -> Corpus:
    """A folder with corpus.jsonl {_id, title, text}, queries.jsonl {_id, text, answerable?, split?} and judgements.

    Judgements are qrels.jsonl {query_id, doc_id, score} or qrels/test.tsv (query, document, score). Unknown fields are
    ignored, null means absent, blank lines are skipped. Without `judged` the folder need not have judgements. Raises
    BadInput naming file and line.
    """
    passages = {}
    for where, fields in objects(folder / "corpus.jsonl"):
        passages[_field(fields, "_id", where)] = f"{_text(fields, 'title')}\n{_field(fields, 'text', where)}".strip()
    queries = tuple(_query(fields, where) for where, fields in objects(folder / "queries.jsonl"))
    qrels = _qrels(folder) if judged else {}
    return Corpus(folder.resolve().name, tuple(passages), tuple(passages.values()), queries, qrels)


def _query(fields: Mapping[str, Any], where: str) -> Query:
    answerable = fields.get("answerable")
    if answerable is not None and not isinstance(answerable, bool):
        raise BadInput(f"{where}: 'answerable' must be true or false, got {answerable!r}.")
    return Query(_field(fields, "_id", where), _field(fields, "text", where), answerable, _text(fields, "split"))


def _qrels(folder: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for where, query, doc, grade in _judgements(folder):
        try:
            value = int(float(grade))
        except (TypeError, ValueError):
            raise BadInput(f"{where}: the score must be a number, got {grade!r}.") from None
        found.setdefault(query, {})[doc] = value
    return {query: grades for query, grades in found.items() if any(grade > 0 for grade in grades.values())}


def _judgements(folder: Path) -> Sequence[tuple[str, str, str, Any]]:
    table = folder / "qrels" / "test.tsv"
    if (folder / "qrels.jsonl").exists():
        rows = objects(folder / "qrels.jsonl")
        return [(w, _field(f, "query_id", w), _field(f, "doc_id", w), f.get("score", 1)) for w, f in rows]
    if not table.exists():
        raise BadInput(f"{folder}: neither qrels.jsonl nor qrels/test.tsv. Without judgements nothing can be measured.")
    found = []
    for number, (where, line) in enumerate(lines(table)):
        cells = line.strip("\r").split("\t")
        if len(cells) not in (3, 4):
            raise BadInput(f"{where}: must be query, document and score with tabs between, got {line!r}.")
        if number == 0 and not cells[-1].lstrip("-").replace(".", "", 1).isdigit():
            continue  # the heading
        found.append((where, cells[0], cells[-2], cells[-1]))
    return found


def _field(fields: Mapping[str, Any], name: str, where: str) -> str:
    value = fields.get(name)
    if value is None:
        raise BadInput(f"{where}: '{name}' is missing.")
    return str(value)


def _text(fields: Mapping[str, Any], name: str) -> str:
    return str(fields.get(name) or "")
