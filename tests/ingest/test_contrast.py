"""What is learned from known questions: the adapter of the embedder, and the bridge that is refined with it."""

from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import sparse

from ingest import Bridge
from ingest.adapter import Adapter
from ingest.contrast import Bag, one_cycle, steps_of

ROWS, DIMENSION = 3000, 24


@pytest.fixture(scope="module")
def pairs() -> tuple[list[np.ndarray], np.ndarray]:
    """Questions and answers that agree in a few directions and differ at random in the others, which are louder."""
    random = np.random.default_rng(7)
    meaning = random.standard_normal((ROWS, 8))

    def said() -> np.ndarray:
        noise = 1.5 * random.standard_normal((ROWS, DIMENSION - 8))
        vectors = np.concatenate([meaning + 0.2 * random.standard_normal((ROWS, 8)), noise], axis=1)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    return [said(), said()], said()


def first(questions: np.ndarray, answers: np.ndarray) -> float:
    """The share of questions whose own answer is the nearest."""
    return float(((questions @ answers.T).argmax(axis=1) == np.arange(len(questions))).mean())


def learn(wordings: list[np.ndarray], answers: np.ndarray) -> Adapter:
    """An adapter of vectors alone: no text has a term."""
    nothing = [""] * len(answers)
    return Adapter.learn([nothing] * 3, [*wordings, answers], np.arange(len(answers)))


def adapted(adapter: Adapter, vectors: np.ndarray) -> np.ndarray:
    return adapter.apply([""] * len(vectors), vectors)


def test_the_adapter_brings_held_out_questions_nearer_to_their_answers(
    pairs: tuple[list[np.ndarray], np.ndarray],
) -> None:
    wordings, answers = pairs
    seen, held = slice(0, 2500), slice(2500, None)
    adapter = learn([wording[seen] for wording in wordings], answers[seen])
    before = first(wordings[0][held], answers[held])
    after = first(adapted(adapter, wordings[0][held]), adapted(adapter, answers[held]))
    assert after > 1.6 * before


def test_a_term_gets_its_own_vector_where_the_embedder_sees_no_difference() -> None:
    names = [f"place{n}" for n in range(40)]
    texts = [f"what does {names[n % 40]} pay" for n in range(6000)]
    answers = [f"{names[n % 40]} pays half" for n in range(6000)]
    random = np.random.default_rng(1)
    blind = [random.standard_normal((6000, DIMENSION)).astype(np.float32) for _ in range(3)]
    blind = [vectors / np.linalg.norm(vectors, axis=1, keepdims=True) for vectors in blind]
    adapter = Adapter.learn([texts, texts, answers], blind, np.arange(6000) % 40)
    found = adapter.apply(texts[:40], blind[0][:40]) @ adapter.apply(answers[:40], blind[2][:40]).T
    assert (found.argmax(axis=1) == np.arange(40)).mean() > 0.2  # one in forty by chance


def test_the_adapter_is_the_same_each_time_and_survives_the_disk(
    pairs: tuple[list[np.ndarray], np.ndarray], tmp_path: Path
) -> None:
    wordings, answers = pairs
    one, other = (learn(wordings, answers) for _ in range(2))
    assert np.array_equal(adapted(one, answers), adapted(other, answers))
    one.save(tmp_path / "adapter.npz")
    assert np.array_equal(adapted(Adapter.load(tmp_path / "adapter.npz"), answers), adapted(one, answers))
    assert np.allclose(np.linalg.norm(adapted(one, answers), axis=1), 1, atol=1e-5)
    assert not adapted(one, np.zeros((1, DIMENSION), dtype=np.float32)).any()


def test_the_bridge_is_refined_towards_its_questions() -> None:
    random = np.random.default_rng(3)
    goals = random.standard_normal((520, DIMENSION)).astype(np.float32)
    goals /= np.linalg.norm(goals, axis=1, keepdims=True)
    chars = [chr(0x4E00 + n) for n in range(60)]
    texts = ["".join(random.choice(chars, 6)) for _ in range(520)]
    bridge = Bridge.learn(texts, np.zeros_like(goals) + 0.01 * goals + goals.mean(axis=0))
    before = first(bridge.encode(texts), goals)
    bridge.refine([texts], [goals, goals], np.arange(520))
    assert first(bridge.encode(texts), goals) > before
    assert not bridge.encode(["龘靐齉"]).any()


def test_a_bag_moves_as_pytorch_s_own_sparse_adam_does() -> None:
    random = np.random.default_rng(3)
    weights = random.standard_normal((40, 6)).astype(np.float32)
    rows = sparse.random(16, 40, density=0.2, random_state=5, format="csr")
    goal = torch.tensor(random.standard_normal((16, 6)).astype(np.float32))
    bag = Bag(weights.copy(), 0.01, 16, 8)
    theirs = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(weights), freeze=False, mode="sum", sparse=True)
    optimiser = torch.optim.SparseAdam(list(theirs.parameters()), lr=0.01)
    indices, starts = (torch.tensor(part, dtype=torch.long) for part in (rows.indices, rows.indptr[:-1]))
    shares = torch.tensor(rows.data.astype(np.float32))
    for rate in one_cycle(0.01, steps_of(16, 8)):
        optimiser.param_groups[0]["lr"] = rate
        for sums in (bag(rows), theirs(indices, starts, per_sample_weights=shares)):
            ((sums - goal) ** 2).sum().backward()
        bag.step()
        optimiser.step()
        optimiser.zero_grad()
    assert not np.allclose(bag.weights, weights, atol=1e-3)
    assert np.allclose(bag.weights, theirs.weight.detach().numpy(), atol=1e-5)
