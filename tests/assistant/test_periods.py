"""A period that the asker tells beside the one that a rule sets, or nothing."""

import pytest

from assistant import Advisor, Question
from assistant.periods import compare_period
from assistant.verify import support
from tests.assistant.test_arithmetic import evidence
from tests.conftest import TODAY

QUALIFIED = (
    "A charity may apply for public fundraising qualification 1 year after registration, decided within 20 days of accepting the application.",
    "依法登记满1年的慈善组织可以申请公开募捐资格，民政部门应当自受理申请之日起20日内作出决定。",
)
SUSPENDED = ("", "登记的医药机构违规的，责令暂停登记医药服务6个月以上1年以下。")
AGE = ("", "登记为未满16周岁的未成年人可以认定。")
WORKING = ("It decides within 5 working days of accepting the application.", "")
WAITING = ("A gap in enrolment leads to a fixed waiting period of 3 months.", "断保人员设置3个月固定等待期。")


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("我们慈善会登记8个月了，能不能公开募捐？", "zh", "8个月短于1年"),
        ("Our charity was registered 14 months ago. May we raise funds in public?", "en", "14 months is longer than 1 year"),
        ("Our charity was registered 12 months ago. May we raise funds in public?", "en", "12 months is equal to 1 year"),
        ("民政局受理我们的申请已经35天了还没答复，超期了吗？", "zh", "35日长于20日"),
        ("It is 14 months after registration now. May we raise funds in public?", "en", "14 months is longer than 1 year"),
        ("我们协会登记成立已满14个月，能不能公开募捐？", "zh", "14个月长于1年"),
    ],
)  # fmt: skip
def test_a_told_period_is_set_beside_the_rule(question: str, language: str, said: str) -> None:
    draft = compare_period(question, language, evidence(QUALIFIED)[0])
    assert draft is not None
    assert said in draft.text
    quote = draft.evidence[0].quote(language)
    assert quote in draft.text
    assert (draft.basis, support(draft.text, [quote], None, draft.given).mark) == ("inference", "supported")


@pytest.mark.parametrize(
    ("question", "language", "rule"),
    [
        ("断保2年，能报销吗？", "zh", WAITING),  # what is waited for is no threshold of what is told
        ("我们慈善会登记8个月、募捐3个月了，可以吗？", "zh", QUALIFIED),  # two periods
        ("有个病人住院8个月了，能不能救助？", "zh", QUALIFIED),  # another thing
        ("我们慈善会登记8个月了。", "zh", QUALIFIED),  # nothing asked
        ("Our charity was registered eight weeks ago. May we raise funds?", "en", QUALIFIED),  # weeks are not compared
        ("我们慈善组织开展募捐活动14个月了，能不能申请公开募捐资格？", "zh", QUALIFIED),  # counted from another event
        ("定点医院登记后被暂停服务9个月，合法吗？", "zh", SUSPENDED),  # the length of a measure
        ("这位登记的残疾人已经45岁，可以认定吗？", "zh", AGE),
        ("The application was accepted 6 days ago. Is it late?", "en", WORKING),
        ("我们慈善会今年3月才登记，能申请公开募捐资格吗？", "zh", QUALIFIED),  # March
        ("我们慈善会5月20日登记，能申请公开募捐资格吗？", "zh", QUALIFIED),
        ("我们慈善会登记不到1年，能不能公开募捐？", "zh", QUALIFIED),
        ("我们慈善会登记1年半了，能不能公开募捐？", "zh", QUALIFIED),
        ("Our charity was registered less than 1 year ago. May we raise funds?", "en", QUALIFIED),
        ("我们的登记证书被吊销3年了，能不能公开募捐？", "zh", QUALIFIED),
        ("我们还没登记已经14个月，能不能公开募捐？", "zh", QUALIFIED),
        ("申请受理6个工作日了，超期了吗？", "zh", QUALIFIED),
        ("我们慈善会登记满一年零两个月了，能公开募捐吗？", "zh", QUALIFIED),
        ("我们被撤销登记3年了，能不能申请公开募捐资格？", "zh", QUALIFIED),
        ("我们的登记证书丢失3年了，能不能公开募捐？", "zh", QUALIFIED),
        ("距离登记还有3个月，能不能公开募捐？", "zh", QUALIFIED),
        ("登记之前已经运行3年，能不能公开募捐？", "zh", QUALIFIED),
        ("登记后停止活动3年，能不能公开募捐？", "zh", QUALIFIED),
        ("计划登记2年后公开募捐，可以吗？", "zh", QUALIFIED),
        ("Our charity isn't registered after 14 months. May we raise funds?", "en", QUALIFIED),
        ("Our charity will be registered in 3 months. May we raise funds?", "en", QUALIFIED),
        ("慈善组织登记6个月以上可以申请公开募捐资格吗？", "zh", QUALIFIED),
        ("公开募捐资格要登记满2年，是吗？", "zh", QUALIFIED),  # what the rule is thought to be
        ("Must a charity be registered for 2 years before it may raise funds?", "en", QUALIFIED),
    ],
)
def test_what_does_not_fit_is_not_said(question: str, language: str, rule: tuple[str, str]) -> None:
    assert compare_period(question, language, evidence(rule)[0]) is None


def test_our_own_inference_is_no_rule() -> None:
    assert compare_period("慈善会登记8个月了，能不能公开募捐？", "zh", evidence(QUALIFIED, rating="own")[0]) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_answer_draws_the_comparison(real_advisor: Advisor, language: str) -> None:
    text = {
        "en": "Our charity was registered eight months ago. May it apply for public fundraising qualification?",
        "zh": "我们慈善会登记8个月了，能不能申请公开募捐资格？",
    }
    said = {"en": "8 months is shorter than 1 year", "zh": "8个月短于1年"}
    claims = real_advisor.ask(Question(text[language], TODAY)).claims
    assert [claim.basis for claim in claims if said[language] in claim.text] == ["inference"]
