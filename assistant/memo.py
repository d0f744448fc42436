"""The nouns of advice: a situation, the memo drafted for it, and a comparison of cases."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from assistant.records import Citation, Claim, Dropped, Notice, SourceCard
from ingest import Language

DimensionStatus = Literal["absent", "partial", "working", "not_stated"]
SHORTEST, LONGEST = 40, 2000  # characters of a situation


@dataclass(frozen=True)
class Situation:
    """What an official tells. `place` is a path like CN/浙江省; empty means as the text says, or not stated."""

    text: str
    as_of: date
    place: str = ""
    language: Literal["auto", "en", "zh"] = "auto"


@dataclass(frozen=True)
class Finding:
    """A barrier that the situation shows; `triggers` are its words that show it; strength 0 to 1, higher is firmer."""

    barrier: str
    name: str
    dimension: str
    part: str
    definition: str
    triggers: tuple[str, ...]
    strength: float
    capacities: tuple[str, ...]


@dataclass(frozen=True)
class Diagnosis:
    """One dimension: how it stands, the barriers, what the text says is in order, and what it leaves open."""

    dimension: str
    name: str
    status: DimensionStatus
    findings: tuple[Finding, ...]
    working: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class CapacityView:
    """A capacity with the dimensions it is tied to, the barriers that weaken it, or else the question to ask."""

    capacity: str
    name: str
    dimensions: tuple[str, ...]
    barriers: tuple[str, ...]
    question: str


@dataclass(frozen=True)
class Condition:
    """One condition of a case beside the asking place. Unstated here: ask; unstated there: unknown."""

    name: str
    there: str
    here: str
    verdict: Literal["differs", "check", "ask", "unknown"]


@dataclass(frozen=True)
class Transfer:
    """A precedent with what came of it, its limits, and its conditions beside those of the asking place."""

    doc_id: str
    title: str
    result: Claim
    limits: Claim | None
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Recommendation:
    """A measure and all that is needed to start it. `basis` binds here on the date, `elsewhere` not."""

    measure: str
    title: str
    answers: tuple[str, ...]
    lead: str
    partners: str
    preconditions: tuple[str, ...]
    what: Claim | None
    first_step: Claim | None
    steps: tuple[Claim, ...]
    indicators: tuple[Claim, ...]
    risks: tuple[Claim, ...]
    cost: str
    time: str
    evidence: str
    basis: tuple[Citation, ...]
    elsewhere: tuple[Citation, ...]
    precedents: tuple[Citation, ...]
    transferability: tuple[Transfer, ...]


@dataclass(frozen=True)
class Gap:
    """Nothing to recommend in a dimension: why, and what to ask."""

    text: str
    question: str


@dataclass(frozen=True)
class DimensionAdvice:
    """What is advised on one dimension; `told` and `reasons` are a model's words on the county and on the base."""

    dimension: str
    name: str
    diagnosis: Diagnosis
    recommendations: tuple[Recommendation, ...]
    gap: Gap | None
    told: tuple[str, ...] = ()
    reasons: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Caution:
    """What the evidence warns of, with the sentences that warn."""

    kind: str
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Memo:
    """A draft recommendation: the one object that the page, the command line and the Word file share."""

    situation: str
    language: Language
    as_of: str
    place: str
    status: Literal["drafted", "refused"]
    reason: str | None
    help: str | None
    dimensions: tuple[DimensionAdvice, ...]
    capacities: tuple[CapacityView, ...]
    warnings: tuple[Caution, ...]
    conflicts: tuple[str, ...]
    questions: tuple[str, ...]
    claims: tuple[Claim, ...]
    sources: tuple[SourceCard, ...]
    notices: tuple[Notice, ...]
    dropped: tuple[Dropped, ...]
    text: str
    snapshot: str
    seconds: Mapping[str, float]
    fingerprint: str
    mode: Literal["extractive", "generated"] = "extractive"
    model: str | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Cell:
    """What the base says of one case under one aspect; empty when it says nothing."""

    case: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Row:
    """One aspect of a comparison across all its cases; `kind` is section, dimension, capacity or unknown."""

    aspect: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Difference:
    """One point on which cases differ or agree: what each says, as quoted or as entered among its conditions."""

    name: str
    values: Mapping[str, str]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Comparison:
    """Two to four cases side by side."""

    cases: tuple[str, ...]
    titles: Mapping[str, str]
    language: Language
    as_of: str
    rows: tuple[Row, ...]
    same: tuple[Difference, ...]
    differences: tuple[Difference, ...]
    unknown: tuple[Difference, ...]
    claims: tuple[Claim, ...]
    sources: tuple[SourceCard, ...]
    notices: tuple[Notice, ...]
    text: str
    snapshot: str
    fingerprint: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
