"""Ten regressions, each planted where such a fault would really be, and the fixed questions that they are tried on.

The one place where tests change our own code: what is tested is that a change of this kind would not land.
"""

import importlib
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Advisor, Settings, order
from evals.cache import Encodings
from evals.dataset import DATA, read_set
from evals.records import Item, Judgement, Run
from evals.run import as_line, ask
from evals.score import judge_all
from evals.systems import make
from ingest import Base, Index, build
from tests.conftest import ROOT

MOST = 60
Patch = pytest.MonkeyPatch


def fixed(count: int = MOST) -> tuple[Item, ...]:
    """Questions of the dev split, the same every time: from each type and language in turn, in the order of ids."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in sorted(read_set(DATA, ("dev",)).items, key=lambda item: item.item_id):
        groups[item.type, item.language].append(item)
    rounds = max(map(len, groups.values()))
    turns = [groups[key][n] for n in range(rounds) for key in sorted(groups) if n < len(groups[key])]
    return tuple(turns[:count])


def answered(items: Sequence[Item], advisor: Advisor, judge: Index) -> tuple[Judgement, ...]:
    """The verdicts on an advisor's answers, worked out from the index that stands."""
    answers = ask(items, make("ours", advisor.index, Encodings(advisor.embedder), advisor))
    return judge_all(items, Run("planted", {}, {line.item_id: line for line in map(as_line, answers)}), judge)


def rebuilt(folder: Path, lose: Callable[[Path], None], embedder: Encodings, patch: Patch) -> Advisor:
    """An advisor on an index of the real base after files were lost, as if nothing had checked the base."""
    kb = Path(shutil.copytree(ROOT / "kb", folder / "kb"))
    lose(kb)
    story = importlib.import_module("ingest.build")
    read: Callable[[Path], Base] = story.read_base
    patch.setattr(story, "read_base", lambda path: replace(read(path), problems=()))
    build(kb, folder / "index", embedder)
    return Advisor(Index.open(folder / "index", embedder.name), embedder, Settings())


# --- where the fault is in the code ----------------------------------------------------------------------------------


def validity_filter_off(patch: Patch, advisor: Advisor) -> None:
    """Every policy counts as in force on every day."""
    known = advisor.index.validity

    def always(doc_id: str, as_of: date) -> Any:
        value = known(doc_id, as_of)
        return value and replace(value, status="in_force", by=(), sections=(), replaced_in_practice_by=())

    patch.setattr(advisor.index, "validity", always)


def fusion_broken(patch: Patch, advisor: Advisor) -> None:
    """The ranking by terms enters with the wrong sign: what shares most with the question comes last."""
    scores = advisor.index.lexical.scores
    patch.setattr(advisor.index.lexical, "scores", lambda terms: -scores(terms))


def citations_off_by_one(patch: Patch, advisor: Advisor) -> None:
    """Every citation points one character too far."""
    _after_verification(
        patch,
        lambda claim: replace(
            claim, citations=tuple(replace(c, start=c.start + 1, end=c.end + 1) for c in claim.citations)
        ),
    )


def numbers_changed(patch: Patch, advisor: Advisor) -> None:
    """Sentences lose a tenth of their percentages on the way to the reader."""
    _after_verification(
        patch, lambda claim: replace(claim, text=re.sub(r"\d+(?=%|％)", lambda n: str(int(n[0]) - 7), claim.text))
    )


def refusals_off(patch: Patch, advisor: Advisor) -> None:
    """Nothing is refused any more."""
    for step in ("before", "after", "after_verification"):
        patch.setattr(f"assistant.decide.{step}", lambda *_: None)


def chinese_analyser_off(patch: Patch, advisor: Advisor) -> None:
    """Chinese text has no terms and no characters."""
    patch.setattr("ingest.language._RUNS", re.compile(r"[a-zA-Z]+(?:['’][a-zA-Z]+)?|\d+(?:\.\d+)?"))
    patch.setattr("ingest.bridge.characters", lambda text: [])
    patch.setattr("assistant.order._said", order._said.__wrapped__)  # nothing read in this way may be remembered


def wrong_date(patch: Patch, advisor: Advisor) -> None:
    """Every question is taken as asked in 2019."""
    _changed(patch, "understand", lambda understood: replace(understood, as_of=date(2019, 6, 30)))


def _after_verification(patch: Patch, change: Callable[[Any], Any]) -> None:
    _changed(patch, "verify", lambda result: ([change(claim) for claim in result[0]], result[1]))


def _changed(patch: Patch, step: str, change: Callable[[Any], Any]) -> None:
    """One step of the story of an answer with its result changed."""
    story = importlib.import_module("assistant.advisor")
    kept = getattr(story, step)
    patch.setattr(story, step, lambda *given: change(kept(*given)))


IN_CODE: Mapping[str, Callable[[Patch, Advisor], None]] = {
    "validity filter off": validity_filter_off,
    "fusion broken": fusion_broken,
    "citations off by one": citations_off_by_one,
    "numbers changed": numbers_changed,
    "refusals off": refusals_off,
    "Chinese analyser off": chinese_analyser_off,
    "wrong date": wrong_date,
}


# --- where the fault is in what the index was made from --------------------------------------------------------------


def stale_index(kb: Path) -> None:
    """The index was made before the Chinese texts of the policies were revised: sections began otherwise then."""
    for path in (kb / "policies").glob("*.zh.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^(## .*\n+)(?=[^#\n])", r"\1按旧稿，", text, flags=re.M), encoding="utf-8")


def one_language_missing(kb: Path) -> None:
    """The Chinese files are missing."""
    for path in kb.glob("*/*.zh.md"):
        path.unlink()


def glossary_missing(kb: Path) -> None:
    (kb / "glossary.yaml").unlink()


IN_THE_BASE: Mapping[str, Callable[[Path], None]] = {
    "stale index": stale_index,
    "one language's files missing": one_language_missing,
    "glossary missing": glossary_missing,
}
