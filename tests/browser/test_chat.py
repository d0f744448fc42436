"""The page in a real Chromium: shown at once, asked in both languages, evidence opened, nothing leaves the machine."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest

from assistant import Advisor
from evals.records import Run, Set
from evals.report import page as report_page
from evals.score import score
from tests.conftest import ROOT
from tests.evals.questions import declined, item, line

CHROMIUM = os.environ.get("GONGZHI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
pytestmark = pytest.mark.browser
if CHROMIUM is None and os.environ.get("CI") != "true":
    pytestmark = [pytest.mark.browser, pytest.mark.skip(reason="no Chromium: set GONGZHI_CHROMIUM or install chromium")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page looks for the evaluation report; nothing is there at first."""
    return tmp_path_factory.mktemp("runs") / "report.html"


@pytest.fixture(scope="module")
def address(real_index_folder: Path, report: Path) -> Iterator[str]:
    """app.py on a free port, with the index of the real base."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port), "--report", str(report)],
        cwd=ROOT,
        env={**os.environ, "GONGZHI_INDEX": str(real_index_folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert server.poll() is None, "app.py stopped"
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError("app.py did not answer within a minute")


@pytest.fixture(scope="module")
def page(address: str):  # type: ignore[no-untyped-def]
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "CI needs Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.hosts = set()
        page.on("request", lambda request: page.hosts.add(urlparse(request.url).hostname))
        page.goto(address)
        page.wait_for_selector("#question textarea")
        yield page
        browser.close()


def ask(page, text: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    """Ask, and wait until the last answer says what is expected."""
    page.fill("#question textarea", text)
    page.click("#send")
    page.wait_for_function(
        "expected => { const all = [...document.querySelectorAll('.answer')];"
        " return all.length && all[all.length - 1].innerText.includes(expected); }",
        arg=expected,
        timeout=90_000,
    )


def test_the_page_says_when_it_is_ready_and_what_is_upcoming(page) -> None:  # type: ignore[no-untyped-def]
    page.wait_for_selector(".state.ready", timeout=90_000)
    said = page.inner_text(".state.ready")
    assert "2026年" in said
    assert "医疗保障法" in said


def test_a_chinese_question_gets_a_cited_answer_and_an_evidence_card(page, real_advisor: Advisor) -> None:  # type: ignore[no-untyped-def]
    ask(page, "海宁市在信息公开和监督方面做了什么?", "海宁")
    page.locator(".answer").last.locator("a.cite").first.click()
    card = page.locator("details.card[open]").first
    quote = card.locator("mark").first.inner_text()
    assert any(quote in passage.text.zh for passage in real_advisor.index.passages if passage.doc_id == "haining")


def test_an_english_question_gets_an_english_answer(page, real_advisor: Advisor) -> None:  # type: ignore[no-untyped-def]
    ask(page, "What share of inpatient costs must medical assistance pay for subsistence-allowance families?", "70%")
    page.locator(".answer").last.locator("a.cite").last.click()
    quote = page.locator("details.card[open] mark").first.inner_text()
    assert any(quote in passage.text.en for passage in real_advisor.index.passages)
    assert "本库摘要，非官方原文" in page.inner_text("#cards")


def test_a_question_that_asks_to_compare_cases_gets_the_comparison(page) -> None:  # type: ignore[no-untyped-def]
    page.fill("#question textarea", "比较海宁和金寨")
    page.click("#send")
    said = page.locator("#talk .bot").last
    said.get_by_text("不同之处").wait_for(timeout=90_000)
    assert "金寨县" in said.inner_text()
    mark = said.locator('a[href^="#card-"]').first
    card = mark.get_attribute("href")
    mark.click()
    assert page.locator(f"{card}[open] mark").count() > 0


def test_what_is_not_in_the_base_is_refused_with_a_reason(page) -> None:  # type: ignore[no-untyped-def]
    ask(page, "What did Haining's charity federation raise in 2018?", "库中没有")
    assert page.locator(".answer").last.locator("a.cite").count() == 0


def test_an_empty_question_changes_nothing(page) -> None:  # type: ignore[no-untyped-def]
    before = page.locator(".answer").count()
    page.fill("#question textarea", "   ")
    page.click("#send")
    page.wait_for_timeout(800)
    assert page.locator(".answer").count() == before


def test_a_question_that_is_too_long_is_explained_and_kept(page) -> None:  # type: ignore[no-untyped-def]
    page.fill("#question textarea", "问" * 3000)
    page.click("#send")
    page.wait_for_selector("text=3000", timeout=30_000)
    assert page.input_value("#question textarea") == "问" * 3000
    page.fill("#question textarea", "")


def test_the_page_speaks_english_when_asked_to(page) -> None:  # type: ignore[no-untyped-def]
    page.locator("#page-language").get_by_label("English").click()
    page.wait_for_selector("text=Evidence", timeout=30_000)
    page.get_by_role("tab", name="Knowledge base").click()
    page.wait_for_selector("#library", timeout=30_000)
    page.fill("#library-filter textarea", "国办发〔2021〕42号")
    page.wait_for_timeout(1500)
    assert "sc-go-2021-42" in page.inner_text("#library")


def test_the_evaluation_tab_says_how_to_make_a_report_and_shows_the_latest(page, report: Path, tiny_index) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("tab", name="Evaluation").click()
    page.wait_for_selector("#evaluation >> text=make eval", timeout=30_000)
    items = (item(), declined())
    run = Run("made", {"date": "2026-11-22", "split": "dev"}, {"q-1": line(), "q-2": line(item_id="q-2")})
    measured = (run, Set(items), score(items, run, tiny_index), ())
    report.write_text(report_page([measured], {}, {}, ""), encoding="utf-8")
    page.get_by_role("tab", name="Knowledge base").click()
    page.get_by_role("tab", name="Evaluation").click()
    page.wait_for_selector("#evaluation >> text=50%", timeout=30_000)
    frame = page.frame_locator("#report iframe")
    frame.locator("#figure-accuracy").get_by_text("right answers and refusals").wait_for(timeout=30_000)
    frame.get_by_text("中文", exact=True).click()
    frame.locator("#figure-accuracy").get_by_text("回答或拒答正确").wait_for(timeout=30_000)


def test_nothing_leaves_the_machine(page) -> None:  # type: ignore[no-untyped-def]
    assert page.hosts == {"127.0.0.1"}


def test_a_busy_port_is_one_line(address: str) -> None:
    port = re.findall(r"\d+$", address)[0]
    done = subprocess.run(
        [sys.executable, "app.py", "--port", port], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
