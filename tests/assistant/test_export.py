"""The Word files: every part is there, both scripts have fonts, and a document opens again."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant import Advisor, Drafter, Situation, compare_cases, memo_words, write_comparison, write_memo
from assistant.export import reference
from ingest import BadInput
from tests.assistant.test_advice import DEV
from tests.conftest import TODAY


def text_of(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


@pytest.mark.parametrize("row", [DEV[0], DEV[3]], ids=lambda row: row["language"])
def test_a_memo_has_every_part(row: dict, real_advisor: Advisor, tmp_path: Path) -> None:
    memo = Drafter(real_advisor).draft(Situation(row["situation"], TODAY, row["place"]))
    path = tmp_path / "memo.docx"
    write_memo(memo, path, real_advisor.index)
    text, w = text_of(path), memo_words(memo.language)
    heads = ("title", "situation", "summary", "measures", "legal", "transfers", "capacities", "questions", "references")
    assert [key for key in heads if w[key] not in text] == []
    assert memo.situation[:30] in text
    assert memo.snapshot in text
    for r in (r for advice in memo.dimensions for r in advice.recommendations):
        assert r.title in text
        assert all(citation.quote in text for citation in (*r.basis, *r.precedents))
    paper = docx.Document(str(path))
    assert "Draft for review" in paper.sections[0].header.paragraphs[0].text
    assert "供审阅草稿" in paper.sections[0].header.paragraphs[0].text
    assert memo.fingerprint in paper.sections[0].footer.paragraphs[0].text
    for run in (run for paragraph in paper.paragraphs for run in paragraph.runs):
        fonts = run._element.rPr.rFonts
        assert fonts.get(qn("w:ascii"))
        assert fonts.get(qn("w:eastAsia"))


def test_a_comparison_exports_too(real_advisor: Advisor, tmp_path: Path) -> None:
    found = compare_cases(["金寨", "咸宁"], real_advisor, TODAY)
    path = tmp_path / "comparison.docx"
    write_comparison(found, path, real_advisor.index)
    text = text_of(path)
    assert all(title in text for title in found.titles.values())
    assert all(c.text in text for row in found.rows for cell in row.cells for c in cell.claims)


def test_a_refusal_is_not_exported(real_advisor: Advisor, tmp_path: Path) -> None:
    memo = Drafter(real_advisor).draft(Situation("hello", TODAY))
    with pytest.raises(BadInput):
        write_memo(memo, tmp_path / "memo.docx", real_advisor.index)


def test_a_folder_that_is_not_there_is_one_line(real_advisor: Advisor, tmp_path: Path) -> None:
    found = compare_cases(["金寨", "咸宁"], real_advisor, TODAY)
    with pytest.raises(BadInput, match="cannot be written"):
        write_comparison(found, tmp_path / "none" / "c.docx", real_advisor.index)


def test_references_carry_number_and_type(real_advisor: Advisor) -> None:
    memo = Drafter(real_advisor).draft(Situation(DEV[0]["situation"], TODAY, DEV[0]["place"]))
    lines = {card.doc_id: reference([card], "zh", real_advisor.index) for card in memo.sources}
    assert "全国人民代表大会常务委员会" in lines["social-assistance-law-2026"]
    assert "[S]" in lines["social-assistance-law-2026"]
