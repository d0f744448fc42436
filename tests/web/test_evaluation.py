"""The Evaluation tab reads the report as a file: its headline in both languages, the rest in a frame of its own."""

from pathlib import Path

import pytest

from evals.records import Run, Set
from evals.report import page
from evals.score import score
from ingest import Index
from tests.evals.questions import declined, item, line
from web.evaluation import frame_html, headline_html


@pytest.fixture
def report(tmp_path: Path, tiny_index: Index) -> Path:
    items = (item(), declined())
    run = Run("made", {"date": "2026-11-22T05:00"}, {"q-1": line(), "q-2": line(item_id="q-2")})
    file = tmp_path / "report.html"
    file.write_text(page([(run, Set(items), score(items, run, tiny_index), ())], {}, {}, ""), encoding="utf-8")
    return file


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_headline_is_read_from_the_report(report: Path, language: str) -> None:
    said = headline_html(report, language)
    assert "2026-11-22" in said
    assert "<b>50%</b>" in said


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
def test_the_frame_runs_nothing_and_opens_in_the_language_of_the_page(report: Path, language: str, other: str) -> None:
    frame = frame_html(report, language)
    assert frame.startswith("<iframe sandbox title=")
    assert f"id=&quot;{language}&quot; checked&gt;" in frame
    assert f"id=&quot;{other}&quot;&gt;" in frame


@pytest.mark.parametrize(
    "text", [None, "", "<html></html>", '<script type="application/json" id="headline">{]</script>']
)
def test_without_a_report_the_tab_says_how_to_make_one(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "report.html"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert "make eval" in headline_html(file, "en")
    assert frame_html(file, "en") == ""
