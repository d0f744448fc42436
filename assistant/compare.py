"""Two to four cases side by side: what the base says of each, where they agree and differ, and what is not known."""

# ruff: noqa: E501

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal

import numpy as np

from assistant import memo_text, render
from assistant.advisor import Advisor
from assistant.basis import basis_of
from assistant.memo import Cell, Comparison, Difference, Row
from assistant.memo_wording import memo_words
from assistant.naming import FEWEST, MOST, find_case
from assistant.records import Basis, Claim, Draft, Evidence
from assistant.verify import verify
from ingest import CAPACITIES, NOT_ESTABLISHED, BadInput, Index, Passage, Validity, detect, quantities

SECTIONS = ("problem", "environment", "motivation", "subjects", "process", "goal", "results", "limits", "lessons")
CONDITIONS = ("income", "fund", "population", "charity", "information_system", "leader")
SENTENCES = 6  # of a section in a cell
ALIKE = 0.62  # cosine of two sentences of different cases that say the same sort of thing
SAME_POINTS = 5
_Claimed = Callable[[Iterable[Evidence]], tuple[Claim, ...]]
_NONE = ("not stated", "未说明", "")
_HEADS = {
    "en": dict(zip(SECTIONS, ("Problem", "Environment", "Motivation", "Subjects", "Process", "Goal", "Results", "Limits", "Lessons"), strict=True)),
    "zh": dict(zip(SECTIONS, ("问题", "环境", "动因", "主体", "过程", "目标", "结果", "局限", "经验"), strict=True)),
}  # fmt: skip


def compare_cases(
    names: Sequence[str], advisor: Advisor, as_of: date, language: Literal["auto", "en", "zh"] = "auto"
) -> Comparison:
    """Compare two to four cases. Raises BadInput on another number of cases or an unknown name."""
    cases = list(dict.fromkeys(find_case(name, advisor).doc_id for name in names))
    if not FEWEST <= len(cases) <= MOST:
        raise BadInput(f"Compare {FEWEST} to {MOST} different cases; got {len(cases)}: {', '.join(cases) or 'none'}.")
    spoken = detect(" ".join(names)) if language == "auto" else language
    index = advisor.index
    table = _Table(cases, index)
    drafts = [Draft(e.said(spoken), (e,), table.basis(e)) for e in table.everything()]
    claims, _ = verify(drafts, spoken, advisor.vocabulary)
    by_place = {(c.citations[0].passage_id, c.citations[0].start): c for c in claims}

    def claimed(evidence: Iterable[Evidence]) -> tuple[Claim, ...]:
        found = (
            by_place.get((e.passage.passage_id, e.passage.spans[_shown(e, spoken)][e.position][0])) for e in evidence
        )
        return tuple(claim for claim in found if claim is not None)

    rows = [
        Row(anchor, _HEADS[spoken][anchor], tuple(Cell(case, claimed(table.cell(case, anchor))) for case in cases))
        for anchor in SECTIONS
    ]
    names_of = {c["id"]: c["name"][spoken] for c in index.framework["capacities"]}
    rows += [
        Row(capacity, names_of[capacity], tuple(Cell(case, claimed(table.capacity(case, capacity))) for case in cases))
        for capacity in CAPACITIES
        if capacity in names_of
    ]
    comparison = Comparison(
        cases=tuple(cases),
        titles={case: index.documents[case].title[spoken] for case in cases},
        language=spoken,
        as_of=as_of.isoformat(),
        rows=tuple(row for row in rows if any(cell.claims for cell in row.cells)),
        same=_same(table, claimed, spoken),
        differences=(*_conditions(cases, index, spoken), *_sections(rows, spoken)),
        unknown=_unknown(table, claimed, spoken),
        claims=tuple(claims),
        sources=render.source_cards(claims, spoken, table.validity, index),
        notices=(),
        text="",
        snapshot=index.manifest.snapshot,
        fingerprint=advisor.fingerprint,
    )
    return memo_text.compared(comparison)


class _Table:
    """The sentences of the cases by section."""

    def __init__(self, cases: Sequence[str], index: Index) -> None:
        self.cases = cases
        self.index = index
        self.validity: dict[str, Validity | None] = dict.fromkeys(cases)
        self._passages: dict[tuple[str, str], list[Passage]] = {}
        for passage in index.passages:
            if passage.doc_id in self.validity:
                self._passages.setdefault((passage.doc_id, passage.anchor), []).append(passage)

    def all(self, case: str, anchor: str) -> list[Evidence]:
        return [
            Evidence(passage, position, 1.0, 1.0, 0.0)
            for passage in self._passages.get((case, anchor), ())
            for position in range(len(passage.ratings))
        ]

    def cell(self, case: str, anchor: str) -> list[Evidence]:
        """The sentences of a section, figures first where there are too many; in reading order."""
        found = self.all(case, anchor)
        figures = [any(q.kind != "date" for q in quantities(e.passage.sentence(e.position, "en"))) for e in found]
        kept = sorted(sorted(range(len(found)), key=lambda i: (not figures[i], i))[:SENTENCES])
        return [found[i] for i in kept]

    def capacity(self, case: str, capacity: str) -> list[Evidence]:
        """The sentences on one capacity: those of the section that name it."""
        name = next(c["name"]["en"] for c in self.index.framework["capacities"] if c["id"] == capacity)
        short = name.lower().removesuffix(" capacity")
        return [e for e in self.all(case, "capacities") if short in e.passage.sentence(e.position, "en").lower()]

    def basis(self, e: Evidence) -> Basis:
        """What kind of support a sentence is; that something was not found is never a fact about the case."""
        if not e.passage.established:
            return "inference"
        return basis_of(self.index.documents[e.passage.doc_id], e, self.validity)

    def unknown(self, case: str) -> list[Evidence]:
        return self.all(case, NOT_ESTABLISHED)[:4]

    def everything(self) -> list[Evidence]:
        """Each sentence once, in the order in which a reader meets them."""
        found: dict[tuple[str, int], Evidence] = {}
        cells = [e for anchor in SECTIONS for case in self.cases for e in self.cell(case, anchor)]
        cells += [e for c in CAPACITIES for case in self.cases for e in self.capacity(case, c)]
        cells += [e for case in self.cases for e in self.unknown(case)]
        for e in cells:
            found.setdefault(e.place, e)
        return list(found.values())

    def vector(self, e: Evidence) -> np.ndarray:
        row = self.index.first_sentence[self.index.rows[e.passage.passage_id]] + e.position
        return np.asarray(self.index.sentence_vectors[row], dtype=np.float32)


def _shown(e: Evidence, language: str) -> str:
    return language if e.passage.text[language] else "en"


def _same(table: _Table, claimed: _Claimed, language: str) -> tuple[Difference, ...]:
    """Pairs of sentences of the first case and each other one that say alike, section by section."""
    found: list[tuple[float, Difference]] = []
    shared = set.intersection(*(set(table.index.documents[case].capacities) for case in table.cases))
    for anchor in SECTIONS:
        per_case = [table.cell(case, anchor) for case in table.cases]
        if not all(per_case):
            continue
        best: list[Evidence] = []
        score = 1.0
        lead = max(per_case[0], key=lambda e: min(max(_near(table, e, o) for o in other) for other in per_case[1:]))
        best.append(lead)
        for other in per_case[1:]:
            match = max(other, key=lambda o: _near(table, lead, o))
            score = min(score, _near(table, lead, match))
            best.append(match)
        if score >= ALIKE:
            claims = claimed(best)
            values = {c.citations[0].doc_id: c.text for c in claims}
            if len(values) == len(table.cases):
                citations = tuple(citation for c in claims for citation in c.citations)
                found.append((score, Difference(_HEADS[language][anchor], values, citations)))
    found.sort(key=lambda item: -item[0])
    points = [point for _, point in found[:SAME_POINTS]]
    names = {c["id"]: c["name"][language] for c in table.index.framework["capacities"]}
    listed = [names[c] for c in CAPACITIES if c in shared and c in names]
    if listed:
        joined = memo_words(language)["sep"].join(listed)
        points.append(Difference(memo_words(language)["capacities"], dict.fromkeys(table.cases, joined), ()))
    return tuple(points)


def _near(table: _Table, one: Evidence, other: Evidence) -> float:
    return float(table.vector(one) @ table.vector(other))


def _conditions(cases: Sequence[str], index: Index, language: str) -> list[Difference]:
    """The recorded conditions side by side, where at least one case states them and they are not the same."""
    words, found = memo_words(language), []
    for key in CONDITIONS:
        values = {}
        for case in cases:
            stated = index.documents[case].extra.get("conditions", {}).get(key) or ""
            text = stated if isinstance(stated, str) else str(stated[language])
            values[case] = words["not_in_base"] if text in _NONE else text
        if set(values.values()) != {words["not_in_base"]} and len(set(values.values())) > 1:
            found.append(Difference(words[key], values, ()))
    return found


def _sections(rows: Sequence[Row], language: str) -> list[Difference]:
    """What each case did, who did it and what came of it, in the words of the base."""
    found = []
    for row in rows:
        if row.aspect not in ("subjects", "process", "results") or not all(cell.claims for cell in row.cells):
            continue
        separator = " " if language == "en" else ""
        values = {cell.case: separator.join(c.text for c in cell.claims[:3]) for cell in row.cells}
        citations = tuple(citation for cell in row.cells for c in cell.claims[:3] for citation in c.citations)
        found.append(Difference(row.name, values, citations))
    return found


def _unknown(table: _Table, claimed: _Claimed, language: str) -> tuple[Difference, ...]:
    """What the base says was not found, case by case."""
    found = []
    for case in table.cases:
        claims = claimed(table.unknown(case))
        if claims:
            title = table.index.documents[case].title[language]
            citations = tuple(citation for c in claims for citation in c.citations)
            found.append(
                Difference(title, {case: (" " if language == "en" else "").join(c.text for c in claims)}, citations)
            )
    return tuple(found)
