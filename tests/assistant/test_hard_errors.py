"""No tampered copy of a sentence of the base passes, and no citation is other than the passage's text at its place."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant import Advisor, Question
from assistant.agree import astray
from assistant.figures import figures
from assistant.records import Draft, Evidence
from assistant.verify import support, verify
from assistant.vocabulary import Vocabulary
from ingest import Index, fold, located, read_base
from tests.conftest import ROOT, TODAY

UNITS = (
    ("CNY", "USD"),
    ("万元", "万美元"),
    ("亿元", "亿美元"),
    ("percentage points", "%"),
    ("个百分点", "%"),
    ("person-times", "people"),
    ("万人次", "万人"),
    ("亿人次", "亿人"),
)
AROUND = 0.02  # a number so near to another one of the sentence might be that one rounded


def base_sentences() -> list[str]:
    """Every sentence of the real base in both languages."""
    base = read_base(ROOT / "kb")
    return [
        fold(sentence.text[language])
        for document in base.documents
        for section in document.sections
        for sentence in section.sentences
        for language in ("en", "zh")
        if sentence.text[language]
    ]


SENTENCES = base_sentences()
NUMBERED = [sentence for sentence in SENTENCES if any(re.search(r"\d", sentence[o.start : o.end]) for o in located(sentence))]  # fmt: skip
WITH_UNIT = [
    (s, old, new)
    for s in SENTENCES
    for old, new in UNITS
    # A sentence that has figures in both units stays true of one of them.
    if new not in s and re.search(rf"\d\D{{0,14}}{old}|{old} \d", s)
]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_copy_with_another_number_or_date_is_dropped(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(NUMBERED))
    places = [one for one in located(sentence) if re.search(r"\d", sentence[one.start : one.end])]
    one = data.draw(st.sampled_from(places))
    digits = next(re.finditer(r"\d+", sentence[one.start : one.end]))
    start, end = one.start + digits.start(), one.start + digits.end()
    other = data.draw(st.integers(2, 9_999).map(str).filter(lambda text: text != digits[0]))
    tampered = sentence[:start] + other + sentence[end:]
    known = figures(sentence)
    # What the other number makes must be no figure that the sentence has elsewhere, plainly or rounded.
    assume(not all(any(_near(figure.value, one.value) for one in known) for figure in figures(tampered)))
    assert support(tampered, [sentence]).mark == "dropped"


def _near(value: float, known: float) -> bool:
    return value == known or abs(value - known) <= AROUND * abs(known)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WITH_UNIT))
def test_a_copy_with_another_unit_is_dropped(case: tuple[str, str, str]) -> None:
    sentence, old, new = case
    tampered = re.sub(rf"(\d\D{{0,14}}){old}|{old}(?= \d)", lambda match: (match[1] or "") + new, sentence, count=1)
    assert tampered != sentence
    assert support(tampered, [sentence]).mark == "dropped"


@pytest.fixture(scope="module")
def vocabulary(tiny_index: Index) -> Vocabulary:
    return Vocabulary(tiny_index)


def pairs_of_groups(vocabulary: Vocabulary, index: Index) -> Iterator[tuple[str, str, str]]:
    """Sentences that name one group of people, its surface, and the name of a group that they do not name."""
    groups = [term for term in index.terms if term.kind == "group"]
    for sentence in SENTENCES:
        found = [match for match in vocabulary.terms(sentence) if match.term.kind == "group"]
        if len(found) == 1:
            language = "en" if found[0].surface.isascii() else "zh"
            for other in groups:
                name = other.words(language)[0]
                if not set(vocabulary.groups(name)) <= set(vocabulary.groups(sentence)):
                    yield sentence, found[0].surface, name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_copy_about_another_group_is_dropped(vocabulary: Vocabulary, tiny_index: Index, data: st.DataObject) -> None:
    sentence, surface, other = data.draw(st.sampled_from(list(pairs_of_groups(vocabulary, tiny_index))))
    assert support(sentence.replace(surface, other), [sentence], vocabulary).mark == "dropped"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_citation_is_the_passages_text_at_its_place(
    vocabulary: Vocabulary, tiny_index: Index, data: st.DataObject
) -> None:
    drafts = []
    language = data.draw(st.sampled_from(["en", "zh"]))
    for _ in range(data.draw(st.integers(1, 4))):
        passage = data.draw(st.sampled_from(tiny_index.passages))
        evidence = Evidence(passage, data.draw(st.integers(0, len(passage.ratings) - 1)), 1.0, 1.0, 1.0)
        text = evidence.quote(language) or evidence.quote("en")
        drafts.append(
            Draft(data.draw(st.sampled_from([text, text.swapcase(), f"{text} 99%"])), (evidence,), "precedent")
        )
    claims, dropped = verify(drafts, language, vocabulary)
    assert len(claims) + len(dropped) == len(drafts)
    for claim in claims:
        for citation in claim.citations:
            texts = tiny_index.passage(citation.passage_id).text
            assert citation.quote
            assert citation.quote in (texts.en[citation.start : citation.end], texts.zh[citation.start : citation.end])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_extractive_answer_has_no_figure_that_it_does_not_quote(advisor: Advisor, data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(advisor.index.passages))
    language = data.draw(st.sampled_from(["en", "zh"]))
    asked = passage.sentence(data.draw(st.integers(0, len(passage.ratings) - 1)), language) or passage.heading[language]
    for claim in advisor.ask(Question(asked[:200] or "aid", TODAY)).claims:
        # A verdict on validity also says the date it was asked for.
        assert astray(claim.text, [citation.quote for citation in claim.citations], TODAY.isoformat()) == ""
