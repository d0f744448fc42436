"""Whether to answer: refusals with a reason and help, before drafting and after. No single score threshold decides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extract import covers_year, idf_coverage
from assistant.records import Claim, Evidence, Hit, Question, Understanding
from assistant.retrieve import Retrieval
from assistant.validity import name_of
from assistant.vocabulary import Vocabulary
from assistant.wording import wording
from ingest import NOT_ESTABLISHED, Index, content_terms, terms

# Weights of the signals in the chance that the base can answer; see docs/decisions/0005 for how they were set.
INTERCEPT, BY_COVERAGE, BY_COSINE = -4.6, 6.0, 4.2
OUT_OF_SCOPE, WEAK = 0.25, 0.35
EXCLUDED_LEAD = 1.25  # how much better a text out of force must fit before it, not the answer, is the news


@dataclass(frozen=True)
class Signals:
    """What the decision rests on: `coverage` of the question's terms by the best passages and `cosine` of the best one,
    both without the names of places, which say nothing about the subject."""

    coverage: float
    cosine: float
    known_terms: int

    @property
    def answerability(self) -> float:
        """Between 0 and 1; higher means more likely that the base can answer."""
        return 1 / (1 + math.exp(-(INTERCEPT + BY_COVERAGE * self.coverage + BY_COSINE * self.cosine)))


@dataclass(frozen=True)
class Refusal:
    reason: str
    help: str


def signals(understood: Understanding, retrieval: Retrieval, vocabulary: Vocabulary, index: Index) -> Signals:
    """Measure how well the retrieved passages cover what was asked."""
    text = understood.standalone
    for surface in vocabulary.places(text)[1]:
        text = text.replace(surface, " ")
    weights = {term: index.lexical.idf(term) for term in content_terms(text)}
    matches = [m for m in vocabulary.terms(text) if m.term.kind != "place"]
    # A term that the glossary knows is covered through its official wording, whatever word the asker used.
    for match in matches:
        for term in terms(match.surface):
            weights.pop(term, None)
    official: dict[str, float] = {}
    for match in matches:
        wording_of = match.term.zh if understood.language == "zh" else match.term.en
        official |= {term: index.lexical.idf(term) for term in terms(wording_of)}
    top = retrieval.hits[:3]
    passages = [hit.passage for hit in top]
    documents = [index.documents[hit.passage.doc_id] for hit in top]
    coverage = idf_coverage(weights | official, passages, documents) if weights or official else 0.0
    cosine = max((hit.dense for hit in top), default=0.0)
    return Signals(coverage, cosine, len(matches))


def before(question: Question, understood: Understanding) -> Refusal | None:
    """Reasons that hold whatever the base says: personal data, a decision on a person, unsafe."""
    if understood.refusal:
        return Refusal(understood.refusal, wording(understood.language).helps[understood.refusal])
    return None


def after(
    understood: Understanding,
    retrieval: Retrieval,
    ranked: Sequence[Evidence],
    measured: Signals,
    index: Index,
) -> Refusal | None:
    """Reasons found in what was retrieved: outside the scope, not in the base, wrong date, only old or future texts."""
    words = wording(understood.language)
    if measured.answerability < OUT_OF_SCOPE and measured.known_terms == 0:
        return Refusal("out_of_scope", words.helps["out_of_scope"])
    if not ranked:
        return _not_in_force(understood, retrieval, index) or Refusal("no_evidence", _nearby("no_evidence", understood, retrieval.excluded, index))
    best = ranked[0]
    if not best.passage.established:
        quote = best.quote(understood.language) or best.quote("en")
        return Refusal("no_evidence", f"{words.helps['no_evidence']} {quote}")
    if _year_missing(understood, ranked, index):
        year = words.helps["year"].format(year=understood.years[0])
        return Refusal("no_evidence", f"{year} {_nearby('', understood, retrieval.hits, index)}".strip())
    if retrieval.excluded and retrieval.excluded[0].score > EXCLUDED_LEAD * retrieval.hits[0].score:
        found = _not_in_force(understood, retrieval, index)
        if found:
            return found
    if measured.answerability < WEAK:
        return Refusal("weak_evidence", _nearby("weak_evidence", understood, retrieval.hits, index))
    return None


def after_verification(understood: Understanding, claims: Sequence[Claim]) -> Refusal | None:
    if claims:
        return None
    return Refusal("nothing_verified", wording(understood.language).helps["nothing_verified"])


def _not_in_force(understood: Understanding, retrieval: Retrieval, index: Index) -> Refusal | None:
    """The refusal when the news is that the text on this is not yet, or no longer, in force."""
    if not retrieval.excluded:
        return None
    words = wording(understood.language)
    document = index.documents[retrieval.excluded[0].passage.doc_id]
    value = retrieval.validity[document.doc_id]
    if value is None:
        return None
    if value.status == "upcoming":
        name = name_of(document, understood.language)
        return Refusal("not_yet_in_force", words.helps["not_yet_in_force"].format(name=name, since=words.day(value.since)))
    return Refusal("only_superseded", _nearby("only_superseded", understood, retrieval.excluded, index))


def _year_missing(understood: Understanding, ranked: Sequence[Evidence], index: Index) -> bool:
    """Whether a year was asked about that no good evidence speaks of and that does not name a document."""
    if not understood.years or understood.intent == "validity":
        return False
    years = set(understood.years)
    named = {int(index.documents[doc_id].issued[:4] or 0) for doc_id in understood.documents}
    if years & named:
        return False
    floor = 0.6 * ranked[0].score
    for evidence in ranked:
        if evidence.score < floor:
            break
        document = index.documents[evidence.passage.doc_id]
        text = f"{evidence.quote('en')} {evidence.quote('zh')} {document.title.en} {document.title.zh} {document.issued} {document.number}"
        if evidence.passage.anchor != NOT_ESTABLISHED and any(covers_year(text, year) for year in years):
            return False
    return True


def _nearby(reason: str, understood: Understanding, hits: Sequence[Hit], index: Index) -> str:
    """The help of a reason, with the nearest documents by title."""
    words = wording(understood.language)
    documents = list(dict.fromkeys(hit.passage.doc_id for hit in hits))[:3]
    text = words.helps[reason] if reason else ""
    if documents:
        titles = words.joined([name_of(index.documents[doc_id], understood.language) for doc_id in documents])
        text = f"{text} {words.nearby.format(titles=titles)}".strip()
    return text
