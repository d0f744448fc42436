"""A rule is quoted from its own text: what a measure, a case or a concept reports of a law yields to the law itself."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures import articles
from assistant.order import same
from assistant.records import Evidence
from assistant.retrieve import Retrieval
from assistant.vocabulary import Vocabulary
from ingest import Index, Language

# Cosines of two sentences on one article of one text: from which one may stand for the other, and says all of it.
ALIKE, ALL_OF_IT = 0.5, 0.75


def in_own_text(
    chosen: Sequence[Evidence], language: Language, retrieval: Retrieval, index: Index, vocabulary: Vocabulary
) -> list[Evidence]:
    """The chosen sentences; before each that reports a text what the text says, or in its place if it says all."""
    found: list[Evidence] = []
    for evidence in chosen:
        rule, alike = _of_text(evidence, retrieval, index, vocabulary)
        if rule is not None:
            found.append(rule)
        if rule is None or not (alike >= ALL_OF_IT or same(evidence, rule, language)):
            found.append(evidence)
    return found


def _of_text(
    evidence: Evidence, retrieval: Retrieval, index: Index, vocabulary: Vocabulary
) -> tuple[Evidence | None, float]:
    """The sentence of a text that another document reports by article, and their cosine; None when none is near."""
    passage, said = evidence.passage, evidence.quote("en")
    numbers = articles(said)
    if not numbers or index.documents[passage.doc_id].kind == "policy":
        return None, 0.0
    texts = [doc_id for doc_id in vocabulary.documents(said) if retrieval.validity.get(doc_id) is not None]
    rows = {p.passage_id: row for row, p in enumerate(index.passages) if p.doc_id in {*texts, passage.doc_id}}
    own = index.sentence_vectors[index.first_sentence[rows[passage.passage_id]] + evidence.position]
    best, nearest = ALIKE, None
    for row in rows.values():
        rule = index.passages[row]
        value = retrieval.validity[rule.doc_id]
        if rule.doc_id not in texts or not rule.established or value is None or not value.binds(rule.anchor):
            continue
        for position in range(len(rule.ratings)):
            if not articles(rule.sentence(position, "en")) & numbers:
                continue
            alike = float(index.sentence_vectors[index.first_sentence[row] + position] @ own)
            if alike >= best:
                best, nearest = alike, replace(evidence, passage=rule, position=position)
    return nearest, best
