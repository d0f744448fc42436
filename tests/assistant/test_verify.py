"""The verifier stops what the quote does not bear. Each check is shown by a claim that only it stops."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest

from assistant.agree import astray
from assistant.figures import articles, figures
from assistant.polarity import denies
from assistant.verify import support
from assistant.vocabulary import Vocabulary
from ingest import Index

QUOTE = "The Aid Notice of 2021 sets the inpatient assistance ratio at no less than 70% of policy-scope costs for subsistence allowance recipients."
QUOTE_ZH = "2021年救助通知规定，低保对象政策范围内住院费用的救助比例不低于70%。"


@pytest.fixture(scope="module")
def vocabulary(tiny_index: Index) -> Vocabulary:
    return Vocabulary(tiny_index)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The inpatient assistance ratio for subsistence allowance recipients is at least 70%.", QUOTE),
        ("对低保对象，政策范围内住院费用救助比例至少为七成。", QUOTE_ZH),
        (QUOTE, QUOTE),
        ("Fines run from two to five times the sum.", "Fines are 2 to 5 times the sum."),
        ("退回所骗的钱，另外罚2到5倍。", "责令退回骗取的钱，并罚2倍以上5倍以下。"),
        ("Nearly 14% more was paid each year.", "13.8% more was paid each year."),
        ("全国实施临时救助970多万人次。", "全国实施临时救助970.3万人次。"),
        ("参保13.54亿人。", "参保135436万人。"),
        ("All but 0.1% of applications were approved.", "99.9% of applications were approved."),
        ("Roughly one in ten rural people were covered.", "About 10% of rural people were covered."),
        ("The fund felt no effect on costs.", "The fund had a lack of effect on costs."),
        ("Riverton published the list.", "Riverton published the list, but never named hospitals."),
        ("惠民保承担部分费用，不会因既往有疾病就拒保。", "惠民保承担部分费用，不因既往疾病拒保。"),
        ("Inpatient aid is never more than CNY 50,000.", "Inpatient aid has a cap of CNY 50,000."),
        ("Under article 79 of the Charity Law, charities report.", "The Charity Law (art. 79) has charities report."),
    ],
)
def test_true_paraphrases_hold(vocabulary: Vocabulary, claim: str, quote: str) -> None:
    assert support(claim, [quote], vocabulary).mark != "dropped"


def test_a_part_of_a_quote_is_no_quote() -> None:
    assert support("Aid is paid in full.", ["Aid is paid in full."]).mark == "supported"
    assert support("aid is paid in full", ["It was never said that aid is paid in full."]).mark == "dropped"


def test_two_quotes_support_what_they_say_together() -> None:
    quotes = ["Aid covers 70% of costs.", "Aid has a cap of CNY 3,000."]
    assert support("Aid covers 70% of costs, with a cap of CNY 3,000.", quotes).mark == "supported"
    assert support(" ".join(quotes), quotes).score == 1.0


def test_the_score_grades() -> None:
    near, partly, wrong, far = (
        support(claim, ["In Riverton aid covers 70% of inpatient costs."]).score
        for claim in (
            "Aid covers 70% of inpatient costs in Riverton.",
            "Aid covers 70% of the inpatient costs that residents file.",
            "Aid covers 80% of inpatient costs in Riverton.",
            "Bananas are rich in potassium.",
        )
    )
    assert 1 >= near > partly > wrong > far >= 0


def test_what_is_loosely_right_is_partly_supported() -> None:
    assert support("Aid covers 70% of costs.", ["Aid covers at least 70% of costs."]).mark == "partly"


# What each check is for: the function to break, what it is broken to, a claim that it alone stops, and the quote.
CHECKS: tuple[tuple[str, Any, str, str, str], ...] = (
    ("verify.astray", "", "Aid covers 80% of all inpatient costs.", "Aid covers 70% of all inpatient costs.", "number"),
    ("agree._other_unit", False, "Aid reached 565,000 people by 2023.", "Aid reached 565,000 person-times by 2023.", "unit"),
    ("agree._other_unit", False, "拒不改正的，罚款5万美元。", "拒不改正的，罚款5万元。", "unit"),
    ("agree._other_unit", False, "县外住院占比下降6.38%。", "县外住院占比下降6.38个百分点。", "unit"),
    ("figures._first", "", "The ratio is at most 70% of the costs.", "The ratio is no less than 70% of the costs.", "at most"),
    ("figures._first", "", "目录外费用占比至少为10%。", "目录外费用占比至多为10%。", "at least"),
    ("agree.articles", frozenset(), "Article 61 of the law obliges counties.", "Article 67 of the law obliges counties.", "article"),
    ("figures.spelled", (), "Chronic disease was the third batch.", "Chronic disease was the second batch.", "number"),
    ("figures.spelled", (), "各省争取在三到五年内建立制度。", "各省争取在两到三年内建立制度。", "number"),
    ("verify._other_document", "", "国办发〔2015〕30号规定救助比例不低于70%。", "国办发〔2021〕42号规定救助比例不低于70%。", "document number"),
    ("verify.stranger", "", "Aid in Yunnan was paid in full.", "Aid in Guizhou was paid in full.", "name"),
    ("names._latin", "", "Aid was paid by the Red Lantern house.", "Aid was paid by the Blue Lantern house.", "name"),
    ("names._headed", "", "Jiaxing, says Zhejiang Daily, leads in Zhejiang.", "Jiaxing, says Jiaxing Daily, leads in Zhejiang.", "name"),
    ("names._titled", "", "据《浙江日报》报道，浙江嘉兴归集信息。", "据《嘉兴日报》报道，浙江嘉兴归集信息。", "name"),
    ("names._placed", "", "江苏有1538个基层服务点。", "安徽有1538个基层服务点。", "name"),
    ("names._grouped", "", "The inpatient ratio for destitute persons is no less than 70%.", "The inpatient ratio for subsistence allowance recipients is no less than 70%.", "name"),
    ("verify.opposed", False, "Riverton does not disclose the list.", "Riverton does disclose the list.", "polarity"),
    ("polarity._flipped", False, "No recipient may not apply again.", "No recipient may apply again.", "polarity"),
    ("verify.contrast", "", "Inpatient costs rose by 22% in the county.", "Inpatient costs fell by 22% in the county.", "'up'"),
    ("verify.contrast", "", "县级以上财政部门管理资金。", "县级以上民政部门管理资金。", "'finance'"),
    ("verify.contrast", "", "医疗救助覆盖农村居民。", "医疗救助覆盖城市居民。", "'country'"),
    ("verify.coverage", 1.0, "Bananas are rich in potassium and taste of summer.", QUOTE, "words"),
)  # fmt: skip


@pytest.fixture
def forgetful() -> Any:
    """What was worked out is forgotten before and after a check is broken."""
    remembered = [
        importlib.import_module(f"assistant.{module}").__dict__[name]
        for module, name in (("figures", "figures"), ("figures", "articles"), ("polarity", "_clauses"), ("contrasts", "members"))
    ]  # fmt: skip

    def forget() -> None:
        for function in remembered:
            function.cache_clear()

    forget()
    yield forget
    forget()


@pytest.mark.parametrize(("check", "broken", "claim", "quote", "why"), CHECKS)
def test_each_check_stops_a_claim_that_passes_without_it(
    vocabulary: Vocabulary,
    forgetful: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    check: str,
    broken: Any,
    claim: str,
    quote: str,
    why: str,
) -> None:
    verdict = support(claim, [quote], vocabulary)
    assert verdict.mark == "dropped"
    assert why in verdict.why
    module, name = check.split(".")
    monkeypatch.setattr(importlib.import_module(f"assistant.{module}"), name, lambda *_, **__: broken)
    if name not in ("figures", "articles"):
        forgetful()
    assert support(claim, [quote], vocabulary).mark != "dropped"


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("共19.21 million times", 19_210_000, "occasion", ""),
        ("200.4万户次困难家庭", 2_004_000, "household-time", ""),
        ("2 million rural poor households", 2_000_000, "household", ""),
        ("收入不低于当年贫困收入线1.5倍", 1.5, "", "least"),
        ("$6 million", 6_000_000, "USD", ""),
        ("3万元以上", 30_000, "CNY", "least"),
        ("aged 65 and over", 65, "", "least"),
        ("平均每人次一千一百多元", 1_100, "CNY", "least"),
        ("只占四分之一", 25, "%", ""),
        ("two fifths of it", 40, "%", ""),
    ],
)
def test_a_figure_is_read_with_its_unit_and_bound(text: str, value: float, unit: str, bound: str) -> None:
    assert [(one.value, one.unit, one.bound) for one in figures(text)] == [(value, unit, bound)]


def test_articles_are_read_in_both_languages() -> None:
    assert articles("第七十九条、第二十三条") == {79, 23} == articles("arts 79, 23")


@pytest.mark.parametrize(
    "claim",
    [
        "Nearly 15% more each year",  # not what 13.8 is rounded to
        "13% more each year",  # cut off, not rounded
        "More than 14% more each year",
    ],
)
def test_a_figure_that_is_not_the_rounded_one_is_astray(claim: str) -> None:
    assert "number" in astray(claim, ["13.8% more each year"])


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("不得重复报销", True),
        ("不低于70%", False),
        ("no less than 70%", False),
        ("has no doctor", True),
        ("未来三年", False),
    ],
)
def test_a_bound_is_no_denial(text: str, denied: bool) -> None:
    assert denies(text) is denied
