"""What a situation shows: barriers of the framework with the words that gave them away, and what it does not say.

The situation is read in stretches, one or two clauses and whole sentences. Each stretch speaks of what `reading` says
it speaks of most: a barrier, a part that works, or nothing. The firmest goes first, and a clause shows one thing.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.memo import CapacityView, Diagnosis, DimensionStatus, Finding
from assistant.reading import Reading
from ingest import SCENE, Embedder, Index, detect

FIRM = 0.31  # score at which a stretch shows something; fitted on the dev situations
TOUCHED = 0.2  # score at which a dimension is at least spoken of
WHOLE = 0.3  # weight of the sentence around a stretch
CLAUSES = 2  # in a stretch
SHORTEST_ZH, SHORTEST_EN = 5, 3  # characters or words of a stretch that is less than a sentence
TRIGGERS = 3  # stretches quoted for a barrier
_SENTENCE = re.compile(r"[^。！？!?；;\n.]+(?:\.(?=\d)[^。！？!?；;\n.]+)*[。！？!?；;.]?")
_CLAUSE = re.compile(r"[，,：:](?!\d)|——|—| - ")
_CHARACTERS = re.compile(r"[㐀-鿿]")
_EDGES = " \t，,：:。；;.!?！？—-“”\"'"
# What says that a thing is in order, whatever the thing, and what takes it back.
_PRAISE = re.compile(
    r"(?<!不)(?<!没)(?<!没有)(?<!不太)(?<!不够)(?:够用|充足|充裕|齐全|健全|到位|顺畅|顺利|通畅|良好|不错|挺好|较好|很好"
    r"|满意|方便|过得去|上心|愿意|积极|早已|已经?建|已解决|不存在|未发现|没有发现|没有发生|杜绝|不成问题|不是问题"
    r"|没有?(?:人|什么)?(?:这(?:个|些|类|种|方面))?(?:问题|投诉|意见)|倒是(?:顺|好))"
    r"|\b(?:(?:works?|runs?|run|staffed|known?|covered) (?:very )?well|good|smooth\w*|sufficient\w*|adequate\w*"
    r"|satisfied|content|willing|eager|popular|decent|sound|reliabl[ey]"
    r"|not (?:a|an|the|our) (?:problem|issue)|solved|no longer"
    r"|no (?:problem|difficulty|difficulties|complaints?|shortage)|(?:nobody|no one) complain\w*)\b",
    re.I,
)
_BUT = re.compile(
    r"没(?!有?(?:人|什么)?(?:问题|投诉|意见))|[缺少难慢差弱]|不(?!错|存在|成问题|是问题|愁|用)|无(?!忧)|未(?!发现)|只[有是能]"
    r"|\b(?:no(?! longer| problem| difficult| complaint| shortage| one complain)|not(?! an? | the | our )"
    r"|nobody(?! complain)|never|none|few|only|without|cannot|hardly|but|lack\w*|n't)\b",
    re.I,
)
_ASKED = re.compile(r"\s*(?:想?请(?!的|来|过|了)|please\b)", re.I)
_ABSENT = re.compile(
    r"没有|没人|从没|从未|从来没|空白|\bnever\b|\bnobody\b|\bnothing\b|\b(?:there (?:is|are)|has|have|had) no\b", re.I
)


@dataclass(frozen=True)
class Barrier:
    """A barrier of the framework with where it stands in it."""

    barrier_id: str
    dimension: str
    part: str
    name: Mapping[str, str]
    definition: Mapping[str, str]
    capacities: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """A situation as read: for each barrier and working part its stretches and best score; the dimensions spoken of."""

    barriers: Mapping[str, tuple[tuple[str, ...], float]]
    working: Mapping[str, tuple[tuple[str, ...], float]]
    touched: frozenset[str]


@dataclass(frozen=True)
class _Stretch:
    text: str
    sentence: int
    clauses: frozenset[int]


class Diagnoser:
    """Reads situations against the framework of an index. Keeps nothing between situations."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._framework = index.framework
        self._reading = Reading(index, embedder)
        self.barriers = {barrier.barrier_id: barrier for barrier in _barriers(index)}
        self._dimension = {part["id"]: d["id"] for d in index.framework["dimensions"] for part in d["parts"]}
        self._dimension |= {barrier.barrier_id: barrier.dimension for barrier in self.barriers.values()}

    def warm(self) -> None:
        """Learn both languages now rather than when the first situation comes."""
        for language in ("en", "zh"):
            self._reading.scores([], language)

    def read(self, text: str) -> Account:
        """Everything that the text shows, its stretches verbatim."""
        language = detect(text)
        stretches = list(_stretches(text))
        scores = self._scores(stretches, language)
        found: dict[str, list[tuple[str, float]]] = {}
        touched = set()
        taken: dict[int, set[int]] = {}
        for score, i, row in _ranked(scores):
            shows, stretch = self._reading.shown[row], stretches[i]
            if score >= TOUCHED and shows in self._dimension:
                touched.add(self._dimension[shows])
            used = taken.setdefault(stretch.sentence, set())
            spent = len(stretch.clauses & used) / len(stretch.clauses)
            if score * (1 - spent) >= FIRM and not (spent and shows in found):
                used |= stretch.clauses
                found.setdefault(shows, []).append((stretch.text, round(score, 4)))
        kept = {
            shows: (tuple(stretch for stretch, _ in own[:TRIGGERS]), own[0][1])
            for shows, own in found.items()
            if shows != SCENE
        }
        return Account(
            {shows: own for shows, own in kept.items() if shows in self.barriers},
            {shows: own for shows, own in kept.items() if shows not in self.barriers},
            frozenset(touched),
        )

    def findings(self, account: Account, language: str) -> tuple[Finding, ...]:
        """The barriers shown, in the framework's order and the given language; strength is 0 to 1, higher is firmer."""
        return tuple(
            Finding(
                barrier.barrier_id,
                barrier.name[language],
                barrier.dimension,
                barrier.part,
                barrier.definition[language],
                account.barriers[barrier.barrier_id][0],
                round(min(1.0, 0.5 + account.barriers[barrier.barrier_id][1] / 2), 2),
                barrier.capacities,
            )
            for barrier in self.barriers.values()
            if barrier.barrier_id in account.barriers
        )

    def diagnoses(self, account: Account, findings: Sequence[Finding], language: str) -> tuple[Diagnosis, ...]:
        """For each dimension what stands, what is wrong, and the framework's questions on what was not said."""
        result = []
        for dimension in self._framework["dimensions"]:
            own = tuple(finding for finding in findings if finding.dimension == dimension["id"])
            good = [stretch for part in dimension["parts"] for stretch in account.working.get(part["id"], ((), 0.0))[0]]
            shown = {finding.part for finding in own}
            questions = [
                part["questions"][0][language]
                for part in dimension["parts"]
                if part["id"] not in shown and part.get("questions")
            ]
            result.append(
                Diagnosis(
                    dimension["id"],
                    dimension["name"][language],
                    _status(own, good),
                    own,
                    tuple(good[:2]),
                    tuple(questions[:2]),
                )
            )
        return tuple(result)

    def silent(self, account: Account) -> frozenset[str]:
        """The dimensions that the text does not even touch."""
        return frozenset(d["id"] for d in self._framework["dimensions"]) - account.touched

    def capacities(self, language: str, findings: Sequence[Finding]) -> tuple[CapacityView, ...]:
        """The four capacities through the cross-walk: what weakens each, or the question where nothing does."""
        cross = [(row["part"].split(".")[0], row["capacity"]) for row in self._framework["crosswalk"]]
        views = []
        for capacity in self._framework["capacities"]:
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

    def _scores(self, stretches: Sequence[_Stretch], language: str) -> np.ndarray:
        """Scores of the stretches, each with a share of its sentence's: what stands around a clause tells of it."""
        scores = self._reading.scores([stretch.text for stretch in stretches], language)
        whole: dict[int, int] = {}
        for i, stretch in enumerate(stretches):
            if len(stretch.clauses) > len(stretches[whole.setdefault(stretch.sentence, i)].clauses):
                whole[stretch.sentence] = i
        around = [whole[stretch.sentence] for stretch in stretches]
        scores = np.asarray(scores + WHOLE * scores[around]) if len(stretches) else scores
        denied = [bool(_BUT.search(stretch.text)) for stretch in stretches]
        praised = [bool(_PRAISE.search(s.text)) and not no for s, no in zip(stretches, denied, strict=True)]
        for column, shows in enumerate(self._reading.shown):
            if shows in self.barriers:  # praise of what a barrier is about says that its part works
                part = self._reading.shown.index(self.barriers[shows].part)
                scores[praised, part] = np.maximum(scores[praised, part], scores[praised, column])
                scores[praised, column] = -1
            elif shows != SCENE:
                scores[denied, column] = -1
        return scores


def _ranked(scores: np.ndarray) -> list[tuple[float, int, int]]:
    """Score, stretch and what it shows, the firmest first: for each stretch the best."""
    best = [(float(scores[i, row]), i, int(row)) for i, row in enumerate(scores.argmax(axis=1))]
    return sorted(best, key=lambda item: (-item[0], item[1], item[2]))


def _stretches(text: str) -> Iterator[_Stretch]:
    """Every run of up to two clauses of a sentence, and the sentence. A question states nothing."""
    for number, match in enumerate(_SENTENCE.finditer(text)):
        sentence = match[0]
        if sentence.rstrip().endswith(("?", "？")) or _ASKED.match(sentence):
            continue
        ends = [m.span() for m in _CLAUSE.finditer(sentence)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(sentence)]
        clauses = [i for i in range(len(starts)) if sentence[starts[i] : stops[i]].strip(_EDGES)]
        for size in range(1, len(clauses) + 1):
            if CLAUSES < size < len(clauses):
                continue
            for at in range(len(clauses) - size + 1):
                run = clauses[at : at + size]
                words = sentence[starts[run[0]] : stops[run[-1]]].strip(_EDGES)
                if size == len(clauses) or _long(words):
                    yield _Stretch(words, number, frozenset(run))


def _long(words: str) -> bool:
    """Whether a stretch says enough to be judged: five characters of Chinese or three words."""
    return len(_CHARACTERS.findall(words)) >= SHORTEST_ZH or len(words.split()) >= SHORTEST_EN


def _status(own: Sequence[Finding], good: Collection[str]) -> DimensionStatus:
    if not own:
        return "working" if good else "not_stated"
    absent = all(any(_ABSENT.search(trigger) for trigger in finding.triggers) for finding in own)
    return "absent" if absent and not good else "partial"


def _barriers(index: Index) -> Iterator[Barrier]:
    for dimension in index.framework["dimensions"]:
        for part in dimension["parts"]:
            for b in part["barriers"]:
                yield Barrier(b["id"], dimension["id"], part["id"], b["name"], b["definition"], tuple(b["capacities"]))
