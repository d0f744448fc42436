"""What a reader is told was asked and is not answered, beside an answer to the rest."""

from collections.abc import Sequence

from assistant.asked_figures import figures_asked, states
from assistant.gaps import chance_of, condition_unmet, gaps, gaps_beside
from assistant.records import Claim, Dropped, Evidence, Understanding
from assistant.retrieve import Part, Retrieval
from assistant.sentences import FULL_DATE, YEAR, about, covers_year
from assistant.vocabulary import Vocabulary
from assistant.wording import wording
from ingest import Index


def unanswered(
    understood: Understanding,
    retrieval: Retrieval,
    ranked: Sequence[Evidence],
    claims: Sequence[Claim],
    unstated: Sequence[Part],
    index: Index,
    vocabulary: Vocabulary,
    judged: bool = False,
) -> list[Dropped]:
    """The parts of a question that are not answered in full, each with why; or else a condition that no claim meets.

    Why is what the base says was not found of the part, that no sentence states its figure (`unstated`) or is of its
    year, or that no document quoted is of its places. `judged` says that the answer begins with a
    verdict on whether a text is in force.
    """
    likeliest: dict[str, tuple[float, str]] = {}
    for part, gap in zip(retrieval.parts, gaps(retrieval, ranked), strict=True):
        if part.understood.intent == "validity" and judged:
            continue  # the verdict itself says what was not found
        missing = (
            [gap]
            if gap is not None
            else []
            if _told(part, ranked, claims)
            else gaps_beside(part, ranked, index.lexical.idf)
        )
        if not missing and any(part is other for other in unstated):
            missing = sorted(
                gaps_beside(part, ranked, index.lexical.idf, share=0.0), key=lambda gap: -chance_of(gap, part)
            )[:1]
        for evidence in missing:
            why, chance = evidence.said(part.understood.language), chance_of(evidence, part)
            if why not in likeliest or chance > likeliest[why][0]:
                likeliest[why] = (chance, part.understood.asked)
    found = [Dropped(asked, why) for why, (_, asked) in likeliest.items()]
    helps = wording(understood.language).helps
    told = {dropped.text for dropped in found}
    found += [Dropped(part.understood.asked, helps["figure"]) for part in unstated if part.understood.asked not in told]
    told = {dropped.text for dropped in found}
    # A rule that names no year holds in any.
    ruled = bool(claims) and claims[0].basis == "binding" and not YEAR.search(FULL_DATE.sub(" ", claims[0].text))
    found += [
        Dropped(part.asked, helps["year"].format(year=part.years[0]))
        for part in _of_one_year(understood, retrieval)
        if part.asked not in told and not ruled and not any(covers_year(claim.text, part.years[0]) for claim in claims)
    ]
    told = {dropped.text for dropped in found}
    found += [
        Dropped(part.asked, helps["no_evidence"])
        for part in _of_other_places(retrieval, claims, index, vocabulary)
        if part.asked not in told
    ]
    if not found and claims and understood.intent != "validity":
        unmet = condition_unmet(understood, retrieval, [claim.text for claim in claims])
        return [Dropped(understood.asked, helps["condition"].format(name=unmet))] if unmet else []
    return found


def _told(part: Part, ranked: Sequence[Evidence], claims: Sequence[Claim]) -> bool:
    """Whether a figure that a part asks for is claimed with what answers the likeliest known question."""
    figures = figures_asked(part.understood.asked)
    if not figures or not part.candidates:
        return False
    language, labels = part.understood.language, part.candidates[0].labels
    answering = {e.said(language) for e in ranked if e.place in labels and e.passage.established}
    return any(claim.text in answering and states(claim.text, figures) for claim in claims)


def _of_one_year(understood: Understanding, retrieval: Retrieval) -> list[Understanding]:
    """The parts that ask for one each of the several years that a question names."""
    return [part.understood for part in retrieval.parts if len(part.understood.years) == 1 < len(understood.years)]


def _of_other_places(
    retrieval: Retrieval, claims: Sequence[Claim], index: Index, vocabulary: Vocabulary
) -> list[Understanding]:
    """The parts of several that name places that no quoted document or sentence is of; one of the nation is of all."""
    told = [place for claim in claims for place in vocabulary.places(claim.text)[0]]
    told += [place for claim in claims for c in claim.citations for place in index.documents[c.doc_id].places]
    return [
        part.understood
        for part in retrieval.parts
        if len(retrieval.parts) > 1
        and claims
        and part.understood.places
        and not about(tuple(told), part.understood.places)
    ]
