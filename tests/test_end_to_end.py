"""The main job on the real base: the questions a newcomer asks first."""

from datetime import date

import pytest

from assistant import Advisor, Answer, Question, Turn

AS_OF = date(2026, 11, 22)


def ask(advisor: Advisor, text: str) -> Answer:
    return advisor.ask(Question(text, AS_OF))


def cited(answer: Answer) -> set[str]:
    return {card.doc_id for card in answer.sources}


def test_the_inpatient_share_and_its_costs(real_advisor: Advisor) -> None:
    answer = ask(
        real_advisor,
        "What share of inpatient costs must medical assistance pay for subsistence-allowance families, and of which costs?",
    )
    assert (answer.language, answer.status) == ("en", "answered")
    first = next(claim for claim in answer.claims if "70%" in claim.text)
    assert "policy-scope" in first.text
    assert first.basis == "binding"
    assert cited(answer) & {"sc-go-2021-42", "sc-go-2015-30"}


def test_haining_on_disclosure_and_supervision(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "海宁市在信息公开和监督方面做了什么?")
    assert (answer.language, answer.status) == ("zh", "answered")
    assert "信息公开" in answer.text
    assert "监督" in answer.text
    assert cited(answer) == {"haining"}
    assert all(claim.basis in ("precedent", "inference") for claim in answer.claims)


def test_the_2015_opinion_is_found_without_a_repeal(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "Is the 2015 opinion on medical assistance still in force?")
    assert answer.claims[0].text.startswith("No repeal notice for Document 30 of 2015")
    assert "国办发〔2021〕42号" in answer.claims[0].text
    assert "sc-go-2015-30" in cited(answer)


def test_why_jinzhai_became_involuted(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "金寨县健康扶贫为什么会内卷化?")
    assert answer.status == "answered"
    assert "治理能力" in answer.text
    assert "jinzhai" in cited(answer)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What did Haining's charity federation raise in 2018?", "no_evidence"),
        ("海宁市慈善总会2018年募集了多少资金?", "no_evidence"),
        ("Will it rain in Haining tomorrow?", "out_of_scope"),
        ("明天海宁会下雨吗?", "out_of_scope"),
        ("What is the capital of Kyrgyzstan?", "out_of_scope"),
        ("糖尿病人早餐吃什么好?", "out_of_scope"),
        ("2024年全国医疗救助支出总额是多少?", "no_evidence"),
    ],
)
def test_what_is_refused(real_advisor: Advisor, text: str, reason: str) -> None:
    answer = ask(real_advisor, text)
    assert (answer.status, answer.reason) == ("abstained", reason)
    assert answer.help


def test_every_quote_of_the_real_base_is_verbatim(real_advisor: Advisor) -> None:
    for text in ("医疗救助的对象有哪些?", "Who is covered by the Social Assistance Law?", "魏县防贫保怎么运作?"):
        for claim in ask(real_advisor, text).claims:
            for citation in claim.citations:
                passage = real_advisor.index.passage(citation.passage_id)
                assert citation.quote in (
                    passage.text.en[citation.start : citation.end],
                    passage.text.zh[citation.start : citation.end],
                )


def test_without_a_place_the_national_rule_leads(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "低保家庭住院救助比例是多少?")
    assert "不低于70%" in answer.claims[0].text
    assert real_advisor.index.documents[answer.claims[0].citations[0].doc_id].places == ("CN",)


def test_an_unknown_county_gets_what_holds_everywhere(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "Who may apply for medical assistance in Linquan County?")
    assert answer.status == "partial"
    assert answer.sources
    assert {card.place for card in answer.sources} == {"CN"}
    assert any("Linquan County" in notice.text for notice in answer.notices)


def test_a_figure_of_an_unknown_county_is_declined_with_the_national_rule(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "临泉县低保对象住院救助比例是多少?")
    assert (answer.status, answer.reason) == ("abstained", "no_evidence")
    assert answer.help is not None
    assert "临泉县" in answer.help
    assert "70%" in answer.help


def test_a_county_in_a_known_province_gets_the_figure_of_the_province(real_advisor: Advisor) -> None:
    text = "In Kaihua county, Zhejiang, how many days must a medical assistance application be on public notice?"
    answer = ask(real_advisor, text)
    assert answer.status == "partial"
    assert "7 days" in answer.claims[0].text


def test_the_help_quotes_the_national_rule_on_the_figure_and_group_asked(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "我们临泉县低保边缘户住院,医疗救助起付线怎么定?")
    assert answer.help is not None
    assert "起付标准" in answer.help
    assert "10%" in answer.help


def test_the_rule_of_one_county_is_none_of_its_neighbour(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "湖北省监利县因病致贫重病患者怎么认定？")
    assert "hubei-county-2025" not in {card.doc_id for card in answer.sources}


@pytest.mark.parametrize(
    ("text", "article"),
    [("社会救助法第四十四条怎么规定的", "第四十四条"), ("What does article 3 of the Charity Law say?", "art. 3)")],
)
def test_an_article_asked_for_is_all_that_is_quoted(real_advisor: Advisor, text: str, article: str) -> None:
    answer = ask(real_advisor, text)
    assert answer.claims
    assert all(article in claim.text for claim in answer.claims)
    assert {claim.basis for claim in answer.claims} == {"binding"}


def test_the_version_that_held_on_a_date_is_named(real_advisor: Advisor) -> None:
    assert "2014" in ask(real_advisor, "Was Decree 649 in force in 2017?").text
    assert "2016" in ask(real_advisor, "《慈善法》2019年还有效吗？").claims[0].text


@pytest.mark.parametrize(
    "text", ["How does Germany's statutory health insurance treat co-payments?", "昆山市的大病补充保险怎么做的？"]
)
def test_what_another_country_or_an_unknown_city_does_is_not_told_from_our_own_texts(
    real_advisor: Advisor, text: str
) -> None:
    assert ask(real_advisor, text).reason == "no_evidence"


def test_a_named_law_that_is_not_yet_in_force_is_not_answered_from_others(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "根据医疗保障法，医疗救助对象包括哪些人，违反了怎么处罚？")
    assert answer.reason == "not_yet_in_force"
    assert "2027年1月1日" in answer.text


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("2022年的时候医疗救助按哪个文件执行？", "sc-go-2021-42"),
        ("2018年医疗救助按哪个文件执行？", "sc-go-2015-30"),
        ("Which document governed medical assistance back in 2016?", "sc-go-2015-30"),
        ("2016年大病保险执行什么文件？", "sc-go-2015-57"),
        ("Which regulation governed social assistance in 2015?", "decree-649-2014"),
    ],
)
def test_which_text_held_in_a_year_is_one_that_held_then(real_advisor: Advisor, text: str, cites: str) -> None:
    assert cited(ask(real_advisor, text)) == {cites}


def test_of_a_subject_that_no_text_is_on_no_text_is_said_to_have_held(real_advisor: Advisor) -> None:
    assert "有效（自" not in ask(real_advisor, "2018年公租房按哪个文件执行？").text


def test_a_text_is_judged_on_the_date_asked_about_whatever_else_tells_of_it(real_advisor: Advisor) -> None:
    text = "站在2024年6月看，个人求助网络平台那个管理办法生效了没有"
    answer = real_advisor.ask(Question(text, as_of=date(2024, 6, 15)))
    assert "尚未生效，自2024年9月5日起才施行" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "How many beds and how many doctors did Taijiang's county hospital have in 2021?",
        "赤峰那篇健康扶贫研究一共用了多少户样本",
        "寻甸是哪年哪月正式宣布脱贫摘帽的？",
        "What was the name of the deputy county head who brought the partners together in Hefeng?",
        "《社会救助法》草案第一次上会时，是哪位领导作说明的？要姓名。",
        "By which date do counties have to bring their own assistance rules into line with the Social Assistance Law?",
    ],
)
def test_a_detail_that_is_not_held_is_not_answered_from_what_is_near(real_advisor: Advisor, text: str) -> None:
    assert ask(real_advisor, text).reason == "no_evidence"


@pytest.mark.parametrize(
    "text",
    [
        "深圳市2025年低保户住院的医疗救助比例是多少？",
        "medical assistance spending of Guizhou province in 2023, in yuan",
    ],
)
def test_a_figure_of_a_place_is_not_told_from_the_nation(real_advisor: Advisor, text: str) -> None:
    assert ask(real_advisor, text).reason == "no_evidence"


@pytest.mark.parametrize("text", ["慈善法在2010年有效吗？", "Was the Charity Law in force in 2010?"])
def test_of_two_versions_that_had_not_come_each_is_judged_once(real_advisor: Advisor, text: str) -> None:
    claims = ask(real_advisor, text).claims
    assert len(claims) == len({claim.text for claim in claims}) == 2


@pytest.mark.parametrize(
    "text", ["医疗救助是向户籍地还是居住地申请", "刚性支出困难家庭算不算医疗救助对象", "医疗救助由谁审批"]
)
def test_on_an_earlier_day_no_later_law_is_told_from(real_advisor: Advisor, text: str) -> None:
    answer = real_advisor.ask(Question(text, as_of=date(2025, 3, 10)))
    assert answer.claims
    assert not any("《社会救助法》" in claim.text for claim in answer.claims)


def test_what_an_ended_text_means_is_told_from_it(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "政策文件里讲的悬崖效应，是说谁跟谁之间的差距")
    assert answer.claims[0].citations[0].passage_id.startswith("cpc-sc-2018-poverty-guidance")


def test_of_several_years_the_one_that_is_held_is_told(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "What premium did residents pay in 2020, 2022 and 2024?")
    assert "CNY 400" in answer.text
    assert [dropped.text[-5:-1] for dropped in answer.dropped] == ["2022", "2020"]


def test_a_gap_of_one_part_leaves_what_is_clearly_held(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "健康扶贫三年攻坚的政策还能不能继续执行？我们县还有几条没清理")
    assert "已于2020年12月31日期满" in answer.text


def test_a_country_in_pinyin_letters_is_abroad(real_advisor: Advisor) -> None:
    assert ask(real_advisor, "Who decides on an application for medical assistance in Sudan?").reason == "no_evidence"


def test_a_text_not_in_force_is_headed_as_such_even_alone(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "健康扶贫三年攻坚那会儿，中央财政给深度贫困地区一共安排了多少？")
    assert answer.text.startswith("当日不具效力的文件：")


def test_a_rule_of_the_past_is_not_told_from_a_later_law(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "Which rules on temporary assistance applied in 2022?")
    assert "sc-2014-47" in cited(answer)
    assert "Social Assistance Law" not in answer.text


def test_of_a_text_that_was_amended_the_amended_one_is_told_too(real_advisor: Advisor) -> None:
    old, amended = ask(real_advisor, "2014年公布的社会救助暂行办法还有效吗？").claims[:2]
    assert "已不再有效" in old.text
    assert "仍视为有效" in amended.text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("国办发〔2021〕42号规定低保对象住院救助比例是多少？", "房价多少？"),
        ("金寨县健康扶贫内卷化是什么？", "坐火车怎么去？"),
        ("Where did Guizhou run its 2015 pilot?", "And what is the weather like there?"),
        ("How much does medical assistance pay for dibao recipients in hospital?", "Which football club plays there?"),
    ],
)
def test_a_foreign_follow_up_is_foreign_whatever_was_talked_of(real_advisor: Advisor, before: str, text: str) -> None:
    answer = real_advisor.ask(Question(text, AS_OF, history=(Turn(before, ""),)))
    assert answer.status == "abstained"


def test_what_a_measure_reports_of_a_law_is_quoted_from_the_law(real_advisor: Advisor) -> None:
    for text in ("干部硬摊派捐款，慈善法怎么处理？", "What happens to officials who impose donation quotas?"):
        first = ask(real_advisor, text).claims[0]
        assert (first.basis, first.citations[0].doc_id) == ("binding", "charity-law-2023")


def test_a_slip_of_the_keyboard_is_put_right_and_shown(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "How much reimbursment does a tekun pateint get in Haning?")
    assert answer.standalone == "How much reimbursement does a tekun patient get in Haning?"
    untouched = "what does yibao cost in hefei, and are apps used?"
    assert ask(real_advisor, untouched).standalone == untouched


def test_a_figure_that_the_city_sets_is_no_missing_figure(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "上海医疗救助的具体标准给多少，由谁起草、谁批准？")
    assert answer.status == "answered"
    assert "报市人民政府批准" in answer.claims[0].text


@pytest.mark.parametrize(
    "text",
    [
        "低保家庭两口子想做试管婴儿，这笔钱能不能走医疗救助？",
        "西藏那曲的医疗救助起付线是多少？",
        "卢旺达的社区医保怎么给最穷的人免保费？",
        "What daily rate does insurance pay a hospice bed?",
    ],
)
def test_what_the_base_never_speaks_of_is_not_answered_from_what_is_near(real_advisor: Advisor, text: str) -> None:
    assert ask(real_advisor, text).status == "abstained"


def test_the_parts_of_a_thing_are_all_told(real_advisor: Advisor) -> None:
    text = ask(real_advisor, "翟绍果讲的健康贫困，里面有哪几种脆弱性？").text
    assert all(part in text for part in ("经济脆弱性", "社会脆弱性", "健康脆弱性"))


def test_nothing_is_said_twice_in_an_answer_to_two_questions(real_advisor: Advisor) -> None:
    for text in ("2020年全国医疗救助支出多少，救助了多少人次？", "信息怎么共享，个人信息怎么保护？"):
        said = [claim.text for claim in ask(real_advisor, text).claims]
        assert said
        assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("text", "held", "gap"),
    [
        ("神木全民免费医疗2009年花了多少钱，煤炭收入下降后还在搞吗？", "1.49亿元", "是否延续"),
        ("中山那个因病致贫帮扶中心2018年帮了多少人，申请要交什么材料？", "13870人", "申请材料"),
    ],
)
def test_a_gap_in_one_part_leaves_the_other_answered(real_advisor: Advisor, text: str, held: str, gap: str) -> None:
    answer = ask(real_advisor, text)
    assert answer.status == "partial"
    assert held in answer.text
    assert any(gap in dropped.why for dropped in answer.dropped)


@pytest.mark.parametrize(
    ("text", "cites", "unknown"),
    [
        ("How did Seguro Popular in Mexico fare? What is the copay cap in Uganda?", "mexico", "Uganda"),
        ("墨西哥的大众健康保险结果怎样？乌干达的保费是多少？", "mexico", "乌干达"),
        ("浙江低保对象住院救助比例是多少？厦门的起付线是多少？", "zhejiang-medical-assistance-2014", "厦门"),
        ("浙江低保对象住院救助比例是多少？在厦门怎么申请？", "zhejiang-medical-assistance-2014", "厦门"),
    ],
)
def test_a_part_on_an_unknown_place_leaves_the_other_answered(
    real_advisor: Advisor, text: str, cites: str, unknown: str
) -> None:
    answer = ask(real_advisor, text)
    assert (answer.question, answer.status, cited(answer)) == (text, "partial", {cites})
    assert [unknown in dropped.why for dropped in answer.dropped] == [True]
    assert unknown not in answer.text


def test_what_holds_everywhere_answers_a_part_on_an_unknown_city(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "低保对象住院救助比例是多少？在厦门怎么申请？")
    assert {"sc-go-2021-42", "social-assistance-law-2026"} <= cited(answer)
    assert any("厦门" in notice.text for notice in answer.notices)


def test_a_part_without_a_place_is_not_answered_from_that_of_the_next(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "What rules are there on actively finding families in need? What did Haining do?")
    assert {"social-assistance-law-2026", "haining"} <= cited(answer)


@pytest.mark.parametrize(
    "text", ["台江县的医疗救助比例是多少？", "贵州省的医疗救助比例是多少？", "北京市的医疗救助比例是多少？"]
)
def test_another_share_of_a_place_is_not_what_assistance_pays(real_advisor: Advisor, text: str) -> None:
    assert ask(real_advisor, text).reason == "no_evidence"


def test_the_total_of_a_span_is_not_that_of_its_last_year(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "2025年全国医疗救助一共花了多少钱")
    assert answer.status == "abstained"
    assert "2024年之后的支出合计" in answer.text


def test_the_year_asked_about_is_no_year_of_a_text(real_advisor: Advisor) -> None:
    question = "Is State Council Decree 649 still valid after July 2026, or has the Social Assistance Law repealed it?"
    assert "Decree 649" in ask(real_advisor, question).claims[0].text


def test_a_local_rule_stays_beside_the_national_one(real_advisor: Advisor) -> None:
    assert "anhui-2022-6" in cited(ask(real_advisor, "不办转诊去外地大医院，医疗救助还给吗？"))


def test_a_country_that_a_study_is_from_is_not_asked_about(real_advisor: Advisor) -> None:
    assert ask(real_advisor, "有篇20年登在西班牙期刊的文章讲中国大病保险，说效果多大？").status != "abstained"


@pytest.mark.parametrize(
    "text",
    [
        "低保户没交居民医保，住院还能救助吗",
        "低保户没交居民医保，住院还能给医疗救助吗？",
        "外国人在上海看不起病，能申请医疗救助吗？",
        "截肢的低保户装假肢，医疗救助给报多少？",
        "Is a patient in a hospital that is not designated aided?",
    ],
)
def test_a_condition_on_which_the_answer_turns_is_told_as_not_held(real_advisor: Advisor, text: str) -> None:
    answer = ask(real_advisor, text)
    assert answer.status in ("partial", "abstained")


def test_of_a_series_the_asked_year_is_told(real_advisor: Advisor) -> None:
    text = ask(real_advisor, "2020年全国医疗救助支出多少，救助了多少人次？").text
    assert "8404万人次" in text
    assert "2023年" not in text


@pytest.mark.parametrize(
    "text",
    [
        "Why did the National Healthcare Security Administration order counties to stop pre-poverty insurance in 2025?",
        "临沂2024年为什么把单亲家庭从150元参保资助的四类人里拿掉了？",
    ],
)
def test_what_is_said_to_have_happened_in_a_year_that_nothing_tells_of_is_no_fact(
    real_advisor: Advisor, text: str
) -> None:
    assert ask(real_advisor, text).reason == "false_premise"


def test_the_name_of_a_person_is_told_where_the_base_has_it(real_advisor: Advisor) -> None:
    assert "邓飞" in ask(real_advisor, "中国乡村儿童大病医保的发起人叫什么名字？").text


def test_whether_anybody_has_done_it_is_told_from_a_case_first(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "慈善这头和民政那头老是给同一户重复发钱，有谁想过法子没？")
    assert answer.claims[0].basis == "precedent"


def test_a_verdict_on_a_day_that_has_passed_speaks_of_the_past(real_advisor: Advisor) -> None:
    answer = real_advisor.ask(Question("Was Decree 649 in force?", as_of=date(2016, 12, 31)))
    assert "was in force on 31 December 2016" in answer.text
    assert "it took effect on 2 March 2019" in answer.text
    assert answer.status == "answered"
    assert (
        ask(real_advisor, "2018年适用哪部慈善法？")
        .claims[0]
        .text.startswith("2018年12月31日，《慈善法（2016年通过）》")
    )


@pytest.mark.parametrize(
    "text",
    [
        "医疗救助申请最后由哪位领导审批？",
        "申请医疗救助要填哪些内容，姓名、病情都要写吗？",
        "2026年低保对象住院后，医疗救助比例是多少？",
        "为什么2026年还按42号文办？",
        "医院骗保，我该罚医院多少钱？",
    ],
)
def test_what_only_looks_like_a_name_an_event_or_a_case_is_answered(real_advisor: Advisor, text: str) -> None:
    assert ask(real_advisor, text).claims


def test_each_of_two_texts_is_judged(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "国办发〔2021〕42号还有效吗？649号令呢？")
    assert {"sc-go-2021-42", "decree-649-2019"} <= cited(answer)
    assert "未查到《社会救助暂行办法（2019年修改文本）》（国务院令第649号）的废止文件" in answer.text


def test_what_research_has_left_open_is_told(real_advisor: Advisor) -> None:
    for text in (
        "关于医疗救助协同治理，现有文献还缺什么研究？",
        "What gaps in the literature on medical assistance are there?",
    ):
        answer = ask(real_advisor, text)
        assert answer.status == "answered"
        assert len(answer.claims) > 3
        assert {claim.basis for claim in answer.claims} == {"inference"}


@pytest.mark.parametrize(
    "text",
    ["有哪些案例用了慈善组织参与医疗救助？", "List the cases in which charity takes part in medical assistance."],
)
def test_a_list_of_cases_has_one_sentence_on_each(real_advisor: Advisor, text: str) -> None:
    told = [claim.citations[0].doc_id for claim in ask(real_advisor, text).claims]
    assert len(told) == len(set(told)) >= 3
    assert {real_advisor.index.documents[doc_id].kind for doc_id in told} == {"case"}


def test_what_other_places_have_tried_is_told_from_cases_and_measures(real_advisor: Advisor) -> None:
    text = "Our county hospital sends everything to the city and the fund runs dry. What have other places tried?"
    kinds = {real_advisor.index.documents[doc_id].kind for doc_id in cited(ask(real_advisor, text))}
    assert kinds <= {"case", "measure"}


def test_a_gap_beside_an_answer_speaks_of_what_was_asked(real_advisor: Advisor) -> None:
    answer = ask(real_advisor, "列出国内有慈善力量参与的案例，每个一句话")
    assert answer.dropped == ()
