"""The draft without a language model: the sentences that answer, the best first, then what belongs to them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.asked_figures import figures_asked
from assistant.aspects import CASES, kinds, told_by
from assistant.basis import basis_of, binds
from assistant.figures import articles
from assistant.known import Candidate
from assistant.order import by_rule, ordered, same
from assistant.own_text import in_own_text
from assistant.rank import LATER
from assistant.records import Draft, Evidence, Understanding
from assistant.retrieve import Part, Retrieval, articles_asked
from assistant.sentences import YEAR, about, covers_year, local_policy, national_policy, of_others
from assistant.validity import names_later_text
from assistant.vocabulary import Vocabulary
from ingest import Document, Index, day, quantities, terms

# How far below the best sentence another one may score and still be part of the answer.
CLOSE = {
    "fact": 0.75,
    "amount": 0.78,
    "definition": 0.78,
    "list": 0.6,
    "validity": 0.75,
    "why": 0.65,
    "comparison": 0.55,
}
CLOSE_CASE = 0.5  # the best sentence of another case, where cases are listed
# Sentences at most; the median answer should not be longer than six.
MOST = {"fact": 6, "amount": 6, "definition": 6, "list": 8, "validity": 6, "why": 6, "comparison": 8}
NATIONAL = 2  # national sentences put before a local answer
# A sentence that known questions answer with counts from this chance on, and beside a likelier one from this part of
# its chance; from more of it where it stands in another document.
LIKELY, NEARLY, ELSEWHERE = 0.02, 0.2, 0.3
# How much less near to the question than the sentence that leads: of its section, of another one.
LESS_NEAR, LESS_NEAR_ELSEWHERE = 0.3, 0.2
ADVISING = ("steps", "indicators")  # sections that say what to do


def extract(
    ranked: Sequence[tuple[Part, Sequence[Evidence]]],
    retrieval: Retrieval,
    index: Index,
    vocabulary: Vocabulary,
    limit: int,
) -> list[Draft]:
    """The claims of an extractive answer, part by part: what answers, what belongs to it, then close sentences.

    At most MOST sentences of the intent for each part, and `limit` in all, shared between the parts.
    """
    chosen: list[Evidence] = []
    for (part, evidence), share in zip(ranked, _shares([_length(*one) for one in ranked], limit), strict=True):
        most = min(MOST[part.understood.intent], share)
        language = part.understood.language
        evidence = _of_places_told(evidence, chosen, part.understood, index)
        said = {e.place for e in evidence if any(same(e, other, language) for other in chosen)}
        fresh = [e for e in evidence if e.place not in said]
        if exact := _of_article(part.understood, fresh, retrieval, index):
            chosen += exact[:most]
            continue
        answering = _choose(part, evidence, said, most, index, vocabulary)
        if not told_by(part.understood.asked):
            answering = by_rule(answering, fresh, language, retrieval, index)
            answering = in_own_text(answering, language, retrieval, index, vocabulary)
        chosen += ordered(answering, part.understood, index, vocabulary)
    language = ranked[0][0].understood.language
    once: dict[str, Evidence] = {}
    for found in chosen:
        once.setdefault(found.said(language), found)
    return [
        Draft(
            text,
            (found,),
            basis_of(index.documents[found.passage.doc_id], found, retrieval.validity),
        )
        for text, found in list(once.items())[:limit]
    ]


def _length(part: Part, ranked: Sequence[Evidence]) -> int:
    """How many sentences the known answer to a part has."""
    return len(_known(part.candidates, ranked)[0])


def _shares(lengths: Sequence[int], limit: int) -> list[int]:
    """How many sentences each part may have: as many as any other, unless an answer is longer and there is room for it.

    >>> _shares([3, 1, 1, 1], 8), _shares([1, 1], 8), _shares([6, 6], 8)
    ([3, 2, 2, 1], [4, 4], [4, 4])
    """
    share = max(1, limit // len(lengths))
    shares = [min(max(length, 1), share) for length in lengths]
    more = [
        at for at, length in enumerate(lengths) for _ in range(length - share)
    ]  # the rest of an answer comes first,
    more += [at for at, has in enumerate(shares) for _ in range(share - has)]  # then what is close to one
    for at in more[: limit - sum(shares)]:
        shares[at] += 1
    return shares


def _of_places_told(
    ranked: Sequence[Evidence], chosen: Sequence[Evidence], understood: Understanding, index: Index
) -> Sequence[Evidence]:
    """The sentences without rules of other places than an earlier part was answered of, where none is asked about."""
    told = {place for e in chosen for place in index.documents[e.passage.doc_id].places} - {"CN"}
    if not told or understood.places:
        return ranked
    documents = ((e, index.documents[e.passage.doc_id]) for e in ranked)
    return [e for e, document in documents if not local_policy(document) or about(document.places, tuple(told))]


def _later(evidence: Evidence, as_of: date, document: Document) -> bool:
    """Whether a sentence tells of a day after the one asked about that had come when the document was reviewed."""
    if not document.reviewed or as_of >= day(document.reviewed):
        return False
    first, last = int(f"{as_of:%Y%m%d}"), int(f"{day(document.reviewed):%Y%m%d}")
    dates = [q.value for q in quantities(evidence.quote("en")) if q.kind == "date" and q.value % 100]
    return any(first < value <= last for value in dates)


def _usable(
    ranked: Sequence[Evidence], understood: Understanding, index: Index, vocabulary: Vocabulary
) -> list[Evidence]:
    """The sentences that state something that was so on the date."""
    return [
        e
        for e in ranked
        if e.passage.established
        and not e.quote(understood.language).endswith(("?", "？"))
        and not _later(e, understood.as_of, index.documents[e.passage.doc_id])
        and not names_later_text(e, understood, index, vocabulary)
    ]


def _choose(
    part: Part,
    ranked: Sequence[Evidence],
    said: Collection[tuple[str, int]],
    most: int,
    index: Index,
    vocabulary: Vocabulary,
) -> list[Evidence]:
    """The sentences for one part, the nearer first, none that repeats another or what was said for another part.

    They are the whole answer of the likeliest known question and the sentences of others nearly as likely; where none
    is likely, the sentences that fit best by themselves.
    """
    language, intent = part.understood.language, part.understood.intent
    usable = _usable(ranked, part.understood, index, vocabulary)
    if not usable:
        return []
    if CASES.search(part.understood.asked):
        return _one_of_each(usable, most, index)
    answer, others = _known(part.candidates, usable)
    if not answer:
        floor = CLOSE[intent] * usable[0].score
        others = [e for e in usable if e.score >= floor]
    answer, others = ([e for e in found if e.place not in said] for found in (answer, others))
    if answer:
        answer, others = _by_place(part, answer, others, usable, index)
        others = [e for e in others if _near(e, answer[0])]
        others = [e for e in others if not _of_other_group(e, answer, part.understood, vocabulary)]
        if not kinds(part.understood.asked) & {"advice", "how"}:
            # What a county is advised to do is no fact beside one.
            others = [e for e in others if not _advises(e, index)]
    if part.understood.years:
        answer = _of_year(answer, part.understood, index) if answer else []
        others = [e for e in others if not _of_other_years(e, part.understood, index)]
    # The sentences of one known answer were chosen to stand together, however alike they are.
    chosen = answer[:most]
    for evidence in others:
        if len(chosen) < most and not any(same(evidence, other, language) for other in chosen):
            chosen.append(evidence)
    return chosen


def _one_of_each(usable: Sequence[Evidence], most: int, index: Index) -> list[Evidence]:
    """The best sentence of each case, the best case first, none of our own inference where a case has another."""
    best: dict[str, Evidence] = {}
    for evidence in sorted(usable, key=lambda e: e.passage.ratings[e.position] == "own"):
        if index.documents[evidence.passage.doc_id].kind == "case":
            best.setdefault(evidence.passage.doc_id, evidence)
    found = sorted(best.values(), key=lambda e: -e.score)
    return [e for e in found if e.score >= CLOSE_CASE * found[0].score][:most]


def _of_other_group(
    evidence: Evidence, answer: Sequence[Evidence], understood: Understanding, vocabulary: Vocabulary
) -> bool:
    """Whether a sentence is of groups that no figure was asked of, where the answer speaks of those that one was."""
    language, asked = understood.language, understood.groups
    if not figures_asked(understood.asked) or understood.intent == "comparison":
        return False
    told = (set(vocabulary.groups(e.said(language))) & set(asked) for e in answer)
    return of_others(vocabulary.groups(evidence.said(language)), asked) and any(told)


def _by_place(
    part: Part, answer: list[Evidence], others: list[Evidence], usable: Sequence[Evidence], index: Index
) -> tuple[list[Evidence], list[Evidence]]:
    """An answer and what joins it, where no place was asked about: the national rule first, one place as an example."""
    lead = answer[0].passage.doc_id
    if part.candidates[0].features.get("local_rule"):
        national = [e for e in usable if national_policy(index.documents[e.passage.doc_id])][:NATIONAL]
        answer = [*national, *(e for e in answer if e not in national)]
    named = part.understood.places or part.understood.documents or part.understood.sides
    if named or part.understood.intent == "list":
        return answer, others

    def elsewhere(evidence: Evidence) -> bool:
        """Nor is the rule of one place an answer beside what holds everywhere, or what another place does."""
        doc_id = evidence.passage.doc_id
        return doc_id != lead and local_policy(index.documents[doc_id])

    return [e for e in answer if not elsewhere(e)], [e for e in others if not elsewhere(e)]


def _of_year(whole: list[Evidence], understood: Understanding, index: Index) -> list[Evidence]:
    """Of an answer from a series what is of an asked year, and what names no year; looked up where it holds none."""
    language, lead = understood.language, whole[0]

    def told(text: str) -> bool:
        return any(covers_year(text, year) for year in understood.years)

    document = index.documents[lead.passage.doc_id]
    if document.kind != "statistic":
        return whole
    kept = [e for e in whole if told(e.quote(language)) or not YEAR.search(e.quote(language))]
    if any(told(e.quote(language)) for e in kept):
        return kept
    said = set(terms(lead.quote(language)))
    of_series = [
        replace(lead, passage=passage, position=position)
        for passage in index.passages
        if (passage.doc_id, passage.anchor) == (lead.passage.doc_id, lead.passage.anchor)
        for position in range(len(passage.ratings))
        if told(passage.sentence(position, language))
    ]
    found = max(of_series, key=lambda e: len(said & set(terms(e.quote(language)))), default=None)
    return [found, *kept] if found else whole


def _of_other_years(evidence: Evidence, understood: Understanding, index: Index) -> bool:
    """Whether a sentence of a series is of years that were not asked about."""
    text = evidence.quote(understood.language)
    series = index.documents[evidence.passage.doc_id].kind == "statistic"
    return series and bool(YEAR.search(text)) and not any(covers_year(text, year) for year in understood.years)


def _near(evidence: Evidence, lead: Evidence) -> bool:
    """Whether a sentence is about as near to the question as the one that leads; one of its section may be less so."""
    of_section = (evidence.passage.doc_id, evidence.passage.anchor) == (lead.passage.doc_id, lead.passage.anchor)
    return evidence.cosine >= lead.cosine - (LESS_NEAR if of_section else LESS_NEAR_ELSEWHERE)


def _advises(evidence: Evidence, index: Index) -> bool:
    """Whether a sentence is a step or an indicator of a measure of our menu."""
    return index.documents[evidence.passage.doc_id].kind == "measure" and evidence.passage.anchor in ADVISING


def _of_article(
    understood: Understanding, ranked: Sequence[Evidence], retrieval: Retrieval, index: Index
) -> list[Evidence]:
    """The sentences on an article that is asked for by its number, of the text that is named with it.

    Of several versions of the text those that bind on the date, unless a year is named.
    """
    numbers = articles_asked(understood)
    if not numbers:
        return []
    found = [
        e
        for e in ranked
        if e.passage.doc_id in understood.documents and articles(e.quote(understood.language)) & numbers
    ]

    return found if understood.years else [e for e in found if binds(e, retrieval.validity, index)] or found


def _known(candidates: Sequence[Candidate], usable: Sequence[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """The whole answer of the likeliest known question, and the sentences that others nearly as likely answer with.

    The chance of a sentence is that of all questions together whose answers hold it, less the further back it stands.
    """
    at = {e.place: e for e in usable}
    answers = [[place for place in candidate.labels if place in at] for candidate in candidates]
    whole, best = next(((places, c.chance) for places, c in zip(answers, candidates, strict=True) if places), ([], 0.0))
    if best < LIKELY:
        return [], []
    chance: dict[tuple[str, int], float] = {}
    for candidate in candidates:
        for back, place in enumerate(candidate.labels):
            if place in at:
                chance[place] = chance.get(place, 0.0) + candidate.chance * LATER**back
    own = {at[place].passage.doc_id for place in whole}
    highest = max(chance.values())
    others = [
        at[place]
        for place, value in sorted(chance.items(), key=lambda item: -item[1])
        if place not in whole
        and value >= max(LIKELY, (NEARLY if at[place].passage.doc_id in own else ELSEWHERE) * highest)
    ]
    return [at[place] for place in whole], others
