"""What single sentences of the base contain, worked out once for each sentence that is looked at."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.vocabulary import Vocabulary
from ingest import quantities, terms


@dataclass(frozen=True)
class Content:
    """`amounts` says whether a number other than a date stands in the sentence."""

    terms: frozenset[str]
    places: tuple[str, ...]
    groups: frozenset[str]
    amounts: bool


class Sentences:
    """Contents of sentences by their text. Safe to share: it only remembers what it worked out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, text: str) -> Content:
        return Content(
            frozenset(terms(text)),
            self._vocabulary.places(text)[0],
            frozenset(self._vocabulary.groups(text)),
            any(quantity.kind != "date" for quantity in quantities(text)),
        )
