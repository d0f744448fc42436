"""Questions written beforehand for each document: `kb/questions/<doc id>.yaml`, read and checked against the text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.metadata import KnownQuestions, parse_yaml, read_text, validate
from ingest.records import Document, KnownQuestion, Problem, Text

FOLDER = "questions"


def read_questions(kb: Path, documents: Sequence[Document]) -> tuple[tuple[KnownQuestion, ...], list[Problem]]:
    """All known questions by file name, and what is wrong with them. A document without a file has none."""
    by_id = {document.doc_id: document for document in documents}
    found: list[KnownQuestion] = []
    problems: list[Problem] = []
    for path in sorted((kb / FOLDER).glob("*.yaml")):
        name = str(path.relative_to(kb.parent))
        value, lines, wrong = parse_yaml(read_text(path), name)
        model, more = validate(KnownQuestions, value, lines, name) if value is not None else (None, [])
        problems += [*wrong, *more]
        document = by_id.get(path.stem)
        if document is None:
            problems.append(Problem(name, 1, f"no document '{path.stem}'.", "Name the file as the document's id."))
        if model is None or document is None:
            continue
        for position, item in enumerate(model.root):
            line = lines.get((position,), 1)
            answer = tuple(_place(label) for label in item.answer)
            problems += [
                Problem(name, line, f"'{document.doc_id}' has no sentence '{label}'.", "Write anchor.number, from 1.")
                for label, place in zip(item.answer, answer, strict=True)
                if not _holds(document, place)
            ]
            wordings = tuple(Text(pair.en, pair.zh) for pair in (item, *item.also))
            found.append(KnownQuestion(document.doc_id, wordings, answer))
        problems += _repeated(model, lines, name)
    return tuple(found), problems


def _place(label: str) -> tuple[str, int]:
    anchor, _, number = label.rpartition(".")
    return anchor, int(number) - 1


def _holds(document: Document, place: tuple[str, int]) -> bool:
    section = document.section(place[0])
    return section is not None and place[1] < len(section.sentences)


def _repeated(model: KnownQuestions, lines: Mapping[tuple[Any, ...], int], name: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for position, item in enumerate(model.root):
        for text in (text for pair in (item, *item.also) for text in (pair.en, pair.zh)):
            if text in seen:
                line = lines.get((position,), 1)
                problems.append(Problem(name, line, f"'{text}' stands twice.", "Merge the two answers."))
            seen.add(text)
    return problems
