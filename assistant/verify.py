"""One way to verify: every claim, however it was drafted, is checked against the sentences it cites.

The check is lexical and says so: words, numbers, names, polarity, group and place of the claim are in the quotes. A
claim that fails is dropped and reported; it never gets another citation afterwards.
"""

import re
from collections.abc import Sequence
from typing import Literal

from assistant.records import Citation, Claim, Draft, Dropped
from assistant.vocabulary import Vocabulary
from ingest import content_terms, document_numbers, fold, quantities, same_number, terms

Support = Literal["supported", "partly", "dropped"]

# Parts of the claim's content terms that the quotes must hold; below the second, the claim is dropped.
COVERED, PARTLY_COVERED = 0.6, 0.35
_NEGATIONS = re.compile(
    r"不得|不能|不予|不再|不属于|不是|没有|未(?!来|成年)|无需|无须|禁止|并非|尚未|非(?=公开|法)"
    r"|\b(?:not|no|never|none|without|cannot|neither|nor|un(?:able|likely|known|verified)|prohibit\w*|forbid\w*|fail\w*)\b|n't\b",
    re.I,
)
_BOUNDS = {
    "least": re.compile(r"不低于|不少于|至少|以上|不小于|\bat least\b|\bnot (?:below|less|lower|under)\b|\bno less(?: than)?\b|\bminimum\b|\bor more\b|\bfloor\b", re.I),
    "most": re.compile(r"不超过|不高于|最高|至多|以内|以下|不得超过|上限|\bat most\b|\bnot (?:above|more|exceed\w*|over|higher)\b|\bno more(?: than)?\b|\bmaximum\b|\bup to\b|\bceiling\b|\bwithin\b|\bor less\b", re.I),
}  # fmt: skip


def support(
    text: str, quotes: Sequence[str], vocabulary: Vocabulary | None = None, given: str = ""
) -> tuple[Support, str]:
    """Whether quotes support a claim, and why not. Checks words, numbers, bounds, polarity, document numbers, names.

    A computed claim repeats what is `given` by the asker; its own wording is fixed, so only its facts are checked.

    >>> support("At least 80% is paid.", ["At least 70% is paid."])
    ('dropped', 'a number is not in the quote: 80')
    """
    together = " ".join(quotes)
    if fold(text) in fold(together):
        return "supported", ""
    inside = {(q.kind, q.value) for q in quantities(f"{together} {given}")}
    missing = [q for q in quantities(text) if (q.kind, q.value) not in inside and not _broader_date(q.value, inside)]
    if missing:
        return "dropped", f"a number is not in the quote: {missing[0].value:g}"
    known = document_numbers(f"{together} {given}")
    lost = [number for number in document_numbers(text) if not any(same_number(number, other) for other in known)]
    if lost:
        return "dropped", f"a document number is not in the quote: {lost[0][2]}"
    if given:
        return "supported", ""
    for name, pattern in _BOUNDS.items():
        opposite = _BOUNDS["most" if name == "least" else "least"]
        if pattern.search(text) and not pattern.search(together) and opposite.search(together):
            return "dropped", f"'at {name}' is not what the quote says"
    if _negated(text) != _negated(together):
        return "dropped", "the claim and the quote differ in polarity"
    if vocabulary is not None and (name := _stranger(text, together, vocabulary)):
        return "dropped", f"a name is not in the quote: {name}"
    wanted = content_terms(text)
    covered = len(set(wanted) & set(terms(together))) / len(wanted) if wanted else 0.0
    if covered < PARTLY_COVERED:
        return "dropped", f"only {covered:.0%} of the claim's words are in the quote"
    return (
        ("supported", "") if covered >= COVERED else ("partly", f"{covered:.0%} of the claim's words are in the quote")
    )


def _negated(text: str) -> bool:
    """Whether a text denies something; 'no less than' and 不低于 are bounds, not denials."""
    for pattern in _BOUNDS.values():
        text = pattern.sub(" ", text)
    return bool(_NEGATIONS.search(text))


def _broader_date(value: float, inside: set[tuple[str, float]]) -> bool:
    """Whether a year or month is part of a full date in the quotes (2026 in 20260701)."""
    return any(
        kind == "date" and (value == known // 10000 * 10000 or value == known // 100 * 100) for kind, known in inside
    )


def _stranger(text: str, quotes: str, vocabulary: Vocabulary) -> str:
    """A group or place that the claim names and the quotes do not."""
    quoted = set(vocabulary.groups(quotes))
    for group in vocabulary.groups(text):
        if group not in quoted:
            return group
    known = set(vocabulary.places(quotes)[0])
    for place in vocabulary.places(text)[0]:
        if not any(place == other or other.startswith(place + "/") for other in known):
            return place.rsplit("/", 1)[-1]
    return ""


def verify(drafts: Sequence[Draft], language: str, vocabulary: Vocabulary) -> tuple[list[Claim], list[Dropped]]:
    """Drafts that hold as claims with citations, the others with the reason. Sources are numbered as they appear."""
    claims: list[Claim] = []
    dropped: list[Dropped] = []
    numbers: dict[str, int] = {}
    for draft in drafts:
        quotes = [evidence.quote(language) or evidence.quote("en") for evidence in draft.evidence]
        mark, why = support(draft.text, quotes, vocabulary, draft.given) if quotes else ("dropped", "no evidence")
        if mark == "dropped":
            dropped.append(Dropped(draft.text, why))
            continue
        citations = []
        for evidence in draft.evidence:
            passage = evidence.passage
            used = language if passage.text[language] else "en"
            start, end = passage.spans[used][evidence.position]
            section = f"{passage.doc_id}#{passage.anchor}"
            n = numbers.setdefault(section, len(numbers) + 1)
            citations.append(Citation(n, passage.doc_id, passage.passage_id, passage.text[used][start:end], start, end))
        claims.append(Claim(draft.text, mark, draft.basis, tuple(citations)))
    return claims, dropped
