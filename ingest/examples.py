"""The framework's example sentences: what officials say of a barrier, of a part that works, and to set the scene."""

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.records import Example, Text

SCENE = "scene"  # what an example shows that tells of neither a barrier nor a strength


def examples(framework: Mapping[str, Any]) -> tuple[Example, ...]:
    """All of them in the framework's order; a signal phrase stands in one language only and leaves the other empty."""
    return tuple(_examples(framework))


def _examples(framework: Mapping[str, Any]) -> Iterator[Example]:
    parts = [part for dimension in framework.get("dimensions", ()) for part in dimension["parts"]]
    for barrier in (barrier for part in parts for barrier in part["barriers"]):
        for pair in (barrier["name"], barrier["definition"], *barrier["examples"]):
            yield Example(barrier["id"], Text(pair["en"], pair["zh"]))
        yield from (Example(barrier["id"], Text(phrase, "")) for phrase in barrier["signals"]["en"])
        yield from (Example(barrier["id"], Text("", phrase)) for phrase in barrier["signals"]["zh"])
    for part in parts:
        yield from (Example(part["id"], Text(pair["en"], pair["zh"])) for pair in part["working"])
    yield from (Example(SCENE, Text(pair["en"], pair["zh"])) for pair in framework.get("scene", ()))
