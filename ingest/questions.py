"""Questions written beforehand, read and checked against the texts that answer them.

`kb/questions/<doc id>.yaml` holds what one document answers, `kb/questions/across.yaml` what only several answer
together. `kb/outside.yaml` holds questions that lie outside the subject, to know others like them by.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.metadata import KnownQuestions, OutsideQuestions, parse_yaml, read_text, validate
from ingest.records import Document, KnownQuestion, Problem, SentenceId, Text

FOLDER = "questions"
ACROSS = "across"
OUTSIDE = "outside.yaml"


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
        if path.stem != ACROSS and path.stem not in by_id:
            problems.append(Problem(name, 1, f"no document '{path.stem}'.", "Name the file as the document's id."))
            continue
        if model is None:
            continue
        for position, item in enumerate(model.root):
            line = lines.get((position,), 1)
            answer = tuple(_place(label, path.stem) for label in item.answer)
            missing = [
                label
                for label, place in zip(item.answer, answer, strict=True)
                if (document := by_id.get(place.doc_id)) is None or not _holds(document, place)
            ]
            problems += [
                Problem(name, line, f"no document has the sentence '{label}'.", "Write anchor.number, from 1.")
                for label in missing
            ]
            if not missing:
                found.append(KnownQuestion(tuple(Text(pair.en, pair.zh) for pair in (item, *item.also)), answer))
        problems += _repeated(model, lines, name)
    return tuple(found), problems


def read_outside(kb: Path) -> tuple[tuple[Text, ...], list[Problem]]:
    """The questions outside the subject, and what is wrong with their file; a base may have none."""
    path = kb / OUTSIDE
    if not path.exists():
        return (), []
    name = str(path.relative_to(kb.parent))
    value, lines, wrong = parse_yaml(read_text(path), name)
    model, more = validate(OutsideQuestions, value, lines, name) if value is not None else (None, [])
    found = tuple(Text(pair.en, pair.zh) for pair in model.root) if model is not None else ()
    return found, [*wrong, *more]


def _place(label: str, own: str) -> SentenceId:
    section, _, number = label.rpartition(".")
    doc_id, _, anchor = section.rpartition("#")
    return SentenceId(doc_id or own, anchor, int(number) - 1)


def _holds(document: Document, place: SentenceId) -> bool:
    section = document.section(place.anchor)
    return section is not None and place.position < len(section.sentences)


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
