"""Read the whole base from a folder: documents in both languages, sources, glossary, framework, and all problems."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.check import check_base, check_pair
from ingest.errors import BaseInvalid
from ingest.metadata import MODELS, Common, Framework, Glossary, Sources, parse_yaml, read_text, validate
from ingest.questions import read_outside, read_questions
from ingest.readers import RawSection, SourceFile, read_markdown
from ingest.records import (
    FOLDERS,
    Base,
    Document,
    Link,
    Manifest,
    Mark,
    Problem,
    Section,
    Sentence,
    Source,
    Term,
    Text,
)


def read_base(kb: Path) -> Base:
    """Read and check everything under `kb`. Problems are collected, not raised; raises BaseInvalid without a folder."""
    if not kb.is_dir():
        raise BaseInvalid(f"{kb}: no such folder. Name the knowledge base with --kb.")
    digests = file_digests(kb)
    problems: list[Problem] = []
    allowed_hosts, sources = _read_sources(kb, problems)
    terms = _read_terms(kb, problems)
    framework = _read_framework(kb, problems)
    documents: list[Document] = []
    for kind, folder in FOLDERS.items():
        for path in sorted((kb / folder).glob("*.md")):
            if not path.name.endswith(".zh.md"):
                document = _read_document(kb, path, kind, sources, problems)
                documents += [document] if document else []
        for path in sorted((kb / folder).glob("*.zh.md")):
            if not path.with_name(path.name.replace(".zh.md", ".md")).exists():
                name = str(path.relative_to(kb.parent))
                problems.append(Problem(name, 1, "no English file beside it.", "Write the pair or remove it."))
    questions, found = read_questions(kb, documents)
    outside, wrong = read_outside(kb)
    problems += [*found, *wrong]
    problems += check_base(kb, documents, sources, terms, framework, allowed_hosts)
    ordered = tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.what)))
    return Base(tuple(documents), sources, terms, questions, outside, framework, ordered, digests)


def file_digests(kb: Path) -> dict[str, str]:
    """sha256 of every file that the base consists of, by path relative to `kb`."""
    wanted = [path for pattern in ("*/*.md", "*.yaml", "questions/*.yaml") for path in kb.glob(pattern)]
    return {str(path.relative_to(kb)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(wanted)}


def changed_files(kb: Path, manifest: Manifest) -> list[str]:
    """The files of the base that differ from those an index was made from, by path relative to `kb`, sorted."""
    now, then = file_digests(kb), manifest.digests
    return sorted(path for path in now.keys() | then.keys() if now.get(path) != then.get(path))


def _read_yaml(path: Path, name: str, model: type, problems: list[Problem]) -> Any:
    if not path.exists():
        problems.append(Problem(name, 1, "the file is missing.", "Add it; kb/README.md explains what it holds."))
        return None
    value, lines, found = parse_yaml(read_text(path), name)
    problems += found
    if value is None:
        return None
    checked, found = validate(model, value, lines, name)
    problems += found
    return checked


def _read_sources(kb: Path, problems: list[Problem]) -> tuple[tuple[str, ...], Mapping[str, Source]]:
    model = _read_yaml(kb / "sources.yaml", f"{kb.name}/sources.yaml", Sources, problems)
    if model is None:
        return (), {}
    return tuple(model.allowed_hosts), {
        key: Source(key, item.title, item.publisher, item.date, item.url, item.rating)
        for key, item in model.sources.items()
    }


def _read_terms(kb: Path, problems: list[Problem]) -> tuple[Term, ...]:
    model = _read_yaml(kb / "glossary.yaml", f"{kb.name}/glossary.yaml", Glossary, problems)
    if model is None:
        return ()
    return tuple(
        Term(
            item.id,
            item.zh,
            item.en,
            item.kind,
            tuple(item.also_zh),
            tuple(item.also_en),
            Text(item.definition.en, item.definition.zh) if item.definition else Text("", ""),
            item.doc,
        )
        for item in model.terms
    )


def _read_framework(kb: Path, problems: list[Problem]) -> Mapping[str, Any]:
    model = _read_yaml(kb / "framework.yaml", f"{kb.name}/framework.yaml", Framework, problems)
    return model.model_dump() if model else {}


def _read_document(
    kb: Path, path: Path, kind: str, sources: Mapping[str, Source], problems: list[Problem]
) -> Document | None:
    name = str(path.relative_to(kb.parent))
    english = read_markdown(read_text(path), name, front_matter=True)
    problems += english.problems
    value, lines, found = parse_yaml(english.front, name, first_line=2)
    problems += found
    meta, found = validate(MODELS[kind], value, lines, name, first_line=2) if value is not None else (None, [])
    problems += found
    if meta is None:
        return None
    if meta.id != path.stem:
        problems.append(
            Problem(
                name, lines.get(("id",), 2), f"'id' is {meta.id!r}.", f"It must equal the file name, {path.stem!r}."
            )
        )
    twin = path.with_name(f"{path.stem}.zh.md")
    chinese = None
    if twin.exists():
        chinese = read_markdown(read_text(twin), str(twin.relative_to(kb.parent)), front_matter=False)
        problems += chinese.problems
    else:
        cure = f"Add {twin.name} with the same anchors."
        problems.append(Problem(name, 1, "no Chinese file beside it.", cure))
    sections = _pair(english, chinese, sources)
    problems += check_pair(english, chinese, sources, meta.sources, lines.get(("sources",), 2))
    return _document(meta, sections)


def _pair(english: SourceFile, chinese: SourceFile | None, sources: Mapping[str, Source]) -> tuple[Section, ...]:
    """English and Chinese sections by anchor, their sentences by position."""
    other = {section.anchor: section for section in chinese.sections} if chinese else {}
    return tuple(_section(section, other.get(section.anchor), sources) for section in english.sections)


def _section(english: RawSection, chinese: RawSection | None, sources: Mapping[str, Source]) -> Section:
    zh = chinese.sentences if chinese and len(chinese.sentences) == len(english.sentences) else ()
    return Section(
        english.anchor,
        Text(english.heading, chinese.heading if chinese else english.heading),
        english.attributes.get("articles", ()),
        english.attributes.get("dimensions", ()),
        tuple(
            Sentence(Text(raw.text, zh[i].text if zh else ""), tuple(_rated(m, sources) for m in raw.marks), raw.line)
            for i, raw in enumerate(english.sentences)
        ),
        Text(english.table, chinese.table if chinese else ""),
        english.line,
    )


def _rated(mark: Mark, sources: Mapping[str, Source]) -> Mark:
    """A mark without its own rating takes the rating of its source."""
    if mark.rating:
        return mark
    source = sources.get(mark.key)
    return Mark(mark.key, source.rating if source else "weak", mark.rests_on)


_TEXT_FIELDS = ("number", "level", "issued", "effective", "expires", "official", "reviewed")
_LIST_FIELDS = ("aliases", "issuers", "dimensions", "capacities", "sources")


def _document(meta: Common, sections: tuple[Section, ...]) -> Document:
    fields = meta.model_dump(by_alias=True)
    place = fields.pop("place", [])
    links = tuple(
        Link(
            item["type"],
            item["id"],
            () if item["sections"] == "all" else tuple(item["sections"]),
            item["from"],
            item["evidence"],
            item["source"],
        )
        for item in fields.pop("links", [])
    )
    title = fields.pop("title")
    text = {name: fields.pop(name, None) or "" for name in _TEXT_FIELDS}
    lists = {name: tuple(fields.pop(name, [])) for name in _LIST_FIELDS}
    return Document(
        doc_id=fields.pop("id"),
        kind=fields.pop("kind"),
        title=Text(title["en"], title["zh"]),
        title_en_ours=title["en_ours"],
        places=(place,) if isinstance(place, str) else tuple(place),
        links=links,
        sections=sections,
        extra=fields,
        **text,  # type: ignore[arg-type]  # the names are those of Document
        **lists,  # type: ignore[arg-type]
    )
