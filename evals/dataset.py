"""The evaluation set from its files: strict, because it is ours. Errors name file and line."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant import REASONS, Turn
from evals.records import TYPES, Comparison, Item, Nugget, Point, Set, Situation
from ingest import BadInput

DATA = Path(__file__).parent / "data"
_Line = TypeVar("_Line", bound=BaseModel)
_Text = Annotated[str, Field(min_length=1)]
_Grade = Annotated[int, Field(ge=1, le=3)]
_Dimension = Literal["environment", "motivation", "subjects", "process", "goal"]
_Basis = Literal["binding", "precedent", "statistic", "theory", "inference"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Turn(_Strict):
    question: _Text
    answer: str = ""


class _Nugget(_Strict):
    text: _Text
    accept: Annotated[list[_Text], Field(min_length=1)]
    vital: bool


class _Common(_Strict):
    id: _Text
    split: Literal["dev", "test"]
    language: Literal["en", "zh"]


class _Question(_Common):
    """The fields of `questions.jsonl`, as in evals/data/README.md."""

    pair: str | None
    type: str
    question: _Text
    as_of: date
    history: list[_Turn]
    place: str
    status: Literal["answered", "abstained"]
    reason: str | None
    passages: dict[str, _Grade]
    nuggets: list[_Nugget]
    must_not: list[_Text]
    basis: list[_Basis]
    sources: list[str]

    @model_validator(mode="after")
    def _consistent(self) -> "_Question":
        if self.type not in TYPES:
            raise ValueError(f"'type' must be one of {', '.join(TYPES)}, got {self.type!r}")
        if self.reason is not None and self.reason not in REASONS:
            raise ValueError(f"'reason' must be null or one of {', '.join(REASONS)}, got {self.reason!r}")
        if self.status == "abstained" and not self.reason:
            raise ValueError("a question to be declined needs a 'reason'")
        if self.status == "abstained" and (self.basis or self.sources):
            raise ValueError("a question to be declined has no 'basis' and no 'sources'")
        if self.status == "answered" and self.reason:
            raise ValueError("a question to be answered has 'reason': null")
        if self.status == "answered" and not any(nugget.vital for nugget in self.nuggets):
            raise ValueError("a question to be answered needs at least one vital nugget")
        return self


class _Situation(_Common):
    """The fields of `situations.jsonl`."""

    situation: _Text
    as_of: date
    place: str
    barriers: Annotated[list[str], Field(min_length=1)]
    not_stated: list[_Dimension]
    measures: Annotated[list[str], Field(min_length=1)]
    basis: list[str]
    precedents: list[str]
    must_not: list[_Text]


class _Point(_Strict):
    text: _Text
    accept: Annotated[list[_Text], Field(min_length=1)]


class _Comparison(_Common):
    """The fields of `comparisons.jsonl`."""

    cases: Annotated[list[_Text], Field(min_length=2)]
    expected: Annotated[list[str], Field(min_length=2)]
    differences: Annotated[list[_Point], Field(min_length=1)]
    same: list[_Point]


def read_set(path: Path = DATA, splits: Sequence[str] = ("dev", "test")) -> Set:
    """The questions of a file or of a folder's `questions.jsonl`. Raises BadInput naming file and line."""
    if path.is_dir():
        whole = path / "questions.jsonl"
        if not whole.exists():
            raise BadInput(f"{path}: no questions.jsonl. Name the set with --data.")
        return Set(
            tuple(item for item in _read(whole, _Question, _item) if item.split in splits),
            tuple(s for s in _optional(path / "situations.jsonl", _Situation, _situation) if s.split in splits),
            tuple(c for c in _optional(path / "comparisons.jsonl", _Comparison, _comparison) if c.split in splits),
        )
    return Set(tuple(item for item in _read(path, _Question, _item) if item.split in splits))


_Record = TypeVar("_Record")


def _optional(path: Path, model: type[_Line], make: Callable[[_Line, str], _Record]) -> Iterator[_Record]:
    return _read(path, model, make) if path.exists() else iter(())


def _read(path: Path, model: type[_Line], make: Callable[[_Line, str], _Record]) -> Iterator[_Record]:
    for where, text in lines(path):
        try:
            line = model.model_validate_json(text, strict=True)
        except ValidationError as problem:
            first = problem.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            what = first["msg"].removeprefix("Value error, ")
            raise BadInput(f"{where}: {name + ': ' if name else ''}{what}. See evals/data/README.md.") from None
        yield make(line, where)


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a file that are not blank, each with its `file:line`. Raises BadInput when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: cannot be read as UTF-8 text ({problem}).") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def objects(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The JSON objects of a stranger's file with their `file:line`, unchecked. Raises BadInput."""
    for where, line in lines(path):
        try:
            fields = json.loads(line)
        except ValueError as problem:
            raise BadInput(f"{where}: not a line of JSON ({problem}).") from None
        if not isinstance(fields, dict):
            raise BadInput(f"{where}: must be a JSON object.")
        yield where, fields


def _nuggets(nuggets: Iterable[_Nugget]) -> tuple[Nugget, ...]:
    return tuple(Nugget(nugget.text, tuple(nugget.accept), nugget.vital) for nugget in nuggets)


def _item(line: _Question, where: str) -> Item:
    return Item(
        item_id=line.id,
        split=line.split,
        language=line.language,
        pair=line.pair or "",
        type=line.type,
        question=line.question,
        history=tuple(Turn(turn.question, turn.answer) for turn in line.history),
        as_of=line.as_of,
        place=line.place,
        status=line.status,
        reason=line.reason or "",
        passages=line.passages,
        nuggets=_nuggets(line.nuggets),
        must_not=tuple(line.must_not),
        basis=tuple(line.basis),
        sources=tuple(line.sources),
        where=where,
    )


def _situation(line: _Situation, where: str) -> Situation:
    return Situation(
        item_id=line.id,
        split=line.split,
        language=line.language,
        situation=line.situation,
        as_of=line.as_of,
        place=line.place,
        barriers=tuple(line.barriers),
        not_stated=tuple(line.not_stated),
        measures=tuple(line.measures),
        basis=tuple(line.basis),
        precedents=tuple(line.precedents),
        must_not=tuple(line.must_not),
        where=where,
    )


def _comparison(line: _Comparison, where: str) -> Comparison:
    return Comparison(
        item_id=line.id,
        split=line.split,
        language=line.language,
        cases=tuple(line.cases),
        expected=tuple(line.expected),
        differences=tuple(Point(point.text, tuple(point.accept)) for point in line.differences),
        same=tuple(Point(point.text, tuple(point.accept)) for point in line.same),
        where=where,
    )
