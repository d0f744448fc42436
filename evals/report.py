"""The report: one HTML file that opens offline, in both languages, without a script. Pure: text from what was measured.

The first run is the one reported; the others stand beside it. Of the test split only ids and measures are written.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals import advice, gate, plots, ranking, stats
from evals.citations import HARD_ERRORS
from evals.nuggets import has
from evals.records import ANSWERS, Item, Judgement, Run, RunLine, Scored, Set, Value
from evals.report_words import CHINESE, WORDS
from evals.table import cell

REPORT = Path("runs/report.html")
STYLE = Path(__file__).with_name("report.css")
SHOWN = ("all", "wrong", "changed")  # questions
DEEPEST = 10  # sections of a ranking
Measured = tuple[Run, Set, Scored, tuple[Judgement, ...]]
Drafts = Mapping[str, Mapping[str, Any]]


def page(runs: Sequence[Measured], drafts: Drafts, before: gate.Outcomes, name: str) -> str:
    """The whole report. `drafts` are the first run's, `before` the outcomes to compare with and `name` theirs."""
    run, read, scored, advised = runs[0]
    now = gate.outcomes((*scored.judgements, *advised))
    before = {i: measures for i, measures in before.items() if i in now}
    parts = [
        _headline(run, read, scored, now, before, name),
        _groups(scored),
        _systems(runs),
        _plots(runs),
        _advice(read, advised, drafts),
        _questions(run, read, scored, now, before),
        _hidden(read, (*scored.judgements, *advised)),
        f"<h2>{w('limits')}</h2><p>{w('limits_text')}</p>",
    ]
    shown = "".join(
        f'<input class="choice" type="radio" name="shown" id="{key}"{" checked" if key == "all" else ""}>'
        for key in SHOWN
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{" · ".join(WORDS["title"])}</title>
<meta name="viewport" content="width=device-width"><style>{STYLE.read_text(encoding="utf-8")}</style>
<script type="application/json" id="headline">{_data(run, read, scored)}</script></head><body>
<input class="choice" type="radio" name="language" id="en" checked>
<input class="choice" type="radio" name="language" id="zh">
{shown}
<div class="top choices"><label for="en">English</label><label for="zh">中文</label></div>
<main>{"".join(parts)}</main></body></html>
"""


def w(key: str, **named: str) -> str:
    """A piece of the report's own words in both languages; the style shows the chosen one."""
    en, zh = (escape(text.format(**named)) for text in WORDS[key])
    return f'<span class="w" lang="en">{en}</span><span class="w" lang="zh">{zh}</span>'


def named(name: str) -> str:
    """A measure, a type or another name of the commands, with its Chinese for Chinese readers."""
    zh = f"{CHINESE[name]} ({name})" if name in CHINESE else name
    return f'<span class="w" lang="en">{escape(name)}</span><span class="w" lang="zh">{escape(zh)}</span>'


def figures(scored: Scored) -> list[tuple[str, Value | None]]:
    """The measures of the headline by the key of their words."""
    by_name = {value.name: value for value in scored.values}
    language = {value.name: value for value in scored.groups.get("language", ())}
    lengths = [j.measures["sentences"] for j in scored.judgements if "sentences" in j.measures]
    hard = [float(any(j.measures.get(f"hard errors, {kind}") for kind in HARD_ERRORS)) for j in scored.judgements]
    return [
        ("accuracy", by_name.get("accuracy")),
        ("accuracy_en", language.get("en")),
        ("accuracy_zh", language.get("zh")),
        ("precision", by_name.get("precision when answering")),
        ("refusals", by_name.get("correct refusals")),
        ("false_refusals", by_name.get("false refusals")),
        ("hard", stats.mean("hard errors", hard)),
        ("length", stats.quantile("sentences", lengths, 0.5)),
        ("latency", by_name.get("seconds p50")),
    ]


def _split(read: Set) -> str:
    return " + ".join(sorted({item.split for item in read.items}))


def _data(run: Run, read: Set, scored: Scored) -> str:
    """What another program shows of the report without reading the rest."""
    kept = {key: run.manifest.get(key) for key in ("date", "commit", "snapshot", "system")}
    shown = {key: [value.value, value.low, value.high, value.n] for key, value in figures(scored) if value and value.n}
    return json.dumps({**kept, "split": _split(read), "questions": len(scored.judgements), "figures": shown}).replace(
        "<", "\\u003c"
    )


def _headline(run: Run, read: Set, scored: Scored, now: gate.Outcomes, before: gate.Outcomes, name: str) -> str:
    made = {key: escape(str(value)) for key, value in run.manifest.items()}
    parts = [
        f"<h1>{w('title')}</h1><p class='soft'>{w('made')}: {made.get('system')}, {len(scored.judgements)} × "
        f"<code>{_split(read)}</code>, {made.get('date', '')[:16]}, <code>{made.get('commit', '')[:10]}"
        f"{'+' if run.manifest.get('dirty') else ''}</code>, <code>{made.get('snapshot')}</code></p>"
        f"<h2>{w('headline')}</h2><div class='panel'>"
    ]
    for key, value in figures(scored):
        if value is None or value.value is None:
            continue
        bad = " bad" if key == "hard" and value.value > 0 else ""
        shown = (
            f"{value.value:.2f}"
            if key == "latency"
            else f"{value.value:g}"
            if key == "length"
            else f"{value.value:.0%}"
        )
        parts.append(
            f'<div class="figure{bad}" id="figure-{key}"><b>{shown}</b>{w(key)}'
            f'<br><span class="soft">[{value.low:.3g}, {value.high:.3g}] n={value.n}</span></div>'
        )
    return "".join(parts) + "</div>" + _difference(now, before, name)


def _difference(now: gate.Outcomes, before: gate.Outcomes, name: str) -> str:
    if not before:
        return f"<p class='soft'>{w('no_baseline')}</p>"
    better, worse, new, _ = gate.changes(now, before)
    rows = [
        [named(measure), _interval(value)]
        for measure in gate.KEPT
        if (value := stats.paired(measure, gate.of(measure, before), gate.of(measure, now))).n
    ]
    flips = " · ".join(
        f"{w(key)}: <b class='{tone}'>{len(ids)}</b> <span class='soft'>{escape(' '.join(ids[:40]))}</span>"
        for key, ids, tone in (("better", better, "good"), ("worse", worse, "bad"), ("new", new, ""))
    )
    return f"<h3>{w('difference', name=name)}</h3><p>{flips}</p>{_table(['measure', 'value'], rows)}"


def _interval(value: Value) -> str:
    if value.value is None or value.low is None or value.high is None:
        return "—"
    tone = "good" if value.low > 0 else "bad" if value.high < 0 else ""
    spread = f"[{value.low:.3f}, {value.high:.3f}] n={value.n}"
    return f'<span class="{tone}">{value.value:+.3f}</span> <span class="soft">{spread}</span>'


def _groups(scored: Scored) -> str:
    tables = "".join(
        _table([sort, "value"], [[named(value.name), escape(cell(value))] for value in values])
        for sort, values in scored.groups.items()
        if sort != "type"
    )
    types = scored.groups.get("type", ())
    return f"<h2>{w('groups')}</h2>{tables}<p class='soft'>{w('plot_type')}</p>{plots.intervals(types)}" + _table(
        ["type", "value"], [[named(value.name), escape(cell(value))] for value in types]
    )


def _systems(runs: Sequence[Measured]) -> str:
    columns = [{value.name: value for value in scored.values} for _, _, scored, _ in runs]
    names = dict.fromkeys(name for column in columns for name in column)
    rows = [[named(name), *(escape(cell(column.get(name))) for column in columns)] for name in names]
    heads = ["measure", *(_system(run) for run, *_ in runs)]
    return f"<h2>{w('systems')}</h2><p class='soft'>{w('systems_note')}</p>{_table(heads, rows)}"


def _system(run: Run) -> str:
    return f"{run.manifest.get('system', '')} ({run.name})"


def _plots(runs: Sequence[Measured]) -> str:
    by_k = {_system(run): _recall(run, read.items) for run, read, *_ in runs}
    times = {
        _system(run): plots.spread([line.seconds for line in run.lines.values() if line.seconds is not None])
        for run, *_ in runs
    }
    return (
        f"<h2>{w('by_k')}</h2><p class='soft'>{w('by_k_note')}</p>{plots.lines(by_k, 'k')}"
        f"<h2>{w('latency_plot')}</h2><p class='soft'>{w('latency_note')}</p>{plots.lines(times, 's')}"
    )


def _recall(run: Run, items: Iterable[Item]) -> list[tuple[float, float]]:
    """The mean share of the sections that answer among the first k, for each k."""
    judged = [
        ({key for key, grade in item.passages.items() if grade >= ANSWERS}, item.item_id)
        for item in items
        if item.ranked
    ]
    ranked = {i: ranking.sections(run.lines[i].passages) if i in run.lines else [] for _, i in judged}
    return [
        (float(k), sum(len(wanted & set(ranked[i][:k])) / len(wanted) for wanted, i in judged) / len(judged))
        for k in range(1, DEEPEST + 1)
        if judged
    ]


def _advice(read: Set, advised: Sequence[Judgement], drafts: Drafts) -> str:
    if not advised:
        return f"<h2>{w('advice')}</h2><p class='soft'>{w('advice_none')}</p>"
    rows = [[named(value.name), escape(cell(value))] for value in advice.values(advised)]
    by_id, parts = {judgement.item_id: judgement for judgement in advised}, []
    for situation in read.situations:
        if situation.split == "dev":
            found = drafts.get(situation.item_id, {}).get("barriers", ())
            extra = sorted(set(found) - set(situation.barriers))
            inside = f"<p>{escape(situation.situation)}</p>" + _list(
                [f"{_mark(barrier in found)} {escape(barrier)}" for barrier in situation.barriers]
                + [f"{escape(barrier)} <span class='soft'>({w('extra')})</span>" for barrier in extra]
            )
            parts.append(_verdict(by_id[situation.item_id], f"{w('barriers')}", inside, drafts))
    for comparison in read.comparisons:
        if comparison.split == "dev":
            parts.append(_verdict(by_id[comparison.item_id], escape(" · ".join(comparison.cases)), "", drafts))
    return f"<h2>{w('advice')}</h2>{_table(['measure', 'value'], rows)}{''.join(parts)}"


def _verdict(judgement: Judgement, title: str, inside: str, drafts: Drafts) -> str:
    text = str(drafts.get(judgement.item_id, {}).get("text", ""))
    return (
        f"<details><summary>{_mark(judgement.right)} <code>{escape(judgement.item_id)}</code> {title} "
        f"<span class='soft'>{escape(judgement.why)}</span></summary>{inside}{_errors(judgement)}"
        f"<details><summary>{w('text')}</summary><div class='answer'>{escape(text)}</div></details></details>"
    )


def _questions(run: Run, read: Set, scored: Scored, now: gate.Outcomes, before: gate.Outcomes) -> str:
    shown = [
        _question(item, run.lines.get(item.item_id), judgement, _turned(item.item_id, now, before))
        for item, judgement in zip(read.items, scored.judgements, strict=True)
        if item.split == "dev"
    ]
    choices = "".join(f'<label for="{key}">{w(key)}</label>' for key in SHOWN)
    return (
        f"<h2>{w('questions')}</h2><p class='soft'>{w('questions_note')}</p>"
        f'<p class="choices">{choices}</p>{"".join(shown)}'
    )


def _turned(item_id: str, now: gate.Outcomes, before: gate.Outcomes) -> str:
    """`better`, `worse` or `new` since the baseline; empty when its verdict is the same."""
    if item_id not in before:
        return "new" if before else ""
    change = now[item_id]["accuracy"] - before[item_id].get("accuracy", now[item_id]["accuracy"])
    return "better" if change > 0 else "worse" if change < 0 else ""


def _question(item: Item, line: RunLine | None, judgement: Judgement, turned: str) -> str:
    classes = f"q{'' if judgement.right else ' is-wrong'}{' is-changed' if turned else ''}"
    tone = {"better": "good", "worse": "bad"}.get(turned, "")
    change = f" <span class='tag {tone}'>{w(turned)}</span>" if turned else ""
    earlier = "".join(
        f"<blockquote>{escape(turn.question)}<br>{escape(turn.answer)}</blockquote>" for turn in item.history
    )
    before = f"<p>{w('asked_before')}</p>{earlier}" if earlier else ""
    wrong = f"<p class='bad'>{w('why')}: {escape(judgement.why)}</p>" if judgement.why else ""
    expected = f"<p>{w('expected')}: {w(f'status_{item.status}')}{escape(f' ({item.reason})' if item.reason else '')}"
    return (
        f'<details class="{classes}" id="{escape(item.item_id)}"><summary>{_mark(judgement.right)} '
        f"<code>{escape(item.item_id)}</code> <span class='tag'>{named(item.type)}</span>{change} "
        f"{escape(item.question)}</summary>"
        f"{before}{expected} · {item.as_of} {escape(item.place)}</p>{wrong}{_errors(judgement)}{_answer(item, line)}"
        f"<p class='soft'>{w('measures')}: {escape(_numbers(judgement))}</p></details>"
    )


def _answer(item: Item, line: RunLine | None) -> str:
    if line is None:
        return f"<p>{w('no_answer')}</p>"
    title = w("answer") if line.answered else f"{w('declined')} ({escape(line.reason)})"
    cited = dict.fromkeys(
        (c.doc_id, c.passage_id, c.quote, claim.basis) for claim in line.claims for c in claim.citations
    )
    sources = _list(
        [
            f"<code>{escape(passage_id)}</code> <span class='tag'>{escape(basis)}</span>"
            f"{' ✓' if doc_id in item.sources else ''}<blockquote>{escape(quote)}</blockquote>"
            for doc_id, passage_id, quote, basis in cited
        ]
    )
    vital = f" <span class='tag'>{w('vital')}</span>"
    nuggets = _list(
        [
            f"{_mark(line.answered and has(line.text, nugget))} {escape(nugget.text)}{vital if nugget.vital else ''}"
            for nugget in item.nuggets
        ]
    )
    return (
        f"<p>{title}</p><div class='answer'>{escape(line.text)}</div>"
        + (f"<p>{w('nuggets')}</p>{nuggets}" if item.nuggets else "")
        + (f"<p>{w('sources')}</p>{sources}" if cited else "")
    )


def _hidden(read: Set, judgements: Sequence[Judgement]) -> str:
    hidden = read.hidden
    rows = [[escape(j.item_id), escape(_numbers(j))] for j in judgements if j.item_id in hidden]
    return f"<h2>{w('hidden')}</h2>{_table(['id', 'measures'], rows)}" if rows else ""


def _numbers(judgement: Judgement) -> str:
    return " · ".join(f"{name} {value:.2f}" for name, value in judgement.measures.items())


def _errors(judgement: Judgement) -> str:
    return "".join(f"<p class='bad'>{escape(error)}</p>" for error in judgement.errors)


def _mark(right: bool) -> str:
    return f"<b class='{'good' if right else 'bad'}'>{'✓' if right else '✗'}</b>"


def _list(rows: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; a heading that is a key of the words is said in both languages."""
    head = "".join(f"<th>{w(name) if name in WORDS else escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
