"""Term weights of texts as sparse rows, for what is learned from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from scipy import sparse


def weigh(counts: Sequence[Counter[str]], fewest: int = 1) -> tuple[dict[str, int], np.ndarray]:
    """The terms that at least `fewest` of the texts have, by column, and their idf, shape (terms,)."""
    frequency = Counter(term for count in counts for term in count)
    kept = sorted(term for term, times in frequency.items() if times >= fewest)
    idf = np.array([np.log((1 + len(counts)) / (1 + frequency[term])) + 1 for term in kept])
    return {term: position for position, term in enumerate(kept)}, idf


def tf_idf(counts: Sequence[Counter[str]], vocabulary: Mapping[str, int], idf: np.ndarray) -> sparse.csr_matrix:
    """Tf-idf rows of unit length, tf as 1 + ln(tf); shape (texts, terms)."""
    sizes = [len(count) for count in counts]
    every = sum(sizes)
    columns = np.fromiter((vocabulary.get(term, -1) for term in chain.from_iterable(counts)), int, every)
    times = np.fromiter(chain.from_iterable(count.values() for count in counts), float, every)
    kept = columns >= 0
    rows, columns = np.repeat(np.arange(len(counts)), sizes)[kept], columns[kept]
    values = (1 + np.log(times[kept])) * idf[columns]
    lengths = np.sqrt(np.bincount(rows, weights=values * values, minlength=len(counts)))
    return sparse.csr_matrix((values / lengths[rows], (rows, columns)), shape=(len(counts), len(vocabulary)))
