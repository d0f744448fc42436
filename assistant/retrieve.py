"""The passages for a question: filtered first (date, place, kind), then ranked by terms and meaning together."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assistant.figures import articles
from assistant.known import Candidate, KnownQuestions, ended_text
from assistant.outside import Outside
from assistant.places import is_place
from assistant.records import Hit, Question, Understanding
from assistant.sentences import local_policy
from assistant.understand import by_part, leaning
from assistant.vocabulary import Vocabulary
from ingest import Document, Embedder, Index, Passage, Validity, content_terms, terms

# Shares of the two rankings after both are scaled to 0..1.
DENSE_SHARE = 0.6
KNOWN_BONUS = 0.5  # of the chance that a known question which the passage answers was asked
NEW_WEIGHT = 0.5  # of the new part of a question beside the whole
OFFICIAL_WEIGHT = 0.25  # of the question's official wording beside its own words
NAMED_BONUS = 0.3  # a document named by number or title
ARTICLE_BONUS = 1.0  # an article of it that is named too: what is looked up exactly comes before what is only near
ASPECT_BONUS = 0.06  # a section of the kind that is asked about
PLACE_BONUS = 0.25  # a document about a place named in the question
SAME_DOCUMENT = 0.1  # off the score of a passage for each better one of its document: another text may answer as well
# Chances from which the answer of a known question may be quoted wherever it stands, and what it says was not found.
POOLED, POOLED_GAP = 0.3, 0.1
LOCAL_MALUS = 0.15  # a local rule where no place was named
KIND_MALUS = {"measure": 0.1, "statistic": 0.04}  # they repeat what another text states
_SPACED_ARTICLE = re.compile(
    r"(?<=第)\s+(?=[\d〇零一二三四五六七八九十百])|(?<=[\d〇零一二三四五六七八九十百])\s+(?=条)"
)


@dataclass(frozen=True)
class Part:
    """One thing that is asked: its vectors (the whole question first, the new part last) and its known questions.

    `pool` are the passages that may be quoted in answer to it.
    """

    understood: Understanding
    vectors: np.ndarray
    candidates: tuple[Candidate, ...]
    pool: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Retrieval:
    """What was found: hits in rank order, what is asked part by part, and the validity of every policy on the date.

    `excluded` are the best hits among texts that are not in force and were not asked for. Of the question without its
    places, `subject` is the cosine with the nearest passage of all, `familiar` the share that known questions speak of,
    and `outside` the nearness to questions outside the subject. `followed` is the latter of the new part of a
    follow-up; `familiar` is of that part where it is less.
    """

    hits: tuple[Hit, ...]
    parts: tuple[Part, ...]
    terms: tuple[str, ...]
    official_terms: tuple[str, ...]
    validity: dict[str, Validity | None]
    excluded: tuple[Hit, ...]
    subject: float
    familiar: float
    outside: float
    followed: float


@dataclass(frozen=True)
class _Scores:
    """Of every passage the score, the cosine with the question and the score by terms; shape (passages,)."""

    score: np.ndarray
    dense: np.ndarray
    lexical: np.ndarray


def _best(scores: Sequence[_Scores]) -> _Scores:
    """Of every passage the best score and cosine of several parts; its score by terms is that of the whole question."""
    return _Scores(
        np.max([one.score for one in scores], axis=0), np.max([one.dense for one in scores], axis=0), scores[0].lexical
    )


class Retriever:
    """Hybrid search over an opened index."""

    def __init__(self, index: Index, embedder: Embedder, vocabulary: Vocabulary, known: KnownQuestions) -> None:
        self._index = index
        self._embedder = embedder
        self._vocabulary = vocabulary
        self._known = known
        self._outside = Outside(index)
        self._documents = list(index.documents.values())
        at = {document.doc_id: number for number, document in enumerate(self._documents)}
        self._document_of = np.array([at[passage.doc_id] for passage in index.passages], dtype=int)
        self._anchors = np.array([passage.anchor for passage in index.passages], dtype=str)
        self._validity_on: dict[date, dict[str, Validity | None]] = {}
        self._binding_on: dict[date, np.ndarray] = {}

    def retrieve(self, question: Question, understood: Understanding, count: int) -> Retrieval:
        """The best `count` passages among those that may be used. Deterministic; ties break by row."""
        validity = self._validity(understood.as_of)
        wanted = content_terms(f"{understood.standalone} {question.situation}")
        official = [
            term
            for words in understood.official.values()
            for word in words
            for term in dict.fromkeys(terms(word))
            if term not in wanted
        ]
        of_kind = self._kinds_and_places(question, understood)
        in_force = self._in_force(question, understood, validity)
        asked = by_part(understood, self._vocabulary)
        vectors, subject = self._query_vectors(question, understood, asked)
        lexical = self._index.lexical.scores(wanted) + OFFICIAL_WEIGHT * self._index.lexical.scores(official)
        looked_up = self._looked_up(understood, validity)
        parts: list[Part] = []
        scores: list[_Scores] = []
        for part, of_part in zip(asked, vectors, strict=True):
            of_passages, near = self._scores(lexical, of_part, part)
            talked_of = {
                p.candidates[0].question.doc_id for p in parts if p.candidates and p.understood.places == part.places
            }
            candidates, rivals = self._known.rank(
                part, of_part, of_passages, of_kind & in_force, of_kind & ~in_force, talked_of=talked_of
            )
            if (ended := ended_text(part, candidates, rivals, validity)) is not None:
                in_force = in_force | self._rows_of(document.doc_id == ended for document in self._documents)
                candidates, rivals = self._known.rank(
                    part, of_part, of_passages, of_kind & in_force, of_kind & ~in_force, talked_of=talked_of
                )
            of_passages = of_passages + KNOWN_BONUS * self._chances((*candidates, *rivals)) + looked_up
            scores.append(_Scores(of_passages, near, lexical))
            parts.append(Part(part, of_part, candidates))
        found = _best(scores)
        usable = of_kind & in_force
        hits = self._top(found, usable, count)
        leant = [([scores[n] for n in at], [parts[n] for n in at]) for at in leaning(asked)]
        pools = [self._pool(_best(of_parts), usable, count, those) for of_parts, those in leant]
        parts = [replace(part, pool=pool) for part, pool in zip(parts, pools, strict=True)]
        excluded = self._top(found, of_kind & ~in_force, 3)
        # A foreign follow-up is foreign whatever was talked of before it.
        told = [text for text in (understood.subject, understood.followed) if text]
        familiar = min(self._known.familiar(text, understood.language) for text in told)
        outside = self._outside.nearness(understood.subject, understood.language)
        followed = self._outside.nearness(understood.followed, understood.language) if understood.followed else 0.0
        return Retrieval(
            hits,
            tuple(parts),
            tuple(wanted),
            tuple(official),
            validity,
            excluded,
            subject,
            familiar,
            outside,
            followed,
        )

    def _validity(self, as_of: date) -> dict[str, Validity | None]:
        if as_of not in self._validity_on:
            self._validity_on[as_of] = {doc_id: self._index.validity(doc_id, as_of) for doc_id in self._index.documents}
        return self._validity_on[as_of]

    def _query_vectors(
        self, question: Question, understood: Understanding, asked: Sequence[Understanding]
    ) -> tuple[list[np.ndarray], float]:
        """Of each part the vector of the whole question and, if that is less, of the part; and the subject's nearness.

        All texts are encoded in one batch. The subject is the question without the names of places: a place is no sign
        that the subject is known. An English embedder gets a Chinese question over the bridge learned from the base.
        """
        wholes = [f"{part.standalone} {question.situation}".strip() for part in asked]
        texts = list(dict.fromkeys([*wholes, understood.subject, *(part.asked for part in asked)]))
        if understood.language == "en" or self._embedder.multilingual:
            encoded = self._index.adapted(texts, self._embedder.encode(texts))
        elif self._index.bridge is not None:
            encoded = self._index.bridge.encode(texts)
        else:
            return [np.zeros((0, self._index.vectors.shape[1]), dtype=np.float32) for _ in asked], 0.0
        at = {text: encoded[[row]] for row, text in enumerate(texts)}
        subject = float((self._index.vectors @ at[understood.subject][0]).max()) if len(self._index.vectors) else 0.0
        return [
            np.concatenate([at[text] for text in dict.fromkeys((whole, part.asked))])
            for whole, part in zip(wholes, asked, strict=True)
        ], subject

    def _scores(
        self,
        lexical: np.ndarray,
        vectors: np.ndarray,
        understood: Understanding,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Of every passage the score, without known questions, and the cosine; shape (passages,)."""
        dense = self._index.dense(joined(vectors)) if len(vectors) else np.zeros(len(lexical), dtype=np.float32)
        share = DENSE_SHARE if len(vectors) else 0.0
        score = share * scaled(dense) + (1 - share) * scaled(lexical)
        prior = np.array([_prior(document, understood) for document in self._documents], dtype=np.float32)
        score = score + prior[self._document_of]
        wanted = sorted({anchor for aspect in understood.aspects for anchor in aspect.anchors})
        if wanted:
            score = score + ASPECT_BONUS * np.isin(self._anchors, wanted)
        return np.asarray(score, dtype=np.float32), dense

    def _looked_up(self, understood: Understanding, validity: dict[str, Validity | None]) -> np.ndarray:
        """The bonus of passages that hold a named article of a named text; shape (passages,).

        Of several versions the one of a year that is named, else the one that binds on the date.
        """
        bonus = np.zeros(len(self._document_of), dtype=np.float32)
        numbers = articles_asked(understood)
        if not numbers or not understood.documents:
            return bonus
        rows = [
            row
            for row, passage in enumerate(self._index.passages)
            if passage.doc_id in understood.documents and holds_article(passage, numbers)
        ]
        issued = [self._documents[self._document_of[row]].issued[:4] for row in rows]
        of_year = [row for row, year in zip(rows, issued, strict=True) if year in map(str, understood.years)]
        binding = [
            row
            for row in rows
            if (value := validity[self._index.passages[row].doc_id]) is None
            or value.binds(self._index.passages[row].anchor)
        ]
        bonus[of_year or binding or rows] = ARTICLE_BONUS
        return bonus

    def _chances(self, candidates: Sequence[Candidate]) -> np.ndarray:
        """Of every passage the chance that one of the known questions which it answers was asked."""
        chance = np.zeros(len(self._document_of), dtype=np.float32)
        for candidate in candidates:
            for row in {row for row, _ in candidate.places}:
                chance[row] += candidate.chance
        return np.minimum(chance, 1.0)

    def _kinds_and_places(self, question: Question, understood: Understanding) -> np.ndarray:
        below = not any(map(is_place, understood.strangers))
        return self._rows_of(
            (not question.kinds or document.kind in question.kinds) and in_reach(document, understood.places, below)
            for document in self._documents
        )

    def _rows_of(self, allowed: Iterable[bool]) -> np.ndarray:
        """Which passages are of the documents that are allowed, these in the index's order."""
        return np.asarray(np.fromiter(allowed, dtype=bool, count=len(self._documents))[self._document_of])

    def _in_force(
        self, question: Question, understood: Understanding, validity: dict[str, Validity | None]
    ) -> np.ndarray:
        """Rows that may be used on the date: what binds then, and what was asked for by name, place or 'all'.

        A place asks for texts that have ended, too, when the question names it, not when the form only says where the
        asker is; what a newer text has replaced must be asked for by itself.
        """
        free = set(understood.documents)
        named = () if understood.places == (question.place,) else understood.places
        if question.validity == "all" or understood.past:
            free |= {doc_id for doc_id, value in validity.items() if value and value.status != "upcoming"}
        for document in self._documents:
            value = validity[document.doc_id]
            started = value is not None and value.status != "upcoming"
            if started and document.issued and int(document.issued[:4]) in understood.years:
                free.add(document.doc_id)
            replaced = value is not None and value.status == "superseded"
            if (value is None or (started and not replaced)) and any(place in named for place in document.places):
                free.add(document.doc_id)
        asked = self._rows_of(document.doc_id in free for document in self._documents)
        return np.asarray(self._binding(understood.as_of) | asked)

    def _binding(self, as_of: date) -> np.ndarray:
        """The rows that bind on a date, and those that are no policies."""
        if as_of not in self._binding_on:
            validity = self._validity(as_of)
            self._binding_on[as_of] = np.array(
                [
                    (value := validity[passage.doc_id]) is None or value.binds(passage.anchor)
                    for passage in self._index.passages
                ],
                dtype=bool,
            )
        return self._binding_on[as_of]

    def _top(
        self,
        found: "_Scores",
        allowed: np.ndarray,
        count: int,
        apart: float = SAME_DOCUMENT,
    ) -> tuple[Hit, ...]:
        """The best `count` passages after each gave up `apart` for every better one of its document, allowed or not."""
        rows = np.flatnonzero(allowed)
        if not len(rows):
            return ()
        score = found.score - apart * self._better_of_document(found.score)
        best = rows[np.lexsort((rows, -score[rows]))][:count]
        ceiling = max(1.0, float(score[best[0]]))
        return tuple(
            Hit(
                self._index.passages[row],
                int(row),
                rank,
                max(0.0, float(score[row]) / ceiling),
                float(found.dense[row]),
                float(found.lexical[row]),
            )
            for rank, row in enumerate(best, 1)
        )

    def _pool(
        self,
        found: "_Scores",
        allowed: np.ndarray,
        count: int,
        parts: Sequence[Part],
    ) -> tuple[Hit, ...]:
        """The best `count` passages, however many are of one document, and those that a likely known question names."""
        best = self._top(found, allowed, count, apart=0.0)
        named = {
            row
            for candidate in (part.candidates[0] for part in parts if part.candidates)
            for row, _ in candidate.places
            if candidate.chance >= (POOLED if self._index.passages[row].established else POOLED_GAP)
        }
        more = np.zeros_like(allowed)
        more[sorted(named - {hit.row for hit in best})] = True
        return (*best, *self._top(found, allowed & more, count, apart=0.0))

    def _better_of_document(self, score: np.ndarray) -> np.ndarray:
        """Of every passage how many of its document score better, ties by row; shape (passages,)."""
        order = np.lexsort((np.arange(len(score)), -score, self._document_of))
        of_document = self._document_of[order]
        first = np.flatnonzero(np.diff(of_document, prepend=-1))
        better = np.empty(len(score), dtype=np.float32)
        better[order] = np.arange(len(score)) - np.repeat(first, np.diff(np.append(first, len(score))))
        return better


def _prior(document: Document, understood: Understanding) -> float:
    """What speaks for a document before its text is looked at: it was named, or its place was, or neither."""
    prior = -KIND_MALUS.get(document.kind, 0.0)
    if document.doc_id in understood.documents:
        prior += NAMED_BONUS
    if any(place in understood.places for place in document.places):
        prior += PLACE_BONUS
    if not understood.places and local_policy(document) and document.doc_id not in understood.documents:
        prior -= LOCAL_MALUS
    return prior


def articles_asked(understood: Understanding) -> frozenset[int]:
    """The numbers of the articles that a question names, however they are spaced."""
    return articles(_SPACED_ARTICLE.sub("", understood.standalone))


def holds_article(passage: Passage, named: Collection[int]) -> bool:
    """Whether one of the named articles stands in the section of a passage, which lists them as 22, 21-25 or 3.2."""
    for listed in passage.articles:
        first, _, last = listed.partition("-")
        if first.isdigit() and any(int(first) <= number <= int(last or first) for number in named):
            return True
    return False


def joined(vectors: np.ndarray) -> np.ndarray:
    """One vector of length one from that of the whole question and, if there is one, that of its new part."""
    total = vectors[:1] + (NEW_WEIGHT * vectors[1:] if len(vectors) > 1 else 0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def scaled(values: np.ndarray) -> np.ndarray:
    """Min-max scaling to 0..1; all zeros when the values are equal."""
    if not len(values):
        return values
    low, high = float(values.min()), float(values.max())
    return np.zeros_like(values) if high <= low else (values - low) / (high - low)


def in_reach(document: Document, places: tuple[str, ...], below: bool = True) -> bool:
    """Whether a policy speaks for a place: it is issued there or higher up the chain. Other kinds always pass.

    A province asked about reaches down too, so that "Zhejiang" finds its cities' rules; not where it only says in which
    province an unknown county lies (`below` is false): the rule of one county is none of its neighbour.
    """
    if document.kind != "policy" or not places:
        return True
    return any(
        place == asked or asked.startswith(place + "/") or (below and place.startswith(asked + "/")) or place == "CN"
        for place in document.places
        for asked in places
    )
