"""Which measures answer what was found, and with which sentences of the base they are supported."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.memo import Finding
from assistant.records import Evidence
from assistant.vocabulary import Vocabulary
from ingest import DIMENSIONS, Document, Index, Passage, quantities

MOST = 3  # measures in a dimension
AGAIN = 0.35  # worth of a barrier that an earlier choice answers already
FIRST, LATER = 1.0, 0.6  # worth of the barrier a measure is mainly for, and of its others
EVIDENCE = {"strong": 0.3, "moderate": 0.15, "weak": 0.0}
IN_FORCE = 0.2  # worth of a basis that binds here on the date
ENOUGH = 2  # measures that answer a barrier before another must bring more than that barrier
WEAK = 0.15  # what a rule loses by a weak source
NUMBER = 0.1  # what a result gains by carrying a figure
QUOTED = 3  # sentences of one kind of support for a measure


@dataclass(frozen=True)
class Support:
    """The sentences behind a measure: rules binding here, rules of other places, results of cases, their limits."""

    basis: tuple[Evidence, ...]
    elsewhere: tuple[Evidence, ...]
    results: tuple[Evidence, ...]
    limits: Mapping[str, Evidence]


@dataclass(frozen=True)
class Choice:
    measure: Document
    answers: tuple[Finding, ...]
    support: Support


class Chooser:
    """Ranks measures for findings over one index. Pure apart from remembering where passages are."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self.measures = [d for d in index.documents.values() if d.kind == "measure"]
        self._sections: dict[tuple[str, str], list[Passage]] = {}
        for passage in index.passages:
            self._sections.setdefault((passage.doc_id, passage.anchor), []).append(passage)

    def choose(
        self, findings: Sequence[Finding], place: str, as_of: date, silent: Collection[str] = ()
    ) -> dict[str, list[Choice]]:
        """At most three measures for each dimension, best first; each measure once, and none without support.

        `silent` are the dimensions that the situation says nothing of: there the memo asks instead.

        Greedy: the next choice is the one that adds most, where a barrier that is answered already adds less.
        """
        strength = {finding.barrier: finding for finding in findings}
        supports = {}
        for measure in self.measures:
            if any(barrier in strength for barrier in measure.extra["barriers"]):
                support = self.support(measure, place, as_of)
                if support.basis or support.results:
                    supports[measure.doc_id] = support
        candidates = [measure for measure in self.measures if measure.doc_id in supports]
        places: dict[str, list[Choice]] = {dimension: [] for dimension in DIMENSIONS if dimension not in silent}
        answered: Counter[str] = Counter()
        while candidates:
            best = min(
                candidates, key=lambda m: (-_worth(m, strength, answered, bool(supports[m.doc_id].basis)), m.doc_id)
            )
            candidates.remove(best)
            own = tuple(strength[barrier] for barrier in best.extra["barriers"] if barrier in strength)
            if not _needed(best, own, answered):
                continue
            if _placed(Choice(best, own, supports[best.doc_id]), places, frozenset()):
                answered.update(finding.barrier for finding in own)
        return {dimension: places.get(dimension, []) for dimension in DIMENSIONS}

    def support(self, measure: Document, place: str, as_of: date) -> Support:
        """The best sentence of each section that the measure names as its basis or precedent."""
        vector = self.vector(measure.doc_id, "what")
        basis: list[tuple[bool, Evidence]] = []
        elsewhere: list[tuple[bool, Evidence]] = []
        for doc_id, anchor in _references(measure.extra["basis"]):
            value = self._index.validity(doc_id, as_of) if doc_id in self._index.documents else None
            if value is None or not value.binds(anchor):
                continue
            best = self.best(doc_id, anchor, vector, rule=True)
            if best is None:
                continue
            here = binds_in(self._index.documents[doc_id], place)
            (basis if here else elsewhere).append((bool(value.replaced_in_practice_by), best))
        results: list[Evidence] = []
        limits: dict[str, Evidence] = {}
        for doc_id, anchor in _references(measure.extra["precedents"]):
            if doc_id not in self._index.documents or any(doc_id == e.passage.doc_id for e in results):
                continue
            anchors = ("results",) if anchor in ("process", "subjects", "goal") else (anchor, "results")
            tried = [self.best(doc_id, name, vector, numbers=True) for name in (*anchors, anchor)]
            found = next((evidence for evidence in tried if evidence is not None), None)
            if found is None:
                continue
            results.append(found)
            limit = self.best(doc_id, "limits", vector, own=True)
            if limit is not None and (limit.passage, limit.position) != (found.passage, found.position):
                limits[doc_id] = limit
        ordered = [evidence for _, evidence in sorted(basis, key=lambda pair: pair[0])]
        return Support(
            tuple(ordered[:QUOTED]), tuple(e for _, e in elsewhere)[:QUOTED], tuple(results[:QUOTED]), limits
        )

    def vector(self, doc_id: str, anchor: str) -> np.ndarray:
        """The direction of a section: the sum of its sentences' vectors, of length one."""
        rows = [row for _, _, row in self._sentences(doc_id, anchor)]
        total = self._index.sentence_vectors[rows].sum(axis=0) if rows else np.zeros(self._index.vectors.shape[1])
        return np.asarray(total / (np.linalg.norm(total) or 1.0), dtype=np.float32)

    def best(
        self, doc_id: str, anchor: str, vector: np.ndarray, numbers: bool = False, own: bool = False, rule: bool = False
    ) -> Evidence | None:
        """The sentence of a section nearest to a vector; our own inference only where `own` allows it.

        A `rule` is no sentence about practice in some place below the text's own, and a weak source yields.
        """
        territory = self._index.documents[doc_id].places if doc_id in self._index.documents else ()
        found = []
        for passage, position, row in self._sentences(doc_id, anchor):
            rating = passage.ratings[position]
            if not passage.established or (rating == "own" and not own):
                continue
            text = passage.sentence(position, "en")
            if rule and any(place not in territory for place in self._vocabulary.places(text)[0]):
                continue
            score = float(self._index.sentence_vectors[row] @ vector)
            score += NUMBER if numbers and any(q.kind != "date" for q in quantities(text)) else 0.0
            score -= WEAK if rule and rating == "weak" else 0.0
            found.append((score, -row, Evidence(passage, position, 1.0, 1.0, 0.0)))
        return max(found, key=lambda item: item[:2])[2] if found else None

    def _sentences(self, doc_id: str, anchor: str) -> Iterator[tuple[Passage, int, int]]:
        for passage in self._sections.get((doc_id, anchor), ()):
            first = self._index.first_sentence[self._index.rows[passage.passage_id]]
            for position in range(len(passage.ratings)):
                yield passage, position, first + position


def binds_in(document: Document, place: str) -> bool:
    """Whether a policy's territory holds the place: national texts everywhere, local ones at home and below."""
    return any(home == "CN" or (place and (place == home or place.startswith(home + "/"))) for home in document.places)


def _references(entries: Sequence[str]) -> list[tuple[str, str]]:
    return [(entry.split("#")[0], entry.split("#")[1]) for entry in entries if "#" in entry]


def _worth(measure: Document, strength: Mapping[str, Finding], answered: Counter[str], grounded: bool) -> float:
    fit = 0.0
    for position, barrier in enumerate(measure.extra["barriers"]):
        if barrier in strength:
            weight = strength[barrier].strength * (FIRST if position == 0 else LATER)
            fit += weight * (AGAIN if answered[barrier] else 1.0)
    return fit + EVIDENCE[measure.extra["evidence"]] + (IN_FORCE if grounded else 0.0)


def _needed(measure: Document, own: Sequence[Finding], answered: Counter[str]) -> bool:
    """Whether a measure adds something: its own main barrier, two at once, or one that few measures answer yet."""
    found = [finding.barrier for finding in own]
    return measure.extra["barriers"][0] in found or len(found) > 1 or any(answered[b] < ENOUGH for b in found)


def _homes(choice: Choice) -> list[str]:
    """The dimensions a measure may stand under, the one where it answers most first."""
    weight = {d: sum(f.strength for f in choice.answers if f.dimension == d) for d in DIMENSIONS}
    fits = [d for d in DIMENSIONS if weight[d] or d in choice.measure.dimensions]
    return sorted(fits, key=lambda d: (-weight[d], d not in choice.measure.dimensions, DIMENSIONS.index(d)))


def _placed(choice: Choice, places: dict[str, list[Choice]], tried: frozenset[str]) -> bool:
    """Put a choice where there is room, moving earlier ones to another of their dimensions where that makes room."""
    homes = [d for d in _homes(choice) if d in places and d not in tried]
    for home in homes:
        if len(places[home]) < MOST:
            places[home].append(choice)
            return True
    for home in homes:
        for at, other in enumerate(places[home]):
            if _placed(other, places, tried | {home}):
                places[home][at] = choice
                return True
    return False
