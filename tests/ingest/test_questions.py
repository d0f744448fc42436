"""Known questions: labels are found where they stand, and every wrong one is told with its file and line."""

import shutil
from pathlib import Path

import pytest

from ingest import SentenceId, read_base
from tests.conftest import ROOT

ASKED = """
- zh: 骗取救助怎么罚？
  en: What is the fine for fraud?
  also:
    - zh: 骗保的后果
      en: What happens to cheats?
  answer: [{answer}]
"""


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "kb", tmp_path / "kb")
    (tmp_path / "kb" / "questions").mkdir()
    return tmp_path / "kb"


def test_a_question_of_one_document_names_its_own_sentences(kb: Path) -> None:
    (kb / "questions" / "aid-act-2026.yaml").write_text(ASKED.format(answer="supervision.1"), encoding="utf-8")
    base = read_base(kb)
    assert base.problems == ()
    (question,) = base.questions
    assert question.answer == (SentenceId("aid-act-2026", "supervision", 0),)
    assert [wording.en for wording in question.wordings] == ["What is the fine for fraud?", "What happens to cheats?"]


def test_a_question_across_documents_belongs_to_the_one_that_answers_first(kb: Path) -> None:
    answer = "aid-act-2026#supervision.1, aid-notice-2021#summary.1"
    (kb / "questions" / "across.yaml").write_text(ASKED.format(answer=answer), encoding="utf-8")
    base = read_base(kb)
    assert base.problems == ()
    assert base.questions[0].doc_id == "aid-act-2026"
    assert [place.doc_id for place in base.questions[0].answer] == ["aid-act-2026", "aid-notice-2021"]


@pytest.mark.parametrize(
    ("file", "answer", "says"),
    [
        ("aid-act-2026", "supervision.2", "no document has the sentence 'supervision.2'"),
        ("aid-act-2026", "nowhere.1", "no document has the sentence 'nowhere.1'"),
        ("across", "supervision.1", "no document has the sentence 'supervision.1'"),
        ("across", "nobody#supervision.1", "no document has the sentence 'nobody#supervision.1'"),
        ("nobody", "supervision.1", "no document 'nobody'"),
        ("aid-act-2026", "supervision.0", "questions/aid-act-2026.yaml:"),
    ],
)
def test_a_wrong_label_is_told(kb: Path, file: str, answer: str, says: str) -> None:
    (kb / "questions" / f"{file}.yaml").write_text(ASKED.format(answer=answer), encoding="utf-8")
    base = read_base(kb)
    assert len(base.problems) == 1
    assert says in str(base.problems[0])
    assert base.questions == ()


def test_a_wording_stands_once_in_a_file(kb: Path) -> None:
    text = ASKED.format(answer="supervision.1")
    (kb / "questions" / "aid-act-2026.yaml").write_text(text + text.lstrip(), encoding="utf-8")
    assert {"stands twice" in str(problem) for problem in read_base(kb).problems} == {True}


def test_outside_questions_are_read_in_both_languages(kb: Path) -> None:
    (kb / "outside.yaml").write_text('- {zh: "驾驶证怎么换？", en: "How is a licence renewed?"}\n', encoding="utf-8")
    base = read_base(kb)
    assert base.problems == ()
    assert [(question.en, question.zh) for question in base.outside] == [
        ("How is a licence renewed?", "驾驶证怎么换？")
    ]


def test_an_outside_question_in_one_language_is_a_problem(kb: Path) -> None:
    (kb / "outside.yaml").write_text("- {zh: 驾驶证怎么换？}\n", encoding="utf-8")
    (problem,) = read_base(kb).problems
    assert problem.path.endswith("outside.yaml")
    assert problem.line == 1
