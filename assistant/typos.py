"""Typing errors in an English question, put right where the base has the word that must be meant."""

import re
from collections import Counter
from functools import cache

from spellchecker import SpellChecker

from ingest import Index

_WORD = re.compile(r"[A-Za-z]+")
# No name, no abbreviation, no part of a longer word; and not so long that looking at it takes time.
_MAY_BE_WRONG = re.compile(r"(?<![\w'’.@/-])[a-z]{4,20}(?![\w'’@/-])")
_PINYIN = re.compile(  # a word of syllables of transcribed Chinese is no slip: yibao, tanpai
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie"
    r"|iu|in|ua|uo|ui|un|ue|a|o|e|i|u))+"
)
FEWEST = 3  # times that the base must have a word for it to be meant
SURE = 8  # letters from which a word one letter away can hardly be another name, or transcribed Chinese


class Typos:
    """Corrects words that neither English nor the base knows. Safe to share."""

    def __init__(self, index: Index) -> None:
        texts = [wording.en for question in index.questions for wording in question.wordings]
        texts += [passage.text.en for passage in index.passages]
        seen = Counter(word for text in texts for word in _WORD.findall(text))
        self._words: Counter[str] = Counter()
        for word, count in seen.items():
            self._words[word.lower()] += count
        self._names = {word for word in self._words if word not in seen}

    def corrected(self, text: str) -> str:
        """The text, each unknown word replaced by the base's commonest word that is one slip away from it.

        A slip is a letter left out, put in, changed, or two exchanged (Damerau 1964). Capitalised words are names and
        stay as they are.
        """
        return _MAY_BE_WRONG.sub(lambda match: self._meant(match[0]), text)

    def _meant(self, word: str) -> str:
        if any(self._knows(form) for form in (word, word.removesuffix("s"))):
            return word
        if _PINYIN.fullmatch(word) and not (len(word) >= SURE and _english().candidates(word)):
            return word
        near = [
            meant
            for meant in _english().edit_distance_1(word)
            if self._words[meant] >= FEWEST and (meant not in self._names or len(word) >= SURE)
        ]
        return max(sorted(near), key=lambda meant: self._words[meant], default=word)

    def _knows(self, word: str) -> bool:
        return word in self._words or word in _english()


@cache
def _english() -> SpellChecker:
    return SpellChecker(distance=1)
