"""The retriever keeps LangChain's contract, and says of a passage what a reader must know."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant import Advisor, GongzhiRetriever, Question
from tests.conftest import ROOT, TODAY

RATIO = "What is the inpatient assistance ratio for subsistence allowance recipients?"


class TestGongzhiRetriever(RetrieversIntegrationTests):
    """LangChain's own suite."""

    @pytest.fixture(autouse=True)
    def _open(self, advisor: Advisor) -> None:
        self._advisor = advisor

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return GongzhiRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"advisor": self._advisor, "as_of": TODAY}

    @property
    def retriever_query_example(self) -> str:
        return RATIO


@pytest.fixture
def retriever(advisor: Advisor) -> GongzhiRetriever:
    return GongzhiRetriever(advisor=advisor, as_of=TODAY)


def test_it_finds_what_the_advisor_finds(retriever: GongzhiRetriever, advisor: Advisor) -> None:
    found = [document.id for document in retriever.invoke(RATIO)]
    assert found == [passage.passage_id for passage in advisor.ask(Question(RATIO, TODAY)).passages]


@pytest.mark.parametrize(
    ("text", "language", "says"), [(RATIO, "en", "no less than 70%"), ("低保对象住院救助比例是多少?", "zh", "70%")]
)
def test_a_document_is_in_the_language_of_the_question(
    retriever: GongzhiRetriever, advisor: Advisor, text: str, language: str, says: str
) -> None:
    first = retriever.invoke(text)[0]
    passage = advisor.index.passage("aid-notice-2021#ratios")
    assert (first.page_content, first.metadata["language"]) == (passage.text[language], language)
    assert says in first.page_content
    assert first.metadata["title"] == advisor.index.documents["aid-notice-2021"].title[language]


def test_a_document_names_its_source_its_level_and_its_validity(retriever: GongzhiRetriever) -> None:
    first = retriever.invoke(RATIO)[0]
    assert first.metadata == {
        "passage_id": "aid-notice-2021#ratios",
        "doc_id": "aid-notice-2021",
        "kind": "policy",
        "title": "Aid Notice of 2021",
        "number": "国办发〔2021〕42号",
        "section": "How much is paid",
        "articles": [],
        "level": "national",
        "place": "CN",
        "language": "en",
        "as_of": "2026-11-22",
        "validity": "in_force",
        "binds": True,
        "score": first.metadata["score"],
        "rank": 1,
    }
    assert 0 < first.metadata["score"] <= 1
    json.dumps(first.metadata)


def test_a_call_may_have_limits_of_its_own(retriever: GongzhiRetriever) -> None:
    def ids(**limits: Any) -> list[str]:
        return [document.metadata["doc_id"] for document in retriever.invoke(RATIO, **limits)]

    assert "aid-notice-2015" not in ids()[:3]
    assert ids(as_of=date(2016, 5, 1))[0] == "aid-notice-2015"
    assert set(ids(kinds=("case", "theory"))) == {"riverton", "involution"}
    assert ids(place="CN/河湾县").index("riverton") < ids().index("riverton")
    assert ids(k=2) == ids()[:2]


def test_limits_of_the_retriever_hold_for_every_call(advisor: Advisor) -> None:
    narrow = GongzhiRetriever(advisor=advisor, as_of=date(2016, 5, 1), k=1, kinds=("policy",))
    assert [document.metadata["doc_id"] for document in narrow.invoke(RATIO)] == ["aid-notice-2015"]
    assert [document.metadata["doc_id"] for document in narrow.invoke("内卷化是什么?", kinds=("theory",))] == [
        "involution"
    ]


def test_ranks_count_from_one_and_scores_fall(retriever: GongzhiRetriever) -> None:
    found = retriever.invoke(RATIO, k=50)
    assert [document.metadata["rank"] for document in found] == list(range(1, len(found) + 1))
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_without_langchain_only_the_retriever_is_missing() -> None:
    code = (
        "import sys; sys.modules['langchain_core'] = None; import assistant\n"
        "try:\n    assistant.GongzhiRetriever\nexcept ImportError as problem:\n    print(problem)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "GongzhiRetriever needs LangChain" in done.stdout
    assert "pip install" in done.stdout
