"""What a stretch of a situation speaks of, learned from the framework's example sentences.

A ridge regression from the words of the examples (Chinese characters and pairs of them; English stems and pairs) to
what they show; in English with the embedder's vectors beside the words. What an office says of its troubles is data in
`framework.yaml`; nothing about a single barrier stands in code. Measured in docs/decisions/0010-diagnosis.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

from ingest import Embedder, Index, examples, fold, stem

PENALTY = {"en": 0.6, "zh": 0.2}  # of the regression; chosen on the dev situations
MEANING = 0.6  # weight of the embedder's vectors beside the words, both of length one
_RUNS = re.compile(r"[㐀-鿿]+|[A-Za-z]+(?:['’][a-z]+)?|\d+")
# Words without content in English, less those that turn a sentence round.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
    a an the and or of to in on at by for from with as is are was were be been being am it its this that these
    those they them their there he she his her we our us you your i my me who whom whose which what when where
    while then than so if but do does did have has had will would can could may might should shall about into
    over under also any some such other each
        """,
    )
)


class Reading:
    """Scores stretches of text against all that the examples show. Learned once for a language, on first use."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._examples = examples(index.framework)
        self._vectors = index.example_vectors
        self._embedder = embedder
        self.shown = tuple(dict.fromkeys(example.shows for example in self._examples))
        self._learned: dict[str, _Learned] = {}

    def scores(self, stretches: Sequence[str], language: str) -> np.ndarray:
        """How much each stretch speaks of each of `shown`; shape (stretches, shown), 0 is chance and 1 an example."""
        learned = self._learned.get(language) or self._learned.setdefault(language, self._learn(language))
        vectors = self._embedder.encode(list(stretches)) if learned.dense is not None and stretches else None
        return learned.scores(stretches, vectors)

    def _learn(self, language: str) -> "_Learned":
        spoken = [(e.text[language], e.shows) for e in self._examples if e.text[language]]
        target = np.zeros((len(spoken), len(self.shown)))
        for row, (_, shows) in enumerate(spoken):
            target[row, self.shown.index(shows)] = 1
        vectors = self._vectors if language == "en" else None
        return _Learned([text for text, _ in spoken], vectors, target, language)


class _Learned:
    def __init__(self, texts: Sequence[str], vectors: np.ndarray | None, target: np.ndarray, language: str) -> None:
        self._language = language
        counts = [Counter(_grams(text)) for text in texts]
        frequency = Counter(gram for count in counts for gram in count)
        self._columns = {gram: column for column, gram in enumerate(sorted(frequency))}
        self._idf = np.array([np.log((1 + len(texts)) / (1 + frequency[gram])) + 1 for gram in sorted(frequency)])
        words = self._words(texts)
        self._centre = vectors.mean(axis=0) if vectors is not None and len(vectors) else None
        # The dual form: as many equations as examples, not one for each word.
        kernel = (words @ words.T).toarray() + PENALTY[language] * np.eye(len(texts))
        meaning = self._meaning(vectors)
        if meaning is not None:
            kernel += meaning @ meaning.T
        solved = np.linalg.solve(kernel, target) if texts else target
        self.sparse = words.T @ solved
        self.dense = meaning.T @ solved if meaning is not None else None

    def scores(self, texts: Sequence[str], vectors: np.ndarray | None) -> np.ndarray:
        found = np.asarray(self._words(texts) @ self.sparse)
        meaning = self._meaning(vectors)
        return found if meaning is None or self.dense is None else found + meaning @ self.dense

    def _words(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Tf-idf rows of unit length."""
        rows, columns, values = [], [], []
        for row, text in enumerate(texts):
            for gram, times in Counter(_grams(text)).items():
                if gram in self._columns:
                    rows.append(row)
                    columns.append(self._columns[gram])
                    values.append((1 + np.log(times)) * self._idf[self._columns[gram]])
        matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(self._columns)))
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        lengths[lengths == 0] = 1.0
        return sparse.csr_matrix(sparse.diags(1 / lengths) @ matrix)

    def _meaning(self, vectors: np.ndarray | None) -> np.ndarray | None:
        """The vectors seen from the middle of the examples, of one length."""
        if vectors is None or self._centre is None:
            return None
        moved = vectors - self._centre
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(MEANING * moved / np.maximum(lengths, 1e-6))


def _grams(text: str) -> Iterator[str]:
    """Chinese characters and pairs of them; English stems and pairs of them; all numbers are one word.

    >>> list(_grams("没钱了")), list(_grams("No money is left"))
    (['没', '钱', '了', '没钱', '钱了'], ['no', 'money', 'left', 'no money', 'money left'])
    """
    words: list[str] = []
    for run in _RUNS.findall(fold(text)):
        if "㐀" <= run[0] <= "鿿":
            yield from run
            yield from (run[i : i + 2] for i in range(len(run) - 1))
        elif run.isdigit():
            words.append("#")
        elif (word := run.lower().replace("’", "'").removesuffix("'s")) not in _EMPTY:
            words.append(stem(word))
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(words))
