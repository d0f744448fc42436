"""Cards and answers as HTML: escaped, the quote marked, the kinds of support told apart."""

from dataclasses import replace

import pytest

from assistant import Advisor, Question
from tests.conftest import TODAY
from web.cards import answer_html, document_html, evidence_html, marked
from web.library import rows
from web.strings import EXAMPLES, STRINGS


def test_both_languages_have_the_same_words() -> None:
    assert STRINGS["en"].keys() == STRINGS["zh"].keys()
    assert len(EXAMPLES["en"]) == len(EXAMPLES["zh"])


def test_every_reason_rating_and_level_has_words() -> None:
    from assistant import REASONS
    from ingest import KINDS, RATINGS

    wanted = {*(f"reason_{r}" for r in REASONS), *(f"rating_{r}" for r in RATINGS), *(f"kind_{k}" for k in KINDS)}
    assert wanted <= STRINGS["en"].keys()


def test_marks_are_put_around_the_span_and_text_is_escaped() -> None:
    assert marked("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"


@pytest.mark.parametrize("page", ["zh", "en"])
def test_a_card_shows_the_quote_marked_in_its_passage(advisor: Advisor, page: str) -> None:
    answer = advisor.ask(Question("低保对象住院救助比例是多少?", TODAY))
    html = evidence_html(answer, 0, page, advisor.index)
    assert f"<mark>{answer.claims[0].citations[0].quote}</mark>" in html
    assert STRINGS[page]["our_summary"] in html
    assert 'id="card-0-1"' in html


def test_an_answer_links_its_marks_to_the_cards(advisor: Advisor) -> None:
    answer = advisor.ask(Question("低保对象住院救助比例是多少?", TODAY))
    assert 'data-card="card-3-1"' in answer_html(answer, 3, "zh")


def test_an_abstention_says_why(advisor: Advisor) -> None:
    answer = advisor.ask(Question("我妈妈是低保户,她能拿到多少救助?", TODAY))
    html = answer_html(answer, 0, "en")
    assert STRINGS["en"]["reason_personal_case"] in html


def test_text_from_outside_is_escaped(advisor: Advisor) -> None:
    answer = advisor.ask(Question("低保对象住院救助比例是多少?", TODAY))
    evil = replace(answer, status="abstained", reason="no_evidence", text="<script>alert(1)</script>", claims=())
    assert "<script>" not in answer_html(evil, 0, "zh")


def test_the_library_filters_by_words_and_kind(advisor: Advisor) -> None:
    assert [row[0] for row in rows(advisor.index, "en", TODAY, "42号", ("policy",))] == ["aid-notice-2021"]
    assert rows(advisor.index, "en", TODAY, "42号", ("case",)) == []


def test_a_document_is_shown_in_both_languages(advisor: Advisor) -> None:
    ratings = {key.removeprefix("rating_"): text for key, text in STRINGS["en"].items() if key.startswith("rating_")}
    html = document_html(advisor.index.documents["riverton"], "en", ratings)
    assert "河湾县每月在公示栏公开信息" in html
    assert "In Riverton, information was disclosed" in html
