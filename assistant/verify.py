"""One way to verify: every claim, however it was drafted, is checked against the sentences it cites.

The check is lexical and says so: words, numbers, names, polarity, group and place of the claim are in the quotes. A
claim that fails is dropped and reported; it never gets another citation afterwards.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from assistant.agree import astray, loose
from assistant.arithmetic import results, wrongly_placed
from assistant.contrasts import contrast
from assistant.coverage import coverage
from assistant.names import stranger
from assistant.polarity import opposed
from assistant.records import Citation, Claim, Draft, Dropped
from assistant.vocabulary import Vocabulary
from ingest import document_numbers, fold, same_number

# Parts of the claim's words that the quotes must hold; below the second, the claim is dropped.
COVERED, PARTLY_COVERED = 0.6, 0.35
# A claim with a fact that is not in the quotes keeps this part of its score.
CONTRADICTED = 0.35


class Verdict(NamedTuple):
    """Whether quotes support a claim and why not; `score` grades it from 0 to 1, higher is better.

    The score sorts claims by how likely they are supported: the coverage of their words, less where a fact is wrong.
    """

    mark: Literal["supported", "partly", "dropped"]
    why: str
    score: float


def support(text: str, quotes: Sequence[str], vocabulary: Vocabulary | None = None, given: str = "") -> Verdict:
    """Whether quotes support a claim: its figures, document numbers, names, opposites, polarity and words.

    A computed claim repeats what is `given` by the asker; its own wording is fixed, so only its facts are checked, and
    the result of a right formula counts as given.

    >>> support("At least 80% is paid.", ["At least 70% is paid."])[:2]
    ('dropped', 'a number is not in the quote: 80%')
    """
    if _copied(text, quotes):
        return Verdict("supported", "", 1.0)
    covered = coverage(text, quotes, vocabulary)
    worked_out = "; ".join((given, *results(text))) if given else ""
    why = astray(text, quotes, worked_out) or _other_document(text, quotes, given)
    if given and not why and wrongly_placed(text):
        why = "two amounts are set beside each other the wrong way round"
    if given and not why:
        return Verdict("supported", "", 1.0)
    if why := why or _otherwise(text, quotes, vocabulary):
        return Verdict("dropped", why, CONTRADICTED * covered)
    said = f"{covered:.0%} of the claim's words are in the quote"
    if covered < PARTLY_COVERED:
        return Verdict("dropped", f"only {said}", covered)
    if covered < COVERED:
        return Verdict("partly", said, covered)
    if loose(text, quotes):
        return Verdict("partly", "a number is rounded, or its bound is left out", covered)
    return Verdict("supported", "", covered)


def _copied(text: str, quotes: Sequence[str]) -> bool:
    """Whether the claim is one of the quotes, or some of them in a row. A part of a sentence can say its opposite."""
    claim = fold(text).strip()
    for quote in quotes:
        claim = claim.replace(fold(quote).strip(), "")
    return not claim.strip()


def _other_document(text: str, quotes: Sequence[str], given: str) -> str:
    known = document_numbers(" ".join((*quotes, given)))
    for number in document_numbers(text):
        if not any(same_number(number, other) for other in known):
            return f"a document number is not in the quote: {number[2]}"
    return ""


def _otherwise(text: str, quotes: Sequence[str], vocabulary: Vocabulary | None) -> str:
    """Why a claim with the right figures still says another thing; empty when it does not."""
    together = "\n".join(quotes)
    if name := stranger(text, together, vocabulary):
        return f"a name is not in the quote: {name}"
    if opposed(text, together):
        return "the claim and the quote differ in polarity"
    return contrast(text, together)


def verify(drafts: Sequence[Draft], language: str, vocabulary: Vocabulary) -> tuple[list[Claim], list[Dropped]]:
    """Drafts that hold as claims with citations, the others with the reason. Sources are numbered as they appear."""
    claims: list[Claim] = []
    dropped: list[Dropped] = []
    numbers: dict[str, int] = {}
    for draft in drafts:
        quotes = [evidence.said(language) for evidence in draft.evidence]
        verdict = (
            support(draft.text, quotes, vocabulary, draft.given) if quotes else Verdict("dropped", "no evidence", 0)
        )
        if verdict.mark == "dropped":
            dropped.append(Dropped(draft.text, verdict.why))
            continue
        citations = []
        for evidence in draft.evidence:
            passage = evidence.passage
            used = language if passage.text[language] else "en"
            start, end = passage.spans[used][evidence.position]
            section = f"{passage.doc_id}#{passage.anchor}"
            n = numbers.setdefault(section, len(numbers) + 1)
            citations.append(Citation(n, passage.doc_id, passage.passage_id, passage.text[used][start:end], start, end))
        claims.append(Claim(draft.text, verdict.mark, draft.basis, tuple(citations)))
    return claims, dropped
