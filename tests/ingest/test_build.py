"""The index is either the old or the new one; an unchanged base costs nothing; bad places get one line."""

import os
import time
from pathlib import Path

import pytest

from ingest import BaseInvalid, Index, IndexUnusable, build, read_manifest
from ingest.index import current
from tests.fakes import HashingEmbedder


def test_a_second_run_encodes_nothing(tiny_kb: Path, tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    first = build(tiny_kb, tmp_path / "index", embedder)
    assert first.changed
    assert first.encoded > 0
    embedder.encoded = 0
    second = build(tiny_kb, tmp_path / "index", embedder)
    assert not second.changed
    assert embedder.encoded == 0
    assert second.seconds < 2


def test_a_changed_sentence_is_the_only_one_encoded_again(tiny_kb: Path, tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    build(tiny_kb, tmp_path / "index", embedder)
    path = tiny_kb / "theory" / "involution.md"
    path.write_text(path.read_text(encoding="utf-8").replace("growth without", "growth with no"), encoding="utf-8")
    report = build(tiny_kb, tmp_path / "index", embedder)
    assert report.encoded == 2  # the sentence and its passage


def test_a_rebuild_gives_the_same_ids_and_snapshot(tiny_kb: Path, tmp_path: Path) -> None:
    one = build(tiny_kb, tmp_path / "one", HashingEmbedder()).manifest
    two = build(tiny_kb, tmp_path / "two", HashingEmbedder()).manifest
    assert one.snapshot == two.snapshot
    ids = [[p.passage_id for p in Index.open(tmp_path / name, "hashing-64").passages] for name in ("one", "two")]
    assert ids[0] == ids[1]


def test_a_language_pair_is_one_entry(tiny_index: Index) -> None:
    passage = tiny_index.passage("aid-notice-2021#ratios")
    assert "70%" in passage.text.en
    assert "不低于70%" in passage.text.zh
    assert len(tiny_index.rows) == len(tiny_index.passages) == len(tiny_index.vectors)


def test_a_build_that_dies_leaves_the_old_index(tiny_kb: Path, tmp_path: Path) -> None:
    class Dying(HashingEmbedder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    folder = tmp_path / "index"
    before = build(tiny_kb, folder, HashingEmbedder()).manifest
    path = tiny_kb / "theory" / "involution.md"
    path.write_text(path.read_text(encoding="utf-8").replace("growth without", "growth with no"), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build(tiny_kb, folder, Dying())
    after = read_manifest(folder)
    assert after == before
    assert "growth without" in Index.open(folder, "hashing-64").passage("involution#definition").text.en


def test_problems_stop_the_build_and_nothing_is_written(tiny_kb: Path, tmp_path: Path) -> None:
    (tiny_kb / "theory" / "involution.zh.md").unlink()
    with pytest.raises(BaseInvalid, match="no Chinese file"):
        build(tiny_kb, tmp_path / "index", HashingEmbedder())
    assert read_manifest(tmp_path / "index") is None


def test_an_index_of_another_embedder_names_the_rebuild_command(tiny_kb: Path, tmp_path: Path) -> None:
    build(tiny_kb, tmp_path / "index", HashingEmbedder())
    with pytest.raises(IndexUnusable, match="python -m ingest build"):
        Index.open(tmp_path / "index", "another")


def test_no_index_names_the_build_command(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="python -m ingest build"):
        Index.open(tmp_path / "nothing", "hashing-64")


def test_a_folder_that_cannot_be_written_is_one_line(tiny_kb: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnusable, match="cannot be written"):
        build(tiny_kb, tmp_path / "file" / "index", HashingEmbedder())


def test_a_second_writer_is_told_to_wait(tiny_kb: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"

    class Nested(HashingEmbedder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            with pytest.raises(IndexUnusable, match="another build"):
                build(tiny_kb, folder, HashingEmbedder())
            return super().encode(texts)

    build(tiny_kb, folder, Nested())


def test_old_snapshots_are_removed_only_after_the_switch(tiny_kb: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    build(tiny_kb, folder, HashingEmbedder())
    first = current(folder)
    path = tiny_kb / "theory" / "involution.md"
    path.write_text(path.read_text(encoding="utf-8").replace("growth without", "growth with no"), encoding="utf-8")
    build(tiny_kb, folder, HashingEmbedder())
    assert current(folder) != first
    assert not first.exists()
    assert os.path.getmtime(folder / "CURRENT") <= time.time()
