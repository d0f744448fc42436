"""Passages hold whole sentences, and their offsets point at them."""

from pathlib import Path

from ingest import LANGUAGES, read_base
from ingest.split import passages

ROOT = Path(__file__).parent.parent.parent


def test_every_span_is_its_sentence() -> None:
    for document in read_base(ROOT / "tests" / "kb").documents:
        found = passages(document, limit=120)
        for language in LANGUAGES:
            spoken = [p.sentence(i, language) for p in found for i in range(len(p.ratings))]
            assert spoken == [s.text[language] for section in document.sections for s in section.sentences]


def test_ids_are_unique_and_name_the_section() -> None:
    document = next(d for d in read_base(ROOT / "tests" / "kb").documents if d.doc_id == "aid-notice-2021")
    ids = [passage.passage_id for passage in passages(document, limit=120)]
    assert ids == [
        "aid-notice-2021#summary",
        "aid-notice-2021#ratios",
        "aid-notice-2021#ratios.2",
        "aid-notice-2021#status",
    ]
