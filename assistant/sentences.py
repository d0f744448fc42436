"""What single sentences of the base contain, worked out once for each sentence that is looked at."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from assistant.vocabulary import Vocabulary
from ingest import Document, document_numbers, quantities, terms

FULL_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\b\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d{2}-\d{2}")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d|s\b|年代)")  # no decade
# When a thing was reported, which is not when it was.
REPORTED = re.compile(
    r"据[^，。；]{0,25}?(?:19|20)\d{2}年[^，。；]{0,12}?(?:报道|消息|刊文)"
    r"|\b(?:reported|wrote|said) (?:in|on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d{2}"
    r"|\breports? of (?:[A-Z][a-z]+ )?(?:19|20)\d{2}",
)
DECADE = re.compile(r"(?<!\d)((?:19|20)\d0)(?:s\b|年代)")
YEAR_SPAN = re.compile(
    r"\bbetween ((?:19|20)\d{2}) and ((?:19|20)\d{2})"
    r"|((?:19|20)\d{2})\s*年?\s*(?:–|-|—|至|到|to|through)\s*((?:19|20)\d{2})",
    re.I,
)
CLAUSE = re.compile(r"[，。；;？?！!]|(?<!\d),|,(?!\d)|\.(?=\s|$)")  # where clauses end
_RULE = re.compile(r"第[一二三四五六七八九十百]+条|\(?\barts?\. \d|\barticle \d", re.I)


@dataclass(frozen=True)
class Content:
    """`amounts`: it has a number that is no date, `shares`: a percentage, `cites_rule`: an article or a number."""

    terms: frozenset[str]
    places: tuple[str, ...]
    groups: frozenset[str]
    amounts: bool
    shares: bool
    cites_rule: bool


class Sentences:
    """Contents of sentences by their text. Safe to share: it only remembers what it worked out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, text: str) -> Content:
        found = quantities(text)
        return Content(
            frozenset(terms(text)),
            self._vocabulary.places(text)[0],
            frozenset(self._vocabulary.groups(text)),
            any(quantity.kind != "date" for quantity in found),
            any(quantity.kind == "percent" for quantity in found),
            bool(_RULE.search(text) or document_numbers(text)),
        )


def local_policy(document: Document) -> bool:
    """Whether a document is a rule of one place, not of the whole country."""
    return document.kind == "policy" and document.places != ("CN",)


def national_policy(document: Document) -> bool:
    """Whether a document is a rule of the whole country."""
    return document.kind == "policy" and document.places == ("CN",)


def covers_year(text: str, year: int) -> bool:
    """Whether a text names a year or a span of years that holds it; a full date is a day, not a year.

    >>> covers_year("between 2014 and 2017", 2016), covers_year("2014–2017", 2018)
    (True, False)
    >>> covers_year("The total of 2023, Xinhua reported in 2024.", 2024)
    False
    """
    text = FULL_DATE.sub(" ", text)
    if YEAR.search(without := REPORTED.sub(" ", text)):
        text = without  # else the report's year is the only one it can be of
    years = [int(found) for found in YEAR.findall(text)]
    return year in years or any(first <= year <= last for first, last in year_spans(text))


def year_spans(text: str) -> list[tuple[int, int]]:
    """The spans of years that a text names, decades too; two years joined by "and" are one only after "between".

    >>> year_spans("between 2014 and 2016, 2017–2018, in 2012 and 2018")
    [(2014, 2016), (2017, 2018)]
    """
    spans = [(int(a or c), int(b or d)) for a, b, c, d in YEAR_SPAN.findall(text)]
    return spans + [(int(first), int(first) + 9) for first in DECADE.findall(text)]


def of_others(groups: Collection[str], asked: Collection[str]) -> bool:
    """Whether groups of people are named and asked about, and none of them is both."""
    return bool(groups and asked) and not set(groups) & set(asked)


def about(places: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether one of the places is an asked one, lies in it or above it."""
    return any(
        place == other or other.startswith(place + "/") or place.startswith(other + "/")
        for place in places
        for other in asked
    )
