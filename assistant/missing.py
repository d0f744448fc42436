"""What a question asks for, or takes for granted, of which nothing that was found tells: a year, a person's name."""

# ruff: noqa: E501

import re
from collections.abc import Sequence

from assistant.places import is_place
from assistant.records import Draft, Evidence, Understanding
from assistant.retrieve import Retrieval
from assistant.sentences import FULL_DATE, covers_year
from assistant.vocabulary import Vocabulary
from ingest import NOT_ESTABLISHED, Index

HEARD_FROM = 0.1  # chance of a known question from which the year that it names is one that the base knows of
# The name of a person in office.
_OFFICE = (
    r"(?:领导|院长|县长|局长|市长|省长|部长|书记|主任|会长|校长|专家|教授|医生|作者|负责人|创始人|发起人|干部|同志)"
)
_FULL_NAME = 3  # characters, at most
_ASKS_NAME = re.compile(
    rf"(?:要|报|求|叫什么|的)姓名\s*[。？?]?$|(?:姓什么|叫什么名字)(?=[^，。？?]{{0,6}}{_OFFICE})|{_OFFICE}[^，。？?写填]{{0,8}}(?:姓什么|叫什么名字|叫啥名字|名字是什么)"
    rf"|(?:是|由|有)哪位{_OFFICE}(?![^，。？?]{{0,6}}(?:审批|负责|认定|签字|确认|可以|批准))"
    r"|\b(?:names?|surname) of (?:the |its |their )?(?:[\w-]+ ){0,4}(?:head|director|president|mayor|minister|official|leader|founder|chair\w*|secretary|governor|chief|magistrate|manager)s?\b(?!\s+(?:\w+ )?(?:scheme|office|programme|fund|system))",
    re.I,
)


def year_missing(understood: Understanding, ranked: Sequence[Evidence], index: Index) -> bool:
    """Whether a year was asked about that no good evidence speaks of and that does not name a document."""
    kind = index.documents[ranked[0].passage.doc_id].kind
    # A policy holds in the year asked about, and a full date asks what held on that day.
    on_a_day = FULL_DATE.search(understood.standalone)
    years = set(understood.years) - ({understood.as_of.year} if kind == "policy" or on_a_day else set())
    if not years or understood.intent == "validity" or (kind == "policy" and understood.intent != "amount"):
        return False
    named = {int(index.documents[doc_id].issued[:4] or 0) for doc_id in understood.documents}
    if years & named:
        return False
    floor = 0.6 * ranked[0].score
    for evidence in ranked:
        if evidence.score < floor:
            break
        document = index.documents[evidence.passage.doc_id]
        names = (document.title.en, document.title.zh, document.issued, document.number)
        text = " ".join((evidence.quote("en"), evidence.quote("zh"), *names))
        if evidence.passage.anchor != NOT_ESTABLISHED and any(covers_year(text, year) for year in years):
            return False
    return True


def year_unheard(understood: Understanding, retrieval: Retrieval, quoted: Sequence[Draft], index: Index) -> bool:
    """Whether a reason is asked for of a year that neither the texts to be quoted nor the likely known questions are of.

    What holds this year is no event.
    """
    years = set(understood.years) - {understood.as_of.year}
    if not years or understood.intent != "why" or understood.followed:
        return False
    documents = [index.documents[doc_id] for doc_id in understood.documents]
    documents += [index.documents[draft.evidence[0].passage.doc_id] for draft in quoted]
    texts = [text for d in documents for text in (d.title.en, d.title.zh, d.issued, d.number, d.effective, *d.aliases)]
    candidates = [c for part in retrieval.parts for c in part.candidates if c.chance >= HEARD_FROM]
    texts += [wording[understood.language] for c in candidates for wording in c.question.wordings]
    return not any(covers_year(text, year) or str(year) in text[:4] for text in texts for year in years)


def name_missing(understood: Understanding, quoted: Sequence[Draft], index: Index, vocabulary: Vocabulary) -> bool:
    """Whether the name of a person is asked for and the sentence that leads names nobody."""
    if not quoted or not _ASKS_NAME.search(understood.asked):
        return False
    lead = quoted[0].evidence[0]
    aliases = index.documents[lead.passage.doc_id].aliases  # some are of a person: who founded it
    return not any(
        (tag.startswith("nr") and len(word) > 1 and not is_place(word)) or (word in aliases and len(word) <= _FULL_NAME)
        for word, tag in vocabulary.segments.of(lead.said("zh"))
    )
