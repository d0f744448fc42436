"""Chinese text as words: jieba, taught the names of the base."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ingest import fold

_NOUN = "n"


class Segments:
    """Cuts Chinese text into words with their parts of speech. Safe to share; the dictionary is read at first use."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [fold(name) for name in names if not name.isascii()]
        self._tagger: Any = None
        self.of = lru_cache(maxsize=4096)(self._cut)

    def load(self) -> None:
        """Read the dictionary, which takes about a second, and add the names."""
        import jieba
        import jieba.posseg

        jieba.setLogLevel("ERROR")
        tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
        for name in self._names:
            tagger.add_word(name, tag=_NOUN)
            tagger.word_tag_tab[name] = _NOUN
        self._tagger = tagger

    def _cut(self, text: str) -> tuple[tuple[str, str], ...]:
        """Pairs of a word and its part of speech, in order."""
        if self._tagger is None:
            self.load()
        return tuple((pair.word, pair.flag) for pair in self._tagger.cut(fold(text)))
