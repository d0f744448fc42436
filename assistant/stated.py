"""Whether what is to be quoted states the figure that is asked for: of the place, the year and the thing."""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.asked_figures import figures_asked, left_open, same_figure, states
from assistant.aspects import kinds
from assistant.places import is_place
from assistant.records import Draft, Evidence, Understanding
from assistant.retrieve import Part
from assistant.sentences import FULL_DATE, about, covers_year
from assistant.vocabulary import Vocabulary
from ingest import Index

_DATED_NAME = re.compile(
    r"\b(?:Document|Law|Decree|Measures|Regulations?|Opinions?|Notice)s? (?:\d+ )?of (?:19|20)\d{2}", re.I
)
_SPAN = re.compile(r"(?:19|20)\d{2}\s*年?\s*(?:–|-|—|至|到|to|and|through)\s*(?:19|20)\d{2}")
_YEAR = re.compile(r"(?<![\d〔\[(（])(?:19|20)\d{2}(?!\d| text|年?文本)")


def figure_missing(
    parts: Sequence[Part], quoted: Sequence[Draft], index: Index, vocabulary: Vocabulary, local: bool = False
) -> bool:
    """Whether the first thing asked is a figure that nothing to be quoted states, or only of another place or name.

    `local` leaves no room for what holds everywhere: the base says that the figure of the place was not found.
    """
    asking = [part for part in parts if kinds(part.understood.asked)] or parts
    understood = asking[0].understood
    figures = figures_asked(understood.asked)
    if not figures:
        return False
    # What a sentence is about is also said by the questions that it is known to answer.
    wordings: dict[tuple[str, int], str] = defaultdict(str)
    for candidate in (candidate for part in parts for candidate in part.candidates):
        for label in candidate.labels:
            wordings[label] += " ".join(
                ["", *(wording[understood.language] for wording in candidate.question.wordings)]
            )
    return not any(
        _states(e, draft.text, wordings[e.place], figures, understood, index, vocabulary)
        for draft in quoted
        for e in draft.evidence[:1]
        if not local or about(_below(e, draft.text, index, vocabulary), understood.places)
    )


def _below(evidence: Evidence, text: str, index: Index, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The places below the nation that a sentence is about."""
    places = vocabulary.places(text)[0] or index.documents[evidence.passage.doc_id].places
    return tuple(place for place in places if place != "CN")


def _states(
    evidence: Evidence,
    text: str,
    wordings: str,
    figures: frozenset[str],
    understood: Understanding,
    index: Index,
    vocabulary: Vocabulary,
) -> bool:
    """Whether a sentence states an asked figure. A rule that leaves it open is an answer too, from the place asked."""
    document = index.documents[evidence.passage.doc_id]
    places = vocabulary.places(text)[0] or document.places
    local = about(_below(evidence, text, index, vocabulary), understood.places)
    heading = evidence.passage.heading[understood.language]
    if not same_figure(understood.asked, f"{heading} {text}"):
        return False
    # Whether a rule holds in a place that the base does not know was asked before (`_holds_there`).
    names = (name for name in vocabulary.strangers(understood.asked) if not is_place(name))
    if any(name not in f"{document.title[understood.language]} {text}" for name in names):
        return False
    # A figure of another year is none of the year asked about; a rule that names no year holds in any.
    dated = document.kind != "policy" or bool(_YEAR.search(_DATED_NAME.sub(" ", FULL_DATE.sub(" ", text))))
    if understood.years and dated and not any(covers_year(text, year) for year in understood.years):
        return False
    # The total of a span of years is not that of one year inside it, nor is the day of a report its year.
    told = FULL_DATE.sub(" ", _SPAN.sub(" ", text)) if _SPAN.search(text) else text
    if understood.years and document.kind == "statistic" and not any(str(year) in told for year in understood.years):
        return False
    asked_of = _things(understood.asked, vocabulary) if document.kind == "statistic" else set()
    said = f"{document.title[understood.language]} {heading} {text} {wordings}"
    if asked_of and not asked_of & _things(said, vocabulary):
        return False
    open_to = left_open(text) and bool(figures & {"share", "money", "period"})
    if open_to and local:
        return True
    named = understood.documents
    if named and document.doc_id not in named and not set(vocabulary.documents(text)) & set(named):
        return False
    if open_to:
        return not understood.places
    if understood.places and not local and document.kind != "policy":
        return False
    return states(text, figures) and (not understood.places or about(places, understood.places))


def _things(text: str, vocabulary: Vocabulary) -> set[str]:
    """The glossary entries that a text names, other than places and groups of people."""
    return {match.term.term_id for match in vocabulary.terms(text) if match.term.kind not in ("place", "group")}
