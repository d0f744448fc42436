"""Facts are found in answers whatever their spacing and width, and numbers only whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.nuggets import fold, holds, recall
from evals.records import Nugget


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("至少报销７０％。", "70%"),
        ("In total 63,426 households.", "63426 households"),
        ("国办发〔2021〕42号", "国办发[2021]42号"),
        ("CNY 9.87  Million was paid [1]", "cny 9.87 million"),
        ("between 2014–2017", "2014-2017"),
        ("not below 10 % of the disposable income", "10% & Disposable Income"),
    ],
)
def test_a_form_is_found_whatever_case_space_width_and_dashes(text: str, form: str) -> None:
    assert holds(text, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("at least 75%", "5%"),
        ("987万元", "87万元"),
        ("70.5 points", "70"),
        ("1.70%", "70%"),
        ("the ratio is 70% [3]", "3"),
        ("10% of the income", "10% & disposable"),
    ],
)
def test_a_number_counts_only_whole_and_every_part_of_a_form_is_needed(text: str, form: str) -> None:
    assert not holds(text, form)


def test_recall_is_the_share_of_nuggets_and_undefined_without_any() -> None:
    nuggets = (Nugget("a", ("70%", "七成"), True), Nugget("b", ("deductible",), False))
    assert recall("报七成", nuggets) == 0.5
    assert recall("anything", ()) is None


@given(st.text(alphabet="低保ab70%,. ", min_size=1, max_size=20))
def test_a_text_holds_itself_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    if text.strip() and " & " not in text:
        assert holds(text, text)
