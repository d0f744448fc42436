"""Words that exclude each other: a claim that has one where the quotes have another does not say what they say.

A class is a small closed set (levels of government, directions of change, …); its members are a pattern for
Chinese and one for English. The tables name kinds of change that turn a true sentence into a false one, not sentences.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from ingest import fold

_DEPT = r" (?:and \w+ )?(?:departments?|bureaus?|authorit(?:y|ies)|offices?|ministr(?:y|ies)|commissions?|agenc(?:y|ies)|administrations?|organs?|side)"
_PART = r"(?:部门|机关|局|厅|部(?!分)|委(?!托)|办|机构)"


def _department(zh: str, en: str) -> tuple[str, str]:
    return rf"(?:{zh})(?:行政)?{_PART}", rf"\b(?:{en}){_DEPT}|\b(?:ministry|bureau|department) of (?:{en})\b"


# A claim may not name a member that the quotes lack while they name another one.
STRICT: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "department": {
        "civil affairs": (_department("民政", "")[0], r"\bcivil affairs\b"),
        "healthcare security": _department("医疗保障|医保", "(?:healthcare|medical|health) (?:security|insurance)"),
        "health": _department("卫生健康|卫生计生|卫生|卫健|卫计", "health(?:care)?"),
        "finance": (_department("财政", "")[0], r"\bfinance(?! (?:the|of|its|for))\b|\b(?:fiscal|financial)" + _DEPT),
        "human resources": _department("人力资源|人社|人力资源社会保障|劳动", "human resources|labour"),
        "education": _department("教育", "education"),
        "rural revitalisation": _department("乡村振兴", "rural revitali[sz]ation"),
        "poverty": (r"扶贫(?:办|部门|局)", r"\bpoverty (?:alleviation )?(?:office|bureau|department)s?"),
        "agriculture": _department("农业农村|农业", "agricultur\\w*(?: and rural affairs)?"),
        "tax": _department("税务", "tax"),
        "audit": _department("审计", "audit"),
        "market": _department("市场监管|市场监督管理|工商", "market (?:regulation|supervision)"),
        "police": (r"公安(?:机关|部门|局|厅|部)", r"\bpolice\b|\bpublic security" + _DEPT),
        "justice": _department("司法", "justice|judicial"),
    },
    "organisation": {
        "charity federation": (r"慈善(?:总会|联合会|会)", r"\bcharity (?:federation|association)s?|\bfederations? of charit"),
        "red cross": (r"红十字会", r"\bred cross"),
        "trade union": (r"工会", r"\btrade unions?|\blabou?r unions?"),
        "women's federation": (r"妇联|妇女联合会", r"\bwomen's federation"),
        "disabled persons' federation": (r"残联|残疾人联合会", r"\bdisabled persons' federation"),
        "youth league": (r"共青团|团委", r"\byouth league"),
    },
    "town or country": {
        "town": (r"城市(?!慈善)|城镇|城里", r"\burban|\bcit(?:y|ies)(?= poor| dwell| resident| people)|\btowns\b"),
        "country": (r"农村|农民|乡村(?!振兴)|乡下", r"\brural(?! (?:revitali|affairs))|\bcountryside|\bfarmers?"),
    },
    "age": {
        "adult": (r"成年人|(?<!未)成人", r"\badults?"),
        "elderly": (r"老年|老人|年老", r"\belderly|\bolder (?:people|persons|adults)|\bold people|\bseniors?"),
        "child": (r"儿童|未成年|孩子|少儿", r"\bchild(?:ren)?\b|\bminors?\b"),
        "student": (r"学生", r"\bstudents?\b|\bpupils?\b"),
    },
    "sex": {
        "woman": (r"女性|妇女|女孩", r"\bwom[ae]n\b|\bfemales?\b|\bgirls?\b"),
        "man": (r"男性|男孩", r"\bm[ae]n\b|\bmales?\b|\bboys?\b"),
    },
    "rank": {
        "highest": (r"最高(?!人民|不|为)|最富", r"\bhighest|\brichest"),
        "lowest": (r"最低(?!生活)|最穷|最贫", r"\blowest|\bpoorest"),
    },
    "depth of poverty": {
        "extreme": (r"极端贫困|极度贫困|特别贫困", r"\bextreme(?:ly)? poor|\bextreme poverty|\bultra-poor"),
        "moderate": (r"中度贫困|中等贫困", r"\bmoderate(?:ly)? poor|\bmoderate poverty"),
        "near": (r"边缘贫困", r"\bnear-poor|\bborderline poor"),
    },
    "residence": {
        "registered": (r"户籍(?:居民|人口)", r"\bregistered residents?|\bhukou (?:residents?|holders?)"),
        "permanent": (r"常住(?:居民|人口)", r"\bpermanent residents?|\blong-term residents?"),
    },
    "member's trouble": {
        "illness": (r"重病|大病", r"\b(?:seriously|critically|gravely) ill|\bserious(?:ly)?[- ]ill\w*|\bserious patients"),
        "disability": (r"残疾|重残", r"\bdisab(?:led|ilit)"),
    },
    "insured": {
        "employee": (r"职工(?!疾苦)", r"\bemployees?(?:'s?)?\b|\bworkers'? (?:insurance|scheme)"),
        "resident": (r"居民(?!委|人均|可支配|消费|收入)", r"\bresidents?[' -]*(?:medical )?(?:insurance|scheme)"),
    },
    "place of care": {
        "inpatient": (r"住院", r"\bin-?patients?|\bhospital(?:i[sz]ation|i[sz]ed| stay| bill| cost| aid)"),
        "outpatient": (r"门诊|门慢", r"\bout-?patients?|\bclinic visits?"),
    },
    "batch": {
        "opinions": (r"意见》", r"\bopinions?\b"),
        "law": (r"[^办做方用看]法》", r"\b(?:[A-Z]\w+ )Law\b"),
        "regulation": (r"条例》?", r"\bRegulations?\b"),
    },
}  # fmt: skip
# Weaker classes: only a swap counts, the claim's member not in the quotes and the quotes' not in the claim.
SWAPPED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "level of government": {
        "national": (r"国家级|中央(?:政府|财政)", r"\b(?:central|national) (?:government|level|budget)"),
        "province": (r"省级|省(?=人民政府|政府|财政|一级)", r"\bprovincial\b|\bprovince[- ]level|\bprovince(?= level)"),
        "city": (r"市级|设区的市|地级市|市(?=人民政府|政府|财政|一级)", r"\bmunicipal\b|\bcity(?:[- ]level| governments?)|\bprefectur\w+"),
        "county": (r"县级|区县|县(?=人民政府|政府|财政|一级)", r"(?-i:\bcount(?:y|ies)\b)"),
        "township": (r"乡镇(?!卫生)|乡级|镇级|街道", r"\btownships?|\bsub-?districts?"),
        "village": (r"村级|村民?委|村居", r"\bvillage(?:[- ]level| committees?)"),
    },
    "direction": {
        "up": (r"上升|提高|增加|增长|增多|上涨|攀升|升至|升到|涨|扩大", r"\bris(?:e[sn]?|ing)\b|\brose\b|\bincreas\w*|\bgr[oe]w\w*|\braise[ds]?\b|\bclimb\w*|\bhigher\b|\bwent up\b|\bexpan\w+|\bup by\b"),
        "down": (r"下降|降低|降至|降到|减少|减至|缩小|缩减|下滑|下跌|少了", r"\bf[ae]ll(?:s|en|ing)?\b|\bdrop\w*|\bdeclin\w*|\bdecreas\w*|\breduc\w*|\bcut(?:s|ting)?\b|\blower(?:ed|s|ing)?\b|\bshr[aiu]nk\w*|\bwent down\b|\bless\b|\bfewer\b|\bdown by\b|\bnarrow\w*"),
    },
    "comparison": {
        "above": (r"(?<!不)(?<!不得)(?<!不能)(?<!未)(?:高于|超过|超出|大于|多于)|不得?(?:低于|少于)|之上|级(?:及)?以上", r"\b(?:and|or) above\b|\babove\b|\bexceed\w*|\bmore than\b|\bhigher than\b|\bgreater than\b|\bover\b(?!-)|\blarger than\b|\bbeyond\b"),
        "below": (r"(?<!不)(?<!不得)(?<!不能)(?:低于|少于|小于)|不足|不到|[不未](?:得|能)?(?:超过|高于)|之下|级(?:及)?以下", r"\b(?:and|or) below\b|\bbelow\b|\bless than\b|\blower than\b|\bunder the (?:local|previous|average|poverty|standard)|\bfewer than\b|\bsmaller than\b|\bwithin\b"),
    },
    "height": {
        "high": (r"偏高|较高|过高|很高", r"\btoo high\b|\brather high\b|\bhigh\b"),
        "low": (r"偏低|较低|过低|很低", r"\btoo low\b|\brather low\b|\blow\b(?!-income)"),
    },
    "strength": {
        "strong": (r"更强|较强|更大", r"\bstrong\w*|\bgreater\b|\bbetter\b"),
        "weak": (r"更弱|较弱|更小", r"\bweak(?:er|est)\b|\bsmaller\b|\bworse\b"),
    },
    "holder": {
        "hospital": (r"医院", r"\bhospitals?\b"),
        "insurer": (r"保险公司|商保", r"\binsurers?\b|\binsurance (?:compan|manag|firm|staff|agent)\w*"),
        "school": (r"学校|高校", r"\bschools?\b|\buniversit\w+"),
        "charity": (r"慈善组织|公益组织", r"\bcharit(?:y|ies)\b|\bfoundations?\b"),
        "bank": (r"银行", r"\bbanks?\b"),
    },
    "duty": {
        "must": (r"必须|应当|应该|须|有义务", r"\bmust\b|\bshall\b|\bha(?:s|ve) to\b|\bobliges?d?\b|\brequire[sd]?\b|\bobligat\w+|\bmandatory\b|\bcompulsory\b"),
        "may": (r"可以|可(?=[一-鿿])|允许|自愿", r"\bmay\b|\bcan\b|\ballow\w*|\bpermit\w*|\bvoluntar\w+|\boptional\b|\blets?\b|\bfree to\b"),
    },
    "share": {
        "all": (r"全部|所有|全额|一律|全体|均|都", r"\ball\b|\bevery\b|\bfull\b|\bin full\b|\beach\b|\bentire\w*|\bwhole\b"),
        "some": (r"部分|一些|有的|少数|个别", r"\bsome\b|\bpart(?:ly|ial\w*)?\b|\ba few\b"),
    },
    "success": {
        "did": (r"成功|实现", r"\bsucceed\w*|\bsuccess\w*|\bachiev\w*"),
        "failed": (r"失败|未能", r"\bfail\w*"),
    },
    "growth of use": {
        "tighten": (r"收紧|从严", r"\btighten\w*|\bstricter\b"),
        "loosen": (r"放宽|放松", r"\brelax\w*|\bloosen\w*"),
    },
}  # fmt: skip


def _compiled(language: int) -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        name: {member: re.compile(words[language], re.I) for member, words in members.items() if words[language]}
        for table in (STRICT, SWAPPED)
        for name, members in table.items()
    }


_ZH, _EN = _compiled(0), _compiled(1)
_CHINESE, _ENGLISH = re.compile(r"[一-鿿]"), re.compile(r"[a-z]{3}")


@lru_cache(maxsize=4096)
def members(text: str) -> Mapping[str, Counter[str]]:
    """How often a text names each member of each class.

    >>> members("县级民政部门")["level of government"]
    Counter({'county': 1})
    """
    text = fold(text)
    found: dict[str, Counter[str]] = {name: Counter() for name in (*STRICT, *SWAPPED)}
    for table in (_ZH,) * bool(_CHINESE.search(text)) + (_EN,) * bool(_ENGLISH.search(text)):
        for name, patterns in table.items():
            for member, pattern in patterns.items():
                if n := sum(1 for _ in pattern.finditer(text)):
                    found[name][member] += n
    return found


def contrast(text: str, quotes: str) -> str:
    """Why a claim says another thing of a class than the quotes; empty when it does not.

    >>> contrast("Costs rose.", "Costs fell.")
    "the claim says 'up' where the quote says 'down'"
    """
    said, there = members(text), members(quotes)
    for name in said:
        alien, left = said[name].keys() - there[name].keys(), there[name].keys() - said[name].keys()
        if alien and name in STRICT and there[name]:
            left = left or set(there[name])
        if not (alien and left) and said[name].total() == there[name].total():
            # Both name the same members, as many times in all, and one is exchanged for another once.
            alien, left = set(said[name] - there[name]), set(there[name] - said[name])
        if alien and left:
            return f"the claim says '{min(alien)}' where the quote says '{min(left)}'"
    return ""
