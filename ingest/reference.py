"""The numbers of reference texts, in all and source by source.

They are read generously, so that a number of the base is only missed when it is not there. In a fact sheet or an
official text a number in a table takes the unit of its column, `44.5 of 63.5 million` lends its unit to the first
number, `2-3 July 2018` names two days, and `二倍以上五倍以下` and `nine diseases` count as numbers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from ingest.language import fold
from ingest.quantities import quantities

# What stands in a text and is no number of it: addresses and the codes of sources and sections.
_URL = re.compile(r"https?://\S+|\bwww\.\S+|[\w.-]+\.(?:com|cn|net|org|html?|shtml)\b\S*")
_CODE = re.compile(r"\[[A-Z]{1,2}\d+[a-z]{0,2}\]|\b(?!FY)[A-Z]{1,3}\d+[a-z]?\b")
_BRACKETED = re.compile(r"\[([A-Z]{1,2}\d+[a-z]{0,2})\]")
_HEADING_CODE = re.compile(r"#+\s+([A-Z]\d+)\b")
_DOCUMENT = re.compile(r"[〔\[]((?:19|20)\d{2})[〕\]]\s*第?\s*(\d+)\s*号?")

_ZH_DIGITS = {
    digit: value for value, digits in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for digit in digits
}
_ZH_TENS = {"十": 10, "百": 100, "千": 1000}
_ZH = f"([{''.join(_ZH_DIGITS)}{''.join(_ZH_TENS)}]+)(?:点([{''.join(_ZH_DIGITS)}]+))?"
_ZH_PERCENT = re.compile(f"百分之{_ZH}")
# A numeral counts something when a counting word or the end of a range follows it; 统一 and 十分 do not.
_ZH_COUNT = re.compile(
    f"{_ZH}(?=[倍日天年月周岁人元个项类家级户名件次份种条款章部处所万亿档小]|分之|以[上下内]|[至到、和或])"
)
_EN_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twice": 2, "double": 2, "half": "50%",
}  # fmt: skip
_EN_COUNT = re.compile(rf"\b({'|'.join(_EN_WORDS)})\b", re.I)

_PLAIN = r"\d[\d,]*(?:\.\d+)?"
_LENT = re.compile(
    rf"({_PLAIN})(?!\.?\d)(?=[^\d\w;。；][^;。；]{{0,40}}?\d[\d.,]*\s*(million|billion|trillion|bn|m|万亿|亿|万|%)(?![a-z]))",
    re.I,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_AND = r"\s*(?:[-–/,]|and|to)\s*"
_FIRST_DAY = re.compile(rf"\b(\d{{1,2}}){_AND}(?=\d{{1,2}}\s+({_MONTH}\s+\d{{4}}))")
_FIRST_MONTH = re.compile(rf"\b((?:\d{{1,2}}\s+)?{_MONTH}){_AND}(?=(?:\d{{1,2}}\s+)?{_MONTH}\s+(\d{{4}}))")
_LAST_YEAR = re.compile(r"\b(19|20)(\d{2})\s*[-–/]\s*(\d{2})\b(?![-\d])")
UNIT = re.compile(r"亿|万|\b(?:bn|billion|million|m)\b", re.I)


@dataclass(frozen=True)
class Reference:
    """All numbers of some reference texts. `values` by kind of quantity; `documents` like `〔2021〕42号`."""

    values: Mapping[str, frozenset[float]]
    documents: frozenset[str]

    def __or__(self, other: "Reference") -> "Reference":
        values = {kind: found | other.values[kind] for kind, found in self.values.items()}
        return Reference(values, self.documents | other.documents)

    def has_document(self, number: str) -> bool:
        return number in self.documents

    def has_date(self, value: int) -> bool:
        """Whether a date (YYYYMMDD, zeros for what is not said) is said as precisely or more precisely."""
        scale = 10000 if value % 10000 == 0 else 100 if value % 100 == 0 else 1
        bare_year = scale == 10000 and value / scale in self.values["number"]
        return bare_year or any(int(date) // scale == value // scale for date in self.values["date"])

    def has_value(self, kind: str, value: float, units: str = "") -> bool:
        """Whether a value is there, of its kind or bare. In a table the unit stands elsewhere (`units`): any kind."""
        kinds = {kind, "number", "times"} if kind == "number" else {kind, "number"}
        kinds = {"number", "percent", "times"} if units else kinds
        values = {value, *(q.value for unit in UNIT.findall(units) for q in quantities(f"{value:.10g} {unit}"))}
        return any(values & self.values[of] for of in kinds)


class References:
    """The numbers of all reference texts together, and of those passages that carry the code of one source.

    A passage is a line under its heading, a table row under its header. It carries the codes in square brackets, such
    as `[N6a]`, and the code its section's heading begins with, such as `C04`. A whole text may carry a code too.
    """

    def __init__(self, texts: Iterable[tuple[str, Sequence[str]]]) -> None:
        everything: list[str] = []
        passages: dict[str, list[str]] = defaultdict(list)
        for text, codes in texts:
            everything.append(text)
            for code in codes:
                passages[_plain_code(code)].append(text)
            for code, passage in _passages(text):
                passages[code].append(passage)
        self.all = read_reference(everything)
        self._passages = passages
        self._of: dict[str, Reference] = {}

    def beside(self, keys: Iterable[str]) -> Reference:
        """What stands beside some sources; all there is when one of them is named in no reference text.

        A key like `C04a` that no passage carries stands for its group, `C04`.
        """
        codes = [self._code(key) for key in keys]
        if not codes or "" in codes:
            return self.all
        for code in codes:
            if code not in self._of:
                self._of[code] = read_reference(self._passages[code])
        return reduce(Reference.__or__, (self._of[code] for code in codes))

    def _code(self, key: str) -> str:
        code, group = _plain_code(key), _plain_code(key.rstrip("abcdefghijklmnopqrstuvwxyz"))
        return next((known for known in (code, group) if known in self._passages), "")


def read_reference(texts: Iterable[str]) -> Reference:
    """The numbers of some texts, in every reading that the module's head names."""
    values: dict[str, set[float]] = {kind: set() for kind in ("number", "percent", "times", "date")}
    documents: set[str] = set()
    for text in texts:
        documents |= set(cited_documents(text))
        for line in text.split("\n"):
            plain = arabic(_CODE.sub(" ", _URL.sub(" ", fold(line))))
            for quantity in quantities(f"{plain} ; {' ; '.join(_also_said(plain))}"):
                values[quantity.kind].add(quantity.value)
        for head, cells in table_rows(text):
            values["number"] |= set(_with_column_units(head, cells))
    return Reference({kind: frozenset(found) for kind, found in values.items()}, frozenset(documents))


def arabic(text: str) -> str:
    """A text with its spelled-out numbers in digits, as far as they count something.

    >>> arabic("处骗取金额二倍以上五倍以下的罚款，三十日内")
    '处骗取金额2倍以上5倍以下的罚款，30日内'
    >>> arabic("百分之二点五"), arabic("nine diseases"), arabic("统一管理")
    ('2.5%', '9 diseases', '统一管理')
    """
    text = _ZH_PERCENT.sub(lambda match: f"{_zh_value(match)}%", text)
    text = _ZH_COUNT.sub(_zh_value, text)
    return _EN_COUNT.sub(lambda match: str(_EN_WORDS[match[1].lower()]), text)


def cited_documents(text: str) -> Iterator[str]:
    """The document numbers of a text in one form.

    >>> list(cited_documents("国办发[2021] 42号"))
    ['〔2021〕42号']
    """
    yield from (f"〔{match[1]}〕{match[2]}号" for match in _DOCUMENT.finditer(text))


def table_rows(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """The rows of the Markdown tables in a text, each with the header of its table; the header is the first row."""
    head: list[str] = []
    for line in text.split("\n"):
        if not line.startswith("|"):
            head = []
        elif not set(line) <= set("|-: "):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            head = head or cells
            yield head, cells


def _passages(text: str) -> Iterator[tuple[str, str]]:
    """The passages of a text, each as often as it carries codes."""
    heading, section, head = "", "", ""
    for line in text.split("\n"):
        if line.startswith("#"):
            heading, head = line, ""
            found = _HEADING_CODE.match(line)
            section = _plain_code(found[1]) if found else ""
        elif line.startswith("|"):
            head = head or line
        else:
            head = ""
        codes = {_plain_code(code) for code in _BRACKETED.findall(line)} | ({section} if section else set())
        for code in sorted(codes):
            yield code, "\n".join(part for part in (heading, "", head, line) if part or part == "")


def _plain_code(code: str) -> str:
    """`T01` and `T1` are one code."""
    return re.sub(r"(?<=[A-Z])0+(?=\d)", "", code)


def _zh_value(match: re.Match[str]) -> str:
    """`一百五十` is 150, `二〇一四` is 2014, `二点五` is 2.5."""
    if not set(match[1]) & set(_ZH_TENS):
        whole = "".join(str(_ZH_DIGITS[char]) for char in match[1])
    else:
        total = digit = 0
        for char in match[1]:
            if char in _ZH_TENS:
                total, digit = total + (digit or 1) * _ZH_TENS[char], 0
            else:
                digit = _ZH_DIGITS[char]
        whole = str(total + digit)
    return whole + ("." + "".join(str(_ZH_DIGITS[char]) for char in match[2]) if match[2] else "")


def _also_said(line: str) -> Iterator[str]:
    """What a line leaves out: the unit of first numbers, month and year of first days, the century of last years."""
    for pattern in (_LENT, _FIRST_DAY, _FIRST_MONTH):
        yield from (f"{match[1]} {match[2]}" for match in pattern.finditer(line))
    yield from (f"{match[1]}{match[3]}" for match in _LAST_YEAR.finditer(line) if match[3] > match[2])


def _with_column_units(head: list[str], cells: list[str]) -> Iterator[float]:
    """The numbers of a row with the units of their columns; `133.0 / 13.30` under `亿元 / bn` pair up in order."""
    for title, cell in zip(head, cells, strict=False):
        titles, parts = title.split("/"), cell.split("/")
        pairs = [*zip(titles, parts, strict=True)] if len(titles) == len(parts) else [(title, part) for part in parts]
        pairs.append((title, " ".join(re.findall(r"\(([^)]*)", cell))))
        for name, part in pairs:
            for unit in UNIT.findall(name):
                yield from (q.value for number in re.findall(_PLAIN, part) for q in quantities(f"{number} {unit}"))
