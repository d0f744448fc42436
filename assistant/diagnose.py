"""What a situation shows: barriers of the framework with the words that gave them away, and what it does not say.

Three signs are read, the firmest first: an everyday cue (`cues_zh`, `cues_en`), a signal phrase of the framework whose
terms stand in one sentence, and nearness in meaning. A barrier always carries the words of the situation it rests on.
"""

# ruff: noqa: E501

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant import cues_en, cues_zh
from assistant.memo import CapacityView, Diagnosis, DimensionStatus, Finding
from ingest import Embedder, Index, terms

CUE_GAP = {"zh": 45, "en": 150}  # characters between the two parts of a cue, at most
PHRASE = 0.8  # part of a signal phrase's idf that one sentence must hold
MEANING = 4.0  # standard deviations above the base's own sentences at which a sentence without a cue shows a barrier
SAMPLE = 4  # every so manieth sentence of the base is enough to know what is usual
_SENTENCE = re.compile(r"[^。！？!?；;\n.]+(?:\.(?=\d)[^。！？!?；;\n.]+)*[。！？!?；;.]?")
_CLAUSE = re.compile(r"[，,：:]")
# What turns a cue into its opposite when it stands just before it, and what calls the matter settled.
_DENIED = re.compile(
    r"(?:并没有|并不存在|不存在|没有出现|没有发生|未发现|没有发现|不再(?:有|出现)?|避免了?|杜绝了?|解决了|已经?解决)\W?$|(?:没有|无|未见|未发生|未出现)$"
    r"|\b(?:there (?:is|are|was|were) no|no longer|free of|without any|we have no|has no problem with|found no)\s+(?:\w+\s)?$|\b(?:no|without|never any)\s+$",
    re.I,
)
_SETTLED = re.compile(
    r"不成问题|不是问题|没(?:有)?(?:这(?:个|些|类|种))?问题|早已解决|已经?(?:全部|基本)?解决"
    r"|\b(?:is|are|was) (?:not|no longer) (?:a|our|the) problem|\bhas been solved\b|\bis solved\b",
    re.I,
)
_GOOD = re.compile(
    r"过得去|很上心|上心|愿意牵头|高度重视|很重视|运转(?:良好|正常|顺畅)|办得(?:好|不错)|已(?:经)?(?:建成|建立|打通|实现|联网|共享)|比较充裕|充足|基本到位|满意度(?:很)?高|很方便"
    r"|愿意(?:参与|支持)|结余较多|牵头召集|每月(?:都)?开会"
    r"|\bworks? well\b|\bruns? (?:well|smoothly)|\bis (?:willing|ready|strong|good|sound)|\bare (?:willing|ready|strong|good|agreed)|\bagree[sd]? that|\bwell (?:funded|run|staffed)|\balready (?:shared?|connected|built|in place)"
    r"|\bhas (?:already )?(?:set up|built|agreed|offered|hinted)|\bkeen\b|\bsatisfied\b|\bsupports? (?:it|this|the)",
    re.I,
)
_ABSENT = re.compile(
    r"没有|没人|从没|从未|从来没|空白|\bnever\b|\bnobody\b|\bnothing\b|\b(?:there (?:is|are)|has|have|had) no\b", re.I
)
_TOPICS: Mapping[str, str] = {
    "environment": r"财政|经济|慈善氛围|制度|文件|办法|\bbudget|\bfiscal|\bfinances?\b|\brules?\b|\bregulation|\bgiving\b",
    "motivation": r"领导|县长|书记|牵头|积极性|利益|\bleaders?\b|\bcounty head\b|\bsecretary\b|\bmagistrate\b|\binterests?\b|\bincentive",
    "subjects": r"医院|慈善总会|总会|保险公司|社工|村医|企业|\bhospitals?\b|\bfederation\b|\binsurer|\bcompan|\bdoctors?\b|\bbrewery\b",
    "process": r"数据|名单|名册|信息|系统|平台|窗口|申请|监督|公示|\bdata\b|\bregisters?\b|\bsystems?\b|\bcounter|\bapplication|\baudit|\bsupervis",
    "goal": r"报销|救助水平|满意|知晓|负担|待遇|\breimburse|\bsatisf|\baware|\bburden\b|\bbenefit level",
}  # fmt: skip


@dataclass(frozen=True)
class _Barrier:
    """A barrier of the framework with where it stands in it."""

    barrier_id: str
    dimension: str
    part: str
    name: Mapping[str, str]
    definition: Mapping[str, str]
    signals: Mapping[str, Sequence[str]]
    capacities: tuple[str, ...]


@cache
def _patterns(language: str) -> dict[str, list[list[re.Pattern[str]]]]:
    cues = cues_zh.CUES if language == "zh" else cues_en.CUES
    return {key: [[re.compile(part, re.I) for part in cue.split(" & ")] for cue in cues[key]] for key in cues}


class Diagnoser:
    """Reads situations against the framework of an index. What is usual in a language is worked out once."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._index = index
        self._embedder = embedder
        self.barriers = _barriers(index)
        self._known: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}

    def findings(self, text: str, language: str) -> tuple[Finding, ...]:
        """The barriers shown, in the framework's order; strength is 0 to 1, higher is firmer."""
        sentences = [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
        meaning = self._meaning(sentences, language)
        found = []
        for row, barrier in enumerate(self.barriers):
            triggers = _cued(barrier.barrier_id, sentences, language)
            strength = min(1.0, 0.8 + 0.1 * (len(triggers) - 1)) if triggers else 0.0
            if not triggers:
                triggers = self._phrased(barrier, sentences, language)
                strength = 0.7 if triggers else 0.0
            if not triggers and row in meaning:
                triggers, strength = [meaning[row]], 0.6
            if triggers:
                found.append(
                    Finding(
                        barrier.barrier_id,
                        barrier.name[language],
                        barrier.dimension,
                        barrier.part,
                        barrier.definition[language],
                        tuple(dict.fromkeys(triggers))[:3],
                        round(strength, 2),
                        barrier.capacities,
                    )
                )
        return tuple(found)

    def diagnoses(self, text: str, language: str, findings: Sequence[Finding]) -> tuple[Diagnosis, ...]:
        """For each dimension what stands, what is wrong, and the framework's questions on what was not said."""
        sentences = [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
        result = []
        for dimension in self._index.framework["dimensions"]:
            own = tuple(finding for finding in findings if finding.dimension == dimension["id"])
            good = [
                clause
                for sentence in sentences
                for clause in _CLAUSE.split(sentence)
                if _GOOD.search(clause) and re.search(_TOPICS.get(dimension["id"], r"(?!)"), sentence, re.I)
            ]
            touched = {finding.part for finding in own}
            questions = [
                part["questions"][0][language]
                for part in dimension["parts"]
                if part["id"] not in touched and part.get("questions")
            ]
            result.append(
                Diagnosis(
                    dimension["id"],
                    dimension["name"][language],
                    _status(own, good),
                    own,
                    tuple(dict.fromkeys(clause.strip().rstrip("。；;.!?！？") for clause in good))[:2],
                    tuple(questions[:2]),
                )
            )
        return tuple(result)

    def silent(self, text: str, findings: Sequence[Finding]) -> frozenset[str]:
        """The dimensions that the text does not even touch."""
        shown = {finding.dimension for finding in findings}
        return frozenset(d for d, topic in _TOPICS.items() if d not in shown and not re.search(topic, text, re.I))

    def capacities(self, language: str, findings: Sequence[Finding]) -> tuple[CapacityView, ...]:
        """The four capacities through the cross-walk: what weakens each, by dimension, and a question where nothing does."""
        cross = [(row["part"].split(".")[0], row["capacity"]) for row in self._index.framework["crosswalk"]]
        views = []
        for capacity in self._index.framework["capacities"]:
            own = [finding for finding in findings if capacity["id"] in finding.capacities]
            views.append(
                CapacityView(
                    capacity["id"],
                    capacity["name"][language],
                    tuple(dict.fromkeys(part for part, target in cross if target == capacity["id"])),
                    tuple(finding.barrier for finding in own),
                    "" if own else capacity["questions"][0][language],
                )
            )
        return tuple(views)

    def _phrased(self, barrier: _Barrier, sentences: Sequence[str], language: str) -> list[str]:
        idf = self._index.lexical.idf
        for phrase in (barrier.name[language], *barrier.signals[language]):
            wanted = set(terms(phrase))
            total = sum(idf(term) for term in wanted)
            for sentence in sentences:
                inside = wanted & set(terms(sentence))
                if len(inside) > 1 and sum(idf(term) for term in inside) >= PHRASE * total:
                    at = sentence.find(phrase)
                    if not _SETTLED.search(sentence) and not (at > 0 and _DENIED.search(sentence[:at])):
                        return [sentence]
        return []

    def _meaning(self, sentences: Sequence[str], language: str) -> dict[int, str]:
        """Barriers (by row) that a sentence without any cue comes nearest to, where it comes unusually near.

        Some barriers are near to everything; so nearness counts in standard deviations above what is usual for the
        barrier among the sentences of the base. A question states nothing, praise no barrier.
        """
        told = [s for s in sentences if not s.endswith(("?", "？")) and not _GOOD.search(s)]
        told = [s for s in told if not self._has_cue(s, language)]
        if not told:
            return {}
        usual = self._usual(language)
        if usual is None:
            return {}
        vectors, mean, deviation = usual
        unusual = (self._nearness(self._encode(told, language), vectors) - mean) / deviation
        best = unusual.argmax(axis=1)
        return {int(row): told[at] for at, row in enumerate(best) if unusual[at, row] >= MEANING}

    def _has_cue(self, sentence: str, language: str) -> bool:
        return any(_cued(barrier.barrier_id, [sentence], language) for barrier in self.barriers)

    def _usual(self, language: str) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
        """The barriers' vectors, and mean and deviation of their nearness to sentences of the base; worked out once."""
        if language not in self._known:
            texts = [
                t
                for b in self.barriers
                for t in (f"{b.name[language]} {b.definition[language]}", *_joined(b, language))
            ]
            sample = [
                passage.sentence(position, language)
                for passage in self._index.passages
                for position in range(len(passage.ratings))
                if passage.text[language]
            ][::SAMPLE]
            if language == "zh" and not self._embedder.multilingual and self._index.bridge is None:
                return None
            vectors = self._encode(texts, language)
            near = self._nearness(self._seen(sample, language), vectors)
            self._known[language] = (vectors, near.mean(axis=0), np.maximum(near.std(axis=0), 1e-3))
        return self._known[language]

    def _seen(self, sample: Sequence[str], language: str) -> np.ndarray:
        """Vectors of sentences of the base: the stored ones where the embedder made them from this language."""
        if language == "en":
            return self._index.sentence_vectors[::SAMPLE]
        return self._encode(sample, language)

    def _encode(self, texts: Sequence[str], language: str) -> np.ndarray:
        if language == "en" or self._embedder.multilingual or self._index.bridge is None:
            return self._embedder.encode(list(texts))
        return self._index.bridge.encode(texts)

    def _nearness(self, sentences: np.ndarray, barriers: np.ndarray) -> np.ndarray:
        """Cosine of each sentence with the nearer of a barrier's two texts; shape (sentences, barriers)."""
        cosine = sentences @ barriers.T
        return np.asarray(cosine.reshape(len(sentences), len(self.barriers), 2).max(axis=2), dtype=np.float32)


def _joined(barrier: _Barrier, language: str) -> tuple[str]:
    return ("; ".join(barrier.signals[language]),)


def _cued(barrier_id: str, sentences: Sequence[str], language: str) -> list[str]:
    """The stretches of the situation in which a cue of the barrier stands and is not denied."""
    found = []
    for sentence in sentences:
        if _SETTLED.search(sentence):
            continue
        for parts in _patterns(language).get(barrier_id, ()):
            stretch = _nearest(parts, sentence, CUE_GAP[language])
            if stretch and not _DENIED.search(sentence[: stretch[0]]):
                found.append(_clauses_around(sentence, *stretch))
                break
    return found


def _nearest(parts: Sequence[re.Pattern[str]], sentence: str, gap: int) -> tuple[int, int] | None:
    """The shortest stretch that holds a match of every part; None without one, or when they stand too far apart."""
    spans = [[match.span() for match in part.finditer(sentence)] for part in parts]
    if not all(spans):
        return None
    if len(spans) == 1:
        return spans[0][0]
    stretches = [(min(a[0], b[0]), max(a[1], b[1])) for a in spans[0] for b in spans[1] if _apart(a, b) <= gap]
    return min(stretches, key=lambda s: (s[1] - s[0], s[0]), default=None)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _clauses_around(sentence: str, start: int, end: int) -> str:
    """The stretch widened to whole clauses, so that it can be read."""
    left = max((m.end() for m in _CLAUSE.finditer(sentence) if m.end() <= start), default=0)
    right = min((m.start() for m in _CLAUSE.finditer(sentence) if m.start() >= end), default=len(sentence))
    return sentence[left:right].strip().rstrip("。；;.!?！？")


def _status(own: Sequence[Finding], good: Sequence[str]) -> DimensionStatus:
    if not own:
        return "working" if good else "not_stated"
    absent = all(any(_ABSENT.search(trigger) for trigger in finding.triggers) for finding in own)
    return "absent" if absent and not good else "partial"


def _barriers(index: Index) -> tuple[_Barrier, ...]:
    return tuple(
        _Barrier(b["id"], d["id"], p["id"], b["name"], b["definition"], b["signals"], tuple(b["capacities"]))
        for d in index.framework["dimensions"]
        for p in d["parts"]
        for b in p["barriers"]
    )
