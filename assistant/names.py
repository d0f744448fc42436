"""Names in a claim that its quotes do not have: places, groups of people, documents, people and organisations."""

import re
from functools import lru_cache

from assistant.places import KNOWN_PLACES
from assistant.vocabulary import Vocabulary
from ingest import fold, stem

_LATIN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_NAME = re.compile(r"(?<![\w'’-])[A-Z][A-Za-z]*[a-z](?:['’-][A-Za-z]+)*(?<!['’]s)")
# Where a capital says nothing: at the start, after a full stop, colon, bullet or opening quotation mark.
_START = re.compile(r"(?:^|[.!?:;*+•\-–—\"“(\[]\s*|\d[.)]\s*|\n)$")
HEADING = 0.75  # of the words begin with a capital: a heading, in which it says nothing
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_ENDING = re.compile(r"(?:ese|ians?|eans?|ans?|ines?|as?|is?|s)$")
_TITLE = re.compile(r"《([^》]{2,60})》")
_STATE = "中华人民共和国"
# "Zhejiang Daily", "Charity Law": what stands before the last word tells one from the other.
_HEADED = re.compile(
    r"([A-Z][\w'’-]+)\s+(Daily|News|Times|Law|Act|Regulations?|Measures|Notice|Opinions?|Plan|Programme|Fund|Federation"
    r"|Foundation|Commission|Ministry|Bureau|University|Hospital|Committee|Congress|Centers?|Centres?)\b"
)
EXCHANGED = frozenset({"theory", "disease", "document", "benefit", "body", "process", "finance", "measure"})
_PLACE_ZH = re.compile(
    r"([一-鿿]{2})(?:省|市|县|自治州|自治区|镇|旗)(?!级|域|场|民|政|值|内|外|里|的|直|本|属|长|委|区|办)"
)
_NO_PLACE = set(
    "各本全某该我一个外哪几多这那每省市县到在和与是有由对按里他的了为从把被给让向往去来城两三跨同邻下上中大小出于内至及等向即超"
)
_LONGEST_FIRST = sorted(KNOWN_PLACES, key=len, reverse=True)
_KNOWN_ZH = re.compile("|".join(form for form in _LONGEST_FIRST if not form.isascii()))
_KNOWN_EN = re.compile(rf"\b(?=[A-Z])(?:{'|'.join(form for form in _LONGEST_FIRST if form.isascii())})(?!\w)")


@lru_cache(maxsize=4096)
def _roots(text: str) -> frozenset[str]:
    """The words of a text without the endings that peoples and plurals add (Chinese, China: chin)."""
    words = [word.lower().replace("’", "'").removesuffix("'s") for word in _LATIN.findall(text)]
    parts = [part for word in words for part in {word, *word.split("-")}]
    return frozenset(form for part in parts for form in (stem(part), _ENDING.sub("", part)))


@lru_cache(maxsize=4096)
def _regions(text: str) -> dict[str, str]:
    """Known provinces and countries that a text names: the Chinese name to the form it has here."""
    return {KNOWN_PLACES[form]: form for form in (*_KNOWN_ZH.findall(text), *_KNOWN_EN.findall(text))}


def stranger(text: str, quotes: str, vocabulary: Vocabulary | None = None) -> str:
    """A name of the claim that the quotes do not have; empty when they have all.

    >>> stranger("Yunnan cited the opinions.", "The opinions were cited by Guizhou.")
    'Yunnan'
    >>> stranger("据《浙江日报》报道", "据《嘉兴日报》报道，浙江")
    '《浙江日报》'
    """
    text, quotes = fold(text), fold(quotes)
    return (
        _latin(text, quotes)
        or _headed(text, quotes)
        or _titled(text, quotes, vocabulary)
        or _placed(text, quotes, vocabulary)
        or (vocabulary and (_grouped(text, quotes, vocabulary) or _exchanged(text, quotes, vocabulary)))
        or ""
    )


def _latin(text: str, quotes: str) -> str:
    """A capitalised word that the quotes have in no form. Quotes without Latin words cannot be asked."""
    known = _roots(quotes)
    words = _LATIN.findall(text)
    if sum(word[0].isupper() for word in words) > HEADING * len(words):
        return ""
    for match in _NAME.finditer(text):
        name = match[0]
        if _CALENDAR.match(name):
            if name not in quotes and any(_CALENDAR.match(other) for other in _NAME.findall(quotes)):
                return name
            continue
        if _START.search(text[: match.start()]):
            continue
        parts = [part.lower() for part in name.split("-")]
        if not any(stem(part) in known or _ENDING.sub("", part) in known for part in parts):
            if not known and name in KNOWN_PLACES:
                continue
            return name
    return ""


def _headed(text: str, quotes: str) -> str:
    """A title whose last word the quotes have, but only behind other words."""
    there: dict[str, set[str]] = {}
    for before, head in _HEADED.findall(quotes):
        there.setdefault(stem(head.lower()), set()).add(before)
    for before, head in _HEADED.findall(text):
        others = there.get(stem(head.lower()))
        if others and before not in others and not re.search(rf"{head}\b[^.;,]*\b{re.escape(before)}\b", quotes):
            return f"{before} {head}"
    return ""


def _titled(text: str, quotes: str, vocabulary: Vocabulary | None) -> str:
    """A Chinese title in its marks that the quotes have neither so nor as another name of the same document."""
    plain = quotes.replace(_STATE, "")
    for title in _TITLE.findall(text):
        if title.replace(_STATE, "") in plain:
            continue
        same = vocabulary.documents(f"《{title}》") if vocabulary else ()
        if not (vocabulary and set(same) & set(vocabulary.documents(quotes))):
            return f"《{title}》"
    return ""


def _placed(text: str, quotes: str, vocabulary: Vocabulary | None) -> str:
    there = _regions(quotes)
    for region, form in _regions(text).items():
        if region not in there and region != "中国":
            return form
    if vocabulary is not None:
        known = set(vocabulary.places(quotes)[0])
        for place in vocabulary.places(text)[0]:
            if not any(place == other or other.startswith(place + "/") for other in known):
                return place.rsplit("/", 1)[-1]
    for match in _PLACE_ZH.finditer(text):
        if match[1] not in quotes and not set(match[1]) & _NO_PLACE and _PLACE_ZH.search(quotes):
            return match[0]
    return ""


def _grouped(text: str, quotes: str, vocabulary: Vocabulary) -> str:
    quoted = set(vocabulary.groups(quotes))
    return next((group for group in vocabulary.groups(text) if group not in quoted), "")


def _exchanged(text: str, quotes: str, vocabulary: Vocabulary) -> str:
    """A glossary term of the claim where the quotes have another of the same kind that the claim lacks."""
    said, there = vocabulary.terms(text), vocabulary.terms(quotes)
    own, other = {match.term.term_id for match in said}, {match.term.term_id for match in there}
    left = {match.term.kind for match in there if match.term.term_id not in own}
    return next((m.surface for m in said if m.term.term_id not in other and m.term.kind in left & EXCHANGED), "")
