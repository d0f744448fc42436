"""What counts as right: values worked by hand."""

from typing import Any

import pytest

from evals.abstention import measures, why_wrong
from tests.evals.questions import QUOTE, claim, declined, item, line, refusal


def test_a_right_answer_is_right_also_when_partial() -> None:
    assert why_wrong(item(), line()) == ""
    assert why_wrong(item(), line(status="partial")) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": "Most of it is paid."}, "lacks: 70%"),
        ({"text": f"{QUOTE} It was 60%."}, "must not say: 60%"),
        ({"claims": (claim(doc_id="aid-act-2026"),)}, "cites none of: aid-notice-2021"),
        ({"claims": (claim(basis="precedent"),)}, "main basis is precedent, not binding"),
        ({"status": "abstained", "reason": "no_evidence"}, "declined (no_evidence), should answer"),
    ],
)
def test_partly_right_is_wrong_and_says_why(changes: dict[str, Any], why: str) -> None:
    assert why_wrong(item(), line(**changes)) == why


def test_a_refusal_is_right_whatever_its_reason_but_the_reason_is_measured() -> None:
    found = measures(declined(), refusal(reason="no_evidence"))
    assert found == {"accuracy": 1.0, "correct refusals": 1.0, "correct refusals, right reason": 0.0}


def test_answering_what_should_be_declined_lowers_precision() -> None:
    found = measures(declined(), line(item_id="q-2"))
    assert found["precision when answering"] == 0.0
    assert found["correct refusals"] == 0.0


def test_a_question_without_an_answer_counts_as_wrong_and_not_as_a_correct_refusal() -> None:
    assert measures(item(), None) == {
        "accuracy": 0.0,
        "answer accuracy": 0.0,
        "answer rate": 0.0,
        "false refusals": 1.0,
        "nugget recall, vital": 0.0,
        "nugget recall, all": 0.0,
    }
    assert measures(declined(), None)["correct refusals"] == 0.0


def test_nugget_recall_counts_vital_and_all_apart() -> None:
    found = measures(item(), line(text="At least 70%."))
    assert (found["nugget recall, vital"], found["nugget recall, all"]) == (1.0, 0.5)
