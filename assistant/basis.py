"""What kind of support a sentence is."""

import re

from assistant.records import Basis, Evidence
from ingest import Document, Index, Validity, quantities

COUNTS = ("evidence", "background", "studies")  # sections of a policy that tell of what was, too
_SPENT = re.compile(r"\b(?:spending|expenditure|revenue)\b", re.I)
_OF_A_RULE = re.compile(
    r"\b(?:law|act|regulations?|decree|document|notice|opinions?|measures|rules?|plan|arts?|article|guidance|text|must|may|shall|requires?|standards?)\b|〔|《",
    re.I,
)


def basis_of(document: Document, evidence: Evidence, validity: dict[str, Validity | None]) -> Basis:
    """What kind of support a sentence is. Only a policy that binds on the date is binding; a case never is."""
    if evidence.passage.ratings[evidence.position] == "own" or document.kind == "measure":
        return "inference"
    if document.kind == "policy":
        if _counted(evidence):
            return "statistic"
        value = validity[document.doc_id]
        return "binding" if value is not None and value.binds(evidence.passage.anchor) else "precedent"
    return {"case": "precedent", "statistic": "statistic", "theory": "theory"}[document.kind]  # type: ignore[return-value]


def binds(evidence: Evidence, validity: dict[str, Validity | None], index: Index) -> bool:
    """Whether a sentence states a rule that binds on the date."""
    return basis_of(index.documents[evidence.passage.doc_id], evidence, validity) == "binding"


def _counted(evidence: Evidence) -> bool:
    """Whether a sentence in a policy's file is a figure of what was, not a rule: it says nothing of any text."""
    spent = evidence.passage.anchor == "financing" and _SPENT.search(evidence.quote("en"))
    if not spent and evidence.passage.anchor not in COUNTS:
        return False
    figures = [quantity for quantity in quantities(evidence.quote("en")) if quantity.kind != "date"]
    return bool(figures) and not _OF_A_RULE.search(evidence.quote("en"))
