"""How long things take, as ratios inside one run, so that machines can be compared.

Everything is timed beside the raw encoder: asking costs so many encodings, a larger base costs so many of the small
one. The larger bases are synthetic: the base's passages repeated, random vectors, terms drawn from its own.
"""

import copy
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant import Advisor, Question, Settings
from evals import stats
from evals.records import Item, Value
from evals.systems import question
from ingest import Embedder, Index, LexicalIndex, build

SIZES = (20_000, 100_000)
REPEATS = 3  # the fastest of so many counts
ROUNDS = 20  # of asking all questions at once
_TERMS = 40  # of a synthetic passage
_COLD = {
    "cold start, encoder alone": "from ingest import SentenceTransformerEmbedder as E; E().encode(['x'])",
    "cold start, first answer": "from assistant.__main__ import main; main()",
}


_Given = TypeVar("_Given")


class _Timed:
    """An embedder that keeps the time it spends."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.multilingual, self._embedder = embedder.name, embedder.multilingual, embedder
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        started = time.perf_counter()
        vectors = self._embedder.encode(texts)
        self.seconds += time.perf_counter() - started
        return vectors


def measure(
    items: Sequence[Item], settings: Settings, embedder: Embedder, sizes: Sequence[int] = SIZES, ingest: bool = True
) -> list[Value]:
    """Ratios and memory; `sizes` are numbers of passages, `ingest` builds the base once more in a temporary folder."""
    index = Index.open(settings.index, settings.embedder)
    embedder.encode(["warm"])
    questions = [question(item) for item in items]
    encode = [fastest(embedder.encode, [q.text]) for q in questions]
    values = [stats.quantile("encode alone, ms p50", [1000 * t for t in encode], 0.5)]
    base, more = _at_size(index, embedder, settings, questions, encode, "base")
    values += more
    values.append(at_once(Advisor(index, embedder, settings).ask, questions))
    values.append(stats.single("memory at base, MB", _memory()))
    for size in sizes:
        _, more = _at_size(enlarged(index, size), embedder, settings, questions, encode, f"{size}", base)
        values += [*more, stats.single(f"memory at {size}, MB", _memory())]
    return [*values, *_cold(settings), *([_ingest(settings, embedder)] if ingest else [])]


def _at_size(
    index: Index,
    embedder: Embedder,
    settings: Settings,
    questions: Sequence[Question],
    encode: Sequence[float],
    name: str,
    base: Sequence[float] | None = None,
) -> tuple[list[float], list[Value]]:
    """Seconds of asking each question at one size, and the ratios: to encoding, of filtering, to the base."""
    advisor = Advisor(index, embedder, settings)
    narrow = [replace(q, place="CN/浙江省", kinds=("policy",)) for q in questions]
    wide = [replace(q, validity="all") for q in questions]
    ask = [fastest(advisor.ask, q) for q in questions]
    filtered = [fastest(advisor.search, q) for q in narrow]
    unfiltered = [fastest(advisor.search, q) for q in wide]
    values = [
        stats.quantile(f"ask at {name}, ms p50", [1000 * t for t in ask], 0.5),
        stats.mean(f"ask / encode at {name}", ratios(ask, encode)),
        stats.mean(f"search filtered / unfiltered at {name}", ratios(filtered, unfiltered)),
    ]
    if base is not None:
        values.append(stats.mean(f"ask at {name} / ask at base", ratios(ask, base)))
    return ask, values


def at_once(ask: Callable[[Question], object], questions: Sequence[Question]) -> Value:
    """How many questions are answered in a second when all are asked at once, beside one after the other; in pairs."""
    together, in_turn = [], []
    with ThreadPoolExecutor(len(questions)) as pool:
        for _ in range(ROUNDS):
            in_turn.append(fastest(lambda every: list(map(ask, every)), questions, repeats=1))
            together.append(fastest(lambda every: list(pool.map(ask, every)), questions, repeats=1))
    return stats.mean(f"{len(questions)} at once / in sequence, throughput", ratios(in_turn, together))


def fastest(what: Callable[[_Given], object], given: _Given, repeats: int = REPEATS) -> float:
    """Seconds of the fastest of some calls: the others met something else on the machine."""
    best = float("inf")
    for _ in range(repeats):
        started = time.perf_counter()
        what(given)
        best = min(best, time.perf_counter() - started)
    return best


def ratios(these: Sequence[float], those: Sequence[float]) -> list[float]:
    """Pair by pair.

    >>> ratios([2.0, 3.0], [1.0, 2.0])
    [2.0, 1.5]
    """
    return [one / other for one, other in zip(these, those, strict=True)]


def enlarged(index: Index, size: int, seed: int = 1) -> Index:
    """An index of `size` passages in memory: the same ones over and over, with new ids, random vectors and terms."""
    random = np.random.default_rng(seed)
    count = len(index.passages)
    larger = copy.copy(index)
    larger.passages = tuple(
        replace(index.passages[i % count], passage_id=f"{index.passages[i % count].passage_id}~{i // count}")
        for i in range(size)
    )
    larger.rows = {passage.passage_id: row for row, passage in enumerate(larger.passages)}
    larger.first_sentence = [index.first_sentence[i % count] for i in range(size)]
    vectors = random.standard_normal((size, index.vectors.shape[1]), dtype=np.float32)
    larger.vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    known = np.array(
        sorted({word for p in index.passages for word in (p.text.zh[:400] + " " + p.text.en[:400]).split()})
    )
    larger.lexical = LexicalIndex.build(
        [known[rows].tolist() for rows in random.integers(0, len(known), (size, _TERMS))]
    )
    return larger


def _memory() -> float:
    """The peak resident memory of this process so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def _cold(settings: Settings) -> list[Value]:
    """Seconds of a fresh process until the encoder has encoded, and until the first answer is there; their ratio."""
    arguments = [
        "ask",
        "What share of inpatient costs is paid for subsistence allowance recipients?",
        "--as-of",
        "2026-11-22",
    ]
    seconds = []
    for name, code in _COLD.items():
        command = [sys.executable, "-c", code, *(arguments if "answer" in name else [])]
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    values = [stats.single(f"{name}, s", t) for name, t in zip(_COLD, seconds, strict=True)]
    return [*values, stats.mean("cold start, first answer / encoder alone", [seconds[1] / seconds[0]])]


def _ingest(settings: Settings, embedder: Embedder) -> Value:
    """The part of the raw encoder's throughput that a whole build reaches: 1 would mean that all else costs nothing."""
    timed = _Timed(embedder)
    with tempfile.TemporaryDirectory() as folder:
        report = build(settings.kb, Path(folder), timed)
    return stats.mean("ingest / raw encoder throughput", [timed.seconds / report.seconds])
