"""The verifier stops what the quote does not bear. Each check is shown by a claim that only it stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ],
)
def test_true_paraphrases_hold(vocabulary: Vocabulary, claim: str, quote: str) -> None:
    assert support(claim, [quote], vocabulary)[0] != "dropped"


@pytest.mark.parametrize(
    ("claim", "quote", "why"),
    [
        ("The inpatient assistance ratio for subsistence allowance recipients is at least 80%.", QUOTE, "number"),
        ("低保对象政策范围内住院费用的救助比例不低于80%。", QUOTE_ZH, "number"),
        ("The inpatient assistance ratio for subsistence allowance recipients is at most 70%.", QUOTE, "at most"),
        ("The inpatient assistance ratio for destitute persons is no less than 70%.", QUOTE, "name"),
        ("国办发〔2015〕30号规定低保对象救助比例不低于70%。", f"国办发〔2021〕42号：{QUOTE_ZH}", "document number"),
        ("Riverton does not disclose information.", "In Riverton, information was disclosed.", "polarity"),
        ("Bananas are rich in potassium and taste of summer.", QUOTE, "words"),
    ],
)
def test_tampered_claims_are_dropped_with_the_reason(vocabulary: Vocabulary, claim: str, quote: str, why: str) -> None:
    mark, said = support(claim, [quote], vocabulary)
    assert mark == "dropped"
    assert why in said


@given(st.integers(min_value=1, max_value=99).filter(lambda n: n != 70))
def test_no_other_number_passes(number: int) -> None:
    assert support(QUOTE.replace("70%", f"{number}%"), [QUOTE])[0] == "dropped"
