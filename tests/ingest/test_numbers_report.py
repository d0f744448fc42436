"""No number of the base stands there without a source that has it, or a reason written down by hand."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest import BadInput, read_base
from ingest.__main__ import app
from ingest.numbers_report import numbers, numbers_report, render
from ingest.reference import References, arabic, read_reference
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"
REFERENCE = [
    SHARED / "research" / "policy_facts.md",
    SHARED / "research" / "cases_theory.md",
    SHARED / "seeds",
    SHARED / "data" / "official",
]


def everything(kb: Path) -> str:
    """All files of a base as one reference text, its codes taken off so that every passage counts for every source."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(kb.rglob("*.md")))
    return text.replace("[N1]", "").replace("[W1]", "")


@pytest.fixture
def sheet(tiny_kb: Path, tmp_path: Path) -> Path:
    """A reference text that has every number of the tiny base."""
    path = tmp_path / "sheet.md"
    path.write_text(everything(tiny_kb), encoding="utf-8")
    return path


def report_lines(kb: Path, sheet: Path, reasons: Path) -> list[str]:
    return [str(problem) for problem in numbers_report(read_base(kb), [sheet], reasons).problems]


def test_a_base_whose_numbers_are_all_in_the_sheet_needs_no_reason(tiny_kb: Path, sheet: Path, tmp_path: Path) -> None:
    report = numbers_report(read_base(tiny_kb), [sheet], tmp_path / "none.yaml")
    assert (report.open, report.problems) == ((), ())
    assert report.figures > 10


def test_a_wrong_number_is_named_with_its_sentence(tiny_kb: Path, sheet: Path, tmp_path: Path) -> None:
    for name, ratio in (("aid-notice-2021.md", "no less than 71%"), ("aid-notice-2021.zh.md", "不低于71%")):
        path = tiny_kb / "policies" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("no less than 70%", ratio).replace("不低于70%", ratio), encoding="utf-8")
    (line,) = report_lines(tiny_kb, sheet, tmp_path / "none.yaml")
    assert "aid-notice-2021: 71% is in no reference text" in line
    assert "sets the inpatient assistance ratio" in line


def test_a_number_that_stands_beside_another_source_is_named(tiny_kb: Path, sheet: Path, tmp_path: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(f"{text}\n\nAdded later: premium aid of 12.5%. [N1]\n", encoding="utf-8")
    lines = report_lines(tiny_kb, sheet, tmp_path / "none.yaml")
    assert lines  # the sheet now names N1, and only one line carries it
    assert all("is not beside its source" in line for line in lines)


def test_a_reason_settles_it_and_one_too_many_is_named(tiny_kb: Path, tmp_path: Path) -> None:
    sheet, reasons = tmp_path / "empty.md", tmp_path / "reasons.yaml"
    sheet.write_text("", encoding="utf-8")
    found = numbers_report(read_base(tiny_kb), [sheet], reasons).open
    documents = sorted({figure.doc_id for figure in found})
    lines = [f"{d}:\n" + "".join(f'  "{f.value}": because\n' for f in found if f.doc_id == d) for d in documents]
    reasons.write_text("".join(lines), encoding="utf-8")
    assert report_lines(tiny_kb, sheet, reasons) == []
    reasons.write_text("".join(lines) + 'zebra:\n  "3%": because\n', encoding="utf-8")
    (line,) = report_lines(tiny_kb, sheet, reasons)
    assert "zebra: 3% needs no reason" in line
    assert line.startswith(f"{reasons}:")


def test_the_command_writes_the_page_or_says_what_is_missing(tiny_kb: Path, sheet: Path, tmp_path: Path) -> None:
    out, reasons = tmp_path / "numbers.md", tmp_path / "reasons.yaml"
    options = ["numbers", "--kb", str(tiny_kb), "--reasons", str(reasons), "--out", str(out), "--against"]
    good = CliRunner().invoke(app, [*options, str(sheet)])
    assert (good.exit_code, out.exists()) == (0, True)
    out.unlink()
    sheet.write_text("", encoding="utf-8")
    bad = CliRunner().invoke(app, [*options, str(sheet)])
    assert (bad.exit_code, out.exists()) == (2, False)
    assert "74.5 is in no reference text" in bad.output


def test_a_reference_text_that_is_not_there_is_one_line(tiny_kb: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="--against"):
        numbers_report(read_base(tiny_kb), [tmp_path / "nowhere"], tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("由民政部门处违法所得二倍以上五倍以下的罚款", "2 to 5 times"),
        ("应当在三十日内答复", "30 days"),
        ("不低于百分之七十", "70%"),
        ("百分之二点五", "2.5%"),
        ("一千五百元", "1,500 yuan"),
        ("987万元", "9.87 million yuan"),
        ("| year | m people |\n| --- | --- |\n| 2013 | 62.78 |", "62.78 million people"),
        ("| year | 亿元 / CNY bn |\n| --- | --- |\n| 2010 | 49.5 + 83.5 = 133.0 / 13.30 |", "CNY 4.95 billion"),
        ("only 44.5 of 63.5 million people", "44.5 million"),
        ("nine first diseases", "9 diseases"),
        ("announced on 2-3 July 2018", "2 July 2018"),
        ("Dec 2018–Feb 2019", "December 2018"),
        ("surveys of 2001-07", "2007"),
        ("issued on 28 October 2021", "2021年10月"),
        ("国办发[2021] 42号", "国办发〔2021〕42号"),
    ],
)
def test_a_reference_text_is_read_generously(said: str, meant: str) -> None:
    known = read_reference([said])
    for kind, value, shown in numbers(meant):
        has_it = known.has_document(shown) if kind == "document" else kind == "date" and known.has_date(int(value))
        assert has_it or known.has_value(kind, value), shown


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("9.87 million yuan", "98.7 million yuan"),
        ("70 people", "7%"),
        ("70%", "70 people"),
        ("by October 2021", "28 October 2021"),
        ("see [N73] and https://example.com/2019/73.html", "73 people"),
        ("统一管理，十分重要", "10 people"),
    ],
)
def test_but_not_at_will(said: str, other: str) -> None:
    known = read_reference([said])
    for kind, value, _ in numbers(other):
        assert not (known.has_date(int(value)) if kind == "date" else known.has_value(kind, value))


def test_only_what_counts_something_becomes_a_number() -> None:
    assert arabic("处二倍以上五倍以下的罚款；统一管理；十分重要") == "处2倍以上5倍以下的罚款；统一管理；十分重要"


def test_a_passage_belongs_to_its_codes_and_to_its_section() -> None:
    texts = [("### C04 A place\n- It paid 20%. [N7]\n- It paid 30%.\n## Other\nIt paid 40%. [A1][N7]", ())]
    known = References(texts)
    assert known.beside(["C04a"]).values["percent"] == {20, 30}
    assert known.beside(["N7"]).values["percent"] == {20, 40}
    assert known.beside(["A1"]).values["percent"] == {40}
    assert known.beside(["X9"]) is known.all
    assert known.all.values["percent"] == {20, 30, 40}


def test_the_page_of_the_base_is_up_to_date() -> None:
    missing = [str(path) for path in REFERENCE if not path.exists()]
    if missing:
        pytest.skip(f"the reference texts are not on this machine: {', '.join(missing)}")
    report = numbers_report(read_base(ROOT / "kb"), REFERENCE, ROOT / "docs" / "numbers.yaml")
    assert [str(problem) for problem in report.problems] == []
    assert (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8") == render(report), "run: python -m ingest numbers"
