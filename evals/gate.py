"""Whether a change may land: what was accepted, question by question, beside what the answers are now.

The rules. The index is of the base as it stands, and the base has not shrunk. Hard errors are zero. No watched measure
goes below its floor. Answers do not get longer. And on the questions that both have, no watched measure falls by more
than the paired bootstrap puts down to which questions were asked. Floors and ceilings are worked out from what was
accepted and written nowhere; docs/decisions/0011.
"""

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evals import stats
from evals.records import SPLITS, Item, Judgement, Value
from ingest import LANGUAGES, BadInput, Index, Manifest, changed_files

BASELINE = Path(__file__).parent / "baseline.json"
# Kept for every question, in this order; all but the last are better when higher.
WATCHED = ("accuracy", "precision when answering", "correct refusals", "nugget recall, vital", "nDCG@10")
ADVICE = ("barriers found", "barriers right", "measures recommended", "points made")
LENGTH = "sentences"
KEPT = (*WATCHED, *ADVICE, LENGTH)
# Paired over all questions and over those of each language: what breaks in one language is diluted in the other.
PAIRED = ("accuracy", "nugget recall, vital", "nDCG@10")
CERTAIN = 0.99  # of a paired interval; so many are looked at that at 0.95 one neutral change in six was stopped
SURE_OF_NONE = 3  # rule of three (Hanley & Lippman-Hand 1983): none in n cases leaves up to 3/n possible
HALF_A_SENTENCE = 0.5
SHRINKS = 0.05  # of what the base held; single documents come and go

Rule = Literal["index", "base", "hard", "floor", "length", "decline"]
Outcomes = Mapping[str, Mapping[str, float]]  # a question's measures among KEPT, by its id


@dataclass(frozen=True)
class Fall:
    """Something that stops a change: which rule, what fell, and the questions on which it did."""

    rule: Rule
    what: str
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}" + (f": {' '.join(self.ids)}" if self.ids else "")


@dataclass(frozen=True)
class Accepted:
    """The baseline: outcomes by split, and every acceptance with its date and reason, oldest first."""

    splits: Mapping[str, Outcomes]
    log: tuple[Mapping[str, Any], ...] = ()

    def outcomes(self, splits: Iterable[str]) -> Outcomes:
        return {i: measures for split in splits for i, measures in self.splits.get(split, {}).items()}


def outcomes(judgements: Sequence[Judgement]) -> Outcomes:
    """What a baseline keeps of a run's verdicts."""
    return {
        judgement.item_id: {name: round(judgement.measures[name], 4) for name in KEPT if name in judgement.measures}
        for judgement in judgements
    }


def falls(judgements: Sequence[Judgement], items: Sequence[Item], accepted: Outcomes) -> list[Fall]:
    """Everything that stops a change with these verdicts; empty when it may land."""
    now = outcomes(judgements)
    found = [*_hard(judgements), *_below_floors(now, accepted), *_longer(now, accepted)]
    languages = {item.item_id: item.language for item in items}
    for name in PAIRED:
        for language in ("", "en", "zh"):
            chosen = {i: m for i, m in now.items() if not language or languages.get(i) == language}
            found += _declined(name, chosen, accepted, language)
    for name in ("correct refusals", *ADVICE):
        found += _declined(name, now, accepted)
    return found


def stale_index(kb: Path, manifest: Manifest) -> list[Fall]:
    """Stops a change that was measured on another base than the one it comes with."""
    changed = changed_files(kb, manifest)
    what = f"{len(changed)} files of {kb} are not those the index was made from; run python -m ingest build"
    return [Fall("index", what, tuple(changed[:5]))] if changed else []


def inventory(index: Index) -> dict[str, int]:
    """How much the base holds: documents, sentences in each language, terms of the glossary."""
    sentences = {
        f"sentences {language}": sum(
            len(passage.spans[language]) for passage in index.passages if passage.text[language]
        )
        for language in LANGUAGES
    }
    return {"documents": len(index.documents), **sentences, "terms": len(index.terms)}


def shrunk(now: Mapping[str, int], accepted: Accepted) -> list[Fall]:
    """Stops a change after which the base holds clearly less than it did: lost files are no improvement."""
    before: Mapping[str, int] = accepted.log[-1].get("base", {}) if accepted.log else {}
    return [
        Fall("base", f"{name}: {now.get(name, 0)}, accepted with {count}")
        for name, count in before.items()
        if now.get(name, 0) < (1 - SHRINKS) * count
    ]


def _hard(judgements: Sequence[Judgement]) -> list[Fall]:
    kinds = dict.fromkeys(name for j in judgements for name in j.measures if name.startswith("hard errors"))
    wrong = {kind: tuple(j.item_id for j in judgements if j.measures.get(kind)) for kind in kinds}
    return [Fall("hard", f"{kind}, in {len(ids)}", ids) for kind, ids in wrong.items() if ids]


def floor(value: Value) -> float:
    """The lowest a measure may go: the lower end of the accepted interval, or 3/n below the mean if that is lower.

    The second counts where nothing ever failed and the interval has no width.

    >>> floor(stats.mean("accuracy", [1.0] * 30))
    0.9
    """
    assert value.value is not None
    assert value.low is not None
    return min(value.low, value.value - SURE_OF_NONE / value.n)


def _below_floors(now: Outcomes, accepted: Outcomes) -> list[Fall]:
    found = []
    for name in (*WATCHED, *ADVICE):
        before, after = stats.mean(name, _all(name, accepted)), stats.mean(name, _all(name, now))
        if before.value is None or after.value is None:
            continue
        if after.value < (least := floor(before)):
            found.append(Fall("floor", f"{after} is below its floor {least:.3f} (accepted: {before})"))
    return found


def ceiling(lengths: Sequence[float]) -> float:
    """The most the median length may be: the upper end of its accepted interval, or half a sentence above the median.

    >>> ceiling([4.0] * 20)
    4.5
    """
    value = stats.quantile(LENGTH, lengths, 0.5)
    assert value.value is not None
    assert value.high is not None
    return max(value.high, value.value + HALF_A_SENTENCE)


def _longer(now: Outcomes, accepted: Outcomes) -> list[Fall]:
    before, after = _all(LENGTH, accepted), _all(LENGTH, now)
    if not before or not after or statistics.median(after) <= (most := ceiling(before)):
        return []
    what = f"the median answer has {statistics.median(after):g} sentences, more than {most:g}"
    return [Fall("length", f"{what} (accepted: {statistics.median(before):g})")]


def _declined(name: str, now: Outcomes, accepted: Outcomes, language: str = "") -> list[Fall]:
    """Whether a measure fell over the questions that both have, its paired 99% interval wholly below zero."""
    one, other = of(name, accepted), of(name, now)
    label = f"{name}{f', {language}' if language else ''}, now minus accepted"
    difference = stats.paired(label, one, other, CERTAIN)
    if difference.high is None or difference.high >= 0:
        return []
    return [Fall("decline", str(difference), tuple(key for key in one if key in other and other[key] < one[key]))]


def of(name: str, outcomes: Outcomes) -> dict[str, float]:
    return {i: measures[name] for i, measures in outcomes.items() if name in measures}


def _all(name: str, outcomes: Outcomes) -> list[float]:
    return list(of(name, outcomes).values())


def changes(now: Outcomes, accepted: Outcomes) -> tuple[list[str], list[str], list[str], list[str]]:
    """The questions turned right, turned wrong, new and gone since the baseline was accepted."""
    one, other = ({i: bool(v) for i, v in of("accuracy", each).items()} for each in (accepted, now))
    better, worse = stats.flipped(one, other)
    return better, worse, [i for i in now if i not in accepted], [i for i in accepted if i not in now]


def means(outcomes: Outcomes) -> list[Value]:
    """Every kept measure over all questions it applies to; those that apply to none are left out."""
    return [value for name in KEPT if (value := stats.mean(name, _all(name, outcomes))).value is not None]


def read(path: Path = BASELINE) -> Accepted:
    """The accepted baseline; an empty one where there is no file. Raises BadInput naming the file."""
    if not path.exists():
        return Accepted({})
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        names = stored["measures"]
        splits: dict[str, Outcomes] = {
            split: {
                i: {name: float(value) for name, value in zip(names, row, strict=True) if value is not None}
                for i, row in stored["outcomes"][split].items()
            }
            for split in SPLITS
        }
        return Accepted(splits, tuple(stored["accepted"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadInput(
            f"{path}: not a baseline ({problem}). Write one: python -m evals gate --accept --why …"
        ) from None


def accept(
    before: Accepted, found: Mapping[str, Outcomes], base: Mapping[str, int], why: str, made_from: Mapping[str, Any]
) -> Accepted:
    """A new baseline: these outcomes instead of those of their splits, with the reason and what they were made from.

    Raises BadInput without a reason.
    """
    if not why.strip():
        raise BadInput("--accept needs --why: one sentence that a reader in a year understands.")
    splits = {**before.splits, **found}
    values = {split: {value.name: round(value.value or 0.0, 4) for value in means(of)} for split, of in found.items()}
    kept = {name: made_from.get(name) for name in ("date", "commit", "dirty", "snapshot", "fingerprint")}
    return Accepted(splits, (*before.log, {"why": why.strip(), **kept, "base": dict(base), "means": values}))


def written(baseline: Accepted) -> str:
    """The baseline as a file: one question a line, so that a difference of two versions reads as what flipped."""
    rows = {
        split: ",\n".join(
            f"   {json.dumps(i)}: {json.dumps([_short(measures.get(name)) for name in KEPT])}"
            for i, measures in sorted(baseline.splits.get(split, {}).items())
        )
        for split in SPLITS
    }
    parts = ",\n".join(f'  "{split}": {{\n{row}\n  }}' for split, row in rows.items())
    log = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in baseline.log)
    return f'{{\n "accepted": [\n{log}\n ],\n "measures": {json.dumps(KEPT)},\n "outcomes": {{\n{parts}\n }}\n}}\n'


def _short(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
