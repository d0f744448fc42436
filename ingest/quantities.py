"""Numbers with their units, in either language's format, brought to one value so that they can be compared.

`9.87 million yuan`, `CNY 9.87m` and `987万元` are the same quantity; so are `70%`, `70 percent` and `七成`.
"""

import re
from dataclasses import dataclass

from ingest.language import fold

_ZH_DIGITS = dict(zip("零一二两三四五六七八九", (0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_EN_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "half": 0.5,
}  # fmt: skip
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


def _dates(text: str) -> tuple[list[Quantity], str]:
    """Dates found, and the text without them."""
    found: list[Quantity] = []

    def zh(match: re.Match[str]) -> str:
        year, month, day = (int(part or 0) for part in match.groups())
        found.append(Quantity("date", year * 10000 + month * 100 + day))
        return " "

    def en(match: re.Match[str]) -> str:
        found.append(
            Quantity("date", int(match[3]) * 10000 + _month(match[2]) * 100 + int(match[1] or 0)),
        )
        return " "

    def iso(match: re.Match[str]) -> str:
        found.append(Quantity("date", int(match[1]) * 10000 + int(match[2]) * 100 + int(match[3])))
        return " "

    return found, _DATE_ISO.sub(iso, _DATE_EN.sub(en, _DATE_ZH.sub(zh, text)))


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order of kind; document numbers, DOIs and article numbers are not quantities.

    >>> quantities("at least 70% of CNY 9.87 million") == quantities("不低于七成，共987万元")
    True
    >>> quantities("since 1 July 2026") == quantities("自2026年7月1日起")
    True
    """
    text = _ORDINAL.sub(" ", fold(text))
    text = _ARTICLE.sub(" ", _DOI.sub(" ", _DOCUMENT_NUMBER.sub(" ", text)))
    found, text = _dates(text)
    found += [
        Quantity("percent", _ZH_DIGITS[m[1]] * 10 + (_ZH_DIGITS.get(m[2] or "", 0))) for m in _TENTHS.finditer(text)
    ]
    found += [Quantity("percent", _zh_numeral(m[1])) for m in _ZH_NUMERAL.finditer(text)]
    for match in _NUMBER.finditer(_TENTHS.sub(" ", text)):
        value = float(match["n"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
        unit = (match["unit"] or "").lower()
        if unit in ("%", "％", "per cent", "percent") or "点" in unit or "point" in unit:
            kind = "percent"
        elif unit in ("倍", "times", "time"):
            kind = "times"
        elif _is_year(value, match, text):
            kind, value = "date", value * 10000
        else:
            kind = "number"
        found.append(Quantity(kind, float(f"{value:.10g}")))
    return sorted(found)


def _is_year(value: float, match: re.Match[str], text: str) -> bool:
    """A bare number from 1900 to 2099 is a year, unless a Chinese counting word follows it (`1930例`)."""
    if not (1900 <= value <= 2099 and value.is_integer()) or match["scale"] or "," in match["n"]:
        return False
    after = text[match.end() : match.end() + 1]
    return not ("一" <= after <= "鿿") or after in "年至到和与及或以前后财度"
