"""Arithmetic on one cited rule and the asker's own figure, shown as a formula and never as an entitlement.

A rule says "10% of per-capita disposable income", the asker's income per head is CNY 42,000: 10% × CNY 42,000 =
CNY 4,200. The rule must name the base that the figure is of; what does not fit in every part is not computed. Where the
asker gives one more amount of the kind that the rule is for, it is set beside the result.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures import FAMILIES, Figure, figures
from assistant.records import Draft, Evidence
from ingest import fold

# What a share or multiple may be of, in both languages.
_WORDS = {
    "disposable income": r"可支配收入|(?:居民|城乡|本地|当地|我县|我市|我区|全县|全市|全省)[^,，。]{0,6}人均(?:年|月)?收入|\bdisposable income\b|\bincome per (?:head|capita|person)\b|\bper[- ]capita income\b",
    "allowance standard": r"低保标准|最低生活保障标准|\ballowance (?:standard|line)\b|\bdibao (?:standard|line)\b",
    "premium": r"保费|个人缴费|\bpremiums?\b",
    "amount obtained": r"骗(?:取|领|了|得|走)|套取|冒领|非法(?:获取|所得)|违法所得|\bobtained\b|\bdefraud\w*|\bunlawful gains?\b|\bcheated\b",
}  # fmt: skip
_BASES = {name: re.compile(words, re.I) for name, words in _WORDS.items()}
# In Chinese the base stands right before its share; what was obtained may be told in more words.
_RIGHT_BEFORE = {
    name: re.compile(
        rf"(?:{words})(?:(?:的|款额|财物|资金|金额|物资|利益|价值|款项|或者|和|、|及)*|(?:标准)?的?(?:大?约)?)\s*$",
        re.I,
    )
    for name, words in _WORDS.items()
}
_COMPARES = re.compile(
    r"够|达到|达标|超(?:过|了|没|出)|符合|合规|合不合|行不行|行吗|对不对|妥不妥|高于|低于|能不能|能否|可以|算不算|能算|是不是|是否|吗"
    r"|\b(?:enough|above|below|over|under|reach\w*|exceed\w*|meets?|qualif\w+|comply|complies|count\w*|high|low)\b"
    r"|(?:^|[.,;] )(?:is|are|does|do|did|can|may|would|will)\b",
    re.I,
)
_ASKS = re.compile(
    r"多少|等于|合(?:多少|计)|算|\bwhat (?:is|are|would|amount)|\bhow (?:much|many)\b|\bcalculat\w*|\bwork(?:s)? out\b|\bcompute",
    re.I,
)
# What someone will get is decided on an application, not worked out here.
_PERSON = re.compile(
    r"(?:我|我家|我妈|我爸|我爷爷|我奶奶|他|她|父亲|母亲|爸爸|妈妈|丈夫|妻子|儿子|女儿|孩子)[^。;；]{0,30}(?:能|可以|会)?(?:报|领|拿|得|补|获得)(?:销|到|取|助)?[^,，。;；]{0,4}(?:多少|几)"
    r"|\b(?:I|he|she|my (?:mother|father|wife|husband|son|daughter|parents?|family))\b[^.;?]{0,40}\b(?:get|gets|receive|claim|entitled|paid|reimbursed|eligible)\b"
    r"|\b(?:get|receive|claim|be paid|entitled to)\b[^.;?]{0,30}\b(?:I|he|she|my (?:mother|father|wife|husband|son|daughter|family))\b",
    re.I,
)
# What may stand between the name of a base and the asker's amount of it; anything else makes it another amount.
_LINK = re.compile(
    r"(?:每人|每月|每年|标准|水平|为|是|达到?|有|约|共|一共|总共|合计|[:：\s（(])*"
    r"|(?:\s|,|:|CNY|RMB|¥|\b(?:is|was|are|were|of|at|here|per (?:head|capita|person)|a (?:head|month|year)|stands at|came to|comes to|come to|amounts to|standard|line)\b)*",
    re.I,
)
_LINK_OBTAINED = re.compile(
    r"(?:取|领|了|得|走|到|医保基金|基金|救助金|低保金|补助金|资金|钱|款|共|一共|总共|合计|\s)*|(?:\s|CNY|RMB|¥|\b(?:of|a total of)\b)*",
    re.I,
)
# The rules speak of the income of a place; what a family earns is another figure.
_FAMILY = re.compile(
    r"家庭|[我这他她一]家|我们家|全家|户均|[这一某]户|之家|人家|他|她|此人|老[一-鿿]|\b(?:famil(?:y|ies)|household)(?:'s)?\b"
    r"|\b(?:my|his|her|their|mr|mrs|ms)\b",
    re.I,
)
# What names an amount as something else than the base that was named before.
_OTHER_MONEY = re.compile(
    r"自付|自费|自己|自掏|个人|花了?|掏|费用|住院|医药费|报销|存款|余额|收入|起付|罚|\bincome\b|\bearn\w*|\bdeductible\b|\bthreshold\b"
    r"|\bout[- ]of[- ]pocket\b|\bpaid\b|\bspent\b|\bspends?\b|\bbills?\b|\bcosts?\b|\bfined?\b",
    re.I,
)
_FINED = re.compile(r"罚|\bfined?\b", re.I)
_DEDUCTIBLE = re.compile(r"起付|\bdeductible\b|\bthreshold\b", re.I)
_INCOME = re.compile(r"收入|\bincome\b|\bearn\w*", re.I)
_PER_HEAD = re.compile(r"人均|每人|\bper (?:head|capita|person)\b|\ba head\b", re.I)
_INSTALMENT = re.compile(r"每(?:个?月|年|次|季)|\b(?:a|per|each|every) (?:month|year|time)\b", re.I)
_MONTH = re.compile(r"每月|月人均|人均月|月收入|[元/]月|一个月|月标准|\bmonth", re.I)
_YEARLY = re.compile(r"每年|年人均|人均年|年收入|[元/]年|一年|全年|\bannual|\byear", re.I)
_CLAUSE = re.compile(r"[,，。;；:：!！?？\n]|\.(?=\s|$)|\b(?:and|while|but)\b", re.I)
_OF = re.compile(r"\s*(?:of|the)\b|\s*×", re.I)
# Where what a share is of ends, in English.
_END_OF_NOUN = re.compile(r"[,.;]|\b(?:for|in|by|and|or|when|if|after|to|on|is|are|that|which|left|under|with)\b", re.I)
_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:倍|%)?\s*(?:以上|到|至|—|–|-|to)\s*(\d+(?:\.\d+)?)\s*(?:倍|%|times)", re.I)
SMALLEST = 100  # of a bare number that may be an amount of money; below it are people, rooms, cars
_FORMULA = re.compile(r"([\d.,]+)(%?) × (?:([A-Z]{3}) )?([\d.,]*\d)(元?) = (?:([A-Z]{3}) )?([\d.,]*\d)(元?)")
WORDING = {
    "en": "Our arithmetic, not a decision on any claim: {formula}. It applies this rule: “{rule}”",
    "zh": "仅为推算，不是待遇认定：{formula}。所依据的规定：“{rule}”",
}


def compute(question: str, language: str, evidence: Sequence[Evidence], stated: bool = True) -> Draft | None:
    """The formula for the first sentence of the evidence whose share or multiple is of what the asker has a figure of.

    None when nothing is asked to be worked out, a person's claim is asked about, no figure or more than one is of the
    base, or the rule leaves open which of several shares is meant. The basis is inference; `given` are the asker's
    figures, joined by "; ". `stated` says whether the evidence is what the answer says: no fine is worked out otherwise.
    """
    question = fold(question)
    if not (_ASKS.search(question) or _COMPARES.search(question)) or _PERSON.search(question):
        return None
    for one in evidence:
        rule = one.quote(language)
        if not rule or not one.passage.established or one.passage.ratings[one.position] == "own":
            continue
        for base in _BASES:
            if base == "amount obtained" and (not stated or _INSTALMENT.search(question)):
                continue
            own, shares = _own(question, base), _shares(rule, base, question)
            if own is not None and shares:
                return _draft(one, own, shares, _other(question, own, base), language)
    return None


def _draft(one: Evidence, own: Figure, shares: Sequence[Figure], other: Figure | None, language: str) -> Draft:
    """The claim: the formulas, and how the asker's other amount lies to their results."""
    formula = ("；" if language == "zh" else "; ").join(_formula(share, own, language) for share in shares)
    given = _amount(own.value, own.unit, language)
    if other is not None:
        amount = _amount(other.value, other.unit, language)
        products = sorted(_product(share, own) for share in shares)
        # Of a range the end that it has not reached; inside it both.
        beside = (
            [products[0]] if other.value < products[0] else products if other.value <= products[-1] else products[-1:]
        )
        placed = [set_beside(amount, other.value, _amount(p, other.unit, language), p, language) for p in beside]
        formula = ("，" if language == "zh" else "; ").join([formula, *placed])
        given = f"{given}; {amount}"
    text = WORDING[language].format(formula=formula, rule=one.quote(language))
    return Draft(text, (one,), "inference", given=given)


def set_beside(one: str, value: float, other: str, than: float, language: str, long: bool = False) -> str:
    """How one value lies to another, each with its name: "CNY 8,600 is above CNY 8,000"; `long` of periods."""
    sign = (value > than) - (value < than)
    if language == "zh":
        return f"{one}{['等于', '长于' if long else '高于', '短于' if long else '低于'][sign]}{other}"
    words = ["equal to", "longer than" if long else "above", "shorter than" if long else "below"]
    return f"{one} is {words[sign]} {other}"


def _amounts(question: str) -> list[tuple[Figure, str]]:
    """The amounts of money, or large bare numbers, that a question gives as its own, each with its clause."""
    return [
        (figure, clause)
        for clause in _CLAUSE.split(re.sub(r"(?<=\d),(?=\d{3})", "", question))
        for figure in figures(clause)
        if figure.kind == "number" and not figure.spelled and not figure.bound
        if figure.unit == "CNY" or (figure.unit == "" and figure.value >= SMALLEST)
    ]


def _own(question: str, base: str) -> Figure | None:
    """The one amount that the question gives of a base: it stands right behind the base's name, in the same clause.

    None where a family's income is told, where it is of a period that the rules do not speak of, or where another amount
    may be meant as well.
    """
    link = _LINK_OBTAINED if base == "amount obtained" else _LINK
    found: list[tuple[Figure, str]] = []
    for figure, clause in _amounts(question):
        before = clause[: clause.find(figure.shown)]
        if any(link.fullmatch(before[named.end() :]) for named in _BASES[base].finditer(before)):
            found.append((figure, clause))
        elif not _OTHER_MONEY.search(clause) and not any(
            words.search(clause) for name, words in _BASES.items() if name != base
        ):
            return None
    if len({(figure.value, figure.unit) for figure, _ in found}) != 1:
        return None
    own, clause = found[-1]
    other_period = {"allowance standard": "year"}.get(base, "month" if base == "disposable income" else "")
    if (base == "disposable income" and _FAMILY.search(clause)) or (other_period and _period(clause) == other_period):
        return None
    return own


def _other(question: str, own: Figure, base: str) -> Figure | None:
    """The one other amount in the question, if the rule is for it and it is of the same period.

    Beside a share of an income stands a deductible that was set, beside a multiple of a standard an income per head,
    beside a fine the one that was imposed.
    """
    if not _COMPARES.search(question):
        return None
    amounts = _amounts(question)
    of_own = next(clause for figure, clause in amounts if figure.value == own.value)
    others = {figure.value: (figure, clause) for figure, clause in amounts if figure.value != own.value}
    if len(others) != 1:
        return None
    other, clause = next(iter(others.values()))
    if base == "disposable income":
        return other if _DEDUCTIBLE.search(clause) and not _period(clause) else None
    if base == "amount obtained":
        return other if _FINED.search(clause) else None
    same = base == "allowance standard" and _period(clause) and _period(clause) == _period(of_own)
    return other if same and _PER_HEAD.search(clause) and _INCOME.search(clause) else None


def _period(clause: str) -> str:
    """Whether a clause speaks of a "month"'s or a "year"'s amount; empty when it does not say, or says both."""
    month, year = _MONTH.search(clause), _YEARLY.search(clause)
    return "" if bool(month) == bool(year) else "month" if month else "year"


def _shares(rule: str, base: str, question: str) -> tuple[Figure, ...]:
    """The one percentage or multiple of a base in a rule, or both ends of one range; of several, that of the question."""
    text = fold(rule)
    stated = figures(text)
    if any(figure.unit in FAMILIES[0] for figure in stated):
        return ()  # it has worked out an amount of its own, for its own place and year
    shares = [figure for figure in stated if figure.kind in ("percent", "times") and figure.unit != "point"]
    named = [figure for figure in shares if _is_of(text, figure, base)]
    asked = {(figure.kind, figure.value) for figure in figures(question) if figure.kind in ("percent", "times")}
    if asked:
        named = [figure for figure in named if (figure.kind, figure.value) in asked]
    once = tuple({(figure.kind, figure.value): figure for figure in named}.values())
    if once and not asked and (ends := _range(text, once[0])):
        return ends if all(figure in ends for figure in once) else ()
    # Another multiple is another case of the same base: which of them is the asker's is open.
    if not asked and len({figure.value for figure in shares if figure.kind == "times"}) > 1:
        return ()
    return once if len(once) == 1 else ()


def _range(text: str, share: Figure) -> tuple[Figure, ...]:
    """Both ends of the range that a share is an end of, 1倍以上3倍以下 or 1 to 3 times; empty when it is of none."""
    for low, high in _RANGE.findall(text):
        if share.value in (ends := (float(low), float(high))):
            return tuple(share if share.value == end else replace(share, value=end) for end in ends)
    return ()


def _is_of(text: str, figure: Figure, base: str) -> bool:
    """Whether the base stands right behind the share (10% of the income) or right before it (收入的10%)."""
    for match in re.finditer(re.escape(figure.shown), text):
        after, before = text[match.end() :], text[: match.start()]
        if re.search(r"[一-鿿]", before):
            if _RIGHT_BEFORE[base].search(before):
                return True
        elif _OF.match(after) and _BASES[base].search(_END_OF_NOUN.split(after)[0]):
            return True
    return False


def _formula(share: Figure, own: Figure, language: str) -> str:
    factor = f"{share.value:g}%" if share.kind == "percent" else f"{share.value:g}"
    product = _amount(_product(share, own), own.unit, language)
    return f"{factor} × {_amount(own.value, own.unit, language)} = {product}"


def _product(share: Figure, own: Figure) -> float:
    return own.value * share.value / (100 if share.kind == "percent" else 1)


def _amount(value: float, unit: str, language: str) -> str:
    number = f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")
    if not unit:
        return number
    return f"{number}元" if language == "zh" else f"{unit} {number}"


def results(text: str) -> Iterable[str]:
    """The results of the formulas in a text that are right; a wrong one is a number like any other, without evidence.

    >>> list(results("10% × CNY 42,000 = CNY 4,200")), list(results("10% × CNY 42,000 = CNY 4,300"))
    (['CNY 4,200'], [])
    """
    for factor, percent, code, own, yuan, code_after, product, yuan_after in _FORMULA.findall(text):
        expected = _value(factor) * _value(own) / (100 if percent else 1)
        if abs(expected - _value(product)) < 0.01 and (code, yuan) == (code_after, yuan_after):
            yield f"{code} {product}{yuan}".strip()


_SIDES = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(元|年|个月|日|)(高于|低于|长于|短于|等于)(\d[\d,]*(?:\.\d+)?)(元|年|个月|日|)"
    r"|(?:[A-Z]{3} )?(\d[\d,]*(?:\.\d+)?)(?: (year|month|day)s?)? is (above|below|longer than|shorter than|equal to) (?:[A-Z]{3} )?(\d[\d,]*(?:\.\d+)?)(?: (year|month|day)s?)?"
)
_MORE, _LESS = ("高于", "长于", "above", "longer than"), ("低于", "短于", "below", "shorter than")


def wrongly_placed(text: str) -> bool:
    """Whether a text sets two amounts or periods beside each other the wrong way round.

    >>> wrongly_placed("CNY 8,600 is above CNY 8,000"), wrongly_placed("8个月长于1年")
    (False, True)
    """
    for match in _SIDES.findall(text):
        one, unit, word, other, other_unit = match[:5] if match[0] else match[5:]
        mine, theirs = _value(one) * _in_months(unit), _value(other) * _in_months(other_unit)
        if (mine > theirs, mine < theirs) != (word in _MORE, word in _LESS):
            return True
    return False


def _in_months(unit: str) -> float:
    return 12.0 if unit in ("年", "year") else 1.0


def _value(text: str) -> float:
    return float(text.replace(",", ""))
