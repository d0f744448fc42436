"""What kind of thing a question asks for: the sections that hold it, and words that a sentence saying it has."""

import re
from dataclasses import dataclass

from assistant.records import Aspect


@dataclass(frozen=True)
class _Row:
    asked: re.Pattern[str]
    aspect: Aspect


def _row(asked: str, anchors: str, cues: str) -> _Row:
    return _Row(re.compile(asked, re.I), Aspect(frozenset(anchors.split()), re.compile(cues, re.I)))


_TABLE = (
    _row(
        r"审批|批下来|谁(?:来)?(?:批|决定|定|管|负责)|谁说了算|归谁|归哪|哪个部门|哪一级|能不能直接批|\bwho (?:decides?|approves?|is in charge|runs?|leads?|signs?)\b|\bwhich (?:body|department|office|level)\b",
        "actors decision procedure",
        r"审批|确认|负责|主管|决定|审核|\b(?:decid\w+|approv\w+|responsib\w+|in charge|department|confirm\w*)\b",
    ),
    _row(
        r"手续|怎么申请|如何申请|走哪些|走什么|流程|程序|怎么办理|去哪(?:里|儿)?(?:申请|办)|\bhow (?:do|can|does|to)\b.{0,30}\bappl|\bprocedures?\b|\bwhere (?:do|can|to)\b.{0,20}\bapply",
        "procedure decision application",
        r"申请|受理|审核|公示|提交|\b(?:appl\w+|submit\w*|accept\w*|review\w*|publish\w*)\b",
    ),
    _row(
        r"罚|追究|处分|什么后果|怎么处理|\bpenal\w+|\bpunish\w*|\bfine[ds]?\b|\bhappens? to\b|\bsanction\w*",
        "penalties supervision",
        r"罚款|退回|责令|处分|没收|追究|\b(?:fine[ds]?|repay\w*|confiscat\w+|disciplin\w+|punish\w*|pay back|order\w*)\b",
    ),
    _row(
        r"必须|强制|强迫|摊派|能不能要求|可不可以要求|\bforced?\b|\bcompulsory\b|\bmust (?:give|donate)\b",
        "penalties fundraising partners",
        r"不得|摊派|强行|自愿|\b(?:forced|disguised|voluntary|may not|punish\w*)\b",
    ),
    _row(
        r"效果|成效|减轻|有没有用|管不管用|有数据|什么结果|发现了?什么|\bachiev\w*|\beffects?\b|\bresults?\b|\blower(?:ed)?\b|\bcut\b|\bsave\b|\bbetter off\b|\bworse off\b|\bdid .{2,60} (?:find|work|help|improve)\b|\bhow much .{2,40}\b(?:fall|drop|rise)\b",
        "results evidence",
        r"下降|减少|降低|提高|上升|显著|\b(?:fell|fall|rose|lower\w*|reduc\w+|increas\w+|significant\w*|cut|no effect)\b",
    ),
    _row(
        r"局限|不足之处|缺陷|短板|弱点|靠不靠谱|\blimit(?:s|ation\w*)?\b|\bweak (?:points?|spots?)\b|\bweakness\w*|\bshortcomings?\b|\bcaveats?\b|\bcriti\w+",
        "limits critique conflicts",
        r"局限|没有说明|未|不能|仅|\b(?:limit\w*|not|only|cannot|without|unclear)\b",
    ),
    _row(
        r"优缺点|利弊|好处|坏处|长处|优势|弊端|\bpros and cons\b|\badvantages?\b|\bdrawbacks?\b|\bdisadvantages?\b|\bstrengths?\b",
        "limits risks lessons critique",
        r"局限|风险|但|而|\b(?:limit\w*|risks?|but|while|only|weak\w*)\b",
    ),
    _row(
        r"出了?什么(?:问题|毛病|岔子)|哪(?:里|儿)(?:出了?错|做错|不行)|失败|没做好|\b(?:what|where|how) (?:\w+ )?went wrong\b|\bfail(?:ed|ure)?\b|\bproblems?\b",
        "limits results risks lessons",
        r"问题|未|没有|不足|失败|流失|\b(?:problem\w*|not|no|fail\w*|without|skew\w*|only)\b",
    ),
    _row(
        r"启示|借鉴|教训|学到什么|值得学|\blessons?\b|\blearn\w*|\btake away\b",
        "lessons",
        r"启示|经验|说明|表明|\b(?:lessons?|shows?|should)\b",
    ),
    _row(r"花了多少|支出|花多少|花掉|\bspen[dt]\b|\bspending\b", "reading financing", r"支出|亿元|\b(?:spen\w+|billion)\b"),
    _row(r"断保|中断缴费|断缴|没续|等待期|\bwaiting period\b|\bdropped out\b|\bgap in\b", "waiting-period", r"等待期|\bwaiting\b"),
    _row(
        r"哪几?类人|哪些人|哪类人|谁能(?:享受|申请)|适用对象|保障对象|\bwhich (?:groups?|families|people|persons)\b|\bwho (?:can|may|is eligible|qualif\w+|is covered)\b",
        "who identification",
        r"对象|列为|包括|适用|\b(?:cover\w*|group|eligible|target|may apply)\b",
    ),
    _row(r"要素|哪几(?:股|个部分|个要素|方面)|组成|归哪一维|对应.{0,6}维|\bcomponents?\b|\belements?\b|\bmaps? (?:onto|to)\b|\bmade up of\b", "components definition", r"对应|包括|属于|要素|\b(?:correspond\w*|belong\w*|component|consist\w*|dimension)\b"),
    _row(r"苗头|征象|迹象|信号|怎么判断|\bsigns?\b|\bsymptoms?\b|\bhow (?:do|can) (?:we|you|i|one) tell\b", "propositions components checklist", r"征象|信号|表现|\b(?:signs?|signal)\b"),
    _row(r"钱谁出|谁出钱|谁掏钱|资金(?:从|来源)|钱从哪|筹资|\bwho (?:pays?|funds?|finances?)\b|\bwhere does the money\b|\bfinanc\w+\b", "financing process subjects", r"出资|资金|财政|承担|\b(?:pays?|paid|fund\w*|financ\w+|budget)\b"),
)  # fmt: skip


_ASKED_BY = {
    "who": r"谁|哪(?:家|个部门|些部门|些单位|些机构|级|一级|方|个省|些省|几个省|些人|几类|类人)|什么人|\bwho\b|\bwhose\b|\bwhom\b|\bwhich (?:department|body|office|group|province|countr\w+|hospital|insurer|compan\w+|agenc\w+|families|people)",
    "when": r"什么时候|何时|几时|哪(?:天|年|一年|一天|个月)|多久|多长时间|几年|几个月|期限|\bwhen\b|\bhow (?:long|soon|fast)\b|\bwhat (?:year|date|day)\b|\bsince when\b|\bhow many (?:days|months|years)\b|\bdeadline",
    "amount": r"多少|几成|几倍|几(?:个|次|项|万|元)|百分之几|多大|多高|比例|额度|封顶|起付|\bhow (?:much|many|high|large|big|far)\b|\bwhat (?:share|percent\w*|proportion|rate|ratio|amount|part)\b|\b(?:ratio|ceiling|cap|deductible)\b",
    "why": r"为什么|为何|为啥|原因|怎么会|凭什么|\bwhy\b|\breasons?\b|\bcauses?\b|\bexplains?\b",
    "how": r"怎么|怎样|如何|咋|\bhow (?:do|does|did|can|could|should|is|are|was|were|to|would)\b|\bprocedure",
    "definition": r"什么是|是什么|指什么|什么意思|啥意思|何谓|定义|\bwhat is\b|\bdefin\w+|\bmean(?:s|ing|t)?\b",
    "effect": r"效果|成效|结果|影响|管用|有没有用|(?<!\btake )(?<!\btakes )(?<!\btook )(?<!\binto )\beffects?\b|\bresults?\b|\bimpact|\bhappened\b|\b(?:did|does|do|to) [^?.]{0,60}\bwork\b(?!-)|\bworked\b|\bachieve\w*",
    "advice": r"应该|应当|该(?:怎么|如何|做|注意|盯|拿|先)|要(?:怎么|如何|注意)|启示|借鉴|经验|教训|建议|学(?:什么|到|点)|怎么办|妥不妥|妥当|合适吗|合不合适|行得通|靠谱|有(?:什么|啥|没有|无)(?:风险|毛病|隐患|弊端|坑)|会不会(?:被骗|出问题|变味)|(?:什么|啥|哪些)(?:好)?(?:办法|法子|对策|措施可)|(?:怎么|如何)(?:解决|应对|破解|改进|避免)|\bshould\b|\blessons?\b|\blearn|\badvi[cs]e|\brecommend|\bneeds? to be\b|\bhow (?:can|could|do) (?:we|i|a county|our)\b|(?:有没有|有无|哪里有|哪儿有)(?:别的|其他|其它)?(?:地方|县|市|人)[^。？?]{0,12}(?:办法|做法|经验|先例|搞过|做过|解决)|\b(?:has|have|did) (?:any(?:one|body)|any (?:other )?(?:county|city|place)|other (?:counties|cities|places))\b|\bhow (?:can|could|should) (?:it|they|the (?:county|city|township|bureau))\b",
    "list": r"哪些|哪几|哪[两三四五](?:个|种|类|项|家|处)|几(?:类|种|项|条|个方面|大)|列出|\bwhich\b|\bwhat are\b|\blist\b",
    "force": r"有效|废止|施行|生效|作数|还能(?:用|引|照)|取代|依据吗|\bin force\b|\bvalid\b|\brepeal\w*|\bsupersede\w*|\breplace\w*|\bstill (?:apply|applies|in|valid|binding|cite|quote|running)",
}  # fmt: skip
# Whether anybody has done it, or how others do it: what cases and measures tell comes before the rule.
TRIED = re.compile(
    r"(?:有谁|有没有(?:谁|人|哪|别的|其他|其它)|有人|谁家|哪(?:里|儿|个地方|些地方|个县|些县|个市|些市)|(?:别|其他|其它|外|兄弟)的?(?:地方|地|县|市)(?!方?(?:的|性)?(?:规定|标准|政策|法规)))[^。？?]{0,16}(?:过|办法|法子|做法|经验|先例|例子|怎么(?:做|干|办|搞|弄)|咋)"
    r"|\b(?:has|have|did) (?:any(?:one|body|where)|(?:any|other) (?:\w+ )?(?:county|counties|city|cities|places?))\b"
    r"|\b(?:any(?:one|body|where)|any (?:county|city|place)|who) (?:has |have )?(?:tried|done|solved|found)\b"
    r"|\b(?:what|how) (?:have|do|did|has) (?:other|others|any other) ?(?:places|counties|cities|countries)?\b[^.?!]{0,20}\b(?:do|done|tried|handle|solve)",
    re.I,
)
# A list of cases: one sentence on each.
CASES = re.compile(
    r"(?:列出|列举|哪些|有什么|哪几个)[^。？?]{0,12}(?:案例|例子|个案)|(?:案例|例子)(?:都)?有哪些"
    r"|(?<!\bin )\b(?:list|which|what)\b[^.?!]{0,24}\b(?:cases|case studies|examples)\b(?! (?:of|where|when) (?:fraud|need|doubt|emergency))",
    re.I,
)
_KIND_PATTERNS = {name: re.compile(pattern, re.I) for name, pattern in _ASKED_BY.items()}
KINDS = tuple(_KIND_PATTERNS)  # the kinds of thing that a question may want to hear


def asks_for(text: str, kind: str) -> bool:
    """Whether the question words of a text ask for a thing of one of the KINDS."""
    return bool(_KIND_PATTERNS[kind].search(text))


def kinds(text: str) -> frozenset[str]:
    """The kinds of thing that a question wants to hear, as its question words say.

    >>> sorted(kinds("Who pays, and how much?"))
    ['amount', 'who']
    """
    return frozenset(kind for kind in KINDS if asks_for(text, kind))


def aspects(text: str) -> tuple[Aspect, ...]:
    """The aspects that a question asks for, in the order of the table; empty when it names none.

    >>> [sorted(aspect.anchors) for aspect in aspects("What are the limits of the study?")]
    [['conflicts', 'critique', 'limits']]
    """
    return tuple(row.aspect for row in _TABLE if row.asked.search(text))


def told_by(text: str) -> tuple[str, ...]:
    """The kinds of documents that tell what a question wants to hear; empty when any may.

    >>> told_by("What have other counties done about it?"), told_by("Who pays?")
    (('case', 'measure'), ())
    >>> told_by("In which cases is aid refused?"), told_by("Which cases used lots?"), told_by("What is a case list?")
    ((), ('case',), ())
    """
    return ("case",) if CASES.search(text) else ("case", "measure") if TRIED.search(text) else ()
