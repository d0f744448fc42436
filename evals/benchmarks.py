"""Public sets of other people's questions: retrieval, refusal and support, each on an index made for the occasion.

The plain systems repeat the settings of the published tables, so that our arithmetic can be trusted: BM25 over words
that are not stemmed, exact cosine, rank fusion. `ours` is the product itself on a base made of the corpus.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from bm25s.stopwords import STOPWORDS_EN

from assistant import Advisor, Question, Settings, Verdict, Vocabulary, support
from evals import ranking, stats
from evals.beir import Corpus
from evals.cache import Encodings
from evals.corpus import CorpusIndex, sentences
from evals.dataset import objects
from evals.records import Value
from evals.run import RUNS, environment
from evals.systems import order, rrf
from ingest import BadInput, Bridge

SYSTEMS = ("ours", "lexical", "dense", "rrf")
AS_OF = date(2026, 11, 22)  # nothing in a corpus depends on it
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

    import jieba

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


def ranked(
    corpus: Corpus, system: str, encodings: Encodings, bridge: Bridge | None = None
) -> dict[str, list[tuple[str, float]]]:
    """The best passages of a system for every judged query, with scores, best first."""
    judged = [query for query in corpus.queries if query.query_id in corpus.qrels]
    if system != "lexical":
        encodings.of([query.text for query in judged])
    score = _scorer(corpus, system, encodings, bridge)
    found = {}
    for query in judged:
        scores = score(query.text)
        best = [i for i in order(scores)[:DEPTH] if scores[i] != 0]  # zero is BM25's for no shared term
        found[query.query_id] = [(corpus.ids[i], float(scores[i])) for i in best]
    return found


def _scorer(corpus: Corpus, system: str, encodings: Encodings, bridge: Bridge | None) -> Callable[[str], np.ndarray]:
    if system == "ours":
        return _ours(corpus, encodings, bridge)
    plain = Plain(corpus.texts) if system in ("lexical", "rrf") else None
    if system == "lexical" and plain is not None:
        return plain.scores
    vectors = encodings.of(corpus.texts)

    def dense(text: str) -> np.ndarray:
        return np.asarray(vectors @ encodings.of([text])[0])

    return dense if plain is None else lambda text: rrf([plain.scores(text), dense(text)])


def _ours(corpus: Corpus, encodings: Encodings, bridge: Bridge | None) -> Callable[[str], np.ndarray]:
    """The product's own search: its scores at the rows it found, zero elsewhere."""
    advisor = advisor_on(corpus, encodings, DEPTH, with_sentences=False, bridge=bridge)

    def scores(text: str) -> np.ndarray:
        found = np.zeros(len(corpus.ids))
        try:
            hits = advisor.search(Question(text, AS_OF)).hits
        except BadInput:  # longer than a question may be, or no text at all
            return found
        for hit in hits:
            found[hit.row] = 1.0 / hit.rank if hit.score else 0.0
        return found

    return scores


def advisor_on(
    corpus: Corpus, encodings: Encodings, depth: int, with_sentences: bool, bridge: Bridge | None = None
) -> Advisor:
    """The product over a corpus, with everything in it that does not come from our base, and the bridge when given."""
    settings = Settings(embedder=encodings.name, passages=depth)
    return Advisor(CorpusIndex(corpus, encodings, with_sentences, bridge), encodings, settings)


def retrieval(
    corpus: Corpus, system: str, encodings: Encodings, bridge: Bridge | None = None
) -> tuple[list[Value], Path]:
    """Retrieval measures of a system on a corpus, and the folder that its TREC run and qrels were written to."""
    hits = ranked(corpus, system, encodings, bridge)
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
    """How well the product tells the queries that the corpus can answer from those it cannot.

    Refusals are its own decisions. Balanced accuracy is given for them and, on the half marked `test`, for its
    answerability at the threshold that was best on the half marked `dev`.
    """
    queries = [query for query in corpus.queries if query.answerable is not None]
    if not queries:
        raise BadInput(f"{corpus.name}: no query says whether it is 'answerable'; nothing to measure.")
    encodings.of([query.text for query in queries])
    advisor = advisor_on(corpus, encodings, Settings().passages, with_sentences=True)
    answers = [advisor.ask(Question(query.text, AS_OF)) for query in queries]
    labels = [bool(query.answerable) for query in queries]
    chances = [(answer.answerability, label) for answer, label in zip(answers, labels, strict=True)]
    said = [(float(answer.status != "abstained"), label) for answer, label in zip(answers, labels, strict=True)]
    values = [
        stats.statistic("answerability AUROC", chances, stats.auroc),
        stats.statistic("balanced accuracy", said, _at(0.5)),
        stats.mean("correct refusals", [1 - yes for yes, label in said if not label]),
        stats.mean("false refusals", [1 - yes for yes, label in said if label]),
    ]
    halves = {name: [c for c, q in zip(chances, queries, strict=True) if q.split == name] for name in ("dev", "test")}
    if all(halves.values()):
        scores, truth = (np.array(column) for column in zip(*halves["dev"], strict=True))
        threshold = stats.best_threshold(scores, truth.astype(bool))
        values.append(stats.statistic("balanced accuracy, threshold from dev half", halves["test"], _at(threshold)))
    return values


def _at(threshold: float) -> Callable[[np.ndarray, np.ndarray], float | None]:
    return lambda scores, labels: stats.balanced_accuracy(scores, labels, threshold)


def claims(path: Path, vocabulary: Vocabulary | None = None) -> list[Value]:
    """Whether the verifier tells supported claims from unsupported ones; lines {claim, source, label: 1 supported}.

    A claim is held against every sentence of its source, with the glossary of the base when it is given. Lines that
    say what was changed in an unsupported claim (`change`) are also counted by kind.
    """
    cases: list[tuple[Verdict, bool, str]] = []
    for where, fields in objects(path):
        claim, source, label = fields.get("claim"), fields.get("source"), fields.get("label")
        if not isinstance(claim, str) or not isinstance(source, str) or label not in (0, 1):
            raise BadInput(f"{where}: needs the texts 'claim' and 'source' and a 'label' of 1 (supported) or 0.")
        quotes = [source[start:end] for start, end in sentences(source)]
        cases.append((support(claim, quotes, vocabulary), bool(label), str(fields.get("change") or "")))
    graded = [(verdict.score, label) for verdict, label, _ in cases]
    marked = [(MARKS[verdict.mark], label) for verdict, label, _ in cases]
    caught = [(float(verdict.mark == "dropped"), change) for verdict, label, change in cases if not label]
    return [
        stats.statistic("support AUROC", graded, stats.auroc),
        stats.statistic("balanced accuracy", marked, _at(MARKS["partly"])),
        stats.statistic("balanced accuracy, fully supported only", marked, _at(MARKS["supported"])),
        stats.mean("supported kept", [float(mark > 0) for mark, label in marked if label]),
        stats.mean("unsupported caught", [one for one, _ in caught]),
        *(
            stats.mean(f"caught, {kind}", [one for one, change in caught if change == kind])
            for kind in sorted({change for _, change in caught} - {""})
        ),
    ]


MARKS = {"supported": 1.0, "partly": 0.5, "dropped": 0.0}
