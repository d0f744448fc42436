"""The evaluation set from its files: strict, because it is ours. Errors name file and line."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant import REASONS, Turn
from evals.records import TYPES, Comparison, Item, Nugget, Set, Situation
from ingest import BadInput

DATA = Path(__file__).parent / "data"
_Line = TypeVar("_Line", bound=BaseModel)
_Text = Annotated[str, Field(min_length=1)]
_Grade = Annotated[int, Field(ge=1, le=3)]
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
    pair: str | None = None
    as_of: date


class _Question(_Common):
    """The fields of `questions.jsonl`, as in evals/data/README.md."""

    type: str
    question: _Text
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
    place: str = ""
    barriers: Annotated[list[str], Field(min_length=1)]
    measures: list[str]
    basis: list[str]
    precedents: list[str]
    must_not: list[_Text] = []


class _Comparison(_Common):
    """The fields of `comparisons.jsonl`."""

    cases: Annotated[list[str], Field(min_length=2)]
    dimensions: list[Literal["environment", "motivation", "subjects", "process", "goal"]]
    passages: dict[str, _Grade]
    nuggets: list[_Nugget]
    must_not: list[_Text] = []


def read_set(path: Path = DATA, splits: Sequence[str] = ("dev", "test")) -> Set:
    """The questions of a file, or a folder's `questions.jsonl` or, before they are merged, its `part-*.jsonl`.

    Raises BadInput naming file and line.
    """
    if path.is_dir():
        whole = path / "questions.jsonl"
        files = [whole] if whole.exists() else sorted(path.glob("part-*.jsonl"))
        if not files:
            raise BadInput(f"{path}: no questions.jsonl and no part-*.jsonl. Name the set with --data.")
        return Set(
            tuple(item for file in files for item in _read(file, _Question, _item) if item.split in splits),
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
    """The JSON objects of a stranger's file with their `file:line`; fields are the caller's to check. Raises BadInput."""
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
        pair=line.pair or "",
        situation=line.situation,
        as_of=line.as_of,
        place=line.place,
        barriers=tuple(line.barriers),
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
        pair=line.pair or "",
        cases=tuple(line.cases),
        as_of=line.as_of,
        dimensions=tuple(line.dimensions),
        passages=line.passages,
        nuggets=_nuggets(line.nuggets),
        must_not=tuple(line.must_not),
        where=where,
    )


def problems(data: Set, sections: Mapping[str, Sequence[str]], barriers: Collection[str] = ()) -> list[str]:
    """Everything wrong with a whole set (both splits), one line each.

    `sections` maps a document id to its anchors; `barriers` are the framework's ids.
    """
    everything = (*data.items, *data.situations, *data.comparisons)
    found = [f"{where}: the id {i!r} is used more than once." for i, where in _repeated(everything)]
    found += _pair_problems(data.items)
    found += _pair_problems(data.situations) + _pair_problems(data.comparisons)
    for item in data.items:
        named = [("passages", key) for key in item.passages] + [("sources", doc_id) for doc_id in item.sources]
        found += _unknown(item.where, named, sections)
    for situation in data.situations:
        named = [("measures", i) for i in situation.measures] + [("precedents", i) for i in situation.precedents]
        found += _unknown(situation.where, named + [("basis", i) for i in situation.basis], sections)
        strange = [i for i in situation.barriers if i not in barriers]
        found += [f"{situation.where}: 'barriers' names {i!r}, which framework.yaml does not hold." for i in strange]
    for comparison in data.comparisons:
        named = [("cases", i) for i in comparison.cases] + [("passages", key) for key in comparison.passages]
        found += _unknown(comparison.where, named, sections)
    return found + _leaks(data.items)


def _repeated(everything: Sequence[Item | Situation | Comparison]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for one in everything:
        if one.item_id in seen:
            yield one.item_id, one.where
        seen.add(one.item_id)


def _pair_problems(all_of_kind: Sequence[Item | Situation | Comparison]) -> list[str]:
    pairs: dict[str, list[Item | Situation | Comparison]] = defaultdict(list)
    for one in all_of_kind:
        if one.pair:
            pairs[one.pair].append(one)
    found = []
    for pair, members in pairs.items():
        where = members[0].where
        if sorted(member.language for member in members) != ["en", "zh"]:
            found.append(f"{where}: the pair {pair!r} must have one question in each language, has {len(members)}.")
        if len({member.split for member in members}) > 1:
            found.append(f"{where}: the pair {pair!r} is in both splits.")
        graded = [dict(member.passages) for member in members if isinstance(member, Item)]
        if any(grades != graded[0] for grades in graded):
            found.append(f"{where}: the two questions of the pair {pair!r} grade passages differently.")
    return found


def _unknown(where: str, named: Iterable[tuple[str, str]], sections: Mapping[str, Sequence[str]]) -> list[str]:
    found = []
    for name, key in named:
        doc_id, _, anchor = key.partition("#")
        if doc_id not in sections:
            found.append(f"{where}: '{name}' names the document {doc_id!r}, which the index does not hold.")
        elif name == "passages" and anchor not in sections[doc_id]:
            found.append(f"{where}: 'passages' names {key!r}; {doc_id} has {', '.join(sections[doc_id])}.")
    return found


def _leaks(items: Sequence[Item]) -> list[str]:
    """Sections that answer a question in both splits."""
    by_section: dict[str, dict[str, str]] = defaultdict(dict)
    for item in items:
        for key, grade in item.passages.items():
            if grade == 3:
                by_section[key].setdefault(item.split, item.item_id)
    return [
        f"{key}: answers questions of both splits (dev {ids['dev']}, test {ids['test']}); ask it in one only."
        for key, ids in by_section.items()
        if len(ids) > 1
    ]


def counts(items: Sequence[Item]) -> Mapping[str, Counter[str]]:
    """How many questions of each language, split, status and type there are."""
    return {
        "language": Counter(item.language for item in items),
        "split": Counter(item.split for item in items),
        "status": Counter(item.status for item in items),
        "type": Counter(item.type for item in items),
    }
