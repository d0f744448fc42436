"""Every sentence of what was found with its score: how well it answers one thing that is asked."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.order import CAUSE
from assistant.records import Evidence, Hit, Understanding
from assistant.retrieve import Part, Retrieval, joined
from assistant.sentences import FULL_DATE, YEAR, Content, Sentences, about, covers_year, of_others
from ingest import Document, Index, Passage, content_terms, terms

_SHARE = re.compile(r"比例|几成|百分|占比|\b(?:share|ratio|rate|percentage|percent|proportion)\b", re.I)
# What makes a sentence yield to another that fits as well.
ASPECT_BONUS, CUE_BONUS = 0.06, 0.06  # it stands in a section of the kind asked about; it has words of an answer
OWN_FACTOR = 0.85  # our own inference
OTHER_PLACE_FACTOR = 0.5  # it is about another place than the one asked about
LOCAL_FACTOR = 0.88  # it is about some place, and none was asked about
OTHER_GROUP_FACTOR = 0.85  # it names groups of people, but not the one asked about
KIND_FACTOR = {"measure": 0.85, "statistic": 0.95}  # a menu entry or a table repeats what another text states
BORROWED_FACTOR = 0.88  # no policy, yet it states an article or a document: the text itself says it better
REPLACED_FACTOR = 0.92  # in practice a newer text has taken its place
EARLIER_WEIGHT, OFFICIAL_WEIGHT = 0.5, 0.5  # of a term beside one of the question itself
BY_KNOWN = 0.5  # of the chance of a known question beside all the rest
BY_WORDS, BY_MEANING, BY_PASSAGE = 0.4, 0.3, 0.3
DEFINING = ("definition", "summary", "who", "what")  # sections that say what something is
LATER = 0.9  # of a chance for each place further back in the answer


def rank_sentences(part: Part, retrieval: Retrieval, index: Index, sentences: Sentences) -> list[Evidence]:
    """Every sentence of the hits with its score for one part, best first. Ties break by row and position."""
    understood = part.understood
    weights = _weights(part, retrieval, index, sentences)
    vector = joined(part.vectors)[0] if len(part.vectors) else None
    known: dict[tuple[int, int], float] = {}
    for candidate in part.candidates:
        for order, place in enumerate(candidate.places):
            known[place] = max(known.get(place, 0.0), candidate.chance * LATER**order)
    found: list[tuple[float, int, int, Evidence]] = []
    for hit in part.pool:
        document = index.documents[hit.passage.doc_id]
        head = set(terms(f"{document.title[understood.language]} {hit.passage.heading[understood.language]}"))
        first = index.first_sentence[hit.row]
        for position in range(len(hit.passage.ratings)):
            cosine = 0.0 if vector is None else float(index.sentence_vectors[first + position] @ vector)
            evidence = _score(hit, position, cosine, head, weights, understood, document, sentences)
            if (value := retrieval.validity[document.doc_id]) and value.replaced_in_practice_by:
                evidence = replace(evidence, score=evidence.score * REPLACED_FACTOR)
            if index.questions:
                chance = known.get((hit.row, position), 0.0)
                score = BY_KNOWN * chance + (1 - BY_KNOWN) * evidence.score
                evidence = replace(evidence, score=score, known=chance)
            found.append((-evidence.score, hit.row, position, evidence))
    return [evidence for *_, evidence in sorted(found, key=lambda item: item[:3])]


def merged(ranked: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    """Every sentence once with its best score over the parts, best first."""
    best: dict[tuple[str, int], Evidence] = {}
    for evidence in (e for of_part in ranked for e in of_part):
        at = evidence.place
        if at not in best or evidence.score > best[at].score:
            best[at] = evidence
    return sorted(best.values(), key=lambda evidence: -evidence.score)


def _weights(part: Part, retrieval: Retrieval, index: Index, sentences: Sentences) -> dict[str, float]:
    """Each term's say: its idf, less the more of the candidate sentences have it (they do not differ in it).

    Official wording and the earlier part of a conversation say half as much.
    """
    understood = part.understood
    texts = [hit.passage.sentence(i, understood.language) for hit in part.pool for i in range(len(hit.passage.ratings))]
    common = Counter(term for text in texts for term in sentences.of(text).terms)
    new = set(content_terms(understood.asked))
    own = {t: index.lexical.idf(t) * (1.0 if t in new else EARLIER_WEIGHT) for t in retrieval.terms}
    official = {
        term: OFFICIAL_WEIGHT * index.lexical.idf(term)
        for term in retrieval.official_terms
        if index.lexical.frequency(term)
    }
    return {t: w * (1 - common[t] / (len(texts) + 1)) for t, w in (own | official).items()}


def _score(
    hit: Hit,
    position: int,
    cosine: float,
    head: set[str],
    weights: dict[str, float],
    understood: Understanding,
    document: Document,
    sentences: Sentences,
) -> Evidence:
    text = hit.passage.sentence(position, understood.language) or hit.passage.sentence(position, "en")
    content = sentences.of(text)
    inside = content.terms
    total = sum(weights.values()) or 1.0
    coverage = sum(w * (1.0 if t in inside else 0.5 if t in head else 0.0) for t, w in weights.items()) / total
    score = BY_WORDS * min(1.0, coverage * 1.4) + BY_MEANING * max(0.0, cosine) + BY_PASSAGE * hit.score
    score += _fit(text, content, hit.passage, understood)
    score *= _yields(content, hit.passage.ratings[position], document, understood)
    return Evidence(hit.passage, position, max(0.0, min(1.0, score)), coverage, cosine)


def _yields(content: Content, rating: str, document: Document, understood: Understanding) -> float:
    """The product of the factors by which a sentence yields to others."""
    factor = (OWN_FACTOR if rating == "own" else 1.0) * KIND_FACTOR.get(document.kind, 1.0)
    if document.kind != "policy" and content.cites_rule:
        factor *= BORROWED_FACTOR
    if understood.places:
        if not about(document.places, understood.places) and not about(content.places, understood.places):
            factor *= OTHER_PLACE_FACTOR
    elif content.places or any(place != "CN" for place in document.places):
        factor *= LOCAL_FACTOR
    if understood.groups and of_others(content.groups, understood.groups):
        factor *= OTHER_GROUP_FACTOR
    return factor


def _fit(text: str, content: Content, passage: Passage, understood: Understanding) -> float:
    """Whether the sentence has the sort of thing that is asked for: an amount, a year, a reason."""
    bonus = _aspect_bonus(text, passage, understood)
    if understood.intent == "amount":
        asked_for = content.shares if _SHARE.search(understood.asked) else content.amounts
        bonus += 0.06 if asked_for else -0.06
    if understood.intent == "definition":
        bonus += 0.12 if passage.anchor in DEFINING else -0.06 if content.amounts else 0.0
    if understood.intent == "why" and CAUSE.search(text):
        bonus += 0.06
    if understood.years:
        bonus += _year_bonus(text, understood)
    return bonus


def _year_bonus(text: str, understood: Understanding) -> float:
    """For a sentence of an asked year; for an amount, against one that names other years only."""
    if any(covers_year(text, year) for year in understood.years):
        return 0.1
    others = YEAR.search(FULL_DATE.sub(" ", text))
    return -0.12 if others and understood.intent == "amount" else 0.0


def _aspect_bonus(text: str, passage: Passage, understood: Understanding) -> float:
    """The best bonus of the aspects asked for: the section, and the words of a sentence that answers."""
    return max(
        (
            ASPECT_BONUS * (passage.anchor in aspect.anchors) + CUE_BONUS * bool(aspect.cues.search(text))
            for aspect in understood.aspects
        ),
        default=0.0,
    )
