"""Every sentence that a memo may use, verified together, so that one section has one number throughout."""

from collections.abc import Iterable, Mapping

from assistant.advisor import Advisor
from assistant.basis import basis_of
from assistant.choose import Choice
from assistant.memo import Situation
from assistant.prose import Prose
from assistant.records import Citation, Claim, Draft, Evidence
from assistant.verify import verify
from ingest import Language

PARTS = {"steps": 5, "indicators": 3, "risks": 3}  # sentences of a measure's sections that a memo takes over


class Proof:
    """Every sentence that a memo may use, verified together, so that one section has one number throughout."""

    def __init__(
        self,
        advisor: Advisor,
        situation: Situation,
        language: Language,
        choices: dict[str, list[Choice]],
        warned: dict[str, tuple[Evidence, ...]],
        prose: Mapping[str, Prose],
    ) -> None:
        self._language = language
        index = advisor.index
        self.validity = {doc_id: index.validity(doc_id, situation.as_of) for doc_id in index.documents}
        self.parts = {
            choice.measure.doc_id: {
                anchor: _section(advisor, choice.measure.doc_id, anchor) for anchor in ("what", *PARTS)
            }
            for chosen in choices.values()
            for choice in chosen
        }
        wanted: dict[tuple[str, int], Evidence] = {}
        for evidence in self._all(choices, warned):
            wanted.setdefault(evidence.place, evidence)
        drafts = [
            Draft(
                e.said(language),
                (e,),
                basis_of(index.documents[e.passage.doc_id], e, self.validity),
            )
            for e in wanted.values()
        ]
        written = [draft for own in prose.values() for draft in own.drafts]
        self.verified, self.dropped = verify([*drafts, *written], language, advisor.vocabulary)
        quoted = [c for c in self.verified if c.text == c.citations[0].quote]
        self._by_quote = {(c.citations[0].passage_id, c.citations[0].quote): c for c in quoted}
        self._by_text = {c.text: c for c in self.verified}

    def claim(self, evidence: Evidence | None) -> Claim | None:
        """The verified claim of a sentence; None when the check dropped it."""
        if evidence is None:
            return None
        quote = evidence.said(self._language)
        return self._by_quote.get((evidence.passage.passage_id, quote))

    def worded(self, prose: Prose) -> tuple[Claim, ...]:
        """The claims of a model's drafts that held."""
        return tuple(self._by_text[draft.text] for draft in prose.drafts if draft.text in self._by_text)

    def claims(self, evidence: Iterable[Evidence]) -> tuple[Claim, ...]:
        return tuple(claim for e in evidence if (claim := self.claim(e)) is not None)

    def citations(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        return tuple(citation for claim in self.claims(evidence) for citation in claim.citations)

    def _all(self, choices: dict[str, list[Choice]], warned: dict[str, tuple[Evidence, ...]]) -> Iterable[Evidence]:
        """In the order of the memo, which is the order of the numbers."""
        for evidence in warned.values():
            yield from evidence
        for choice in (choice for chosen in choices.values() for choice in chosen):
            parts = self.parts[choice.measure.doc_id]
            yield from choice.support.basis
            yield from choice.support.results
            yield from choice.support.limits.values()
            yield from choice.support.elsewhere
            yield from parts["what"][-1:]
            for anchor, most in PARTS.items():
                yield from parts[anchor][:most]


def _section(advisor: Advisor, doc_id: str, anchor: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(passage, position, 1.0, 1.0, 0.0)
        for passage in advisor.index.passages
        if passage.doc_id == doc_id and passage.anchor == anchor
        for position in range(len(passage.ratings))
    )
