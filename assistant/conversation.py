"""Follow-up questions: what carries over from the last two turns, so that a question can be asked on its own."""

import re
from collections.abc import Sequence

from assistant.records import Turn
from assistant.vocabulary import Vocabulary
from ingest import content_terms, detect, fold

_ASIDE_ZH = re.compile(r"^(?:那么|那|再问|另外|还有)?[，,]?\s*(.{1,20}?)\s*(?:呢|怎么样|又如何|又怎么样)[?？。]?$")
_ASIDE_EN = re.compile(
    r"^(?:and|but|what about|how about|and what about|and how about)\s+(?:in|for|at|with|on)?\s*(.{2,60}?)\s*\?*$", re.I
)
# An aside that brings a question of its own is no mere change of place or group.
_ASKS_ANEW = re.compile(
    r"谁|哪|多少|什么(?!时候呢)|如何|几|[–—,，:：]\s*\S{4,}|\b(?:who|how (?:many|much|long|is|are|do|does)|which|when|why|where)\b",
    re.I,
)
_POINTING = re.compile(
    r"^(?:那|它|其|这|该|此|他们|上述|还有|为什么[?？]?$)|这(?:个|些|项|类|一)|那(?:个|些|项|里)|该(?:法|县|市|文件|政策|办法)"
    r"|\b(?:it|its|they|their|them|this|that|these|those|there|he|she|same)\b|^(?:and|but|why|since when)\b",
    re.I,
)
# A question with this many glossary terms besides groups of people, or this many content terms, and nothing that
# points back, stands on its own.
_ENOUGH_KNOWN = 2
_ENOUGH_TERMS = {"en": 5, "zh": 12}


def standalone(text: str, history: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """The question as it would be asked without the conversation; the text itself when it needs nothing.

    An aside ("那边缘家庭呢?", "and in Zhejiang?") replaces the thing of the same sort in the last question. A question
    that names no place and no document is asked together with the last two (two turns beat one and all: research).
    """
    if not history:
        return text
    last = history[-1].question.strip()
    aside = None if _ASKS_ANEW.search(fold(text)) else _ASIDE_ZH.match(fold(text)) or _ASIDE_EN.match(fold(text))
    swapped = _swap(last, aside[1].strip(), vocabulary) if aside else ""
    if swapped:
        return swapped
    if vocabulary.places(text)[0] or vocabulary.documents(text):
        return text if not _POINTING.search(text) else f"{_elsewhere(last, text, vocabulary)} {text}"
    known = sum(match.term.kind != "group" for match in vocabulary.terms(text))
    enough = known >= _ENOUGH_KNOWN or len(content_terms(text)) >= _ENOUGH_TERMS[detect(text)]
    if (enough or detect(text) != detect(last)) and not _POINTING.search(text):
        return text
    return " ".join([*(turn.question.strip() for turn in history[-2:]), text])


def _elsewhere(last: str, new: str, vocabulary: Vocabulary) -> str:
    """The last question with its one place exchanged for the one place of the new question; else as it was."""
    _, here = vocabulary.places(new)
    _, there = vocabulary.places(last)
    return last.replace(there[0], here[0]) if len(here) == len(there) == 1 else last


def _swap(last: str, new: str, vocabulary: Vocabulary) -> str:
    """The last question with its place or group exchanged for the new one; empty when there is none to exchange."""
    _, new_places = vocabulary.places(new)
    _, old_places = vocabulary.places(last)
    if new_places:
        if len(old_places) == 1:
            return last.replace(old_places[0], new)
        return f"{new} {last}" if not old_places else ""
    kinds = {match.term.kind for match in vocabulary.terms(new)}
    for match in vocabulary.terms(last):
        if match.term.kind in kinds and match.surface not in new:
            return re.sub(re.escape(match.surface), new, last, count=1)
    return ""
