"""The story of ingestion: read the base, check it, split it, encode it, write a snapshot. Start here."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from ingest.adapter import Adapter
from ingest.base import file_digests, read_base
from ingest.bridge import Bridge
from ingest.embed import Embedder
from ingest.errors import BaseInvalid, IndexUnusable
from ingest.examples import examples
from ingest.index import FORMAT, read_manifest, stored_vectors, write_snapshot
from ingest.language import terms
from ingest.lexical import LexicalIndex
from ingest.records import Base, BuildReport, Document, Manifest, Passage
from ingest.split import PASSAGE_CHARACTERS, passages, sentence_places

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much
_BATCH = 64
_ADAPTED = ("passages", "sentences", "questions")
FEWEST_QUESTIONS = 500  # from which an adapter is learned


def build(kb: Path, folder: Path, embedder: Embedder, progress: Progress = lambda what, done, of: None) -> BuildReport:
    """Bring the index in `folder` up to date with the base in `kb`.

    Raises BaseInvalid when the base has problems (nothing is written then) and IndexUnusable when the folder cannot be
    written or another build is running. An unchanged base is recognised by its digests and costs no encoding.
    """
    started = time.perf_counter()
    if not kb.is_dir():
        raise BaseInvalid(f"{kb}: no such folder. Name the knowledge base with --kb.")
    options = {"format": FORMAT, "passage_characters": PASSAGE_CHARACTERS}
    snapshot = _snapshot_id(file_digests(kb), embedder.name, options)
    before = read_manifest(folder)
    if before is not None and before.snapshot == snapshot:
        return BuildReport(before, False, 0, before.passages + before.sentences, time.perf_counter() - started)
    with _writer(folder):
        progress("reading", 0, 1)
        base = read_base(kb)
        if base.problems:
            raise BaseInvalid(
                f"{kb}: {len(base.problems)} problems, the first: {base.problems[0]} "
                f"See them all with: python -m ingest check --kb {kb}"
            )
        by_id = {document.doc_id: document for document in base.documents}
        split = [passage for document in base.documents for passage in passages(document)]
        reuse = stored_vectors(folder) if before is not None and before.embedder == embedder.name else {}
        wordings = [wording for question in base.questions for wording in question.wordings]
        texts = {
            "passages": [dense_text(by_id[passage.doc_id], passage) for passage in split],
            "sentences": [sentence for passage in split for sentence in _sentences(passage)],
            "questions": [wording.en for wording in wordings],
            "examples": [example.text.en for example in examples(base.framework) if example.text.en],
        }
        ids = {
            "passages": [passage.passage_id for passage in split],
            "sentences": [f"{passage.passage_id}/{i}" for passage in split for i in range(len(passage.ratings))],
            "questions": [f"question/{i}" for i in range(len(wordings))],
            "examples": [f"example/{i}" for i in range(len(texts["examples"]))],
        }
        vectors, encoded = {}, 0
        for name, of_name in texts.items():
            digests = [hashlib.sha256(text.encode()).hexdigest() for text in of_name]
            matrix, new = _encode(of_name, digests, reuse, embedder, name, progress)
            vectors[name] = (ids[name], digests, matrix)
            encoded += new
        progress("writing", 0, 1)
        lexical = LexicalIndex.build([terms(lexical_text(by_id[passage.doc_id], passage)) for passage in split])
        progress("learning", 0, 1)
        own = {name: vectors[name][2] for name in _ADAPTED}
        adapter = _adapter(base, split, texts, own)
        adapted = {name: adapter.apply(texts[name], own[name]) for name in _ADAPTED} if adapter else {}
        bridge = _bridge(base, split, adapted or own, embedder, adapter)
        manifest = _manifest(snapshot, embedder.name, options, base, split)
        write_snapshot(folder, manifest, base, split, lexical, adapter, adapted, bridge, vectors)
    total = sum(len(of_name) for of_name in texts.values())
    return BuildReport(manifest, True, encoded, total - encoded, time.perf_counter() - started)


def dense_text(document: Document, passage: Passage) -> str:
    """What is encoded for a passage: title, heading and text in English, or in Chinese where there is no English."""
    language = "en" if passage.text.en else "zh"
    return f"{document.title[language]}\n{passage.heading[language]}\n{passage.text[language]}"


def lexical_text(document: Document, passage: Passage) -> str:
    """What is searched by terms: titles, number, popular names, headings and texts of both languages."""
    names = " ".join((document.number, *document.aliases, *document.places))
    head = f"{document.title.en} {document.title.zh} {names} {passage.heading.en} {passage.heading.zh}"
    return f"{head}\n{passage.text.en}\n{passage.text.zh}"


def _adapter(
    base: Base, split: Sequence[Passage], texts: Mapping[str, Sequence[str]], vectors: Mapping[str, np.ndarray]
) -> Adapter | None:
    """What brings questions nearer to their answers; none for a base with too few questions to learn it from."""
    if len(base.questions) < FEWEST_QUESTIONS:
        return None
    lines, answers = _lines(base, split)
    said = [[texts["questions"][line] for line in row] for row in lines]
    said.append([texts["sentences"][row] for row in answers])
    return Adapter.learn(said, [*(vectors["questions"][row] for row in lines), vectors["sentences"][answers]], answers)


def _lines(base: Base, split: Sequence[Passage]) -> tuple[np.ndarray, np.ndarray]:
    """The lines of all wordings, shape (wordings, questions), and the row of each question's first sentence.

    A question with fewer wordings than the others says its last one again.
    """
    row_of = {sentence: row for row, sentence in enumerate(sentence_places(split))}
    answers = np.array([row_of[question.answer[0]] for question in base.questions])
    counts = np.array([len(question.wordings) for question in base.questions])
    starts = np.cumsum(counts) - counts
    return np.array([starts + np.minimum(n, counts - 1) for n in range(int(counts.max()))]), answers


def _bridge(
    base: Base,
    split: Sequence[Passage],
    vectors: Mapping[str, np.ndarray],
    embedder: Embedder,
    adapter: Adapter | None,
) -> Bridge | None:
    """The way for Chinese questions into the space of the index; none when there is no need or no pair."""
    if embedder.multilingual:
        return None
    sentences = [(passage, i) for passage in split for i in range(len(passage.ratings))]
    pairs = [(p.sentence(i, "zh"), row) for row, (p, i) in enumerate(sentences) if p.text.zh and p.text.en]
    if not pairs:
        return None
    words = [(surface, term.en) for term in base.terms for surface in term.words("zh")]
    texts = [*(text for text, _ in pairs), *(surface for surface, _ in words)]
    known = vectors["sentences"][[row for _, row in pairs]]
    if words:
        english = [term for _, term in words]
        encoded = embedder.encode(english)
        known = np.concatenate([known, adapter.apply(english, encoded) if adapter else encoded])
    if base.questions:
        # The wordings of a question together make one pair: as good as several, and the equations stay fewer.
        texts += [" ".join(wording.zh for wording in question.wordings) for question in base.questions]
        counts = [len(question.wordings) for question in base.questions]
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        asked = vectors["questions"]
        known = np.concatenate([known, np.add.reduceat(asked, starts, axis=0) / np.array(counts)[:, None]])
    bridge = Bridge.learn(texts, known)
    if adapter is not None:
        lines, answers = _lines(base, split)
        spoken = [wording.zh for question in base.questions for wording in question.wordings]
        wordings = [[spoken[line] for line in row] for row in lines]
        bridge.refine(wordings, [vectors["sentences"][answers], *(vectors["questions"][row] for row in lines)], answers)
    return bridge


def _sentences(passage: Passage) -> list[str]:
    language = "en" if passage.text.en else "zh"
    return [passage.sentence(i, language) for i in range(len(passage.ratings))]


def _encode(
    texts: Sequence[str],
    digests: Sequence[str],
    reuse: dict[str, np.ndarray],
    embedder: Embedder,
    name: str,
    progress: Progress,
) -> tuple[np.ndarray, int]:
    """Vectors of the texts by row, and how many of them had to be encoded."""
    missing = [i for i, digest in enumerate(digests) if digest not in reuse]
    # Texts of similar length share a batch, which spares the model padding.
    missing.sort(key=lambda i: len(texts[i]))
    for start in range(0, len(missing), _BATCH):
        progress(f"encoding {name}", start, len(missing))
        part = missing[start : start + _BATCH]
        for i, vector in zip(part, embedder.encode([texts[i] for i in part]), strict=True):
            reuse[digests[i]] = vector
    progress(f"encoding {name}", len(missing), len(missing))
    if not texts:
        return np.zeros((0, 1), dtype=np.float32), 0
    return np.stack([reuse[digest] for digest in digests]), len(missing)


@contextmanager
def _writer(folder: Path) -> Iterator[None]:
    """The right to write: one build at a time."""
    lock = FileLock(folder / "writer.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as busy:
        raise IndexUnusable(f"{folder}: another build is running. Wait for it to end.") from busy
    except OSError as problem:
        why = problem.strerror or problem
        raise IndexUnusable(f"{folder}: cannot be written ({why}). Choose another folder with --index.") from problem
    try:
        yield
    finally:
        lock.release()


def _snapshot_id(digests: object, embedder: str, options: object) -> str:
    state = json.dumps([digests, embedder, options], sort_keys=True)
    return hashlib.sha256(state.encode()).hexdigest()[:16]


def _manifest(snapshot: str, embedder: str, options: dict[str, int], base: Base, split: Sequence[Passage]) -> Manifest:
    return Manifest(
        snapshot=snapshot,
        embedder=embedder,
        options=options,
        digests=base.digests,
        documents=len(base.documents),
        passages=len(split),
        sentences=sum(len(passage.ratings) for passage in split),
        reviewed=max((document.reviewed for document in base.documents), default=""),
        built=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def describe(manifest: Manifest) -> dict[str, object]:
    """A manifest without the long list of digests, for people."""
    return {key: value for key, value in asdict(manifest).items() if key != "digests"}
