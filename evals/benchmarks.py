"""Public sets of other people's questions: retrieval, refusal and support, each on an index made for the occasion.

The plain systems repeat the settings of the published tables, so that our arithmetic can be trusted: BM25 over words
that are not stemmed, exact cosine, rank fusion. `ours` is the product's own terms and fusion.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from bm25s.stopwords import STOPWORDS_EN

from assistant.decide import WEAK, Signals
from assistant.retrieve import DENSE_SHARE, scaled
from assistant.verify import support
from evals import ranking, stats
from evals.beir import Corpus
from evals.cache import Encodings
from evals.dataset import objects
from evals.records import Value
from evals.run import RUNS, environment
from evals.systems import order, rrf
from ingest import BadInput, content_terms, detect, terms
from ingest.lexical import LexicalIndex

SYSTEMS = ("ours", "lexical", "dense", "rrf")
DEPTH = 100  # passages written to the TREC run for each query
MEASURES = ("nDCG@10", "R@5", "R@10", "RR@10")
_STOP = frozenset(STOPWORDS_EN)
_WORD = re.compile(r"\w+")
_CHINESE = re.compile(r"[㐀-鿿]")


def plain_terms(text: str) -> list[str]:
    """Terms as the published tables take them: lower case, not stemmed, no stop words; Chinese as jieba's words.

    >>> plain_terms("The Panthers' 2 defences")
    ['panthers', '2', 'defences']
    """
    words = _jieba(text.lower()) if _CHINESE.search(text) else _WORD.findall(text.lower())
    return [word for word in words if word not in _STOP]


def _jieba(text: str) -> list[str]:
    import logging

    import jieba  # type: ignore[import-untyped]

    jieba.setLogLevel(logging.WARNING)
    return [word for word in jieba.lcut(text) if _WORD.match(word)]


class Plain:
    """BM25 with bm25s as the published tables use it (Lucene's variant, k1 1.5, b 0.75)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._model = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
        self._model.index([plain_terms(text) or ["\0"] for text in texts], show_progress=False)
        self._size = len(texts)

    def scores(self, text: str) -> np.ndarray:
        known = [term for term in plain_terms(text) if term in self._model.vocab_dict]
        return np.asarray(self._model.get_scores(known)) if known else np.zeros(self._size)


def fuse(lexical: np.ndarray, dense: np.ndarray | None, share: float) -> np.ndarray:
    """The product's fusion: both min-max-scaled, `share` of the dense one; the lexical one alone without a vector.

    >>> fuse(np.array([0.0, 4.0]), np.array([0.9, 0.1]), 0.5).tolist()
    [0.5, 0.5]
    """
    return scaled(lexical) if dense is None else share * scaled(dense) + (1 - share) * scaled(lexical)


@dataclass(frozen=True)
class Found:
    """What ours found for a query: the fused scores of every passage, its cosines, and the question's terms."""

    scores: np.ndarray
    dense: np.ndarray | None
    terms: tuple[str, ...]


class Ours:
    """The product's retrieval over any passages: its terms, its fusion, its say of an English-only embedder."""

    def __init__(self, texts: Sequence[str], encodings: Encodings) -> None:
        self.lexical = LexicalIndex.build([terms(text) for text in texts])
        self._vectors = encodings.of(texts)
        self._encodings = encodings

    def find(self, text: str) -> Found:
        wanted = content_terms(text)
        direct = detect(text) == "en" or self._encodings.multilingual
        dense = self._vectors @ self._encodings.of([text])[0] if direct else None
        return Found(fuse(self.lexical.scores(wanted), dense, DENSE_SHARE), dense, tuple(wanted))


def ranked(corpus: Corpus, system: str, encodings: Encodings) -> dict[str, list[tuple[str, float]]]:
    """The best passages of a system for every judged query, with scores, best first."""
    judged = [query for query in corpus.queries if query.query_id in corpus.qrels]
    if system != "lexical":
        encodings.of([query.text for query in judged])
    score = _scorer(corpus, system, encodings)
    found = {}
    for query in judged:
        scores = score(query.text)
        best = [i for i in order(scores)[:DEPTH] if scores[i] != 0]  # zero is BM25's for no shared term
        found[query.query_id] = [(corpus.ids[i], float(scores[i])) for i in best]
    return found


def _scorer(corpus: Corpus, system: str, encodings: Encodings) -> Any:
    if system == "ours":
        ours = Ours(corpus.texts, encodings)
        return lambda text: ours.find(text).scores
    plain = Plain(corpus.texts) if system in ("lexical", "rrf") else None
    if system == "lexical" and plain is not None:
        return plain.scores
    vectors = encodings.of(corpus.texts)

    def dense(text: str) -> np.ndarray:
        return np.asarray(vectors @ encodings.of([text])[0])

    return dense if plain is None else lambda text: rrf([plain.scores(text), dense(text)])


def retrieval(corpus: Corpus, system: str, encodings: Encodings) -> tuple[list[Value], Path]:
    """Retrieval measures of a system on a corpus, and the folder that its TREC run and qrels were written to."""
    hits = ranked(corpus, system, encodings)
    found = ranking.per_question(corpus.qrels, {q: [doc for doc, _ in best] for q, best in hits.items()}, relevant=1)
    values = [stats.mean(name, [measured[name] for measured in found.values()]) for name in MEASURES]
    folder = RUNS / f"beir-{corpus.name}-{system}"
    files = {"run.trec": ranking.trec_run(hits, system), "qrels.trec": ranking.trec_qrels(corpus.qrels)}
    return values, keep(folder, values, {"corpus": corpus.name, "system": system, "embedder": encodings.name}, files)


def keep(folder: Path, values: Sequence[Value], what: Mapping[str, Any], files: Mapping[str, str]) -> Path:
    """Write measures, what they were made from, and other files; an earlier measurement is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    measures = json.dumps([asdict(value) for value in values], ensure_ascii=False, indent=1)
    (folder / "measures.json").write_text(measures + "\n", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({**what, **environment()}, indent=1) + "\n", encoding="utf-8")
    return folder


def refusal(corpus: Corpus, encodings: Encodings) -> list[Value]:
    """How well the product's answerability tells the queries that the corpus can answer from those it cannot.

    Balanced accuracy is given twice: at the product's own threshold over all queries, and on the half marked `test` at
    the threshold that was best on the half marked `dev`.
    """
    queries = [query for query in corpus.queries if query.answerable is not None]
    if not queries:
        raise BadInput(f"{corpus.name}: no query says whether it is 'answerable'; nothing to measure.")
    encodings.of([query.text for query in queries])
    ours = Ours(corpus.texts, encodings)
    bags = [set(terms(text)) for text in corpus.texts]
    cases = [(answerability(ours, bags, query.text), bool(query.answerable)) for query in queries]
    halves = {
        half: [case for case, q in zip(cases, queries, strict=True) if q.split == half] for half in ("dev", "test")
    }
    said = [(float(chance >= WEAK), label) for chance, label in cases]
    values = [
        stats.statistic("answerability AUROC", cases, stats.auroc),
        stats.statistic("balanced accuracy, own threshold", cases, _at(WEAK)),
        stats.mean("correct refusals", [1 - yes for yes, label in said if not label]),
        stats.mean("false refusals", [1 - yes for yes, label in said if label]),
    ]
    if all(halves.values()):
        scores, labels = (np.array(column) for column in zip(*halves["dev"], strict=True))
        threshold = stats.best_threshold(scores, labels.astype(bool))
        values.append(stats.statistic("balanced accuracy, threshold from dev half", halves["test"], _at(threshold)))
    return values


def _at(threshold: float) -> Any:
    return lambda scores, labels: stats.balanced_accuracy(scores, labels, threshold)


def answerability(ours: Ours, bags: Sequence[set[str]], text: str) -> float:
    """The product's chance, 0 to 1, that these passages answer a question: idf coverage of its terms by the best three
    passages, and the cosine of the best of them."""
    found = ours.find(text)
    best = order(found.scores)[:3]
    weights = {term: ours.lexical.idf(term) for term in found.terms}
    inside = set().union(*(bags[i] for i in best))
    total = sum(weights.values())
    coverage = sum(weight for term, weight in weights.items() if term in inside) / total if total else 0.0
    cosine = float(max(found.dense[i] for i in best)) if found.dense is not None and best else 0.0
    return Signals(coverage, cosine, 0).answerability


_SENTENCE = re.compile(r"(?<=[。！？!?；;])|(?<=[.!?])\s+|\n+")
EVIDENCE = 3  # sentences of the source that a claim is held against


def evidence(claim: str, source: str, count: int = EVIDENCE) -> list[str]:
    """The sentences of a source that share most terms with a claim, in their order: what a drafter would cite.

    >>> evidence("Rice is white.", "Rice is white. Snow falls. Rice is grown.", 1)
    ['Rice is white.']
    """
    sentences = [sentence.strip() for sentence in _SENTENCE.split(source) if sentence.strip()]
    wanted = set(terms(claim))
    shared = [len(wanted & set(terms(sentence))) for sentence in sentences]
    best = sorted(range(len(sentences)), key=lambda i: (-shared[i], i))[:count]
    return [sentences[i] for i in sorted(best)]


def claims(path: Path) -> list[Value]:
    """Whether the verifier tells supported claims from unsupported ones; lines {claim, source, label: 1 supported}."""
    marks = {"supported": 1.0, "partly": 0.5, "dropped": 0.0}
    cases = []
    for where, fields in objects(path):
        claim, source, label = fields.get("claim"), fields.get("source"), fields.get("label")
        if not isinstance(claim, str) or not isinstance(source, str) or label not in (0, 1):
            raise BadInput(f"{where}: needs the texts 'claim' and 'source' and a 'label' of 1 (supported) or 0.")
        cases.append((marks[support(claim, evidence(claim, source))[0]], bool(label)))
    return [
        stats.statistic("support AUROC", cases, stats.auroc),
        stats.statistic("balanced accuracy", cases, _at(0.5)),
        stats.statistic("balanced accuracy, fully supported only", cases, _at(1.0)),
        stats.mean("supported kept", [float(mark >= 0.5) for mark, label in cases if label]),
        stats.mean("unsupported caught", [float(mark < 0.5) for mark, label in cases if not label]),
    ]
