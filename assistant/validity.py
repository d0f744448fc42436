"""Questions about validity, answered from the graph: the verdict first, then the sentences that state it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from assistant.basis import basis_of
from assistant.records import Basis, Draft, Evidence, Understanding
from assistant.vocabulary import Vocabulary
from assistant.wording import wording
from ingest import Document, Index, Validity, content_terms, day, document_numbers, quantities, terms

MORE = 3  # sentences about the status beside the verdict
FIRST = 2  # hits one of which must be of a policy: a case may tell of the same text
NEAR = 4  # hits whose documents may be the one that is described
DESCRIBED = 8  # documents found among which one may be described by its year
DESCRIBED_BY = 0.45  # of the words of a question, each weighing its idf, that a document must have
LONG_TITLE = {"zh": 22, "en": 70}  # characters


def subject(understood: Understanding, found: Sequence[str], index: Index) -> Document | None:
    """The policy that a validity question is about: named, or the one whose year and title fit the description.

    Failing both, of what held once the text named after the subject, and else a policy among the best hits (`found` are
    the documents of the hits in order), if the question describes it.
    """
    named = [index.documents[doc_id] for doc_id in understood.documents if index.documents[doc_id].kind == "policy"]
    numbers = {document.number for document in named if document.number}
    if understood.years:
        named += [d for d in index.documents.values() if d.number in numbers and d not in named]
    years = _of_texts(understood)
    if len(named) > 1 and years:
        named = [d for d in named if d.issued[:4] in years] or named
    if named:
        ids = {document.doc_id for document in named}
        older = [d for d in named if _replaced_by_another(d, ids, index)]
        return _standing(_best(_current(older or named, understood, index), understood), understood, index)
    candidates = [d for d in index.documents.values() if d.kind == "policy" and d.issued[:4] in years]
    candidates = [d for d in candidates if not understood.places or set(d.places) & {"CN", *understood.places}]
    near = list(dict.fromkeys(found))[:DESCRIBED]
    if of_year := [document for document in candidates if document.doc_id in near]:
        return _described(_best(of_year, understood), understood, index)
    if understood.past and (held := _held_then(understood, index)):
        return held
    if not any(index.documents[doc_id].kind == "policy" for doc_id in found[:FIRST]):
        return None
    close = [index.documents[doc_id] for doc_id in dict.fromkeys(found[:NEAR])]
    # The rule of one place is not what is asked about where no place is named.
    policies = [d for d in close if d.kind == "policy" and (understood.places or d.places == ("CN",))]
    return _described(_best(policies, understood), understood, index) if policies else None


def _of_texts(understood: Understanding) -> set[str]:
    """The years that describe a text; not the one that only says on which date."""
    return {str(year) for year in understood.years if year != understood.as_of.year}


def _described(document: Document, understood: Understanding, index: Index) -> Document | None:
    """A document, if it fits the question by its place, its year or most of its words.

    None when the question is about something that the base does not know.
    """
    if understood.followed:
        return document
    if understood.strangers:
        return None
    if set(document.places) & {*understood.places} or document.issued[:4] in _of_texts(understood):
        return document
    passages = [passage for passage in index.passages if passage.doc_id == document.doc_id]
    language = understood.language
    text = " ".join((document.title[language], *document.aliases, *(passage.text[language] for passage in passages)))
    said = set(terms(text))
    weights = {term: index.lexical.idf(term) for term in content_terms(understood.subject)}
    fits = sum(weight for term, weight in weights.items() if term in said) >= DESCRIBED_BY * sum(weights.values())
    return document if fits else None


def _held_then(understood: Understanding, index: Index) -> Document | None:
    """Of the texts named after the subject that were there on the date, what most of them had led to by then."""
    led_to: Counter[str] = Counter()
    for document in index.documents.values():
        value = index.validity(document.doc_id, understood.as_of)
        if (
            value is not None
            and value.status != "upcoming"
            and set(document.places) & {"CN", *understood.places}
            and any(term in document.title.zh for term in understood.official["zh"])
        ):
            led_to[_successor_of(document, understood.as_of, index).doc_id] += 1
    most = max(led_to.values(), default=0)
    found = [index.documents[doc_id] for doc_id, count in led_to.items() if count == most]
    return _best(found, understood) if found else None


def _successor_of(document: Document, as_of: date, index: Index) -> Document:
    """What had taken the place of a text by a date, in practice too; the text itself where nothing had."""
    passed = {document.doc_id}
    while (value := index.validity(document.doc_id, as_of)) is not None:
        later = [doc_id for doc_id in (*value.by, *value.replaced_in_practice_by) if doc_id not in passed]
        if not later:
            break
        document = index.documents[later[-1]]
        passed.add(document.doc_id)
    return document


def names_later_text(evidence: Evidence, understood: Understanding, index: Index, vocabulary: Vocabulary) -> bool:
    """Whether a sentence tells of another text that did not yet hold on the day asked about, and does today.

    Today is when its document was reviewed. How a text differs from another version of it is told as it is.
    """
    document = index.documents[evidence.passage.doc_id]
    if not document.reviewed or understood.as_of >= day(document.reviewed):
        return False
    for doc_id in vocabulary.documents(evidence.quote("en")):
        other = index.documents[doc_id]
        started = other.effective or other.issued
        if other.kind != "policy" or _name(other) == _name(document) or started > document.reviewed:
            continue
        value = index.validity(doc_id, understood.as_of)
        if value is not None and value.status == "upcoming":
            return True
    return False


def _replaced_by_another(document: Document, ids: set[str], index: Index) -> bool:
    """Whether another named document takes its place; a newer version of the same text does not count."""
    return any(
        newer.doc_id in ids and not (newer.number and newer.number == document.number)
        for newer, link in index.newer(document.doc_id)
        if link.type != "implements" and link.evidence == "inferred"
    )


def _current(candidates: list[Document], understood: Understanding, index: Index) -> list[Document]:
    """Of several versions of a text the one that stands on the date, unless a year was asked for."""
    if understood.years:
        return candidates
    standing = []
    for document in candidates:
        value = index.validity(document.doc_id, understood.as_of)
        if value is not None and value.status != "superseded":
            standing.append(document)
    return standing or candidates


def _standing(document: Document, understood: Understanding, index: Index) -> Document:
    """The text itself; of a text that was amended later, the version that it had on the date."""
    value = index.validity(document.doc_id, understood.as_of)
    if value is None or value.status != "upcoming":
        return document
    for link in document.links:
        older = index.documents[link.target]
        if link.type == "supersedes" and _name(older) == _name(document):
            return older
    return document


def _name(document: Document) -> str:
    """The title without what tells one version from another (慈善法（2023年修正）: 慈善法)."""
    return document.title.zh.removeprefix("中华人民共和国").split("（")[0]


def _best(candidates: list[Document], understood: Understanding) -> Document:
    """The candidate whose title shares most with the question for its length; the later one on a tie."""
    wanted = set(content_terms(understood.standalone))
    for words in understood.official.values():
        wanted |= {term for word in words for term in terms(word)}

    def fit(document: Document) -> tuple[float, str]:
        title = set(terms(f"{document.title.en} {document.title.zh}"))
        return len(wanted & title) / (len(title) ** 0.5 or 1.0), document.issued

    return max(candidates, key=fit)


def verdict(document: Document, value: Validity, understood: Understanding, index: Index, name: str = "") -> str:
    """One sentence on a text, by its name or another: in force or not on the date, since when, by what replaced."""
    language = understood.language
    words = wording(language)
    by = value.by or value.replaced_in_practice_by
    key: str = value.status
    if value.status == "in_force" and value.replaced_in_practice_by:
        key = "in_practice_replaced"
    passed = bool(document.reviewed) and understood.as_of < day(document.reviewed)
    told = {**words.verdicts, **words.verdicts_then} if passed and value.since <= document.reviewed else words.verdicts
    said = told[key].format(
        name=name or name_of(document, language),
        as_of=words.day(understood.as_of.isoformat()),
        since=words.day(value.since) if value.since else "",
        until=words.day(value.until) if value.until else "",
        by=words.joined([_successor(index.documents[doc_id], document, language) for doc_id in by]),
    )
    return said[:1].upper() + said[1:]


def _successor(newer: Document, older: Document, language: str) -> str:
    """The name of a text that took another's place; of the same law or rule, its amended text."""
    if newer.number and newer.number == older.number:
        return wording(language).amended
    return name_of(newer, language)


def name_of(document: Document, language: str) -> str:
    """A document as people cite it: by title and number, by its number alone when the title is long."""
    title = document.title[language].removeprefix("中华人民共和国")
    if document.number and len(title) > LONG_TITLE[language]:
        return document.number if language == "zh" else _english_number(document.number)
    number = f"（{document.number}）" if language == "zh" else f" ({document.number})"
    return (f"《{title}》" if language == "zh" else f"“{title}”") + (number if document.number else "")


def _english_number(number: str) -> str:
    """A document number for readers of English: `Document 42 of 2021 (国办发〔2021〕42号)`."""
    found = [(year, n) for _, year, n in document_numbers(number) if year]
    if found:
        return f"Document {found[0][1]} of {found[0][0]} ({number})"
    decrees = [n for _, _, n in document_numbers(number)]
    return f"Decree {decrees[0]} ({number})" if decrees else number


def drafts(document: Document, value: Validity, understood: Understanding, index: Index) -> list[Draft]:
    """The verdict with the sentences that carry its dates and successors, then what the base says of the status."""
    verdict_first, *more = judged(document, value, understood, index)
    return [verdict_first, *_amended(document, value, understood, index), *more]


def judged(document: Document, value: Validity, understood: Understanding, index: Index, name: str = "") -> list[Draft]:
    """The verdict on one version, by its name or another, and what the base says of its status."""
    text = verdict(document, value, understood, index, name)
    own = _sentences(document.doc_id, ("status", "summary"), index)
    newer = [
        e
        for doc_id in value.by or value.replaced_in_practice_by
        for e in _sentences(doc_id, ("status", "summary"), index)
    ]
    language = understood.language
    given = wording(language).day(understood.as_of.isoformat())
    evidence = _needed(text, given, [*own, *newer], language)
    firm = value.status in ("in_force", "partly_superseded") and not value.replaced_in_practice_by
    basis: Basis = "binding" if firm else "inference"
    # What the base says of a text that others replaced in practice says more than the verdict that rests on it.
    told = () if value.replaced_in_practice_by else evidence
    more = [e for e in _sentences(document.doc_id, ("status",), index) if e not in told]
    if value.status == "upcoming" and (document.effective or document.issued) <= document.reviewed:
        more = []  # they speak of the time since it took effect, which had not come
    # Our own cautions first: they say what the verdict does not.
    kept = sorted(more, key=lambda e: e.passage.ratings[e.position] != "own")[: MORE + len(evidence) - len(told)]
    return [
        Draft(text, tuple(evidence), basis, given=given),
        *(Draft(e.said(language), (e,), basis_of(document, e, {document.doc_id: value})) for e in more if e in kept),
    ]


def _amended(document: Document, value: Validity, understood: Understanding, index: Index) -> list[Draft]:
    """The verdict on the version that took a text's place, or is named too: who asks for one mostly means the text."""
    for newer in (index.documents[doc_id] for doc_id in dict.fromkeys((*value.by, *understood.documents))):
        standing = index.validity(newer.doc_id, understood.as_of)
        if standing is None or newer is document or _name(newer) != _name(document):
            continue
        if newer.doc_id in value.by or (standing.status == "upcoming" and newer.issued > document.issued):
            return judged(newer, standing, understood, index, _successor(newer, document, understood.language))[:1]
    return []


def _sentences(doc_id: str, anchors: tuple[str, ...], index: Index) -> list[Evidence]:
    return [
        Evidence(passage, position, 1.0, 1.0, 0.0)
        for anchor in anchors
        for passage in index.passages
        if passage.doc_id == doc_id and passage.anchor == anchor
        for position in range(len(passage.ratings))
    ]


def _needed(text: str, given: str, candidates: list[Evidence], language: str) -> list[Evidence]:
    """For every date and document number of the verdict the first sentence that has it; the first sentence at least."""
    chosen: list[Evidence] = candidates[:1]
    for part in sorted(_facts(text) - _facts(given), key=repr):
        if not any(part in _facts(e.quote(language)) for e in chosen):
            chosen += [e for e in candidates if part in _facts(e.quote(language))][:1]
    return chosen


def _facts(text: str) -> set[object]:
    return {*quantities(text), *((year, number) for _, year, number in document_numbers(text))}
