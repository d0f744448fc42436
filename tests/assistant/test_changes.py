"""What is new on a subject: which policies are listed, since when, and what asks for no list."""

from datetime import date

import pytest

from assistant import Advisor, Answer, Question
from tests.conftest import TODAY


def ask(advisor: Advisor, text: str, as_of: date = TODAY) -> Answer:
    return advisor.ask(Question(text, as_of=as_of))


def listed(answer: Answer) -> list[str]:
    return [claim.citations[0].doc_id for claim in answer.claims]


def test_new_policies_are_listed_the_latest_first_with_what_they_are_worth(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "2025年以来有哪些新规定影响医疗救助？")
    assert listed(answer) == ["healthcare-security-law-2026", "social-assistance-law-2026"]
    assert "尚未生效，自2027年1月1日起施行" in answer.claims[0].text
    assert "可能还有其他文件" in answer.dropped[0].why


def test_this_year_is_the_year_of_the_date(real_advisor: Advisor) -> None:
    found = listed(ask(real_advisor, "最近三年慈善方面有什么新规定？"))
    assert "charity-law-2023" in found
    assert "charity-law-2023" not in listed(ask(real_advisor, "今年慈善方面有什么新规定？"))


def test_in_english_by_the_words_of_titles(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "What new rules on charity have come since 2024?")
    assert {"platform-measures-2024", "charity-law-2023"} <= set(listed(answer))


def test_what_came_later_is_not_new_on_an_earlier_day(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "最近有什么新的社会救助政策？", date(2025, 6, 1))
    assert not {"social-assistance-law-2026", "mca-2026-35"} & set(listed(answer))


def test_of_a_place_its_own_policies_too_and_no_other(real_advisor: Advisor) -> None:
    found = set(listed(ask(real_advisor, "上海2024年以来有什么医疗保障新政策？")))
    assert "shanghai-healthcare-security-2024" in found
    places = {place for doc_id in found for place in real_advisor.index.documents[doc_id].places}
    assert places == {"CN", "CN/上海市"}


@pytest.mark.parametrize(
    "text",
    ["最近养老金有什么新政策？", "What new rules on parking have come since 2024?", "新的社会救助法有哪些规定？"],
)
def test_no_list_of_another_subject_or_of_what_one_text_says(real_advisor: Advisor, text: str) -> None:
    assert not any("可能还有其他文件" in d.why or "may be others" in d.why for d in ask(real_advisor, text).dropped)
