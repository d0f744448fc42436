"""What is learned from known questions: the adapter of the embedder, and the bridge that is refined with it."""

from pathlib import Path

import numpy as np
import pytest

from ingest import Bridge
from ingest.adapter import Adapter

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


def test_the_adapter_brings_held_out_questions_nearer_to_their_answers(
    pairs: tuple[list[np.ndarray], np.ndarray],
) -> None:
    wordings, answers = pairs
    seen, held = slice(0, 2500), slice(2500, None)
    adapter = Adapter.learn([wording[seen] for wording in wordings], answers[seen], np.arange(2500))
    before = first(wordings[0][held], answers[held])
    after = first(adapter.apply(wordings[0][held]), adapter.apply(answers[held]))
    assert after > before + 0.1


def test_the_adapter_is_the_same_each_time_and_survives_the_disk(
    pairs: tuple[list[np.ndarray], np.ndarray], tmp_path: Path
) -> None:
    wordings, answers = pairs
    one, other = (Adapter.learn(wordings, answers, np.arange(ROWS)) for _ in range(2))
    assert np.array_equal(one.apply(answers), other.apply(answers))
    one.save(tmp_path / "adapter.npy")
    assert np.array_equal(Adapter.load(tmp_path / "adapter.npy").apply(answers), one.apply(answers))
    assert np.allclose(np.linalg.norm(one.apply(answers), axis=1), 1, atol=1e-5)
    assert not one.apply(np.zeros((1, DIMENSION), dtype=np.float32)).any()


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
