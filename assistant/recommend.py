"""The story of a draft: admit, diagnose, choose measures, verify every sentence, write the memo. Start with `draft`."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant import admit, cautions, memo_text, render
from assistant.advisor import Advisor
from assistant.choose import Choice, Chooser
from assistant.diagnose import Diagnoser
from assistant.llm import ModelFailed
from assistant.memo import (
    Caution,
    Diagnosis,
    DimensionAdvice,
    Finding,
    Gap,
    Memo,
    Recommendation,
    Situation,
    Transfer,
)
from assistant.memo_wording import memo_words
from assistant.proof import PARTS, Proof
from assistant.prose import Prose, failed, worded
from assistant.records import Dropped, Evidence, Notice
from assistant.transfer import conditions
from assistant.validity import name_of
from assistant.wording import wording
from ingest import Document, Language, detect

MOST_QUESTIONS = 8


class Drafter:
    """Drafts memos from an opened advisor. Keeps nothing between situations, so it may be shared by threads."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor
        self._index = advisor.index
        self._diagnoser = Diagnoser(advisor.index, advisor.embedder)
        self._chooser = Chooser(advisor.index, advisor.vocabulary)

    def warm(self) -> None:
        """Make everything ready that the first draft would otherwise wait for."""
        self._diagnoser.warm()

    def draft(self, situation: Situation) -> Memo:
        """A memo on the situation, or a refusal with help. The same situation, base and date give the same memo."""
        return next(item for item in self.stream(situation) if isinstance(item, Memo))

    def stream(self, situation: Situation) -> Iterator[DimensionAdvice | Memo]:
        """The advice on each dimension as soon as it stands, then the memo."""
        started = time.perf_counter()
        text = situation.text.strip()
        language: Language = detect(text) if situation.language == "auto" else situation.language
        vocabulary = self._advisor.vocabulary
        denied = admit.checked(situation, language, vocabulary)
        if denied:
            yield self._refused(situation, language, denied, started)
            return
        account = self._diagnoser.read(text)
        findings = self._diagnoser.findings(account, language)
        diagnoses = self._diagnoser.diagnoses(account, findings, language)
        denied = admit.vague(text, findings, any(d.status == "working" for d in diagnoses), language)
        if denied:
            yield self._refused(situation, language, denied, started)
            return
        place = admit.place_of(situation, vocabulary)
        silent = self._diagnoser.silent(account)
        choices = self._chooser.choose(findings, place, situation.as_of, silent)
        warned = self._warned(findings, [c.measure.doc_id for chosen in choices.values() for c in chosen])
        prose, failure = self._worded(diagnoses, choices, situation, language)
        proof = Proof(self._advisor, situation, language, choices, warned, prose)
        dimensions: list[DimensionAdvice] = []
        for diagnosis in diagnoses:
            advice = self._dimension(diagnosis, choices[diagnosis.dimension], proof, text, language)
            own = prose.get(diagnosis.dimension, Prose())
            dimensions.append(replace(advice, told=own.told, reasons=proof.worded(own)))
            yield dimensions[-1]
        measures = {r.measure: r.title for d in dimensions for r in d.recommendations}
        words = memo_words(language)
        memo = Memo(
            situation=text,
            language=language,
            as_of=situation.as_of.isoformat(),
            place=place,
            status="drafted",
            reason=None,
            help=None,
            dimensions=tuple(dimensions),
            capacities=self._diagnoser.capacities(language, findings),
            warnings=tuple(
                Caution(kind, words[f"warn_{kind}"], claims)
                for kind, evidence in warned.items()
                if (claims := proof.claims(evidence))
            ),
            conflicts=tuple(
                words[f"conflict_{kind}"].format(one=_inner(measures[one]), other=_inner(measures[other]))
                for kind, one, other in cautions.clashes(list(measures))
            ),
            questions=_questions(diagnoses, dimensions),
            claims=tuple(proof.verified),
            sources=render.source_cards(proof.verified, language, proof.validity, self._index),
            notices=self._notices(situation, place, proof, language),
            dropped=(*proof.dropped, *(d for own in prose.values() for d in own.dropped), *failure),
            text="",
            snapshot=self._index.manifest.snapshot,
            seconds={"total": round(time.perf_counter() - started, 4)},
            fingerprint=self._advisor.fingerprint,
            mode="generated" if any(d.told or d.reasons for d in dimensions) else "extractive",
            model=self._advisor.model.name if self._advisor.model else None,
        )
        yield memo_text.written(memo)

    def _worded(
        self,
        diagnoses: Sequence[Diagnosis],
        choices: Mapping[str, Sequence[Choice]],
        situation: Situation,
        language: Language,
    ) -> tuple[dict[str, Prose], tuple[Dropped, ...]]:
        """What a model, if there is one, writes on each dimension; nothing of it when it fails on one, and why."""
        model, index = self._advisor.model, self._index
        if model is None:
            return {}, ()
        validity = {doc_id: index.validity(doc_id, situation.as_of) for doc_id in index.documents}
        try:
            return {
                d.dimension: worded(model, d, choices[d.dimension], validity, index, language) for d in diagnoses
            }, ()
        except ModelFailed as failure:
            return {}, (failed(failure, model, language),)

    def _warned(self, findings: Sequence[Finding], measures: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
        """For each warning that is due the sentences that carry it, two at most."""
        warned = {}
        for kind, sense, sections in cautions.due([f.barrier for f in findings], measures):
            vector = self._chooser.vector(*sense.split("#"))
            parts = [section.split("#") for section in sections]
            found = [self._chooser.best(doc_id, anchor, vector, own=True) for doc_id, anchor in parts]
            warned[kind] = tuple(evidence for evidence in found if evidence is not None)[:2]
        return warned

    def _dimension(
        self, diagnosis: Diagnosis, chosen: Sequence[Choice], proof: Proof, text: str, language: str
    ) -> DimensionAdvice:
        made = [_recommendation(choice, proof, self._index.documents, text, language) for choice in chosen]
        recommendations = tuple(r for r in made if r.basis or r.precedents)
        gap = None
        if not recommendations:
            words = memo_words(language)
            why = {"working": "gap_working", "not_stated": "gap_silent"}.get(diagnosis.status, "gap_unsupported")
            gap = Gap(words[why], diagnosis.questions[0] if diagnosis.questions else "")
        return DimensionAdvice(diagnosis.dimension, diagnosis.name, diagnosis, recommendations, gap)

    def _notices(self, situation: Situation, place: str, proof: Proof, language: str) -> tuple[Notice, ...]:
        words, found = memo_words(language), []
        stranger = admit.stranger_of(situation, self._advisor.vocabulary)
        if stranger or (place and place != "CN" and not admit.has_local_text(place, self._index)):
            name = stranger or place.rsplit("/", 1)[-1]
            province = words["and_provincial"] if "/" in place else ""
            found.append(Notice("local_variation", words["no_local"].format(place=name, province=province)))
        elif not place:
            found.append(Notice("local_variation", words["no_place"]))
        for doc_id in dict.fromkeys(c.doc_id for claim in proof.verified for c in claim.citations):
            value = proof.validity[doc_id]
            if value is not None and value.replaced_in_practice_by:
                newer = [name_of(self._index.documents[i], language) for i in value.replaced_in_practice_by]
                name = name_of(self._index.documents[doc_id], language)
                text = words["replaced"].format(name=name, by=wording(language).joined(newer))
                found.append(Notice("in_practice_replaced", text))
        return tuple(found)

    def _refused(self, situation: Situation, language: Language, denied: admit.Denied, started: float) -> Memo:
        return Memo(
            situation=situation.text.strip(),
            language=language,
            as_of=situation.as_of.isoformat(),
            place=situation.place,
            status="refused",
            reason=denied.reason,
            help=denied.help,
            dimensions=(),
            capacities=(),
            warnings=(),
            conflicts=(),
            questions=(),
            claims=(),
            sources=(),
            notices=(),
            dropped=(),
            text=denied.help,
            snapshot=self._index.manifest.snapshot,
            seconds={"total": round(time.perf_counter() - started, 4)},
            fingerprint=self._advisor.fingerprint,
        )


def _recommendation(
    choice: Choice, proof: Proof, documents: Mapping[str, Document], text: str, language: str
) -> Recommendation:
    measure, support = choice.measure, choice.support
    parts = proof.parts[measure.doc_id]
    steps = proof.claims(parts["steps"][: PARTS["steps"]])
    transfers = []
    for evidence in support.results:
        result = proof.claim(evidence)
        case = documents[evidence.passage.doc_id]
        if result is not None:
            transfers.append(
                Transfer(
                    case.doc_id,
                    case.title[language],
                    result,
                    proof.claim(support.limits.get(case.doc_id)),
                    conditions(case, text, language),
                )
            )
    return Recommendation(
        measure=measure.doc_id,
        title=measure.title[language],
        answers=tuple(finding.barrier for finding in choice.answers),
        lead=str(measure.extra["lead"][language]),
        partners=str(measure.extra["partners"][language]),
        preconditions=tuple(str(item[language]) for item in measure.extra["preconditions"]),
        what=next(iter(proof.claims(parts["what"][-1:])), None),
        first_step=steps[0] if steps else None,
        steps=steps[1:],
        indicators=proof.claims(parts["indicators"][: PARTS["indicators"]]),
        risks=proof.claims(parts["risks"][: PARTS["risks"]]),
        cost=measure.extra["cost"],
        time=measure.extra["time"],
        evidence=measure.extra["evidence"],
        basis=proof.citations(support.basis),
        elsewhere=proof.citations(support.elsewhere),
        precedents=proof.citations(support.results),
        transferability=tuple(transfers),
    )


def _inner(title: str) -> str:
    """A title to stand between quotation marks."""
    return title.replace("“", "‘").replace("”", "’")


def _questions(diagnoses: Sequence[Diagnosis], dimensions: Sequence[DimensionAdvice]) -> tuple[str, ...]:
    """What to ask: first on the gaps, then one on every dimension, then the rest."""
    gaps = [d.gap.question for d in dimensions if d.gap and d.gap.question]
    first = [d.questions[0] for d in diagnoses if d.questions]
    rest = [question for d in diagnoses for question in d.questions[1:]]
    return tuple(dict.fromkeys([*gaps, *first, *rest]))[:MOST_QUESTIONS]
