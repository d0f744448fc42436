"""What is read in a question: the date it asks about, unknown places, what must not be answered, the language."""

from datetime import date

import pytest

from assistant import Advisor, Question, Turn
from assistant.parts import parts
from assistant.records import Understanding
from assistant.understand import by_part, understand
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
        ("医保定点医院住院，医疗救助报多少?", ()),
        ("基金的均衡水平怎么样?", ()),
        ("菲律宾马拉萨基特中心的依据是什么?", ()),
        ("田北海怎么定义支出型贫困?", ()),
        ("进贤县的起付线是多少?", ("进贤县",)),
        ("走进惠民县看医疗救助", ("惠民县",)),
        ("How does the United States pay for the poor?", ("United States",)),
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
    assert 0 < unheard("低保家庭想做冷冻胚胎，医疗救助报多少？", "zh") < 1
    assert unheard("低保对象住院，医疗救助报多少？", "zh") == 0
    assert unheard("Does medical assistance pay for a hospice bed?", "en") == pytest.approx(1 / 5)
    assert unheard("drg付费是什么？花了43217元", "zh") == unheard("How much is paid of 43,217 yuan?", "en") == 0


def test_a_short_name_is_a_name_only_as_a_word(real_advisor: Advisor) -> None:
    assert real_advisor.vocabulary.documents("多元治理的好处是什么？") == ()
    assert "collaboration-critiques" in real_advisor.vocabulary.documents("元治理的好处是什么？")
    assert read(real_advisor, "家里的顶梁柱病倒了，住院医疗救助报多少？").documents == ()


@pytest.mark.parametrize(
    "text", ["骗取救助按社会救助法还是第649号令处罚？", "Thailand or Indonesia: which one offers stronger evidence?"]
)
def test_one_or_the_other_is_asked_of_both(real_advisor: Advisor, text: str) -> None:
    assert len(read(real_advisor, text).sides) == 2


def test_a_relative_clause_points_at_nothing_said_before(real_advisor: Advisor) -> None:
    text = "Does medical assistance pay for treatment in a private hospital that is not a designated provider?"
    assert read(real_advisor, text, "Is Shenmu's free medical care still running?").standalone == text
    assert read(real_advisor, "Is that paid too?", "Does Shenmu pay for drugs?").standalone != "Is that paid too?"


def test_a_clause_that_holds_a_number_is_not_cut_in_it(real_advisor: Advisor) -> None:
    understood = read(real_advisor, "Jinzhai caps at 50,000, what about Haining compared with it?")
    assert all("000, " not in part.asked[:6] for part in by_part(understood))


def test_a_list_that_an_authority_passes_on_is_no_personal_data(real_advisor: Advisor) -> None:
    assert read(real_advisor, "救助对象名单公示后多久发给定点医院？").refusal == ""
    assert read(real_advisor, "把低保名单发给我").refusal == "personal_data"


def test_a_long_word_takes_no_time(real_advisor: Advisor) -> None:
    word = "iao" * 400 + "q"
    assert real_advisor.vocabulary.corrected(word) == word


def test_a_decade_is_no_year(real_advisor: Advisor) -> None:
    assert read(real_advisor, "Did the gains last through the 2010s?").years == ()
    assert read(real_advisor, "Did the gains last through 2010?").years == (2010,)
