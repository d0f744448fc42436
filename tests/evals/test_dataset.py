"""The set is strict and its errors name file and line; what a program can check about it, it does."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.advisor import Advisor
from evals import check
from evals.__main__ import barriers
from evals.dataset import DATA, read_set
from ingest import BadInput, Index
from tests.evals.questions import foreign, question


def written(folder: Path, *lines: dict[str, Any], name: str = "questions.jsonl") -> Path:
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, index: Index) -> list[str]:
    return check.problems(read_set(folder), index, ("closed-books",))


def test_a_folder_is_read_by_split(tmp_path: Path) -> None:
    written(tmp_path, question(), foreign(split="test"))
    assert [item.item_id for item in read_set(tmp_path).items] == ["q-1", "q-2"]
    assert [item.item_id for item in read_set(tmp_path, ("dev",)).items] == ["q-1"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"as_of": "soon"}, "as_of: "),
        ({"type": "riddle"}, "'type' must be one of fact, "),
        ({"passages": {"a#b": 4}}, "passages.a#b: "),
        ({"nuggets": []}, "at least one vital nugget"),
        ({"status": "abstained"}, "needs a 'reason'"),
        ({"reason": "no_evidence"}, "'reason': null"),
        ({"status": "abstained", "reason": "bored"}, "'reason' must be null or one of"),
    ],
)
def test_a_line_that_is_not_as_agreed_is_refused_by_file_and_line(
    tmp_path: Path, changes: dict[str, Any], what: str
) -> None:
    written(tmp_path, foreign(), question(**changes))
    with pytest.raises(BadInput) as refused:
        read_set(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path}/questions.jsonl:2: ")
    assert what in str(refused.value)


def test_a_missing_field_and_a_broken_line_are_refused(tmp_path: Path) -> None:
    short = question()
    del short["history"]
    written(tmp_path, short)
    with pytest.raises(BadInput, match="history: Field required"):
        read_set(tmp_path)
    (tmp_path / "questions.jsonl").write_text("\n{]", encoding="utf-8")
    with pytest.raises(BadInput, match=r"questions\.jsonl:2: "):
        read_set(tmp_path)


def test_a_good_set_has_no_problem(tmp_path: Path, tiny_index: Index) -> None:
    assert problems(written(tmp_path, question(), foreign(split="test")), tiny_index) == []


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ([question(), foreign(id="q-1")], "the id 'q-1' is used more than once"),
        ([question(pair="p")], "must have one question in each language, has 1"),
        ([question(pair="p"), foreign(pair="p", language="zh", split="test")], "is in both splits"),
        ([question(passages={"aid-notice-2021#nowhere": 3})], "aid-notice-2021 has summary, ratios"),
        ([question(sources=["unheard-of"])], "'sources' names the document 'unheard-of'"),
        ([question(nuggets=[{"text": "80%", "accept": ["80%"], "vital": True}])], "has the nugget '80%'"),
        ([question(must_not=["70%"])], "'must_not' forbids '70%'"),
        ([question(basis=["theory"])], "'basis' ['theory'] fits no sentence that answers: binding, statistic"),
        ([question(), question(id="q-3", split="test")], "answers questions of both splits (dev q-1, test q-3)"),
    ],
)
def test_what_is_wrong_with_a_whole_set_is_named(
    tmp_path: Path, tiny_index: Index, lines: list[dict[str, Any]], what: str
) -> None:
    found = problems(written(tmp_path, *lines), tiny_index)
    assert any(what in problem for problem in found), found


def test_situations_and_comparisons_are_checked_too(tmp_path: Path, tiny_index: Index) -> None:
    situation = {
        "id": "s-1",
        "split": "dev",
        "language": "en",
        "situation": "Nobody knows where the money goes.",
        "as_of": "2026-11-22",
        "place": "",
        "barriers": ["unheard-of"],
        "not_stated": ["goal"],
        "measures": ["public-board"],
        "basis": ["aid-act-2026"],
        "precedents": ["atlantis"],
        "must_not": [],
    }
    points = [{"text": "a board", "accept": ["board"]}]
    comparison = {"id": "c-1", "split": "dev", "language": "en", "cases": ["Riverton", "Atlantis"]}
    compared = {**comparison, "expected": ["riverton", "atlantis"], "differences": points, "same": []}
    written(tmp_path, question())
    written(tmp_path, situation, name="situations.jsonl")
    written(tmp_path, compared, name="comparisons.jsonl")
    found = " ".join(problems(tmp_path, tiny_index))
    assert "'barriers' names 'unheard-of'" in found
    assert "'precedents' names the document 'atlantis'" in found
    assert "'expected' names the document 'atlantis'" in found


def test_the_shipped_set_can_be_read_and_its_card_is_current() -> None:
    data = read_set(DATA)
    page = (DATA / "README.md").read_text(encoding="utf-8")
    assert len(data.items) >= 320
    assert sum(not item.answerable for item in data.items) >= 70
    assert sum(item.language == "zh" for item in data.items) == pytest.approx(len(data.items) / 2, rel=0.1)
    assert len({item.pair for item in data.items if item.pair}) >= 60
    assert sum(bool(item.history) for item in data.items) >= 40
    assert (len(data.situations), len(data.comparisons)) == (36, 8)
    assert check.card(data) in page, "run: python -m evals validate --card"


def test_the_base_still_says_what_the_shipped_set_asks_for(real_advisor: Advisor) -> None:
    index = real_advisor.index
    assert check.problems(read_set(DATA), index, barriers(index.framework)) == []


def test_the_card_names_every_field_and_measure() -> None:
    from evals.score import MEANS

    page = (DATA / "README.md").read_text(encoding="utf-8")
    for name in (*question(), *MEANS):
        assert f"`{name}`" in page, name
