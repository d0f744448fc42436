"""Which figure a question asks for, and which sentences state it."""

import pytest

from assistant.asked_figures import figures_asked, left_open, same_figure, states


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("住院救助报百分之多少?", {"share"}),
        ("多少个工作日内要答复?", {"period"}),
        ("Within how many working days is it decided?", {"period"}),
        ("一年最多补多少次透析?", {"count"}),
        ("建平台花了多少钱?", {"money"}),
        ("What premium does the state pay?", {"money"}),
        ("一年最多给多少?", {"share", "money", "count"}),
        ("How long may benefit be drawn?", {"length"}),
        ("What is the yearly maximum?", {"money"}),
        ("What is a deductible?", set()),
        ("How much does means-tested aid pay?", {"share", "money", "count"}),
        ("Within how many days must work-injury recognition be asked for?", {"period"}),
        ("封顶线是什么?", set()),
        ("指导意见的文号多少?", set()),
        ("断保后第二年交多少钱?", {"money"}),
        ("按人头补助多少?", {"share", "money", "count"}),
        ("按捐款多少给企业排名次，妥当吗?", set()),
        ("What is the minimum number of inspectors?", {"money", "count"}),
        ("谁来审批?", set()),
        ("寻甸是哪年哪月脱贫的?", {"day"}),
        ("On what day does it take effect?", {"day"}),
        ("试点是哪一年开始的?", {"year"}),
        ("In which year did it begin?", {"year"}),
        ("最迟在哪天前办完?", set()),
        ("前几年的文件还用吗?", set()),
        ("分成哪几块?", set()),
        ("How much may the province decide, and who checks?", set()),
    ],
)
def test_the_figure_asked_for(question: str, kinds: set[str]) -> None:
    assert figures_asked(question) == kinds


@pytest.mark.parametrize(
    ("sentence", "kind", "stated"),
    [
        ("低保对象按不低于70%救助。", "share", True),
        ("低保对象按七成救助。", "share", True),
        ("特困人员全额救助。", "share", True),
        ("Aid pays at least 70%.", "period", False),
        ("The county decides within 30 days.", "period", True),
        ("县级民政部门应当在30个工作日内决定。", "period", True),
        ("该法自2026年7月1日起施行。", "period", False),
        ("该法自2026年7月1日起施行。", "length", True),
        ("It aided 9,452 people.", "count", True),
        ("It aided 9,452 people.", "money", False),
        ("每次补助300至500元。", "count", False),
        ("It pays CNY 300 to 500.", "count", False),
        ("第二个五年继续帮扶县医院。", "count", False),
        ("In 2022 it aided 118 million people, 200 million in all.", "share", False),
        ("寻甸是首批脱贫县之一。", "day", False),
        ("2021年10月28日印发。", "day", True),
        ("从参保第三个自然月起享受待遇。", "day", True),
        ("It began in 2012.", "year", True),
        ("It was among the first.", "year", False),
        ("The cap is CNY 50,000.", "money", True),
        ("The pilot joined three schemes.", "share", False),
        ("PM-JAY did not cut payments.", "share", True),
    ],
)
def test_a_sentence_that_states_it(sentence: str, kind: str, stated: bool) -> None:
    assert states(sentence, frozenset({kind})) is stated


def test_another_figure_is_no_answer() -> None:
    assert not same_figure("起付线是多少?", "年度救助限额为50000元。")
    assert same_figure("What is the cap?", "At most CNY 50,000 a year.")
    assert same_figure("How many?", "12 counties.")
    assert same_figure("一年最多能列支多少?", "年度管理费用不得超过当年总支出的10%。")
    assert same_figure("How many inspectors check a hospital?", "At least 2 inspectors.")
    assert same_figure("住院封顶线多少?", "年度封顶线为5万元。")
    assert not same_figure("How much of a hospital stay is paid?", "Aid pays 70% of outpatient costs.")
    assert not same_figure("台江县的医疗救助比例是多少?", "据报道，台江县97%的居民为苗族。")
    assert same_figure("医疗救助比例是多少?", "低保对象政策范围内费用按不低于70%救助。")
    assert not same_figure("What share does assistance pay in Guizhou?", "90% of patients stay inside the county.")
    assert same_figure("What share of the poorest has cover?", "17.6% of the poorest are insured.")
    assert same_figure("What does the most recent survey say?", "11.0% of households.")
    assert same_figure("个人提交申请后，多少个工作日内办结?", "应当自受理之日起20个工作日内作出决定。")


def test_a_rule_may_leave_a_figure_open() -> None:
    assert left_open("年度救助限额由统筹地区确定。")
    assert not left_open("年度救助限额为50000元。")
    assert not left_open("It is approved by the county healthcare security department.")


def test_days_of_a_period_are_no_count_and_no_month_of_age_is_a_date() -> None:
    assert not states("应当在15个工作日内办结。", frozenset({"count"}))
    assert not states("等待期3个月。", frozenset({"day"}))
    assert not states("救助2013人。", frozenset({"year"}))
    assert figures_asked("前几月的医药费还能报销吗?") == frozenset()
    assert figures_asked("In which year and month was it?") == {"day"}
