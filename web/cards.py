"""Answers and evidence as HTML. Everything that comes from a user or the base is escaped here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from assistant import Answer, Citation, Comparison, Dropped, Memo, SourceCard, heading, wording
from ingest import Document, Index, KnownQuestion, Passage
from web.strings import STRINGS

_MARK = re.compile(r"\[(\d+)\](?!\()")
Evidenced = Answer | Memo | Comparison  # what has claims and numbered sources in one language


def answer_html(answer: Answer, turn: int, page: str) -> str:
    """An answer with its [n] marks as links to the evidence cards of its turn; `page` is the language of the page."""
    strings = STRINGS[page]
    parts = []
    if answer.status == "abstained":
        reason = f'<span class="reason">{strings[f"reason_{answer.reason}"]}</span>'
        parts.append(f'<p class="state abstained">{strings["abstained"]} · {reason}</p><p>{escape(answer.text)}</p>')
    if answer.status == "partial":
        parts.append(f'<p class="state partial">{strings["partial"]}</p>')
        lost = "".join(f"<li>{escape(_lost(d, answer))}</li>" for d in answer.dropped if d.text)
        parts.append(f'<ul class="notices">{lost}</ul>' if lost else "")
    kinds = list(dict.fromkeys(claim.basis for claim in answer.claims))
    for kind in kinds:
        name = heading(kind, answer.claims, answer.sources, answer.language)
        parts.append(f'<p class="basis {kind}"><span>{name}</span></p>')
        for claim in (claim for claim in answer.claims if claim.basis == kind):
            numbers = dict.fromkeys(citation.n for citation in claim.citations)
            marks = "".join(_mark(turn, n) for n in numbers)
            parts.append(f'<p class="claim {kind}">{escape(claim.text)} {marks}</p>')
    if answer.notices:
        items = "".join(f"<li>{escape(notice.text)}</li>" for notice in answer.notices)
        parts.append(f'<ul class="notices">{items}</ul>')
    if answer.claims:
        parts.append(f'<p class="caution">{strings["caution"]}</p>')
    return f'<div class="answer" lang="{answer.language}">{"".join(parts)}</div>'


def _lost(dropped: Dropped, answer: Answer) -> str:
    """What is missing and why; the question itself is not said again."""
    return dropped.why if dropped.text in (answer.question, answer.standalone) else f"{dropped.text}: {dropped.why}"


def linked(text: str, turn: int) -> str:
    """Markdown whose [n] marks lead to the evidence cards of a turn.

    >>> linked("Paid. [3]", 7)
    'Paid. [[3]](#card-7-3)'
    """
    return _MARK.sub(lambda match: f"[[{match[1]}]](#card-{turn}-{match[1]})", text)


def _mark(turn: int, n: int) -> str:
    return f'<a class="cite" href="#card-{turn}-{n}" data-card="card-{turn}-{n}" aria-label="source {n}">[{n}]</a>'


def evidence_html(answer: Evidenced | None, turn: int, page: str, index: Index | None) -> str:
    """The evidence cards of an answer, the first one open."""
    strings = STRINGS[page]
    if answer is None or index is None:
        return f'<p class="hint">{strings["no_evidence_yet"]}</p>'
    if not answer.sources:
        return f'<p class="hint">{strings["no_sources"]}</p>'
    cards = [_card(answer, card, turn, page, index, opened=i == 0) for i, card in enumerate(answer.sources)]
    return f'<div class="cards">{"".join(cards)}</div>'


def _card(answer: Evidenced, card: SourceCard, turn: int, page: str, index: Index, opened: bool) -> str:
    strings, document = STRINGS[page], index.documents[card.doc_id]
    claims = [claim for claim in answer.claims if any(citation.n == card.n for citation in claim.citations)]
    basis = claims[0].basis
    citations = [citation for claim in claims for citation in claim.citations if citation.n == card.n]
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(card, citations, page, index))
    own = f'<p class="own-summary">{strings["our_summary"]}</p>' if document.kind == "policy" else ""
    passages = "".join(_passage(index.passage(pid), citations, answer.language, page) for pid in _passages(citations))
    reference = reference_of(document, card)
    link = (
        f'<a class="official" href="{escape(card.url)}" rel="noreferrer" target="_blank">{strings["official"]}</a>'
        if card.url
        else ""
    )
    return (
        f'<details class="card {basis}" id="card-{turn}-{card.n}"{" open" if opened else ""}>'
        f'<summary><span class="number">[{card.n}]</span> <span class="card-title">{escape(card.title)}</span>'
        f'{_badge(card, page)}<span class="basis-tag {basis}">{heading(basis, claims, (card,), page)}</span></summary>'
        f"{own}<dl>{facts}</dl>{passages}"
        f'<p class="reference"><span>{strings["reference"]}:</span> {escape(reference)}</p>'
        f'<p><button type="button" class="copy" data-copy="{escape(reference, quote=True)}">'
        f"{strings['copy']}</button> {link}</p>"
        "</details>"
    )


def _badge(card: SourceCard, page: str) -> str:
    if not card.validity:
        return ""
    words = wording(page)
    since = f" · {STRINGS[page]['since'].format(date=words.day(card.since))}" if card.since else ""
    return f'<span class="badge {card.validity}">{words.statuses[card.validity]}{since}</span>'


def _facts(card: SourceCard, citations: list[Citation], page: str, index: Index) -> Iterable[tuple[str, str]]:
    strings, document = STRINGS[page], index.documents[card.doc_id]
    if document.number:
        yield strings["table_number"], escape(document.number)
    if document.issuers:
        yield strings["issuers"], escape("、".join(document.issuers))
    if document.level:
        yield strings["level"], strings[f"level_{document.level}"]
    if document.places:
        yield strings["place_label"], escape("; ".join(readable_place(place) for place in document.places))
    yield strings["section"], escape(card.section)
    articles = index.passage(citations[0].passage_id).articles
    if articles:
        yield strings["articles"], escape(", ".join(articles))
    yield strings["rating"], strings[f"rating_{card.rating}"]
    read = [index.sources[key] for key in _keys(citations, index) if key in index.sources]
    if read:
        yield strings["sources_of"], "; ".join(escape(_source(s.publisher, s.title, s.date)) for s in read)


def _source(publisher: str, title: str, date: str) -> str:
    return ", ".join(part for part in (publisher, title, date) if part)


def _keys(citations: list[Citation], index: Index) -> list[str]:
    """The source keys of the cited sentences."""
    found: dict[str, None] = {}
    for citation in citations:
        passage = index.passage(citation.passage_id)
        for language, spans in passage.spans.items():
            for position, span in enumerate(spans):
                if span == (citation.start, citation.end) and passage.text[language][slice(*span)] == citation.quote:
                    found |= dict.fromkeys(mark.key for mark in passage.marks[position])
    return list(found)


def _passages(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(citation.passage_id for citation in citations))


def _passage(passage: Passage, citations: list[Citation], language: str, page: str) -> str:
    """The whole passage with the quotes marked, and the other language below it."""
    shown = language if passage.text[language] else "en"
    spans = sorted({(c.start, c.end) for c in citations if c.passage_id == passage.passage_id})
    other = "en" if shown == "zh" else "zh"
    strings = STRINGS[page]
    note = f' <span class="hint">({strings["our_translation"]})</span>' if other == "en" else ""
    twin = ""
    if passage.text[other]:
        label = "English" if other == "en" else "中文"
        twin = (
            f'<details class="twin"><summary>{label}{note}</summary>'
            f'<blockquote lang="{other}">{escape(passage.text[other])}</blockquote></details>'
        )
    return f'<blockquote class="passage" lang="{shown}">{marked(passage.text[shown], spans)}</blockquote>{twin}'


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Escaped text with the spans in <mark>; the spans are sorted and do not overlap.

    >>> marked("a < b", [(0, 1)])
    '<mark>a</mark> &lt; b'
    """
    parts, at = [], 0
    for start, end in spans:
        parts.append(escape(text[at:start]))
        parts.append(f"<mark>{escape(text[start:end])}</mark>")
        at = end
    return "".join([*parts, escape(text[at:])])


def reference_of(document: Document, card: SourceCard) -> str:
    """A reference line to copy: issuers, title, number, section."""
    issuers = "、".join(document.issuers)
    parts = [issuers, document.title.zh, document.number, card.section]
    return ". ".join(part for part in parts if part) + f" (Gongzhi: {document.doc_id})"


def readable_place(path: str) -> str:
    """A place path as people write it: `CN/浙江省/嘉兴市` becomes 浙江省 嘉兴市."""
    parts = path.split("/")
    return " ".join(parts[1:]) if len(parts) > 1 else {"CN": "中国 China"}.get(path, path)


def document_html(
    document: Document, page: str, ratings: Mapping[str, str], questions: Sequence[KnownQuestion] = ()
) -> str:
    """A whole document in both languages, sentence beside sentence, with ratings, and the questions it answers."""
    sections = []
    for section in document.sections:
        rows = "".join(
            f"<tr><td>{escape(sentence.text.zh)}</td><td>{escape(sentence.text.en)}</td>"
            f'<td class="rating {sentence.rating}">{ratings[sentence.rating]}</td></tr>'
            for sentence in section.sentences
        )
        sections.append(f"<h4>{escape(section.heading.zh)} · {escape(section.heading.en)}</h4><table>{rows}</table>")
    note = f'<p class="own-summary">{STRINGS[page]["our_summary"]} · {STRINGS[page]["our_translation"]}</p>'
    number = f" · {escape(document.number)}" if document.number else ""
    head = f"<h3>{escape(document.title.zh)}<br>{escape(document.title.en)}{number}</h3>"
    asked = "".join(f"<li>{escape(question.text[page])}</li>" for question in questions)
    answers = f"<details><summary>{STRINGS[page]['answers']}</summary><ul>{asked}</ul></details>" if asked else ""
    return f'<article class="document">{head}{note}{answers}{"".join(sections)}</article>'
