"""Other people's passages as a base of ours, in memory: so that the product itself is measured on them."""

import re
from collections.abc import Sequence

import numpy as np

from evals.beir import Corpus
from evals.cache import Encodings
from ingest import (
    Bridge,
    Document,
    Index,
    LexicalIndex,
    Manifest,
    Passage,
    Section,
    Text,
    ValidityGraph,
    detect,
    terms,
)

# A full stop behind an abbreviation that a number follows (art. 27, No. 5) ends nothing.
_SENTENCE = re.compile(r"[^。！？!?；;\n]+?(?:[。！？；;]+|(?<!\bart)(?<!\barts)(?<!\bNo)(?<!\bpp)[.!?]+(?=\s|$)|\n|$)")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text, end exclusive; what lies between them is white space.

    >>> [("Rice is white. 1.5 kg!  雪落。")[start:end] for start, end in sentences("Rice is white. 1.5 kg!  雪落。")]
    ['Rice is white.', '1.5 kg!', '雪落。']
    """
    found = []
    for match in _SENTENCE.finditer(text):
        part = match[0].strip()
        if part:
            start = match.start() + match[0].index(part)
            found.append((start, start + len(part)))
    return found


class CorpusIndex(Index):
    """An index of a corpus: every passage a document of its own, in the one language it is in, with no glossary.

    Sentences are encoded only when asked for: ranking passages does not need them. The product's bridge leads Chinese
    questions to English passages, so it is taken along where most passages are English.
    """

    def __init__(
        self, corpus: Corpus, encodings: Encodings, with_sentences: bool, bridge: Bridge | None = None
    ) -> None:
        self.manifest = Manifest(corpus.name, encodings.name, {}, {}, len(corpus.ids), len(corpus.ids), 0, "", "")
        made = [_passage(i, text) for i, text in zip(corpus.ids, corpus.texts, strict=True)]
        self.documents = {document.doc_id: document for document, _ in made}
        self.sources, self.terms, self.framework = {}, (), {}
        self.passages = tuple(passage for _, passage in made)
        self.rows = {passage.passage_id: row for row, passage in enumerate(self.passages)}
        self.lexical = LexicalIndex.build([terms(text) for text in corpus.texts])
        english = sum(bool(passage.text.en) for passage in self.passages)
        self.adapter = None
        self.bridge = bridge if 2 * english > len(self.passages) else None
        self.vectors = encodings.of(corpus.texts)
        self.questions = ()
        self.outside = ()
        self.question_vectors = self.example_vectors = np.zeros((0, 1), dtype=np.float32)
        own = [_sentences(passage) for passage in self.passages]
        self.first_sentence = np.concatenate([[0], np.cumsum([len(one) for one in own])]).astype(int).tolist()
        everything = [sentence for one in own for sentence in one]
        empty = np.zeros((len(everything), self.vectors.shape[1]), dtype=np.float32)
        self.sentence_vectors = encodings.of(everything) if with_sentences and everything else empty
        self._validity = ValidityGraph(self.documents.values())


def _passage(key: str, text: str) -> tuple[Document, Passage]:
    title, _, body = text.partition("\n")
    title, body = (title, body) if body else ("", title)
    chinese = detect(body) == "zh"
    spans = tuple(sentences(body)) or ((0, len(body)),)
    document = Document(
        doc_id=key,
        kind="theory",
        title=_in(title, chinese),
        number="",
        aliases=(),
        issuers=(),
        level="",
        places=(),
        issued="",
        effective="",
        expires="",
        official="",
        links=(),
        dimensions=(),
        capacities=(),
        sources=(),
        reviewed="",
        sections=(Section("text", Text("", ""), (), (), (), Text("", ""), 1),),
    )
    passage = Passage(
        passage_id=f"{key}#text",
        doc_id=key,
        anchor="text",
        heading=Text("", ""),
        articles=(),
        text=_in(body, chinese),
        spans={"zh" if chinese else "en": spans, "en" if chinese else "zh": ((0, 0),) * len(spans)},
        ratings=("verified",) * len(spans),
        marks=((),) * len(spans),
    )
    return document, passage


def _in(text: str, chinese: bool) -> Text:
    return Text("", text) if chinese else Text(text, "")


def _sentences(passage: Passage) -> Sequence[str]:
    language = "zh" if passage.text.zh else "en"
    return [passage.sentence(i, language) for i in range(len(passage.ratings))]
