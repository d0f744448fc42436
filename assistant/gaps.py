"""What the base says was not found of the things asked, and what is held beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.conditions import conditions, names
from assistant.known import Candidate
from assistant.records import Evidence, Understanding
from assistant.retrieve import Part, Retrieval

GAP = 0.35  # chance of all the known questions together whose answer is that the thing was not found
BESIDE = 0.8  # of the chance of the likeliest known question from which another one's gap is told beside an answer
LEAST = 0.1  # chance from which any gap is told beside an answer


def gaps(retrieval: Retrieval, ranked: Sequence[Evidence]) -> tuple[Evidence | None, ...]:
    """For each part the statement that the asked thing was not found, when nothing stated is clearly nearer."""
    at = {e.place: e for e in ranked}
    found: list[Evidence | None] = []
    for part in retrieval.parts:
        if not ranked:
            nearest = None
        elif part.candidates:
            nearest = _gap(part.candidates, at)
        else:
            nearest = max(ranked, key=lambda evidence: evidence.coverage + evidence.cosine)
        found.append(nearest if nearest is not None and not nearest.passage.established else None)
    return tuple(found)


def held(retrieval: Retrieval, ranked: Sequence[Evidence]) -> tuple[bool, ...]:
    """For each part whether something is stated on it; beside a gap only what the same documents or places state."""
    missing = gaps(retrieval, ranked)
    documents = {gap.passage.doc_id for gap in missing if gap is not None}
    asked_of = {part.understood.places for part, gap in zip(retrieval.parts, missing, strict=True) if gap is not None}
    return tuple(
        gap is None
        and (
            not documents
            or part.understood.places not in asked_of
            or (bool(part.candidates) and bool(documents & _stating(part.candidates[0], ranked)))
        )
        for part, gap in zip(retrieval.parts, missing, strict=True)
    )


def _stating(candidate: Candidate, ranked: Sequence[Evidence]) -> set[str]:
    """The documents with whose statements a known question is answered."""
    labels = set(candidate.labels)
    return {e.passage.doc_id for e in ranked if e.passage.established and e.place in labels}


def gaps_beside(part: Part, ranked: Sequence[Evidence], share: float = BESIDE) -> list[Evidence]:
    """What was not found, beside what is held: as the likeliest known question says, or ones nearly as likely."""
    at = {e.place: e for e in ranked}
    chance: dict[tuple[str, int], float] = defaultdict(float)
    for candidate in part.candidates:
        for label in candidate.labels:
            chance[label] += candidate.chance
    likeliest = part.candidates[0] if part.candidates else None
    return [
        at[label]
        for label, value in chance.items()
        if likeliest is not None
        and label in at
        and not at[label].passage.established
        and (label in likeliest.labels or value >= share * likeliest.chance)
        and value >= LEAST
    ]


def condition_unmet(understood: Understanding, retrieval: Retrieval, said: Sequence[str]) -> str:
    """The words of a condition that the question turns on, where nothing that answers it is about it; empty otherwise.

    Neither the sentences said nor the likeliest known question of any part names it.
    """
    if any(part.candidates and not part.candidates[0].features["unheard_condition"] for part in retrieval.parts):
        return ""
    asked = conditions(understood.standalone)
    return next((words for name, words in asked.items() if not any(names(name, text) for text in said)), "")


def _gap(candidates: Sequence[Candidate], at: Mapping[tuple[str, int], Evidence]) -> Evidence | None:
    """The likeliest statement of a gap, if it may well be that one of them answers and nothing stated is likelier."""
    missing = [
        (candidate.chance, evidence)
        for candidate in candidates
        if (evidence := at.get(candidate.labels[0])) is not None and not evidence.passage.established
    ]
    stated = max(
        (c.chance for c in candidates if (e := at.get(c.labels[0])) is not None and e.passage.established), default=0.0
    )
    if sum(chance for chance, _ in missing) < GAP or stated > missing[0][0]:
        return None
    return missing[0][1]
