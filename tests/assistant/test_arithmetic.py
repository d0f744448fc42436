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
        ("Policy-scope costs came to CNY 12,345.67. What is 70% of them?", "en", OTHER, "70% × CNY 12,345.67 = CNY 8,641.97", "CNY 12,345.67"),
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
