"""Languages and terms."""

import pytest

from ingest import content_terms, detect, document_numbers, terms


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("低保家庭住院救助比例是多少?", "zh"),
        ("What does 国办发〔2021〕42号 say about deductibles?", "en"),
        ("dibao家庭可以报多少", "zh"),
        ("12345", "en"),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text) == language


def test_chinese_is_searched_by_bigrams_and_english_by_stems() -> None:
    assert terms("救助比例") == ["救助", "助比", "比例"]
    assert terms("Deductibles") == terms("deductible")


def test_full_width_forms_are_the_same_terms() -> None:
    assert terms("７０％ Ａｉｄ") == terms("70% Aid")


def test_words_of_asking_carry_no_content() -> None:
    assert content_terms("请问救助比例是多少呢？") == content_terms("救助比例")


@pytest.mark.parametrize(
    "spelling",
    [
        "国办发〔2021〕42号",
        "国办发[2021]42号",
        "国办发【2021】42号",
        "国办发（2021）42号",
        "国办发(2021) 42 号",
        "国办发 〔2021〕 42 号",
        "国办发〔2021〕第42号",
        "国办发２０２１年第４２号",
        "国办发2021年42号",
        "国办发[２０２１]４２号",
        "关于国办发〔2021〕42号的问题",
        "依据国办发﹝2021﹞42号",
    ],
)
def test_a_document_number_is_read_in_any_style(spelling: str) -> None:
    assert any((year, number) == (2021, 42) for _, year, number in document_numbers(spelling))


def test_an_english_document_number_is_read() -> None:
    assert document_numbers("Document 42 of 2021") == {("", 2021, 42)}
