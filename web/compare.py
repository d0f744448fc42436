"""The tab Compare: two to four cases side by side, with their evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from assistant import compare_cases, write_comparison
from ingest import GongzhiError, Index
from web.cards import evidence_html, linked
from web.draft import saved
from web.engine import Engine
from web.strings import STRINGS

CARDS = 9002  # stands for the turn in the ids of the evidence cards


@dataclass(frozen=True)
class CompareTab:
    """The components that change with the language of the page, in the order of `translated`."""

    parts: tuple[Any, ...]


def build(engine: Engine, page: gr.Radio, as_of: gr.DateTime) -> CompareTab:
    """Draw the tab and bind its events."""
    s = STRINGS["zh"]
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=8, min_width=360):
            with gr.Row():
                cases = gr.Dropdown(
                    [], value=[], multiselect=True, max_choices=4, label=s["compare_pick"], scale=6, elem_id="cases"
                )
                go = gr.Button(s["compare_go"], variant="primary", scale=1, min_width=90, elem_id="compare-go")
            state = gr.HTML(f'<p class="hint">{s["compare_empty"]}</p>', elem_id="compare-state")
            word = gr.DownloadButton(s["draft_word"], visible=False, size="sm", elem_id="compare-word")
            shown = gr.Markdown("", latex_delimiters=[], elem_id="comparison")
        with gr.Column(scale=4, min_width=300):
            heading = gr.Markdown(f"### {s['evidence']}")
            evidence = gr.HTML(evidence_html(None, 0, "zh", None), elem_classes="evidence-cards")

    def respond(chosen: list[str], page: str, as_of: str) -> Iterator[list[Any]]:
        yield from _respond(engine, chosen, page, as_of)

    go.click(
        respond,
        [cases, page, as_of],
        [state, word, shown, evidence],
        api_name="compare",
        concurrency_limit=2,
        show_progress="hidden",
    )
    return CompareTab((cases, go, word, heading))


def translated(page: str, index: Index | None) -> list[Any]:
    """Updates for `CompareTab.parts` in the language of the page; the cases are there once the base is open."""
    s = STRINGS[page]
    known = [d for d in index.documents.values() if d.kind == "case"] if index else []
    choices = sorted((document.title[page], document.doc_id) for document in known)
    return [
        gr.Dropdown(choices=choices, label=s["compare_pick"]),
        s["compare_go"],
        gr.DownloadButton(label=s["draft_word"]),
        f"### {s['evidence']}",
    ]


def _respond(engine: Engine, chosen: Sequence[str], page: str, as_of: str) -> Iterator[list[Any]]:
    s = STRINGS[page]
    if not 2 <= len(chosen or []) <= 4:
        yield [f'<p class="state abstained" role="status">{s["compare_one"]}</p>', *[gr.skip()] * 3]
        return
    try:
        advisor = engine.advisor()
        day = date.fromisoformat(str(as_of)[:10])
        found = compare_cases(chosen, advisor, day, page)  # type: ignore[arg-type]  # the page speaks en or zh
        file = saved(write_comparison, found, advisor.index, "comparison")
    except GongzhiError as error:
        yield [f'<p class="state abstained">{escape(str(error))}</p>', *[gr.skip()] * 3]
        return
    yield [
        f'<p class="caution">{s["caution"]}</p>',
        gr.DownloadButton(value=file, visible=True),
        linked(found.text, CARDS),
        evidence_html(found, CARDS, page, advisor.index),
    ]
