"""Fixtures: a tiny base that is copied where a test changes it, a real index of it, a fixed date."""

import os
import shutil
from datetime import date
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from assistant import Advisor, Settings
from ingest import Index, SentenceTransformerEmbedder, build

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)


@pytest.fixture
def tiny_kb(tmp_path: Path) -> Path:
    """A copy of the tiny base, free to be broken."""
    return Path(shutil.copytree(ROOT / "tests" / "kb", tmp_path / "kb"))


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """The packaged embedder itself; loading it takes some seconds, once."""
    return SentenceTransformerEmbedder()


@pytest.fixture(scope="session")
def tiny_index(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder) -> Index:
    folder = tmp_path_factory.mktemp("tiny") / "index"
    build(ROOT / "tests" / "kb", folder, embedder)
    return Index.open(folder, embedder.name)


@pytest.fixture(scope="session")
def advisor(tiny_index: Index, embedder: SentenceTransformerEmbedder) -> Advisor:
    return Advisor(tiny_index, embedder, Settings())


@pytest.fixture(scope="session")
def real_index_folder(embedder: SentenceTransformerEmbedder) -> Path:
    """The index of the real base, built where `make index` builds it; an unchanged one costs nothing."""
    folder = ROOT / ".index"
    build(ROOT / "kb", folder, embedder)
    return folder


@pytest.fixture(scope="session")
def real_advisor(real_index_folder: Path, embedder: SentenceTransformerEmbedder) -> Advisor:
    return Advisor(Index.open(real_index_folder, embedder.name), embedder, Settings())
