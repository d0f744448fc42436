"""Whether what is to be quoted states the figure that is asked for: of the place, the year and the thing."""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.asked_figures import figures_asked, left_open, same_figure, states
from assistant.aspects import kinds
from assistant.places import is_place
from assistant.records import Draft, Evidence, Understanding
from assistant.retrieve import Part
from assistant.sentences import FULL_DATE, YEAR_SPAN, about, covers_year
from assistant.vocabulary import Vocabulary
from ingest import Index

_DATED_NAME = re.compile(
    r"\b(?:Document|Law|Decree|Measures|Regulations?|Opinions?|Notice)s? (?:\d+ )?of (?:19|20)\d{2}", re.I
)
# Not at the start of a sentence.
_PROPER = re.compile(r"(?<=[a-z,;:’'] )(?:[A-Z][a-z]{3,}|[A-Z]{4,})\b(?!\.)")
_YEAR = re.compile(r"(?<![\d〔\[(（])(?:19|20)\d{2}(?!\d| text|年?文本)")


def figure_missing(
    parts: Sequence[Part], quoted: Sequence[Draft], index: Index, vocabulary: Vocabulary, local: bool = False
) -> bool:
    """Whether all that is asked are figures that nothing to be quoted states, or only of another place or name.

    `local` leaves no room for what holds everywhere: the base says that the figure of the place was not found.
    """
    asking = [part.understood for part in parts if kinds(part.understood.asked)] or [part.understood for part in parts]
    asked = [(understood, figures_asked(understood.asked)) for understood in asking]
    if not all(figures for _, figures in asked):
        return False
    # What a sentence is about is also said by the questions that it is known to answer.
    wordings: dict[tuple[str, int], str] = defaultdict(str)
    language = asking[0].language
    for candidate in (candidate for part in parts for candidate in part.candidates):
        for label in candidate.labels:
            wordings[label] += " ".join(["", *(wording[language] for wording in candidate.question.wordings)])
    return not any(
        _states(e, draft, wordings[e.place], figures, understood, index, vocabulary)
        for understood, figures in asked
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
    draft: Draft,
    wordings: str,
    figures: frozenset[str],
    understood: Understanding,
    index: Index,
    vocabulary: Vocabulary,
) -> bool:
    """Whether a sentence states an asked figure. A rule that leaves it open is an answer too, from the place asked."""
    document, text = index.documents[evidence.passage.doc_id], draft.text
    # What was spent or counted is a statistic in the file of a rule, too.
    kind = "statistic" if draft.basis == "statistic" else document.kind
    local = about(_below(evidence, text, index, vocabulary), understood.places)
    heading = evidence.passage.heading[understood.language]
    if not same_figure(understood.asked, f"{heading} {text}"):
        return False
    # Whether a rule holds in a place that the base does not know was asked before (`_holds_there`).
    names = (name for name in vocabulary.strangers(understood.asked) if not is_place(name))
    if any(name not in f"{document.title[understood.language]} {text}" for name in names):
        return False
    # A figure of another year is none of the year asked about; a rule that names no year holds in any.
    dated = kind != "policy" or bool(_YEAR.search(_DATED_NAME.sub(" ", FULL_DATE.sub(" ", text))))
    if understood.years and dated and not any(covers_year(text, year) for year in understood.years):
        return False
    # The total of a span of years is not that of one year inside it, nor is the day of a report its year.
    told = FULL_DATE.sub(" ", YEAR_SPAN.sub(" ", text)) if YEAR_SPAN.search(text) else text
    if understood.years and kind == "statistic" and not any(str(year) in told for year in understood.years):
        return False
    asked_of = _things(understood.asked, vocabulary) if kind == "statistic" else set()
    said = f"{document.title[understood.language]} {heading} {text} {wordings}"
    if any(name.lower() not in said.lower() for name in _proper_names(understood.asked, vocabulary)):
        return False
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
    if understood.places and not local:
        return False
    return states(text, figures)


def _proper_names(text: str, vocabulary: Vocabulary) -> list[str]:
    """Capitalised words inside an English text that are names of no place and no words of our subject: INSABI, Guantao.

    Names that the base does not know at all are asked about elsewhere.
    """
    of_subject = (match.surface for match in vocabulary.terms(text))
    surfaces = [*vocabulary.places(text)[1], *of_subject, *vocabulary.strangers(text)]
    return [
        m[0]
        for m in _PROPER.finditer(text)
        if not vocabulary.is_word(m[0]) and not any(m[0].lower() in s.lower() for s in surfaces)
    ]


def _things(text: str, vocabulary: Vocabulary) -> set[str]:
    """The glossary entries that a text names, other than places and groups of people."""
    return {match.term.term_id for match in vocabulary.terms(text) if match.term.kind not in ("place", "group")}
