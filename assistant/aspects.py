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


def aspects(text: str) -> tuple[Aspect, ...]:
    """The aspects that a question asks for, in the order of the table; empty when it names none.

    >>> [sorted(aspect.anchors) for aspect in aspects("What are the limits of the study?")]
    [['conflicts', 'critique', 'limits']]
    """
    return tuple(row.aspect for row in _TABLE if row.asked.search(text))
