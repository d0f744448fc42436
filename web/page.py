"""The page: header, tabs, and what binds them. Drawn at once; the base and the models load behind it."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import wording
from ingest import GongzhiError, Index
from web import chat, compare, draft, evaluation, library
from web.engine import Engine
from web.strings import STRINGS

FOLDER = Path(__file__).parent
FONTS = ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "system-ui", "sans-serif")


def draw(engine: Engine, today: date, report: Path) -> gr.Blocks:
    """The whole page, in Chinese until the visitor chooses English."""
    s = STRINGS["zh"]
    with gr.Blocks(title="Gongzhi 共治", analytics_enabled=False) as page:
        header = gr.HTML(header_html("zh", loading_html("zh")), elem_id="header")
        with gr.Tab(s["tab_ask"]) as ask_tab:
            ask = chat.build(engine, today)
        with gr.Tab(s["tab_draft"]) as draft_tab:
            drafting = draft.build(engine, ask.page, ask.as_of)
        with gr.Tab(s["tab_compare"]) as compare_tab:
            comparing = compare.build(engine, ask.page, ask.as_of)
        with gr.Tab(s["tab_library"]) as library_tab:
            shelf = library.build(engine, ask.page, ask.as_of)
        with gr.Tab(s["tab_evaluation"]) as evaluation_tab:
            evaluation.build(report, ask.page, evaluation_tab)
        with gr.Tab(s["tab_about"]) as about_tab:
            about = gr.Markdown(s["about"])
        tabs = [ask_tab, draft_tab, compare_tab, library_tab, evaluation_tab, about_tab]
        moved = [header, *tabs, about, *ask.parts, *drafting.parts, *comparing.parts, *shelf.parts]
        moved += [shelf.table, shelf.references]

        def speak(language: str, as_of: str) -> Iterator[list[Any]]:
            """First what needs no base, then, when it is open, the header, the places and the library."""
            day = date.fromisoformat(str(as_of)[:10])
            if not engine.ready:
                yield _moved(language, header_html(language, loading_html(language)), None)
            try:
                advisor = engine.advisor()
            except GongzhiError as error:
                failed = STRINGS[language]["failed"].format(why=escape(str(error)))
                yield _moved(language, header_html(language, f'<p class="state failed">{failed}</p>'), None)
                return
            index = advisor.index
            head = header_html(language, ready_html(index, language, day))
            shelved = [library.filled(index, language, day), library.referenced(index, language)]
            yield _moved(language, head, index, shelved, advisor.settings.llm)

        page.load(speak, [ask.page, ask.as_of], moved, api_name="open", show_progress="hidden")
        ask.page.change(speak, [ask.page, ask.as_of], moved, api_name="language", show_progress="hidden")
        ask.as_of.change(
            lambda language, as_of: header_html(
                language, ready_html(engine.advisor().index, language, date.fromisoformat(str(as_of)[:10]))
            ),
            [ask.page, ask.as_of],
            header,
            api_name="header",
            show_progress="hidden",
        )
    return page


def _moved(
    language: str, head: str, index: Index | None, shelved: Sequence[Any] = (), model: str = "none"
) -> list[Any]:
    s = STRINGS[language]
    known = places(index) if index else []
    tabs = [gr.Tab(label=s[f"tab_{name}"]) for name in ("ask", "draft", "compare", "library", "evaluation", "about")]
    parts = [
        *chat.translated(language, known, model),
        *draft.translated(language, known),
        *compare.translated(language, index),
    ]
    return [head, *tabs, s["about"], *parts, *library.translated(language), *(shelved or [gr.skip(), gr.skip()])]


def header_html(language: str, state: str) -> str:
    s = STRINGS[language]
    return f'<header><h1>{s["title"]}</h1><p class="subtitle">{s["subtitle"]}</p>{state}</header>'


def loading_html(language: str) -> str:
    return f'<p class="state loading" role="status">{STRINGS[language]["loading"]}</p>'


def ready_html(index: Index, language: str, as_of: date) -> str:
    """The line that says how fresh the base is and what is about to take effect."""
    s, words = STRINGS[language], wording(language)
    made = index.manifest
    parts = [s["ready"].format(documents=made.documents, reviewed=words.day(made.reviewed))]
    upcoming = []
    for document in index.documents.values():
        value = index.validity(document.doc_id, as_of)
        if value is not None and value.status == "upcoming":
            upcoming.append(f"{document.title[language]} ({words.day(value.since)})")
    if upcoming:
        parts.append(s["upcoming"].format(titles=words.joined(upcoming)))
    return f'<p class="state ready" role="status">{escape(" · ".join(parts))}</p>'


def places(index: Index) -> list[str]:
    """Every place of the base below the nation, from the province down."""
    known = {place for document in index.documents.values() for place in document.places if place != "CN"}
    return sorted(known)


def serve(engine: Engine, host: str, port: int, today: date, report: Path) -> None:
    """Start loading, draw the page and serve it until it is stopped. `report` is the file that Evaluation shows."""
    engine.start(draft.warm)
    page = draw(engine, today, report)
    page.queue(max_size=64, default_concurrency_limit=4)
    page.launch(
        server_name=host,
        server_port=port,
        quiet=True,
        share=False,
        show_error=True,
        ssr_mode=False,
        footer_links=[],
        theme=gr.themes.Default(font=FONTS, font_mono=("monospace",), primary_hue="teal"),
        css=(FOLDER / "style.css").read_text(encoding="utf-8"),
        js=(FOLDER / "cite.js").read_text(encoding="utf-8"),
        max_file_size="1mb",
        enable_monitoring=False,
    )
