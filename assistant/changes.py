"""What is new: the policies on a subject that took effect in a time, or are about to, the latest first."""

# ruff: noqa: E501

import re
from datetime import timedelta

from assistant import validity
from assistant.records import Draft, Understanding
from assistant.sentences import about
from assistant.vocabulary import Vocabulary
from ingest import Document, Index, content_terms, fold, terms

MOST = 8  # policies that are listed
LATELY = timedelta(days=3 * 365)  # how far "lately" reaches back
_KINDS = r"(?:规定?|政策|法律|文件|法规|办法|变化|要求|举措|东西|动作|精神)"
_NEW = re.compile(
    rf"新(?!农合|型|闻|生|增|华|冠|疆)(?:的|出台的?|发布的?|颁布的?|施行的?)?[^。？?，,]{{0,8}}{_KINDS}"
    rf"|(?:出台|发布|颁布|施行|实施|印发)了?(?:什么|哪些|啥|哪几)[^。？?，,]{{0,8}}{_KINDS}"
    r"|\b(?:what(?:['’]s| is| has been)|anything) new\b|\b(?:which|what|any|list)\b[^.?]{0,30}(?<!\bthe )\bnew (?:\w+ ){0,2}(?:rules?|laws?|polic\w+|regulations?|documents?|measures|texts?)\b",
    re.I,
)
_LISTED = re.compile(r"什么|哪些|哪几|啥|有没有|有无|列出|\b(?:which|what|any|anything|list)\b", re.I)
# Words of titles that say nothing of a subject.
_ANY_POLICY = {"new", "regul", "law", "rule", "polici", "notic", "measur", "opinion", "china", "nation", "provinc", "implement", "关于", "工作", "实施", "通知", "意见", "全国", "进一步", "国家", "中国", "国务院", "制度", "完善", "影响", "出台", "地方"}  # fmt: skip
_ONE_YEAR = re.compile(r"[近这](?:去|过去)?(?:的)?一年|过去一年|去年|\b(?:last|past) (?:year|twelve months)\b", re.I)
_THIS_YEAR = re.compile(r"今年|\bthis year\b", re.I)
_IN_TIME = re.compile(
    r"(?:19|20)\d{2}年?|今年|去年|最近|近期|近来|近[几两三一]年|[这过]去?[一两几三]年|\b(?:since|lately|recent\w*|this year|last year|in the (?:last|past))\b",
    re.I,
)


def drafts(understood: Understanding, index: Index, vocabulary: Vocabulary) -> list[Draft]:
    """The verdict on each policy that is new, the latest first; empty when the question does not ask for new policies,
    asks for more, or names a text.

    New is what took effect, or was made to take effect later, from the first year that the question names on. A subject
    of the base must be named: a policy is on it when one of its passages names it.
    """
    text = fold(understood.asked)
    if (
        len(understood.parts) > 1
        or understood.documents
        or not (_NEW.search(text) and _LISTED.search(text) and _IN_TIME.search(text))
    ):
        return []
    words = _subjects(text, index, vocabulary)
    if not words:
        return []
    since = _since(understood, text)
    found = []
    for document in index.documents.values():
        value = index.validity(document.doc_id, understood.as_of)
        if document.kind != "policy" or value is None or not _reaches(document, understood):
            continue
        # Made by the day, and in effect from the time asked about on; of older ones nothing is new.
        if (
            since <= _start(document)
            and document.issued <= understood.as_of.isoformat()
            and _on(document, words, index)
        ):
            found.append((_start(document), document, value))
    found.sort(key=lambda item: (item[0], item[1].level == "national", item[1].doc_id), reverse=True)
    return [validity.judged(document, value, understood, index)[0] for _, document, value in found[:MOST]]


def _subjects(text: str, index: Index, vocabulary: Vocabulary) -> set[str]:
    """The Chinese words, and English stems, of a question or of its glossary terms that titles of policies have."""
    policies = [document for document in index.documents.values() if document.kind == "policy"]
    chinese = " ".join(document.title.zh for document in policies)
    rest = _IN_TIME.sub(" ", re.sub(_KINDS, " ", text))
    words = {match.term.zh for match in vocabulary.terms(text) if match.term.kind != "place"}
    words |= {word for word, tag in vocabulary.segments.of(rest) if tag.startswith(("n", "v", "l")) and len(word) > 1}
    words = {word for word in words - set(vocabulary.places(text)[1]) if word in chinese}
    stems = {stem for document in policies for stem in terms(document.title.en)} & set(content_terms(rest))
    return (words or {stem for stem in stems if stem.isalpha() and stem.isascii()}) - _ANY_POLICY


def _since(understood: Understanding, text: str) -> str:
    if understood.years:
        return str(min(understood.years))
    if _ONE_YEAR.search(text):
        return (understood.as_of - timedelta(days=366)).isoformat()
    if _THIS_YEAR.search(text):
        return str(understood.as_of.year)
    return (understood.as_of - LATELY).isoformat()


def _start(document: Document) -> str:
    return document.effective or document.issued


def _reaches(document: Document, understood: Understanding) -> bool:
    """Whether a text holds in an asked place; where none is asked about, only in the whole country."""
    return "CN" in document.places or about(document.places, understood.places)


def _on(document: Document, words: set[str], index: Index) -> bool:
    passages = [passage for passage in index.passages if passage.doc_id == document.doc_id]
    said = "".join(f"{passage.heading.zh}{passage.text.zh}" for passage in passages)
    stems = {stem for passage in passages for stem in terms(passage.text.en)}
    return any(word in (stems if word.isascii() else said) for word in words)
