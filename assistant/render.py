"""Answers for people: source cards, notices, and the text with its [n] marks."""

from collections.abc import Mapping, Sequence

from assistant.places import is_place
from assistant.records import BASES, Basis, Citation, Claim, Notice, SourceCard, Understanding
from assistant.retrieve import Retrieval
from assistant.sentences import YEAR, about
from assistant.validity import name_of
from assistant.wording import wording
from ingest import RATINGS, Index, Language, Section, Validity, quantities

ENDED_OR_TO_COME = ("superseded", "partly_superseded", "expired", "upcoming")


def source_cards(
    claims: Sequence[Claim], language: str, validity: Mapping[str, Validity | None], index: Index
) -> tuple[SourceCard, ...]:
    """One card for each cited section, in the order of their numbers."""
    cited: dict[int, list[Citation]] = {}
    for citation in (citation for claim in claims for citation in claim.citations):
        cited.setdefault(citation.n, []).append(citation)
    return tuple(_card(n, cited[n], language, validity, index) for n in sorted(cited))


def _card(
    n: int, citations: Sequence[Citation], language: str, validity: Mapping[str, Validity | None], index: Index
) -> SourceCard:
    passage = index.passage(citations[0].passage_id)
    document = index.documents[passage.doc_id]
    value = validity[document.doc_id]
    official = index.sources.get(document.official)
    return SourceCard(
        n=n,
        doc_id=document.doc_id,
        title=document.title[language],
        number=document.number,
        section=passage.heading[language],
        level=document.level,
        place=" ".join(document.places),
        validity=value.status if value else None,
        since=value.since if value else "",
        rating=max((_rating(citation, index) for citation in citations), key=RATINGS.index),
        url=(official.url or None) if official else None,
    )


def notices(
    claims: Sequence[Claim],
    cards: Sequence[SourceCard],
    understood: Understanding,
    retrieval: Retrieval,
    index: Index,
) -> tuple[Notice, ...]:
    """What the reader must know beside the answer: old, future, local, weak or disputed texts among its sources."""
    words = wording(understood.language)
    found: list[Notice] = []
    as_of = words.day(understood.as_of.isoformat())
    for doc_id in dict.fromkeys(card.doc_id for card in cards):
        document, value = index.documents[doc_id], retrieval.validity[doc_id]
        name = name_of(document, understood.language)
        if value is not None and value.status in ("superseded", "expired", "unknown"):
            text = words.notices[value.status].format(
                name=name, as_of=as_of, until=words.day(value.until) if value.until else ""
            )
            found.append(Notice("superseded", text))
        if value is not None and value.status == "upcoming":
            found.append(Notice("upcoming", words.notices["upcoming"].format(name=name, since=words.day(value.since))))
        if value is not None and value.replaced_in_practice_by and understood.intent != "validity":
            by = words.joined(
                [name_of(index.documents[newer], understood.language) for newer in value.replaced_in_practice_by]
            )
            found.append(Notice("in_practice_replaced", words.notices["in_practice_replaced"].format(name=name, by=by)))
        conflicts = document.section("conflicts")
        if conflicts is not None and _disputed(doc_id, conflicts, claims, understood.language):
            text = words.notices["conflict"].format(name=name, section=conflicts.heading[understood.language])
            found.append(Notice("conflict", text))
    for stranger in filter(is_place, understood.strangers):
        found.append(Notice("local_variation", words.notices["stranger"].format(place=stranger)))
    ruled = bool(claims) and claims[0].basis == "binding"
    if (
        understood.intent == "amount"
        and ruled
        and any(card.level == "national" for card in cards)
        and not understood.strangers
    ):
        found.append(Notice("local_variation", words.notices["local_variation"]))
    of_rules = any(index.documents[card.doc_id].kind in ("policy", "measure") for card in cards)
    for hit in retrieval.excluded[:1] if of_rules and not understood.past else ():
        value = retrieval.validity[hit.passage.doc_id]
        home = index.documents[hit.passage.doc_id].places
        near = "CN" in home or about(home, understood.places)
        if near and value is not None and value.status == "upcoming" and hit.score > 0.6 * retrieval.hits[0].score:
            name = name_of(index.documents[hit.passage.doc_id], understood.language)
            found.append(Notice("upcoming", words.notices["upcoming"].format(name=name, since=words.day(value.since))))
    for n in (card.n for card in cards if card.rating == "weak"):
        found.append(Notice("weak_source", words.notices["weak_source"].format(n=f"[{n}]")))
    return tuple(dict.fromkeys(found))


def _disputed(doc_id: str, conflicts: Section, claims: Sequence[Claim], language: Language) -> bool:
    """Whether a quoted figure is among those on which the sources of a document disagree."""
    if any(c.passage_id.startswith(f"{doc_id}#conflicts") for claim in claims for c in claim.citations):
        return True
    quoted = [c.quote for claim in claims for c in claim.citations if c.passage_id.startswith(f"{doc_id}#")]
    return any(_same_figure(quote, s.text[language]) for quote in quoted for s in conflicts.sentences)


def _same_figure(quote: str, disputed: str) -> bool:
    """Whether two sentences share a figure, and a year where both name any."""
    shared = {(q.kind, q.value) for q in quantities(quote)} & {(q.kind, q.value) for q in quantities(disputed)}
    years, others = set(YEAR.findall(quote)), set(YEAR.findall(disputed))
    return any(kind != "date" for kind, _ in shared) and (not years or not others or bool(years & others))


def _rating(citation: Citation, index: Index) -> str:
    """The rating of the cited sentence."""
    passage = index.passage(citation.passage_id)
    for language, spans in passage.spans.items():
        for position, span in enumerate(spans):
            if span == (citation.start, citation.end) and passage.text[language][slice(*span)] == citation.quote:
                return passage.ratings[position]
    return "unverified"


def heading(basis: Basis, claims: Sequence[Claim], cards: Sequence[SourceCard], language: str) -> str:
    """What stands above the claims of one kind of support; a text that does not bind on the date is no precedent."""
    cited = {citation.n for claim in claims if claim.basis == basis for citation in claim.citations}
    of_basis = [card for card in cards if card.n in cited]
    of_texts = basis == "precedent" and of_basis and all(card.validity in ENDED_OR_TO_COME for card in of_basis)
    return wording(language).bases["not_in_force" if of_texts else basis]


def answer_text(claims: Sequence[Claim], cards: Sequence[SourceCard], language: str) -> str:
    """The answer with [n] marks, a line for each claim.

    Kinds of support are named when there is more than one, our inference and texts not in force always.
    """
    kinds = list(dict.fromkeys(claim.basis for claim in claims))
    lines: list[str] = []
    for basis in sorted(kinds, key=lambda kind: (kind != claims[0].basis, BASES.index(kind))):
        above = heading(basis, claims, cards, language)
        if len(kinds) > 1 or basis == "inference" or above == wording(language).bases["not_in_force"]:
            lines.append(f"{above}{'：' if language == 'zh' else ':'}")
        for claim in claims:
            if claim.basis == basis:
                marks = "".join(f"[{n}]" for n in dict.fromkeys(citation.n for citation in claim.citations))
                lines.append(f"{claim.text} {marks}")
    return "\n".join(lines)


def source_line(card: SourceCard, language: str) -> str:
    """A source as one line: number, title, document number, section, level, validity."""
    words = wording(language)
    number = f" {card.number}" if card.number else ""
    status = f" · {words.statuses[card.validity]}" if card.validity else ""
    title = f"《{card.title}》" if language == "zh" else card.title
    return f"[{card.n}] {title}{number} · {card.section}{status}"
