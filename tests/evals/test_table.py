"""The README's table is a picture of what was measured and nothing else."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals import table
from evals.__main__ import app
from evals.records import Judgement, Scored
from evals.stats import mean
from ingest import BadInput
from tests.conftest import ROOT

MARKERS = "# Us\n<!-- evals:begin -->\nold\n<!-- evals:end -->\nmore\n"


def measured(tmp_path: Path) -> dict[str, object]:
    folder = tmp_path / "beir-x-ours"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"corpus": "x", "system": "ours"}', encoding="utf-8")
    value = {"name": "nDCG@10", "value": 0.5, "low": 0.4, "high": 0.6, "n": 9}
    (folder / "measures.json").write_text(json.dumps([value]), encoding="utf-8")
    run = Scored("r", (Judgement("q", True, "", {}),), (mean("accuracy", [1.0]),))
    return table.measured(
        [(run, {"system": "ours", "split": "dev", "snapshot": "abc", "date": "2026-11-22T00:00"})], [folder]
    )


def test_the_table_shows_systems_side_by_side_with_interval_and_n(tmp_path: Path) -> None:
    text = table.render(measured(tmp_path))
    assert "| accuracy | 1.000 [1.000, 1.000] n=1 |" in text
    assert "| nDCG@10 | not measured |" in text
    assert "| x | 0.500 [0.400, 0.600] n=9 |" in text


def test_the_table_is_placed_between_its_markers_and_only_there(tmp_path: Path) -> None:
    page = table.placed(MARKERS, "new")
    assert page == MARKERS.replace("old", "new")
    assert table.placed(page, "new") == page
    for broken in ("no markers", MARKERS + MARKERS, "<!-- evals:end -->\n<!-- evals:begin -->"):
        with pytest.raises(BadInput, match="needs the markers"):
            table.placed(broken, "new")


def test_a_table_that_is_not_what_was_measured_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "measured.json"
    kept.write_text(json.dumps(measured(tmp_path)), encoding="utf-8")
    page = tmp_path / "README.md"
    page.write_text(MARKERS, encoding="utf-8")
    check = ["table", "--readme", str(page), "--measured", str(kept), "--check"]
    assert isinstance(CliRunner().invoke(app, check).exception, BadInput)
    assert CliRunner().invoke(app, check[:-1]).exit_code == 0
    assert CliRunner().invoke(app, check).exit_code == 0


def test_what_is_not_measured_anew_is_kept(tmp_path: Path) -> None:
    kept, page = tmp_path / "measured.json", tmp_path / "README.md"
    kept.write_text(json.dumps(measured(tmp_path)), encoding="utf-8")
    page.write_text(MARKERS, encoding="utf-8")
    place = ["--readme", str(page), "--measured", str(kept)]
    assert CliRunner().invoke(app, ["table", str(tmp_path / "beir-x-ours"), *place]).exit_code == 0
    assert "| accuracy | 1.000" in page.read_text(encoding="utf-8")


@pytest.mark.skipif(not table.MEASURED.exists(), reason="nothing has been measured yet")
def test_the_readme_shows_what_was_measured_last() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert page == table.written(page, json.loads(table.MEASURED.read_text(encoding="utf-8")))


def test_runs_over_different_questions_are_not_put_side_by_side() -> None:
    one, other = (Scored(name, (Judgement(name, True, "", {}),), ()) for name in ("r", "s"))
    with pytest.raises(BadInput, match="different questions"):
        table.measured([(one, {}), (other, {})], [])


def test_speed_has_its_own_place_and_what_was_not_measured_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"passages": 9, "date": "2026-11-22T00:00"}', encoding="utf-8")
    (tmp_path / "measures.json").write_text(json.dumps([asdict(mean("ask / encode", [2.0, 3.0]))]), encoding="utf-8")
    page = MARKERS + MARKERS.replace("evals:", "speed:").replace("old", "slow")
    written = table.written(page, table.measured([], [tmp_path]))
    assert "old" in written
    assert "| ask / encode | 2.5 [2, 3] n=2 |" in written
