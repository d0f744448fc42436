"""What must hold in the base beyond the shape of single fields: pairs, sources, links, wording of weak facts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from ingest.quantities import quantities
from ingest.readers import RawSection, RawSentence, SourceFile
from ingest.records import FOLDERS, NOT_ESTABLISHED, Document, Problem, Source, Term

# A sentence that rests on a weak or second-hand source must say so in its own words.
_HEDGES = {
    ("weak", "en"): re.compile(r"report|according to|weak|verif|unconfirmed|said|says|claim|describe|estimate", re.I),
    ("weak", "zh"): re.compile(r"据|报道|称|自述|核实|说|介绍|估计|显示"),
    ("secondhand", "en"): re.compile(r"second-?hand|quoted|reported", re.I),
    ("secondhand", "zh"): re.compile(r"二手|转引|引述|据"),
}
_DIGITS = re.compile(r"\d")


def check_pair(
    english: SourceFile,
    chinese: SourceFile | None,
    sources: Mapping[str, Source],
    declared: Sequence[str],
    sources_line: int,
) -> list[Problem]:
    """Sentences of one document against its sources, and the Chinese file against the English one."""
    problems: list[Problem] = []
    used: set[str] = set()
    for section in english.sections:
        for sentence in section.sentences:
            used |= {mark.key for mark in sentence.marks} - {"own", "unverified"}
            problems += _check_sentence(sentence, section.anchor, sources, english.path, "en")
        used |= set(re.findall(r"\[([A-Z]+\d+[a-z]{0,2})", section.table))
    for key in sorted(used - set(declared)):
        problems.append(
            Problem(english.path, sources_line, f"source {key} is used but not listed.", "Add it to 'sources'.")
        )
    for key in sorted(set(declared) - used):
        problems.append(
            Problem(
                english.path,
                sources_line,
                f"source {key} is listed but no sentence uses it.",
                "Remove it from 'sources'.",
            )
        )
    for key in sorted(set(declared) - set(sources)):
        problems.append(Problem(english.path, sources_line, f"source {key} is unknown.", "Add it to kb/sources.yaml."))
    anchors = [section.anchor for section in english.sections]
    for anchor in sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}):
        problems.append(Problem(english.path, 1, f"anchor '{anchor}' stands twice.", "Anchors are unique in a file."))
    if chinese is not None:
        problems += _check_twin(english, chinese, sources)
    return problems


def _check_sentence(
    sentence: RawSentence, anchor: str, sources: Mapping[str, Source], path: str, language: str
) -> list[Problem]:
    problems: list[Problem] = []
    keys = {mark.key for mark in sentence.marks}
    ratings = {mark.rating or (sources[mark.key].rating if mark.key in sources else "") for mark in sentence.marks}
    if ("unverified" in keys) != (anchor == NOT_ESTABLISHED):
        cure = f"Use it there, and only there: in the section '{NOT_ESTABLISHED}'."
        problems.append(Problem(path, sentence.line, "[unverified] and the section do not agree.", cure))
    if "own" in keys and _DIGITS.search(re.sub(r"〔\d{4}〕\d+号?", "", sentence.text)):
        problems.append(
            Problem(path, sentence.line, "an [own] sentence carries a figure.", "Give the figure its source.")
        )
    for rating in ("weak", "secondhand"):
        if rating in ratings and not _HEDGES[rating, language].search(sentence.text):
            cure = "Say it in the sentence, such as 'reportedly' or 'second-hand' (据报道, 转引)."
            problems.append(Problem(path, sentence.line, f"a {rating} fact is stated as if it were firm.", cure))
    return problems


def _check_twin(english: SourceFile, chinese: SourceFile, sources: Mapping[str, Source]) -> list[Problem]:
    problems: list[Problem] = []
    theirs = {section.anchor: section for section in chinese.sections}
    for section in english.sections:
        if section.anchor not in theirs:
            cure = f"Add '## … {{#{section.anchor}}}' to {chinese.path}."
            problems.append(
                Problem(english.path, section.line, f"section '{section.anchor}' has no Chinese text.", cure)
            )
    ours = {section.anchor: section for section in english.sections}
    for section in chinese.sections:
        if section.anchor not in ours:
            problems.append(
                Problem(
                    chinese.path,
                    section.line,
                    f"section '{section.anchor}' has no English text.",
                    "Add it or remove this.",
                )
            )
            continue
        problems += _check_sentences(ours[section.anchor], section, chinese.path, sources)
    return problems


def _check_sentences(
    english: RawSection, chinese: RawSection, path: str, sources: Mapping[str, Source]
) -> list[Problem]:
    if len(english.sentences) != len(chinese.sentences):
        counts = f"{len(chinese.sentences)} sentences here, {len(english.sentences)} in English"
        cure = "Give every sentence its twin, in the same order."
        return [Problem(path, chinese.line, f"section '{english.anchor}': {counts}.", cure)]
    problems: list[Problem] = []
    for ours, theirs in zip(english.sentences, chinese.sentences, strict=True):
        problems += _check_sentence(theirs, chinese.anchor, sources, path, "zh")
        if {mark.key for mark in ours.marks} != {mark.key for mark in theirs.marks}:
            cure = f"Make them equal to those of line {ours.line} in English."
            problems.append(Problem(path, theirs.line, "the source marks differ from the English sentence.", cure))
        en, zh = quantities(ours.text), quantities(theirs.text)
        if not _DIGITS.search(theirs.text) and not _DIGITS.search(ours.text):
            continue
        if {q.value for q in en} != {q.value for q in zh}:
            only = sorted({q.value for q in en} ^ {q.value for q in zh})
            shown = ", ".join(f"{value:g}" for value in only)
            cure = f"Compare with line {ours.line} in English; write numbers as digits in both."
            problems.append(Problem(path, theirs.line, f"numbers differ between the languages: {shown}.", cure))
    return problems


def check_base(
    kb: Path,
    documents: Sequence[Document],
    sources: Mapping[str, Source],
    terms: Sequence[Term],
    framework: Mapping[str, Any],
    allowed_hosts: Sequence[str],
) -> list[Problem]:
    """What needs the whole base: ids, links, references, published links."""
    problems: list[Problem] = []
    by_id: dict[str, Document] = {}
    for document in documents:
        path = f"{kb.name}/{FOLDERS[document.kind]}/{document.doc_id}.md"
        if document.doc_id in by_id:
            cure = "Ids are unique over the whole base."
            problems.append(Problem(path, 2, f"id '{document.doc_id}' is used twice.", cure))
        by_id[document.doc_id] = document
    for document in documents:
        file = kb / FOLDERS[document.kind] / f"{document.doc_id}.md"
        problems += _check_references(document, f"{kb.name}/{FOLDERS[document.kind]}/{file.name}", file, by_id, sources)
    problems += _circles(kb, documents)
    problems += _check_sources(kb, sources, allowed_hosts)
    problems += _check_terms(kb, terms, by_id)
    problems += _check_barriers(kb, documents, framework)
    return problems


def _check_terms(kb: Path, terms: Sequence[Term], by_id: Mapping[str, Document]) -> list[Problem]:
    problems: list[Problem] = []
    path, name = kb / "glossary.yaml", f"{kb.name}/glossary.yaml"
    seen: set[str] = set()
    for term in terms:
        if term.term_id in seen:
            line = _line(path, f"id: {term.term_id}")
            problems.append(Problem(name, line, f"term '{term.term_id}' stands twice.", "Merge the two."))
        seen.add(term.term_id)
        if term.doc and term.doc not in by_id:
            line = _line(path, f"doc: {term.doc}")
            problems.append(Problem(name, line, f"term '{term.term_id}': no document '{term.doc}'.", "Mend 'doc'."))
    return problems


def _line(path: Path, needle: str) -> int:
    """The line of the front matter that names something; 2 when it is not found."""
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if needle in line:
                return number
    return 2


def _check_references(
    document: Document, name: str, path: Path, by_id: Mapping[str, Document], sources: Mapping[str, Source]
) -> list[Problem]:
    problems: list[Problem] = []
    for link in document.links:
        target = by_id.get(link.target)
        line = _line(path, link.target)
        if target is None:
            problems.append(Problem(name, line, f"link to unknown document '{link.target}'.", "Mend the id."))
            continue
        for anchor in link.sections:
            if target.section(anchor) is None:
                problems.append(
                    Problem(name, line, f"link: '{link.target}' has no section '{anchor}'.", "Mend 'sections'.")
                )
        if link.source not in sources:
            problems.append(
                Problem(name, line, f"link: source {link.source} is unknown.", "Add it to kb/sources.yaml.")
            )
    if document.official and document.official not in sources:
        problems.append(
            Problem(name, _line(path, "official:"), f"source {document.official} is unknown.", "Mend 'official'.")
        )
    references: list[str] = [*document.extra.get("basis", []), *document.extra.get("precedents", [])]
    rests = [
        (mark.rests_on, s.line) for sec in document.sections for s in sec.sentences for mark in s.marks if mark.rests_on
    ]
    for reference, line in [*((ref, _line(path, ref)) for ref in references), *rests]:
        doc_id, _, anchor = reference.partition("#")
        if doc_id not in by_id or by_id[doc_id].section(anchor) is None:
            problems.append(Problem(name, line, f"no passage '{reference}'.", "Name an existing document and anchor."))
    return problems


def _circles(kb: Path, documents: Iterable[Document]) -> list[Problem]:
    """Documents that replace themselves along stated or inferred links."""
    after = {d.doc_id: [link.target for link in d.links if link.type != "implements"] for d in documents}
    problems = []
    for start in sorted(after):
        stack, seen = list(after[start]), set()
        while stack:
            at = stack.pop()
            if at == start:
                path = kb / "policies" / f"{start}.md"
                name = f"{kb.name}/policies/{start}.md"
                problems.append(
                    Problem(name, _line(path, "links"), f"'{start}' replaces itself in a circle.", "Remove a link.")
                )
                break
            if at not in seen:
                seen.add(at)
                stack += after.get(at, [])
    return problems


def _check_sources(kb: Path, sources: Mapping[str, Source], allowed_hosts: Sequence[str]) -> list[Problem]:
    problems: list[Problem] = []
    path, name = kb / "sources.yaml", f"{kb.name}/sources.yaml"
    for source in sources.values():
        line = _line(path, f"{source.key}:")
        if source.url and source.rating == "mirror":
            problems.append(Problem(name, line, f"source {source.key} is a mirror with a link.", "Remove 'url'."))
        host = urlparse(source.url).hostname or ""
        if source.url and not any(host == allowed or host.endswith("." + allowed) for allowed in allowed_hosts):
            cure = "Remove 'url' or, for a host that may be linked, add it to 'allowed_hosts'."
            problems.append(Problem(name, line, f"source {source.key}: links to {host!r} are not published.", cure))
    return problems


def _check_barriers(kb: Path, documents: Sequence[Document], framework: Mapping[str, Any]) -> list[Problem]:
    known = {b["id"] for d in framework.get("dimensions", []) for part in d["parts"] for b in part["barriers"]}
    problems = []
    for document in documents:
        for barrier in document.extra.get("barriers", []):
            if barrier not in known:
                path = kb / "measures" / f"{document.doc_id}.md"
                name = f"{kb.name}/measures/{document.doc_id}.md"
                cure = "Use an id of kb/framework.yaml."
                problems.append(Problem(name, _line(path, barrier), f"unknown barrier '{barrier}'.", cure))
    return problems
