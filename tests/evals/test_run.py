"""A run on a tiny base: written once, the same bytes each time, scored any number of times, compared by question."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import Settings
from evals.__main__ import app, differences, flips
from evals.dataset import read_set
from evals.records import Item, Run, Value
from evals.run import read_run, run
from evals.score import score
from evals.systems import SYSTEMS
from ingest import BadInput, Index, build
from tests.conftest import ROOT
from tests.evals.questions import declined, foreign, item, line, question, refusal
from tests.evals.test_dataset import written
from tests.fakes import HashingEmbedder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a set and an index of the tiny base, to run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGZHI_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("GONGZHI_EMBEDDER", HashingEmbedder.name)
    build(ROOT / "tests" / "kb", tmp_path / "index", HashingEmbedder())
    (tmp_path / "set").mkdir()
    pair = question(id="p-zh", language="zh", pair="p", question="低保户住院报几成？", nuggets=[nugget("七成", "70%")])
    written(tmp_path / "set", question(id="p-en", pair="p", nuggets=[nugget("70%")]), pair, foreign())
    return tmp_path


def nugget(*accept: str) -> dict[str, Any]:
    return {"text": "70%", "accept": list(accept), "vital": True}


def ran(place: Path, name: str, *systems: str) -> list[Path]:
    settings = Settings(index=place / "index", embedder=HashingEmbedder.name)
    what = {"data": str(place / "set"), "split": "dev"}
    return run(read_set(place / "set").items, systems or ("ours",), name, settings, HashingEmbedder(), what)


def test_two_runs_of_the_same_tree_have_the_same_answers_byte_for_byte(place: Path) -> None:
    (one,), (other,) = ran(place, "one"), ran(place, "other")
    assert (one / "answers.jsonl").read_bytes() == (other / "answers.jsonl").read_bytes()
    assert b"seconds" not in (one / "answers.jsonl").read_bytes()


def test_a_run_says_what_it_was_made_from(place: Path) -> None:
    manifest = read_run(ran(place, "one")[0]).manifest
    for key in (
        "system",
        "split",
        "data",
        "snapshot",
        "fingerprint",
        "embedder",
        "commit",
        "dirty",
        "versions",
        "date",
    ):
        assert key in manifest
    assert manifest["system"] == "ours"


def test_a_run_is_never_written_twice(place: Path) -> None:
    ran(place, "one")
    with pytest.raises(BadInput, match="holds a run already"):
        ran(place, "one")
    with pytest.raises(BadInput, match="letters, digits"):
        ran(place, "../one")


def test_all_systems_answer_the_same_questions_on_the_same_passages(place: Path) -> None:
    folders = ran(place, "side", *SYSTEMS)
    assert [folder.name for folder in folders] == [f"side-{system}" for system in SYSTEMS]
    index = Index.open(place / "index", HashingEmbedder.name)
    items = read_set(place / "set").items
    for folder in folders:
        taken = read_run(folder)
        assert list(taken.lines) == ["p-en", "p-zh", "q-2"]
        values = {value.name: value for value in score(items, taken, index).values}
        assert values["hard errors, invented"].value == 0.0
        assert values["seconds p50"].n == 3
        assert {passage for one in taken.lines.values() for passage in one.passages} <= set(index.rows)


def test_plain_systems_never_decline_and_cite_the_sentences_of_one_passage(place: Path) -> None:
    for folder in ran(place, "plain", "lexical", "dense", "rrf", "recipe"):
        for answer in read_run(folder).lines.values():
            assert answer.status == "answered"
            assert len({citation.passage_id for claim in answer.claims for citation in claim.citations}) == 1


def test_a_batch_of_the_assistant_can_be_scored(place: Path) -> None:
    (folder,) = ran(place, "one")
    batch = place / "answers.jsonl"
    batch.write_text((folder / "answers.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    assert list(read_run(batch).lines) == ["p-en", "p-zh", "q-2"]
    batch.write_text('{"id": "q"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"answers\.jsonl:1: not an answer"):
        read_run(batch)


def scored(run_: Run, *items: Item, index: Index) -> dict[str, Value]:
    return {value.name: value for value in score(items, run_, index).values}


def test_scores_worked_by_hand(tiny_index: Index) -> None:
    items = [item(), item(item_id="q-3"), declined(), declined(item_id="q-4")]
    answers = [line(), line(item_id="q-3", text="Most of it."), refusal(), line(item_id="q-4")]
    values = scored(Run("made", {}, {a.item_id: a for a in answers}), *items, index=tiny_index)
    assert (values["accuracy"].value, values["accuracy"].n) == (0.5, 4)
    assert (values["answer accuracy"].value, values["answer accuracy"].n) == (0.5, 2)
    assert (values["precision when answering"].value, values["precision when answering"].n) == (pytest.approx(1 / 3), 3)
    assert (values["correct refusals"].value, values["correct refusals"].n) == (0.5, 2)
    assert (values["nugget recall, all"].value, values["nugget recall, vital"].value) == (0.5, 0.5)
    assert values["answerability AUROC"].value == 0.75
    assert values["nDCG@10"].value == 1.0


def test_an_empty_run_is_wrong_everywhere_and_what_it_lacks_is_not_measured(tiny_index: Index) -> None:
    values = scored(Run("empty", {}, {}), item(), declined(), index=tiny_index)
    assert (values["accuracy"].value, values["accuracy"].n) == (0.0, 2)
    assert (values["nDCG@10"].value, values["nDCG@10"].n) == (0.0, 1)
    for name in ("precision when answering", "citation recall", "seconds p50", "answerability AUROC", "judged@10"):
        assert values[name].value is None


def test_answers_to_other_questions_are_not_counted(tiny_index: Index) -> None:
    run_ = Run("more", {}, {"q-1": line(), "stranger": line(item_id="stranger")})
    assert scored(run_, item(), index=tiny_index)["accuracy"].n == 1


def test_runs_are_compared_by_question(tiny_index: Index) -> None:
    items = (item(), item(item_id="q-3"))
    good = {"q-1": line(), "q-3": line(item_id="q-3", text="no")}
    first, second = (score(items, Run("r", {}, lines), tiny_index) for lines in (good, {"q-3": line(item_id="q-3")}))
    assert flips(first, second) == (["q-3"], ["q-1"])
    found = {value.name: value for value in differences(first, second)}
    assert found["accuracy, difference"].value == 0.0
    assert found["nugget recall, all, difference"].n == 2


def test_the_commands_end_with_a_line_for_each_measure_and_say_the_same_as_json(place: Path) -> None:
    ran(place, "one")
    ran(place, "other", "lexical")
    lines = CliRunner().invoke(app, ["score", "runs/one"]).output.splitlines()
    as_json = json.loads(CliRunner().invoke(app, ["score", "runs/one", "--json"]).output)
    assert lines[-len(as_json) :] == [str(Value(**value)) for value in as_json]
    compared = CliRunner().invoke(app, ["compare", "runs/one", "runs/other"]).output
    assert "turned wrong: " in compared
    assert "accuracy, difference " in compared


def test_failures_of_the_test_split_show_ids_and_measures_only(place: Path) -> None:
    secret = question(id="t-1", split="test", nuggets=[nugget("90%")])
    written(place / "set", secret, question(id="d-1", nuggets=[nugget("90%")]))
    ran(place, "both", "lexical")
    shown = CliRunner().invoke(app, ["score", "runs/both", "--split", "all", "--failures"]).output.splitlines()
    hidden = next(text for text in shown if text.startswith("t-1"))
    assert next(text for text in shown if text.startswith("d-1")).startswith("d-1: lacks: 70%")
    assert "lacks" not in hidden
    assert hidden.startswith("t-1: accuracy=0.00 ")


def test_the_set_is_validated_against_the_index_by_a_command(place: Path) -> None:
    good = CliRunner().invoke(app, ["validate", "--data", "set"])
    assert good.exit_code == 0, good.output
    assert good.output.endswith("3 questions, 0 problems\n")
    written(place / "set", question(sources=["unheard-of"]))
    bad = CliRunner().invoke(app, ["validate", "--data", "set"])
    assert bad.exit_code == 1
    assert "unheard-of" in bad.output
