"""A formula of one rule and one figure of the asker's, or nothing."""

import pytest

from assistant import Advisor, Question
from assistant.arithmetic import compute, results
from assistant.records import Evidence
from assistant.verify import support
from ingest import Passage, Text
from tests.conftest import TODAY

INCOME = (
    "The deductible is about 10% of the previous year's per-capita disposable income.",
    "起付标准为上年居民人均可支配收入的10%左右。",
)
STANDARD = (
    "A family counts when its income is below 1.5 times the local allowance standard.",
    "家庭收入低于当地低保标准的1.5倍的，予以认定。",
)
TWO = (
    "The deductible is 10% of disposable income for margin families and 25% of disposable income for others.",
    "起付标准：边缘家庭为可支配收入的10%，其他为可支配收入的25%。",
)
OTHER = ("Assistance pays at least 70% of policy-scope costs.", "政策范围内费用的70%以上予以救助。")
LOCAL = ("In Riverton the deductible was 10% of per-capita disposable income, CNY 3,390.", "江城起付标准为人均可支配收入的10%，即3390元。")  # fmt: skip


def evidence(*rules: tuple[str, str], rating: str = "verified", anchor: str = "ratios") -> list[Evidence]:
    return [
        Evidence(
            Passage(
                passage_id=f"d{n}#{anchor}",
                doc_id=f"d{n}",
                anchor=anchor,
                heading=Text("", ""),
                articles=(),
                text=Text(en, zh),
                spans={"en": ((0, len(en)),), "zh": ((0, len(zh)),)},
                ratings=(rating,),
                marks=((),),
            ),
            0,
            1.0,
            1.0,
            1.0,
        )
        for n, (en, zh) in enumerate(rules)
    ]


@pytest.mark.parametrize(
    ("question", "language", "rule", "formula", "given"),
    [
        ("Our income per head is 42,000 yuan: what is 10 %?", "en", INCOME, "10% × CNY 42,000 = CNY 4,200", "CNY 42,000"),
        ("Income per head here is 42,000. How much is the deductible?", "en", INCOME, "10% × 42,000 = 4,200", "42,000"),
        ("人均可支配收入4.2万元，10%是多少？", "zh", INCOME, "10% × 42,000元 = 4,200元", "42,000元"),
        ("Our allowance standard is CNY 833 a month; how much is 1.5 times that?", "en", STANDARD, "1.5 × CNY 833 = CNY 1,249.5", "CNY 833"),
        ("我县低保标准每月800元，1.5倍是多少？", "zh", STANDARD, "1.5 × 800元 = 1,200元", "800元"),
        ("本地可支配收入40000元，25%是多少？", "zh", TWO, "25% × 40,000元 = 10,000元", "40,000元"),
    ],
)  # fmt: skip
def test_a_formula_of_the_rule_and_the_own_figure(
    question: str, language: str, rule: tuple[str, str], formula: str, given: str
) -> None:
    draft = compute(question, language, evidence(rule))
    assert draft is not None
    quote = draft.evidence[0].quote(language)
    assert formula in draft.text
    assert quote in draft.text
    assert (draft.basis, draft.given) == ("inference", given)
    assert support(draft.text, [quote], None, draft.given).mark == "supported"


@pytest.mark.parametrize(
    ("question", "language", "rule"),
    [
        ("What is 10% of income per head?", "en", INCOME),  # no figure
        ("Our income per head is 42,000 yuan.", "en", INCOME),  # nothing asked
        ("Income per head was 40,000 in 2023 and 42,000 in 2024: what is 10%?", "en", INCOME),  # which one?
        ("可支配收入去年4万元，今年4.2万元，10%是多少？", "zh", INCOME),
        ("Our income per head is 42,000 yuan: what is 20%?", "en", INCOME),  # the rule has no such share
        ("Our income per head is 42,000 yuan: how much is the deductible?", "en", TWO),  # which share?
        ("Our premium is 400 yuan: what is 10%?", "en", INCOME),  # another base
        ("Our income per head is 42,000 yuan: what is 70%?", "en", OTHER),
        ("Our income per head is USD 42,000: what is 10%?", "en", INCOME),  # another currency
        ("Our income per head is 42,000 yuan: what is 10%?", "en", LOCAL),  # it has its own amount
        ("My mother's income per head is 42,000 yuan: how much will she get?", "en", INCOME),  # a person's case
        ("我妈人均可支配收入4.2万元，能报多少？", "zh", INCOME),
        ("人均可支配收入4.2万元，我家能领到多少？", "zh", INCOME),
        ("家庭人均年收入4.2万元，起付线10%是多少？", "zh", INCOME),  # a family's income is not that of the place
        ("The family's income per head is 42,000 yuan: what is 10%?", "en", INCOME),
    ],
)
def test_what_does_not_fit_is_not_computed(question: str, language: str, rule: tuple[str, str]) -> None:
    assert compute(question, language, evidence(rule)) is None


def test_the_first_rule_that_fits_is_taken() -> None:
    draft = compute("人均可支配收入4.2万元，10%是多少？", "zh", evidence(OTHER, STANDARD, LOCAL, INCOME, TWO))
    assert draft is not None
    assert draft.evidence[0].quote("zh") == INCOME[1]


def test_what_is_our_own_or_not_established_is_no_rule() -> None:
    question = "人均可支配收入4.2万元，10%是多少？"
    assert compute(question, "zh", evidence(INCOME, rating="own")) is None
    assert compute(question, "zh", evidence(INCOME, anchor="not-established")) is None


def test_nothing_to_compute_with() -> None:
    assert compute("人均可支配收入4.2万元，10%是多少？", "zh", []) is None


def test_a_wrong_result_does_not_pass_the_verifier() -> None:
    draft = compute("人均可支配收入4.2万元，10%是多少？", "zh", evidence(INCOME))
    assert draft is not None
    wrong = draft.text.replace("4,200元", "4,800元")
    assert list(results(wrong)) == []
    assert support(wrong, [INCOME[1]], None, draft.given).mark == "dropped"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_formula_is_never_worded_as_an_entitlement(language: str) -> None:
    question = {"en": "Our income per head is 42,000 yuan: what is 10%?", "zh": "人均可支配收入4.2万元，10%是多少？"}
    draft = compute(question[language], language, evidence(INCOME))
    assert draft is not None
    said = draft.text.replace(draft.evidence[0].quote(language), "")
    assert not any(word in said for word in ("entitled", "will get", "you get", "可获得", "可报销", "可领取"))
    assert any(word in said for word in ("not a decision", "不是待遇认定"))


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("我县上年人均年收入4.2万元，低保边缘家庭起付线10%是多少？", "10% × 42,000元 = 4,200元"),
        ("本地人均可支配收入38000元，因病致贫重病患者起付标准是多少？", "25% × 38,000元 = 9,500元"),
        ("我县低保标准每月800元，1.5倍是多少，边缘家庭的收入线怎么定？", "1.5 × 800元 = 1,200元"),
        (
            "Our disposable income per head is 42,000 yuan: what is the 10% deductible of margin families?",
            "10% × CNY 42,000 = CNY 4,200",
        ),
        (
            "Our dibao standard is CNY 833 a month; how much is 1.5 times that, the line for margin families?",
            "1.5 × CNY 833 = CNY 1,249.5",
        ),
    ],
)
def test_an_answer_works_out_the_asked_share_right_after_the_rule(
    real_advisor: Advisor, question: str, formula: str
) -> None:
    answer = real_advisor.ask(Question(question, TODAY))
    at = next(i for i, claim in enumerate(answer.claims) if formula in claim.text)
    assert answer.claims[at].basis == "inference"
    assert answer.claims[at - 1].basis == "binding"
    assert answer.claims[at - 1].text in answer.claims[at].text
    assert answer.claims[at].citations == answer.claims[at - 1].citations


@pytest.mark.parametrize(
    "question",
    [
        "家庭人均年收入4.2万元，起付线10%是多少？",
        "Our family's income per head is 42,000 yuan: what is 10% of it, the deductible of margin families?",
        "低保边缘家庭的起付标准是多少？",
        "How many margin families are there if our income per head is 42,000 yuan?",
    ],
)
def test_an_answer_works_out_nothing_otherwise(real_advisor: Advisor, question: str) -> None:
    assert [claim.text for claim in real_advisor.ask(Question(question, TODAY)).claims if " × " in claim.text] == []


FINE = ("A fine of up to 2 times the value unlawfully obtained.", "可以处非法获取财物和利益价值2倍以下的罚款。")
RANGE = ("Possibly a fine of 1 to 3 times the amount obtained.", "可以处骗取款额或者物资价值1倍以上3倍以下的罚款。")


@pytest.mark.parametrize(
    ("question", "language", "rule", "said"),
    [
        ("我县人均可支配收入3.2万，边缘户的起付线定为8600元，合规吗？", "zh", INCOME, "= 3,200，8,600元高于3,200元"),
        ("低保标准每月1100元，这户月人均收入1580元，能认定吗？", "zh", STANDARD, "= 1,650元，1,580元低于1,650元"),
        (
            "Our disposable income per head is CNY 32,000, the deductible is CNY 3,200. Is that too high?",
            "en",
            INCOME,
            "= CNY 3,200; CNY 3,200 is equal to CNY 3,200",
        ),
        ("低保标准每月1100元，这户3口人，月人均收入1580元，能认定吗？", "zh", STANDARD, "= 1,650元，1,580元低于1,650元"),
        ("有人骗了2.3万元，要罚多少？", "zh", FINE, "2 × 23,000元 = 46,000元。"),
        ("有人骗了2.3万元，已罚款1万元，合规吗？", "zh", RANGE, "3 × 23,000元 = 69,000元，10,000元低于23,000元"),
        ("有人骗了2.3万元，已罚款3万元，合规吗？", "zh", RANGE, "= 69,000元，30,000元高于23,000元，30,000元低于69,000元"),
        ("有人骗了2.3万元，已罚款7万元，合规吗？", "zh", RANGE, "= 69,000元，70,000元高于69,000元"),
        ("有人骗了2.3万元，要罚多少？", "zh", RANGE, "1 × 23,000元 = 23,000元；3 × 23,000元 = 69,000元。"),
        ("Someone obtained CNY 23,000 by fraud: how high is the fine?", "en", RANGE, "= CNY 23,000; 3 × CNY 23,000 = CNY 69,000."),
    ],
)  # fmt: skip
def test_another_amount_is_set_beside_the_result(
    question: str, language: str, rule: tuple[str, str], said: str
) -> None:
    draft = compute(question, language, evidence(rule))
    assert draft is not None
    assert said in draft.text
    assert support(draft.text, [draft.evidence[0].quote(language)], None, draft.given).mark == "supported"


@pytest.mark.parametrize(
    ("question", "language", "rule"),
    [
        ("低保标准每月1100元，这户人均年收入15800元，能认定吗？", "zh", STANDARD),  # a year beside a month
        ("低保标准1100元，这户人均月收入1580元，能认定吗？", "zh", STANDARD),  # of what period is the standard?
        ("低保标准每月1100元，这户每月收入3000元，能认定吗？", "zh", STANDARD),  # not per head
        ("我县人均可支配收入3.2万元，边缘户住院总共8万元，够吗？", "zh", INCOME),  # the whole bill
        ("我县人均可支配收入3.2万元，有个边缘户每月自付1000元，够吗？", "zh", INCOME),
        ("Our disposable income per head is CNY 32,000. The whole bill was CNY 3,300. Is that enough?", "en", INCOME),
    ],
)
def test_what_the_rule_is_not_for_is_not_set_beside_it(question: str, language: str, rule: tuple[str, str]) -> None:
    draft = compute(question, language, evidence(rule))
    assert draft is not None
    assert not any(word in draft.text for word in ("高于", "等于", "above", "equal", "；", ";"))
    assert "，" not in draft.text.split("=")[1].split("。")[0]


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("我们基金会当年总支出500万元，年度管理费用60万元，超标了吗？", ("", "年度管理费用不得超过当年总支出的10%。")),
        ("浙江某县居民医保个人缴费400元，符合规定吗？", ("", "个人缴费一般不低于人均筹资额的三分之一。")),
        ("有人冒领低保金12个月，每月800元，要罚多少？", FINE),
        ("自付费用超过1万元的特困人员，救助比例是多少？", ("", "对特困人员政策范围内费用的70%予以救助。")),
        ("低保标准每月1100元，有一家人均月收入1580元，救助起付线够不够？", INCOME),
        ("人均可支配收入10%的起付线是3390元，对吗？", INCOME),  # the result is no base
        ("按低保标准1.5倍定的边缘线是每月1800元，对吗？", STANDARD),
        ("人均可支配收入比上年增加3000元，起付线要不要改？", INCOME),
        ("我县可支配收入每月2600元，起付线是多少？", INCOME),
        ("三口之家人均可支配收入2万元，够起付线吗？", INCOME),
        ("骗取医保基金的医院被罚款50万元，合法吗？", FINE),
        ("低保标准每月1100元，临时救助最多给多少？", ("", "不超过当地低保标准的6倍，特别困难的不超过12倍。")),
        ("政策范围内费用3万元，能救助多少？", ("", "先扣除保险支付，政策范围内费用的70%予以救助。")),
    ],
)
def test_a_share_of_something_else_is_not_worked_out(question: str, rule: tuple[str, str]) -> None:
    assert compute(question, "zh", evidence(rule)) is None


def test_a_fine_is_worked_out_only_where_the_answer_states_its_rule() -> None:
    question = "有人骗了2.3万元，要罚多少？"
    assert compute(question, "zh", evidence(FINE)) is not None
    assert compute(question, "zh", evidence(FINE), stated=False) is None


@pytest.mark.parametrize(("one", "other"), [("8,600元", "9,600元"), ("高于", "低于"), ("3,200", "3,300")])
def test_a_wrong_comparison_does_not_pass_the_verifier(one: str, other: str) -> None:
    draft = compute("我县人均可支配收入3.2万，边缘户的起付线定为8600元，合规吗？", "zh", evidence(INCOME))
    assert draft is not None
    assert support(draft.text.replace(one, other), [INCOME[1]], None, draft.given).mark == "dropped"


def test_a_rule_of_another_group_is_not_worked_out(real_advisor: Advisor) -> None:
    text = "我们县给低保对象设了1800元的医疗救助起付线，上年居民人均可支配收入3.1万元，这样设合不合规定？"
    worked_out = [c.text for c in real_advisor.ask(Question(text, TODAY)).claims if " × " in c.text]
    assert len(worked_out) == 1
    assert "5% × 31,000元 = 1,550元，1,800元高于1,550元" in worked_out[0]
