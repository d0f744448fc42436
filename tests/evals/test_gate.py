"""What the gate stops and what it lets pass, rule by rule and by its command."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals import gate
from evals.__main__ import app
from evals.dataset import read_set
from evals.records import Judgement
from ingest import BadInput, build
from tests.conftest import ROOT
from tests.evals.questions import foreign, item, question
from tests.evals.test_dataset import written
from tests.fakes import HashingEmbedder


def verdicts(right: str, **measures: float) -> tuple[Judgement, ...]:
    """A verdict for each letter: `+` right, `-` wrong."""
    return tuple(
        Judgement(
            f"q-{n}", mark == "+", "" if mark == "+" else "lacks: 70%", {"accuracy": float(mark == "+"), **measures}
        )
        for n, mark in enumerate(right)
    )


def rules(now: Sequence[Judgement], before: Sequence[Judgement]) -> list[str]:
    asked = [item(item_id=judgement.item_id) for judgement in now]
    return [fall.rule for fall in gate.falls(now, asked, gate.outcomes(before))]


def test_one_hard_error_is_one_too_many() -> None:
    good, bad = verdicts("++"), verdicts("++", **{"hard errors, stale": 1.0})
    assert rules(good, good) == []
    assert rules(bad, bad) == ["hard"]


def test_a_few_flips_are_chance_and_many_are_a_decline() -> None:
    before = verdicts("+" * 60 + "-" * 40)
    assert rules(verdicts("+" * 58 + "-" * 42), before) == []
    assert rules(verdicts("+" * 57 + "---" + "+++" + "-" * 37), before) == []
    assert "decline" in rules(verdicts("+" * 54 + "-" * 46), before)


def test_questions_are_paired_where_both_have_them() -> None:
    """New questions and lost ones are no decline, however they end; a floor is a floor over whatever is asked."""
    before = verdicts("+" * 50)
    longer, shorter = verdicts("+" * 50 + "-"), verdicts("+" * 20)
    assert rules(longer, before) == rules(shorter, before) == []
    assert rules(verdicts("+" * 50 + "-" * 30), before) == ["floor"]


def test_where_nothing_ever_failed_one_failure_in_many_is_allowed() -> None:
    assert rules(verdicts("+" * 49 + "-"), verdicts("+" * 50)) == []


def test_longer_answers_are_stopped() -> None:
    before = verdicts("+" * 30, sentences=4.0)
    assert rules(verdicts("+" * 30, sentences=4.0), before) == []
    assert rules(verdicts("+" * 30, sentences=5.0), before) == ["length"]


def test_a_language_is_looked_at_by_itself() -> None:
    before, now = verdicts("+" * 100), verdicts("+" * 96 + "----")
    asked = [item(item_id=j.item_id, language="zh" if n >= 96 else "en") for n, j in enumerate(now)]
    found = gate.falls(now, asked, gate.outcomes(before))
    assert any(fall.rule == "decline" and "accuracy, zh" in fall.what for fall in found)


def test_a_base_that_shrinks_is_stopped() -> None:
    accepted = gate.accept(gate.Accepted({}), {}, {"documents": 100, "terms": 40}, "first", {})
    assert gate.shrunk({"documents": 96, "terms": 40}, accepted) == []
    assert [fall.rule for fall in gate.shrunk({"documents": 90, "terms": 0}, accepted)] == ["base", "base"]


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = gate.outcomes(verdicts("+-", **{"nDCG@10": 0.51234, "sentences": 3.0, "judged@10": 0.2}))
    accepted = gate.accept(gate.Accepted({}), {"dev": found}, {"documents": 2}, " because ", {"date": "2026-11-22"})
    file = tmp_path / "baseline.json"
    file.write_text(gate.written(accepted), encoding="utf-8")
    again = gate.read(file)
    assert again.outcomes(["dev", "test"]) == found
    assert again.log == accepted.log
    assert again.log[0]["why"] == "because"
    assert len([line for line in file.read_text(encoding="utf-8").splitlines() if '"q-' in line]) == 2
    other = gate.accept(again, {"test": found}, {}, "more", {})
    assert [entry["why"] for entry in other.log] == ["because", "more"]
    assert other.splits["dev"] == again.splits["dev"]
    for broken in (
        "{}",
        "no json",
        '{"accepted": [], "measures": ["accuracy"], "outcomes": {"dev": {"q": []}, "test": {}}}',
    ):
        file.write_text(broken, encoding="utf-8")
        with pytest.raises(BadInput, match="not a baseline"):
            gate.read(file)


def test_the_accepted_baseline_says_why_and_when() -> None:
    accepted = gate.read()
    assert accepted.log, "accept one with: python -m evals gate --accept --why …"
    assert all(entry["why"] and entry["date"] and entry["snapshot"] for entry in accepted.log)
    assert len(accepted.outcomes(["dev"])) > 100
    known = {one.item_id for one in read_set().items if one.split == "test"}
    assert known & set(accepted.outcomes(["dev"])) == set()


RATIO = "What inpatient assistance ratio does the Aid Notice of 2021 set for subsistence allowance recipients?"


def easy(split: str, **changes: Any) -> list[dict[str, Any]]:
    """Five questions that the tiny base answers."""
    return [question(id=f"{split[0]}-{n}", split=split, question=f"{RATIO} ({n})", **changes) for n in range(5)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a set of both splits and an index of the tiny base, to run in."""
    monkeypatch.chdir(tmp_path)
    for name, value in (
        ("INDEX", tmp_path / "index"),
        ("KB", ROOT / "tests" / "kb"),
        ("EMBEDDER", HashingEmbedder.name),
    ):
        monkeypatch.setenv(f"GONGZHI_{name}", str(value))
    for module in ("__main__", "load"):
        monkeypatch.setattr(f"evals.{module}.SentenceTransformerEmbedder", lambda name: HashingEmbedder())
    build(ROOT / "tests" / "kb", tmp_path / "index", HashingEmbedder())
    (tmp_path / "set").mkdir()
    written(tmp_path / "set", *easy("dev"), foreign(), *easy("test"))
    return tmp_path


def told(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["gate", "--data", "set", "--baseline", "baseline.json", *words])
    if isinstance(done.exception, BadInput):
        return 2, str(done.exception)
    return done.exit_code, done.output


def test_the_command_passes_what_was_accepted_and_stops_what_fell(place: Path) -> None:
    assert told()[0] == 2
    assert told("--accept")[0] == 2
    assert told("--accept", "--why", "the first")[0] == 0
    code, said = told()
    assert "accuracy 1.0000" in said
    assert (code, said.splitlines()[-1]) == (0, "passed")
    harder = [{"text": "said", "accept": ["a secret fact"], "vital": True}]
    written(place / "set", *easy("dev", nuggets=harder), foreign(), *easy("test", nuggets=harder))
    code, said = told()
    assert code == 1
    assert "decline: accuracy, now minus accepted" in said
    assert "  d-0: lacks: said" in said
    shown = [line for line in said.splitlines() if line.startswith("  t-")]
    assert shown
    assert all("accuracy=0.00" in line and "lacks" not in line for line in shown)
    assert told("--accept", "--why", "the questions were made harder")[0] == 0
    assert told()[0] == 0


def test_an_index_of_another_base_stops_and_is_not_accepted(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGZHI_KB", str(ROOT / "kb"))
    code, said = told("--accept", "--why", "no matter what")
    assert code == 1
    assert said.startswith("index: ")
    assert "nothing was accepted" in said
    assert not (place / "baseline.json").exists()


def test_a_run_can_be_judged_later(place: Path) -> None:
    assert CliRunner().invoke(app, ["run", "--name", "one", "--data", "set", "--split", "all"]).exit_code == 0
    assert told("runs/one", "--accept", "--why", "from a run")[0] == 0
    assert told("runs/one", "--split", "dev")[0] == 0
