"""Sections become passages: some whole sentences of one section, with their offsets in each language."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.records import LANGUAGES, Document, Passage, Section, Sentence, SentenceId, Text

# The default embedder reads 256 word pieces, about 1,000 English characters; title and heading take their share.
PASSAGE_CHARACTERS = 800


def passages(document: Document, limit: int = PASSAGE_CHARACTERS) -> tuple[Passage, ...]:
    """The passages of a document in order. Ids come from document, anchor and position: `id#anchor`, `id#anchor.2` …

    `limit` is in English characters; a single longer sentence stays whole.
    """
    return tuple(
        _passage(document, section, sentences, number)
        for section in document.sections
        for number, sentences in enumerate(_groups(section.sentences, limit), 1)
    )


def sentence_places(split: Sequence[Passage]) -> dict[SentenceId, tuple[int, int]]:
    """Where each sentence of the documents stands, in order: the row of its passage and the position in it."""
    found: dict[SentenceId, tuple[int, int]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for row, passage in enumerate(split):
        section = (passage.doc_id, passage.anchor)
        for position in range(len(passage.ratings)):
            found[SentenceId(*section, counts[section])] = (row, position)
            counts[section] += 1
    return found


def _groups(sentences: Iterable[Sentence], limit: int) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    size = 0
    for sentence in sentences:
        length = len(sentence.text.en or sentence.text.zh) + 1
        if not groups or size + length > limit:
            groups.append([])
            size = 0
        groups[-1].append(sentence)
        size += length
    return groups


def _passage(document: Document, section: Section, sentences: list[Sentence], number: int) -> Passage:
    texts: dict[str, str] = {}
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for language in LANGUAGES:
        glue = " " if language == "en" else ""
        offset, found = 0, []
        parts = [sentence.text[language] for sentence in sentences]
        for part in parts:
            found.append((offset, offset + len(part)))
            offset += len(part) + len(glue)
        texts[language] = glue.join(parts) if any(parts) else ""
        spans[language] = tuple(found)
    anchor = section.anchor if number == 1 else f"{section.anchor}.{number}"
    return Passage(
        passage_id=f"{document.doc_id}#{anchor}",
        doc_id=document.doc_id,
        anchor=section.anchor,
        heading=section.heading,
        articles=section.articles,
        text=Text(texts["en"], texts["zh"]),
        spans=spans,
        ratings=tuple(sentence.rating for sentence in sentences),
        marks=tuple(sentence.marks for sentence in sentences),
    )
