"""Known questions as term matrices: how near a question comes to each wording, and what it shares with it."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from assistant.vocabulary import Vocabulary
from ingest import Index, Language, content_terms


def tokens_of(text: str, vocabulary: Vocabulary) -> set[str]:
    """Content terms of a text and, marked, the glossary entries it names, whatever their surface."""
    return {*content_terms(text), *(f"§{match.term.term_id}" for match in vocabulary.terms(text))}


@dataclass(frozen=True)
class Compared:
    """Tf-idf cosine of every wording, shape (lines,); of every question with its answer, and the share of asked terms
    that it covers, shape (questions,).
    """

    wording: np.ndarray
    content: np.ndarray
    covered: np.ndarray


@dataclass(frozen=True)
class Table:
    columns: Mapping[str, int]
    idf: np.ndarray
    frequency: np.ndarray  # of each term the questions that have it
    wording: sparse.csc_matrix  # lines × terms: idf of the terms of a wording, rows of length one
    content: sparse.csc_matrix  # questions × terms: the same of all wordings, the answer and the document's names
    inside: sparse.csr_matrix  # questions × terms: 1 where any of these has the term

    @classmethod
    def of(cls, index: Index, vocabulary: Vocabulary, language: Language) -> "Table":
        tokens = lru_cache(maxsize=None)(lambda text: tokens_of(text, vocabulary))
        asked, whole = [], []
        for question in index.questions:
            document = index.documents[question.doc_id]
            wordings = [tokens(wording[language]) for wording in question.wordings]
            answer = (
                section.sentences[place.position].text[language]
                for place in question.answer
                if (section := index.documents[place.doc_id].section(place.anchor))
            )
            names = (document.title[language], *document.aliases)
            asked += wordings
            whole.append(set().union(*wordings, *(tokens(text) for text in (*names, *answer))))
        columns = {name: position for position, name in enumerate(sorted(set().union(*whole)))}
        inside = _binary(whole, columns)
        frequency = np.asarray(inside.sum(axis=0)).ravel()
        idf = np.log(1 + (len(whole) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        wording, content = _weighted(_binary(asked, columns), idf), _weighted(inside, idf)
        return cls(columns, idf, frequency, wording.tocsc(), content.tocsc(), inside)

    def local(self, tokens: Iterable[str], rows: np.ndarray, matrix: sparse.csr_matrix) -> np.ndarray:
        """The share of the asked terms that each row has, a term counting less the more of the rows have it."""
        positions = sorted(self.columns[token] for token in tokens if token in self.columns)
        if not positions or not len(rows):
            return np.zeros(len(rows), dtype=np.float32)
        has = matrix[rows][:, positions].toarray() > 0
        weights = self.idf[positions] * (1 - has.mean(axis=0))
        return np.asarray(has @ weights / max(float(weights.sum()), 1e-6), dtype=np.float32)

    def familiar(self, tokens: Collection[str], fewest: int) -> float:
        """The share of terms that `fewest` rows have, 1 of no terms; any other weighs as much as the rarest."""
        if not tokens:
            return 1.0
        columns = sorted(self.columns[token] for token in tokens if token in self.columns)
        known = [column for column in columns if self.frequency[column] >= fewest]
        weight = float(self.idf[known].sum())
        unknown = float(self.idf.max(initial=0.0)) * (len(set(tokens)) - len(known))
        return weight / max(weight + unknown, 1e-6)

    def compare(self, tokens: Iterable[str]) -> Compared:
        tokens = set(tokens)
        positions = sorted(self.columns[token] for token in tokens if token in self.columns)
        weights = self.idf[positions]
        unknown = float(self.idf.max()) * np.ones(len(tokens) - len(positions), dtype=np.float32)
        length = max(math.sqrt(float(weights @ weights + unknown @ unknown)), 1e-6)
        total = max(float(weights.sum() + unknown.sum()), 1e-6)
        content = self.content[:, positions]
        return Compared(
            self.wording[:, positions] @ weights / length, content @ weights / length, (content > 0) @ weights / total
        )


def _binary(rows: Sequence[set[str]], columns: Mapping[str, int]) -> sparse.csr_matrix:
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    indices = [columns[name] for row in rows for name in sorted(row)]
    data = np.ones(len(indices), dtype=np.float32)
    return sparse.csr_matrix((data, indices, pointers), shape=(len(rows), len(columns)))


def _weighted(matrix: sparse.csr_matrix, idf: np.ndarray) -> sparse.csr_matrix:
    """Columns times idf, rows scaled to length one."""
    weighted = matrix.multiply(idf).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1 / lengths) @ weighted)
