"""What the base says was not found of the things asked, and what is held beside it."""

# ruff: noqa: E501

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from assistant.conditions import conditions, names
from assistant.known import Candidate
from assistant.records import Draft, Evidence, Understanding
from assistant.retrieve import Part, Retrieval
from ingest import Index, content_terms

GAP = 0.35  # chance of all the known questions together whose answer is that the thing was not found
OUTWEIGHED = 0.8  # of the chance of all those that something stated answers
BESIDE = 0.8  # of the chance of the likeliest known question from which another one's gap is told beside an answer
TO_THE_POINT = 0.3  # of the words of a part, each weighing its idf, that a gap beside an answer speaks of
LIKELY = 0.2  # chance of a gap from which it is told beside an answer whatever its words
LEAST = 0.1  # chance from which any gap is told beside an answer
CLEAR = 0.5  # chance of a known question from which a part is held by itself, whatever the gap of another is about
MAY_BE_ASKED = 0.2  # chance of all gaps together from which what is quoted must speak of what is asked
SPOKEN_OF = 0.55  # of the words of a question, each weighing its idf, so that it does
MOST_OPEN = 8  # statements of what research has left open
_LEFT_OPEN = re.compile(
    r"(?:研究|文献|学界|论文)[^，。？?]{0,12}(?:空白|还?缺|不足|没有?(?:人)?研究|薄弱|没回答)|(?:没人|没有人|尚未|还没)[^，。？?]{0,4}(?:研究|回答)|创新点|研究缺口"
    r"|\b(?:research|literature|evidence) gaps?\b|\bgaps? in (?:the )?(?:research|literature|evidence)\b|\b(?:missing|lacking|absent|not been studied|under-?researched)\b[^.?!]{0,30}\b(?:research|literature|studies)\b|\bwhat (?:has|have) (?:not|nobody|no one)\b[^.?!]{0,12}\bstud",
    re.I,
)
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


def gaps_beside(
    part: Part, ranked: Sequence[Evidence], idf: Callable[[str], float], share: float = BESIDE
) -> list[Evidence]:
    """What was not found, beside what is held: as the likeliest known question says, or ones nearly as likely.

    `idf` weighs a word: a gap that is less likely asked for must speak of the asked ones. With `share` 0 any gap will
    do, as help beside a refusal.
    """
    at = {e.place: e for e in ranked}
    chance: dict[tuple[str, int], float] = defaultdict(float)
    for candidate in part.candidates:
        for label in candidate.labels:
            chance[label] += candidate.chance
    likeliest = part.candidates[0] if part.candidates else None
    highest = max(
        (value for label, value in chance.items() if label in at and at[label].passage.established), default=0
    )
    return [
        at[label]
        for label, value in chance.items()
        if likeliest is not None
        and label in at
        and not at[label].passage.established
        and (label in likeliest.labels or value >= share * max(highest, likeliest.chance))
        and value >= LEAST
        and (not share or value >= LIKELY or _speaks_of(at[label], part, idf) >= TO_THE_POINT)
    ]


def _speaks_of(gap: Evidence, part: Part, idf: Callable[[str], float]) -> float:
    """The share of the words of a part, each weighing its idf, that a gap or the known questions it answers have."""
    language = part.understood.language
    texts = [gap.said(language)]
    for candidate in part.candidates:
        if candidate.labels[0] == gap.place:
            texts += [wording[language] for wording in candidate.question.wordings]
    said = set(content_terms("\n".join(texts)))
    weights = {term: idf(term) for term in content_terms(part.understood.asked)}
    return sum(weight for term, weight in weights.items() if term in said) / (sum(weights.values()) or 1.0)


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


def open_questions(by_part: Sequence[tuple[Part, Sequence[Evidence]]]) -> list[Draft]:
    """What was not found, for a question that asks what research has left open; empty for any other.

    The statements of the known questions that are likely asked, the likeliest first; each is our inference.
    """
    found: dict[tuple[str, int], Evidence] = {}
    for part, ranked in by_part:
        if not _LEFT_OPEN.search(part.understood.asked):
            return []
        at = {e.place: e for e in ranked}
        likely = [c for c in part.candidates if c.chance >= LEAST]
        open_ = [at[label] for c in likely for label in c.labels if label in at and not at[label].passage.established]
        found |= {evidence.place: evidence for evidence in open_}
    language = by_part[0][0].understood.language if by_part else "en"
    return [Draft(e.said(language), (e,), "inference") for e in list(found.values())[:MOST_OPEN]]


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
