"""The command line: one line and exit code 2 for an error of the user; batches lose nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.__main__ import read_batch, read_question
from ingest import BadInput
from tests.conftest import ROOT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("assistant", "ask", "x", "--as-of", "May"), "must be a date"),
        (("assistant", "ask", "x", "--kinds", "poems"), "must be one of policy"),
        (("assistant", "ask", "--batch", "nowhere.jsonl", "--out", "out.jsonl"), "cannot be read"),
        (("assistant", "ask", "--batch", "nowhere.jsonl"), "--out"),
        (("assistant", "ask", "x"), "python -m ingest build"),
        (("ingest", "check", "--kb", "nowhere"), "no such folder"),
        (("ingest", "list", "--as-of", "2026-13-01"), "must be a date"),
        (("ingest", "status", "--index", "nowhere"), "no index"),
    ],
)
def test_an_error_of_the_user_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    done = run(*arguments, GONGZHI_INDEX=str(tmp_path / "nothing"))
    said = (done.stderr + done.stdout).strip()
    assert done.returncode == 2
    assert says in said
    assert "\n" not in said
    assert "Traceback" not in said


def test_check_names_the_problems_and_fails() -> None:
    done = run("ingest", "check", "--kb", "tests/kb_broken")
    assert done.returncode == 2
    assert "policies/bad-date.md:7" in done.stdout


def test_a_batch_line_ignores_unknown_fields_and_nulls(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    lines = [{"id": "a", "question": "What?", "colour": "red", "place": None}, {"question": "Why?", "history": []}]
    path.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    read = [(i, read_question(fields, where)) for i, fields, where in read_batch(path)]
    assert [i for i, _ in read] == ["a", "3"]
    assert read[0][1].place == ""


def test_a_broken_batch_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "a", "question": "What?"}\nnot json\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"questions\.jsonl:2"):
        read_batch(path)
