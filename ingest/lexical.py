"""Term search: BM25 over the terms of both languages of a passage (bm25s, Lucene's variant)."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

# Robertson & Zaragoza 2009; the usual values, also those of the published baseline tables.
K1, B = 1.5, 0.75


class LexicalIndex:
    """BM25 scores of every passage for a bag of terms; higher is better, zero means no shared term."""

    def __init__(self, model: bm25s.BM25, size: int) -> None:
        self._model = model
        self._size = size

    @classmethod
    def build(cls, term_lists: Sequence[Sequence[str]]) -> "LexicalIndex":
        model = bm25s.BM25(method="lucene", k1=K1, b=B)
        # bm25s cannot index nothing; a term that no question has keeps an empty base usable.
        lists = [list(terms) or ["\0"] for terms in term_lists] or [["\0"]]
        model.index(lists, show_progress=False)
        return cls(model, len(term_lists))

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        return cls(bm25s.BM25.load(str(folder), load_vocab=True), size)

    def save(self, folder: Path) -> None:
        self._model.save(str(folder), show_progress=False)

    def scores(self, terms: Sequence[str]) -> np.ndarray:
        """BM25 of every passage, shape (passages,), float32; a repeated term counts as often as it is repeated."""
        known = [term for term in terms if term in self._model.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)[: self._size]

    def idf(self, term: str) -> float:
        """Inverse document frequency, ln(1 + (N - n + 0.5) / (n + 0.5)); the highest value for an unknown term."""
        return float(np.log(1 + (self._size - self.frequency(term) + 0.5) / (self.frequency(term) + 0.5)))

    def frequency(self, term: str) -> int:
        """In how many passages the term occurs."""
        position = self._model.vocab_dict.get(term)
        if position is None:
            return 0
        pointers = self._model.scores["indptr"]
        return int(pointers[position + 1] - pointers[position])
