"""The tab Knowledge base: every document with its validity on a date, and the document itself."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import bibtex, wording
from ingest import KINDS, Index
from web.cards import document_html
from web.engine import Engine
from web.strings import STRINGS

COLUMNS = ("table_id", "table_kind", "table_title", "table_number", "table_status", "table_since")


@dataclass(frozen=True)
class LibraryTab:
    """The components that change with the language of the page, and the table that is filled when the base is open."""

    parts: tuple[Any, ...]
    table: gr.Dataframe
    references: gr.DownloadButton


def build(engine: Engine, page: gr.Radio, as_of: gr.DateTime) -> LibraryTab:
    s = STRINGS["zh"]
    with gr.Row():
        words = gr.Textbox(label=s["filter"], scale=3, elem_id="library-filter")
        kinds = gr.CheckboxGroup(_kinds("zh"), value=list(KINDS), label=s["kinds"], scale=4)
    with gr.Row():
        hint = gr.Markdown(s["pick"])
        references = gr.DownloadButton(s["bibtex"], size="sm", scale=0, min_width=160, elem_id="library-bibtex")
    table = gr.Dataframe(
        headers=[s[name] for name in COLUMNS],
        value=[],
        interactive=False,
        wrap=True,
        max_height=420,
        elem_id="library",
        column_widths=["17%", "9%", "36%", "16%", "12%", "10%"],
    )
    document = gr.HTML("", elem_id="document")

    def refresh(words: str, kinds: Sequence[str], page: str, as_of: str) -> list[Any]:
        index = engine.advisor().index
        found = rows(index, page, date.fromisoformat(str(as_of)[:10]), words, kinds)
        return [found, gr.DownloadButton(value=_references(index, found))]

    def read(page: str, event: gr.SelectData) -> str:
        index = engine.advisor().index
        ratings = {
            key.removeprefix("rating_"): text for key, text in STRINGS[page].items() if key.startswith("rating_")
        }
        chosen = index.documents.get(str(event.row_value[0]))
        if chosen is None:
            return ""
        asked = [question for question in index.questions if question.doc_id == chosen.doc_id]
        return document_html(chosen, page, ratings, asked)

    gr.on(
        [words.change, kinds.change, as_of.change],
        refresh,
        [words, kinds, page, as_of],
        [table, references],
        api_name="library",
        show_progress="hidden",
    )
    table.select(read, page, document, api_name="document", show_progress="hidden")
    return LibraryTab((words, kinds, hint), table, references)


def translated(page: str) -> list[Any]:
    s = STRINGS[page]
    return [
        gr.Textbox(label=s["filter"]),
        gr.CheckboxGroup(choices=_kinds(page), label=s["kinds"]),
        s["pick"],
    ]


def filled(index: Index, page: str, as_of: date) -> gr.Dataframe:
    """The whole table in the language of the page."""
    headers = [STRINGS[page][name] for name in COLUMNS]
    return gr.Dataframe(headers=headers, value=rows(index, page, as_of, "", KINDS))


def referenced(index: Index, page: str) -> gr.DownloadButton:
    """The button with the references of the whole base behind it."""
    everything = [[doc_id] for doc_id in index.documents]
    return gr.DownloadButton(label=STRINGS[page]["bibtex"], value=_references(index, everything))


def _references(index: Index, listed: Sequence[Sequence[str]]) -> str:
    """A BibTeX file of the documents listed, but for our own menu of measures; its path."""
    documents = [index.documents[row[0]] for row in listed]
    path = Path(tempfile.mkdtemp(prefix="gongzhi-")) / "gongzhi.bib"
    path.write_text(bibtex([d for d in documents if d.kind != "measure"], index), encoding="utf-8")
    return str(path)


def rows(index: Index, page: str, as_of: date, words: str, kinds: Sequence[str]) -> list[list[str]]:
    """The documents whose title, number, popular name or id contains all the words, with their validity on a date."""
    wanted = words.lower().split()
    found = []
    for document in index.documents.values():
        names = (document.doc_id, document.title.en, document.title.zh, document.number, *document.aliases)
        if document.kind not in kinds or not all(word in " ".join(names).lower() for word in wanted):
            continue
        value = index.validity(document.doc_id, as_of)
        found.append(
            [
                document.doc_id,
                STRINGS[page][f"kind_{document.kind}"],
                document.title[page],
                document.number,
                wording(page).statuses[value.status] if value else "",
                value.since if value else "",
            ]
        )
    return found


def _kinds(page: str) -> list[tuple[str, str]]:
    return [(STRINGS[page][f"kind_{kind}"], kind) for kind in KINDS]
