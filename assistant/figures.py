"""The figures of a sentence with what makes them mean something: unit, bound, rounding, ordinal or article.

`quantities()` says that two texts have the same number; a claim must also not turn people into visits, yuan into
dollars, percentage points into per cent, or a floor into a cap.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.spelled import numeral, spelled
from ingest import fold, located

# Units that are mistaken for each other; between two of one family the claim and the quote must agree.
FAMILIES = (
    frozenset({"CNY", "USD", "HKD", "SGD", "EUR", "GBP", "JPY", "THB", "INR", "PHP", "VND", "IDR", "MXN", "GHS", "KGS"}),
    frozenset({"person", "occasion", "household", "household-time"}),
    frozenset({"%", "point"}),
    frozenset({"hour", "day", "week", "month", "year"}),
)  # fmt: skip
_MONEY = {
    "CNY": r"CNY|RMB|yuan|renminbi|人民币|(?<![美港欧日韩])元",
    "USD": r"USD|US\$|\$|(?:US )?dollars?|美元",
    "HKD": r"HKD|HK\$|港元|港币",
    "SGD": r"SGD|S\$|新元|新加坡元",
    "EUR": r"EUR|€|euros?|欧元",
    "GBP": r"GBP|£|英镑",
    "JPY": r"JPY|yen|日元",
    "THB": r"THB|baht|泰铢",
    "INR": r"INR|rupees?|卢比",
    "PHP": r"PHP|₱|pesos?|比索",
    "VND": r"VND|dong|越南盾",
    "IDR": r"IDR|rupiahs?|印尼盾",
}
_COUNTED = {
    "household-time": r"户次|(?:household|family)[- ]times",
    "occasion": r"人次|次(?!年|日|月)|person[- ]times|visits?|times|consultations|admissions|episodes|occasions",
    "household": r"户(?!籍|口)|个?家庭|households?|families",
    "person": r"名|位|人(?![均次民员])|(?:different )?(?:people|persons?|individuals|residents|patients|recipients|donors|staff|members|inhabitants)",
    "hour": r"个?小时|hours?",
    "day": r"天|日(?!均)|days?",
    "week": r"周|weeks?",
    "month": r"个?月|months?",
    "year": r"周?岁|年(?!度|均)|years?",
}
_BEFORE = {unit: re.compile(rf"(?:{pattern})\s*$") for unit, pattern in _MONEY.items()}
# Up to two words may stand between an English number and what it counts (2 million rural poor households).
_AFTER = {
    unit: re.compile(rf"\s*[多余]?(?:{pattern})" if unit in _MONEY else rf"[\s-]*[多余]?(?:[a-z-]+ ){{0,2}}?(?:{pattern})(?![a-z-])", re.I)
    for unit, pattern in {**_MONEY, **_COUNTED}.items()
}  # fmt: skip
_LEAST = r"at least|minimum(?: of)?|floors? (?:of|at|is|was)|or more than|more than|higher than|greater than|over|above|exceed(?:s|ed|ing)?|beyond|至少|最低|超过|超出|高于|大于|多于|突破|逾|满"
_MOST = r"at most|maximum(?: of)?|up to|(?:cap|ceiling|limit)s? (?:of|at|is|was)|capped at|limited to|less than|fewer than|lower than|below|under|within|至多|最多|最高|封顶|低于|少于|不足|不到|小于"
_NOT_LESS = r"(?:no|not|never|nor) (?:be )?(?:less|fewer|lower|below|under|smaller)(?: than)?|[不未](?:得|能|应)?(?:低于|少于|小于|下于)"
_NOT_MORE = r"(?:no|not|never|nor) (?:be )?(?:more|higher|greater|above|over|exceed(?:s|ed|ing)?)(?: than)?|[不未](?:得|能|应)?(?:超过|超出|高于|大于|多于|满|达到?)"
_BY, _SINCE = r"before|until|till|up to|by|prior to", r"since|after|from|starting"
_FILL = r"(?:\s|the|a|an|about|of|only|some|every|each|CNY|RMB|USD|US\$|\$|¥|SGD|HKD|EUR|THB|INR|PHP|为|是|在|达到?|约|每年|一年|:|,)*$"
# A base may stand between a Chinese bound and its multiple: 低于当年贫困收入线1.5倍.
_BASE = r"[^,，。;；、\d]{0,14}$"
# The denied forms first: "no less than" has "less than" in it.
_BOUND_BEFORE = tuple(
    (name, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])(?:{_FILL}{f'|{_BASE}' if chinese else ''})", re.I))
    for chinese in (False, True)
    for name, words in (("least", _NOT_LESS), ("most", _NOT_MORE), ("most", _MOST), ("least", _LEAST))
)
_BOUND_AFTER = (
    (
        "least",
        re.compile(
            r"[^\s,，。;；]{0,4}(?:及|或)?以上|[^,.;，。；]{0,12}\b(?:or|and) (?:more|above|over|older|higher)\b"
        ),
    ),
    (
        "most",
        re.compile(
            r"[^\s,，。;；]{0,4}(?:及|或)?(?:以下|以内|之内)|[^,.;，。；]{0,12}\b(?:or|and) (?:less|fewer|below|under|younger|lower)\b"
        ),
    ),
)
_TIME_BEFORE = (
    ("most", re.compile(rf"(?:\b(?:{_BY})|至|截[至止]|到)\s*$", re.I)),
    ("least", re.compile(rf"(?:\b(?:{_SINCE})|自从?|从)\s*$", re.I)),
)
_TIME_AFTER = (
    ("least", re.compile(r"\s*(?:起|以来|之后|以后|后)")),
    ("most", re.compile(r"\s*(?:年?底)?(?:之前|以前|前|为止)")),
)
_NEAR_BEFORE = re.compile(
    rf"(?<![a-z])(?:about|around|roughly|some|nearly|close to|almost|approximately|approx\.?|more than|over|exceed\w*|just under|just over|less than|below|under|~|约|大约|大概|近|将近|接近|超过|超|突破|逾|不足|不到|低于|约合){_FILL}",
    re.I,
)
_NEAR_AFTER = re.compile(r"\s*(?:万亿|千万|百万|亿|万|千|百)?\s*[多余几]|[^\s,，。;；]{0,3}左右|[^\s,，。;；]{0,3}上下")
# Nearly is below, a Chinese 多 or 余 above the figure.
_NEAR_FULL = re.compile(rf"(?<![a-z])(?:nearly|close to|almost|just under|(?<![一-鿿])近|将近|接近){_FILL}", re.I)
_OVER_AFTER = re.compile(r"\s*(?:万亿|千万|百万|亿|万|千|百)?\s*[多余](?!少)")
_RANGE = re.compile(r"^\s*(?:以上|以下)?\s*(?:到|至|—+|–|-|~|、|,|，|和|或|to|and|or)\s*$")
_ARTICLE = re.compile(
    r"第([〇零一二三四五六七八九十百\d]+)条|\b(?:arts?\.?|articles?)\s*(\d+(?:\s*(?:,|and|to|–|-)\s*\d+)*)", re.I
)
_MULTIPLE = re.compile(
    r"\s*(?:the|as|that|what|its|their|his|her|more|higher|larger|greater|of|income|local|per.capita|standard)\b"
)
_COMPLEMENT = re.compile(r"\b(?:all but|all except)\s*$", re.I)


@dataclass(frozen=True)
class Figure:
    """A number, percent, times, date or ordinal of a sentence.

    `bound` is least, most or empty; `near` says that it is rounded or passed (about 20, more than 20); `spelled`, that
    it is a word, which need not be a fact ("both two"); `shown` is how the sentence writes it.
    """

    kind: str
    value: float
    unit: str
    bound: str
    near: bool
    spelled: bool
    shown: str


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order of appearance.

    >>> [(one.value, one.unit, one.bound) for one in figures("at most CNY 3,000 for 2 million visits")]
    [(3000.0, 'CNY', 'most'), (2000000.0, 'occasion', '')]
    >>> [(one.value, one.unit) for one in figures("两到三年，每人5000到7000元")]
    [(2.0, 'year'), (3.0, 'year'), (5000.0, 'CNY'), (7000.0, 'CNY')]
    """
    text = fold(text)
    found = [
        (one.start, one.end, one.quantity.kind, one.quantity.value, False)
        for one in located(text)
        if one.end > one.start
    ]
    taken = [(start, end) for start, end, *_ in found]
    for start, end, kind, value in spelled(text):
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            found.append((start, end, kind, value, True))
            taken.append((start, end))
    found.sort()
    read = [_figure(text, *one) for one in found]
    for at in range(len(read) - 2, -1, -1):  # 5000到7000元: the unit stands once
        here, there = read[at], read[at + 1]
        if (
            here.kind == "number"
            and not here.unit
            and there.kind in ("number", "percent", "times")
            and (there.unit or there.kind != "number")
            and _RANGE.search(text[found[at][1] : _start(text, found[at + 1][0])])
        ):
            read[at] = replace(here, kind=there.kind, unit=there.unit)
    return tuple(read)


def _start(text: str, at: int) -> int:
    """Where a number begins, with the currency or bound before it."""
    before = re.search(r"(?:CNY|RMB|USD|US\$|\$|¥|约)\s*$", text[:at])
    return before.start() if before else at


def _figure(text: str, start: int, end: int, kind: str, value: float, in_words: bool) -> Figure:
    shown = text[start:end].strip()
    end = start + len(text[start:end].rstrip())
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if kind == "date":
        bound = _first(_TIME_BEFORE, before) or _first(_TIME_AFTER, after, match=True)
        return Figure(kind, value, "", bound, False, in_words, shown)
    if kind == "ordinal":
        return Figure(kind, value, "", "", False, in_words, shown)
    if kind == "times" and shown.lower().endswith(("times", "time")):
        scaled = bool(re.search(r"[a-z]{1,}\s+times?$", shown, re.I))
        if scaled or (value.is_integer() and not _MULTIPLE.match(after)):
            kind = "number" if scaled else "times?"
    unit = _unit(before, after, shown, kind)
    if kind == "percent" and _COMPLEMENT.search(before):
        value = round(100 - value, 6)
    bound = _first(_BOUND_BEFORE, before) or _first(_BOUND_AFTER, after, match=True)
    if not bound and _NEAR_FULL.search(before):
        bound = "most"
    elif not bound and (_OVER_AFTER.match(after) or re.search(r"[多余]", shown)):
        bound = "least"
    near = bool(_NEAR_BEFORE.search(before) or _NEAR_AFTER.match(after) or re.search(r"[多余]", shown))
    return Figure(kind, value, unit, bound, near, in_words, shown)


def _unit(before: str, after: str, shown: str, kind: str) -> str:
    if kind == "percent":
        return "point" if "点" in shown or "point" in shown.lower() else "%"
    if kind == "times":
        return ""
    if kind == "times?" or shown.lower().endswith("times"):
        return "occasion"
    for unit, pattern in _BEFORE.items():
        if pattern.search(before):
            return unit
    best = [(match.end(), unit) for unit, pattern in _AFTER.items() if (match := pattern.match(after))]
    # The nearest noun counts; of two at the same place the longer (人次, not 人).
    return min(best, key=lambda one: (one[0] > 8, -one[0] if one[0] <= 8 else one[0]))[1] if best else ""


def _first(patterns: Iterable[tuple[str, re.Pattern[str]]], text: str, match: bool = False) -> str:
    for name, pattern in patterns:
        if pattern.match(text) if match else pattern.search(text):
            return name
    return ""


@lru_cache(maxsize=4096)
def articles(text: str) -> frozenset[int]:
    """The articles of a law that a text names.

    >>> sorted(articles("第三十九条；arts 71, 73"))
    [39, 71, 73]
    """
    return frozenset(
        number
        for chinese, english in _ARTICLE.findall(fold(text))
        for number in ([numeral(chinese)] if chinese else [int(one) for one in re.findall(r"\d+", english)])
    )
