"""Words of a question that no text and no known question of the base has: what they mean cannot be answered from it."""

import re
from functools import lru_cache

from assistant.segments import Segments
from ingest import Index, Language, content_terms, fold

_JOINED = re.compile("[没不得到着了过]")  # no word, but a verb with what hangs on it
_SAYS = ("n", "v", "a", "j", "eng", "i", "l", "z")  # parts of speech that carry what is asked, by their first letters


class Unheard:
    """Looks words up in the whole base. Safe to share."""

    def __init__(self, index: Index, segments: Segments) -> None:
        self._segments = segments
        wordings = [wording for question in index.questions for wording in question.wordings]
        texts = [passage.text for passage in index.passages] + [passage.heading for passage in index.passages]
        names = [document.title for document in index.documents.values()]
        all_of = [*wordings, *texts, *names]
        more = [word for term in index.terms for word in (*term.words("zh"), *term.words("en"))]
        more += [alias for document in index.documents.values() for alias in document.aliases]
        self._chinese = fold("\n".join([*(text.zh for text in all_of), *more])).lower()
        self._english = {term for text in [*(text.en for text in all_of), *more] for term in content_terms(text)}
        self.share = lru_cache(maxsize=4096)(self._share)

    def _share(self, text: str, language: Language) -> float:
        """The share of the words of a text that the base never has; Chinese ones count from two characters on."""
        if language == "en":
            words = content_terms(text)
            unheard = [term for term in words if term not in self._english and not term[0].isdigit()]
            return len(unheard) / max(1, len(words))
        words = [word for word, tag in self._segments.of(text) if len(word) > 1 and tag.startswith(_SAYS)]
        unheard = [
            word
            for word in words
            if not _JOINED.search(word) and not word[0].isdigit() and word.lower() not in self._chinese
        ]
        return len(set(unheard)) / max(1, len(words))
