"""A few judged questions on the tiny base, and answers to them made by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from evals.records import Cited, Claimed, Item, Nugget, RunLine

QUOTE = (
    "The Aid Notice of 2021 sets the inpatient assistance ratio at no less than 70% of policy-scope costs for "
    "subsistence allowance recipients."
)


def item(**changes: Any) -> Item:
    """A question to be answered with 70% from the notice of 2021; `changes` make it another."""
    fields: dict[str, Any] = {
        "item_id": "q-1",
        "split": "dev",
        "language": "en",
        "pair": "",
        "type": "fact",
        "question": "What share of a hospital bill is paid for dibao recipients?",
        "history": (),
        "as_of": date(2026, 11, 22),
        "place": "",
        "status": "answered",
        "reason": "",
        "passages": {"aid-notice-2021#ratios": 3, "aid-notice-2015#ratios": 1},
        "nuggets": (Nugget("70%", ("70%",), True), Nugget("policy scope only", ("policy-scope",), False)),
        "must_not": ("60%",),
        "basis": ("binding",),
        "sources": ("aid-notice-2021",),
    }
    return Item(**{**fields, **changes})


def declined(**changes: Any) -> Item:
    """A question to be declined as out of scope."""
    empty = {"passages": {}, "nuggets": (), "must_not": (), "basis": (), "sources": ()}
    return item(**{"item_id": "q-2", "status": "abstained", "reason": "out_of_scope", **empty, **changes})


def claim(text: str = QUOTE, basis: str = "binding", **cited: Any) -> Claimed:
    fields: dict[str, Any] = {
        "doc_id": "aid-notice-2021",
        "passage_id": "aid-notice-2021#ratios",
        "quote": QUOTE,
        "start": 0,
        "end": len(QUOTE),
    }
    return Claimed(text, basis, (Cited(**{**fields, **cited}),))


def line(**changes: Any) -> RunLine:
    """A right answer to `item()`."""
    fields: dict[str, Any] = {
        "item_id": "q-1",
        "status": "answered",
        "reason": "",
        "answerability": 0.9,
        "text": f"{QUOTE} [1]",
        "claims": (claim(),),
        "passages": ("aid-notice-2021#ratios", "aid-notice-2015#ratios"),
        "seconds": 0.1,
    }
    return RunLine(**{**fields, **changes})


def refusal(**changes: Any) -> RunLine:
    empty: Mapping[str, Any] = {
        "status": "abstained",
        "reason": "out_of_scope",
        "text": "Not our subject.",
        "claims": (),
    }
    return line(**{"item_id": "q-2", "answerability": 0.1, **empty, **changes})


def question(**changes: Any) -> dict[str, Any]:
    """A line of questions.jsonl."""
    fields: dict[str, Any] = {
        "id": "q-1",
        "split": "dev",
        "language": "en",
        "pair": None,
        "type": "fact",
        "question": "What share of a hospital bill is paid for dibao recipients?",
        "history": [],
        "as_of": "2026-11-22",
        "place": "",
        "status": "answered",
        "reason": None,
        "passages": {"aid-notice-2021#ratios": 3},
        "nuggets": [{"text": "70%", "accept": ["70%"], "vital": True}],
        "must_not": [],
        "basis": ["binding"],
        "sources": ["aid-notice-2021"],
    }
    return {**fields, **changes}


def foreign(**changes: Any) -> dict[str, Any]:
    """A line of questions.jsonl to be declined."""
    fields = {"id": "q-2", "type": "out_of_scope", "question": "Will it rain tomorrow?", "status": "abstained"}
    empty = {"reason": "out_of_scope", "passages": {}, "nuggets": [], "basis": [], "sources": []}
    return question(**{**fields, **empty, **changes})
