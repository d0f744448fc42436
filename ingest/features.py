"""Term weights of texts as sparse rows, for what is learned from them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

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
    found = np.fromiter(
        (
            (row, vocabulary[term], 1 + math.log(times))
            for row, count in enumerate(counts)
            for term, times in count.items()
            if term in vocabulary
        ),
        dtype=[("row", int), ("column", int), ("times", float)],
    )
    rows, columns = found["row"], found["column"]
    values = found["times"] * idf[columns]
    lengths = np.sqrt(np.bincount(rows, weights=values * values, minlength=len(counts)))
    return sparse.csr_matrix((values / lengths[rows], (rows, columns)), shape=(len(counts), len(vocabulary)))
