"""An index without one language's texts holds none of them, and is searched all the same."""

from dataclasses import replace

import pytest

from assistant import Settings
from evals.leftout import learned, measure, without
from ingest import Embedder, Index, Language, terms
from tests.evals.questions import item


@pytest.mark.parametrize(("language", "term"), [("zh", "特困"), ("en", "destitut")])
def test_no_text_in_the_language_is_left(tiny_index: Index, embedder: Embedder, language: Language, term: str) -> None:
    assert term in terms("特困人员 destitute")
    assert tiny_index.lexical.frequency(term)
    bare = without(tiny_index, language, learned(tiny_index, embedder, ()))
    assert not bare.lexical.frequency(term)
    assert not any(passage.text[language] or passage.heading[language] for passage in bare.passages)
    assert not any(document.title[language] for document in bare.documents.values())
    assert all(passage.text[language] for passage in tiny_index.passages)
    assert (bare.vectors is tiny_index.vectors) == (language == "zh")


def test_what_crosses_over_is_measured_beside_the_whole(tiny_index: Index, embedder: Embedder) -> None:
    items = [item(), replace(item(), item_id="q-2", language="zh", question="低保对象住院救助比例是多少?")]
    values = {value.name: value.value for value in measure(items, tiny_index, embedder, Settings())}
    assert len(values) == 6
    assert values["R@5 en, all texts"] == values["R@5 zh, all texts"] == 1
