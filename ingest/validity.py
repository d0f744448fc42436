"""Whether a document binds on a date: computed from dates and links, never read from a label.

A date may be imprecise (`2021`, `2021-10`). A day inside the span of an imprecise date cannot be decided, and the
status is then `unknown`. Only links whose evidence is `stated` change a status; an inferred one leaves the text in
force and is reported beside it.
"""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date

from ingest.records import Document, Link, Status, Validity


def span(text: str) -> tuple[date, date]:
    """First and last day that a date of any precision can mean.

    >>> span("2021-02")
    (datetime.date(2021, 2, 1), datetime.date(2021, 2, 28))
    """
    parts = [int(part) for part in text.split("-")]
    year, month, day = parts[0], *(parts[1:2] or [0]), *(parts[2:3] or [0])
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def reached(text: str, as_of: date) -> bool | None:
    """Whether a date of any precision has come by `as_of`; None when its precision does not allow to say."""
    first, last = span(text)
    if as_of >= last:
        return True
    return False if as_of < first else None


class ValidityGraph:
    """The documents and the links between them; answers what each is worth on a date."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: Mapping[str, Document] = {document.doc_id: document for document in documents}
        self._incoming: dict[str, list[tuple[Document, Link]]] = {doc_id: [] for doc_id in self._documents}
        for document in self._documents.values():
            for link in document.links:
                if link.target in self._incoming:
                    self._incoming[link.target].append((document, link))

    def on(self, doc_id: str, as_of: date) -> Validity | None:
        """The validity of a policy on a date; None for the other kinds, which do not bind."""
        document = self._documents[doc_id]
        if document.kind != "policy":
            return None
        since = document.effective or document.issued
        if not since:
            return Validity("unknown", replaced_in_practice_by=self._in_practice(doc_id, as_of))
        started = reached(since, as_of)
        if started is None:
            return Validity("unknown", since)
        if not started:
            return Validity("upcoming", since)
        return self._after_start(document, since, as_of)

    def newer(self, doc_id: str) -> tuple[tuple[Document, Link], ...]:
        """The documents that link to this one as older or higher, whatever the date."""
        return tuple(self._incoming[doc_id])

    def _after_start(self, document: Document, since: str, as_of: date) -> Validity:
        replaced = self._in_practice(document.doc_id, as_of)
        if document.expires:
            over = _over(document.expires, as_of)
            if over is None:
                return Validity("unknown", since, document.expires, replaced_in_practice_by=replaced)
            if over:
                return Validity("expired", since, document.expires, replaced_in_practice_by=replaced)
        partly: list[str] = []
        by: list[str] = []
        for newer, link in self._stated(document.doc_id):
            come = reached(link.start, as_of)
            if come is False:
                continue
            if come is None:
                return Validity("unknown", since, link.start, (newer.doc_id,))
            if not link.sections:
                status: Status = "expired" if link.type == "ends" else "superseded"
                return Validity(status, since, link.start, (newer.doc_id,))
            partly += link.sections
            by.append(newer.doc_id)
        if partly:
            return Validity("partly_superseded", since, "", tuple(by), tuple(partly), replaced)
        return Validity("in_force", since, "", (), (), replaced)

    def _stated(self, doc_id: str) -> list[tuple[Document, Link]]:
        """Stated links that end or replace something, whole documents first, oldest first."""
        found = [
            (newer, link)
            for newer, link in self._incoming[doc_id]
            if link.evidence == "stated"
            and (link.type in ("supersedes", "ends") or (link.type == "amends" and link.sections))
        ]
        return sorted(found, key=lambda pair: (bool(pair[1].sections), pair[1].start, pair[0].doc_id))

    def _in_practice(self, doc_id: str, as_of: date) -> tuple[str, ...]:
        return tuple(
            newer.doc_id
            for newer, link in sorted(self._incoming[doc_id], key=lambda pair: (pair[1].start, pair[0].doc_id))
            if link.evidence == "inferred" and link.type in ("supersedes", "ends") and reached(link.start, as_of)
        )


def _over(expires: str, as_of: date) -> bool | None:
    """Whether the last day in force has passed; the last day itself still counts as in force."""
    first, last = span(expires)
    if as_of > last:
        return True
    return False if as_of <= first else None
