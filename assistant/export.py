"""Memos and comparisons as Word files: what stands in them, in which order. How it is set is in `paper`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.memo import Comparison, DimensionAdvice, Memo, Recommendation, Transfer
from assistant.memo_text import (
    answered,
    as_of_line,
    barrier_names,
    drafting_notes,
    marks,
    place_line,
    short,
    transfers_of,
)
from assistant.memo_wording import memo_words
from assistant.paper import Paper
from assistant.records import Claim, SourceCard
from assistant.wording import wording
from ingest import BadInput, Index


def write_memo(memo: Memo, path: Path, index: Index) -> None:
    """The memo as a Word file. Raises BadInput for a refusal, or when the file cannot be written."""
    if memo.status == "refused":
        raise BadInput(f"There is no memo to export: {memo.help}")
    w = memo_words(memo.language)
    paper = Paper(memo.language, memo.fingerprint)
    paper.title(w["title"])
    paper.centred(as_of_line(memo.language, memo.as_of, memo.snapshot))
    paper.centred(place_line(memo))
    for note in drafting_notes(memo):
        paper.centred(note)
    paper.head(w["situation"])
    for line in memo.situation.splitlines():
        paper.text(line)
    _summary(paper, memo)
    if memo.warnings or memo.conflicts or memo.notices:
        paper.head(w["warnings"])
        for notice in memo.notices:
            paper.item(notice.text)
        for caution in memo.warnings:
            paper.text(caution.text, bold=True)
            for claim in caution.claims:
                paper.item(_cited(claim))
        for conflict in memo.conflicts:
            paper.item(conflict)
    for number, advice in enumerate(memo.dimensions, 1):
        _dimension(paper, number, advice, memo)
    _measures(paper, memo)
    _legal(paper, memo, index)
    _transfers(paper, memo)
    paper.head(w["capacities"])
    names, join = barrier_names(memo), wording(memo.language).joined
    rows = [
        (
            v.name,
            w["weakened"].format(barriers=join([names[b] for b in v.barriers if b in names]))
            if v.barriers
            else v.question,
        )
        for v in memo.capacities
    ]
    paper.table((w["capacity"], w["standing"]), rows, (4.0, 12.0))
    if memo.questions:
        paper.head(w["questions"])
        for number, question in enumerate(memo.questions, 1):
            paper.text(f"{number}. {question}")
    _references(paper, memo.sources, memo.language, index)
    paper.text(w["caution"], small=True)
    paper.save(path)


def write_comparison(comparison: Comparison, path: Path, index: Index) -> None:
    """The comparison as a Word file. Raises BadInput when the file cannot be written."""
    w = memo_words(comparison.language)
    paper = Paper(comparison.language, comparison.fingerprint)
    titles = [short(comparison, case) for case in comparison.cases]
    paper.title(w["compare_title"])
    for case in comparison.cases:
        paper.centred(comparison.titles[case])
    paper.centred(as_of_line(comparison.language, comparison.as_of, comparison.snapshot))
    for key, points in (("same", comparison.same), ("differences", comparison.differences)):
        if points:
            paper.head(w[key])
            rows = [(p.name, *(p.values.get(case, "") for case in comparison.cases)) for p in points]
            paper.table((w["aspect"], *titles), rows, _widths(len(titles)))
    paper.head(w["side"])
    rows = [
        (row.name, *("\n".join(_cited(c) for c in cell.claims) or w["silent_case"] for cell in row.cells))
        for row in comparison.rows
    ]
    paper.table((w["aspect"], *titles), rows, _widths(len(titles)))
    if comparison.unknown:
        paper.head(w["not_known"])
        for point in comparison.unknown:
            paper.text(point.name, bold=True)
            for value in point.values.values():
                paper.text(value)
    _references(paper, comparison.sources, comparison.language, index)
    paper.text(w["caution"], small=True)
    paper.save(path)


def reference(cards: Sequence[SourceCard], language: str, index: Index) -> str:
    """What is cited of a document in the manner of GB/T 7714: numbers, responsible body, title, type, year, sections.

    The year is as precise as the base knows it; a document of our own is named as such.
    """
    card = cards[0]
    document = index.documents[card.doc_id]
    by = "，".join(document.issuers) if language == "zh" else ", ".join(document.issuers)
    if document.kind == "theory":
        by = ", ".join(name for name in document.extra.get("authors", ()) if name != "not stated")
    first = next((index.sources[key] for key in document.sources if key in index.sources), None)
    by = by or (first.publisher if first and "not stated" not in first.publisher else "")
    kind = (
        "[S]"
        if document.kind == "policy"
        else "[R]"
        if document.kind in ("case", "statistic")
        else "[M]"
        if document.kind == "theory"
        else "[Z]"
    )
    if document.kind == "measure":
        by = "共治知识库" if language == "zh" else "Gongzhi knowledge base"
    published = first.date[:4] if first and document.kind != "measure" and first.date[:4].isdigit() else ""
    year = document.issued[:4] or published
    number = (
        f"：{document.number}"
        if document.number and language == "zh"
        else f": {document.number}"
        if document.number
        else ""
    )
    stop = "．" if language == "zh" else ". "
    numbers = "".join(f"[{one.n}]" for one in cards)
    sections = memo_words(language)["sep"].join(dict.fromkeys(one.section for one in cards))
    parts = [by, f"{card.title}{number}{kind}", year, sections if document.kind != "measure" else ""]
    return f"{numbers} " + stop.join(part for part in parts if part) + ("．" if language == "zh" else ".")


def _cited(claim: Claim) -> str:
    return f"{claim.text} {marks(claim)}"


def _widths(cases: int) -> tuple[float, ...]:
    return (2.4, *([13.6 / cases] * cases))


def _summary(paper: Paper, memo: Memo) -> None:
    w, join = memo_words(memo.language), wording(memo.language).joined
    paper.head(w["summary"])
    rows = [
        (
            advice.name,
            w[advice.diagnosis.status],
            join([f.name for f in advice.diagnosis.findings]) or "—",
            "\n".join(r.title for r in advice.recommendations) or "—",
        )
        for advice in memo.dimensions
    ]
    paper.table((w["dimension"], w["standing"], w["barriers"], w["measures"]), rows, (2.2, 2.4, 5.4, 6.0))


def _dimension(paper: Paper, number: int, advice: DimensionAdvice, memo: Memo) -> None:
    w, diagnosis = memo_words(memo.language), advice.diagnosis
    paper.head(f"{number}. {advice.name}" if memo.language == "en" else f"{'一二三四五'[number - 1]}、{advice.name}")
    paper.text(f"{w['diagnosis']}{w['colon']}{w[diagnosis.status]}", bold=True)
    if advice.told:
        paper.text((" " if memo.language == "en" else "").join(advice.told))
    for finding in diagnosis.findings:
        seen = w["shown_by"].format(words=w["sep"].join(finding.triggers))
        paper.item(f"{finding.name}{w['colon']}{finding.definition}{seen}")
    if diagnosis.working:
        paper.text(w["in_order"].format(words=w["sep"].join(diagnosis.working)))
    if advice.reasons:
        paper.text(w["reasons"] + w["colon"])
        for claim in advice.reasons:
            paper.item(_cited(claim))
    if advice.gap:
        paper.text(advice.gap.text)
        if advice.gap.question:
            paper.text(f"{w['question']}{w['colon']}{advice.gap.question}")
    if advice.recommendations and diagnosis.status == "working":
        paper.text(w["lever"])
    for place, recommendation in enumerate(advice.recommendations, 1):
        _recommendation(paper, place, recommendation, advice, memo)


def _recommendation(paper: Paper, place: int, r: Recommendation, advice: DimensionAdvice, memo: Memo) -> None:
    w = memo_words(memo.language)
    paper.head(f"({place}) {r.title}" if memo.language == "en" else f"（{'一二三'[place - 1]}）{r.title}", level=2)
    if r.what:
        paper.text(_cited(r.what))
    paper.text(f"{w['answers']}{w['colon']}{answered(memo, advice, r)}")
    if r.preconditions:
        paper.text(f"{w['preconditions']}{w['colon']}{w['sep'].join(r.preconditions)}")
    if r.first_step:
        paper.text(f"{w['first_step']}{w['colon']}{_cited(r.first_step)}", bold=True)
    for key, claims in (("steps", r.steps), ("indicators", r.indicators), ("risks", r.risks)):
        if claims:
            paper.text(w[key] + w["colon"])
            for claim in claims:
                paper.item(_cited(claim))
    paper.text(w["basis"] + w["colon"])
    for citation in r.basis:
        paper.item(f"{citation.quote} [{citation.n}]")
    if not r.basis:
        paper.item(w["no_basis"])
    for citation in r.elsewhere:
        paper.item(f"{w['elsewhere']}{w['colon']}{citation.quote} [{citation.n}]")
    if r.transferability:
        paper.text(w["precedent"] + w["colon"])
    for transfer in r.transferability:
        _transfer(paper, transfer, memo.language)


def _transfer(paper: Paper, transfer: Transfer, language: str) -> None:
    w = memo_words(language)
    paper.item(f"{transfer.title}{w['colon']}{_cited(transfer.result)}")
    if transfer.limits:
        paper.text(f"{w['limits']}{w['colon']}{_cited(transfer.limits)}", indent=1.5)


def _transfers(paper: Paper, memo: Memo) -> None:
    """Every precedent once with its conditions beside those of the asking place, in one table."""
    w, found = memo_words(memo.language), transfers_of(memo)
    if not found:
        return
    paper.head(w["transfers"])
    rows = []
    for transfer in found:
        stated = [c for c in transfer.conditions if c.verdict in ("check", "differs")]
        for place, c in enumerate(stated):
            rows.append(("" if place else transfer.title, c.name, c.there, c.here, w[c.verdict]))
    if rows:
        heads = (w["precedent"], w["aspect"], w["case_says"], w["here_says"], w["verdict"])
        paper.table(heads, rows, (3.6, 1.8, 4.6, 4.4, 1.6))
    asked = dict.fromkeys(c.name for transfer in found for c in transfer.conditions if c.verdict == "ask")
    if asked:
        paper.text(f"{w['open_points']}{w['colon']}{w['sep'].join(asked)}", small=True)


def _measures(paper: Paper, memo: Memo) -> None:
    w = memo_words(memo.language)
    rows = [
        (r.title, r.lead, r.partners, f"{w['cost_' + r.cost]}\n{w['time_' + r.time]}", w["evidence_" + r.evidence])
        for advice in memo.dimensions
        for r in advice.recommendations
    ]
    if rows:
        paper.head(w["measures"])
        heads = (w["measures"], w["lead"], w["partners"], w["cost_time"], w["evidence"])
        paper.table(heads, rows, (4.2, 3.4, 4.2, 2.4, 1.8))


def _legal(paper: Paper, memo: Memo, index: Index) -> None:
    """Every text that binds here, once, with its validity on the date."""
    w, cards = memo_words(memo.language), {card.n: card for card in memo.sources}
    quotes: dict[int, list[str]] = {}
    for advice in memo.dimensions:
        for r in advice.recommendations:
            for citation in r.basis:
                known = quotes.setdefault(citation.n, [])
                if citation.quote not in known:
                    known.append(citation.quote)
    if not quotes:
        return
    paper.head(w["legal"])
    rows = []
    for n in sorted(quotes):
        card = cards[n]
        articles = ", ".join(index.passage(_passage_of(memo, n)).articles)
        since = f"\n{wording(memo.language).day(card.since)}" if card.since else ""
        status = wording(memo.language).statuses[card.validity] if card.validity else ""
        number = f"\n{card.number}" if card.number else ""
        rows.append(
            (
                f"[{n}] {card.title}{number}",
                f"{card.section}{chr(10) + articles if articles else ''}",
                "\n".join(quotes[n]),
                status + since,
            )
        )
    paper.table((w["document"], w["section"], w["quote"], w["validity"]), rows, (4.4, 2.8, 6.4, 2.4))


def _passage_of(memo: Memo, n: int) -> str:
    return next(c.passage_id for claim in memo.claims for c in claim.citations if c.n == n)


def _references(paper: Paper, cards: Iterable[SourceCard], language: str, index: Index) -> None:
    """One entry for a document, with the numbers and sections of all that is cited from it."""
    paper.head(memo_words(language)["references"])
    by_document: dict[str, list[SourceCard]] = {}
    for card in cards:
        by_document.setdefault(card.doc_id, []).append(card)
    for same in by_document.values():
        paper.text(reference(same, language, index), small=True)
