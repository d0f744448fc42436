"""The nouns of ingestion: what a source file becomes on its way into the index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
KINDS = ("policy", "case", "theory", "measure", "statistic")
FOLDERS = {"policy": "policies", "case": "cases", "theory": "theory", "measure": "measures", "statistic": "statistics"}
LEVELS = ("national", "province", "city", "county", "international")
DIMENSIONS = ("environment", "motivation", "subjects", "process", "goal")
CAPACITIES = ("health_financial", "service_supply", "interest_coordination", "health_policy")
# From the firmest to the least firm; a sentence is as good as the weakest of its marks.
RATINGS = ("verified", "mirror", "secondhand", "weak", "own", "unverified")
NOT_ESTABLISHED = "not-established"

Status = Literal["in_force", "upcoming", "expired", "superseded", "partly_superseded", "unknown"]


@dataclass(frozen=True)
class Text:
    """One text in both languages. Either may be empty when a base holds only one of them."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Example:
    """A sentence of the framework and what it shows: a barrier's id, the id of a part that works, or the scene."""

    shows: str
    text: Text


@dataclass(frozen=True)
class Problem:
    """Something wrong in the base: where, what, and what to do about it."""

    path: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} {self.cure}"


@dataclass(frozen=True)
class Source:
    """Where a fact was read. `url` is empty when no link may be published."""

    key: str
    title: str
    publisher: str
    date: str
    url: str
    rating: str


@dataclass(frozen=True)
class Mark:
    """A source mark at the end of a sentence: the key, the rating with the fact, the passage an inference rests on."""

    key: str
    rating: str
    rests_on: str = ""


@dataclass(frozen=True)
class Sentence:
    """The smallest unit that is quoted. `line` is where it stands in the English source file, from 1."""

    text: Text
    marks: tuple[Mark, ...]
    line: int

    @property
    def rating(self) -> str:
        """The weakest rating of the marks (RATINGS runs from the firmest to the least firm)."""
        return max((mark.rating for mark in self.marks), key=RATINGS.index, default="unverified")


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: Text
    articles: tuple[str, ...]
    dimensions: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    table: Text  # the Markdown table of a statistic, as written; empty elsewhere
    line: int


@dataclass(frozen=True)
class Link:
    """A relation to an older or higher document, written on the newer one. Only a stated link changes a status."""

    type: str
    target: str
    sections: tuple[str, ...]  # empty: all of it
    start: str
    evidence: str
    source: str


@dataclass(frozen=True)
class Document:
    """One policy, case, theory, measure or statistic, in both languages.

    `places` are paths from the nation down; dates are as precise as their source (`2021`, `2021-10`, `2021-10-28`);
    `extra` holds the fields that only one kind has, as checked in `metadata`.
    """

    doc_id: str
    kind: str
    title: Text
    number: str
    aliases: tuple[str, ...]
    issuers: tuple[str, ...]
    level: str
    places: tuple[str, ...]
    issued: str
    effective: str
    expires: str
    official: str
    links: tuple[Link, ...]
    dimensions: tuple[str, ...]
    capacities: tuple[str, ...]
    sources: tuple[str, ...]
    reviewed: str
    sections: tuple[Section, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)
    title_en_ours: bool = False

    def section(self, anchor: str) -> Section | None:
        return next((section for section in self.sections if section.anchor == anchor), None)


@dataclass(frozen=True)
class Term:
    """A glossary entry: official wording in both languages and the everyday words people type for the same thing."""

    term_id: str
    zh: str
    en: str
    kind: str
    also_zh: tuple[str, ...]
    also_en: tuple[str, ...]
    definition: Text
    doc: str

    def words(self, language: str) -> tuple[str, ...]:
        """All surface forms in one language, the official one first."""
        return (self.zh, *self.also_zh) if language == "zh" else (self.en, *self.also_en)


@dataclass(frozen=True)
class SentenceId:
    """Where a sentence stands: its document, the section and the position in it, from 0."""

    doc_id: str
    anchor: str
    position: int


@dataclass(frozen=True)
class KnownQuestion:
    """A question that the base answers, written beforehand in both languages.

    `wordings` say the same in other words, the plainest first; `answer` are the sentences that answer it, the direct
    one first.
    """

    wordings: tuple[Text, ...]
    answer: tuple[SentenceId, ...]

    @property
    def doc_id(self) -> str:
        """The document that answers it directly."""
        return self.answer[0].doc_id

    @property
    def text(self) -> Text:
        return self.wordings[0]


@dataclass(frozen=True)
class Base:
    """The whole knowledge base as read: what is usable, and every problem that was found."""

    documents: tuple[Document, ...]
    sources: Mapping[str, Source]
    terms: tuple[Term, ...]
    questions: tuple[KnownQuestion, ...]
    outside: tuple[Text, ...]  # questions that lie outside the subject
    framework: Mapping[str, Any]
    problems: tuple[Problem, ...]
    digests: Mapping[str, str]  # relative path -> sha256 of the file


@dataclass(frozen=True)
class Passage:
    """The indexed unit: some sentences of one section, in each language they have.

    `spans[language][i]` are the character offsets of sentence i in `text[language]`, end exclusive.
    """

    passage_id: str
    doc_id: str
    anchor: str
    heading: Text
    articles: tuple[str, ...]
    text: Text
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    ratings: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]

    def sentence(self, position: int, language: str) -> str:
        start, end = self.spans[language][position]
        return self.text[language][start:end]

    @property
    def established(self) -> bool:
        return self.anchor != NOT_ESTABLISHED


@dataclass(frozen=True)
class Validity:
    """What a document is worth on one date. `since` is as precise as the source; `by` are the ids that changed it."""

    status: Status
    since: str = ""
    until: str = ""
    by: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()  # the superseded sections of a partly superseded document
    replaced_in_practice_by: tuple[str, ...] = ()

    def binds(self, anchor: str) -> bool:
        """Whether a section may serve as binding basis on the date this was computed for."""
        return self.status == "in_force" or (self.status == "partly_superseded" and anchor not in self.sections)


@dataclass(frozen=True)
class Manifest:
    """What an index was made from, and with what. `snapshot` names the state of base and options together."""

    snapshot: str
    embedder: str
    options: Mapping[str, Any]
    digests: Mapping[str, str]
    documents: int
    passages: int
    sentences: int
    reviewed: str
    built: str


@dataclass(frozen=True)
class BuildReport:
    manifest: Manifest
    changed: bool
    encoded: int
    reused: int
    seconds: float


def day(text: str) -> date:
    """Parse a full ISO date; raises ValueError on anything else."""
    return date.fromisoformat(text)
