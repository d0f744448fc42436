"""Whether a period of the asker's reaches that of a rule: "registered for 8 months", "1 year after registration".

Only what fits in every part is said: one period in the question, one threshold in the rule, both counted from the same
event. Ages, working days and the length of a measure ("barred for 6 months to 1 year") are no such thresholds.
"""

import re

from assistant.arithmetic import WORDING, set_beside
from assistant.figures import Figure, figures
from assistant.records import Draft, Evidence
from assistant.sentences import CLAUSE
from ingest import fold

_MONTHS = {"month": 1.0, "year": 12.0}
_DAYS = {"day": 1.0}
# What a period is counted from, in both languages.
_EVENTS = tuple(
    re.compile(words, re.I)
    for words in (
        r"登记|注册|\bregist\w+",
        r"受理|\baccept\w*",
        r"收到|\breceiv\w+|\breceipt\b",
        r"吊销|\brevo(?:k\w+|cation)",
        r"公示|公布|\bpublish\w*|\bpublication\b",
        r"签订|签署|\bsign(?:ed|ing)\b",
        r"送达|\bdeliver\w*",
        r"参保|\benrol\w*",
    )
)
# All that may stand between an event and the asker's own period that is counted from it.
_SINCE = re.compile(
    r"(?:成立|设立|我们|的|申请|材料|之日起|以来|之后|以后|后|已经|已|至今|到现在|现在|刚|才|只|满|有|过去|了|\s)*"
    r"|(?:\s|\b(?:for|only|just|now|since|the|our|its|an?|this|that|application|foundation|charity|organi[sz]ation|request|it|them)\b)*",
    re.I,
)
_AGO = re.compile(r"\s*(?:after|since|from)\s+(?:(?:the|its|our|being|it|we|they|was|were|of)\s+)*", re.I)
# The event has not come, is to come, is undone, or the period is what the rule would want.
_OTHERWISE = re.compile(
    r"[没未尚]|不|撤销|注销|还差|还有|距|之前|以前|计划|打算|准备|拟|要|须|需|应当?|至少|必须"
    r"|n['’]t\b|\b(?:not|never|will|would|plans?|planned|going to|before|until|must|has to|have to|should|needs?)\b"
    r"|\b(?:required|at least)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:满|超过|不足|不满|不少于|起|之日起|后)\s*$|\b(?:within|after|at least|more than|less than)\s*$", re.I
)
_AFTER = re.compile(r"\s*(?:以上|以内|之?内|的|后(?!的))|\s*(?:after|of|or (?:more|longer))\b", re.I)
_UNIT = re.compile(r"^\s*个?(?:年|月|日|天)|^\s*(?:years?|months?|days?)\b", re.I)
_RANGE = re.compile(r"^(?:以上|到|至|—|–|-|\s*(?:to|and)\b)\s*[\d一二两三四五六七八九十]", re.I)
# An age, working days, or a month of the calendar: 3月 is March.
_NO_PERIOD = re.compile(r"^\s*(?:周岁|岁|月|个?工作日|(?:working|business|weekly|calendar)\b)", re.I)
_AGE = re.compile(r"岁|\baged?\b|\byears? old\b", re.I)
# A period that is only bounded or rounded.
_OPEN = re.compile(
    r"不到|不足|不满|将近|快|近|多|半|约|左右|余|几"
    r"|\b(?:about|around|less|more|over|under|almost|nearly|not|never|half|some)\b",
    re.I,
)
_BOUNDED = re.compile(r"\s*(?:以上|以内|之?内|以下)|\s*or (?:more|longer|less)\b", re.I)
_NEAR = 16  # characters beside a threshold in which its event stands
_ASKS = re.compile(
    r"能不能|能否|可以|可不可以|是否|是不是|算不算|超(?:过|期|时|了)|够|行不行|合规|合法|违规|吗"
    r"|(?:^|[.,;] )(?:is|are|does|do|did|can|may|must|would|will|has|have)\b",
    re.I,
)


def compare_period(question: str, language: str, evidence: Evidence) -> Draft | None:
    """How the one period that a question tells lies to the one threshold of a rule; None when anything is open.

    The basis is inference; `given` is the asker's period.
    """
    question, rule = fold(question), fold(evidence.quote(language))
    passage = evidence.passage
    if not _ASKS.search(question) or not passage.established or passage.ratings[evidence.position] == "own":
        return None
    own = _own(question)
    if own is None:
        return None
    figure, event = own
    thresholds = [(f, beside) for f, beside in _thresholds(rule) if _scale(f) == _scale(figure)]
    if len(thresholds) != 1 or not event.search(thresholds[0][1]):
        return None
    threshold = thresholds[0][0]
    told, ruled = _named(figure, language), _named(threshold, language)
    compared = set_beside(told, _length(figure), ruled, _length(threshold), language, long=True)
    return Draft(
        WORDING[language].format(formula=compared, rule=evidence.quote(language)), (evidence,), "inference", given=told
    )


def _own(question: str) -> tuple[Figure, re.Pattern[str]] | None:
    """The one exact period that a question tells and the event that it is counted from; None where either is open."""
    found = [
        (figure, before, behind, clause)
        for clause in CLAUSE.split(question)
        for figure, before, behind in _periods(clause)
        if not _AGE.search(clause)
    ]
    if len(found) != 1:
        return None
    figure, before, behind, clause = found[0]
    if _BOUNDED.match(_UNIT.sub("", behind)) or _OPEN.search(clause) or _OTHERWISE.search(before):
        return None
    counted = [event for event in _EVENTS if _counted_from(event, before, behind)]
    return (figure, counted[0]) if len(counted) == 1 else None


def _counted_from(event: re.Pattern[str], before: str, behind: str) -> bool:
    """Whether a period stands right behind an event ("registered for 8 months") or before one ("8 months after")."""
    after = _AGO.match(_UNIT.sub("", behind))
    return any(_SINCE.fullmatch(before[found.end() :]) for found in event.finditer(before)) or bool(
        after and event.match(_UNIT.sub("", behind)[after.end() :])
    )


def _thresholds(rule: str) -> list[tuple[Figure, str]]:
    """The periods of a rule that something must reach or keep within, each with the words beside it."""
    found = []
    for figure, before, behind in _periods(rule):
        after = _UNIT.sub("", behind)
        if not _RANGE.match(after) and (_BEFORE.search(before) or _AFTER.match(after)):
            found.append((figure, f"{before[-_NEAR:]} {after[:_NEAR]}"))
    return found


def _periods(text: str) -> list[tuple[Figure, str, str]]:
    """The days, months and years of a text, each with what stands before its number and behind it."""
    found, read = [], 0
    for figure in figures(text):
        at = text.find(figure.shown, read)
        read = at + len(figure.shown)
        if _scale(figure) and not _NO_PERIOD.match(text[read:]) and not text[:at].endswith("月"):
            found.append((figure, text[:at], text[read:]))
    return found


def _scale(figure: Figure) -> str:
    """Which periods it can be compared with: "months" for months and years, "days"; empty for what is no period."""
    if figure.kind != "number":
        return ""
    return "months" if figure.unit in _MONTHS else "days" if figure.unit in _DAYS else ""


def _length(figure: Figure) -> float:
    return figure.value * (_MONTHS | _DAYS)[figure.unit]


def _named(figure: Figure, language: str) -> str:
    """A period in words of the language: 8个月, 8 months."""
    if language == "zh":
        return f"{figure.value:g}{ {'year': '年', 'month': '个月', 'day': '日'}[figure.unit] }"
    return f"{figure.value:g} {figure.unit}{'' if figure.value == 1 else 's'}"
