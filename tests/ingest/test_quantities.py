"""The same quantity in either language's format has one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import quantities


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("at least 70%", "不低于70%"),
        ("70 percent", "七成"),
        ("75%", "七成五"),
        ("CNY 9.87 million", "987万元"),
        ("CNY 122.41 billion", "1224.1亿元"),
        ("1.5 times the standard", "标准的1.5倍"),
        ("63,426 households", "63426户"),
        ("on 1 July 2026", "2026年7月1日"),
        ("in October 2021", "2021年10月"),
        ("2.5 percentage points", "2.5个百分点"),
        ("In 2019, 1,930 cases", "2019年，1930例"),
        ("Decree 649 of 2014 (art. 28)", "国务院令第649号第二十八条"),
        ("the 14th NPC", "第14届全国人大"),
    ],
)
def test_a_pair_is_equal(en: str, zh: str) -> None:
    assert {q.value for q in quantities(en)} == {q.value for q in quantities(zh)}


def test_document_numbers_and_dois_are_no_quantities() -> None:
    assert quantities("国办发〔2021〕42号, doi 10.1186/s12913-019-4048-7") == []


@given(st.integers(min_value=1, max_value=9_999))
def test_ten_thousands_are_scaled(n: int) -> None:
    assert quantities(f"{n}万元")[0].value == n * 10_000
