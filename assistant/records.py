"""The nouns of answering: a question on its way to an answer in which every sentence can be checked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from re import Pattern
from typing import Any, Literal

from ingest import Language, Passage

AnswerStatus = Literal["answered", "partial", "abstained"]
Basis = Literal["binding", "precedent", "statistic", "theory", "inference"]
BASES: tuple[Basis, ...] = ("binding", "precedent", "statistic", "theory", "inference")
REASONS = (
    "out_of_scope",
    "no_evidence",
    "weak_evidence",
    "nothing_verified",
    "only_superseded",
    "not_yet_in_force",
    "personal_case",
    "personal_data",
    "false_premise",
    "unsafe",
)
NOTICES = ("superseded", "upcoming", "conflict", "local_variation", "weak_source", "in_practice_replaced")


@dataclass(frozen=True)
class Turn:
    """One earlier question and its answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked, and within which limits. `place` is a path like CN/浙江省; empty means not stated."""

    text: str
    as_of: date
    place: str = ""
    kinds: tuple[str, ...] = ()
    validity: Literal["in_force", "all"] = "in_force"
    language: Literal["auto", "en", "zh"] = "auto"
    situation: str = ""
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class Aspect:
    """A kind of thing that is asked for: anchors of the sections that hold it, and words of a sentence that says it."""

    anchors: frozenset[str]
    cues: Pattern[str]


@dataclass(frozen=True)
class Side:
    """One of the things that a question sets side by side: its places, documents or group, and how it is named."""

    places: tuple[str, ...]
    documents: tuple[str, ...]
    surfaces: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """What was made of a question: `standalone` is the question as it would be asked without the conversation, `asked`
    the part of it that is new, `parts` the things it asks for one by one, `told` what is told before each of them,
    `sides` what it compares, `subject` the question without the names of places; `followed` is the same of the new part
    where it needs the conversation.

    `documents` are the ids named in it by number, title or popular name; `places` the paths named; `strangers` are
    names of places that the base does not know; `official` is the question's glossary terms in both languages.
    """

    standalone: str
    asked: str
    parts: tuple[str, ...]
    told: tuple[str, ...]
    sides: tuple[Side, ...]
    subject: str
    followed: str
    language: Language
    as_of: date
    intent: Literal["fact", "amount", "definition", "list", "validity", "why", "comparison"]
    documents: tuple[str, ...]
    places: tuple[str, ...]
    strangers: tuple[str, ...]
    groups: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    years: tuple[int, ...]
    official: Mapping[str, tuple[str, ...]]
    past: bool = False
    refusal: str = ""


@dataclass(frozen=True)
class Hit:
    """A passage retrieved for a question. Scores are 0 to 1, higher is better; rank counts from 1."""

    passage: Passage
    row: int
    rank: int
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True)
class Evidence:
    """One sentence of a passage that may be used, and how well it answers (0 to 1, higher is better).

    `known` is the chance that a known question which the sentence answers is the one that was asked.
    """

    passage: Passage
    position: int
    score: float
    coverage: float
    cosine: float
    known: float = 0.0

    def quote(self, language: str) -> str:
        return self.passage.sentence(self.position, language)

    def said(self, language: str) -> str:
        """The sentence in a language; in English where it has none."""
        return self.quote(language) or self.quote("en")

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: the id of the passage and the position in it."""
        return self.passage.passage_id, self.position


@dataclass(frozen=True)
class Citation:
    """A verbatim quote: `passage.text[language][start:end] == quote`. `n` is the number of its source in the answer."""

    n: int
    doc_id: str
    passage_id: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """A sentence of an answer with what supports it. The support mark says what was checked, no more."""

    text: str
    support: Literal["supported", "partly"]
    basis: Basis
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Draft:
    """A claim before verification: the text, and the evidence it is said to rest on.

    `given` is what the asker supplied and a computed claim repeats (the date, an own figure); it needs no evidence.
    """

    text: str
    evidence: tuple[Evidence, ...]
    basis: Basis
    given: str = ""


@dataclass(frozen=True)
class SourceCard:
    """A cited section: what is needed to open, date and judge it."""

    n: int
    doc_id: str
    title: str
    number: str
    section: str
    level: str
    place: str
    validity: str | None
    since: str
    rating: str
    url: str | None


@dataclass(frozen=True)
class Notice:
    kind: str
    text: str


@dataclass(frozen=True)
class Dropped:
    """A draft sentence that failed, and why. Empty text: `why` is about the model's whole draft."""

    text: str
    why: str


@dataclass(frozen=True)
class Found:
    """A retrieved passage as the answer reports it."""

    passage_id: str
    doc_id: str
    rank: int
    score: float


@dataclass(frozen=True)
class Answer:
    """The one object that chat, command line, export and evaluation share; docs/answers.md shows it as JSON."""

    question: str
    standalone: str
    language: Language
    as_of: str
    status: AnswerStatus
    reason: str | None
    help: str | None
    answerability: float
    text: str
    claims: tuple[Claim, ...]
    sources: tuple[SourceCard, ...]
    notices: tuple[Notice, ...]
    passages: tuple[Found, ...]
    dropped: tuple[Dropped, ...]
    mode: Literal["extractive", "generated"]
    model: str | None
    seconds: Mapping[str, float]
    fingerprint: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
