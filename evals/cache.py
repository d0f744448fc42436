"""Encodings that outlive a run, so that measuring again costs no encoding. Kept by the digest of the text."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ingest import Embedder

CACHE = Path("runs/cache")
_BATCH = 256


class Encodings:
    """An embedder with a memory, on disk when a folder is given. `seconds` is what encoding itself took so far.

    `known` are vectors to begin with, by the sha256 of their texts.
    """

    def __init__(
        self, embedder: Embedder, folder: Path | None = None, known: Mapping[str, np.ndarray] | None = None
    ) -> None:
        self.name = embedder.name
        self.multilingual = embedder.multilingual
        self.seconds = 0.0
        self._embedder = embedder
        digest = hashlib.sha256(embedder.name.encode()).hexdigest()[:12]
        self._file = folder / f"{digest}.npz" if folder else None
        self._known: dict[str, np.ndarray] = dict(known or {})
        if self._file is not None and self._file.exists():
            with np.load(self._file) as stored:
                self._known |= dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def of(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), dimension), each of length one."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}.items())
        missing.sort(key=lambda pair: len(pair[1]))
        started = time.perf_counter()
        for at in range(0, len(missing), _BATCH):
            part = missing[at : at + _BATCH]
            vectors = self._embedder.encode([text for _, text in part])
            self._known.update(zip((key for key, _ in part), vectors, strict=True))
        self.seconds += time.perf_counter() - started
        return np.stack([self._known[key] for key in keys]) if keys else np.zeros((0, 1), dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """As `of`: whatever takes an Embedder takes an Encodings."""
        return self.of(texts)

    def fresh(self, text: str) -> np.ndarray:
        """The vector of one text, shape (dimension,), encoded now: for what is timed."""
        return np.asarray(self._embedder.encode([text])[0])

    def save(self) -> None:
        """Keep what was encoded; nothing happens without a folder."""
        if self._file is None or not self._known:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".tmp.npz")
        np.savez(draft, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())))
        draft.replace(self._file)
