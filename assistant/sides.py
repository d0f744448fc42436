"""What a question sets side by side, or lists: asked of two places, years or figures, it is asked of each of them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.asked_figures import figures_asked
from assistant.aspects import kinds
from assistant.records import Side, Understanding
from assistant.sentences import YEAR
from assistant.vocabulary import Vocabulary
from ingest import content_terms

FEWEST_SIDES, MOST_SIDES = 2, 3
_SIDE_BY_SIDE = re.compile(
    r"比较|对比|区别|不同|异同|相比|差别|差异|分别|各(?!地|级|类|方|种|省|县|市|部门)|哪个|哪一个|谁更|反而|却|比起|一样|高还是低|还是|和.{1,20}比"
    r"|\b(?:compar\w*|differ\w*|versus|vs|both|each|respectively|which of|whereas|while|than|against|between|alike|same|rather|or)\b",
    re.I,
)
_SAYS_ENOUGH = 3  # content terms of a part that names no side and yet is asked by itself
MOST_YEARS = 5
_A_YEAR = r"(?:19|20)\d{2}(?!\d)(?:年(?:底|末)?)?"
_LISTED_YEARS = re.compile(
    rf"(?<!between )(?<!the years )(?<!\d){_A_YEAR}(?:\s*(?:、|和|与|及|以及|[,，]|,?\s*\band\b|\bor\b)\s*{_A_YEAR})+(?!\s*(?:元|万|亿|人|户|次|yuan|people))",
    re.I,
)
_YEAR_SPAN = re.compile(
    rf"(?:\b(?:between|from)\s+(?:the years )?|从)?(?<!\d){_A_YEAR}\s*(?:到|至|—|–|-|\bto\b|\band\b|\bthrough\b)\s*{_A_YEAR}(?:间|期间)?",
    re.I,
)
# What is asked of two years together: how one lies to the other.
_BETWEEN_YEARS = re.compile(
    r"相比|比较|对比|之间|增加|增长|减少|下降|上升|相差|差多少|多了|少了"
    r"|\b(?:compar\w*|chang\w*|rise|rose|fell|fall|grow\w*|grew|differ\w*|increas\w*|decreas\w*|more than|less than)\b",
    re.I,
)
_EVERY_YEAR = re.compile(
    r"分别|各年|每年|逐年|历年|各是|\b(?:each|every|per) year\b|\byear by year\b|\byearly\b|\bannual", re.I
)
# Figures of one rule that are asked for together: "the deductible, ratio and annual cap".
_FIGURE = (
    r"(?:(?:年度|最低|最高|医疗|救助|报销|支付|住院|门诊|个人)*(?:起付(?:标准|线)?|门槛费?|比例|封顶线?|限额|上限|保费|缴费标准)"
    r"|\b(?:(?:annual|yearly|lowest|highest|minimum|maximum|assistance|reimbursement|payment|inpatient|outpatient) )*"
    r"(?:deductible|threshold|ratio|rate|share|cap|ceiling|premium)s?\b)"
)
_LISTED_FIGURES = re.compile(
    rf"{_FIGURE}(?:\s*(?:(?:、|,|，|和|与|及|以及|\band\b|\bor\b|\bplus\b)\s*)+(?:the )?{_FIGURE})+", re.I
)
_EACH = re.compile(r"各(?=是|为|有|要|多)|分别(?=是|为|有|要|多)")
_ONE_FIGURE = re.compile(_FIGURE, re.I)
_HAN = re.compile(r"[一-鿿]")
_BLANKS = re.compile(r"(?<=[一-鿿]) (?=[一-鿿，。？?])")
# A side is taken out with a name of its own that follows it, and with the word that joined it to another.
_AND_ITS = (
    r"(?:['’]s)?(?:\s*(?!How|What|Wh|Did|Do|Is|Are|Was|Were|Ha[sv]|Can|And\b|Or\b|In\b)(?-i:[A-Z])[A-Za-z0-9-]*)*"
)
_JOINED = r"(?:和(?![谐解])|与|跟|(?<![不相共合异一])同(?![意时样等一])|及(?![时其格])|、|,|\band\b|\bor\b|\bvs\b\.?|\bversus\b)"
_TAKEN_OUT = re.compile(rf"{_JOINED}\s*\0|\0\s*的?\s*{_JOINED}?", re.I)
# What only two can be asked about says nothing of one.
_OF_BOTH = re.compile(
    r"(?:之间)?(?:到底|究竟)?(?:各?有(?:什么|何|啥|哪些))?的?(?:区别|不同|差别|差异|异同)(?:之处|点)?(?:是什么|在哪里?儿?)?|^(?:请)?(?:比较|对比)(?:一下)?"
    r"|\b(?:what (?:is|are) the )?differences? (?:between|in|of)\b|^(?:please )?compare\b",
    re.I,
)
_CLAUSE = re.compile(r"(?<=[，；;])|(?<=,)(?!\d)")


def each_side(part: Understanding) -> tuple[Understanding, ...]:
    """The part asked of each of the sides it names; empty when it does not name two."""
    named = [side for side in part.sides if any(surface.lower() in part.asked.lower() for surface in side.surfaces)]
    if len(named) < len(part.sides) or len(named) < FEWEST_SIDES:
        return ()
    found = []
    for side in named:
        others = [surface for other in named if other is not side for surface in other.surfaces]
        others = [surface for surface in others if not any(surface in kept for kept in side.surfaces)]
        # What is told of another side in a clause of its own is not asked of this one.
        clauses = _CLAUSE.split(part.asked)
        text = "".join(c for c in clauses if not _names(others, c) or _names(side.surfaces, c))
        for surface in sorted(others, key=len, reverse=True):
            text = re.sub(re.escape(surface) + _AND_ITS, "\0", text, flags=re.I)
        text = _BLANKS.sub("", " ".join(_OF_BOTH.sub(" ", _TAKEN_OUT.sub(" ", text)).split()))
        asked = replace(part, standalone=text, asked=text, parts=(text,))
        if side.groups:
            found.append(replace(asked, groups=side.groups))
        else:
            found.append(replace(asked, places=side.places, documents=side.documents))
    return tuple(found)


def of_its_side(part: Understanding) -> Understanding:
    """The part, asked on its own of the sides that it names, and not of those that only other parts name."""
    named = [side for side in part.sides if _names(side.surfaces, part.asked)]
    if not named and len(content_terms(part.asked)) < _SAYS_ENOUGH:
        return part

    def of(kind: str) -> tuple[str, ...]:
        every = {name for side in part.sides for name in getattr(side, kind)}
        own = dict.fromkeys(name for side in named for name in getattr(side, kind))
        return tuple(own) or tuple(name for name in getattr(part, kind) if name not in every)

    return replace(
        part, standalone=part.asked, sides=(), places=of("places"), documents=of("documents"), groups=of("groups")
    )


def each_year(part: Understanding) -> tuple[Understanding, ...]:
    """The part asked of each of the years that it lists ("in 2012, 2018 and 2023"); empty when it asks why, or who.

    A span ("2014–2017", "from 2014 to 2017") is asked about as a whole, unless every year of it is asked for.
    """
    listed = _listed(part.asked)
    if _BETWEEN_YEARS.search(part.asked) and not _EVERY_YEAR.search(part.asked):
        return ()
    if not listed or (kinds(part.asked) and not figures_asked(part.asked)):
        return ()
    years = [int(year) for year in YEAR.findall(listed[0])]
    if listed.re is _YEAR_SPAN:
        years = list(range(years[0], years[-1] + 1))
    if not FEWEST_SIDES <= len(years) <= MOST_YEARS:
        return ()
    found = []
    for year in years:
        chinese = f"{year}年底" if listed[0].endswith("底") else f"{year}年"
        english = f"in {year}" if listed.re is _YEAR_SPAN else str(year)
        named = chinese if part.language == "zh" else english
        standalone, asked = (text.replace(listed[0], named) for text in (part.standalone, part.asked))
        found.append(replace(part, standalone=standalone, asked=asked, parts=(asked,), years=(year,)))
    return tuple(found)


def with_years(text: str, whole: str) -> str:
    """A part of a question that asks for a figure and names no year, of the years that the whole question lists.

    >>> with_years("救助了多少人", "2014和2015年支出多少，救助了多少人")
    '2014和2015年 救助了多少人'
    """
    listed = _listed(whole)
    if not listed or YEAR.search(text) or not figures_asked(text):
        return text
    years = re.sub(r"^(?:between|from)\s+(?:the years )?|^从", "", listed[0], flags=re.I)
    return f"{years} {text}" if _HAN.search(text) else f"{text} in {years}"


def _listed(text: str) -> re.Match[str] | None:
    """Where a question lists years, or names a span of which every year is asked for."""
    return _LISTED_YEARS.search(text) or (_YEAR_SPAN.search(text) if _EVERY_YEAR.search(text) else None)


def each_figure(part: Understanding) -> tuple[Understanding, ...]:
    """The part asked of each of the figures that it lists ("deductible, ratio and cap"); empty when it lists none."""
    listed = _LISTED_FIGURES.search(part.asked)
    if not listed or not (figures_asked(part.asked) or not kinds(part.asked)):
        return ()
    found = []
    for figure in _ONE_FIGURE.findall(listed[0]):
        standalone, asked = (_EACH.sub("", text.replace(listed[0], figure)) for text in (part.standalone, part.asked))
        found.append(replace(part, standalone=standalone, asked=asked, parts=(asked,)))
    return tuple(found) if len(found) <= MOST_SIDES else ()


def _names(surfaces: Iterable[str], clause: str) -> bool:
    return any(surface.lower() in clause.lower() for surface in surfaces)


def sides(text: str, vocabulary: Vocabulary) -> tuple[Side, ...]:
    """What a question sets side by side, or joins ("Thailand and Vietnam"); empty when it does neither, or of too many.

    Groups of people that are only joined are asked about together.
    """
    if _SIDE_BY_SIDE.search(text):
        return every_side(text, vocabulary)
    found = vocabulary.sides(text)
    names = [f"(?:{'|'.join(re.escape(surface) for surface in side.surfaces)})" for side in found]
    joined = rf"\s*(?:{_JOINED}\s*)+(?:the )?".join(names)
    return found if FEWEST_SIDES <= len(found) <= MOST_SIDES and re.search(joined, text, re.I) else ()


def every_side(text: str, vocabulary: Vocabulary) -> tuple[Side, ...]:
    """The places and texts, or else the groups of people, that a question names; empty when they are one or too many."""
    found = vocabulary.sides(text)
    if len(found) < FEWEST_SIDES:
        found = vocabulary.sides_by_group(text)
    return found if FEWEST_SIDES <= len(found) <= MOST_SIDES else ()
