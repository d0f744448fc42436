"""The systems that are measured side by side, all on the same passages. Ours is the Advisor; the others are plain.

A plain system does what a first attempt would: it ranks passages for the question as typed, without conversation,
dates or places, and answers with the best one. It never declines.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from assistant import Advisor, Question
from evals.cache import Encodings
from evals.records import Item
from ingest import Index, Passage, terms

SYSTEMS = ("ours", "lexical", "dense", "rrf", "recipe")
DEPTH = 10  # passages reported
RRF_K, RRF_DEPTH = 60, 100  # Cormack et al. 2009; the usual depth, also that of the published tables
_BASIS = {
    "policy": "binding",
    "case": "precedent",
    "statistic": "statistic",
    "theory": "theory",
    "measure": "inference",
}


class System(Protocol):
    """Anything that answers an item in the form of docs/answers.md."""

    def __call__(self, item: Item) -> dict[str, Any]: ...


def make(name: str, index: Index, encodings: Encodings, advisor: Advisor) -> System:
    """A system by its name among SYSTEMS."""
    plain: Mapping[str, Callable[[Index, Encodings], System]] = {
        "lexical": _lexical,
        "dense": _dense,
        "rrf": _rrf,
        "recipe": _recipe,
    }
    return plain[name](index, encodings) if name in plain else _ours(advisor)


def question(item: Item) -> Question:
    """An item as the asker would put it, on its own date."""
    return Question(text=item.question, as_of=item.as_of, place=item.place, history=item.history)


def _ours(advisor: Advisor) -> System:
    return lambda item: advisor.ask(question(item)).to_json()


def _lexical(index: Index, encodings: Encodings) -> System:
    return lambda item: _top(order(index.lexical.scores(terms(item.question))), item, index)


def _dense(index: Index, encodings: Encodings) -> System:
    vectors = index.embedded("passages")
    return lambda item: _top(order(vectors @ encodings.fresh(item.question)), item, index)


def _rrf(index: Index, encodings: Encodings) -> System:
    vectors = index.embedded("passages")

    def answer(item: Item) -> dict[str, Any]:
        lexical = index.lexical.scores(terms(item.question))
        dense = vectors @ encodings.fresh(item.question)
        return _top(order(rrf([lexical, dense])), item, index)

    return answer


def _recipe(index: Index, encodings: Encodings) -> System:
    """The recipe of the LangChain and Chroma introductions: each text is a chunk, the nearest chunk is the answer.

    Both languages of a passage are chunks of their own, as they would be from a folder of files.
    """
    chunks = [(row, lang) for row, p in enumerate(index.passages) for lang in ("en", "zh") if p.text[lang]]
    vectors = encodings.of([index.passages[row].text[lang] for row, lang in chunks])

    def answer(item: Item) -> dict[str, Any]:
        best = order(vectors @ encodings.fresh(item.question))[: 2 * DEPTH]
        rows = list(dict.fromkeys(chunks[i][0] for i in best))[:DEPTH]
        return _answer(item, index, [index.passages[row] for row in rows], chunks[best[0]][1])

    return answer


def order(scores: np.ndarray) -> list[int]:
    """Positions from the highest score to the lowest; ties keep their order.

    >>> order(np.array([0.1, 0.9, 0.9]))
    [1, 2, 0]
    """
    return [int(i) for i in np.argsort(-scores, kind="stable")]


def rrf(rankings: Sequence[np.ndarray], k: int = RRF_K, depth: int = RRF_DEPTH) -> np.ndarray:
    """Reciprocal rank fusion of score arrays of one shape: the sum of 1 / (k + rank), rank from 1.

    Only the first `depth` of a ranking count, and none with a score of zero, which is BM25's for no shared term.

    >>> [round(float(x), 3) for x in rrf([np.array([2.0, 1.0, 0.0]), np.array([0.5, 0.7, 0.1])], k=1)]
    [0.833, 0.833, 0.25]
    """
    fused = np.zeros(len(rankings[0]))
    for scores in rankings:
        for rank, i in enumerate(order(scores)[:depth], 1):
            if scores[i] != 0:
                fused[i] += 1.0 / (k + rank)
    return fused


def _top(best: Sequence[int], item: Item, index: Index) -> dict[str, Any]:
    return _answer(item, index, [index.passages[row] for row in best[:DEPTH]], item.language)


def _answer(item: Item, index: Index, passages: Sequence[Passage], language: str) -> dict[str, Any]:
    """The best passage as an answer, each of its sentences a claim that cites itself."""
    best = passages[0]
    language = language if best.text[language] else "en"
    basis = _BASIS[index.documents[best.doc_id].kind]
    claims = []
    for start, end in best.spans[language]:
        quote = best.text[language][start:end]
        citation = {
            "n": 1,
            "doc_id": best.doc_id,
            "passage_id": best.passage_id,
            "quote": quote,
            "start": start,
            "end": end,
        }
        claims.append({"text": quote, "support": "supported", "basis": basis, "citations": [citation]})
    return {
        "question": item.question,
        "language": item.language,
        "as_of": item.as_of.isoformat(),
        "status": "answered",
        "reason": None,
        "answerability": None,
        "text": best.text[language],
        "claims": claims,
        "passages": [
            {"passage_id": passage.passage_id, "doc_id": passage.doc_id, "rank": rank}
            for rank, passage in enumerate(passages, 1)
        ],
    }
