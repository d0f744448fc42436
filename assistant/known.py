"""Known questions: which of the questions that documents are known to answer is the one that was asked.

A short question is nearer to another question than to the sentence that answers it, in words and in vectors. So the
asked one is compared with those that `kb/questions` holds, and the sentences these name are its candidates.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.asked_figures import figures_asked
from assistant.aspects import KINDS, asks_for, kinds
from assistant.conditions import conditions, names
from assistant.records import Understanding
from assistant.sentences import Sentences, about, covers_year, local_policy
from assistant.tables import Table, tokens_of
from assistant.vocabulary import Vocabulary
from ingest import LANGUAGES, Document, Index, KnownQuestion, Language, Validity, sentence_places

NEW = 0.5  # share of the new part beside the whole question, where they differ
COMPARED = 200  # known questions that are compared wording by wording
FEWEST = {"en": 5, "zh": 1}  # known questions that have a familiar term; pairs of characters are rarer than words
CANDIDATES = 40  # known questions that are looked at closely
CLEARLY = 1.0  # by how much the known question of an ended text must be likelier, in logits, so that it is asked for

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
    `score` is the logit, which sets of passages share, `chance` that among the candidates of one set.
    """

    question: KnownQuestion
    places: tuple[tuple[int, int], ...]
    labels: tuple[tuple[str, int], ...]
    score: float
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
        self._tables = {language: Table.of(index, vocabulary, language) for language in LANGUAGES}
        self._answer = lru_cache(maxsize=20_000)(self._answer_of)
        self._asks_for = lru_cache(maxsize=100_000)(asks_for)
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
        whole = table.compare(tokens_of(understood.standalone, self._vocabulary))
        part = whole
        if understood.asked != understood.standalone:
            part = table.compare(tokens_of(understood.asked, self._vocabulary))
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
                **self._marks(lines, questions, understood),
                "talked_of": np.array([self._index.questions[row].doc_id in talked_of for row in questions]),
            }
            found.append(self._candidates(questions, measured, weights))
        return tuple(found)

    def familiar(self, text: str, language: Language) -> float:
        """The share of the terms of a text that known questions or their answers have, each weighing its idf."""
        return self._tables[language].familiar(tokens_of(text, self._vocabulary), FEWEST[language])

    def _candidates(
        self, questions: np.ndarray, measured: Mapping[str, np.ndarray], weights: Mapping[str, float]
    ) -> tuple[Candidate, ...]:
        """Features to scores, and these to chances that sum to one, the likeliest first; ties as they come."""
        values = np.array([measured[name] for name in weights], dtype=float)
        scores = np.array([*weights.values()]) @ values
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        return tuple(
            Candidate(
                self._index.questions[questions[n]],
                self._at[questions[n]],
                tuple((self._index.passages[passage].passage_id, i) for passage, i in self._at[questions[n]]),
                float(scores[n]),
                float(chances[n]),
                dict(zip(weights, values[:, n].tolist(), strict=True)),
            )
            for n in np.argsort(-scores, kind="stable")
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
        self, lines: np.ndarray, questions: np.ndarray, understood: Understanding, vectors: np.ndarray, table: Table
    ) -> dict[str, np.ndarray]:
        """Nearness in what the candidates do not share: they are about one subject, and what is asked of it differs."""
        asked = tokens_of(understood.asked, self._vocabulary)
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

    def _marks(self, lines: np.ndarray, questions: np.ndarray, understood: Understanding) -> dict[str, np.ndarray]:
        """What else speaks for and against known questions, -1 to 1, of shape (questions,) each."""
        wordings = [self._wordings[line][understood.language] for line in lines]
        told = [self._told(wording) for wording in wordings]
        asked, wanted = kinds(understood.asked), conditions(understood.standalone)
        alike = [self._kinds_like(asked, wording) for wording in wordings]
        return {
            "unasked_place": np.array([bool(named) and not about(named, understood.places) for named, _ in told]),
            "unasked_year": np.array([bool(years) and not years & set(understood.years) for _, years in told]),
            "same_kind": np.array([same for same, _ in alike]),
            "other_kind": np.array([other for _, other in alike]),
            "other_place": np.array([self._elsewhere(row, understood) for row in questions]),
            "local_rule": np.array([self._local_rule(row, understood) for row in questions]),
            "unheard_condition": np.array([self._unheard(row, wanted, understood.language) for row in questions]),
            "year": np.array([self._year(row, understood) for row in questions]),
        }

    def _elsewhere(self, row: int, understood: Understanding) -> bool:
        """Whether neither an answer nor its document is about a place asked about."""
        if not understood.places or about(self._document(row).places, understood.places):
            return False
        return not about(self._sentences.of(self._answer(row, understood.language)).places, understood.places)

    def _local_rule(self, row: int, understood: Understanding) -> bool:
        """Whether an answer is the rule of one place, which a measure may tell of, and none is asked for."""
        document = self._document(row)
        if understood.places or document.doc_id in understood.documents:
            return False
        if document.kind == "measure":
            places = self._sentences.of(self._answer(row, understood.language)).places
            return any(place != "CN" for place in places)
        return local_policy(document)

    def _document(self, row: int) -> Document:
        return self._index.documents[self._index.questions[row].doc_id]

    def _year(self, row: int, understood: Understanding) -> float:
        """1 when a year asked about is spoken of, -1 when none is, 0 when none is asked about."""
        if not understood.years:
            return 0.0
        return 1.0 if any(self._speaks_of(row, understood.language, year) for year in understood.years) else -1.0

    def _speaks_of_year(self, row: int, language: Language, year: int) -> bool:
        question, document = self._index.questions[row], self._document(row)
        text = " ".join((self._answer(row, language), question.text.en, document.issued, document.title.en))
        return covers_year(text, year)

    def _unheard(self, row: int, asked: Collection[str], language: Language) -> float:
        """The share of the conditions asked about that neither a known question nor its answer names."""
        return sum(not self._names(row, condition, language) for condition in asked) / max(1, len(asked))

    def _names_of(self, row: int, condition: str, language: Language) -> bool:
        question = self._index.questions[row]
        texts = (*(wording[language] for wording in question.wordings), self._answer(row, language))
        return any(names(condition, text) for text in texts)

    def _kinds_like(self, asked: Collection[str], wording: str) -> tuple[bool, bool]:
        """Whether a wording asks for a thing of an asked kind, and whether only for others; kinds may be none."""
        if not asked:
            return False, False
        same = any(self._asks_for(wording, kind) for kind in asked)
        return same, not same and any(self._asks_for(wording, kind) for kind in KINDS if kind not in asked)

    def _told_by(self, wording: str) -> tuple[tuple[str, ...], frozenset[int]]:
        """The places and years that a wording names."""
        return self._vocabulary.places(wording)[0], frozenset(int(year) for year in _YEAR.findall(wording))

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


def ended_text(
    part: Understanding,
    candidates: Sequence[Candidate],
    rivals: Sequence[Candidate],
    validity: Mapping[str, Validity | None],
) -> str | None:
    """The text whose time has ended that a question is clearly about, though it does not name it; None for a figure.

    What it means or did is told from it, under its own heading; a figure asked for is one of today.
    """
    if not rivals or figures_asked(part.asked):
        return None
    doc_id = rivals[0].question.doc_id
    value = validity[doc_id]
    if value is None or value.status != "expired":
        return None
    return doc_id if not candidates or rivals[0].score >= candidates[0].score + CLEARLY else None
