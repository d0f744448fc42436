"""Arithmetic on one cited rule and the asker's own figure, shown as a formula and never as an entitlement.

A rule says "10% of per-capita disposable income", the asker's income per head is CNY 42,000: 10% × CNY 42,000 =
CNY 4,200. The rule must name the base that the figure is of; what does not fit in every part is not computed.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.figures import FAMILIES, Figure, figures
from assistant.records import Draft, Evidence
from ingest import fold

# What a share or multiple may be of, in both languages.
_BASES = {
    "disposable income": re.compile(r"可支配收入|人均(?:年|月)?收入|\bdisposable income\b|\bincome per (?:head|capita|person)\b|\bper[- ]capita income\b", re.I),
    "net income": re.compile(r"人均纯收入|\bnet income\b", re.I),
    "allowance standard": re.compile(r"低保标准|最低生活保障标准|\ballowance (?:standard|line)\b|\bdibao (?:standard|line)\b", re.I),
    "poverty line": re.compile(r"贫困(?:收入)?线|\bpoverty line\b", re.I),
    "premium": re.compile(r"保费|个人缴费|\bpremiums?\b", re.I),
    "costs": re.compile(r"费用|\bcosts?\b|\bbills?\b|\bexpen(?:ses|diture)\b", re.I),
}  # fmt: skip
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
# The rules speak of the income of a place; what a family earns is another figure.
_FAMILY = re.compile(r"家庭|我家|我们家|全家|户均|这户|\b(?:famil(?:y|ies)|household)(?:'s)?\b|\bmy\b", re.I)
_INCOMES = ("disposable income", "net income")
_CLAUSE = re.compile(r"[,，。;；:：!！?？\n]|\.(?=\s|$)|\b(?:and|while|but)\b", re.I)
_OF = re.compile(r"\s*(?:of|the)\b|\s*×", re.I)
_FORMULA = re.compile(r"([\d.,]+)(%?) × (?:([A-Z]{3}) )?([\d.,]*\d)(元?) = (?:([A-Z]{3}) )?([\d.,]*\d)(元?)")
WORDING = {
    "en": "Our arithmetic, not a decision on any claim: {formula}. It applies this rule: “{rule}”",
    "zh": "仅为推算，不是待遇认定：{formula}。所依据的规定：“{rule}”",
}
NEAR = 70  # characters between a share and the base it is of


def compute(question: str, language: str, evidence: Sequence[Evidence]) -> Draft | None:
    """The formula for the first sentence of the evidence whose share or multiple is of what the asker has a figure of.

    None when nothing is asked to be worked out, a person's claim is asked about, no figure or more than one is of the
    base, or the rule leaves open which of several shares is meant. The basis is inference; `given` is the asker's figure.
    """
    question = fold(question)
    if not _ASKS.search(question) or _PERSON.search(question):
        return None
    for one in evidence:
        rule = one.quote(language)
        if not rule or not one.passage.established or one.passage.ratings[one.position] == "own":
            continue
        for base in _BASES:
            own, share = _own(question, base), _share(rule, base, question)
            if own is not None and share is not None:
                text = WORDING[language].format(formula=_formula(share, own, language), rule=rule)
                return Draft(text, (one,), "inference", given=_amount(own.value, own.unit, language))
    return None


def _own(question: str, base: str) -> Figure | None:
    """The one amount that the question gives of a base; a clause may name the base, or the clause before it."""
    found: set[tuple[float, str]] = set()
    named = ""
    chosen: Figure | None = None
    for clause in _CLAUSE.split(re.sub(r"(?<=\d),(?=\d{3})", "", question)):
        named = next((name for name, words in _BASES.items() if words.search(clause)), named)
        if base in _INCOMES and _FAMILY.search(clause):
            continue
        for figure in figures(clause):
            if figure.kind == "number" and figure.unit in ("", "CNY") and not figure.spelled and named == base:
                found.add((figure.value, figure.unit))
                chosen = figure
    return chosen if len(found) == 1 else None


def _share(rule: str, base: str, question: str) -> Figure | None:
    """The one percentage or multiple of a base in a rule; of several, the one that the question names."""
    text = fold(rule)
    stated = figures(text)
    if any(figure.unit in FAMILIES[0] for figure in stated):
        return None  # it has worked out an amount of its own, for its own place and year
    shares = [figure for figure in stated if figure.kind in ("percent", "times") and figure.unit != "point"]
    named = [figure for figure in shares if _is_of(text, figure, base)]
    asked = {(figure.kind, figure.value) for figure in figures(question) if figure.kind in ("percent", "times")}
    if asked:
        named = [figure for figure in named if (figure.kind, figure.value) in asked]
    return named[0] if len({(figure.kind, figure.value) for figure in named}) == 1 else None


def _is_of(text: str, figure: Figure, base: str) -> bool:
    """Whether the base stands right behind the share (10% of the income) or right before it (收入的10%)."""
    for match in re.finditer(re.escape(figure.shown), text):
        after, before = text[match.end() : match.end() + NEAR], text[max(0, match.start() - NEAR) : match.start()]
        nearest = _nearest(_CLAUSE.split(after)[0], first=True) if _OF.match(after) else ""
        if not after.strip().startswith("of") and re.search(r"[一-鿿]", before):
            nearest = _nearest(_CLAUSE.split(before)[-1], first=False)
        if nearest == base:
            return True
    return False


def _nearest(text: str, first: bool) -> str:
    places = [(match.start(), name) for name, words in _BASES.items() for match in words.finditer(text)]
    return (min(places) if first else max(places))[1] if places else ""


def _formula(share: Figure, own: Figure, language: str) -> str:
    factor = f"{share.value:g}%" if share.kind == "percent" else f"{share.value:g}"
    product = own.value * share.value / (100 if share.kind == "percent" else 1)
    return f"{factor} × {_amount(own.value, own.unit, language)} = {_amount(product, own.unit, language)}"


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


def _value(text: str) -> float:
    return float(text.replace(",", ""))
