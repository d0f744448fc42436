"""The report holds every dev question with what came of it, nothing of the test split but ids and measures, no script."""

import re

import pytest

from evals import gate
from evals.records import Item, Judgement, Run, Set, Situation
from evals.report import page
from evals.report_words import CHINESE, WORDS
from evals.score import MEANS, score
from ingest import Index
from tests.conftest import TODAY
from tests.evals.questions import declined, item, line, refusal

EVIL = '<script>alert("x")</script>'


def report(index: Index, *items: Item, before: gate.Outcomes | None = None, **changes: object) -> str:
    answers = {one.item_id: line(item_id=one.item_id, **changes) for one in items if one.answerable}
    answers |= {one.item_id: refusal(item_id=one.item_id) for one in items if not one.answerable}
    run = Run("made", {"system": "ours", "date": "2026-11-22T05:00"}, answers)
    plain = Run("plain", {"system": "lexical"}, {one.item_id: line(item_id=one.item_id, text="no") for one in items})
    read = Set(items)
    measured = [(each, read, score(items, each, index), ()) for each in (run, plain)]
    return page(measured, {}, before or {}, "evals/baseline.json")


def test_a_dev_question_stands_with_answer_sources_and_facts_hit_and_missed(tiny_index: Index) -> None:
    html = report(tiny_index, item(), text="At least 70% is paid. [1]")
    block = html[html.index('id="q-1"') : html.index("</details>", html.index('id="q-1"'))]
    assert item().question in block
    assert "At least 70% is paid. [1]" in block
    assert "aid-notice-2021#ratios" in block
    assert "<b class='good'>✓</b> 70%" in block
    assert "<b class='bad'>✗</b> policy scope only" in block


def test_of_the_test_split_only_ids_and_measures_are_written(tiny_index: Index) -> None:
    secret = item(item_id="t-1", split="test", question="A question that nobody reads?")
    html = report(tiny_index, item(), secret, text="An answer that nobody reads.")
    hidden = html[html.index("Test split: ids and measures") :]
    assert "A question that nobody reads?" not in html
    assert "<td>t-1</td><td>accuracy 0.00" in hidden
    assert html.count("An answer that nobody reads.") == 1


def test_the_report_is_one_file_that_runs_nothing(tiny_index: Index) -> None:
    html = report(tiny_index, item(question=f"Why {EVIL}?"), declined(), text=EVIL)
    assert EVIL not in html
    assert "&lt;script&gt;" in html
    assert re.findall(r"<script[^>]*>", html) == ['<script type="application/json" id="headline">']
    assert not re.search(r'(?:src|href)="|url\(|@import', html)


def test_systems_stand_side_by_side_and_in_the_plots(tiny_index: Index) -> None:
    html = report(tiny_index, item(), declined())
    assert "<th>ours (made)</th><th>lexical (plain)</th>" in html
    assert html.count("<polyline") == 4
    assert html.count("<circle") == 1


def test_the_difference_to_the_baseline_names_what_flipped(tiny_index: Index) -> None:
    before = {"q-1": {"accuracy": 1.0}, "gone": {"accuracy": 1.0}}
    html = report(tiny_index, item(), declined(), before=before, text="no")
    assert "turned wrong</span>" in html
    assert 'class="q is-wrong is-changed" id="q-1"' in html
    assert '<span class="bad">-1.000</span>' in html
    assert "new questions" in html


def test_every_word_is_there_in_both_languages() -> None:
    assert all(len(pair) == 2 and all(pair) for pair in WORDS.values())
    spelled = {"nDCG@10", "Success@5", "R@5", "R@10", "RR@10"}
    assert set(MEANS) - spelled <= CHINESE.keys()


def test_a_draft_stands_with_the_barriers_found_and_missed(tiny_index: Index) -> None:
    told = Situation(
        "s-1", "dev", "en", "Data are not shared.", TODAY, "", ("closed-books", "lost"), (), ("m",), (), (), ()
    )
    read, run = Set((), (told,)), Run("made", {}, {})
    verdict = Judgement("s-1", False, "misses: lost", {"barriers found": 0.5})
    drafts = {"s-1": {"barriers": ["closed-books", "more"], "text": "A memo."}}
    html = page([(run, read, score((), run, tiny_index), (verdict,))], drafts, {}, "")
    assert "<b class='good'>✓</b> closed-books" in html
    assert "<b class='bad'>✗</b> lost" in html
    assert "A memo." in html
    assert "障碍召回率 (barriers found)" in html


@pytest.mark.parametrize("split", ["dev", "test"])
def test_a_situation_of_the_test_split_is_not_shown(tiny_index: Index, split: str) -> None:
    told = Situation("s-1", split, "en", "Words to hide.", TODAY, "", ("a",), (), ("m",), (), (), ())  # type: ignore[arg-type]
    run, verdict = Run("made", {}, {}), Judgement("s-1", True, "", {"barriers found": 1.0})
    html = page([(run, Set((), (told,)), score((), run, tiny_index), (verdict,))], {"s-1": {"text": "Memo."}}, {}, "")
    assert ("Words to hide." in html) == (split == "dev")
    assert "s-1" in html
