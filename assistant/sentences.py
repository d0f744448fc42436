"""What single sentences of the base contain, worked out once for each sentence that is looked at."""

import re
from collections.abc import Collection
from functools import cached_property, lru_cache

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


class Content:
    """What one text contains, each thing worked out when it is first looked at."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its search terms."""
        return frozenset(terms(self._text))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The paths of the places that it names."""
        return self._vocabulary.places(self._text)[0]

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of people that it names."""
        return frozenset(self._vocabulary.groups(self._text))

    @cached_property
    def _kinds_of_quantity(self) -> frozenset[str]:
        return frozenset(quantity.kind for quantity in quantities(self._text))

    @property
    def amounts(self) -> bool:
        """Whether it has a number that is no date."""
        return bool(self._kinds_of_quantity - {"date"})

    @property
    def shares(self) -> bool:
        """Whether it has a percentage."""
        return "percent" in self._kinds_of_quantity

    @cached_property
    def cites_rule(self) -> bool:
        """Whether it names an article or the number of a document."""
        return bool(_RULE.search(self._text) or document_numbers(self._text))


class Sentences:
    """Contents of sentences by their text. Safe to share: it only remembers what it worked out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.of = lru_cache(maxsize=50_000)(lambda text: Content(text, vocabulary))


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
