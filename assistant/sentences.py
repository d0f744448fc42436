"""What single sentences of the base contain, worked out once for each sentence that is looked at."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.vocabulary import Vocabulary
from ingest import document_numbers, quantities, terms

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
