"""The index on disk and in memory: passages, vectors (Chroma), term statistics, documents. Chroma's only address.

An index folder holds snapshots and a file CURRENT that names the complete one. A build writes a new snapshot beside the
old one and then switches the name, so readers see the old state or the new one and nothing between.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ingest.adapter import Adapter
from ingest.bridge import Bridge
from ingest.errors import IndexUnusable
from ingest.lexical import LexicalIndex
from ingest.records import (
    Base,
    Document,
    KnownQuestion,
    Link,
    Manifest,
    Mark,
    Passage,
    Section,
    Sentence,
    SentenceId,
    Source,
    Term,
    Text,
    Validity,
)
from ingest.validity import ValidityGraph

FORMAT = 14
_COLLECTIONS = ("passages", "sentences")  # in Chroma: what other tools may want to search
_ARRAYS = ("questions", "examples")  # in files of NumPy, which are written in a tenth of the time
_BATCH = 2000


class Index:
    """An opened snapshot, read-only. Rows are positions in `passages`; sentence rows run through them in order."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        stored = json.loads((folder / "base.json").read_text(encoding="utf-8"))
        self.documents: Mapping[str, Document] = {d["doc_id"]: _document(d) for d in stored["documents"]}
        self.sources: Mapping[str, Source] = {key: Source(**item) for key, item in stored["sources"].items()}
        self.terms: tuple[Term, ...] = tuple(_term(item) for item in stored["terms"])
        self.framework: Mapping[str, Any] = stored["framework"]
        self.passages: tuple[Passage, ...] = tuple(_passage(item) for item in stored["passages"])
        self.rows: Mapping[str, int] = {passage.passage_id: row for row, passage in enumerate(self.passages)}
        self.lexical = LexicalIndex.load(folder / "lexical", len(self.passages))
        self.bridge = Bridge.load(folder / "bridge.npz") if (folder / "bridge.npz").exists() else None
        self.adapter = Adapter.load(folder / "adapter.npz") if (folder / "adapter.npz").exists() else None
        self.vectors = _read_vectors(folder, "passages")
        self.sentence_vectors = _read_vectors(folder, "sentences")
        self.example_vectors = _read_vectors(folder, "examples")  # of the framework's examples that have English
        counts = [len(passage.ratings) for passage in self.passages]
        self.questions: tuple[KnownQuestion, ...] = tuple(_question(item) for item in stored["questions"])
        self.outside: tuple[Text, ...] = tuple(_text(item) for item in stored["outside"])
        self.question_vectors = _read_vectors(folder, "questions")
        self.first_sentence: Sequence[int] = np.concatenate([[0], np.cumsum(counts)]).astype(int).tolist()
        self._validity = ValidityGraph(self.documents.values())

    @classmethod
    def open(cls, folder: Path, embedder: str) -> "Index":
        """Open the current snapshot. Raises IndexUnusable without one, or when another embedder built it."""
        manifest = require_index(folder, embedder)
        return cls(current(folder), manifest)

    def validity(self, doc_id: str, as_of: date) -> Validity | None:
        return self._validity.on(doc_id, as_of)

    def newer(self, doc_id: str) -> tuple[tuple[Document, Link], ...]:
        return self._validity.newer(doc_id)

    def passage(self, passage_id: str) -> Passage:
        return self.passages[self.rows[passage_id]]

    def adapted(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Vectors as the embedder gives them for texts, shape (n, dimension), brought into the space of this index."""
        return vectors if self.adapter is None else self.adapter.apply(texts, vectors)

    def embedded(self, name: str) -> np.ndarray:
        """The vectors of "passages", "sentences" or "questions" as the embedder gave them, shape (rows, dimension)."""
        return _embedded(self.folder, name)

    def dense(self, vectors: np.ndarray) -> np.ndarray:
        """Cosine of every passage with the best of the query vectors; shape (passages,), -1 to 1."""
        if not len(self.passages):
            return np.zeros(0, dtype=np.float32)
        return np.asarray((self.vectors @ vectors.T).max(axis=1), dtype=np.float32)


def require_index(folder: Path, embedder: str) -> Manifest:
    """The manifest of a usable index, read without opening it. Raises IndexUnusable with what to do."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise IndexUnusable(f"{folder}: no index here. Build it with: python -m ingest build")
    if manifest.embedder != embedder:
        raise IndexUnusable(
            f"{folder}: built with the embedder {manifest.embedder!r}, but {embedder!r} is configured. "
            "Rebuild it with: python -m ingest build"
        )
    return manifest


def current(folder: Path) -> Path:
    name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    return folder / name


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the current snapshot; None when there is none or when an older format wrote it."""
    try:
        stored = json.loads((current(folder) / "manifest.json").read_text(encoding="utf-8"))
        return Manifest(**stored) if stored["options"].get("format") == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stored_vectors(folder: Path) -> dict[str, np.ndarray]:
    """Vectors of the current snapshot by the digest of the text they were made from, to be used again."""
    found: dict[str, np.ndarray] = {}
    for name in _COLLECTIONS:
        collection = _client(current(folder)).get_collection(name, embedding_function=None)
        for start in range(0, collection.count(), _BATCH):
            page = collection.get(limit=_BATCH, offset=start, include=["embeddings", "metadatas"])
            for vector, metadata in zip(page["embeddings"], page["metadatas"], strict=True):
                found[str(metadata["digest"])] = np.asarray(vector, dtype=np.float32)
    for name in _ARRAYS:
        with np.load(_array(current(folder), name), allow_pickle=False) as stored:
            found.update(zip(stored["digests"].tolist(), stored["vectors"], strict=True))
    return found


def write_snapshot(
    folder: Path,
    manifest: Manifest,
    base: Base,
    passages: Sequence[Passage],
    lexical: LexicalIndex,
    adapter: Adapter | None,
    adapted: Mapping[str, np.ndarray],
    bridge: Bridge | None,
    vectors: Mapping[str, tuple[Sequence[str], Sequence[str], np.ndarray]],
) -> None:
    """Write a complete snapshot and make it the current one.

    `vectors` maps a kind to its ids, text digests and vectors of shape (n, dimension), as the embedder gave them;
    `adapted` maps those that the adapter changes to what it made of them.
    """
    target = folder / f"snapshot-{manifest.snapshot}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    client = _client(target)
    for name in _ARRAYS:
        _, digests, matrix = vectors[name]
        np.savez(_array(target, name), digests=np.array(digests, dtype=str), vectors=matrix)
    for name in _COLLECTIONS:
        ids, digests, matrix = vectors[name]
        collection = client.create_collection(name, embedding_function=None, metadata={"hnsw:space": "cosine"})
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            collection.add(
                ids=list(ids[part]),
                embeddings=matrix[part],
                metadatas=[{"row": start + i, "digest": digest} for i, digest in enumerate(digests[part])],
            )
    lexical.save(target / "lexical")
    if adapter is not None:
        adapter.save(target / "adapter.npz")
        for name, matrix in adapted.items():
            np.save(target / f"{name}.npy", matrix)
    if bridge is not None:
        bridge.save(target / "bridge.npz")
    stored = {
        "documents": [asdict(document) for document in base.documents],
        "sources": {key: asdict(source) for key, source in base.sources.items()},
        "terms": [asdict(term) for term in base.terms],
        "questions": [asdict(question) for question in base.questions],
        "outside": [asdict(question) for question in base.outside],
        "framework": base.framework,
        "passages": [asdict(passage) for passage in passages],
    }
    (target / "base.json").write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
    (target / "manifest.json").write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    switch = folder / "CURRENT.new"
    switch.write_text(target.name, encoding="utf-8")
    os.replace(switch, folder / "CURRENT")
    for old in folder.glob("snapshot-*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))


def _read_vectors(folder: Path, name: str) -> np.ndarray:
    """All vectors of a kind by row, shape (rows, dimension): the adapted ones, else the embedder's own."""
    if (folder / f"{name}.npy").exists():
        return np.asarray(np.load(folder / f"{name}.npy", allow_pickle=False))
    return _embedded(folder, name)


def _embedded(folder: Path, name: str) -> np.ndarray:
    if name in _ARRAYS:
        with np.load(_array(folder, name), allow_pickle=False) as stored:
            return np.asarray(stored["vectors"])
    collection = _client(folder).get_collection(name, embedding_function=None)
    count = collection.count()
    matrix: np.ndarray | None = None
    for start in range(0, count, _BATCH):
        page = collection.get(limit=_BATCH, offset=start, include=["embeddings", "metadatas"])
        vectors = np.asarray(page["embeddings"], dtype=np.float32)
        if matrix is None:
            matrix = np.zeros((count, vectors.shape[1]), dtype=np.float32)
        matrix[[int(metadata["row"]) for metadata in page["metadatas"]]] = vectors
    return np.zeros((0, 1), dtype=np.float32) if matrix is None else matrix


def _array(folder: Path, name: str) -> Path:
    return folder / f"{name}-embedded.npz"


def _text(item: Mapping[str, str]) -> Text:
    return Text(item["en"], item["zh"])


def _marks(items: Sequence[Mapping[str, str]]) -> tuple[Mark, ...]:
    return tuple(Mark(**item) for item in items)


def _section(item: Mapping[str, Any]) -> Section:
    sentences = tuple(Sentence(_text(s["text"]), _marks(s["marks"]), s["line"]) for s in item["sentences"])
    fixed = {**item, "heading": _text(item["heading"]), "table": _text(item["table"]), "sentences": sentences}
    return Section(**{**fixed, "articles": tuple(item["articles"]), "dimensions": tuple(item["dimensions"])})


def _document(item: Mapping[str, Any]) -> Document:
    tuples = ("aliases", "issuers", "places", "dimensions", "capacities", "sources")
    fixed = {**item, **{name: tuple(item[name]) for name in tuples}, "title": _text(item["title"])}
    fixed["links"] = tuple(Link(**{**link, "sections": tuple(link["sections"])}) for link in item["links"])
    fixed["sections"] = tuple(_section(section) for section in item["sections"])
    return Document(**fixed)


def _term(item: Mapping[str, Any]) -> Term:
    fixed = {**item, "also_zh": tuple(item["also_zh"]), "also_en": tuple(item["also_en"])}
    return Term(**{**fixed, "definition": _text(item["definition"])})


def _question(item: Mapping[str, Any]) -> KnownQuestion:
    return KnownQuestion(
        tuple(_text(text) for text in item["wordings"]), tuple(SentenceId(**place) for place in item["answer"])
    )


def _passage(item: Mapping[str, Any]) -> Passage:
    spans = {language: tuple((s, e) for s, e in pairs) for language, pairs in item["spans"].items()}
    fixed = {**item, "spans": spans, "heading": _text(item["heading"]), "text": _text(item["text"])}
    fixed["marks"] = tuple(_marks(marks) for marks in item["marks"])
    return Passage(**{**fixed, "articles": tuple(item["articles"]), "ratings": tuple(item["ratings"])})
