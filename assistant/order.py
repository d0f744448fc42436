"""In which order the chosen sentences are said, and when two of them say the same."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.asked_figures import figures_asked, left_open, same_figure, states
from assistant.aspects import TRIED, kinds
from assistant.basis import binds
from assistant.records import Evidence, Understanding
from assistant.retrieve import Retrieval
from assistant.sentences import local_policy, national_policy, of_others
from assistant.vocabulary import Vocabulary
from ingest import Index, Language, quantities, terms

# Two sentences that share more than this part of their terms say the same thing; of their numbers, less will do.
SAME, SAME_WITH_NUMBERS = 0.85, 0.6
THINGS = {"who", "when", "amount", "list"}  # kinds of question that a fact answers, not a judgement of ours
RULE_FIRST = 0.3  # of the chance of our own inference, or a measure of our menu, from which a rule is said before it
_QUOTED = re.compile(r"[“「\"]([^”」\"]{2,40})[”」\"]")  # words that are asked about as words
CAUSE = re.compile(r"because|cause|due to|reason|trace|因为|原因|由于|源于|导致|根源|归因")


def by_rule(
    chosen: Sequence[Evidence],
    ranked: Sequence[Evidence],
    language: Language,
    retrieval: Retrieval,
    index: Index,
) -> list[Evidence]:
    """The chosen sentences, led by the binding sentence that says what the first of them reports.

    One that says all of it is put in its place; one of those chosen whose figures are all among those of the first is
    put before it.
    """

    def binding(evidence: Evidence) -> bool:
        return evidence.passage.established and binds(evidence, retrieval.validity, index)

    if not chosen or binding(chosen[0]):
        return list(chosen)
    lead = chosen[0]
    if index.documents[lead.passage.doc_id].kind not in ("case", "statistic"):
        return list(chosen)
    rule = next(
        (e for e in ranked if binding(e) and quantities(lead.quote(language)) and same(lead, e, language)), None
    )
    if rule:
        return [rule, *(e for e in chosen if e != rule and e != lead)]
    of_lead = _figures_of(lead, language)
    rule = next((e for e in chosen if binding(e) and (own := _figures_of(e, language)) and own <= of_lead), None)
    return [rule, *(e for e in chosen if e != rule)] if rule else list(chosen)


def ordered(
    chosen: Sequence[Evidence], understood: Understanding, index: Index, vocabulary: Vocabulary
) -> list[Evidence]:
    """The chosen sentences as they are said: the one that answers stays the first, our own inference comes last.

    A rule that answers nearly as well as an inference of our own leads before it, and any fact where one is asked for.

    What leads is the first sentence with words that the question quotes; then, where no place is named, what stands in
    a text that is; then what states a figure that was asked for, of the group asked about. Where no place was asked
    about, the national rules stand before a local rule that answers. Where a reason was asked for, the first sentence
    that gives one leads; there, and for advice, our own inference stays in place. Asked whether anybody has done it,
    the first sentence of a case leads.
    """

    def national(evidence: Evidence) -> bool:
        return national_policy(index.documents[evidence.passage.doc_id]) and not own(evidence)

    def own(evidence: Evidence) -> bool:
        return evidence.passage.ratings[evidence.position] == "own" or kind(evidence) == "measure"

    def kind(evidence: Evidence) -> str:
        return index.documents[evidence.passage.doc_id].kind

    found = list(chosen)
    words = _QUOTED.findall(understood.asked)
    saying = next((e for e in found if any(word in e.said(understood.language) for word in words)), None)
    found = _led_by(saying, found)
    named = understood.documents
    if named and not understood.places:
        found.sort(key=lambda evidence: evidence.passage.doc_id not in named)
    figures = figures_asked(understood.asked)
    if found and figures and not left_open(found[0].said(understood.language)):
        found = _led_by(_first_stating(found, figures, understood, vocabulary), found)
    elif found:
        found = _led_by(_of_group(found, understood, vocabulary), found)
    if found and not understood.places and local_policy(index.documents[found[0].passage.doc_id]):
        found.sort(key=lambda evidence: not national(evidence))
    if understood.intent == "why":
        # Of the sentences chosen the first that gives a cause leads.
        cause = next((e for e in found if CAUSE.search(e.quote(understood.language))), None)
        found = _led_by(cause, found)
    elif "advice" not in kinds(understood.asked):
        facts = bool(kinds(understood.asked) & THINGS)
        rule = next((e for e in found if not own(e) and (facts or kind(e) == "policy")), None)
        if rule is not None and own(found[0]) and rule.known >= RULE_FIRST * found[0].known:
            found = _led_by(rule, found)
        found[1:] = sorted(found[1:], key=own)
    if TRIED.search(understood.asked):
        found = _led_by(next((e for e in found if kind(e) == "case" and not own(e)), None), found)
    return found


def _led_by(lead: Evidence | None, found: Sequence[Evidence]) -> list[Evidence]:
    """The sentences with one of them first, the others in their order; as they are without one."""
    return sorted(found, key=lambda evidence: evidence is not lead)


def _of_group(found: Sequence[Evidence], understood: Understanding, vocabulary: Vocabulary) -> Evidence | None:
    """The first sentence of the group asked about, where the one that leads is of others of its section."""
    asked, lead = set(understood.groups), found[0]
    groups = {e.place: set(vocabulary.groups(e.said(understood.language))) for e in found}
    if not of_others(groups[lead.place], asked):
        return None
    section = (lead.passage.doc_id, lead.passage.anchor)
    return next((e for e in found if groups[e.place] & asked and (e.passage.doc_id, e.passage.anchor) == section), None)


def _first_stating(
    found: Sequence[Evidence], figures: frozenset[str], understood: Understanding, vocabulary: Vocabulary
) -> Evidence | None:
    """The first sentence that states an asked figure, of the group asked about where one was."""

    def of_group(text: str) -> bool:
        return not understood.groups or bool(set(vocabulary.groups(text)) & set(understood.groups))

    texts = [(e, e.said(understood.language)) for e in found]
    return next(
        (e for e, text in texts if states(text, figures) and same_figure(understood.asked, text) and of_group(text)),
        None,
    )


def same(one: Evidence, other: Evidence, language: str) -> bool:
    """Whether a sentence says nothing that another does not say: shared terms, and no number of its own.

    Two sentences of one section never say the same: the parts of a thing are told one by one in like words.
    """
    if (one.passage.doc_id, one.passage.anchor) == (other.passage.doc_id, other.passage.anchor):
        return one.quote("en") == other.quote("en")
    a, mine, amounts = _said(one.quote(language))
    b, theirs, _ = _said(other.quote(language))
    shared = len(a & b) / (min(len(a), len(b)) or 1)
    return mine <= theirs and shared > (SAME_WITH_NUMBERS if amounts and mine == theirs else SAME)


def _figures_of(evidence: Evidence, language: Language) -> set[tuple[str, float]]:
    """The figures of a sentence that are no dates."""
    return {(q.kind, q.value) for q in quantities(evidence.quote(language)) if q.kind != "date"}


@lru_cache(maxsize=20_000)
def _said(text: str) -> tuple[frozenset[str], frozenset[float], bool]:
    """The terms and the numbers of a sentence, and whether any of these is no date."""
    found = quantities(text)
    return frozenset(terms(text)), frozenset(q.value for q in found), any(q.kind != "date" for q in found)
