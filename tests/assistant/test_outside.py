from types import SimpleNamespace

import pytest

from assistant.outside import Outside
from ingest import KnownQuestion, SentenceId, Text

OUTSIDE = (
    Text("How do I renew a driving licence?", "驾驶证到期怎么换？"),
    Text("How long may unemployment benefit be drawn?", "失业金最长领几个月？"),
)
KNOWN = KnownQuestion(
    (Text("Who may apply for medical assistance?", "谁可以申请医疗救助？"),), (SentenceId("a", "who", 0),)
)


@pytest.fixture
def outside():
    return Outside(SimpleNamespace(outside=OUTSIDE, questions=(KNOWN,)))


@pytest.mark.parametrize(
    ("language", "beside", "inside"),
    [
        ("en", "Where is a driving licence renewed?", "Who can apply for medical assistance in a county?"),
        ("zh", "失业金能领几个月", "医疗救助谁能申请"),
    ],
)
def test_a_question_like_an_outside_one_is_nearer_than_one_on_the_subject(outside, language, beside, inside):
    assert outside.nearness(beside, language) > 0.4 > outside.nearness(inside, language)
    assert outside.nearness(OUTSIDE[0][language], language) == pytest.approx(1)


def test_a_base_without_outside_questions_is_near_to_none():
    empty = Outside(SimpleNamespace(outside=(), questions=(KNOWN,)))
    assert empty.nearness("How do I renew a driving licence?", "en") == 0
