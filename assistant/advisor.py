"""The story of an answer: understand, retrieve, draft, verify, decide, render. Start here."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from assistant import changes, decide, gaps, render, validity
from assistant.arithmetic import compute
from assistant.aspects import CASES, told_by
from assistant.basis import basis_of
from assistant.config import Settings
from assistant.extract import extract
from assistant.generate import Written, generate
from assistant.known import KnownQuestions
from assistant.llm import Model, open_model
from assistant.periods import compare_period
from assistant.rank import merged, rank_sentences
from assistant.records import Answer, Claim, Draft, Dropped, Evidence, Found, Question, Understanding
from assistant.retrieve import Part, Retrieval, Retriever
from assistant.sentences import Sentences, about, of_others
from assistant.stated import figure_missing
from assistant.strangers import without_strangers
from assistant.unanswered import unanswered
from assistant.understand import understand
from assistant.verify import verify
from assistant.vocabulary import Vocabulary
from assistant.wording import wording
from ingest import Embedder, Index, SentenceTransformerEmbedder, fold

_Ranked = tuple[Part, Sequence[Evidence]]  # a part of a question and the sentences found for it, the best first
_LookedFor = tuple[Retrieval, list[_Ranked], list[Evidence], decide.Signals]
OF_CASES = 3  # times as many passages are looked at for a list of cases, of each of which one sentence is quoted
TOLD = 0.2  # chance of a known question from which what cases and measures say in its answer is quoted
NEAR_RULES = 30  # of the sentences found, the first in which a rule for arithmetic is looked for


class Advisor:
    """Answers questions from an opened index. Keeps no state between questions, so it may be shared by threads."""

    def __init__(self, index: Index, embedder: Embedder, settings: Settings, model: Model | None = None) -> None:
        self.index = index
        self.embedder = embedder
        self.model = model
        self.settings = settings.model_copy(update={"llm": model.name if model else "none"})
        self.vocabulary = Vocabulary(index)
        self.fingerprint = self.settings.fingerprint(index.manifest.snapshot)
        self._worker = ThreadPoolExecutor(1, "extractive-answers")
        self._sentences = Sentences(self.vocabulary)
        known = KnownQuestions(index, self.vocabulary, self._sentences)
        self._retriever = Retriever(index, embedder, self.vocabulary, known)

    def ask(self, question: Question) -> Answer:
        """Answer, or abstain with a reason and help. Raises BadInput when the text cannot be read as a question."""
        return next(item for item in self.stream(question) if isinstance(item, Answer))

    def stream(self, question: Question) -> Iterator[Claim | Answer]:
        """Claims as soon as they are verified, then the answer, whose claims are the ones that stand.

        A model that fails half-way leaves claims behind that the answer does not hold. Raises BadInput.
        """
        if self.model is not None:
            yield from self._steps(question)
            return
        # One at a time and all in one thread: many at once fight for the cores, and each thread would have its own
        # team of workers under the embedder.
        yield from self._worker.submit(lambda: list(self._steps(question))).result()

    def _steps(self, question: Question) -> Iterator[Claim | Answer]:
        """The steps of an answer, with what `stream` gives."""
        started = time.perf_counter()
        if question.language == "auto":
            question = replace(question, language=self.settings.language)
        understood = understand(question, self.vocabulary)
        refusal = decide.before(question, understood)
        if refusal:
            yield self._abstain(question, understood, refusal, None, 0.0, (), started, started)
            return
        known, unknown = without_strangers(question, understood, self.vocabulary, self.index)
        if unknown:
            understood = understand(known, self.vocabulary)
        retrieval, by_part, ranked, measured = self._look_for(known, understood)
        retrieved = time.perf_counter()
        chance = measured.answerability
        listed = changes.drafts(understood, self.index, self.vocabulary)
        left_open = gaps.open_questions(by_part)
        drafts: Sequence[Draft] = listed or self._verdict(understood, retrieval) or left_open
        judged = bool(drafts)
        if drafts and not listed and measured.enough:
            drafts = self._with_other_parts(drafts, by_part, retrieval)
        written, unstated = None, list[Part]()
        if not drafts:
            held = gaps.held(retrieval, ranked)
            of_held = [of_part for of_part, is_held in zip(by_part, held, strict=True) if is_held]
            stating, unstated = self._parts_stating(of_held, retrieval)
            quoted = extract(stating or by_part, retrieval, self.index, self.vocabulary, self.settings.sentences)
            refusal = decide.after(understood, retrieval, ranked, measured, self.index, quoted, self.vocabulary)
            if refusal:
                yield self._abstain(question, understood, refusal, retrieval, chance, unknown, started, retrieved)
                return
            if self.model is not None:
                written = yield from generate(
                    self.model, understood, ranked, retrieval, self.index, self.vocabulary, self.settings.sentences
                )
            drafts = (written.drafts if written else ()) or quoted
            drafts = self._worked_out(drafts, understood, retrieval, ranked)
        claims, dropped = verify(drafts, understood.language, self.vocabulary)
        dropped += unknown
        # What a model wrote may state the figure that the quoted sentences do not.
        open_parts = [] if written is not None and written.drafts else unstated
        if listed:
            dropped.append(Dropped(understood.asked, wording(understood.language).helps["listed"]))
        elif not left_open:
            dropped += unanswered(
                understood, retrieval, ranked, claims, open_parts, self.index, self.vocabulary, judged
            )
        refusal = decide.after_verification(understood, claims)
        if refusal:
            yield self._abstain(question, understood, refusal, retrieval, chance, dropped, started, retrieved, written)
            return
        if written is None or not written.drafts:
            yield from claims
        yield self._answer(question, understood, retrieval, chance, claims, dropped, started, retrieved, written)

    def _look_for(self, question: Question, understood: Understanding) -> _LookedFor:
        """What was found, the sentences for each part and for all, and how well they fit what was asked.

        Where cases are asked for, or what others did, only the kinds of documents that tell of it are looked at: in
        what a likely known question answers with, else by themselves, if they can answer.
        """
        found = self._find(question, understood)
        kinds = told_by(understood.asked)
        if not kinds or question.kinds or understood.documents or understood.places:
            return found
        retrieval, by_part, ranked, measured = found

        def tells(evidence: Evidence) -> bool:
            return self.index.documents[evidence.passage.doc_id].kind in kinds

        if max((e.known for e in ranked if tells(e)), default=0.0) >= TOLD:
            of_kind: list[_Ranked] = [(part, [e for e in of_part if tells(e)]) for part, of_part in by_part]
            return retrieval, of_kind, ranked, measured
        alone = self._find(replace(question, kinds=kinds), understood)
        return alone if alone[-1].enough else found

    def _find(self, question: Question, understood: Understanding) -> _LookedFor:
        count = self.settings.passages * (OF_CASES if CASES.search(understood.asked) else 1)
        retrieval = self._retriever.retrieve(question, understood, count)
        by_part: list[_Ranked] = [
            (part, rank_sentences(part, retrieval, self.index, self._sentences)) for part in retrieval.parts
        ]
        ranked = merged([evidence for _, evidence in by_part])
        return retrieval, by_part, ranked, decide.signals(understood, retrieval, ranked, self.vocabulary)

    def search(self, question: Question, count: int | None = None) -> Retrieval:
        """The best `count` passages for a question, by default as many as the settings say. Raises BadInput."""
        understood = understand(question, self.vocabulary)
        return self._retriever.retrieve(question, understood, self.settings.passages if count is None else count)

    def _verdict(self, understood: Understanding, retrieval: Retrieval) -> list[Draft]:
        """The drafts of a validity question about a known policy; empty for any other question."""
        if understood.intent != "validity":
            return []
        asked = [part.understood for part in retrieval.parts if part.understood.intent == "validity"]
        if len({part.documents for part in asked}) > 1:
            return [draft for part in asked for draft in self._judged(part, retrieval)]
        return self._judged(understood, retrieval)

    def _judged(self, understood: Understanding, retrieval: Retrieval) -> list[Draft]:
        """The verdict on the text that is asked about, and what is told beside it; empty where there is none."""
        found = sorted((*retrieval.hits, *retrieval.excluded), key=lambda hit: -hit.score)
        document = validity.subject(understood, [hit.passage.doc_id for hit in found], self.index)
        value = retrieval.validity[document.doc_id] if document else None
        if document is None or value is None:
            return []
        drafts = validity.drafts(document, value, understood, self.index)
        names = validity.names_later_text
        # Only the verdict itself has a given day; what is told beside it must have been so on that day.
        return [d for d in drafts if d.given or not names(d.evidence[0], understood, self.index, self.vocabulary)]

    def _parts_stating(self, by_part: Sequence[_Ranked], retrieval: Retrieval) -> tuple[Sequence[_Ranked], list[Part]]:
        """Of several parts those whose asked figure is stated, and the others; all and none where none is stated."""
        if len(by_part) < 2:
            return by_part, []
        stating, unstated = [], []
        for part, evidence in by_part:
            quoted = extract([(part, evidence)], retrieval, self.index, self.vocabulary, self.settings.sentences)
            if figure_missing([part], quoted, self.index, self.vocabulary):
                unstated.append(part)
            else:
                stating.append((part, evidence))
        return (stating, unstated) if stating else (by_part, [])

    def _with_other_parts(
        self, verdict: Sequence[Draft], by_part: Sequence[_Ranked], retrieval: Retrieval
    ) -> Sequence[Draft]:
        """The verdict, then what answers the parts of the question that do not ask about validity."""
        others = [(part, evidence) for part, evidence in by_part if part.understood.intent != "validity"]
        if not 0 < len(others) < len(by_part):
            return verdict
        room = max(2, self.settings.sentences - len(verdict))
        more = extract(others, retrieval, self.index, self.vocabulary, room)
        return [*verdict, *(draft for draft in more if draft.evidence[0].passage.anchor != "status")]

    def _worked_out(
        self, drafts: Sequence[Draft], understood: Understanding, retrieval: Retrieval, ranked: Sequence[Evidence]
    ) -> Sequence[Draft]:
        """The drafts, and after a rule's sentence the asker's own figure put into it, or beside it, when that is asked.

        A rule is a binding sentence that is not about another place or group than the one asked about; where one is
        worked out, sentences on other groups are left out.
        """
        language, documents = understood.language, self.index.documents

        def beside(evidence: Evidence) -> bool:
            return of_others(self._sentences.of(evidence.quote(language)).groups, understood.groups)

        def rule(evidence: Evidence) -> bool:
            document, content = documents[evidence.passage.doc_id], self._sentences.of(evidence.quote(language))
            places = set(content.places) | {*document.places} - {"CN"}
            # Of whose rule there may be several: which is meant must be said, by the group or by the share.
            meant = not content.groups or bool(understood.groups) or (content.shares and "%" in fold(understood.asked))
            return (
                meant
                and not beside(evidence)
                and basis_of(document, evidence, retrieval.validity) == "binding"
                and (not places or about(tuple(places), understood.places))
            )

        told = understood.asked
        found: list[Draft] = []
        for draft in drafts:
            found.append(draft)
            if not rule(draft.evidence[0]):
                continue
            computed = compute(told, language, draft.evidence[:1]) or compare_period(told, language, draft.evidence[0])
            if computed is not None and not any(computed.text.split("“")[0] == d.text.split("“")[0] for d in found):
                found.append(computed)
        if len(found) > len(drafts):
            return [draft for draft in found if not beside(draft.evidence[0])]
        computed = compute(told, language, [e for e in ranked[:NEAR_RULES] if rule(e)], stated=False)
        if computed is None:
            return drafts
        stated = computed.evidence[0]
        rest = [draft for draft in drafts if not beside(draft.evidence[0])]
        return [Draft(stated.quote(language), (stated,), "binding"), computed, *rest]

    def _answer(
        self,
        question: Question,
        understood: Understanding,
        retrieval: Retrieval,
        chance: float,
        claims: Sequence[Claim],
        dropped: Sequence[Dropped],
        started: float,
        retrieved: float,
        written: Written | None = None,
    ) -> Answer:
        dropped = [*dropped, *(written.dropped if written else ())]
        cards = render.source_cards(claims, understood.language, retrieval.validity, self.index)
        return Answer(
            question=question.text,
            standalone=understood.standalone,
            language=understood.language,
            as_of=understood.as_of.isoformat(),
            status="partial" if dropped or understood.strangers else "answered",
            reason=None,
            help=None,
            answerability=round(chance, 4),
            text=render.answer_text(claims, cards, understood.language),
            claims=tuple(claims),
            sources=cards,
            notices=render.notices(claims, cards, understood, retrieval, self.index),
            passages=_found(retrieval),
            dropped=(*dropped, *(written.aside if written else ())),
            mode="generated" if written and written.drafts else "extractive",
            model=self._asked(written),
            seconds=_seconds(started, retrieved),
            fingerprint=self.fingerprint,
        )

    def _abstain(
        self,
        question: Question,
        understood: Understanding,
        refusal: decide.Refusal,
        retrieval: Retrieval | None,
        chance: float,
        dropped: Sequence[Dropped],
        started: float,
        retrieved: float,
        written: Written | None = None,
    ) -> Answer:
        return Answer(
            question=question.text,
            standalone=understood.standalone,
            language=understood.language,
            as_of=understood.as_of.isoformat(),
            status="abstained",
            reason=refusal.reason,
            help=refusal.help,
            answerability=round(chance, 4),
            text=refusal.help,
            claims=(),
            sources=(),
            notices=(),
            passages=_found(retrieval) if retrieval else (),
            dropped=(*dropped, *(written.aside if written else ())),
            mode="extractive",
            model=self._asked(written),
            seconds=_seconds(started, retrieved),
            fingerprint=self.fingerprint,
        )

    def _asked(self, written: Written | None) -> str | None:
        """The name of the model, when it was asked."""
        return self.model.name if self.model is not None and written is not None else None


def open_advisor(settings: Settings) -> Advisor:
    """The advisor of the configured index, its embedder loaded and its model, if any, ready.

    Raises IndexUnusable, EmbedderUnavailable or ModelUnavailable.
    """
    model = open_model(settings)
    embedder = SentenceTransformerEmbedder(settings.embedder)
    index = Index.open(settings.index, embedder.name)
    embedder.load()
    return Advisor(index, embedder, settings, model)


def _found(retrieval: Retrieval) -> tuple[Found, ...]:
    return tuple(
        Found(hit.passage.passage_id, hit.passage.doc_id, hit.rank, round(hit.score, 4)) for hit in retrieval.hits
    )


def _seconds(started: float, retrieved: float) -> dict[str, float]:
    return {"retrieve": round(retrieved - started, 4), "total": round(time.perf_counter() - started, 4)}
