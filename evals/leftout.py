"""One language's texts left out: do questions in that language still find the sections that answer them?

Everything that is written in the language goes: passages, headings, titles, the wordings of known questions. Names stay
(glossary, document numbers, popular names, places), as they do for a base that is kept in one language. What crosses
over is the bridge, learned anew: from documents that no question is judged on, and once from the glossary alone.
"""

import copy
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from assistant import Advisor, Settings
from evals import ranking, stats
from evals.records import Item, Value
from evals.systems import question
from ingest import (
    LANGUAGES,
    Bridge,
    Document,
    Embedder,
    Index,
    Language,
    LexicalIndex,
    Passage,
    Text,
    lexical_text,
    sentence_places,
    terms,
)


def measure(items: Sequence[Item], index: Index, embedder: Embedder, settings: Settings) -> list[Value]:
    """R@5 of each language's questions with all texts, and without those in their own language."""
    judged = {key.partition("#")[0] for item in items for key in item.passages}
    others = {document for document in index.documents if document not in judged}
    bridges = {
        "bridge from other documents": learned(index, embedder, others),
        "bridge from the glossary": learned(index, embedder, ()),
    }
    values = []
    for language in LANGUAGES:
        asked = [item for item in items if item.language == language and item.ranked]
        values.append(_recall(f"R@5 {language}, all texts", asked, Advisor(index, embedder, settings)))
        for name, bridge in bridges.items():
            advisor = Advisor(without(index, language, bridge), embedder, settings)
            values.append(_recall(f"R@5 {language}, without its texts, {name}", asked, advisor))
    return values


def _recall(name: str, items: Sequence[Item], advisor: Advisor) -> Value:
    ranked = {
        item.item_id: ranking.sections([hit.passage.passage_id for hit in advisor.search(question(item)).hits])
        for item in items
    }
    found = ranking.per_question({item.item_id: item.passages for item in items}, ranked)
    return stats.mean(name, [measured["R@5"] for measured in found.values()])


def learned(index: Index, embedder: Embedder, documents: Collection[str]) -> Bridge:
    """A bridge into the embedder's own space, from the sentences and questions of some documents and the glossary."""
    places = list(sentence_places(index.passages).items())
    rows = [row for row, (place, _) in enumerate(places) if place.doc_id in documents]
    texts = [index.passages[at].sentence(position, "zh") for _, (at, position) in (places[row] for row in rows)]
    asked = [known.doc_id in documents for known in index.questions]
    texts += [
        " ".join(wording.zh for wording in known.wordings)
        for known, kept in zip(index.questions, asked, strict=True)
        if kept
    ]
    words = [(surface, term.en) for term in index.terms for surface in term.words("zh")]
    vectors = [embedder.encode([english for _, english in words])]
    if rows:
        vectors.insert(0, index.embedded("sentences")[rows])
    if any(asked):
        # The wordings of a question together make one pair, as in a build.
        counts = np.array([len(known.wordings) for known in index.questions])
        sums = np.add.reduceat(index.embedded("questions"), np.cumsum(counts) - counts, axis=0)
        vectors.insert(-1, (sums / counts[:, None])[asked])
    return Bridge.learn([*texts, *(surface for surface, _ in words)], np.concatenate(vectors))


def without(index: Index, language: Language, bridge: Bridge) -> Index:
    """An index in memory that never saw the texts of a language. Without English, vectors come over the bridge.

    It has no adapter: that was learned from English questions of all documents.
    """
    other: Language = "zh" if language == "en" else "en"
    bare = copy.copy(index)
    bare.bridge = bridge
    if bare.adapter is not None:
        bare.adapter = None
        bare.vectors, bare.sentence_vectors, bare.question_vectors = (
            index.embedded(name) for name in ("passages", "sentences", "questions")
        )
    bare.documents = {key: _document(document, language) for key, document in index.documents.items()}
    bare.passages = tuple(_passage(passage, language) for passage in index.passages)
    bare.questions = tuple(
        replace(known, wordings=tuple(_only(wording, other) for wording in known.wordings)) for known in index.questions
    )
    bare.lexical = LexicalIndex.build([terms(lexical_text(bare.documents[p.doc_id], p)) for p in bare.passages])
    if language == "en":
        bare.vectors = bridge.encode(
            [f"{bare.documents[p.doc_id].title.zh}\n{p.heading.zh}\n{p.text.zh}" for p in bare.passages]
        )
        bare.sentence_vectors = bridge.encode(
            [p.sentence(i, "zh") for p in bare.passages for i in range(len(p.ratings))]
        )
        bare.question_vectors = bridge.encode([wording.zh for known in bare.questions for wording in known.wordings])
    return bare


def _only(text: Text, language: Language) -> Text:
    return Text(text.en, "") if language == "en" else Text("", text.zh)


def _document(document: Document, left_out: Language) -> Document:
    kept: Language = "zh" if left_out == "en" else "en"
    sections = tuple(
        replace(
            section,
            heading=_only(section.heading, kept),
            table=_only(section.table, kept),
            sentences=tuple(replace(sentence, text=_only(sentence.text, kept)) for sentence in section.sentences),
        )
        for section in document.sections
    )
    return replace(document, title=_only(document.title, kept), sections=sections)


def _passage(passage: Passage, left_out: Language) -> Passage:
    kept: Language = "zh" if left_out == "en" else "en"
    nothing = ((0, 0),) * len(passage.ratings)
    spans: dict[str, tuple[tuple[int, int], ...]] = {kept: passage.spans[kept], left_out: nothing}
    return replace(passage, heading=_only(passage.heading, kept), text=_only(passage.text, kept), spans=spans)
