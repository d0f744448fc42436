"""Policies, cases and what they rest on as BibTeX, for students' papers."""

from collections.abc import Iterable, Mapping

from ingest import Document, Index, Source

_ESCAPED = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})
_UNSTATED = ("", "not stated", "未说明")
_NOTE = "Summary of the Gongzhi knowledge base, not the official text; reviewed {day}"


def bibtex(documents: Iterable[Document], index: Index) -> str:
    """An entry for each document and, once, for each source of a case; UTF-8.

    A field that the base does not know is left out; a date is never more precise than the base's.
    """
    entries: dict[str, str] = {}
    for document in documents:
        entries.setdefault(document.doc_id, _document(document, index))
        if document.kind == "case":
            for key in (key for key in document.sources if key in index.sources):
                entries.setdefault(f"source-{key}", _source(index.sources[key]))
    return "\n".join(entries.values())


def _document(document: Document, index: Index) -> str:
    official = index.sources.get(document.official)
    names = document.issuers or tuple(document.extra.get("authors") or ())
    title = document.title.zh
    if document.title.zh and document.title.en:
        title = f"{document.title.zh} [{document.title.en}]"
    return _entry(
        document.doc_id,
        {
            "author": " and ".join(f"{{{_safe(name)}}}" for name in names if name not in _UNSTATED),
            "title": _safe(title or document.title.en),
            "number": _safe(document.number),
            "year": (document.issued or str(document.extra.get("year") or ""))[:4],
            "date": document.issued,
            "doi": str(document.extra.get("doi") or ""),
            "url": (official.url or "") if official else "",
            "note": _safe(_NOTE.format(day=document.reviewed)),
        },
    )


def _source(source: Source) -> str:
    dated = source.date[:4].isdigit()
    return _entry(
        f"source-{source.key}",
        {
            "title": _safe(source.title),
            "howpublished": _safe(source.publisher),
            "year": source.date[:4] if dated else "",
            "date": source.date if dated else "",
            "url": source.url or "",
        },
    )


def _entry(key: str, values: Mapping[str, str]) -> str:
    known = {name: value for name, value in values.items() if value not in _UNSTATED and value[:4] != "not "}
    return "\n".join([f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in known.items()), "}", ""])


def _safe(text: str) -> str:
    r"""Text with BibTeX's special characters escaped.

    >>> _safe("R&D 5%")
    'R\\&D 5\\%'
    """
    return text.replace("\\", "/").translate(_ESCAPED)
