"""A memo in a model's words, over real HTTP: what holds is shown, what does not is dropped, a failure falls back whole."""

import re
from collections.abc import Iterator

import pytest

from assistant import Advisor, Drafter, Settings, Situation, open_model
from ingest import Index, SentenceTransformerEmbedder
from tests.conftest import TODAY
from tests.fake_server import FakeServer, Reply, fake_server

TINY = "In our county the data are not shared between the aid offices and the hospitals, and patients pay first."


@pytest.fixture(scope="module")
def server() -> Iterator[FakeServer]:
    with fake_server() as running:
        yield running


@pytest.fixture(scope="module")
def drafter(server: FakeServer, tiny_index: Index, embedder: SentenceTransformerEmbedder) -> Drafter:
    limits = Settings(llm="openai:scripted", llm_base_url=server.url, llm_timeout=20, llm_retries=0)
    return Drafter(Advisor(tiny_index, embedder, limits, open_model(limits)))


def good(prompt: str) -> str:
    """What a careful model would write: the county's words, then a sentence of the base, each behind its label."""
    label, sentence = re.search(r"^\[(1\.\d+)\] \(.*?\) (.*)$", prompt, re.M).groups()  # type: ignore[union-attr]
    return (
        f"In our county the data are not shared between the aid offices and the hospitals. [0.1]\n{sentence} [{label}]"
    )


def test_what_a_model_writes_and_the_verifier_holds_is_in_the_memo(drafter: Drafter, server: FakeServer) -> None:
    server.script(Reply(good))
    memo = drafter.draft(Situation(TINY, TODAY))
    (advice,) = [d for d in memo.dimensions if d.told]
    assert memo.mode == "generated"
    assert memo.model == "openai:scripted"
    assert advice.reasons
    assert all(claim.citations and claim in memo.claims for claim in advice.reasons)
    assert all(text in memo.text for text in (*advice.told, *(c.text for c in advice.reasons), "openai:scripted"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Ninety per cent of the hospitals refuse, 90%. [0.1]", "number"),
        ("The data are shared between the aid offices and the hospitals. [0.1]", "polarity"),
        ("The county will solve it within a year.", "names no sentence"),
        ("The law says so. [7.7]", "does not exist"),
        ("The data are not shared and the law says so. [0.1][1.1]", "blends"),
    ],
)
def test_what_the_verifier_does_not_hold_is_dropped_with_its_reason(
    drafter: Drafter, server: FakeServer, line: str, why: str
) -> None:
    server.script(Reply(line))
    memo = drafter.draft(Situation(TINY, TODAY))
    assert memo.mode == "extractive"
    assert line.split(" [")[0] not in memo.text
    assert any(dropped.text and dropped.why for dropped in memo.dropped), why


@pytest.mark.parametrize("reply", [Reply("x", status=500), Reply("Cut short [0.1]", cut_after=1)])
def test_a_failing_model_leaves_the_memo_as_the_base_gives_it_and_says_so(
    drafter: Drafter, server: FakeServer, reply: Reply, advisor: Advisor
) -> None:
    server.script(reply)
    memo = drafter.draft(Situation(TINY, TODAY))
    plain = Drafter(advisor).draft(Situation(TINY, TODAY))
    assert memo.dimensions == plain.dimensions
    assert memo.mode == "extractive"
    assert memo.dropped[-1].text == ""
    assert memo.dropped[-1].why in memo.text
