"""Support by sentence, and the errors that no answer may have, on the tiny base."""

from datetime import date
from typing import Any

import pytest

from evals.citations import asked_places, hard_errors, numbers, recall_and_precision, supports
from evals.records import Cited, Claimed
from ingest import Index
from tests.evals.questions import QUOTE, claim, item, line


def cited(*quotes: str) -> tuple[Cited, ...]:
    return tuple(Cited("d", "d#a", quote, 0, len(quote)) for quote in quotes)


def test_recall_and_precision_worked_by_hand() -> None:
    claims = [
        Claimed(
            "Aid covers 70% of inpatient costs.", "binding", cited("Aid covers 70% of inpatient costs.", "Snow falls.")
        ),
        Claimed("Hospitals publish prices.", "binding", cited("Donors meet monthly.")),
    ]
    # One of two sentences is supported; of three citations one is needed.
    assert recall_and_precision(claims) == (0.5, pytest.approx(1 / 3))


def test_citations_that_support_only_together_are_both_precise() -> None:
    claims = [Claimed("Aid covers 70% and donors give 30%.", "binding", cited("Aid covers 70%.", "Donors give 30%."))]
    assert recall_and_precision(claims) == (1.0, 1.0)


def test_an_answer_without_citations_has_recall_zero_and_no_precision() -> None:
    assert recall_and_precision([Claimed("Aid covers 70%.", "binding", ())]) == (0.0, None)


def test_a_number_that_is_not_in_the_quote_supports_nothing() -> None:
    assert not supports("The ratio is 80% of policy-scope costs.", ["The ratio is 70% of policy-scope costs."])
    assert supports("报销比例不低于七成", ["报销比例不低于70%"])


def test_numbers_are_the_same_in_both_languages() -> None:
    assert numbers("CNY 228.5 million since 1 October 2020") == numbers("自2020年10月1日起共2.285亿元")


def kinds(index: Index, question: Any, answer: Any) -> list[str]:
    return [error.kind for error in hard_errors(question, answer, index)]


def test_a_right_answer_has_no_hard_error(tiny_index: Index) -> None:
    assert kinds(tiny_index, item(), line()) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": QUOTE.replace("70", "80")},
        {"start": 1, "end": len(QUOTE) + 1},
        {"passage_id": "aid-notice-2021#nowhere"},
        {"doc_id": "aid-act-2026"},
    ],
)
def test_a_quote_that_is_not_there_is_invented(tiny_index: Index, changes: dict[str, Any]) -> None:
    assert "invented" in kinds(tiny_index, item(), line(claims=(claim(**changes),)))


def test_a_rule_that_does_not_bind_on_the_date_is_stale_only_when_called_binding(tiny_index: Index) -> None:
    quote = tiny_index.passage("aid-notice-2015#ratios").text.en
    old = {
        "doc_id": "aid-notice-2015",
        "passage_id": "aid-notice-2015#ratios",
        "quote": quote,
        "start": 0,
        "end": len(quote),
    }
    assert kinds(tiny_index, item(), line(claims=(claim(quote, **old),))) == ["stale"]
    assert kinds(tiny_index, item(), line(claims=(claim(quote, "precedent", **old),))) == []
    assert kinds(tiny_index, item(as_of=date(2020, 1, 1)), line(claims=(claim(quote, **old),))) == []


def test_a_case_can_never_bind(tiny_index: Index) -> None:
    quote = tiny_index.passage("riverton#process").sentence(0, "en")
    where = {"doc_id": "riverton", "passage_id": "riverton#process", "quote": quote, "start": 0, "end": len(quote)}
    assert kinds(tiny_index, item(), line(claims=(claim(quote, **where),))) == ["stale"]


def test_a_number_that_no_quote_holds_is_an_error_but_the_date_asked_about_is_not(tiny_index: Index) -> None:
    assert kinds(tiny_index, item(), line(claims=(claim(QUOTE.replace("70", "80")),))) == ["number"]
    assert kinds(tiny_index, item(), line(claims=(claim(f"On 22 November 2026: {QUOTE}"),))) == []


def test_places_are_those_of_the_form_and_those_named_in_either_language(tiny_index: Index) -> None:
    assert asked_places(item(), tiny_index) == frozenset()
    assert asked_places(item(place="CN/浙江省"), tiny_index) == {"CN/浙江省"}
    for text in ("What did Riverton do?", "河湾县做了什么？"):
        assert asked_places(item(question=text), tiny_index) == {"CN/河湾县"}
