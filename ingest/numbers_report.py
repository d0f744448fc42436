"""Where the numbers of the base come from: every number is looked up in reference texts, the rest needs a reason.

The reference texts (fact sheets, official texts) are read more generously than the base: a number in a table takes the
unit of its column, `44.5 of 63.5 million` lends its unit to the first number, `二倍以上五倍以下` and `nine diseases` count
as numbers. The base itself is read with `quantities()` alone, so that nothing is excused on its side.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import RootModel

from ingest.errors import BadInput
from ingest.language import fold
from ingest.metadata import parse_yaml, read_text, validate
from ingest.quantities import quantities
from ingest.records import LANGUAGES, Base, Document, Language, Problem

_URL = re.compile(r"https?://\S+|\b(?:www\.)\S+|[\w.-]+\.(?:com|cn|net|org|html?|shtml)\b\S*")
_CODE = re.compile(r"\[[A-Z]{1,2}\d+[a-z]{0,2}\]|\b[A-Z]{1,3}\d+[a-z]?\b")
_DOCUMENT = re.compile(r"[〔\[]((?:19|20)\d{2})[〕\]]\s*第?\s*(\d+)\s*号?|〔((?:19|20)\d{2})〕(\d+)")
_DIGITS = {digit: value for value, digits in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for digit in digits}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二两三四五六七八九十百千]+"
_COUNTED = "[倍日天年月周岁人元个项类家级户名件次份种条款章部处所万亿档小]"
_ZH_NUMERAL = re.compile(rf"({_NUMERAL})(?:点([零〇一二三四五六七八九]+))?(?={_COUNTED}|分之|以上|以下|以内|至|[、，和或到]{_NUMERAL})")
_ZH_PERCENT = re.compile(rf"百分之({_NUMERAL})(?:点([零〇一二三四五六七八九]+))?")
_EN_NUMERALS = {
    word: str(value)
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
}
_EN_NUMERAL = re.compile(rf"\b({'|'.join(_EN_NUMERALS)}|first|second|third|half|twice|double)\b", re.I)
_EN_OTHER = {"first": "1", "second": "2", "third": "3", "half": "50%", "twice": "2", "double": "2"}
_UNIT = "million|billion|trillion|thousand|bn|m|万亿|亿|万|%"
# `44.5 of 63.5 million`, `61.7 + 236.8 = 298.5 亿`: the unit behind the last number counts for the first ones too.
_LENT = re.compile(rf"(\d[\d,]*(?:\.\d+)?)(?=[^\d\w;。；][^;。；]{{0,40}}?\d[\d.,]*\s*({_UNIT})(?![a-z]))", re.I)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DAYS = re.compile(rf"\b(\d{{1,2}})\s*(?:[-–/]|and|to|,)\s*(?=\d{{1,2}}\s+({_MONTH}\s+\d{{4}}))")
_MONTHS = re.compile(rf"\b(\d{{1,2}}\s+)?({_MONTH})\s*(?:[-–/]|and|to|,)\s*(?=(?:\d{{1,2}}\s+)?{_MONTH}\s+(\d{{4}}))")
_REFERENCES = ("basis", "precedents", "barriers", "doi")  # fields that name something else and say nothing
_HEADER_UNIT = re.compile(r"亿|万|\b(?:bn|billion|million|m)\b", re.I)


@dataclass(frozen=True)
class Figure:
    """A number of the base where it stands. `value` is shown as in the report: `70%`, `2021-10`, `9,870,000`."""

    doc_id: str
    kind: str
    value: str
    text: str


@dataclass(frozen=True)
class Reference:
    """All numbers of the reference texts: by kind, with dates as YYYYMMDD and document numbers as shown."""

    values: Mapping[str, frozenset[float]]
    documents: frozenset[str]


@dataclass(frozen=True)
class Report:
    """`figures` counts the distinct numbers of the documents, `missing` are those found in no reference text."""

    figures: int
    missing: tuple[Figure, ...]
    reasons: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]


class _Reasons(RootModel[dict[str, dict[str, str]]]):
    pass


def numbers_report(base: Base, against: Iterable[Path], reasons: Path) -> Report:
    """Look up every number of the base in the reference texts; a missing one without a reason is a problem."""
    known = read_reference(text for path in against for text in _read(path))
    found: dict[tuple[str, str, str], Figure | None] = {}
    for document in base.documents:
        for language in LANGUAGES:
            for text, units in texts(document, language):
                for kind, value, shown in numbers(text):
                    here = None if _is_known(kind, value, shown, known, units) else Figure(document.doc_id, kind, shown, text)
                    found.setdefault((document.doc_id, kind, shown), here)
    missing = tuple(figure for figure in found.values() if figure)
    why, lines, problems = _read_reasons(reasons)
    for figure in missing:
        if not why.get(figure.doc_id, {}).get(figure.value):
            what = f"{figure.doc_id}: no reason for {figure.value} in “{figure.text}”"
            cure = "Mend the base, or say here where the number comes from."
            problems.append(Problem(str(reasons), lines.get((figure.doc_id,), 1), what, cure))
    needed = {(figure.doc_id, figure.value) for figure in missing}
    for doc_id, values in why.items():
        for value in values:
            if (doc_id, value) not in needed:
                what = f"{doc_id}: {value} needs no reason: it is in a reference text, or not in the document any more."
                problems.append(Problem(str(reasons), lines.get((doc_id, value), 1), what, "Remove the line."))
    return Report(len(found), missing, why, tuple(problems))


def texts(document: Document, language: Language) -> Iterator[tuple[str, str]]:
    """Everything of a document that is shown, with the unit words that apply to a table cell (empty for prose)."""
    yield document.title[language], ""
    yield from ((text, "") for text in _strings(document.extra, language))
    for section in document.sections:
        yield section.heading[language], ""
        yield from ((sentence.text[language], "") for sentence in section.sentences)
        unit = str(document.extra.get("unit", {}).get(language, "")) if section.table[language] else ""
        for row, cells in _rows(section.table[language].split("\n")):
            yield from ((cell, f"{head} {unit} |") for head, cell in zip(row, cells, strict=False) if "[" not in cell)


def numbers(text: str) -> Iterator[tuple[str, float, str]]:
    """The numbers of a text as (kind, value, as shown): quantities, dates and document numbers.

    >>> [shown for _, _, shown in numbers("国办发〔2021〕42号自2021年10月28日起：不低于70%")]
    ['2021-10-28', '70%', '〔2021〕42号']
    """
    for quantity in quantities(text):
        yield quantity.kind, quantity.value, _shown(quantity.kind, quantity.value)
    for shown in _documents(text):
        yield "document", 0, shown


def read_reference(found: Iterable[str]) -> Reference:
    """All numbers of some texts, read generously."""
    values: dict[str, set[float]] = {"number": set(), "percent": set(), "times": set(), "date": set()}
    documents: set[str] = set()
    for text in found:
        head: list[str] = []
        documents |= set(_documents(text))
        for line in text.split("\n"):
            plain = arabic(_CODE.sub(" ", _URL.sub(" ", fold(line))))
            for quantity in quantities(plain + " " + " ; ".join(_extra(plain))):
                values[quantity.kind].add(quantity.value)
            head = _table_line(line, head, values["number"])
    return Reference({kind: frozenset(of) for kind, of in values.items()}, frozenset(documents))


def arabic(text: str) -> str:
    """A text with its spelled-out numbers in digits, as far as they count something.

    >>> arabic("处骗取金额二倍以上五倍以下的罚款，三十日内")
    '处骗取金额2倍以上5倍以下的罚款，30日内'
    >>> arabic("百分之二点五"), arabic("nine first diseases"), arabic("统一管理")
    ('2.5%', '9 1 diseases', '统一管理')
    """
    text = _ZH_PERCENT.sub(lambda m: f"{_zh_number(m[1])}{'.' + _spelled(m[2]) if m[2] else ''}%", text)
    text = _ZH_NUMERAL.sub(lambda m: f"{_zh_number(m[1])}{'.' + _spelled(m[2]) if m[2] else ''}", text)
    return _EN_NUMERAL.sub(lambda m: (_EN_NUMERALS | _EN_OTHER)[m[1].lower()], text)


def render(report: Report) -> str:
    """The page docs/numbers.md."""
    lines = [
        "# Numbers that stand in no reference text",
        "",
        "Generated by `python -m ingest numbers`; the reasons are kept in `docs/numbers.yaml`. Every number of the base",
        "(values, dates, document numbers, both languages, tables included) was looked up in the fact sheets, the two",
        "abstracts and the official texts the base was written from, which are not part of this project. Values are",
        f"compared after conversion of units. Of {report.figures:,} numbers, counted once per document, {len(report.missing):,} are listed here.",
        "",
        "| document | number | sentence | why it is there |",
        "| --- | ---: | --- | --- |",
    ]
    for figure in sorted(report.missing, key=lambda figure: (figure.doc_id, figure.value)):
        why = report.reasons[figure.doc_id][figure.value]
        lines.append(f"| {figure.doc_id} | {figure.value} | {figure.text.replace('|', '/')} | {why.replace('|', '/')} |")
    return "\n".join(lines) + "\n"


def _read(path: Path) -> Iterator[str]:
    """The texts of a file or of all text files of a folder. Raises BadInput."""
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder. Name reference texts with --against.")
    files = sorted(file for file in path.rglob("*") if file.suffix in (".md", ".txt")) if path.is_dir() else [path]
    yield from (read_text(file) for file in files)


def _read_reasons(path: Path) -> tuple[Mapping[str, Mapping[str, str]], Mapping[tuple[Any, ...], int], list[Problem]]:
    if not path.exists():
        return {}, {}, []
    value, lines, problems = parse_yaml(read_text(path), str(path))
    if value is None:
        return {}, lines, problems
    checked, found = validate(_Reasons, value, lines, str(path))
    return (checked.root if checked else {}), lines, problems + found


def _is_known(kind: str, value: float, shown: str, known: Reference, units: str) -> bool:
    """Whether a reference has the number; one from a table may have its unit in the head, so its kind is not asked."""
    if kind == "document":
        return shown in known.documents
    if kind == "date" and (_is_known_date(int(value), known) or not units):
        return _is_known_date(int(value), known)
    if kind == "date":  # a year, or a bare number in a table
        value /= 10000
    kinds = ("number", "percent", "times") if units else {kind, "number"}
    values = {value, *(q.value for unit in _HEADER_UNIT.findall(units) for q in quantities(f"{value:.10g} {unit}"))}
    return any(values & known.values[of] for of in kinds)


def _is_known_date(value: int, known: Reference) -> bool:
    """A date is known when a reference date says as much or more; a year also when it stands there as a number."""
    scale = 10000 if value % 10000 == 0 else 100 if value % 100 == 0 else 1
    return any(int(date) // scale == value // scale for date in known.values["date"])


def _strings(value: Any, language: Language) -> Iterator[str]:
    """The texts of one language in the fields that only one kind has."""
    if isinstance(value, Mapping):
        if set(value) >= {"en", "zh"}:
            yield str(value[language])
        else:
            for key, inner in value.items():
                if key not in _REFERENCES:
                    yield from _strings(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, language)
    elif isinstance(value, str):
        yield value


def _rows(lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The rows of a Markdown table with its header; the header itself is the first row."""
    head: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.strip() or set("".join(cells)) <= set("-: "):
            continue
        head = head or cells
        yield head, cells


def _table_line(line: str, head: list[str], numbers: set[float]) -> list[str]:
    """Add the numbers of a table row with the units of their columns; returns the header of the table."""
    if not line.startswith("|"):
        return []
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    for title, cell in zip(head, cells, strict=False):
        titles, parts = title.split("/"), cell.split("/")
        pairs = [*zip(titles, parts, strict=True)] if len(titles) == len(parts) else [(title, part) for part in parts]
        for name, part in [*pairs, (title, " ".join(re.findall(r"\(([^)]*)", cell)))]:
            for unit in _HEADER_UNIT.findall(name):
                numbers |= {q.value for n in re.findall(r"\d[\d,]*(?:\.\d+)?", part) for q in quantities(f"{n} {unit}")}
    return head or cells


def _extra(line: str) -> Iterator[str]:
    """What a line also says: numbers with the unit of a later one, first days and first months of a range."""
    yield from (f"{match[1]} {match[2]}" for match in _LENT.finditer(line))
    yield from (f"{match[1]} {match[2]}" for match in _DAYS.finditer(line))
    yield from (f"{match[1] or ''}{match[2]} {match[3]}" for match in _MONTHS.finditer(line))


def _documents(text: str) -> Iterator[str]:
    for match in _DOCUMENT.finditer(text):
        yield f"〔{match[1] or match[3]}〕{match[2] or match[4]}号"


def _shown(kind: str, value: float) -> str:
    if kind == "date":
        year, month, day = int(value) // 10000, int(value) // 100 % 100, int(value) % 100
        return "-".join([f"{year}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])])
    plain = f"{value:,.6f}".rstrip("0").rstrip(".")
    return plain + {"percent": "%", "times": " times"}.get(kind, "")


def _zh_number(text: str) -> int:
    """A Chinese numeral below ten thousand.

    >>> [_zh_number(text) for text in ("十", "三十", "一百五十", "两千", "二〇一四")]
    [10, 30, 150, 2000, 2014]
    """
    if not set(text) & set(_TENS):
        return int(_spelled(text))
    total = digit = 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _spelled(text: str) -> str:
    return "".join(str(_DIGITS[char]) for char in text)
