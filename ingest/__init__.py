"""From source file to index. The story is `build.py`, the nouns are in `records.py`."""

import os

# Before numpy is imported: on two cores its threads and torch's fight each other; docs/decisions/0004.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from ingest.base import changed_files, read_base
from ingest.bridge import Bridge
from ingest.build import build, dense_text, describe, lexical_text
from ingest.embed import PACKAGED, Embedder, SentenceTransformerEmbedder
from ingest.errors import BadInput, BaseInvalid, EmbedderUnavailable, GongzhiError, IndexUnusable
from ingest.examples import SCENE, examples
from ingest.features import tf_idf, weigh
from ingest.index import Index, read_manifest, require_index
from ingest.language import content_terms, detect, fold, stem, terms
from ingest.lexical import LexicalIndex
from ingest.numbers import document_numbers, same_number
from ingest.quantities import Located, Quantity, located, quantities
from ingest.records import (
    CAPACITIES,
    DIMENSIONS,
    FOLDERS,
    KINDS,
    LANGUAGES,
    NOT_ESTABLISHED,
    RATINGS,
    Base,
    BuildReport,
    Document,
    Example,
    KnownQuestion,
    Language,
    Link,
    Manifest,
    Passage,
    Section,
    Sentence,
    SentenceId,
    Source,
    Term,
    Text,
    Validity,
    day,
)
from ingest.split import sentence_places
from ingest.validity import ValidityGraph, reached, span

__all__ = [
    "CAPACITIES",
    "DIMENSIONS",
    "FOLDERS",
    "KINDS",
    "LANGUAGES",
    "NOT_ESTABLISHED",
    "PACKAGED",
    "RATINGS",
    "SCENE",
    "BadInput",
    "Base",
    "BaseInvalid",
    "Bridge",
    "BuildReport",
    "Document",
    "Embedder",
    "EmbedderUnavailable",
    "Example",
    "GongzhiError",
    "Index",
    "IndexUnusable",
    "KnownQuestion",
    "Language",
    "LexicalIndex",
    "Link",
    "Located",
    "Manifest",
    "Passage",
    "Quantity",
    "Section",
    "Sentence",
    "SentenceId",
    "SentenceTransformerEmbedder",
    "Source",
    "Term",
    "Text",
    "Validity",
    "ValidityGraph",
    "build",
    "changed_files",
    "content_terms",
    "day",
    "dense_text",
    "describe",
    "detect",
    "document_numbers",
    "examples",
    "fold",
    "lexical_text",
    "located",
    "quantities",
    "reached",
    "read_base",
    "read_manifest",
    "require_index",
    "same_number",
    "sentence_places",
    "span",
    "stem",
    "terms",
    "tf_idf",
    "weigh",
]
