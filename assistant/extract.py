"""The draft without a language model: the sentences that answer, the best first, then what belongs to them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.aspects import kinds
from assistant.basis import basis_of, binds
from assistant.figures import articles
from assistant.known import Candidate
from assistant.order import CAUSE, by_rule, ordered, same
from assistant.own_text import in_own_text
from assistant.records import Draft, Evidence, Hit, Understanding
from assistant.retrieve import Part, Retrieval, articles_asked, joined
from assistant.sentences import FULL_DATE, Content, Sentences, about, covers_year, local_policy, national_policy
from assistant.vocabulary import Vocabulary
from ingest import Document, Index, Passage, content_terms, day, quantities, terms

# How far below the best sentence another one may score and still be part of the answer.
CLOSE = {
    "fact": 0.75,
    "amount": 0.78,
    "definition": 0.78,
    "list": 0.6,
    "validity": 0.75,
    "why": 0.65,
    "comparison": 0.55,
}
# Sentences at most; the median answer should not be longer than six.
MOST = {"fact": 6, "amount": 6, "definition": 6, "list": 8, "validity": 6, "why": 6, "comparison": 8}
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
LATER = 0.9  # of a chance for each place further back in the answer
NATIONAL = 2  # national sentences put before a local answer
# A sentence that known questions answer with counts from this chance on, and beside a likelier one from this part of
# its chance; from more of it where it stands in another document.
LIKELY, NEARLY, ELSEWHERE = 0.02, 0.2, 0.3
# How much less near to the question than the sentence that leads: of its section, of another one.
LESS_NEAR, LESS_NEAR_ELSEWHERE = 0.3, 0.2
BY_WORDS, BY_MEANING, BY_PASSAGE = 0.4, 0.3, 0.3
_DATED = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
ADVISING = ("steps", "indicators")  # sections that say what to do
DEFINING = ("definition", "summary", "who", "what")  # sections that say what something is


def rank_sentences(part: Part, retrieval: Retrieval, index: Index, sentences: Sentences) -> list[Evidence]:
    """Every sentence of the hits with its score for one part, best first. Ties break by row and position."""
    understood = part.understood
    weights = _weights(retrieval, understood, index, sentences)
    vector = joined(part.vectors)[0] if len(part.vectors) else None
    known: dict[tuple[int, int], float] = {}
    for candidate in part.candidates:
        for order, place in enumerate(candidate.places):
            known[place] = max(known.get(place, 0.0), candidate.chance * LATER**order)
    found: list[tuple[float, int, int, Evidence]] = []
    for hit in retrieval.pool:
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
        at = (evidence.passage.passage_id, evidence.position)
        if at not in best or evidence.score > best[at].score:
            best[at] = evidence
    return sorted(best.values(), key=lambda evidence: -evidence.score)


def _weights(retrieval: Retrieval, understood: Understanding, index: Index, sentences: Sentences) -> dict[str, float]:
    """Each term's say: its idf, less the more of the candidate sentences have it (they do not differ in it).

    Official wording and the earlier part of a conversation say half as much.
    """
    texts = [
        hit.passage.sentence(i, understood.language) for hit in retrieval.pool for i in range(len(hit.passage.ratings))
    ]
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
    if understood.groups and content.groups and not content.groups & set(understood.groups):
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
    others = _DATED.search(FULL_DATE.sub(" ", text))
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


def extract(
    ranked: Sequence[tuple[Part, Sequence[Evidence]]],
    retrieval: Retrieval,
    index: Index,
    vocabulary: Vocabulary,
    limit: int,
) -> list[Draft]:
    """The claims of an extractive answer, part by part: what answers, what belongs to it, then close sentences.

    At most MOST sentences of the intent for each part, and `limit` in all, shared between the parts.
    """
    chosen: list[Evidence] = []
    share = max(2, limit // len(ranked))
    for part, evidence in ranked:
        most = min(MOST[part.understood.intent], share)
        language = part.understood.language
        said = {_place(e) for e in evidence if any(same(e, other, language) for other in chosen)}
        fresh = [e for e in evidence if _place(e) not in said]
        if exact := _of_article(part.understood, fresh, retrieval, index):
            chosen += exact[:most]
            continue
        answering = by_rule(_choose(part, evidence, said, most, index), fresh, language, retrieval, index)
        chosen += ordered(in_own_text(answering, language, retrieval, index, vocabulary), part.understood, index)
    language = ranked[0][0].understood.language
    once: dict[str, Evidence] = {}
    for found in chosen:
        once.setdefault(found.quote(language) or found.quote("en"), found)
    return [
        Draft(
            text,
            (found,),
            basis_of(index.documents[found.passage.doc_id], found, retrieval.validity),
        )
        for text, found in list(once.items())[:limit]
    ]


def _later(evidence: Evidence, as_of: date, document: Document) -> bool:
    """Whether a sentence tells of a day after the one asked about that had come when the document was reviewed."""
    if not document.reviewed or as_of >= day(document.reviewed):
        return False
    first, last = int(f"{as_of:%Y%m%d}"), int(f"{day(document.reviewed):%Y%m%d}")
    dates = [q.value for q in quantities(evidence.quote("en")) if q.kind == "date" and q.value % 100]
    return any(first < value <= last for value in dates)


def _later_laws(understood: Understanding, index: Index) -> list[str]:
    """The names of the laws that did not yet apply on a day in the past that is asked about, but for those named."""
    if not understood.past:
        return []
    return [
        document.title.en.removesuffix(" of the People's Republic of China")
        for document in index.documents.values()
        if document.doc_id not in understood.documents
        and (value := index.validity(document.doc_id, understood.as_of)) is not None
        and value.status == "upcoming"
    ]


def _place(evidence: Evidence) -> tuple[str, int]:
    """Where a sentence stands: the id of its passage and its position in it."""
    return evidence.passage.passage_id, evidence.position


def _usable(ranked: Sequence[Evidence], understood: Understanding, index: Index) -> list[Evidence]:
    """The sentences that state something that was so on the date."""
    later_laws = _later_laws(understood, index)
    return [
        e
        for e in ranked
        if e.passage.established
        and not e.quote(understood.language).endswith(("?", "？"))
        and not _later(e, understood.as_of, index.documents[e.passage.doc_id])
        and not any(name in e.quote("en") for name in later_laws)
    ]


def _choose(
    part: Part, ranked: Sequence[Evidence], said: Collection[tuple[str, int]], most: int, index: Index
) -> list[Evidence]:
    """The sentences for one part, the nearer first, none that repeats another or what was said for another part.

    They are the whole answer of the likeliest known question and the sentences of others nearly as likely; where none
    is likely, the sentences that fit best by themselves.
    """
    language, intent = part.understood.language, part.understood.intent
    usable = _usable(ranked, part.understood, index)
    if not usable:
        return []
    whole, order = _known(part.candidates, usable)
    if not whole:
        floor = CLOSE[intent] * usable[0].score
        order = [e for e in usable if e.score >= floor]
    whole, order = ([e for e in found if _place(e) not in said] for found in (whole, order))
    lead = index.documents[whole[0].passage.doc_id] if whole else None
    if whole and part.candidates[0].features.get("local_rule"):
        # No place was asked about: the national rule first, the place as an example of it.
        national = [e for e in usable if national_policy(index.documents[e.passage.doc_id])][:NATIONAL]
        whole = [*national, *(e for e in whole if e not in national)]
    named = part.understood.places or part.understood.documents
    if whole and not named and intent not in ("list", "comparison"):
        # Nor is the rule of one place an answer beside what holds everywhere, or what another place does.
        whole, order = (
            [e for e in found if not local_policy(document := index.documents[e.passage.doc_id]) or document == lead]
            for found in (whole, order)
        )
    if whole and part.understood.years:
        whole = _of_year(whole, part.understood, index)
    if whole and not kinds(part.understood.asked) & {"advice", "how"}:
        # What a county is advised to do is no fact beside one.
        order = [e for e in order if not _advises(e, index)]
    if part.understood.years:
        order = [e for e in order if not _of_other_years(e, part.understood, index)]
    if whole:
        order = [e for e in order if _near(e, whole[0])]
    # The sentences of one known answer were chosen to stand together, however alike they are.
    chosen = whole[:most]
    for evidence in order:
        if len(chosen) < most and not any(same(evidence, other, language) for other in chosen):
            chosen.append(evidence)
    return chosen


def _of_year(whole: list[Evidence], understood: Understanding, index: Index) -> list[Evidence]:
    """Of an answer from a series what is of an asked year, and what names no year; looked up where it holds none."""
    language, lead = understood.language, whole[0]

    def told(text: str) -> bool:
        return any(covers_year(text, year) for year in understood.years)

    document = index.documents[lead.passage.doc_id]
    if document.kind != "statistic":
        return whole
    kept = [e for e in whole if told(e.quote(language)) or not _DATED.search(e.quote(language))]
    if any(told(e.quote(language)) for e in kept):
        return kept
    said = set(terms(lead.quote(language)))
    of_series = [
        replace(lead, passage=passage, position=position)
        for passage in index.passages
        if (passage.doc_id, passage.anchor) == (lead.passage.doc_id, lead.passage.anchor)
        for position in range(len(passage.ratings))
        if told(passage.sentence(position, language))
    ]
    found = max(of_series, key=lambda e: len(said & set(terms(e.quote(language)))), default=None)
    return [found, *kept] if found else whole


def _of_other_years(evidence: Evidence, understood: Understanding, index: Index) -> bool:
    """Whether a sentence of a series is of years that were not asked about."""
    text = evidence.quote(understood.language)
    series = index.documents[evidence.passage.doc_id].kind == "statistic"
    return series and bool(_DATED.search(text)) and not any(covers_year(text, year) for year in understood.years)


def _near(evidence: Evidence, lead: Evidence) -> bool:
    """Whether a sentence is about as near to the question as the one that leads; one of its section may be less so."""
    of_section = (evidence.passage.doc_id, evidence.passage.anchor) == (lead.passage.doc_id, lead.passage.anchor)
    return evidence.cosine >= lead.cosine - (LESS_NEAR if of_section else LESS_NEAR_ELSEWHERE)


def _advises(evidence: Evidence, index: Index) -> bool:
    """Whether a sentence is a step or an indicator of a measure of our menu."""
    return index.documents[evidence.passage.doc_id].kind == "measure" and evidence.passage.anchor in ADVISING


def _of_article(
    understood: Understanding, ranked: Sequence[Evidence], retrieval: Retrieval, index: Index
) -> list[Evidence]:
    """The sentences on an article that is asked for by its number, of the text that is named with it.

    Of several versions of the text those that bind on the date, unless a year is named.
    """
    numbers = articles_asked(understood)
    if not numbers:
        return []
    found = [
        e
        for e in ranked
        if e.passage.doc_id in understood.documents and articles(e.quote(understood.language)) & numbers
    ]

    return found if understood.years else [e for e in found if binds(e, retrieval.validity, index)] or found


def _known(candidates: Sequence[Candidate], usable: Sequence[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """The whole answer of the likeliest known question, and the sentences that others nearly as likely answer with.

    The chance of a sentence is that of all questions together whose answers hold it, less the further back it stands.
    """
    at = {(e.passage.passage_id, e.position): e for e in usable}
    answers = [[place for place in candidate.labels if place in at] for candidate in candidates]
    whole, best = next(((places, c.chance) for places, c in zip(answers, candidates, strict=True) if places), ([], 0.0))
    if best < LIKELY:
        return [], []
    chance: dict[tuple[str, int], float] = {}
    for candidate in candidates:
        for back, place in enumerate(candidate.labels):
            if place in at:
                chance[place] = chance.get(place, 0.0) + candidate.chance * LATER**back
    own = {at[place].passage.doc_id for place in whole}
    highest = max(chance.values())
    others = [
        at[place]
        for place, value in sorted(chance.items(), key=lambda item: -item[1])
        if place not in whole
        and value >= max(LIKELY, (NEARLY if at[place].passage.doc_id in own else ELSEWHERE) * highest)
    ]
    return [at[place] for place in whole], others
