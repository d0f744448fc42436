"""From answers to numbers. The story is `run.py`, then `score.py`; the nouns are in `records.py`."""

from evals.dataset import read_set
from evals.records import Item, Judgement, Run, RunLine, Scored, Set, Value
from evals.run import read_run, run
from evals.score import score

__all__ = [
    "Item",
    "Judgement",
    "Run",
    "RunLine",
    "Scored",
    "Set",
    "Value",
    "read_run",
    "read_set",
    "run",
    "score",
]
