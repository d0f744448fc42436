"""The tab Ask: scope on the left, conversation in the middle, evidence on the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from assistant import Advisor, Answer, Comparison, Question, Turn, cases_to_compare, compare_cases
from ingest import KINDS, GongzhiError, detect
from web.cards import answer_html, evidence_html, linked, readable_place
from web.engine import Engine
from web.strings import EXAMPLES, INTERFACE_LANGUAGES, STRINGS


@dataclass(frozen=True)
class Exchange:
    """One turn of a visitor's conversation; a question that asks to compare cases gets a comparison."""

    question: str
    answer: Answer | Comparison

    @property
    def standalone(self) -> str:
        return self.answer.standalone if isinstance(self.answer, Answer) else self.question.strip()


@dataclass(frozen=True)
class AskTab:
    """The components of the tab that change with the language of the page, in the order of `translated`."""

    page: gr.Radio
    as_of: gr.DateTime
    parts: tuple[Any, ...]


def build(engine: Engine, today: date) -> AskTab:
    """Draw the tab and bind its events. `today` is the date that the form begins with."""
    s = STRINGS["zh"]
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=2, min_width=260, elem_id="scope"):
            heading = gr.Markdown(f"### {s['scope']}")
            page = gr.Radio(list(INTERFACE_LANGUAGES), value="zh", label=s["interface"], elem_id="page-language")
            language = gr.Radio(_languages("zh"), value="auto", label=s["answer_language"])
            as_of = gr.DateTime(value=today.isoformat(), include_time=False, type="string", label=s["as_of"])
            place = gr.Dropdown([(s["no_place"], "")], value="", label=s["place"], filterable=True)
            kinds = gr.CheckboxGroup(_kinds("zh"), value=list(KINDS), label=s["kinds"])
            in_force = gr.Checkbox(value=True, label=s["in_force"])
            situation = gr.Textbox(label=s["situation"], placeholder=s["situation_hint"], lines=3, max_length=1000)
        with gr.Column(scale=5, min_width=360, elem_id="conversation"):
            talk = gr.Chatbot(
                label=s["conversation"],
                placeholder=s["empty"],
                examples=_examples("zh"),
                height="max(560px, calc(100vh - 390px))",
                latex_delimiters=[],
                autoscroll=False,
                elem_id="talk",
                buttons=["copy"],
            )
            with gr.Row():
                text = gr.Textbox(
                    label=s["question"], placeholder=s["question_hint"], scale=6, elem_id="question", max_length=20_000
                )
                send = gr.Button(s["send"], variant="primary", scale=1, min_width=80, elem_id="send")
            with gr.Row(visible=False) as understood_row:
                understood = gr.Textbox(label=s["understood"], scale=6)
                again = gr.Button(s["ask_this"], scale=1, min_width=80)
            with gr.Row():
                clear = gr.Button(s["clear"], size="sm", min_width=80)
                mode = gr.Markdown(s["mode"], elem_id="mode")
        with gr.Column(scale=4, min_width=300, elem_id="evidence"):
            evidence_heading = gr.Markdown(f"### {s['evidence']}")
            evidence = gr.HTML(evidence_html(None, 0, "zh", None), elem_id="cards")
    turns = gr.State([])
    form = [page, language, as_of, place, kinds, in_force, situation]
    shown = [talk, text, understood_row, understood, evidence, turns]

    def respond(question: str, turns: list[Exchange], *scope: Any) -> Iterator[list[Any]]:
        yield from _respond(engine, question, turns, *scope)

    def respond_to_example(turns: list[Exchange], *scope: Any, event: gr.SelectData) -> Iterator[list[Any]]:
        yield from _respond(engine, event.value["text"], turns, *scope)

    def show_evidence(turns: list[Exchange], page: str, event: gr.SelectData) -> str:
        row = event.index[0] if isinstance(event.index, (list, tuple)) else event.index
        turn = min(int(row) // 2, len(turns) - 1)
        return evidence_html(turns[turn].answer, turn, page, engine.advisor().index) if turns else gr.skip()

    limits = {"concurrency_limit": 4, "concurrency_id": "ask", "show_progress": "hidden"}
    gr.on([text.submit, send.click], respond, [text, turns, *form], shown, api_name="ask", **limits)
    again.click(respond, [understood, turns, *form], shown, api_name="ask_again", **limits)
    talk.example_select(respond_to_example, [turns, *form], shown, api_name="ask_example", **limits)
    talk.select(show_evidence, [turns, page], evidence, api_name="show_evidence", show_progress="hidden")
    clear.click(
        lambda page: [[], "", gr.Row(visible=False), "", evidence_html(None, 0, page, None), []],
        page,
        shown,
        api_name="clear",
    )
    parts = (
        *(heading, language, as_of, place, kinds, in_force, situation, talk, text, send),
        *(understood, again, clear, mode, evidence_heading),
    )
    return AskTab(page, as_of, parts)


def translated(page: str, places: Sequence[str], model: str = "none") -> list[Any]:
    """Updates for `AskTab.parts` in the language of the page; `places` are the known paths, `model` the one in use."""
    s = STRINGS[page]
    choices = [(s["no_place"], ""), *((readable_place(path), path) for path in places)]
    return [
        f"### {s['scope']}",
        gr.Radio(choices=_languages(page), label=s["answer_language"]),
        gr.DateTime(label=s["as_of"]),
        gr.Dropdown(choices=choices, label=s["place"]),
        gr.CheckboxGroup(choices=_kinds(page), label=s["kinds"]),
        gr.Checkbox(label=s["in_force"]),
        gr.Textbox(label=s["situation"], placeholder=s["situation_hint"]),
        gr.Chatbot(label=s["conversation"], placeholder=s["empty"], examples=_examples(page)),
        gr.Textbox(label=s["question"], placeholder=s["question_hint"]),
        s["send"],
        gr.Textbox(label=s["understood"]),
        s["ask_this"],
        s["clear"],
        s["mode"] if model == "none" else s["mode_model"].format(model=model),
        f"### {s['evidence']}",
    ]


def _languages(page: str) -> list[tuple[str, str]]:
    return [(STRINGS[page]["auto"], "auto"), ("中文", "zh"), ("English", "en")]


def _kinds(page: str) -> list[tuple[str, str]]:
    return [(STRINGS[page][f"kind_{kind}"], kind) for kind in KINDS]


def _examples(page: str) -> list[dict[str, str]]:
    return [{"text": text, "display_text": f"{kind} · {text}"} for kind, text in EXAMPLES[page]]


def _respond(engine: Engine, text: str, turns: list[Exchange], *scope: Any) -> Iterator[list[Any]]:
    """The conversation with the question at once, and with the answer when it is there."""
    page = scope[0]
    strings = STRINGS[page]
    if not text.strip():
        yield [gr.skip()] * 6
        return
    before = messages(turns, page)
    asked = {"role": "user", "content": escape(text)}
    waiting = strings["searching"] if engine.ready else strings["waiting"]
    yield [[*before, asked, {"role": "assistant", "content": waiting}], "", gr.skip(), gr.skip(), gr.skip(), turns]
    try:
        advisor = engine.advisor()
        question = _question(text, turns, *scope)
        answer = _compared(question, advisor) or advisor.ask(question)
    except GongzhiError as error:
        sorry = {"role": "assistant", "content": f'<p class="state abstained">{escape(str(error))}</p>'}
        # What was typed goes back into the box, so that nothing is lost.
        yield [[*before, asked, sorry], text, gr.skip(), gr.skip(), gr.skip(), turns]
        return
    yield _answered(advisor, [*turns, Exchange(text, answer)], page)


def _answered(advisor: Advisor, turns: list[Exchange], page: str) -> list[Any]:
    last = turns[-1]
    rewritten = last.standalone != last.question.strip()
    return [
        messages(turns, page),
        "",
        gr.Row(visible=rewritten),
        last.standalone,
        evidence_html(last.answer, len(turns) - 1, page, advisor.index),
        turns,
    ]


def messages(turns: Sequence[Exchange], page: str) -> list[dict[str, str]]:
    """The conversation as Gradio shows it: question and answer by turns, the answers as HTML."""
    return [
        message
        for number, turn in enumerate(turns)
        for message in (
            {"role": "user", "content": escape(turn.question)},
            {"role": "assistant", "content": _shown(turn.answer, number, page)},
        )
    ]


def _compared(question: Question, advisor: Advisor) -> Comparison | None:
    """The comparison that a question asks for; None for any other question."""
    cases = cases_to_compare(question.text, advisor)
    language = detect(question.text) if question.language == "auto" else question.language
    return compare_cases(cases, advisor, question.as_of, language) if cases else None


def _shown(answer: Answer | Comparison, number: int, page: str) -> str:
    if isinstance(answer, Answer):
        return answer_html(answer, number, page)
    body = answer.text.rsplit("\n## ", 1)[0]  # the sources stand beside the conversation
    return linked(body.replace("\n# ", "\n### ").replace("\n## ", "\n#### ").removeprefix("# "), number)


def _question(
    text: str,
    turns: Sequence[Exchange],
    page: str,
    language: str,
    as_of: str,
    place: str,
    kinds: Sequence[str],
    in_force: bool,
    situation: str,
) -> Question:
    question = Question(
        text=text,
        as_of=date.fromisoformat(str(as_of)[:10]),
        place=place or "",
        kinds=() if len(kinds) == len(KINDS) else tuple(kinds),
        situation=situation or "",
        history=tuple(Turn(turn.standalone, turn.answer.text) for turn in turns[-2:]),
    )
    return replace(question, language=language, validity="in_force" if in_force else "all")  # type: ignore[arg-type]
