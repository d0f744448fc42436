"""Which cases a name or a question means."""

import difflib
import re

from assistant.advisor import Advisor
from ingest import BadInput, Document, detect, fold

FEWEST, MOST = 2, 4  # cases in a comparison
# What asks for a comparison, and what may stand around the names in a question that asks for nothing else.
_COMPARING = re.compile(r"比较|对比|相比|异同|不同|区别|差异|差别|\b(?:compar\w+|contrast|versus|vs|differ\w*)\b", re.I)
_BETWEEN = re.compile(
    r"(?:请|帮我|把|将|比较|对比|一下|相比|异同|不同|区别|差异|差别|之间|之处|有什么|有哪些|有何|在哪里|在哪|哪里|是什么|什么|怎么样|的?(?:两|三|四)(?:个|地|县|市)"
    r"|的?(?:案例|做法|模式|经验)|分别|这|和|与|跟|同|、|，|以及|呢|吗|[?？。.!])+"
    r"|(?:\s*\b(?:please|compare[ds]?|comparison|comparing|contrast|versus|vs|differ\w*|between|and|with|to|from|of|the|how|what|do|does"
    r"|are|is|in|me|us|can|could|you|case|cases|model|models|approach|approaches|experience|experiences|study|studies|main)\b\s*|\s*[?.,!;:]\s*)+",
    re.I,
)
_SUFFIX = re.compile(r"县|市|保险|基金|项目|\b(?:county|city|insurance|fund|programme|study)\b|\W", re.I)


def find_case(name: str, advisor: Advisor) -> Document:
    """The case meant by an id, a title, a popular name or a place. Raises BadInput with the three nearest names."""
    cases = [document for document in advisor.index.documents.values() if document.kind == "case"]
    wanted = fold(name).strip().lower()
    if not wanted:
        raise BadInput("A case needs a name or an id. Run: python -m assistant library --kinds case")
    for document in cases:
        exact = (document.doc_id, document.title.en, document.title.zh, *document.aliases)
        if wanted in {fold(form).lower() for form in exact}:
            return document
    ranked = sorted(cases, key=lambda d: (-_likeness(wanted, d, advisor), d.doc_id))
    if _likeness(wanted, ranked[0], advisor) >= 1.0:
        return ranked[0]
    language = detect(name)
    nearest = "; ".join(f"{d.title[language]} ({d.doc_id})" for d in ranked[:3])
    raise BadInput(f"No case is called {name!r}. The nearest: {nearest}.")


def _likeness(wanted: str, document: Document, advisor: Advisor) -> float:
    """1 and more: the name is part of the case's names or places, or holds one of them; below: how alike they read."""
    forms = [fold(f).lower() for f in (document.doc_id, *document.aliases, document.title.en, document.title.zh)]
    heads = [form.split(":")[0].split("：")[0].split(",")[0].strip() for form in forms]
    if any(head and (wanted == head or (len(head) > 2 and head in wanted)) for head in heads):
        return 3.0
    places = set(advisor.vocabulary.places(wanted)[0])
    if places & set(document.places):
        # Of several cases of a place the one whose title names it.
        named = any(wanted[:2] in form for form in forms)
        return 2.5 + 0.2 * named - 0.01 * len(document.places)
    if len(wanted) > 1 and any(wanted in form for form in forms):
        return 2.0
    short = wanted.removesuffix(" county").removesuffix("县").removesuffix("市")
    if len(short) > 1 and any(short in form for form in heads):
        return 1.5
    return max(difflib.SequenceMatcher(None, wanted, form).ratio() for form in {*forms, *heads}) * 0.99


def cases_to_compare(text: str, advisor: Advisor) -> tuple[str, ...]:
    """The ids of two to four cases that a question asks to compare as wholes; empty for any other question.

    A question on one point of two cases, on policies or on groups is answered like any question.
    """
    folded = fold(text).strip()
    if not _COMPARING.search(folded):
        return ()
    names = [name for part in _BETWEEN.split(folded) if (name := part.strip(" 的?.!,，。！？、“”\"'"))]
    if not FEWEST <= len(names) <= MOST:
        return ()
    found = [_named(name, advisor) for name in names]
    return tuple(dict.fromkeys(found)) if all(found) and len(set(found)) == len(found) else ()


def _named(name: str, advisor: Advisor) -> str:
    """The case that a name means and nothing beside it, empty when it means none; a place with policies means these."""
    wanted, documents = name.lower(), advisor.index.documents.values()
    paths, surfaces = advisor.vocabulary.places(wanted)
    provinces = {path for path in paths if path.count("/") < 2}
    if any(document.kind == "policy" and provinces & set(document.places) for document in documents):
        return ""
    best = max((d for d in documents if d.kind == "case"), key=lambda d: _likeness(wanted, d, advisor), default=None)
    if best is None or _likeness(wanted, best, advisor) < 1.0:
        return ""
    forms = [fold(form).lower() for form in (best.doc_id, *best.aliases, best.title.en, best.title.zh)]
    rest = wanted
    for known in sorted((*surfaces, *forms), key=len, reverse=True):
        rest = rest.replace(known, "")
    rest = _SUFFIX.sub("", rest)
    return best.doc_id if not rest or (len(rest) > 1 and any(rest in form for form in forms)) else ""
