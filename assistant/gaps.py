"""What the base says was not found of the things asked, and what is held beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from assistant.conditions import conditions, names
from assistant.known import Candidate
from assistant.records import Draft, Evidence, Understanding
from assistant.retrieve import Part, Retrieval
from ingest import Index, content_terms

GAP = 0.35  # chance of all the known questions together whose answer is that the thing was not found
OUTWEIGHED = 0.8  # of the chance of all those that something stated answers
BESIDE = 0.8  # of the chance of the likeliest known question from which another one's gap is told beside an answer
LEAST = 0.1  # chance from which any gap is told beside an answer
CLEAR = 0.5  # chance of a known question from which a part is held by itself, whatever the gap of another is about
MAY_BE_ASKED = 0.2  # chance of all gaps together from which what is quoted must speak of what is asked
SPOKEN_OF = 0.55  # of the words of a question, each weighing its idf, so that it does
NAMES_FROM = 0.02  # chance from which a known question lends its words to the sentences that answer it


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
    """For each part whether something is stated on it; beside a gap what the same documents or places state, or what
    clearly is asked for.
    """
    missing = gaps(retrieval, ranked)
    documents = {gap.passage.doc_id for gap in missing if gap is not None}
    asked_of = {part.understood.places for part, gap in zip(retrieval.parts, missing, strict=True) if gap is not None}
    return tuple(
        gap is None
        and (
            not documents
            or part.understood.places not in asked_of
            or (bool(part.candidates) and part.candidates[0].chance >= CLEAR)
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


def misses_the_point(understood: Understanding, parts: Sequence[Part], quoted: Sequence[Draft], index: Index) -> bool:
    """Whether each part may well ask for what was not found, and what is to be quoted leaves much of it unspoken of.

    The quoted sentences speak of a word when it is in one of them, in a title or heading or in a known question that
    they answer. A follow-up names too little for that.
    """
    if understood.followed or min(map(partial(_chance_of_gaps, index=index), parts), default=0.0) < MAY_BE_ASKED:
        return False
    language = understood.language
    evidence = [e for draft in quoted for e in draft.evidence]
    documents = [index.documents[e.passage.doc_id] for e in evidence]
    texts = [text for e in evidence for text in (e.quote(language), e.passage.heading[language])]
    texts += [text for document in documents for text in (document.title[language], *document.aliases)]
    places = {e.place for e in evidence}
    for candidate in (candidate for part in parts for candidate in part.candidates):
        if candidate.chance > NAMES_FROM and candidate.labels[0] in places:
            texts += [wording[language] for wording in candidate.question.wordings]
    said = set(content_terms("\n".join(texts)))
    asked = " ".join(part.understood.asked for part in parts)
    weights = {term: index.lexical.idf(term) for term in content_terms(asked)}
    return sum(weight for term, weight in weights.items() if term in said) < SPOKEN_OF * sum(weights.values())


def _chance_of_gaps(part: Part, index: Index) -> float:
    return sum(c.chance for c in part.candidates if not index.passage(c.labels[0][0]).established)


def chance_of(evidence: Evidence, part: Part) -> float:
    """The chance of the likeliest known question of a part that a sentence answers; 0 when it answers none."""
    return max((c.chance for c in part.candidates if evidence.place in c.labels), default=0.0)


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
    stated = [c.chance for c in candidates if (e := at.get(c.labels[0])) is not None and e.passage.established]
    together = sum(chance for chance, _ in missing)
    if together < max(GAP, OUTWEIGHED * sum(stated)) or max(stated, default=0.0) > missing[0][0]:
        return None
    return missing[0][1]
