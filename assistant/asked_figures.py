"""Which kind of figure a question asks for, and whether a sentence states one: a share, money, a period, a count.

"How many working days?" is not answered by a sentence that says who decides, however near it is.
"""

import re

from assistant.aspects import kinds
from assistant.spelled import spelled
from ingest import located

_FEW = r"(?<![前这头近后那好])几"
_ASKED = {
    "share": rf"百分之(?:几|多少)|百分比|{_FEW}成|(?:比例|比率|占比|份额)[^，,。？?]{{0,6}}(?:多少|几)|多少的?比例|多大(?:的)?比例|比例(?:多高|多大)|多少(?!个?(?:工作日|天|日|月|年|小时))"
    r"|\bwhat (?:\w+ ){0,2}(?:share|percent\w*|proportion|ratio|rate)\b|\bat what (?:\w+ )?(?:ratio|rate|share)\b|\bwhich (?:share|percentage|proportion)\b|\bhow (?:high|large|big) (?:is|was|a|are|were)\b|\bhow much\b",
    "money": rf"{_FEW}(?:元|万|亿|块)|多少(?!个?(?:工作日|天|日|月|年|小时))"
    r"|\bhow much\b|\bwhat (?:\w+ ){0,2}(?:amount|sum|cap|ceiling|limit|deductible|threshold|maximum|minimum|cost|price)\b|\bhow (?:high|large|big) (?:is|was|a|are|were)\b",
    "period": rf"(?:多少|{_FEW})个?(?:工作日|天|日|月|年(?!级)|小时|周|星期)|多长时间"
    r"|\bhow many (?:\w+ )?(?:days|weeks|months|years|hours)\b|\bwithin what (?:time|period)\b",
    "count": r"多少(?!钱|元|万|亿|块|个?(?:工作日|天|日|月|年|小时))|\bhow many\b(?! (?:\w+ )?(?:days|weeks|months|years|hours)\b)",
}  # fmt: skip
# These ask for something else beside the figure, or instead of it.
_ELSE = frozenset({"who", "why", "how", "definition", "advice", "effect", "force"})
_ASKED_PATTERNS = {kind: re.compile(pattern, re.I) for kind, pattern in _ASKED.items()}
_CURRENCY = re.compile(r"元|CNY|RMB|USD|SGD|HKD|EUR|\byuan\b|\bdollars?\b|\brupees?\b|\bpesos?\b|卢比|比索|[¥$€]", re.I)
_PERIOD = re.compile(
    r"(?:\d|[一二两三四五六七八九十半])\s*(?:[—–-]\s*\d+\s*)?(?:多|余)?个?(?:工作日|天|日(?!\d)|月|年|小时|周)|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\w+ty)[ -](?:\w+ )?(?:days?|weeks?|months?|years?|hours?)\b|every (?:day|week|month|year|quarter)|每(?:日|天|周|月|季度?|年)|长期|permanent|\bat once\b|立即|\bannual|\bmonthly\b|\bquarterly\b|\byearly\b",
    re.I,
)
# A figure in words: all of it, none of it.
_WHOLE = re.compile(
    r"全额|全部|全免|免费|免除|取消|不设|不再|没有|无需|不收|零|full|\bfree\b|\bnone\b|\bno\b|\ball\b|\bwaive\w*|\babolish\w*|\bnot (?:set|pay)\b|\bnothing\b|\bcancel\w*|\bwithout\b|\bzero\b|\bdouble\w*|翻(?:一)?番|一半|\bhalf\b|\bhalve\w*",
    re.I,
)


def figures_asked(text: str) -> frozenset[str]:
    """The kinds of figure any of which would answer a question; empty when it asks for none.

    >>> sorted(figures_asked("Within how many working days is it decided?")), sorted(figures_asked("Who decides?"))
    (['period'], [])
    """
    if kinds(text) & _ELSE:
        return frozenset()
    return frozenset(kind for kind, pattern in _ASKED_PATTERNS.items() if pattern.search(text))


def states(text: str, figures: frozenset[str]) -> bool:
    """Whether a sentence states a figure of one of the kinds, in digits or in words.

    >>> states("Aid pays at least 70%.", frozenset({"share"})), states("Aid pays at least 70%.", frozenset({"period"}))
    (True, False)
    """
    if _WHOLE.search(text) and figures & {"share", "money", "count"}:
        return True
    found = {one.quantity.kind for one in located(text)} | {kind for *_, kind, _ in spelled(text)}
    return (
        ("share" in figures and bool(found & {"percent", "times"}))
        or ("money" in figures and bool(found & {"percent", "times"} or ("number" in found and _CURRENCY.search(text))))
        or ("period" in figures and bool(_PERIOD.search(text) or "date" in found))
        or ("count" in figures and bool(found & {"number", "percent", "times", "ordinal"}))
    )
