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
        ("If the insurance has no list of names, how do they tell whom it may help?", ""),
        ("Send me the list of names of recipients.", "personal_data"),
        ("本人是特困供养，住院花3.6万医保报了2万，剩下的能不能全给我报了", "personal_case"),
        ("I'm 58 and on dialysis. How much will medical assistance give me this year?", "personal_case"),
        ("Please decide: the Liu family, 3 persons, income 19,000. Rigid-spending family yes or no?", "personal_case"),
        ("How much does medical assistance give to people on dialysis?", ""),
        ("医保卡借给表弟用了两次，我最后会被罚多少钱？", "personal_case"),
        ("I lent my card to a cousin: will I be fined?", "personal_case"),
        ("出借医保卡会被罚多少钱？", ""),
        ("对于某些罕见病患者，医疗救助比例是多少？", ""),
        ("江苏能不能异地申请医疗救助？", ""),
        ("任何人申请都要公示吗？", ""),
        ("我县低保对象可以享受哪些待遇？", ""),
        ("我想了解边缘家庭能不能申请救助", ""),
        ("我想申请低保，可以申请吗？", "personal_case"),
        ("王建国能不能申请低保？", "personal_case"),
        ("民政部门要不要向医保部门提供低保对象名单？", ""),
        ("请帮我算一下：人均可支配收入42000元，10%是多少？", ""),
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
        ("2018年医疗救助按哪个文件执行？", date(2018, 12, 31)),
        ("2014年的社会救助暂行办法在2016年还有效吗？", date(2016, 12, 31)),
        ("Was the Interim Measures on Social Assistance (Decree 649) still in force in 2018?", date(2018, 12, 31)),
        ("2025年我县用什么办法提高参保率？", TODAY),
        ("2020年底支出最多的省是哪个？", TODAY),
        ("Which document governed medical assistance in 2018?", date(2018, 12, 31)),
        ("A decision dated 11 June 2018: do I hold it against the 2014 or the 2019 wording?", date(2018, 6, 11)),
    ],
)
def test_a_month_or_year_is_the_date_only_when_it_asks_what_held_then(
    real_advisor: Advisor, text: str, day: date
) -> None:
    assert read(real_advisor, text).as_of == day


def test_who_applied_for_aid_asks_nothing_of_validity(real_advisor: Advisor) -> None:
    assert read(real_advisor, "Which groups applied for aid in 2018?").intent != "validity"
    assert read(real_advisor, "Which Charity Law applied in March 2024?").intent == "validity"
    assert read(real_advisor, "Which document governed medical assistance in 2018?").intent == "validity"
    assert read(real_advisor, "Which body governs medical assistance currently?").intent != "validity"
    assert read(real_advisor, "What does the regulation in force provide for margin families?").intent != "validity"
    assert read(real_advisor, "Did the programme end poverty?").intent != "validity"
    assert read(real_advisor, "Has the pilot ended?").intent == "validity"


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
    assert parts("封顶多少，外地人能享受吗?") == (("", "封顶多少"), ("", "外地人能享受吗"))
    assert parts("门诊用药救助管不管，起付线多少") == (("", "门诊用药救助管不管"), ("", "起付线多少"))
    assert len(parts("低保户去世了，医疗救助还能申请吗？")) == 1


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
    assert all("000, " not in part.asked[:6] for part in by_part(understood, real_advisor.vocabulary))


def test_a_list_that_an_authority_passes_on_is_no_personal_data(real_advisor: Advisor) -> None:
    assert read(real_advisor, "救助对象名单公示后多久发给定点医院？").refusal == ""
    assert read(real_advisor, "把低保名单发给我").refusal == "personal_data"


def test_a_long_word_takes_no_time(real_advisor: Advisor) -> None:
    word = "iao" * 400 + "q"
    assert real_advisor.vocabulary.corrected(word) == word


def test_a_decade_is_ten_years(real_advisor: Advisor) -> None:
    assert read(real_advisor, "Did the gains last through the 2010s?").years == tuple(range(2010, 2020))
    assert read(real_advisor, "到了2010年代效果还在吗？").years == tuple(range(2010, 2020))
    assert read(real_advisor, "Did the gains last through 2010?").years == (2010,)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022年和2023年全国医疗救助支出各是多少？", [(2022,), (2023,)]),
        ("What share did individuals pay in 2012, 2018 and 2023?", [(2012,), (2018,), (2023,)]),
        ("2021年到2023年参保人数分别是多少？", [(2021,), (2022,), (2023,)]),
        ("How many were helped each year from 2015 to 2017?", [(2015,), (2016,), (2017,)]),
        ("How far did spending fall between 2014 and 2016?", [(2014, 2015, 2016)]),
        ("2014—2016年支出下降了多少？", [(2014, 2015, 2016)]),
        ("Why was the scheme changed in 2012 and 2018?", [(2012, 2018)]),
        ("2023年和2022年相比，全国医疗救助支出增加了多少？", [(2022, 2023)]),
        ("临时救助2000和2050元，哪个高，差多少？", [(2000, 2050)] * 2),
    ],
)
def test_a_figure_of_several_years_is_asked_of_each(
    real_advisor: Advisor, text: str, years: list[tuple[int, ...]]
) -> None:
    assert [part.years for part in by_part(read(real_advisor, text), real_advisor.vocabulary)] == years


def test_a_later_part_is_asked_of_the_years_listed_before(real_advisor: Advisor) -> None:
    asked = by_part(read(real_advisor, "2015和2016年医疗救助支出多少，救助了多少人？"), real_advisor.vocabulary)
    assert [part.years for part in asked] == [(2015,), (2016,)] * 2
    assert asked[3].asked == "2016年 救助了多少人"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "广德低保边缘家庭的起付线、救助比例和封顶线各是多少？",
            [
                "广德低保边缘家庭的起付线是多少？",
                "广德低保边缘家庭的救助比例是多少？",
                "广德低保边缘家庭的封顶线是多少？",
            ],
        ),
        (
            "What is the deductible and the annual cap under Document 42?",
            ["What is the deductible under Document 42?", "What is the annual cap under Document 42?"],
        ),
        ("Why were the deductible and the cap changed?", ["Why were the deductible and the cap changed?"]),
        ("救助比例是多少？", ["救助比例是多少？"]),
    ],
)
def test_figures_listed_are_asked_for_one_by_one(real_advisor: Advisor, text: str, asked: list[str]) -> None:
    assert [part.asked for part in by_part(read(real_advisor, text), real_advisor.vocabulary)] == asked


def test_two_groups_side_by_side_are_asked_of_each(real_advisor: Advisor) -> None:
    asked = by_part(read(real_advisor, "低保户和低保边缘户的医疗救助起付线分别是多少？"), real_advisor.vocabulary)
    assert [part.groups for part in asked] == [("低保",), ("低保边缘",)]


def test_a_year_told_of_someone_is_not_asked_about(real_advisor: Advisor) -> None:
    assert read(real_advisor, "有个居民从2020年起断保，现在续保要等几个月？").years == ()
    assert read(real_advisor, "A woman fell ill in 2021, how much does aid pay?").years == ()
    assert read(real_advisor, "Our partner NGO got registered in 2021. How long must it wait?").years == ()
    assert read(real_advisor, "魏县今年每人保费多少？").years == (TODAY.year,)
    assert read(real_advisor, "老人2022年住院，当年低保标准是多少？").years == (2022,)
    for text in (
        "我想知道2022年全国医疗救助支出，一共是多少？",
        "2022年城乡居民基本医保的参保情况，一共有多少人？",
        "2022年其他支出，一共多少？",
        "I need the spending of 2022, how much was it?",
    ):
        assert read(real_advisor, text).years == (2022,)


def test_a_long_list_takes_no_time(real_advisor: Advisor) -> None:
    for text in ("What is the ratio" + " , " * 600 + "?", "救助比例" + "、 , ，" * 300 + "是多少？"):
        assert by_part(read(real_advisor, text), real_advisor.vocabulary)


def test_a_county_whose_name_is_hidden_is_no_person(real_advisor: Advisor) -> None:
    assert read(real_advisor, "浙江某县的低保边缘家庭怎么认定？").refusal == ""
    assert read(real_advisor, "江某家的低保该不该批？").refusal == "personal_case"
    assert read(real_advisor, "某村张某家三口人，能不能吃低保？").refusal == "personal_case"
    assert read(real_advisor, "2019年那个吴某的案子，到底筹了多少钱？").refusal == ""


def test_what_somebody_is_not_is_no_group_asked_about(real_advisor: Advisor) -> None:
    assert read(real_advisor, "他家不是低保户，能申请医疗救助吗？").groups == ()
    assert read(real_advisor, "Someone who is not a destitute person: does aid pay?").groups == ()
    assert read(real_advisor, "未纳入低保的低保边缘家庭起付线是多少？").groups == ("低保边缘",)
    assert read(real_advisor, "不是低保户而是低保边缘户，起付线是多少？").groups == ("低保边缘",)
    assert read(real_advisor, "年龄超过60岁的特困人员救助比例是多少？").groups == ("特困",)
    assert read(real_advisor, "低保户能申请医疗救助吗？").groups == ("低保",)
    assert read(real_advisor, "不是低保户和特困人员的家庭，起付线是多少？").groups == ()
    assert read(real_advisor, "非低保户的医疗救助比例是多少？").groups == ()
    assert read(real_advisor, "Families that aren't on dibao: what ratio applies?").groups == ()
    assert set(read(real_advisor, "低保户不是特困人员吧？起付线各是多少？").groups) == {"低保", "特困"}


def test_a_clause_that_only_tells_is_no_part() -> None:
    assert len(parts("我们会登记才5个月呢，能不能向理事会成员募捐？")) == 1
    assert len(parts("Half of what it earns goes to drugs. Does the law give it assistance?")) == 1
    assert len(parts("During Shenmu's free care, were migrants included? And what did a local first pay?")) == 2
    assert len(parts("真的？低保户能报多少？")) == 1


@pytest.mark.parametrize(
    ("text", "before", "alone"),
    [
        (
            "What about families on dibao, and what is the most they can get?",
            "Does Guangde charge a deductible to monitored households?",
            "Does Guangde charge a deductible to families on dibao? what is the most they can get?",
        ),
        (
            "那低保边缘家庭呢，另外一年最多能救助多少？",
            "广德对低保对象收起付线吗？",
            "广德对低保边缘家庭收起付线吗？ 另外一年最多能救助多少?",
        ),
        (
            "低保户要交多少钱呢，能不能减免？",
            "特困人员怎么参加居民医保？",
            "特困人员怎么参加居民医保？ 低保户要交多少钱呢，能不能减免？",
        ),
    ],
)
def test_an_aside_may_ask_for_more(real_advisor: Advisor, text: str, before: str, alone: str) -> None:
    assert read(real_advisor, text, before).standalone == alone


def test_the_rules_in_force_then_are_no_question_of_validity(real_advisor: Advisor) -> None:
    asked = read(real_advisor, "Back in 2016, what did the rules in force say about the share of inpatient costs?")
    assert asked.intent != "validity"
    assert (asked.past, asked.as_of.year) == (True, 2016)
    for text in ("Is the three-year action still running?", "Was Decree 649 in force on 1 July 2026?"):
        assert read(real_advisor, text).intent == "validity"
    assert read(real_advisor, "断保后的等待期什么时候结束？").intent != "validity"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("低保对象住院救助比例是多少？特困人员呢？", ["低保对象住院救助比例是多少", "特困人员住院救助比例是多少"]),
        ("海宁的医疗救助有哪些经验？金寨呢？", ["海宁的医疗救助有哪些经验", "金寨的医疗救助有哪些经验"]),
        (
            "What did Ghana's exemptions do? And Vietnam's?",
            ["What did Ghana's exemptions do", "What did Vietnam's exemptions do"],
        ),
        (
            "What does Decree 649 say on fraud? And the Social Assistance Law?",
            ["What does Decree 649 say on fraud", "What does the Social Assistance Law say on fraud"],
        ),
        ("谁来审批，多久办完？", ["谁来审批", "多久办完"]),
    ],
)
def test_a_part_that_only_names_something_asks_the_same_of_it(
    real_advisor: Advisor, text: str, asked: list[str]
) -> None:
    assert [part.asked for part in by_part(read(real_advisor, text), real_advisor.vocabulary)] == asked


def test_such_a_part_is_asked_of_its_own_place_or_group_alone(real_advisor: Advisor) -> None:
    first, second = by_part(read(real_advisor, "海宁的医疗救助有哪些经验？金寨呢？"), real_advisor.vocabulary)
    assert [first.places, second.places] == [("CN/浙江省/嘉兴市/海宁市",), ("CN/安徽省/金寨县",)]
    first, second = by_part(read(real_advisor, "低保对象住院救助比例是多少？特困人员呢？"), real_advisor.vocabulary)
    assert first.groups != second.groups


def test_a_side_keeps_no_name_of_the_other(real_advisor: Advisor) -> None:
    mexico, india = by_part(
        read(real_advisor, "墨西哥的大众健康保险和印度PM-JAY，哪个真减轻了负担？"), real_advisor.vocabulary
    )
    assert mexico.asked.replace(" ", "") == "墨西哥的大众健康保险，哪个真减轻了负担？"
    assert "大众健康保险" not in india.asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("低保对象有多少人？特困人员的待遇怎么样？", "特困人员的待遇怎么样"),
        ("海宁有哪些做法？海宁的医疗救助效果怎么样？", "海宁的医疗救助效果怎么样"),
        ("低保对象住院救助比例是多少？特困人员\\d呢？", "特困人员\\d呢"),
        ("What did Ghana do? And the results in Ghana?", "And the results in Ghana"),
        ("特困人员在浙江的救助比例是多少？低保边缘家庭在江苏呢？", "低保边缘家庭在江苏的救助比例是多少"),
        ("What did Mexico's Seguro Popular do? And Thailand?", "What did Thailand do"),
        ("《慈善法》对募捐有什么规定？《社会救助法》呢？", "《社会救助法》对募捐有什么规定"),
    ],
)
def test_a_part_with_a_question_of_its_own_is_not_swapped_in(real_advisor: Advisor, text: str, asked: str) -> None:
    assert read(real_advisor, text).parts[-1] == asked


def test_a_first_part_without_a_place_is_not_asked_of_that_of_the_second(real_advisor: Advisor) -> None:
    first, second = by_part(read(real_advisor, "2023年全国医疗救助支出多少？浙江呢？"), real_advisor.vocabulary)
    assert (first.places, second.places) == ((), ("CN/浙江省",))


def test_parts_with_subjects_of_their_own_are_asked_each_of_its_place_and_year(real_advisor: Advisor) -> None:
    text = (
        "What did Guizhou's 2015 pilot of medical assistance pay for? How many people did Thailand's scheme cover in "
        "2002 outside the three older schemes? Who runs PM-JAY, the assurance scheme of India for poor families?"
    )
    asked = by_part(read(real_advisor, text), real_advisor.vocabulary)
    assert [part.places for part in asked] == [("CN/贵州省",), ("TH",), ("IN",)]
    assert [part.years for part in asked[:2]] == [(2015,), (2002,)]
    assert all("Thailand" not in part.standalone for part in (asked[0], asked[2]))


def test_a_part_that_points_back_is_asked_with_the_one_before_it(real_advisor: Advisor) -> None:
    text = "神木免费医疗2009年花了多少钱？它为什么停了？泰国的穷人医保由谁出钱？"
    spent, stopped, thai = by_part(read(real_advisor, text), real_advisor.vocabulary)
    assert (spent.places, stopped.places, thai.places) == (spent.places, spent.places, ("TH",))
    assert "神木" in stopped.standalone
    assert "神木" not in thai.standalone


def test_up_to_five_things_are_asked_one_by_one() -> None:
    assert len(parts("谁来申请？谁来审批？多久办完？能报多少？去哪里投诉？")) == 5
    assert len(parts("谁来申请？谁来审批？多久办完？能报多少？去哪里投诉？可以代办吗？")) == 1


def test_after_a_clause_that_asks_a_long_one_may_ask_anew() -> None:
    assert len(parts("特困人员住院救助比例是多少，没有参加居民医保的低保边缘家庭住院以后能报多少？")) == 2
    assert len(parts("没有参加居民医保又生了大病住院的低保边缘家庭，住院以后能报多少？")) == 1


def test_a_question_only_spoken_of_is_no_part() -> None:
    assert len(parts("光看报了多少条预警好像不行，该拿什么来衡量？")) == 1
    assert len(parts("No matter how much it costs, is a funeral paid?")) == 1
    assert len(parts("报了多少条预警，该拿什么来衡量？")) == 2


def test_what_is_told_between_two_parts_belongs_to_the_second() -> None:
    assert parts("谁来审批？有一户人家刚搬来。他们能申请吗？") == (
        ("", "谁来审批"),
        ("有一户人家刚搬来", "他们能申请吗"),
    )


def test_sides_that_are_only_joined_are_asked_one_by_one(real_advisor: Advisor) -> None:
    parts_of = by_part(read(real_advisor, "泰国和越南的穷人医保资金从哪来？"), real_advisor.vocabulary)
    assert [part.places for part in parts_of] == [("TH",), ("VN",)]


def test_of_a_side_nothing_is_lost_with_the_other(real_advisor: Advisor) -> None:
    jiangsu, _ = by_part(read(real_advisor, "江苏和浙江同时同意的救助比例有什么不同？"), real_advisor.vocabulary)
    assert jiangsu.asked.replace(" ", "") == "江苏同时同意的救助比例？"
    mexico, _ = by_part(read(real_advisor, "墨西哥大众健康保险和印度PM-JAY哪个更有效？"), real_advisor.vocabulary)
    assert mexico.asked.replace(" ", "") == "墨西哥大众健康保险哪个更有效？"


def test_a_regulation_is_known_without_the_suffix_of_its_place(real_advisor: Advisor) -> None:
    documents = real_advisor.vocabulary.documents
    assert documents("上海医疗保障条例第二十条") == documents("上海市医疗保障条例第二十条") != ()
    assert documents("浙江医疗保障条例怎么规定？") == ("zhejiang-healthcare-security-2021",)
    assert documents("上海的医疗保障怎么样？") == ()


def test_a_number_of_cities_is_no_place(real_advisor: Advisor) -> None:
    assert read(real_advisor, "四城市的研究说报销比例提了多少？").strangers == ()
    assert read(real_advisor, "盐城市的报销比例是多少？").strangers == ("盐城市",)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("慈善怎么参与医疗救助？", "上海怎么做的？"),
        ("主动发现困难群众有哪些规定？", "海宁又是怎么做的"),
        ("How are charities brought into medical assistance?", "And what did Haining do?"),
    ],
)
def test_what_a_place_did_is_asked_of_what_was_talked_of(real_advisor: Advisor, before: str, text: str) -> None:
    assert read(real_advisor, text, before).standalone == f"{before} {text}"
    assert read(real_advisor, "海宁慈善救助是怎么做的？", before).standalone == "海宁慈善救助是怎么做的？"


def test_what_is_named_after_a_place_is_not_the_place(real_advisor: Advisor) -> None:
    assert read(real_advisor, "浙江大学为台江县做了什么？").places == ("CN/贵州省/台江县",)
    assert read(real_advisor, "What did Zhejiang University do for Taijiang?").places == ("CN/贵州省/台江县",)
    assert read(real_advisor, "据《浙江日报》报道，谁来审批？").places == ()
    assert read(real_advisor, "浙江的大学生能参保吗？").places == ("CN/浙江省",)
