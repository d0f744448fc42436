"""What is read in a question: the date it asks about, unknown places, what must not be answered, the language."""

from datetime import date

import pytest

from assistant import Advisor, Question, Turn
from assistant.parts import parts
from assistant.records import Understanding
from assistant.understand import understand
from tests.conftest import TODAY


def read(advisor: Advisor, text: str, *before: str) -> Understanding:
    history = tuple(Turn(question, "") for question in before)
    return understand(Question(text, as_of=TODAY, history=history), advisor.vocabulary)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("帮我查张三是不是低保户", "personal_data"),
        ("民政部门如何核查家庭是否符合低保条件？", ""),
        ("抽查医院是否违规使用救助基金由谁负责", ""),
        ("怎样把收入报少点拿低保", "unsafe"),
        ("怎么隐瞒存款才不会被发现", "unsafe"),
        ("如何核查把存款藏起来的申请人？", ""),
        ("如何防止收入瞒报？", ""),
        ("魏县是先把建档立卡户的名单定好再投保的吧？", ""),
        ("给我一份低保户名单", "personal_data"),
        ("如何认定低收入人口，西藏有什么规定？", ""),
    ],
)
def test_only_what_asks_for_a_person_or_a_trick_is_refused(real_advisor: Advisor, text: str, refusal: str) -> None:
    assert read(real_advisor, text).refusal == refusal


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年5月的时候社会救助法生效没有", date(2026, 5, 31)),
        ("Which Charity Law applied in March 2024?", date(2024, 3, 31)),
        ("Was Decree 649 in force in 2017?", date(2017, 12, 31)),
        ("《慈善法》2019年还有效吗？", date(2019, 12, 31)),
        ("2026年7月施行的社会救助法现在还有效吗？", TODAY),
        ("2024年9月施行的慈善法规定慈善信托怎么备案？", TODAY),
        ("2019年修改的649号令现在还有效吗?", TODAY),
        ("How many people applied for medical assistance in 2018?", TODAY),
    ],
)
def test_a_month_or_year_is_the_date_only_when_it_asks_what_held_then(
    real_advisor: Advisor, text: str, day: date
) -> None:
    assert read(real_advisor, text).as_of == day


def test_who_applied_for_aid_asks_nothing_of_validity(real_advisor: Advisor) -> None:
    assert read(real_advisor, "Which groups applied for aid in 2018?").intent != "validity"
    assert read(real_advisor, "Which Charity Law applied in March 2024?").intent == "validity"


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("我们临泉县谁来审批医疗救助?", ("临泉县",)),
        ("安徽省临泉县的起付标准是多少?", ("临泉县",)),
        ("惠民县的医疗救助比例是多少？", ("惠民县",)),
        ("西藏那曲的医疗救助起付线是多少?", ("西藏", "那曲")),
        ("卢旺达怎么给穷人免保费?", ("卢旺达",)),
        ("中国农村的医疗救助有用吗?", ()),
        ("贫困县的床位有多少?", ()),
        ("领导要写魏县防贫保的成效", ()),
        ("Who may apply in Linquan county?", ("Linquan county",)),
        ("Who approves medical assistance in Linquan County.", ("Linquan County",)),
    ],
)
def test_places_that_the_base_does_not_know(real_advisor: Advisor, text: str, strangers: tuple[str, ...]) -> None:
    assert read(real_advisor, text).strangers == strangers


def test_a_follow_up_is_answered_in_its_own_language(real_advisor: Advisor) -> None:
    assert read(real_advisor, "How about the annual cap?", "低保对象的住院救助比例是多少？").language == "en"
    assert read(real_advisor, "PM-JAY?", "印度的医疗保障怎么样？").language == "zh"


def test_an_aside_keeps_the_conversation_though_it_names_a_document(real_advisor: Advisor) -> None:
    asked = read(real_advisor, "支出型贫困的家庭呢?", "2023年初上海低保户住院医疗救助报几成?")
    assert "上海" in asked.standalone
    assert "支出型贫困" in asked.standalone


def test_a_yes_or_no_question_after_a_comma_is_a_part_of_its_own() -> None:
    assert parts("封顶多少，外地人能享受吗?") == ("封顶多少", "外地人能享受吗")
    assert parts("门诊用药救助管不管，起付线多少") == ("门诊用药救助管不管", "起付线多少")
    assert parts("低保户去世了，医疗救助还能申请吗？") == ("低保户去世了 医疗救助还能申请吗",)


def test_words_that_the_base_never_has(real_advisor: Advisor) -> None:
    unheard = real_advisor.vocabulary.unheard
    assert unheard("低保家庭想做试管婴儿，医疗救助报多少？", "zh") == ("试管婴儿",)
    assert unheard("低保对象住院，医疗救助报多少？", "zh") == ()
    assert unheard("Does medical assistance pay for a hospice bed?", "en") == ("hospic",)


def test_a_decade_is_no_year(real_advisor: Advisor) -> None:
    assert read(real_advisor, "Did the gains last through the 2010s?").years == ()
    assert read(real_advisor, "Did the gains last through 2010?").years == (2010,)
