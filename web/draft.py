"""The tab Draft: a situation on the left, the memo in the middle, its evidence on the right."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import Advisor, DimensionAdvice, Drafter, Memo, Situation, memo_words, write_memo
from ingest import GongzhiError, Index
from web.cards import evidence_html, linked, readable_place
from web.engine import Engine
from web.strings import STRINGS

CARDS = 9001  # stands for the turn in the ids of the evidence cards, beyond any conversation
FORM = ("level", "fund", "insurance", "charities", "data", "providers", "near_poor")


@dataclass(frozen=True)
class DraftTab:
    """The components that change with the language of the page, in the order of `translated`."""

    parts: tuple[Any, ...]


def build(engine: Engine, page: gr.Radio, as_of: gr.DateTime) -> DraftTab:
    """Draw the tab and bind its events."""
    s = STRINGS["zh"]
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=3, min_width=280, elem_id="draft-form"):
            situation = gr.Textbox(
                label=s["draft_situation"],
                placeholder=s["draft_hint"],
                lines=12,
                max_length=20_000,
                elem_id="situation",
            )
            place = gr.Dropdown([(s["no_place"], "")], value="", label=s["place"], filterable=True)
            language = gr.Radio(_languages("zh"), value="auto", label=s["draft_language"])
            with gr.Accordion(s["draft_form"], open=False) as more:
                fields = [gr.Textbox(label=s[f"form_{name}"], max_length=200) for name in FORM]
            go = gr.Button(s["draft_go"], variant="primary", elem_id="draft-go")
        with gr.Column(scale=6, min_width=360):
            state = gr.HTML(f'<p class="hint">{s["draft_empty"]}</p>', elem_id="draft-state")
            word = gr.DownloadButton(s["draft_word"], visible=False, size="sm", elem_id="draft-word")
            matrix = gr.HTML("", elem_id="draft-matrix")
            with gr.Tab(s["draft_memo"]) as memo_tab:
                shown = gr.Markdown("", latex_delimiters=[], elem_id="draft-memo")
            with gr.Tab(s["draft_edit"]) as edit_tab:
                text = gr.Textbox(
                    label=s["draft_edit"],
                    lines=30,
                    max_lines=30,
                    interactive=True,
                    buttons=["copy"],
                    elem_id="draft-text",
                )
        with gr.Column(scale=4, min_width=300):
            heading = gr.Markdown(f"### {s['evidence']}")
            evidence = gr.HTML(evidence_html(None, 0, "zh", None), elem_id="draft-cards", elem_classes="evidence-cards")

    def respond(text: str, place: str, language: str, page: str, as_of: str, *form: str) -> Iterator[list[Any]]:
        yield from _respond(engine, text, place, language, page, as_of, form)

    outputs = [state, word, matrix, shown, text, evidence]
    go.click(
        respond,
        [situation, place, language, page, as_of, *fields],
        outputs,
        api_name="draft",
        concurrency_limit=2,
        show_progress="hidden",
    )
    text.change(lambda edited: linked(edited, CARDS), text, shown, api_name="draft_edit", show_progress="hidden")
    return DraftTab((situation, place, language, more, *fields, go, word, memo_tab, edit_tab, text, heading))


def translated(page: str, places: Sequence[str]) -> list[Any]:
    """Updates for `DraftTab.parts` in the language of the page."""
    s = STRINGS[page]
    choices = [(s["no_place"], ""), *((readable_place(path), path) for path in places)]
    return [
        gr.Textbox(label=s["draft_situation"], placeholder=s["draft_hint"]),
        gr.Dropdown(choices=choices, label=s["place"]),
        gr.Radio(choices=_languages(page), label=s["draft_language"]),
        gr.Accordion(label=s["draft_form"]),
        *(gr.Textbox(label=s[f"form_{name}"]) for name in FORM),
        s["draft_go"],
        gr.DownloadButton(label=s["draft_word"]),
        gr.Tab(label=s["draft_memo"]),
        gr.Tab(label=s["draft_edit"]),
        gr.Textbox(label=s["draft_edit"]),
        f"### {s['evidence']}",
    ]


def saved(write: Any, result: Any, index: Index, stem: str) -> str:
    """A Word file of a result in a folder of its own; its path."""
    path = Path(tempfile.mkdtemp(prefix="gongzhi-")) / f"{stem}-{result.as_of}.docx"
    write(result, path, index)
    return str(path)


def matrix_html(memo: Memo, page: str) -> str:
    """Dimensions by capacities; a cell names the barriers of the dimension that weaken the capacity."""
    heads = "".join(f"<th>{escape(view.name)}</th>" for view in memo.capacities)
    rows = []
    for advice in memo.dimensions:
        cells = []
        for view in memo.capacities:
            names = [f.name for f in advice.diagnosis.findings if view.capacity in f.capacities]
            tied = "tied" if advice.dimension in view.dimensions else ""
            cells.append(f'<td class="{"weak" if names else tied}">{escape(" · ".join(names))}</td>')
        rows.append(f'<tr><th class="{advice.diagnosis.status}">{escape(advice.name)}</th>{"".join(cells)}</tr>')
    title = f"<caption>{STRINGS[page]['draft_matrix']}</caption>"
    return f'<table class="matrix">{title}<tr><th></th>{heads}</tr>{"".join(rows)}</table>'


@cache
def _drafter(advisor: Advisor) -> Drafter:
    return Drafter(advisor)


def warm(advisor: Advisor) -> None:
    """Make the drafter of an advisor ready, so that the first memo does not wait for it."""
    _drafter(advisor).warm()


def _respond(
    engine: Engine, text: str, place: str, language: str, page: str, as_of: str, form: Sequence[str]
) -> Iterator[list[Any]]:
    s = STRINGS[page]
    whole = "\n".join([text.strip(), *(value.strip() for value in form if value and value.strip())])
    waiting = s["drafting"] if engine.ready else s["waiting"]
    yield [f'<p class="state loading" role="status">{waiting}</p>', *[gr.skip()] * 5]
    try:
        advisor = engine.advisor()
        situation = Situation(whole, date.fromisoformat(str(as_of)[:10]), place or "", language)  # type: ignore[arg-type]
        done: list[DimensionAdvice] = []
        for item in _drafter(advisor).stream(situation):
            if isinstance(item, DimensionAdvice):
                done.append(item)
                yield [_progress_html(done, waiting, page), *[gr.skip()] * 5]
            else:
                memo = item
        if memo.status == "refused":
            refused = f'<p class="state abstained" role="status">{escape(memo.help or "")}</p>'
            nothing = evidence_html(None, 0, page, None)
            yield [refused, gr.DownloadButton(visible=False), "", "", "", nothing]
            return
        file = saved(write_memo, memo, advisor.index, "memo")
    except GongzhiError as error:
        yield [f'<p class="state abstained">{escape(str(error))}</p>', *[gr.skip()] * 5]
        return
    yield [
        f'<p class="caution">{s["caution"]}</p>',
        gr.DownloadButton(value=file, visible=True),
        matrix_html(memo, page),
        linked(memo.text, CARDS),
        memo.text,
        evidence_html(memo, CARDS, page, advisor.index),
    ]


def _progress_html(done: Sequence[DimensionAdvice], waiting: str, page: str) -> str:
    """What stands already, dimension by dimension."""
    s = STRINGS[page]
    steps = [
        s["draft_step"].format(
            name=advice.name, standing=memo_words(page)[advice.diagnosis.status], count=len(advice.recommendations)
        )
        for advice in done
    ]
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return f'<p class="state loading" role="status">{waiting}</p><ul class="steps">{items}</ul>'


def _languages(page: str) -> list[tuple[str, str]]:
    return [(STRINGS[page]["auto"], "auto"), ("中文", "zh"), ("English", "en")]
