"""How much of a claim's wording its quotes have: words, pairs of words, and words of the one quote nearest to it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.vocabulary import Vocabulary
from ingest import content_terms, terms

# The parts of coverage: all quotes together, pairs of neighbouring words, the best single quote.
BY_WORDS, BY_PAIRS, BY_BEST = 0.5, 0.25, 0.25
_CJK = re.compile(r"[㐀-鿿]")


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The terms of a text with its single Chinese characters, and its pairs of neighbouring terms."""
    found = terms(text)
    return frozenset(found) | _characters(found), frozenset(pairwise(found))


def _characters(found: Iterable[str]) -> frozenset[str]:
    return frozenset(character for term in found if _CJK.match(term) for character in term)


def coverage(text: str, quotes: Sequence[str], vocabulary: Vocabulary | None = None) -> float:
    """The part of a claim's words that the quotes have, 0 to 1; higher is better.

    Chinese counts half by pairs of characters, half by single ones: a paraphrase keeps characters, seldom pairs. A
    glossary term counts as there when the quotes call it by another of its names.

    >>> coverage("Aid is paid.", ["Aid is paid to families."]), coverage("Snow falls.", ["Aid is paid."])
    (1.0, 0.0)
    """
    wanted = content_terms(text)
    if not wanted:
        return 1.0
    known = [_words(quote) for quote in quotes]
    named = _named(text, quotes, vocabulary) if vocabulary else frozenset()
    together = frozenset().union(named, *(words for words, _ in known))
    best = max((_share(wanted, words | named) for words, _ in known), default=0.0)
    own = terms(text)
    pairs = list(pairwise(own))
    there = frozenset().union(*(pairs for _, pairs in known))
    paired = sum(pair in there for pair in pairs) / len(pairs) if pairs else _share(wanted, together)
    return BY_WORDS * _share(wanted, together) + BY_PAIRS * paired + BY_BEST * best


def _share(wanted: Sequence[str], known: frozenset[str]) -> float:
    whole = sum(term in known for term in wanted) / len(wanted)
    characters = _characters(wanted)
    if not characters:
        return whole
    return (whole + len(characters & known) / len(characters)) / 2


def _named(text: str, quotes: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the claim's glossary terms that the quotes name too, in whatever words."""
    known = {match.term.term_id for quote in quotes for match in vocabulary.terms(quote)}
    found = [term for match in vocabulary.terms(text) if match.term.term_id in known for term in terms(match.surface)]
    return frozenset(found) | _characters(found)
