"""A Markdown file of the base, taken apart: front matter, sections with attributes, sentences with source marks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.records import RATINGS, Mark, Problem

_HEADING = re.compile(r"^##\s+(?P<title>.+?)\s*(?:\{(?P<attributes>[^}]*)\})?\s*$")
_MARKS = re.compile(r"(?:\s*\[(?:own(?: [a-z0-9#.-]+)?|unverified|[A-Z]+\d+[a-z]{0,2}(?: [a-z]+)?)\])+")
_MARK = re.compile(r"\[([^\]]+)\]")
_ATTRIBUTES = ("articles", "dimensions")


@dataclass(frozen=True)
class RawSentence:
    text: str
    marks: tuple[Mark, ...]
    line: int


@dataclass(frozen=True)
class RawSection:
    anchor: str
    heading: str
    attributes: Mapping[str, tuple[str, ...]]
    sentences: tuple[RawSentence, ...]
    table: str
    line: int


@dataclass(frozen=True)
class SourceFile:
    """What one file says, before it is checked. `front` is the YAML text; it starts on line 2 of the file."""

    path: str
    front: str
    sections: tuple[RawSection, ...]
    problems: tuple[Problem, ...]


def read_markdown(text: str, path: str, front_matter: bool) -> SourceFile:
    """Take a file apart. `path` is only for messages; `front_matter` says whether the file must begin with one."""
    lines = text.split("\n")
    problems: list[Problem] = []
    front, body_start = "", 0
    if lines[0].strip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
        if end is None:
            cure = "Close it with a line '---'."
            return SourceFile(path, "", (), (Problem(path, 1, "the front matter is not closed.", cure),))
        front, body_start = "\n".join(lines[1:end]), end + 1
    if front_matter and not front:
        problems.append(Problem(path, 1, "no front matter.", "Begin with '---', the fields, '---'."))
    if not front_matter and front:
        problems.append(Problem(path, 1, "front matter in a Chinese file.", "Keep it in the English file only."))
    sections: list[RawSection] = []
    current: list[tuple[int, str]] = []
    head: tuple[int, str] | None = None
    for number, line in enumerate(lines[body_start:], body_start + 1):
        if line.startswith("#"):
            _close(head, current, path, sections, problems)
            head, current = (number, line), []
        elif line.strip():
            current.append((number, line.strip()))
    _close(head, current, path, sections, problems)
    return SourceFile(path, front, tuple(sections), tuple(problems))


def _close(
    head: tuple[int, str] | None,
    body: list[tuple[int, str]],
    path: str,
    sections: list[RawSection],
    problems: list[Problem],
) -> None:
    if head is None:
        problems += [
            Problem(path, n, "text before the first section.", "Begin with '## Heading {#anchor}'.")
            for n, _ in body[:1]
        ]
        return
    line, heading = head
    match = _HEADING.match(heading)
    fields = (match["attributes"] or "").split() if match else []
    anchor = next((field[1:] for field in fields if field.startswith("#")), "")
    if not match or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor):
        problems.append(Problem(path, line, f"heading {heading!r} has no anchor.", "Write '## Heading {#anchor}'."))
        return
    attributes: dict[str, tuple[str, ...]] = {}
    for field in fields:
        if field.startswith("#"):
            continue
        name, _, value = field.partition("=")
        if name not in _ATTRIBUTES or not value:
            known = ", ".join(_ATTRIBUTES)
            problems.append(Problem(path, line, f"unknown heading attribute {field!r}.", f"Known: {known}."))
            continue
        attributes[name] = tuple(value.split(","))
    table = "\n".join(text for _, text in body if text.startswith("|"))
    sentences: list[RawSentence] = []
    for number, text in body:
        if not text.startswith("|"):
            sentences += _sentences(text, number, path, problems)
    sections.append(RawSection(anchor, match["title"], attributes, tuple(sentences), table, line))


def _sentences(text: str, line: int, path: str, problems: list[Problem]) -> list[RawSentence]:
    """The sentences of one line: each ends in its source marks, so the marks divide them."""
    found: list[RawSentence] = []
    start = 0
    for match in _MARKS.finditer(text):
        found.append(RawSentence(text[start : match.start()].strip(), _marks(match[0], line, path, problems), line))
        start = match.end()
    rest = text[start:].strip()
    if rest:
        cure = "End the sentence in its source, such as [N6a]."
        problems.append(Problem(path, line, f"no source mark after {rest[-40:]!r}.", cure))
    return [sentence for sentence in found if sentence.text]


def _marks(text: str, line: int, path: str, problems: list[Problem]) -> tuple[Mark, ...]:
    marks = []
    for inner in _MARK.findall(text):
        key, _, more = inner.partition(" ")
        if key == "own":
            marks.append(Mark("own", "own", more))
        elif key == "unverified":
            marks.append(Mark("unverified", "unverified"))
        elif more and more not in RATINGS[:4]:
            problems.append(Problem(path, line, f"unknown rating in [{inner}].", f"One of: {', '.join(RATINGS[:4])}."))
        else:
            marks.append(Mark(key, more))
    return tuple(marks)
