"""The diagnosis and the reasons of one dimension in a language model's words, behind the same verifier.

What rests on the county's own words is checked against them; what rests on the base becomes drafts like any others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.basis import basis_of
from assistant.choose import Choice
from assistant.generate import LANGUAGE_NAMES, MOST_LABELS
from assistant.llm import Model, ModelFailed
from assistant.memo import Diagnosis
from assistant.records import Draft, Dropped, Evidence
from assistant.reply import Label, Said, read
from assistant.verify import support
from assistant.wording import wording
from ingest import Index, Validity

REASONS = 3  # lines on why the measures answer the barriers
_PROMPT = Path(__file__).parent / "prompts" / "memo.md"


@dataclass(frozen=True)
class Prose:
    """What a model wrote on a dimension: sentences on the county's own words, drafts on the base, and what fell out."""

    told: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def worded(
    model: Model,
    diagnosis: Diagnosis,
    chosen: Sequence[Choice],
    validity: dict[str, Validity | None],
    index: Index,
    language: str,
) -> Prose:
    """Ask the model about one dimension. Raises ModelFailed when there is no whole reply."""
    words = [trigger for finding in diagnosis.findings for trigger in finding.triggers]
    said_here = {(0, n): text for n, text in enumerate(words, 1)}
    known = _sentences(chosen)
    if not said_here and not known:
        return Prose()
    told: list[str] = []
    drafts: list[Draft] = []
    dropped: list[Dropped] = []
    for said in read(model.stream(_messages(diagnosis, said_here, known, chosen, index, language))):
        if not said.labels:
            dropped += (
                [] if said.text.strip(" .。").upper() == "NOTHING" else [Dropped(said.text, "it names no sentence")]
            )
        elif any(label not in said_here and label not in known for label in said.labels):
            dropped.append(Dropped(said.text, "it names a sentence that does not exist"))
        elif len(said.labels) > MOST_LABELS or len({label in said_here for label in said.labels}) > 1:
            dropped.append(Dropped(said.text, "it blends what the county says with what the base says, or too much"))
        elif said.labels[0] in said_here:
            mark, why, *_ = support(said.text, [said_here[label] for label in said.labels])
            told += [said.text] if mark != "dropped" else []
            dropped += [Dropped(said.text, why)] if mark == "dropped" else []
        else:
            draft = _draft(said, known, validity, index)
            drafts += [draft] if isinstance(draft, Draft) else []
            dropped += [draft] if isinstance(draft, Dropped) else []
    return Prose(tuple(told), tuple(drafts[:REASONS]), tuple(dropped))


def failed(failure: ModelFailed, model: Model, language: str) -> Dropped:
    """What a memo says when the model gave no whole reply and it is put together from the base instead."""
    words = wording(language).models
    return Dropped("", f"{words[failure.kind].format(model=model.name, detail=failure.detail)}{words['instead']}")


def _sentences(chosen: Sequence[Choice]) -> dict[Label, Evidence]:
    """The rules and results behind each measure, by measure and sentence from 1."""
    return {
        (number, position): evidence
        for number, choice in enumerate(chosen, 1)
        for position, evidence in enumerate((*choice.support.basis, *choice.support.results), 1)
    }


def _messages(
    diagnosis: Diagnosis,
    said_here: Mapping[Label, str],
    known: Mapping[Label, Evidence],
    chosen: Sequence[Choice],
    index: Index,
    language: str,
) -> tuple[tuple[str, str], ...]:
    lines = ["The county says:", *(f"[{a}.{b}] {' '.join(text.split())}" for (a, b), text in said_here.items())]
    for number, choice in enumerate(chosen, 1):
        lines.append(f"\nMeasure {number}: {choice.measure.title[language]}")
        for label, e in ((label, e) for label, e in known.items() if label[0] == number):
            source = index.documents[e.passage.doc_id].title[language]
            lines.append(f"[{label[0]}.{label[1]}] ({source}) {e.quote(language) or e.quote('en')}")
    rules, request = _template()
    fields = {
        "most": REASONS,
        "language": LANGUAGE_NAMES[language],
        "dimension": diagnosis.name,
        "barriers": ", ".join(finding.name for finding in diagnosis.findings) or "none",
        "sentences": "\n".join(lines),
    }
    return ("system", rules.format(**fields)), ("user", request.format(**fields))


def _draft(
    said: Said, known: Mapping[Label, Evidence], validity: dict[str, Validity | None], index: Index
) -> Draft | Dropped:
    evidence = tuple(known[label] for label in said.labels)
    documents = [index.documents[e.passage.doc_id] for e in evidence]
    if len({d.level for d in documents if d.level}) > 1 or len({d.places for d in documents if d.places}) > 1:
        return Dropped(said.text, "it blends texts of different levels or places")
    bases = {basis_of(d, e, validity) for d, e in zip(documents, evidence, strict=True)}
    return Draft(said.text, evidence, bases.pop() if len(bases) == 1 else "inference")


@cache
def _template() -> tuple[str, str]:
    """The rules and the request of prompts/memo.md."""
    rules, _, request = _PROMPT.read_text(encoding="utf-8").partition("\n===\n")
    return rules, request.strip()
