"""Which language a text is in, and the terms it is searched by.

Chinese runs become overlapping character bigrams, everything else lower-cased and stemmed words, so mixed text needs
no decision. Full-width forms are folded first (NFKC).
"""

import re
import unicodedata
from functools import cache

from bm25s.stopwords import STOPWORDS_EN

from ingest.records import Language

_RUNS = re.compile(r"[㐀-鿿]+|[a-zA-Z]+(?:['’][a-zA-Z]+)?|\d+(?:\.\d+)?")
_CJK = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Words of asking, not of the thing asked about: they carry no content in either language.
_ASKING_ZH = re.compile(
    "请问|我想知道|想问一下|能不能|可不可以|是不是|有没有|是否|为什么|为何|什么样|什么时候|什么|怎么样|怎么办|怎么|怎样|如何"
    "|哪些|哪个|哪里|哪|多少|几个|几|吗|呢|吧|啊|的|了|是|和|与|及|或|在|对|把|被|就|都|也|还|我们|我|你|您|他们|这个|那个|一个|一下"
)
ENGLISH_STOP = frozenset(STOPWORDS_EN) | frozenset(
    [
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "how",
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "have",
        "has",
        "had",
        "many",
        "much",
        "there",
        "any",
        "about",
        "i",
        "me",
        "my",
        "we",
        "our",
        "you",
        "your",
        "it",
        "its",
        "tell",
        "please",
        "give",
        "explain",
        "describe",
        "ok",
        "okay",
        "hello",
        "hi",
        "thanks",
    ]
)


def fold(text: str) -> str:
    """Full-width to half-width and compatibility forms to plain ones (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def detect(text: str) -> Language:
    """The language of a question: Chinese when its Chinese characters outnumber half of its Latin words.

    >>> detect("低保家庭住院救助比例是多少?"), detect("Is 国办发〔2015〕30号 still in force today?")
    ('zh', 'en')
    """
    chinese, latin = len(_CJK.findall(text)), len(_LATIN_WORD.findall(text))
    if not chinese:
        return "en"
    return "zh" if chinese > latin else "en"


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # PyStemmer ships no types
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def terms(text: str) -> list[str]:
    """The search terms of a text in order, repeats kept.

    >>> terms("Deductibles for 低保对象")
    ['deduct', '低保', '保对', '对象']
    """
    found: list[str] = []
    for run in _RUNS.findall(fold(text)):
        if _CJK.match(run):
            found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        else:
            word = run.lower().replace("’", "'").removesuffix("'s")
            if word not in ENGLISH_STOP:
                found.append(stem(word))
    return found


def characters(text: str) -> list[str]:
    """The Chinese characters of a text in order, repeats kept."""
    return _CJK.findall(fold(text))


def content_terms(text: str) -> list[str]:
    """The distinct terms of a question that carry content, words of asking taken out; order kept."""
    return list(dict.fromkeys(terms(_ASKING_ZH.sub(" ", fold(text)))))
