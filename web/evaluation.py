"""The tab Evaluation: the latest report file as it is, with its headline in the language of the page."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from web.strings import STRINGS

_HEADLINE = re.compile(r'<script type="application/json" id="headline">(.*?)</script>', re.S)
SHARES = ("accuracy", "accuracy_en", "accuracy_zh", "precision", "refusals", "false_refusals", "hard")


def build(report: Path, page: gr.Radio, tab: gr.Tab) -> None:
    """Draw the tab; the file is read whenever the tab is opened, in the language that the page has then."""
    headline = gr.HTML("", elem_id="evaluation")
    frame = gr.HTML("", elem_id="report")
    tab.select(
        lambda language: [headline_html(report, language), frame_html(report, language)],
        page,
        [headline, frame],
        api_name="evaluation",
        show_progress="hidden",
    )


def headline_html(report: Path, language: str) -> str:
    """When, on what and how well; or how to make a report when there is none that can be read."""
    s, found = STRINGS[language], headline(report)
    if found is None:
        return f'<p class="state" role="status">{s["eval_none"]}</p>'
    figures = found["figures"]
    parts = [
        f"{escape(s[f'eval_{name}'])} <b>{figures[name][0]:.0%}</b> ({figures[name][1]:.0%}–{figures[name][2]:.0%})"
        for name in SHARES
        if name in figures
    ]
    made = s["eval_made"].format(date=str(found["date"])[:10], questions=found["questions"], split=found["split"])
    return f'<p class="state ready" role="status">{escape(made)}</p><p>{" · ".join(parts)}</p>'


def headline(report: Path) -> dict[str, Any] | None:
    """What the report file says of itself; None when there is no file or it is no report."""
    try:
        found = _HEADLINE.search(report.read_text(encoding="utf-8"))
        stated = json.loads(found[1]) if found else None
    except (OSError, ValueError):
        return None
    return stated if isinstance(stated, dict) and {"figures", "date", "questions", "split"} <= stated.keys() else None


def frame_html(report: Path, language: str) -> str:
    """The report in a frame of its own, which may run nothing and reach nothing, opened in the language of the page."""
    if headline(report) is None:
        return ""
    text = report.read_text(encoding="utf-8").replace(' id="en" checked>', ' id="en">')
    text = text.replace(f' id="{language}">', f' id="{language}" checked>', 1)
    title = escape(STRINGS[language]["tab_evaluation"])
    return f'<iframe sandbox title="{title}" srcdoc="{escape(text)}"></iframe>'
