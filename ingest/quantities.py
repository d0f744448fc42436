"""Numbers with their units, in either language's format, brought to one value so that they can be compared.

`9.87 million yuan`, `CNY 9.87m` and `987万元` are the same quantity; so are `70%`, `70 percent` and `七成`.
"""

import re
from dataclasses import dataclass

from ingest.language import fold

_ZH_DIGITS = dict(zip("零一二两三四五六七八九", (0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SCALES = {
    "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "thousand": 1e3,
    "亿": 1e8, "万": 1e4, "万亿": 1e12, "千万": 1e7, "百万": 1e6, "千": 1e3,
}  # fmt: skip
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[(【［](?:19|20)\d{2}[〕\])】］]\s*第?\s*\d+\s*号|第?\s*\d+\s*号(?:令|文)?"
    r"|\b(?:Decree|Document|Act|Order|No\.?)\s+(?:No\.?\s*)?\d+(?:\s+of\s+(?:19|20)\d{2})?"
)
_DOI = re.compile(r"\b10\.\d{4,}/\S+")
_DATE_ZH = re.compile(r"((?:19|20)\d{2})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE_EN = re.compile(
    rf"\b(?:(\d{{1,2}})\s+)?({'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+((?:19|20)\d{{2}})\b",
    re.I,
)
_DATE_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b")
_ARTICLE = re.compile(
    r"第[〇零一二三四五六七八九十百\d]+条|\b(?:arts?\.?|articles?)\s*\d+(?:\s*(?:,|and|to|–|-)\s*\d+)*", re.I
)
_NUMBER = re.compile(
    r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*[多余]?"
    r"(?P<scale>万亿|千万|百万|亿|万|千|(?:million|billion|trillion|thousand|bn|mn|m)\b)?\s*"
    r"(?P<unit>%|％|个百分点|百分点|percentage\s+points?|points?\b|per\s*cent|percent|倍|times?\b)?",
    re.I,
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b|第\d+(?=[届次章节版期])", re.I)
_TENTHS = re.compile(r"([一二两三四五六七八九])成(?:([一二三四五六七八九])|半)?")
_ZH_NUMERAL = re.compile(r"百分之([零一二三四五六七八九十]+)")


@dataclass(frozen=True, order=True)
class Quantity:
    """`kind` is number, percent, times or date; a date's value is YYYYMMDD with zeros for what is not said."""

    kind: str
    value: float


def _zh_numeral(text: str) -> float:
    if "十" in text:
        tens, ones = text.split("十")
        return _ZH_DIGITS.get(tens, 1) * 10 + (_ZH_DIGITS[ones] if ones else 0)
    return float("".join(str(_ZH_DIGITS[char]) for char in text))


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


@dataclass(frozen=True)
class Located:
    """A quantity and where it stands in the folded text: number, scale and unit, end exclusive."""

    quantity: Quantity
    start: int
    end: int


def _blank(match: re.Match[str]) -> str:
    """What is read already, as something that is no word and no space, so that places stay what they are."""
    return "\0" * len(match[0])


def _dates(text: str) -> tuple[list[Located], str]:
    """Dates found, and the text with them blanked."""
    found: list[Located] = []
    for pattern, order in ((_DATE_ZH, (1, 2, 3)), (_DATE_EN, (3, 2, 1)), (_DATE_ISO, (1, 2, 3))):
        for match in pattern.finditer(text):
            year, month, day = (match[group] for group in order)
            number = _month(month) if month and month[0].isalpha() else int(month or 0)
            value = int(year) * 10000 + number * 100 + int(day or 0)
            found.append(Located(Quantity("date", value), *match.span()))
        text = pattern.sub(_blank, text)
    return found, text


def located(text: str) -> list[Located]:
    """The quantities of a text in order of appearance; document numbers, DOIs and article numbers are not quantities.

    >>> [(one.quantity.value, one.start, one.end) for one in located("In 2021, 70% of CNY 2 million")]
    [(20210000.0, 3, 7), (70.0, 9, 12), (2000000.0, 20, 29)]
    """
    text = fold(text)
    for pattern in (_ORDINAL, _DOCUMENT_NUMBER, _DOI, _ARTICLE):
        text = pattern.sub(_blank, text)
    found, text = _dates(text)
    for match in _TENTHS.finditer(text):
        value = _ZH_DIGITS[match[1]] * 10 + (5 if match[0].endswith("半") else _ZH_DIGITS.get(match[2] or "", 0))
        found.append(Located(Quantity("percent", value), *match.span()))
    text = _TENTHS.sub(_blank, text)
    for match in _ZH_NUMERAL.finditer(text):
        found.append(Located(Quantity("percent", _zh_numeral(match[1])), *match.span()))
    for match in _NUMBER.finditer(text):
        found.append(Located(_quantity(match, text), *match.span()))
    return sorted(found, key=lambda one: one.start)


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order of kind.

    >>> quantities("at least 70% of CNY 9.87 million") == quantities("不低于七成，共987万元")
    True
    >>> quantities("since 1 July 2026") == quantities("自2026年7月1日起")
    True
    """
    return sorted(one.quantity for one in located(text))


def _quantity(match: re.Match[str], text: str) -> Quantity:
    value = float(match["n"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    unit = (match["unit"] or "").lower()
    kind = "number"
    if unit in ("%", "％", "per cent", "percent") or "点" in unit or "point" in unit:
        kind = "percent"
    elif unit in ("倍", "times", "time"):
        kind = "times"
    elif _is_year(value, match, text):
        kind, value = "date", value * 10000
    return Quantity(kind, float(f"{value:.10g}"))


def _is_year(value: float, match: re.Match[str], text: str) -> bool:
    """A bare number from 1900 to 2099 is a year, unless a Chinese counting word follows it (`1930例`)."""
    if not (1900 <= value <= 2099 and value.is_integer()) or match["scale"] or "," in match["n"]:
        return False
    after = text[match.end() : match.end() + 1]
    return not ("一" <= after <= "鿿") or after in "年至到和与及或以前后财度"
