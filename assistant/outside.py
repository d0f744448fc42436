"""How near a question comes to those that lie outside the subject (`kb/outside.yaml`).

Examples of what is not meant tell more of a question than any score of what is (out-of-scope detection by examples).
"""

from collections import Counter

from ingest import LANGUAGES, Index, Language, content_terms, tf_idf, weigh


class Outside:
    """The outside questions of an index as weighed terms, worked out once. Safe to share."""

    def __init__(self, index: Index) -> None:
        self._learned = {}
        for language in LANGUAGES if index.outside else ():
            outside = [Counter(content_terms(text[language])) for text in index.outside]
            known = [Counter(content_terms(w[language])) for question in index.questions for w in question.wordings]
            vocabulary, idf = weigh([*outside, *known])
            self._learned[language] = (vocabulary, idf, tf_idf(outside, vocabulary, idf))

    def nearness(self, text: str, language: Language) -> float:
        """Cosine with the nearest outside question, by the terms of both; 0 to 1, 0 where a base has none."""
        if language not in self._learned:
            return 0.0
        vocabulary, idf, outside = self._learned[language]
        asked = tf_idf([Counter(content_terms(text))], vocabulary, idf)
        return float((outside @ asked.T).max())
