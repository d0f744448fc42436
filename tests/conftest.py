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
from ingest import Index, build
from tests.fakes import HashingEmbedder

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)


@pytest.fixture
def tiny_kb(tmp_path: Path) -> Path:
    """A copy of the tiny base, free to be broken."""
    return Path(shutil.copytree(ROOT / "tests" / "kb", tmp_path / "kb"))


@pytest.fixture(scope="session")
def tiny_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("tiny") / "index"
    build(ROOT / "tests" / "kb", folder, HashingEmbedder())
    return Index.open(folder, HashingEmbedder.name)


@pytest.fixture(scope="session")
def advisor(tiny_index: Index) -> Advisor:
    return Advisor(tiny_index, HashingEmbedder(), Settings(embedder=HashingEmbedder.name))
