"""Which kind of figure a question asks for, and whether a sentence states one: a share, money, a period, a count,
a date.

"How many working days?" is not answered by a sentence that says who decides, however near it is.
"""

import re

from assistant.aspects import kinds
from assistant.spelled import spelled
from ingest import fold, located

_FEW = r"(?<![前这头近后那好哪])几"
_PERIODS = r"个?(?:多)?(?:工作日|天|日|月|年(?!级)|小时|周|星期)"
_COUNTED = r"(?:个(?!多?(?:工作日|月))|位|人|户|家|名|次|例|种|所|张|条|项|款|件|县|村|城市|省|台|床|篇)"
_MONEY = r"(?:钱|元|块|亿|万元|经费|资金)"
_ASKED = {
    "share": rf"百分之(?:几|多少)|百分比|(?:多少|{_FEW})成|(?:比例|比率|占比|份额)[^，,。？?]{{0,6}}(?:多少|几|多高|多大)|多少的?比例|多大(?:的)?比例|(?:比例|比率|占比)[^，,。？?]{{0,4}}(?:哪|谁)[^，,。？?]{{0,4}}[高低大小多]"
    r"|\bwhat (?:\w+ ){0,2}(?:share|percent\w*|proportion|ratio|rate)\b|\bat what (?:\w+ )?(?:ratio|rate|share)\b|\bwhich (?:share|percentage|proportion)\b",
    "money": rf"(?:多少|{_FEW}){_MONEY}|{_FEW}万"
    r"|\bwhat (?:did|does|do) .{2,60}\b(?<!to )(?:spend|cost|raise|collect)\b(?:\s*$|\s*[?.]|\s+(?:in|on|for|from)\b)|\bwhat is the (?:most|least|highest|lowest)\b|\bwhat (?!sort|kind|type|form)(?:\w+ ){0,3}(?:amount|sum|cap|ceiling|deductible|maximum|minimum|cost|price|premium|fee|budget)\b"
    r"|\bin (?:yuan|CNY|RMB)\b",
    "period": rf"(?:多少|{_FEW}){_PERIODS}|多长时间"
    r"|\bhow many (?:\w+ )?(?:days|weeks|months|years|hours)\b|\bwithin what (?:time|period)\b",
    "day": r"(?<![前近头后十好上这那])几月(?!龄)(?:几[日号])?|哪(?:一)?(?:[天日]|个月)(?!之?[前内])|哪年哪月|\b(?:on|by) (?:which|what) (?:day|date)\b|\bwhat (?:day|date)\b(?!-)|\b(?:which|what) (?:month|day)\b(?!-)|\b(?:month|date|day) and year\b|\byear and month\b",
    "year": r"(?<!每)哪(?:一)?年(?!哪月)|\b(?:which|what) year\b(?! and)",
    "length": r"多久|\bhow long\b",
    "count": rf"多少(?:万|亿)?{_COUNTED}|\bhow many\b(?! (?:\w+ )?(?:days|weeks|months|years|hours)\b)|\bnumber of\b",
}  # fmt: skip
# A bare "how much" may mean a share or a sum.
_HOW_MUCH = re.compile(r"多少|\bhow (?:much|high|large|big) (?!of a\b)", re.I)
DATES = frozenset({"day", "year"})
# These ask for something else beside the figure, or instead of it.
_ELSE = frozenset({"who", "why", "how", "advice", "effect", "force"})
# No figure: the number of a document, or an amount that something goes by (按捐款多少排名).
_NO_FIGURE = re.compile(
    r"(?:文号|字号|编号)[^，。？?]{0,3}(?:多少|几)|第几(?:条|号|款|部|批)|(?:按照?|不论|无论|不管)[^，。？?]{0,8}(?:多少|几)(?=[^，。？?]{0,6}(?:排|分档|名次|定级))"
)
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")  # what is quoted is named, not asked
_DEFINES = re.compile(
    r"什么是|是什么(?!时候|时间|标准)|指什么|啥意思|什么意思|何谓|定义|\bdefin\w+|\b(?:do|does) [^?.]{1,60}\bmean\b|\bmeaning of\b|\bmeant by\b|\b(?:what is an? |what are \w+s\b)|\bwhat is .{2,40} for\s*\?",
    re.I,
)
_ASKED_PATTERNS = {kind: re.compile(pattern, re.I) for kind, pattern in _ASKED.items()}
_CURRENCY = re.compile(r"元|CNY|RMB|USD|SGD|HKD|EUR|\byuan\b|\bdollars?\b|\brupees?\b|\bpesos?\b|卢比|比索|[¥$€]", re.I)
# Right before a number or right behind it, over the other end of a range too.
_CURRENCY_BEFORE = re.compile(r"(?:CNY|RMB|USD|SGD|HKD|EUR|[¥$€])\s*(?:[\d.,]+\s*(?:–|-|—|to|and)\s*)?$", re.I)
_CURRENCY_BEHIND = re.compile(
    r"[\s万亿余多]*(?:(?:–|-|—|至|到|to)\s*[\d.,]+[\s万亿余多]*)?(?:元|yuan\b|CNY|RMB|dollars?\b|rupees?\b|pesos?\b|卢比|比索)",
    re.I,
)
_PERIOD = re.compile(
    r"(?:\d+|[一二两三四五六七八九十半])\s*(?:[—–-]\s*\d+\s*)?(?:多|余)?个?(?:工作日|天|日(?!\d)|月|年|小时|周)|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\w+ty)[ -](?:\w+ )?(?:days?|weeks?|months?|years?|hours?)\b|every (?:day|week|month|year|quarter)|每(?:日|天|周|月|季度?|年)|长期|permanent|\bat once\b|立即|\bannual|\bmonthly\b|\bquarterly\b|\byearly\b",
    re.I,
)
_MONTH = re.compile(
    r"\d{1,2}月|自然月|[当次][月日]|个月(?:起|后)|第[一二三四五六\d]+个月|\d日前|\bmonths? (?:after|from|later)\b|\b\d+(?:st|nd|rd|th)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|月底|月初|"
    r"\d+\s*(?:个?工作日|日内|天内|working days|days)"
)
_IN_YEAR = re.compile(
    r"(?<![\d,.])(?<!CNY )(?:19|20)\d{2}(?!\d|[,.]\d|\s*(?:[人户元万名个家次]|people|persons|households|yuan))"
)
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?")
# A figure in words: all of it, none of it.
_WHOLE = re.compile(
    r"全额|全部|全免|免费|免除|取消|不设|不再|没有|未能|并未|未见|未发现|无需|不收|零|full|\bfree\b|\bnone\b|\bno\b|(?<!\bin )(?<!\bat )\ball\b(?! told)|\bwaive\w*|\babolish\w*|\bnot (?:set|pay)\b|\bnothing\b|\bdid not\b|\bcancel\w*|\bwithout\b|\bzero\b|\bdouble\w*|翻(?:一)?番|一半|\bhalf\b|\bhalve\w*",
    re.I,
)


# The rule leaves the figure open, or says who sets it: an answer too, where no place was named.
_OPEN = re.compile(
    r"(?:未|没有|不|并未)(?:作出|统一)?(?:规定|写明|说明|设定|列明)|由[^，。]{1,25}(?:确定|规定|制定|公布|决定)|应当?以[^，。]{1,20}为准"
    r"|(?:拟订|拟定|提出)[^。]{0,20}报[^。]{1,20}(?:批准|审定)"
    r"|\b(?:does|do|did) not (?:state|set|fix|specify|give|say)|\b(?:set|fixed|determined|decided|published) by\b|\bleaves?\b[^.]{1,60}\bto\b",
    re.I,
)


# What the figure is of, as it is asked for and as it is stated: a sentence about another of these does not state it.
_OF = tuple(
    (re.compile(asked, re.I), re.compile(stated, re.I))
    for asked, stated in (
        (r"起付|门槛|\bdeductibles?\b", r"起付|门槛|\bdeductibles?\b|\bthresholds?\b"),
        # What is paid of the costs is no deductible, and no other share.
        (
            r"(?:报|报销|救助|补助?|兜底?)(?:多少|几)(?!.*起付)|(?:救助|报销|支付|补偿)的?比例|\b(?:assistance|reimbursement) (?:ratio|share|rate)s?\b|\bwhat (?:share|percentage|proportion)\b[^.?!]{0,40}\b(?:pa(?:y|ys|id)|covers|reimburse[sd]?)\b",
            r"^(?!.*(?:起付标准|起付线|\bdeductibles?\b))(?=.*(?:救助|报(?![道告刊社名])|付|补(?:偿|助|贴)|减免|资助|兜底|\bassist\w*|\baid\b|\brelief\b|\breimburs\w+|\bpa(?:y|ys|id|ying|yment|yments)\b|\bcover(?:s|ed|ing)?\b|\bcompensat\w+|\bsubsid\w+|\bout-of-pocket\b|\bbear\w*|\bborne\b))",
        ),
        (
            r"封顶|限额|上限|最多(?:给|能|可|补|报|救)|\bcaps?\b|\bceilings?\b|\bmaximum\b|\bthe most\b(?= *[?.,]| (?:a|an|it|that|they|one|can|could|may|will|aid|assistance|help|money)\b)",
            r"封顶|限额|上限|最多|最高|不得?超过|不得?高于|以内|至多|\bcaps?\b|\bcapped\b|\bceilings?\b|\bmaxim\w+|\bat most\b|\blimit\w*|\bup to\b|\bnot exceed",
        ),
        # By when something must be done is not since when it holds.
        (
            r"\bby (?:which|what) (?:date|day)\b|\bby when\b|最迟|最晚",
            r"\b(?:by|before|until|no later than|not later than) (?:the |end )*(?:\d|January|February|March|April|May|June|July|August|September|October|November|December|end\b)|\bwithin\b|\bdeadline|前|内|最迟|最晚|截至|截止",
        ),
        (
            r"(?:个人|自己)[^，。？?]{0,10}(?<![提递转])(?:交|缴)(?:纳|费)?(?![^，。？?]{0,8}(?:罚|材料|申请))",
            r"个人|自缴|自己",
        ),
        (
            r"保费[^，。？?]{0,8}(?:多少|几)|(?:多少|几)[^，。？?]{0,4}保费|\b(?:what|which|how (?:much|high))\b[^.?!]{0,30}\bpremiums?\b",
            r"保费|缴费|参保|\bpremiums?\b|\bcontribut\w+|\bpa(?:y|ys|id|ying) in(?:to)?\b",
        ),
    )
)
# Where the costs arose is no figure, but a figure of something else does not answer.
_INPATIENT = (
    re.compile(
        r"住院|\binpatient\b|\bhospitali[sz]\w+|\bin hospital\b|\bhospital (?:bill|cost|stay|care|treatment|expense|spending)s?\b",
        re.I,
    ),
    re.compile(
        r"住院|政策范围|比例|起付|限额|封顶|上限|报销|(?<!outpatient )\bcosts?\b|\bceiling|\binpatient\b|\bhospital\w*\b|\bpolicy-scope\b|\bassistance ratio|\badmi\w+|\bdeductible|\bcap\b",
        re.I,
    ),
)


def same_figure(asked: str, text: str) -> bool:
    """Whether a text speaks of a figure that is asked for: a deductible, a cap; true for any other.

    >>> same_figure("What deductible applies?", "The cap is CNY 50,000."), same_figure("How many?", "12 counties.")
    (False, True)
    """
    if _INPATIENT[0].search(asked) and not _INPATIENT[1].search(text):
        return False
    wanted = [stated for pattern, stated in _OF if pattern.search(asked)]
    return not wanted or any(stated.search(text) for stated in wanted)


def _counts(text: str) -> bool:
    """Whether a number of a text, in digits or words, is no amount of money.

    >>> _counts("the cap is CNY 50,000"), _counts("年度限额50000元"), _counts("12 counties got CNY 3 million")
    (False, False, True)
    >>> _counts("用297万元救助9213户")
    True
    """
    text = fold(text)
    numbers = [one for one in located(text) if one.quantity.kind == "number"]
    of_money = (
        _CURRENCY_BEFORE.search(text[: one.start]) or _CURRENCY_BEHIND.match(text[one.end :]) for one in numbers
    )
    return not all(of_money) or any(kind == "number" for *_, kind, _ in spelled(text))


def left_open(text: str) -> bool:
    """Whether a sentence says that a figure is not set, or who sets it.

    >>> left_open("Document 42 of 2021 leaves the annual cap to the pooling area.")
    True
    """
    return bool(_OPEN.search(text))


def figures_asked(text: str) -> frozenset[str]:
    """The kinds of figure any of which would answer a question; empty when it asks for none.

    >>> sorted(figures_asked("Within how many working days is it decided?")), sorted(figures_asked("Who decides?"))
    (['period'], [])
    """
    if kinds(text) & _ELSE or _DEFINES.search(text):
        return frozenset()
    text = _NO_FIGURE.sub(" ", text)
    text = _QUOTED.sub(" ", text) if _QUOTED.sub("", text).strip(" 。.?？") else text
    found = frozenset(kind for kind, pattern in _ASKED_PATTERNS.items() if pattern.search(text))
    return found or (frozenset({"share", "money", "count"}) if _HOW_MUCH.search(text) else found)


def states(text: str, figures: frozenset[str]) -> bool:
    """Whether a sentence states a figure of one of the kinds, in digits or in words.

    >>> states("Aid pays at least 70%.", frozenset({"share"})), states("Aid pays at least 70%.", frozenset({"period"}))
    (True, False)
    >>> states("第二个五年继续帮扶县医院。", frozenset({"count"})), states("派出5名医生。", frozenset({"count"}))
    (False, True)
    """
    if _WHOLE.search(text) and figures & {"share", "money", "count"}:
        return True
    found = {one.quantity.kind for one in located(text)} | {kind for *_, kind, _ in spelled(text)}
    return (
        ("share" in figures and bool(found & {"percent", "times"}))
        or ("money" in figures and bool(found & {"percent", "times"} or ("number" in found and _CURRENCY.search(text))))
        or ("period" in figures and bool(_PERIOD.search(_DATE.sub(" ", text))))
        or ("day" in figures and bool(_MONTH.search(text)))
        or ("year" in figures and bool(_IN_YEAR.search(text)))
        or ("length" in figures and bool(_PERIOD.search(text) or "date" in found))
        or (
            "count" in figures
            and (bool(found & {"percent", "times"}) or _counts(_PERIOD.sub(" ", _DATE.sub(" ", text))))
        )
    )
