"""Whether to answer: refusals with a reason and help, before drafting and after. No single score threshold decides."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import missing
from assistant.asked_figures import DATES, figures_asked, same_figure
from assistant.aspects import kinds
from assistant.basis import binds
from assistant.forbidden import small_talk
from assistant.gaps import gaps, gaps_beside, held, misses_the_point
from assistant.places import is_abroad, is_place
from assistant.records import Claim, Draft, Evidence, Hit, Question, Understanding
from assistant.retrieve import Part, Retrieval
from assistant.sentences import covers_year, national_policy
from assistant.stated import figure_missing
from assistant.understand import takes_for_granted
from assistant.validity import name_of
from assistant.vocabulary import Vocabulary
from assistant.wording import Wording, wording
from ingest import Document, Index, Language, Validity

# Chance that the base can answer: logistic regression on the dev questions, those of two trial users, 400 fresh ones
# written for it and 500 foreign ones; docs/decisions/0005.
INTERCEPT = {"en": -8.26, "zh": -8.86}
BY_COSINE, BY_ANSWER, BY_MEANING, BY_FAMILIAR, BY_TERM, BY_NAMED = 4.97, 4.43, 4.94, 3.72, 0.48, 2.24
BY_OUTSIDE, BY_UNHEARD = -5.44, -3.21
ANSWERABLE = 0.4  # below it there is no answer
# A follow-up is of the subject that is talked of, unless half of its own words are foreign to it, or a
# fourth and one of them unheard of.
FOLLOWS, FAMILIAR, HALF_HEARD = 0.25, {"en": 0.45, "zh": 0.5}, 0.75
# The same of a base that has no known questions: the best sentence by itself, and a known term says less.
PLAIN_INTERCEPT, PLAIN_COSINE, PLAIN_SENTENCE, PLAIN_TERM = -8.1, 9.0, 5.4, 0.8
# The bridge draws any Chinese question towards the base, so one without a single known term must come nearer.
PLAIN_ANSWERABLE = {"en": 0.2, "zh": 0.45}
SURE = 0.75  # above it texts in force answer well enough, however well an older one would
IN_SCOPE = {"en": 0.35, "zh": 0.42}  # cosine of the best passage of all below which the subject itself is a foreign one
NATIONAL_AMONG = 15  # best sentences among which the national rule is looked for
OF_SUBJECT = 2  # glossary terms from which a question is of our subject, however little the base holds on it
BESIDE = 0.35  # nearness to a question outside the subject from which a weak question counts as one
KNOWN_FOR = 0.5  # chance from which a known question is taken for the asked one
OF_ITSELF = 0.75  # chance of all known questions on a text together from which its own sentences are what is asked for
EXCLUDED_LEAD = 1.25  # how much better a text out of force must fit before it, not the answer, is the news


@dataclass(frozen=True)
class Signals:
    """What the decision rests on: cosine of the best passage, score of the best sentence, known terms (two at most).

    Of the nearest known question `answer` is the cosine of its answer, `meaning` that of its wordings; `familiar` is
    the share of what is asked that occurs in the known questions at all. `answer` is None in a base that has none.
    `follows` says whether the question needs the conversation, `named` whether it names a document of the base,
    `outside` how near it comes to outside questions, `unheard` the share of its words that the base never has.
    """

    language: Language
    cosine: float
    sentence: float
    known_terms: int
    answer: float | None = None
    meaning: float = 0.0
    familiar: float = 0.0
    named: bool = False
    outside: float = 0.0
    follows: bool = False
    unheard: float = 0.0

    @property
    def answerability(self) -> float:
        """Between 0 and 1; higher means more likely that the base can answer."""
        terms = min(self.known_terms, 2)
        if self.answer is None:
            z = PLAIN_INTERCEPT + PLAIN_COSINE * self.cosine + PLAIN_SENTENCE * self.sentence + PLAIN_TERM * terms
        else:
            z = INTERCEPT[self.language] + BY_COSINE * self.cosine + BY_TERM * terms + BY_NAMED * self.named
            z += BY_ANSWER * self.answer + BY_MEANING * self.meaning + BY_FAMILIAR * self.familiar
            z += BY_OUTSIDE * self.outside + BY_UNHEARD * self.unheard
        return 1 / (1 + math.exp(-z))

    @property
    def enough(self) -> bool:
        """Whether the base can answer; asked in a conversation, whether the question stays with what is talked of."""
        if self.answer is None:
            return self.answerability >= PLAIN_ANSWERABLE["en" if self.known_terms else self.language]
        if self.follows:
            least = HALF_HEARD if self.unheard else FAMILIAR[self.language]
            return self.answerability >= FOLLOWS and self.familiar >= least
        return self.answerability >= ANSWERABLE


@dataclass(frozen=True)
class Refusal:
    reason: str
    help: str


def signals(
    understood: Understanding, retrieval: Retrieval, ranked: Sequence[Evidence], vocabulary: Vocabulary
) -> Signals:
    """Measure how well what was found fits what was asked; names of places say nothing about the subject."""
    best = [part.candidates[0].features for part in retrieval.parts if part.candidates]
    return Signals(
        language=understood.language,
        cosine=min(retrieval.subject, max((hit.dense for hit in retrieval.hits), default=0.0)),
        sentence=ranked[0].score if ranked else 0.0,
        known_terms=sum(match.term.kind != "place" for match in vocabulary.terms(understood.standalone)),
        answer=max((features["answer"] for features in best), default=None),
        meaning=max((features["meaning"] for features in best), default=0.0),
        familiar=retrieval.familiar,
        named=bool(understood.documents),
        outside=max(retrieval.outside, retrieval.followed if retrieval.followed > BESIDE else 0.0),
        follows=bool(understood.followed),
        unheard=vocabulary.unheard(understood.followed or understood.subject, understood.language),
    )


def before(question: Question, understood: Understanding) -> Refusal | None:
    """Reasons that hold whatever the base says: personal data, a decision on a person, unsafe, nothing asked."""
    helps = wording(understood.language).helps
    if understood.refusal:
        return Refusal(understood.refusal, helps[understood.refusal])
    if small_talk(understood.asked):
        return Refusal("out_of_scope", helps["small_talk"])
    return None


def after(
    understood: Understanding,
    retrieval: Retrieval,
    ranked: Sequence[Evidence],
    measured: Signals,
    index: Index,
    quoted: Sequence[Draft],
    vocabulary: Vocabulary,
) -> Refusal | None:
    """Reasons found in what was retrieved: outside the scope, not in the base, wrong date, only old or future texts."""
    words = wording(understood.language)
    beside = retrieval.subject < IN_SCOPE[understood.language] or measured.outside > BESIDE
    known_of = measured.known_terms and any(map(is_place, understood.strangers))  # our subject, in a place unknown
    told_of = any(covers_year(draft.text, year) for draft in quoted for year in understood.years)
    year_missing = bool(ranked) and not told_of and missing.year_missing(understood, ranked, index)
    # The year is told of, not asked about: something is said to have happened in it.
    granted = takes_for_granted(understood.asked) and (
        year_missing or (bool(ranked) and not told_of and missing.year_unheard(understood, retrieval, quoted, index))
    )
    year_missing = year_missing or granted
    of_subject = measured.known_terms >= OF_SUBJECT
    far = any(map(is_abroad, understood.strangers)) and measured.outside <= BESIDE  # our subject, in a country unknown
    if (
        not measured.enough
        and beside
        and not of_subject
        and not far
        and not known_of
        and not (granted and understood.places)
    ):
        return Refusal("out_of_scope", words.helps["out_of_scope"])
    if not ranked:
        return _not_in_force(understood, retrieval, index) or Refusal(
            "no_evidence", _told(words, words.helps["no_evidence"], _nearby(understood, retrieval.excluded, index))
        )
    nearby = _nearby(understood, retrieval.hits, index)
    not_found = gaps(retrieval, ranked)
    if not any(held(retrieval, ranked)) and measured.enough and not granted:
        told = list(dict.fromkeys(gap.said(understood.language) for gap in not_found if gap))
        return Refusal("no_evidence", _told(words, words.helps["no_evidence"], *told))
    unknown = [
        name for name in understood.strangers if not (is_abroad(name) and _spoken_of(name, retrieval, quoted, index))
    ]
    abroad = any(map(is_abroad, unknown))
    strange = [part.understood for part in retrieval.parts if part.understood.strangers] or [understood]
    if abroad or (
        unknown
        and any(part.intent in ("amount", "fact", "list", "validity") for part in strange)
        and not any(_holds_there(part, quoted, index) for part in strange)
    ):
        name = words.helps["stranger"].format(name=words.joined(unknown))
        general = ""
        if measured.enough and not abroad:
            general = _national_rule(understood, quoted, ranked, retrieval, index, vocabulary)
        return Refusal("no_evidence", _told(words, name, general, nearby))
    if year_missing:
        said = words.helps["false_premise" if granted else "year"].format(year=understood.years[0])
        return Refusal("false_premise" if granted else "no_evidence", _told(words, said, nearby))
    if to_come := _named_to_come(understood, retrieval, quoted, index):
        return to_come
    lead = retrieval.excluded[0].score / max(retrieval.hits[0].score, 1e-9) if retrieval.excluded else 0.0
    if lead > EXCLUDED_LEAD and measured.answerability < SURE:
        found = _not_in_force(understood, retrieval, index)
        if found:
            return found
    near = _quotes(gaps_beside(retrieval.parts[0], ranked, index.lexical.idf)[:1], understood)
    if measured.enough and missing.name_missing(understood, quoted, index, vocabulary):
        return Refusal("no_evidence", _told(words, words.helps["no_evidence"], *near, nearby))
    if not measured.enough:
        return Refusal("weak_evidence", _told(words, words.helps["weak_evidence"], *near, nearby))
    if figure_missing(retrieval.parts, quoted, index, vocabulary, bool(near) and bool(understood.places)):
        figures = {kind for part in retrieval.parts for kind in figures_asked(part.understood.asked)}
        if figures <= DATES:
            return Refusal("no_evidence", _told(words, words.helps["date"], *near, nearby))
        general = _national_rule(understood, quoted, ranked, retrieval, index, vocabulary) if understood.places else ""
        near = near or _quotes(gaps_beside(retrieval.parts[0], ranked, index.lexical.idf, share=0.0)[:1], understood)
        return Refusal("no_evidence", _told(words, words.helps["figure"], *near, general, nearby))
    of_held = [part for part, is_held in zip(retrieval.parts, held(retrieval, ranked), strict=True) if is_held]
    if misses_the_point(understood, of_held or retrieval.parts, quoted, index):
        near = near or _quotes(gaps_beside(retrieval.parts[0], ranked, index.lexical.idf, share=0.0)[:1], understood)
        return Refusal("no_evidence", _told(words, words.helps["no_evidence"], *near, nearby))
    return None


def after_verification(understood: Understanding, claims: Sequence[Claim]) -> Refusal | None:
    if claims:
        return None
    return Refusal("nothing_verified", wording(understood.language).helps["nothing_verified"])


def _not_in_force(understood: Understanding, retrieval: Retrieval, index: Index) -> Refusal | None:
    """The refusal when the news is that the text on this is not yet, or no longer, in force."""
    if not retrieval.excluded:
        return None
    words = wording(understood.language)
    document = index.documents[retrieval.excluded[0].passage.doc_id]
    value = retrieval.validity[document.doc_id]
    if value is None:
        return None
    if value.status == "upcoming":
        return _to_come(document, value, understood)
    return Refusal(
        "only_superseded", _told(words, words.helps["only_superseded"], _nearby(understood, retrieval.excluded, index))
    )


def _named_to_come(
    understood: Understanding, retrieval: Retrieval, quoted: Sequence[Draft], index: Index
) -> Refusal | None:
    """The refusal when the one text asked about is not yet in force, and what is to be quoted answers from other texts.

    What is known of the text itself (its draft, its day) is quoted when the known questions on it are likely the asked
    one.
    """
    if len(understood.documents) != 1:
        return None
    document = index.documents[understood.documents[0]]
    value = retrieval.validity[document.doc_id]
    if value is None or value.status != "upcoming":
        return None
    own = any(draft.evidence[0].passage.doc_id == document.doc_id for draft in quoted)
    if own and any(_known_of(document, part) for part in retrieval.parts):
        return None
    words = wording(understood.language)
    name = name_of(document, understood.language)
    told = words.helps["named_to_come"].format(name=name, since=words.day(value.since))
    others = [hit for hit in retrieval.hits if hit.passage.doc_id != document.doc_id]
    return Refusal("not_yet_in_force", _told(words, told, _nearby(understood, others, index)))


def _known_of(document: Document, part: Part) -> bool:
    """Whether the asked question is likely one that a text's own sentences answer; true where none is known."""
    own = (c.chance for c in part.candidates if c.question.doc_id == document.doc_id)
    return not part.candidates or sum(own) >= OF_ITSELF


def _to_come(document: Document, value: Validity, understood: Understanding) -> Refusal:
    words = wording(understood.language)
    name = name_of(document, understood.language)
    return Refusal("not_yet_in_force", words.helps["not_yet_in_force"].format(name=name, since=words.day(value.since)))


def _quotes(found: Iterable[Evidence], understood: Understanding) -> list[str]:
    return [evidence.said(understood.language) for evidence in found]


def _spoken_of(name: str, retrieval: Retrieval, quoted: Sequence[Draft], index: Index) -> bool:
    """Whether a place is named by what is to be quoted, its document's title or the known question."""
    known = (p.candidates[0].question for p in retrieval.parts if p.candidates and p.candidates[0].chance >= KNOWN_FOR)
    if any(name in text for question in known for wording in question.wordings for text in (wording.en, wording.zh)):
        return True
    documents = (index.documents[draft.evidence[0].passage.doc_id] for draft in quoted)
    return any(
        name in text for text in (*(d.text for d in quoted), *(t for d in documents for t in (d.title.en, d.title.zh)))
    )


def _holds_there(understood: Understanding, quoted: Sequence[Draft], index: Index) -> bool:
    """Whether what is to be quoted holds in a place that the base does not know.

    That is a rule of the province or city named with it, or a national one, unless a figure is asked for; a measure
    only where it is asked what to do.
    """
    if not quoted or not all(is_place(name) for name in understood.strangers):
        return False
    document = index.documents[quoted[0].evidence[0].passage.doc_id]
    if document.kind == "policy" and understood.places and document.places != ("CN",):
        return True  # of the province or city named with it: nothing below that is in reach
    if understood.intent == "amount" or figures_asked(understood.asked):
        return False
    if document.kind == "measure" and "advice" in kinds(understood.asked):
        return True
    return any(national_policy(index.documents[draft.evidence[0].passage.doc_id]) for draft in quoted)


def _national_rule(
    understood: Understanding,
    quoted: Sequence[Draft],
    ranked: Sequence[Evidence],
    retrieval: Retrieval,
    index: Index,
    vocabulary: Vocabulary,
) -> str:
    """What holds everywhere on what was asked of one place, in the words of the base; empty when nothing does."""
    words = wording(understood.language)
    for evidence in (*(draft.evidence[0] for draft in quoted), *ranked[:NATIONAL_AMONG]):
        document = index.documents[evidence.passage.doc_id]
        text = evidence.said(understood.language)
        heading = evidence.passage.heading[understood.language]
        groups = set(vocabulary.groups(text))
        if (
            national_policy(document)
            and evidence.passage.established
            and binds(evidence, retrieval.validity, index)
            and all(place == "CN" for place in vocabulary.places(text)[0])
            and same_figure(understood.asked, f"{heading} {text}")
            and (not groups or not understood.groups or groups & set(understood.groups))
        ):
            return words.helps["national"].format(quote=text)
    return ""


def _told(words: Wording, *parts: str) -> str:
    """The parts of a help that are there, as one text."""
    return ("" if words.language == "zh" else " ").join(filter(None, parts))


def _nearby(understood: Understanding, hits: Sequence[Hit], index: Index) -> str:
    """The nearest documents by title; empty when nothing was found."""
    words = wording(understood.language)
    documents = list(dict.fromkeys(hit.passage.doc_id for hit in hits))[:3]
    titles = [name_of(index.documents[doc_id], understood.language) for doc_id in documents]
    return words.nearby.format(titles=words.joined(titles)) if titles else ""
