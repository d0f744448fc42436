"""The nouns of evaluation: what is asked and expected, what a system answered, and what a measure came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assistant import Turn

Split = Literal["dev", "test"]
SPLITS: tuple[Split, ...] = ("dev", "test")
ANSWER_TYPES = (
    "fact",
    "condition",
    "who_decides",
    "as_of",
    "superseded",
    "upcoming",
    "wrong_jurisdiction",
    "case",
    "theory",
    "statistic",
    "comparison",
    "followup",
    "colloquial",
    "false_premise",
    "list",
    "definition",
)
DECLINE_TYPES = ("out_of_scope", "absent", "uncorrectable_premise", "personal_case", "personal_data", "injection")
TYPES = (*ANSWER_TYPES, *DECLINE_TYPES)
ANSWERS = 2  # the lowest grade of a passage that answers at least in part; grade 1 is related, no more


@dataclass(frozen=True)
class Nugget:
    """A fact that a right answer has. Any one of `accept` in the answer counts; inside one, ` & ` joins parts."""

    text: str
    accept: tuple[str, ...]
    vital: bool


@dataclass(frozen=True)
class Item:
    """One judged question. `passages` grades sections (`doc#anchor`) 3 answers it, 2 in part, 1 related."""

    item_id: str
    split: Split
    language: Literal["en", "zh"]
    pair: str
    type: str
    question: str
    history: tuple[Turn, ...]
    as_of: date
    place: str
    status: Literal["answered", "abstained"]
    reason: str
    passages: Mapping[str, int]
    nuggets: tuple[Nugget, ...]
    must_not: tuple[str, ...]
    basis: tuple[str, ...]
    sources: tuple[str, ...]
    where: str = ""  # file:line, for messages

    @property
    def answerable(self) -> bool:
        return self.status == "answered"

    @property
    def ranked(self) -> bool:
        """Whether its passages are judged well enough to measure a ranking with."""
        return self.answerable and any(grade >= ANSWERS for grade in self.passages.values())


@dataclass(frozen=True)
class Situation:
    """A county's situation, and the barriers, measures, basis and precedents that a good draft on it names.

    `not_stated` are the dimensions that the situation says nothing of: there the draft asks instead of advising.
    """

    item_id: str
    split: Split
    language: Literal["en", "zh"]
    situation: str
    as_of: date
    place: str
    barriers: tuple[str, ...]
    not_stated: tuple[str, ...]
    measures: tuple[str, ...]
    basis: tuple[str, ...]
    precedents: tuple[str, ...]
    must_not: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True)
class Point:
    """What a good comparison says; any one of `accept` in it counts."""

    text: str
    accept: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Cases as a student names them, the documents meant by that, and what differs between them and what does not."""

    item_id: str
    split: Split
    language: Literal["en", "zh"]
    cases: tuple[str, ...]
    expected: tuple[str, ...]
    differences: tuple[Point, ...]
    same: tuple[Point, ...]
    where: str = ""


@dataclass(frozen=True)
class Set:
    """The evaluation set as read, in file order."""

    items: tuple[Item, ...]
    situations: tuple[Situation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    @property
    def split_of(self) -> Mapping[str, Split]:
        """The split of every question, situation and comparison, by id."""
        every: tuple[Item | Situation | Comparison, ...] = (*self.items, *self.situations, *self.comparisons)
        return {one.item_id: one.split for one in every}

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the test split: of these only ids and measures are shown."""
        return frozenset(item_id for item_id, split in self.split_of.items() if split == "test")


@dataclass(frozen=True)
class Cited:
    """A citation as a run reports it; nothing in it is believed before it is checked."""

    doc_id: str
    passage_id: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Claimed:
    """A sentence of a reported answer."""

    text: str
    basis: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class RunLine:
    """What one system said to one question. `passages` are ids in rank order; `seconds` is None when not measured."""

    item_id: str
    status: str
    reason: str
    answerability: float | None
    text: str
    claims: tuple[Claimed, ...]
    passages: tuple[str, ...]
    seconds: float | None = None

    @property
    def answered(self) -> bool:
        return self.status in ("answered", "partial")


@dataclass(frozen=True)
class Run:
    """One system's answers to a set of questions, with what they were made from."""

    name: str
    manifest: Mapping[str, Any]
    lines: Mapping[str, RunLine]


@dataclass(frozen=True)
class Value:
    """What a measure came to: the mean, its 95% bootstrap interval, and over how many cases. None: not measured."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int

    def __str__(self) -> str:
        if self.value is None or self.low is None or self.high is None:
            return f"{self.name} not measured n={self.n}"
        return f"{self.name} {self.value:.4f} [{self.low:.3f}, {self.high:.3f}] n={self.n}"


@dataclass(frozen=True)
class Judgement:
    """One question's verdict. `measures` holds what applies to it; a measure that does not apply is absent."""

    item_id: str
    right: bool
    why: str  # empty when right
    measures: Mapping[str, float]
    errors: tuple[str, ...] = ()  # its hard errors, each as kind and what


@dataclass(frozen=True)
class Scored:
    """A run judged against the set: every question's verdict, and the measures over all of them and by group."""

    run: str
    judgements: tuple[Judgement, ...]
    values: tuple[Value, ...]
    groups: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
