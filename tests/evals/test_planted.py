"""The gate stops each of ten planted regressions on at most sixty questions, and lets the unchanged tree pass."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import Advisor, Settings
from evals import gate
from evals.cache import Encodings
from evals.records import Item
from ingest import Index, SentenceTransformerEmbedder
from ingest.index import stored_vectors
from tests.conftest import ROOT
from tests.evals import planted


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return planted.fixed()


@pytest.fixture(scope="module")
def encodings(embedder: SentenceTransformerEmbedder, real_index_folder: Path) -> Encodings:
    """The embedder with the vectors of the real base at hand, and of every question from the second time on."""
    return Encodings(embedder, known=stored_vectors(real_index_folder))


@pytest.fixture(scope="module")
def accepted(items: Sequence[Item], real_advisor: Advisor, encodings: Encodings) -> gate.Accepted:
    """What the unchanged tree would have accepted on the fixed questions."""
    advisor = Advisor(real_advisor.index, encodings, Settings())
    found = gate.outcomes(planted.answered(items, advisor, real_advisor.index))
    return gate.accept(gate.Accepted({}), {"dev": found}, gate.inventory(advisor.index), "unchanged", {})


def stopped(advisor: Advisor, judge: Index, items: Sequence[Item], accepted: gate.Accepted) -> list[gate.Fall]:
    judgements = planted.answered(items, advisor, judge)
    return [
        *gate.shrunk(gate.inventory(advisor.index), accepted),
        *gate.falls(judgements, items, accepted.outcomes(["dev"])),
    ]


def test_the_fixed_questions_are_the_same_every_time_and_of_every_sort(items: Sequence[Item]) -> None:
    assert items == planted.fixed()
    assert len(items) == planted.MOST == 60
    assert {one.language for one in items} == {"en", "zh"}
    assert {one.split for one in items} == {"dev"}
    assert len({one.type for one in items}) >= 20


def test_the_unchanged_tree_passes(
    items: Sequence[Item], accepted: gate.Accepted, real_advisor: Advisor, encodings: Encodings
) -> None:
    advisor = Advisor(real_advisor.index, encodings, Settings())
    assert stopped(advisor, real_advisor.index, items, accepted) == []


@pytest.mark.parametrize("name", planted.IN_CODE)
def test_a_fault_in_the_code_is_stopped(
    name: str,
    items: Sequence[Item],
    accepted: gate.Accepted,
    real_advisor: Advisor,
    encodings: Encodings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = Index.open(real_advisor.index.folder.parent, encodings.name)  # one of its own, free to be changed
    advisor = Advisor(broken, encodings, Settings())
    planted.IN_CODE[name](monkeypatch, advisor)
    assert stopped(advisor, real_advisor.index, items, accepted) != []


@pytest.mark.parametrize("name", planted.IN_THE_BASE)
def test_a_fault_in_the_base_is_stopped(
    name: str,
    items: Sequence[Item],
    accepted: gate.Accepted,
    real_advisor: Advisor,
    encodings: Encodings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    advisor = planted.rebuilt(tmp_path, planted.IN_THE_BASE[name], encodings, monkeypatch)
    found = stopped(advisor, real_advisor.index, items, accepted)
    assert found != []
    assert gate.stale_index(ROOT / "kb", advisor.index.manifest) != []
