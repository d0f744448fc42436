"""The border where strangers' YAML comes in: strict models of every field, and problems with file and line."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, ValidationError

from ingest.records import CAPACITIES, DIMENSIONS, LEVELS, RATINGS, Problem
from ingest.validity import span


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _plain_date(value: object) -> object:
    """YAML turns 2021 into a number; the base wants dates as written."""
    text = str(value)
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise ValueError(f"must be a date like 2024, 2024-05 or 2024-05-01, got {text!r}")
    try:
        span(text)
    except ValueError as problem:
        raise ValueError(f"must be a date of the calendar, got {text!r}") from problem
    return text


def _path(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2}(/[^/\s]+)*", value):
        raise ValueError(f"must be a path like CN, CN/浙江省 or TH, got {value!r}")
    return value


def _text_or_unstated(value: object) -> object:
    return {"en": "not stated", "zh": "未说明"} if value in ("not stated", None) else value


PlainDate = Annotated[str, BeforeValidator(_plain_date)]
PlacePath = Annotated[str, BeforeValidator(_path)]
Words = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
DimensionName = Literal["environment", "motivation", "subjects", "process", "goal"]
CapacityName = Literal["health_financial", "service_supply", "interest_coordination", "health_policy"]
assert DimensionName.__args__ == DIMENSIONS  # type: ignore[attr-defined]
assert CapacityName.__args__ == CAPACITIES  # type: ignore[attr-defined]


class Pair(_Strict):
    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class Title(Pair):
    en_ours: bool = False


class LinkModel(_Strict):
    type: Literal["supersedes", "amends", "implements", "ends"]
    id: str
    sections: Literal["all"] | list[str] = "all"
    from_: PlainDate = Field(alias="from")
    evidence: Literal["stated", "inferred"]
    source: str


class Common(_Strict):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    aliases: list[str] = []
    dimensions: list[DimensionName] = []
    capacities: list[CapacityName] = []
    sources: list[str] = Field(min_length=1)
    reviewed: PlainDate


class Policy(Common):
    kind: Literal["policy"]
    number: str = ""
    issuers: list[str] = []
    level: Literal["national", "province", "city", "county", "international"]
    place: PlacePath
    issued: PlainDate | None = None
    effective: PlainDate | None = None
    expires: PlainDate | None = None
    official: str = ""
    links: list[LinkModel] = []


assert Policy.model_fields["level"].annotation.__args__ == LEVELS  # type: ignore[union-attr]


class Conditions(_Strict):
    income: Annotated[Pair, BeforeValidator(_text_or_unstated)]
    fund: Annotated[Pair, BeforeValidator(_text_or_unstated)]
    population: Annotated[Pair, BeforeValidator(_text_or_unstated)]
    charity: Annotated[Pair, BeforeValidator(_text_or_unstated)]
    information_system: Annotated[Pair, BeforeValidator(_text_or_unstated)]
    leader: Annotated[Pair, BeforeValidator(_text_or_unstated)]


class Case(Common):
    kind: Literal["case"]
    place: PlacePath | list[PlacePath]
    period: Words
    conditions: Conditions


class Theory(Common):
    kind: Literal["theory"]
    authors: list[str]
    year: Words
    work: str
    doi: str = ""


class Measure(Common):
    kind: Literal["measure"]
    barriers: list[str] = Field(min_length=1)
    lead: Pair
    partners: Pair
    preconditions: list[Pair] = []
    basis: list[str] = []
    precedents: list[str] = []
    evidence: Literal["strong", "moderate", "weak"]
    cost: Literal["low", "medium", "high"]
    time: Literal["short", "medium", "long"]


class Statistic(Common):
    kind: Literal["statistic"]
    unit: Pair
    population: Pair
    definition: Pair


class SourceModel(_Strict):
    title: str
    publisher: str = ""
    date: Words = ""
    url: str = ""
    rating: Literal["verified", "mirror", "secondhand", "weak"]
    note: str = ""


assert set(RATINGS) > set(SourceModel.model_fields["rating"].annotation.__args__)  # type: ignore[union-attr]


class Sources(_Strict):
    allowed_hosts: list[str]
    sources: dict[str, SourceModel]


class TermModel(_Strict):
    id: str
    zh: str
    en: str
    kind: Literal[
        "group", "benefit", "body", "document", "place", "theory", "process", "finance", "measure", "disease", "other"
    ]
    also_zh: list[str] = []
    also_en: list[str] = []
    definition: Pair | None = None
    doc: str = ""


class Glossary(_Strict):
    terms: list[TermModel]


class Barrier(_Strict):
    id: str
    name: Pair
    definition: Pair
    signals: dict[Literal["en", "zh"], list[str]]
    examples: list[Pair] = []
    capacities: list[CapacityName] = []


class Part(_Strict):
    id: str
    name: Pair
    definition: Pair
    questions: list[Pair]
    indicators: list[Pair]
    working: list[Pair] = []
    barriers: list[Barrier]


class Dimension(_Strict):
    id: DimensionName
    name: Pair
    definition: Pair
    parts: list[Part]


class Capacity(_Strict):
    id: CapacityName
    name: Pair
    definition: Pair
    aim: Literal["affordable", "good", "convenient", "less_illness"]
    questions: list[Pair]
    indicators: list[Pair]
    warning_signs: list[Pair]


class Aim(_Strict):
    id: Literal["affordable", "good", "convenient", "less_illness"]
    name: Pair
    definition: Pair


class Crossing(_Strict):
    part: str
    capacity: CapacityName
    why: Pair


class TheoryMapping(_Strict):
    dimension: DimensionName
    theory: str
    mapping: Pair


class KnownQuestionModel(Pair):
    also: list[Pair] = []
    answer: list[Annotated[str, Field(pattern=r"^(?:[a-z0-9-]+#)?[a-z0-9-]+\.[1-9]\d*$")]] = Field(min_length=1)


class KnownQuestions(RootModel[list[KnownQuestionModel]]):
    """A file of `kb/questions`: what one document answers, or several together."""


class OutsideQuestions(RootModel[list[Pair]]):
    """`kb/outside.yaml`: questions that the base is not about."""


class Framework(_Strict):
    dimensions: list[Dimension]
    scene: list[Pair] = []
    capacities: list[Capacity]
    aims: list[Aim]
    crosswalk: list[Crossing]
    theories: list[TheoryMapping] = []


MODELS: Mapping[str, type[Common]] = {
    "policy": Policy,
    "case": Case,
    "theory": Theory,
    "measure": Measure,
    "statistic": Statistic,
}


class _Loader(yaml.CSafeLoader):
    """YAML that leaves dates as they are written. The parser in C reads the whole base in a twentieth of the time."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, Mapping[tuple[Any, ...], int], list[Problem]]:
    """Parse YAML and keep, for every key path, the line it stands on (from 1, plus the offset of the block)."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as fault:
        problem = _worded(text, fault)
        mark = getattr(problem, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(problem, "problem", None) or str(problem)
        return None, {}, [Problem(path, line, f"not valid YAML: {what}.", "Quote the value or mend the indent.")]
    lines: dict[tuple[Any, ...], int] = {}
    problems: list[Problem] = []

    def walk(node: yaml.Node | None, where: tuple[Any, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, child in node.value:
                place = (*where, key.value)
                if place in lines:
                    line = first_line + key.start_mark.line
                    problems.append(Problem(path, line, f"'{key.value}' stands twice.", "Keep one of them."))
                lines[place] = first_line + key.start_mark.line
                walk(child, place)
        elif isinstance(node, yaml.SequenceNode):
            for position, child in enumerate(node.value):
                lines[(*where, position)] = first_line + child.start_mark.line
                walk(child, (*where, position))

    walk(node, ())
    return value, lines, problems


def _worded(text: str, fault: Exception) -> Exception:
    """The fault as the parser in Python words it, whose line is nearer to what is wrong."""
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        return problem
    return fault


def validate(
    model: type[BaseModel], value: Any, lines: Mapping[tuple[Any, ...], int], path: str, first_line: int = 1
) -> tuple[Any, list[Problem]]:
    """Check a parsed block against its model; every error becomes a Problem with the line of the nearest key."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [_problem(item, model, lines, path, first_line) for item in error.errors()]


def _problem(
    item: Mapping[str, Any], model: type[BaseModel], lines: Mapping[tuple[Any, ...], int], path: str, first: int
) -> Problem:
    where = tuple(part for part in item["loc"] if not (isinstance(part, str) and "[" in part))
    line = next((lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in lines), first)
    name = ".".join(str(part) for part in where) or "the block"
    if item["type"] == "extra_forbidden":
        known = ", ".join(sorted(model.model_fields)) if len(where) == 1 else "see kb/README.md"
        return Problem(path, line, f"unknown field '{name}'.", f"Known fields: {known}.")
    if item["type"] == "missing":
        return Problem(path, line, f"'{name}' is missing.", "Add it; kb/README.md explains the fields.")
    message = item["msg"].removeprefix("Value error, ")
    got = "" if "got" in message else f", got {item['input']!r}"
    return Problem(path, line, f"'{name}': {message}{got}.", "Mend the value; kb/README.md explains the fields.")


def read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
