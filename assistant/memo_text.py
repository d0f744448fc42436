"""Memos and comparisons as Markdown, in the words of `memo_wording`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.memo import Comparison, Difference, DimensionAdvice, Memo, Recommendation, Transfer
from assistant.memo_wording import memo_words
from assistant.records import Claim
from assistant.render import source_line
from assistant.wording import wording


def written(memo: Memo) -> Memo:
    """The memo with its text."""
    return replace(memo, text="\n".join(_memo(memo)).strip() + "\n")


def compared(comparison: Comparison) -> Comparison:
    """The comparison with its text."""
    return replace(comparison, text="\n".join(_comparison(comparison)).strip() + "\n")


def marks(claim: Claim) -> str:
    """The [n] marks of a claim."""
    return "".join(f"[{n}]" for n in dict.fromkeys(citation.n for citation in claim.citations))


def place_line(memo: Memo) -> str:
    w = memo_words(memo.language)
    parts = memo.place.split("/")[1:]
    known = " ".join(parts) if parts else w["place_unknown"]
    return w["place"].format(place=known)


def as_of_line(language: str, as_of: str, snapshot: str) -> str:
    return memo_words(language)["as_of"].format(day=wording(language).day(as_of), snapshot=snapshot)


def drafting_notes(memo: Memo) -> list[str]:
    """Whether a model worded parts of the memo, or why it did not."""
    if memo.mode == "generated":
        return [memo_words(memo.language)["worded"].format(model=memo.model)]
    return [dropped.why for dropped in memo.dropped if not dropped.text]


def barrier_names(memo: Memo) -> dict[str, str]:
    return {f.barrier: f.name for d in memo.dimensions for f in d.diagnosis.findings}


def answered(memo: Memo, advice: DimensionAdvice, recommendation: Recommendation) -> str:
    """The barriers that a measure answers, those of another dimension with its name."""
    form = memo_words(memo.language)["elsewhere_barrier"]
    known = {f.barrier: (f.name, d) for d in memo.dimensions for f in d.diagnosis.findings}
    names = [
        name if home.dimension == advice.dimension else form.format(barrier=name, dimension=home.name)
        for name, home in (known[barrier] for barrier in recommendation.answers)
    ]
    return wording(memo.language).joined(names)


def _memo(memo: Memo) -> Iterator[str]:
    w, join = memo_words(memo.language), wording(memo.language).joined
    names = barrier_names(memo)
    yield f"# {w['title']}\n"
    yield f"*{w['review']} · {as_of_line(memo.language, memo.as_of, memo.snapshot)} · {place_line(memo)}*\n"
    yield from (f"> {note}\n" for note in drafting_notes(memo))
    yield f"## {w['situation']}\n"
    yield "\n".join(f"> {line}" for line in memo.situation.splitlines()) + "\n"
    yield f"## {w['summary']}\n"
    yield f"| {w['dimension']} | {w['standing']} | {w['barriers']} | {w['measures']} |"
    yield "| --- | --- | --- | --- |"
    for advice in memo.dimensions:
        found = join([f.name for f in advice.diagnosis.findings]) or "—"
        measures = w["sep"].join(r.title for r in advice.recommendations) or "—"
        yield f"| {advice.name} | {w[advice.diagnosis.status]} | {found} | {measures} |"
    yield ""
    if memo.warnings:
        yield f"## {w['warnings']}\n"
        for caution in memo.warnings:
            yield f"- **{caution.text}**"
            yield from (f"  - {claim.text} {marks(claim)}" for claim in caution.claims)
        yield ""
    if memo.conflicts:
        yield f"## {w['conflicts']}\n"
        yield from (f"- {text}" for text in memo.conflicts)
        yield ""
    for advice in memo.dimensions:
        yield from _dimension(advice, memo)
    yield from _transfers(memo)
    yield f"## {w['capacities']}\n"
    for view in memo.capacities:
        weak = w["weakened"].format(barriers=join([names[b] for b in view.barriers if b in names]))
        yield f"- **{view.name}**{w['colon']}{weak if view.barriers else view.question}"
    yield ""
    if memo.questions:
        yield f"## {w['questions']}\n"
        yield from (f"{n}. {question}" for n, question in enumerate(memo.questions, 1))
        yield ""
    yield from _closing(memo)


def _dimension(advice: DimensionAdvice, memo: Memo) -> Iterator[str]:
    w = memo_words(memo.language)
    diagnosis = advice.diagnosis
    yield f"## {advice.name}\n"
    yield f"**{w['diagnosis']}**{w['colon']}{w[diagnosis.status]}\n"
    if advice.told:
        yield (" " if memo.language == "en" else "").join(advice.told) + "\n"
    for finding in diagnosis.findings:
        seen = w["shown_by"].format(words=w["sep"].join(finding.triggers))
        yield f"- **{finding.name}**{w['colon']}{finding.definition}{seen}"
    if diagnosis.findings:
        yield ""
    if diagnosis.working:
        yield w["in_order"].format(words=w["sep"].join(diagnosis.working)) + "\n"
    if advice.reasons:
        yield f"**{w['reasons']}**\n"
        yield from (f"- {claim.text} {marks(claim)}" for claim in advice.reasons)
        yield ""
    if advice.gap:
        yield advice.gap.text + "\n"
        if advice.gap.question:
            yield f"{w['question']}{w['colon']}{advice.gap.question}\n"
    if advice.recommendations and diagnosis.status == "working":
        yield w["lever"] + "\n"
    for n, recommendation in enumerate(advice.recommendations, 1):
        yield from _recommendation(n, recommendation, advice, memo)


def _recommendation(n: int, r: Recommendation, advice: DimensionAdvice, memo: Memo) -> Iterator[str]:
    w = memo_words(memo.language)
    colon = w["colon"]
    yield f"### {n}. {r.title}\n"
    if r.what:
        yield f"{r.what.text} {marks(r.what)}\n"
    yield f"- {w['answers']}{colon}{answered(memo, advice, r)}"
    yield f"- {w['lead']}{colon}{r.lead}"
    yield f"- {w['partners']}{colon}{r.partners}"
    if r.preconditions:
        yield f"- {w['preconditions']}{colon}{w['sep'].join(r.preconditions)}"
    if r.first_step:
        yield f"- **{w['first_step']}**{colon}{r.first_step.text} {marks(r.first_step)}"
    yield from _listed(w["steps"], r.steps, colon)
    yield from _listed(w["indicators"], r.indicators, colon)
    yield f"- {w['cost_time']}{colon}{w['cost_' + r.cost]}{w['sep']}{w['time_' + r.time]}"
    yield f"- {w['evidence']}{colon}{w['evidence_' + r.evidence]}"
    yield from _listed(w["risks"], r.risks, colon)
    yield f"\n**{w['basis']}**\n"
    yield from (f"- {c.quote} [{c.n}]" for c in r.basis)
    if not r.basis:
        yield f"- {w['no_basis']}"
    if r.elsewhere:
        yield f"\n**{w['elsewhere']}**\n"
        yield from (f"- {c.quote} [{c.n}]" for c in r.elsewhere)
    if r.transferability:
        yield f"\n**{w['precedent']}**\n"
    for transfer in r.transferability:
        yield from _transfer(transfer, memo.language)
    yield ""


def _transfer(transfer: Transfer, language: str) -> Iterator[str]:
    w = memo_words(language)
    yield f"- **{transfer.title}**{w['colon']}{transfer.result.text} {marks(transfer.result)}"
    if transfer.limits:
        yield f"  - {w['limits']}{w['colon']}{transfer.limits.text} {marks(transfer.limits)}"


def transfers_of(memo: Memo) -> list[Transfer]:
    """Each precedent of a memo once: its conditions are the same under every measure."""
    found = {t.doc_id: t for d in memo.dimensions for r in reversed(d.recommendations) for t in r.transferability}
    order = dict.fromkeys(t.doc_id for d in memo.dimensions for r in d.recommendations for t in r.transferability)
    return [found[doc_id] for doc_id in order]


def open_points(transfer: Transfer, language: str) -> str:
    """The conditions on which one side is silent, in a line; empty when there are none."""
    w = memo_words(language)
    left = [f"{c.name} ({w[c.verdict]})" for c in transfer.conditions if c.verdict in ("ask", "unknown")]
    return f"{w['open_points']}{w['colon']}{w['sep'].join(left)}" if left else ""


def _transfers(memo: Memo) -> Iterator[str]:
    w, found = memo_words(memo.language), transfers_of(memo)
    if found:
        yield f"## {w['transfers']}\n"
    for transfer in found:
        yield f"- **{transfer.title}**"
        for c in transfer.conditions:
            if c.verdict in ("check", "differs"):
                yield (
                    f"  - {c.name} ({w[c.verdict]}){w['colon']}{w['case_says']} “{c.there}”{w['sep']}"
                    f"{w['here_says']} “{c.here}”"
                )
        if left := open_points(transfer, memo.language):
            yield f"  - {left}"
    yield ""


def _listed(title: str, claims: Sequence[Claim], colon: str) -> Iterator[str]:
    if claims:
        yield f"- {title}{colon}"
        yield from (f"  - {claim.text} {marks(claim)}" for claim in claims)


def _closing(item: Memo | Comparison) -> Iterator[str]:
    w = memo_words(item.language)
    yield from (f"> {notice.text}\n" for notice in item.notices)
    yield f"## {w['sources']}\n"
    yield from (f"- {source_line(card, item.language)}" for card in item.sources)
    yield f"\n*{w['caution']} {w['fingerprint'].format(fingerprint=item.fingerprint)}*"


def _comparison(comparison: Comparison) -> Iterator[str]:
    w = memo_words(comparison.language)
    titles = [short(comparison, case) for case in comparison.cases]
    yield f"# {w['compare_title']}{w['colon']}{w['sep'].join(titles)}\n"
    yield f"*{w['review']} · {as_of_line(comparison.language, comparison.as_of, comparison.snapshot)}*\n"
    yield from (f"- {comparison.titles[case]}" for case in comparison.cases)
    yield ""
    yield from _points(w["same"], comparison.same, comparison)
    yield from _points(w["differences"], comparison.differences, comparison)
    yield f"## {w['side']}\n"
    yield f"| {w['aspect']} | " + " | ".join(titles) + " |"
    yield "| --- |" + " --- |" * len(titles)
    for row in comparison.rows:
        cells = ["<br>".join(f"{c.text} {marks(c)}" for c in cell.claims) or w["silent_case"] for cell in row.cells]
        yield f"| **{row.name}** | " + " | ".join(cells) + " |"
    yield ""
    yield from _points(w["not_known"], comparison.unknown, comparison)
    yield from _closing(comparison)


def short(comparison: Comparison, case: str) -> str:
    """The part of a case's title before the colon, where that tells the cases apart."""
    heads = {key: re.split(r"[:：]", title)[0].strip() for key, title in comparison.titles.items()}
    return heads[case] if len(set(heads.values())) == len(heads) else comparison.titles[case]


def _points(title: str, points: Iterable[Difference], comparison: Comparison) -> Iterator[str]:
    w, points = memo_words(comparison.language), list(points)
    if not points:
        return
    yield f"## {title}\n"
    for point in points:
        yield f"- **{point.name}**"
        numbers = {c.doc_id: c.n for c in point.citations}
        for case, value in point.values.items():
            mark = f" [{numbers[case]}]" if case in numbers else ""
            yield f"  - {short(comparison, case)}{w['colon']}{value}{mark}"
    yield ""
