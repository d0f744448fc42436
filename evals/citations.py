"""What citations are worth: support by sentence in the sense of ALCE, and errors that no answer may have.

The support check is a lexical second opinion. It shares no code with the assistant's verifier: own words, own numbers.
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bm25s.stopwords import STOPWORDS_EN_PLUS

from evals.nuggets import fold
from evals.records import Cited, Claimed, Item, RunLine
from ingest import Document, Index

HARD_ERRORS = ("invented", "stale", "level", "number")
COVERED = 0.65  # of the claim's words that its quotes must hold
_WORDS = re.compile(r"[一-鿿]+|[a-z][a-z']+|\d+(?:\.\d+)?")
_COMMON = frozenset(STOPWORDS_EN_PLUS)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(%|万亿|亿|千万|百万|万|trillion|billion|million|thousand)?")
_SCALE = {"万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_SCALE |= {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_TENTHS = re.compile(r"([一二两三四五六七八九])成")
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")


def words(text: str) -> set[str]:
    """The words of a text that say something: English words, numbers, pairs of Chinese characters.

    >>> sorted(words("The 低保对象 pay 70%"))
    ['70', 'pay', '低保', '保对', '对象']
    """
    found: set[str] = set()
    for run in _WORDS.findall(fold(text)):
        if "一" <= run[0] <= "鿿":
            found |= {run[i : i + 2] for i in range(len(run) - 1)} or {run}
        elif run not in _COMMON:
            found.add(run)
    return found


def numbers(text: str) -> set[float]:
    """The numbers of a text at full size, months by their number; units apart.

    >>> numbers("七成, CNY 9.87 million, 1 July 2026") == numbers("70%、987万元、2026年7月1日")
    True
    """
    folded = _MONTH.sub(lambda match: f" {_MONTHS.index(match[1]) + 1} ", fold(text))
    found = {round(float(n) * _SCALE.get(scale, 1), 6) for n, scale in _NUMBER.findall(folded)}
    return found | {float(_DIGITS[char] * 10) for char in _TENTHS.findall(folded)}


def supports(claim: str, quotes: Sequence[str], known: str = "") -> bool:
    """Whether quotes hold a claim's words and all its numbers; `known` is what the claim may say without them.

    >>> supports("At least 70% is paid.", ["Of the costs at least 70% is paid."])
    True
    >>> supports("Paid: 80%.", ["Paid: 70%."])
    False
    """
    together = " ".join(quotes)
    if not quotes or numbers(claim) - numbers(f"{together} {known}"):
        return False
    wanted = words(claim) - words(known)
    return not wanted or len(wanted & words(together)) / len(wanted) >= COVERED


def recall_and_precision(claims: Sequence[Claimed], known: str = "") -> tuple[float | None, float | None]:
    """Citation recall and precision of an answer (ALCE, Gao et al. 2023).

    Recall: the share of sentences that their citations together support. Precision: the share of citations that
    support their sentence alone or without which the others would not; none counts in a sentence that is not supported.
    """
    supported, useful, total = 0, 0, 0
    for claim in claims:
        quotes = [citation.quote for citation in claim.citations]
        total += len(quotes)
        if not supports(claim.text, quotes, known):
            continue
        supported += 1
        for i, quote in enumerate(quotes):
            rest = quotes[:i] + quotes[i + 1 :]
            useful += supports(claim.text, [quote], known) or not supports(claim.text, rest, known)
    return (supported / len(claims) if claims else None, useful / total if total else None)


@dataclass(frozen=True)
class HardError:
    """Something no answer may have. `kind` is one of HARD_ERRORS."""

    item_id: str
    kind: str
    what: str


def known_to(item: Item, claim: Claimed, index: Index) -> str:
    """What a claim may say beyond its quotes: the date asked about, and title and number of the documents it cites."""
    day = item.as_of
    parts = [day.isoformat(), f"{day.year}年{day.month}月{day.day}日"]
    for doc_id in {citation.doc_id for citation in claim.citations} & set(index.documents):
        document = index.documents[doc_id]
        parts += [document.title.en, document.title.zh, document.number]
    if claim.basis == "inference":
        parts.append(item.question)
    return " ".join(parts)


def hard_errors(item: Item, line: RunLine, index: Index) -> list[HardError]:
    """Invented, stale and wrong-level citations and numbers not in evidence, worked out anew from the index."""
    found: list[HardError] = []
    asked = asked_places(item, index)
    for claim in line.claims:
        for citation in claim.citations:
            if why := _invented(citation, index):
                found.append(HardError(item.item_id, "invented", why))
                continue
            if claim.basis == "binding" and (why := _stale(citation, item.as_of, index)):
                found.append(HardError(item.item_id, "stale", why))
            if why := _wrong_level(citation, claim, item, asked, index):
                found.append(HardError(item.item_id, "level", why))
        quotes = " ".join(citation.quote for citation in claim.citations)
        lost = numbers(claim.text) - numbers(f"{quotes} {known_to(item, claim, index)}")
        if lost:
            found.append(HardError(item.item_id, "number", f"{min(lost):g} is not in the quotes of: {claim.text}"))
    return found


def _invented(citation: Cited, index: Index) -> str:
    row = index.rows.get(citation.passage_id)
    if row is None or index.passages[row].doc_id != citation.doc_id:
        return f"there is no passage {citation.passage_id} of {citation.doc_id}"
    text = index.passages[row].text
    if citation.quote and citation.quote in (
        text.en[citation.start : citation.end],
        text.zh[citation.start : citation.end],
    ):
        return ""
    return f"not the text of {citation.passage_id} at {citation.start}:{citation.end}: {citation.quote}"


def _stale(citation: Cited, as_of: date, index: Index) -> str:
    value = index.validity(citation.doc_id, as_of)
    anchor = index.passage(citation.passage_id).anchor
    if value is None:
        return f"{citation.doc_id} is no policy and cannot bind"
    return "" if value.binds(anchor) else f"{citation.doc_id}#{anchor} is {value.status} on {as_of}, cited as binding"


def _wrong_level(citation: Cited, claim: Claimed, item: Item, asked: frozenset[str], index: Index) -> str:
    """A local policy cited for a place it does not speak for. Where no place is asked about, nothing can be said."""
    document = index.documents[citation.doc_id]
    local = document.kind == "policy" and not any(place == "CN" for place in document.places)
    if not local or not asked or claim.basis not in ("binding", "inference") or citation.doc_id in _graded(item):
        return ""
    if any(_one_line(place, other) for place in document.places for other in asked):
        return ""
    return f"{citation.doc_id} ({', '.join(document.places)}) is cited for {', '.join(sorted(asked))}"


def _graded(item: Item) -> set[str]:
    return {key.partition("#")[0] for key in item.passages} | set(item.sources)


def _one_line(place: str, other: str) -> bool:
    return place == other or place.startswith(other + "/") or other.startswith(place + "/")


def asked_places(item: Item, index: Index) -> frozenset[str]:
    """The places a question is about: of the form, of its judged sources, and those it names; CN is none of them.

    Empty when it names none, which is not the same as asking about the nation.
    """
    text = fold(" ".join((item.question, *(turn.question for turn in item.history[-1:]))))
    documents: list[Document] = [index.documents[i] for i in item.sources if i in index.documents]
    found = {item.place, *(place for document in documents for place in document.places)}
    for surface, places in place_names(index).items():
        if re.search(rf"\b{re.escape(surface)}\b" if surface.isascii() else re.escape(surface), text):
            found |= places
    return frozenset(found - {"", "CN"})


@lru_cache(maxsize=2)
def place_names(index: Index) -> Mapping[str, set[str]]:
    """Names of the places of the base's documents, in Chinese with and without suffix and as the glossary has them."""
    paths = {place for document in index.documents.values() for place in document.places if place != "CN"}
    found: dict[str, set[str]] = {}
    for path in paths:
        name = path.rsplit("/", 1)[-1]
        short = re.sub(r"(特别行政区|自治州|自治县|省|市|县|区)$", "", name)
        for form in {name, short}:
            if len(form) > 1 and not form.isascii():
                found.setdefault(fold(form), set()).add(path)
    for term in index.terms:
        if term.kind == "place":
            meant = {p for form in (term.zh, term.zh.rstrip("省市县区")) for p in found.get(fold(form), ())}
            for surface in (*term.words("zh"), *term.words("en")):
                if meant:
                    found.setdefault(fold(surface), set()).update(meant)
    return found
