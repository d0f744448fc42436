"""In which order the chosen sentences are said, and when two of them say the same."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.aspects import kinds
from assistant.basis import binds
from assistant.records import Evidence, Understanding
from assistant.retrieve import Retrieval
from assistant.sentences import local_policy, national_policy
from ingest import Index, Language, quantities, terms

# Two sentences that share more than this part of their terms say the same thing; of their numbers, less will do.
SAME, SAME_WITH_NUMBERS = 0.85, 0.6
RULE_FIRST = 0.3  # of the chance of our own inference, or a measure of our menu, from which a rule is said before it
CAUSE = re.compile(r"because|cause|due to|reason|trace|因为|原因|由于|源于|导致|根源|归因")


def by_rule(
    chosen: Sequence[Evidence],
    ranked: Sequence[Evidence],
    language: Language,
    retrieval: Retrieval,
    index: Index,
) -> list[Evidence]:
    """The chosen sentences, led by the binding sentence that says all that the first of them reports."""

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
    return [rule, *(e for e in chosen if e != rule and e != lead)] if rule else list(chosen)


def ordered(chosen: Sequence[Evidence], understood: Understanding, index: Index) -> list[Evidence]:
    """The chosen sentences as they are said: the one that answers stays the first, our own inference comes last.

    A rule that answers nearly as well as an inference of our own leads before it.

    Where no place was asked about, the national rules stand before a local rule that answers. Where a reason was asked
    for, the first sentence that gives one leads; there, and for advice, our own inference stays in place.
    """

    def national(evidence: Evidence) -> bool:
        return national_policy(index.documents[evidence.passage.doc_id]) and not own(evidence)

    def own(evidence: Evidence) -> bool:
        return evidence.passage.ratings[evidence.position] == "own" or kind(evidence) == "measure"

    def kind(evidence: Evidence) -> str:
        return index.documents[evidence.passage.doc_id].kind

    found = list(chosen)
    if found and not understood.places and local_policy(index.documents[found[0].passage.doc_id]):
        found.sort(key=lambda evidence: not national(evidence))
    if understood.intent == "why":
        # Of the sentences chosen the first that gives a cause leads.
        cause = next((e for e in found if CAUSE.search(e.quote(understood.language))), None)
        found.sort(key=lambda evidence: evidence is not cause)
    elif "advice" not in kinds(understood.asked):
        rule = next((e for e in found if kind(e) == "policy" and not own(e)), None)
        if rule is not None and own(found[0]) and rule.known >= RULE_FIRST * found[0].known:
            found.sort(key=lambda evidence: evidence is not rule)
        found[1:] = sorted(found[1:], key=own)
    return found


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


@lru_cache(maxsize=20_000)
def _said(text: str) -> tuple[frozenset[str], frozenset[float], bool]:
    """The terms and the numbers of a sentence, and whether any of these is no date."""
    found = quantities(text)
    return frozenset(terms(text)), frozenset(q.value for q in found), any(q.kind != "date" for q in found)
