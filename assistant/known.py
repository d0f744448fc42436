"""Known questions: which of the questions that documents are known to answer is the one that was asked.

A short question is nearer to another question than to the sentence that answers it, in words and in vectors. So the
asked one is compared with those that `kb/questions` holds, and the sentences these name are its candidates.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from assistant.aspects import kinds
from assistant.conditions import conditions, names
from assistant.records import Understanding
from assistant.sentences import Content, Sentences, about, covers_year, local_policy
from assistant.vocabulary import Vocabulary
from ingest import LANGUAGES, Document, Index, KnownQuestion, Language, content_terms, sentence_places

NEW = 0.5  # share of the new part beside the whole question, where they differ
COMPARED = 200  # known questions that are compared wording by wording
FEWEST = {"en": 5, "zh": 1}  # known questions that have a familiar term; pairs of characters are rarer than words
CANDIDATES = 40  # known questions that are looked at closely

# Multinomial logit (McFadden 1974) over the candidates of one wording of each of the base's own questions, put to an
# index without it, the scale apart: people ask less like a known wording than its writer. docs/decisions/0012.
WEIGHTS: Mapping[str, float] = {
    "local_rule": -0.28,
    "unasked_place": -0.18,
    "unasked_year": -0.04,
    "same_kind": 0.21,
    "other_kind": -0.17,
    "other_place": -0.78,
    "year": 0.47,
    "unheard_condition": -2.5,
    "talked_of": 2.0,
}
BY_LANGUAGE: Mapping[Language, Mapping[str, float]] = {
    "en": {
        "passage": 0.53,
        "meaning": 7.66,
        "covered": -0.36,
        "local_content": 1.71,
        "local_meaning": -0.16,
        "answer": 5.72,
        "nearest": 2.21,
    },
    "zh": {
        "passage": 0.46,
        "meaning": 5.52,
        "covered": 0.8,
        "local_content": 0.26,
        "local_meaning": 1.9,
        "answer": 4.72,
        "nearest": 4.09,
    },
}

_YEAR = re.compile(r"(?<![\d〔\[])((?:19|20)\d{2})(?!\d|[〕\]])")


@dataclass(frozen=True)
class Candidate:
    """A known question, where its answer stands, and its chance to be the asked one.

    A place is the row of a passage and the position of the sentence in it; `labels` are the same with passage ids.
    """

    question: KnownQuestion
    places: tuple[tuple[int, int], ...]
    labels: tuple[tuple[str, int], ...]
    chance: float
    features: Mapping[str, float]


class KnownQuestions:
    """The known questions of an index as term matrices, worked out once. Safe to share.

    A line is one wording of a known question; those of a question stand together, from `_first` on.
    """

    def __init__(self, index: Index, vocabulary: Vocabulary, sentences: Sentences) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._sentences = sentences
        at = sentence_places(index.passages)
        self._at = [tuple(at[place] for place in question.answer) for question in index.questions]
        self._lead = np.array([places[0][0] for places in self._at], dtype=int)
        self._wordings_of = np.array([len(question.wordings) for question in index.questions], dtype=int)
        self._first = np.cumsum(self._wordings_of) - self._wordings_of
        self._centres = _means(index.question_vectors, self._first, self._wordings_of)
        self._wordings = [wording for question in index.questions for wording in question.wordings]
        self._tables = {language: _Table.of(index, vocabulary, language) for language in LANGUAGES}
        self._answer = lru_cache(maxsize=20_000)(self._answer_of)
        self._told = lru_cache(maxsize=50_000)(self._told_by)
        self._names = lru_cache(maxsize=50_000)(self._names_of)
        self._speaks_of = lru_cache(maxsize=50_000)(self._speaks_of_year)

    def rank(
        self,
        understood: Understanding,
        vectors: np.ndarray,
        passages: np.ndarray,
        *allowed: np.ndarray,
        talked_of: Collection[str] = (),
    ) -> tuple[tuple[Candidate, ...], ...]:
        """Of each set of passages the nearest known questions that it answers, the likeliest first; ties by position.

        `vectors` has the question in its first row and its asked part in its last, shape (1 or 2, dimension);
        `passages` is the score of each passage without known questions, `allowed` says which are in a set, `talked_of`
        are the documents that answer what was asked before in the same question.
        """
        if not self._index.questions:
            return tuple(() for _ in allowed)
        table = self._tables[understood.language]
        whole = table.compare(_tokens(understood.standalone, self._vocabulary))
        part = whole
        if understood.asked != understood.standalone:
            part = table.compare(_tokens(understood.asked, self._vocabulary))
        vector = vectors.mean(axis=0) if len(vectors) else np.zeros(self._centres.shape[1], dtype=np.float32)
        every = self._centres @ vector
        words = whole.wording + part.wording
        rough = every + 0.5 * (np.maximum.reduceat(words, self._first) + whole.content)
        covered = NEW * part.covered + (1 - NEW) * whole.covered
        weights = {**WEIGHTS, **BY_LANGUAGE[understood.language]}
        found: list[tuple[Candidate, ...]] = []
        for rows in allowed:
            likely = self._likely(rough, rows)
            if not len(likely):
                found.append(())
                continue
            of_likely = np.repeat(np.arange(len(likely)), self._wordings_of[likely])
            lines = np.concatenate([np.arange(self._first[q], self._first[q] + self._wordings_of[q]) for q in likely])
            meaning = self._index.question_vectors[lines] @ vector
            near = meaning + 0.5 * (words[lines] + whole.content[likely][of_likely])
            best, at = self._nearest(near, of_likely)
            questions, lines = likely[best], lines[at]
            starts = np.flatnonzero(np.diff(of_likely, prepend=-1))
            measured = {
                "passage": passages[self._lead[questions]],
                "meaning": every[questions],
                "nearest": np.maximum.reduceat(meaning, starts)[best],
                "covered": covered[questions],
                "answer": self._answers(questions, vectors),
                **self._local(lines, questions, understood, vectors, table),
            }
            scored = []
            for n, (line, row) in enumerate(zip(lines, questions, strict=True)):
                features = {name: float(values[n]) for name, values in measured.items()}
                features |= self._features(int(row), self._wordings[line][understood.language], understood)
                features["talked_of"] = float(self._index.questions[int(row)].doc_id in talked_of)
                score = sum(weight * features.get(name, 0.0) for name, weight in weights.items())
                scored.append((score, int(row), features))
            found.append(self._candidates(scored))
        return tuple(found)

    def familiar(self, text: str, language: Language) -> float:
        """The share of the terms of a text that known questions or their answers have, each weighing its idf."""
        return self._tables[language].familiar(_tokens(text, self._vocabulary), FEWEST[language])

    def _candidates(self, scored: Sequence[tuple[float, int, Mapping[str, float]]]) -> tuple[Candidate, ...]:
        """Scores to chances that sum to one, the likeliest first."""
        if not scored:
            return ()
        top = max(score for score, _, _ in scored)
        total = sum(math.exp(score - top) for score, _, _ in scored)
        return tuple(
            Candidate(
                self._index.questions[row],
                self._at[row],
                tuple((self._index.passages[passage].passage_id, i) for passage, i in self._at[row]),
                math.exp(score - top) / total,
                features,
            )
            for score, row, features in sorted(scored, key=lambda item: -item[0])
        )

    def _likely(self, rough: np.ndarray, allowed: np.ndarray) -> np.ndarray:
        """The questions to be compared wording by wording: the best COMPARED that may be used, in file order."""
        questions = np.flatnonzero(allowed[self._lead])
        if len(questions) > COMPARED:
            questions = questions[rough[questions] >= np.partition(rough[questions], -COMPARED)[-COMPARED]]
        return questions

    def _nearest(self, near: np.ndarray, of_question: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The nearest questions, the nearest first, and where the best line of each stands; CANDIDATES or fewer."""
        order = np.lexsort((np.arange(len(near)), -near))
        _, first = np.unique(of_question[order], return_index=True)
        at = order[np.sort(first)[:CANDIDATES]]
        return of_question[at], at

    def _local(
        self, lines: np.ndarray, questions: np.ndarray, understood: Understanding, vectors: np.ndarray, table: "_Table"
    ) -> dict[str, np.ndarray]:
        """Nearness in what the candidates do not share: they are about one subject, and what is asked of it differs."""
        asked = _tokens(understood.asked, self._vocabulary)
        zero = np.zeros(len(lines), dtype=np.float32)
        found = {
            "local_content": table.local(asked, questions, table.inside),
            "local_meaning": zero,
        }
        if len(vectors) and len(lines):
            found["local_meaning"] = _centred(self._index.question_vectors[lines], vectors[-1])
        return found

    def _answers(self, questions: np.ndarray, vectors: np.ndarray) -> np.ndarray:
        """Of each known question the best cosine of a sentence of its answer; shape (questions,)."""
        if not len(vectors) or not len(questions):
            return np.zeros(len(questions), dtype=np.float32)
        lines = [self._index.first_sentence[passage] + i for row in questions for passage, i in self._at[row]]
        lengths = np.array([len(self._at[row]) for row in questions], dtype=int)
        cosines = self._index.sentence_vectors[lines] @ _blend(vectors)
        return np.asarray(np.maximum.reduceat(cosines, np.cumsum(lengths) - lengths))

    def _features(self, row: int, wording: str, understood: Understanding) -> dict[str, float]:
        """What speaks for and against one known question besides its words and vectors; -1, 0 or 1."""
        question = self._index.questions[row]
        document = self._index.documents[question.doc_id]
        text = self._answer(row, understood.language)
        content = self._sentences.of(text)
        asked, _, _ = self._told(understood.asked)
        known, named, years = self._told(wording)
        return {
            "unasked_place": float(bool(named) and not about(named, understood.places)),
            "unasked_year": float(bool(years) and not years & set(understood.years)),
            "same_kind": float(bool(asked & known)),
            "other_kind": float(bool(asked) and bool(known) and not asked & known),
            "other_place": float(_elsewhere(document.places, content, understood)),
            "local_rule": float(
                not understood.places and question.doc_id not in understood.documents and _local(document, content)
            ),
            "unheard_condition": self.unheard_condition(row, understood),
            "year": self._year(row, understood),
        }

    def _year(self, row: int, understood: Understanding) -> float:
        """1 when a year asked about is spoken of, -1 when none is, 0 when none is asked about."""
        if not understood.years:
            return 0.0
        return 1.0 if any(self._speaks_of(row, understood.language, year) for year in understood.years) else -1.0

    def _speaks_of_year(self, row: int, language: Language, year: int) -> bool:
        question = self._index.questions[row]
        document = self._index.documents[question.doc_id]
        text = " ".join((self._answer(row, language), question.text.en, document.issued, document.title.en))
        return covers_year(text, year)

    def unheard_condition(self, row: int, understood: Understanding) -> float:
        """The share of the conditions asked about that neither a known question nor its answer names."""
        asked = conditions(understood.standalone)
        missing = [condition for condition in asked if not self._names(row, condition, understood.language)]
        return len(missing) / max(1, len(asked))

    def _names_of(self, row: int, condition: str, language: Language) -> bool:
        question = self._index.questions[row]
        texts = (*(wording[language] for wording in question.wordings), self._answer(row, language))
        return any(names(condition, text) for text in texts)

    def _told_by(self, wording: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[int]]:
        """The kinds of thing that a wording asks for, and the places and years that it names."""
        years = frozenset(int(year) for year in _YEAR.findall(wording))
        return frozenset(kinds(wording)), self._vocabulary.places(wording)[0], years

    def _answer_of(self, row: int, language: Language) -> str:
        glue = " " if language == "en" else ""
        passages = self._index.passages
        return glue.join(
            passages[passage].sentence(position, language) or passages[passage].sentence(position, "en")
            for passage, position in self._at[row]
        )


def _means(matrix: np.ndarray, first: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The mean of each run of rows, shape (runs, columns)."""
    if not len(first):
        return np.zeros((0, matrix.shape[1]), dtype=np.float32)
    return np.asarray(np.add.reduceat(matrix, first, axis=0) / lengths[:, None], dtype=np.float32)


def _blend(vectors: np.ndarray) -> np.ndarray:
    """The vector of the question, its new part weighing NEW where it is less than the whole; shape (dimension,)."""
    return np.asarray(vectors[0] if len(vectors) == 1 else NEW * vectors[-1] + (1 - NEW) * vectors[0])


def _centred(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Cosine of each row with a vector after the mean of the rows is taken from all; shape (rows,)."""
    mean = matrix.mean(axis=0)
    rows, asked = matrix - mean, vector - mean
    lengths = np.linalg.norm(rows, axis=1) * float(np.linalg.norm(asked))
    return np.asarray(rows @ asked / np.maximum(lengths, 1e-6), dtype=np.float32)


def _local(document: Document, content: Content) -> bool:
    """Whether an answer is the rule of one place: a local policy, or a measure that tells of one."""
    if document.kind == "measure":
        return any(place != "CN" for place in content.places)
    return local_policy(document)


def _elsewhere(places: tuple[str, ...], content: Content, understood: Understanding) -> bool:
    if not understood.places:
        return False
    return not about(places, understood.places) and not about(content.places, understood.places)


def _tokens(text: str, vocabulary: Vocabulary) -> set[str]:
    """Content terms of a text and, marked, the glossary entries it names, whatever their surface."""
    return {*content_terms(text), *(f"§{match.term.term_id}" for match in vocabulary.terms(text))}


@dataclass(frozen=True)
class _Compared:
    """Tf-idf cosine of every wording, shape (lines,); of every question with its answer, and the share of asked terms
    that it covers, shape (questions,).
    """

    wording: np.ndarray
    content: np.ndarray
    covered: np.ndarray


@dataclass(frozen=True)
class _Table:
    columns: Mapping[str, int]
    idf: np.ndarray
    frequency: np.ndarray  # of each term the questions that have it
    wording: sparse.csc_matrix  # lines × terms: idf of the terms of a wording, rows of length one
    content: sparse.csc_matrix  # questions × terms: the same of all wordings, the answer and the document's names
    inside: sparse.csr_matrix  # questions × terms: 1 where any of these has the term

    @classmethod
    def of(cls, index: Index, vocabulary: Vocabulary, language: Language) -> "_Table":
        tokens = lru_cache(maxsize=None)(lambda text: _tokens(text, vocabulary))
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

    def compare(self, tokens: Iterable[str]) -> _Compared:
        tokens = set(tokens)
        positions = sorted(self.columns[token] for token in tokens if token in self.columns)
        weights = self.idf[positions]
        unknown = float(self.idf.max()) * np.ones(len(tokens) - len(positions), dtype=np.float32)
        length = max(math.sqrt(float(weights @ weights + unknown @ unknown)), 1e-6)
        total = max(float(weights.sum() + unknown.sum()), 1e-6)
        content = self.content[:, positions]
        return _Compared(
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
