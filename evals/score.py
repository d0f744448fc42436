"""A run judged against the set. Pure: reads answers, set and index, calls no model, changes nothing."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from evals import abstention, citations, ranking, stats
from evals.records import Item, Judgement, Run, RunLine, Scored, Value
from ingest import Index

# In the order they are printed. The sense of each is in evals/data/README.md.
MEANS = (
    "accuracy",
    "answer accuracy",
    "precision when answering",
    "answer rate",
    "false refusals",
    "correct refusals",
    "correct refusals, right reason",
    "nugget recall, vital",
    "nugget recall, all",
    "must-not said",
    *ranking.NAMES,
    "citation recall",
    "citation precision",
    *(f"hard errors, {kind}" for kind in citations.HARD_ERRORS),
    "sentences",
)
ACCURACIES = ("accuracy", "answer accuracy", "precision when answering", "answer rate", "correct refusals")


def score(items: Sequence[Item], run: Run, index: Index) -> Scored:
    """Every question's verdict, the measures over all, and the accuracies by language, status and type."""
    judged = judge_all(items, run, index)
    values = [stats.mean(name, measured(judged, name)) for name in MEANS]
    return Scored(run.name, judged, (*values, *_others(items, run, judged)), _groups(items, judged))


def judge_all(items: Sequence[Item], run: Run, index: Index) -> tuple[Judgement, ...]:
    """Every question's verdict, in the order of the questions."""
    ranked = _ranking(items, run)
    return tuple(judge(item, run.lines.get(item.item_id), ranked.get(item.item_id, {}), index) for item in items)


def judge(item: Item, line: RunLine | None, ranked: Mapping[str, float], index: Index) -> Judgement:
    """One question's verdict and every measure that applies to it."""
    found, errors = {**abstention.measures(item, line), **ranked}, []
    if line is not None and line.answered:
        known = " ".join(citations.known_to(item, claim, index) for claim in line.claims)
        recall, precision = citations.recall_and_precision(line.claims, known)
        found |= {"citation recall": recall} if recall is not None else {}
        found |= {"citation precision": precision} if precision is not None else {}
        errors = citations.hard_errors(item, line, index)
        for kind in citations.HARD_ERRORS:
            found[f"hard errors, {kind}"] = float(any(error.kind == kind for error in errors))
        found["sentences"] = float(len(line.claims))
    why = abstention.why_wrong(item, line)
    return Judgement(item.item_id, not why, why, found, tuple(f"{error.kind}: {error.what}" for error in errors))


def measured(judged: Sequence[Judgement], name: str) -> list[float]:
    """The values of one measure over the questions it applies to."""
    return [judgement.measures[name] for judgement in judged if name in judgement.measures]


def _ranking(items: Sequence[Item], run: Run) -> dict[str, dict[str, float]]:
    qrels = {item.item_id: item.passages for item in items if item.ranked}
    lines = run.lines
    return ranking.per_question(qrels, {i: ranking.sections(lines[i].passages) if i in lines else [] for i in qrels})


def _others(items: Sequence[Item], run: Run, judged: Sequence[Judgement]) -> list[Value]:
    lines = [(item, run.lines[item.item_id]) for item in items if item.item_id in run.lines]
    chances = [(line.answerability, item.answerable) for item, line in lines if line.answerability is not None]
    times = [line.seconds for _, line in lines if line.seconds is not None]
    right = {judgement.item_id: float(judgement.right) for judgement in judged}
    gains = {judgement.item_id: j for judgement in judged if (j := judgement.measures.get("nDCG@10")) is not None}
    return [
        stats.statistic("answerability AUROC", chances, stats.auroc),
        stats.parity("accuracy, zh minus en on pairs", pairs(items, right)),
        stats.parity("nDCG@10, zh minus en on pairs", pairs(items, gains)),
        stats.quantile("seconds p50", times, 0.5),
        stats.quantile("seconds p95", times, 0.95),
    ]


def pairs(items: Sequence[Item], values: Mapping[str, float]) -> list[tuple[float, float]]:
    """(zh, en) values of every complete pair."""
    by_pair: dict[str, dict[str, float]] = defaultdict(dict)
    for item in items:
        if item.pair and item.item_id in values:
            by_pair[item.pair][item.language] = values[item.item_id]
    return [(both["zh"], both["en"]) for both in by_pair.values() if len(both) == 2]


def _groups(items: Sequence[Item], judged: Sequence[Judgement]) -> dict[str, tuple[Value, ...]]:
    """The accuracies by language, by what should happen, and by type, in a fixed order."""
    sorts: Sequence[tuple[str, Callable[[Item], str]]] = (
        ("language", lambda item: item.language),
        ("expected", lambda item: f"{item.status} {item.language}"),
        ("type", lambda item: item.type),
    )
    found: dict[str, tuple[Value, ...]] = {}
    for sort, key in sorts:
        names = sorted({key(item) for item in items})
        found[sort] = tuple(
            stats.mean(name, [float(j.right) for item, j in zip(items, judged, strict=True) if key(item) == name])
            for name in names
        )
    return found
