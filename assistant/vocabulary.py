"""The names that the base knows: glossary terms, documents, places. They are looked up exactly, not by similarity."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.places import known_places
from assistant.records import Side
from assistant.segments import Segments
from assistant.typos import Typos
from assistant.unheard import Unheard
from ingest import Document, Index, Term, document_numbers, fold, same_number, stem

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?", re.I)
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
_SUFFIX = re.compile(r"(特别行政区|自治州|自治县|地区|省|市|县|区)$")
_HAN = re.compile(r"[一-鿿]")
_SHORT = 3  # characters of a name that may also stand inside other words
_TITLE = re.compile(r"《([^》]{2,40})》")
_STATE = "中华人民共和国"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MEMBERS = re.compile(r"(对象|家庭成员|家庭|人员|人口|患者|户)$")
_NO_NAME = "各本全某该我们咱你您一个外哪几多这那每省市县到在和与是有由对按里们他她它的了为从把被给让叫跟向往去来出跑"
# A capitalised word inside an English sentence, or any longer Latin word inside a Chinese one.
_NAME_EN = re.compile(
    r"(?<=[a-z,;:] )[A-Z][a-z]+['’](?!(?:s|t|re|ll|ve|d|m)\b)[a-z]{2,}|(?<=[a-z,;:] )[A-Z][a-z]{2,}(?: (?:[Cc]ounty|City|Province|Prefecture|District|Municipality)\b|\b(?!\.))|^(?!(?:What|Who|Where|When|How|Why|That|There|Here|Let)'s\b)[A-Z][a-z]{2,}(?='s\b)|(?<=[一-鿿(（])[A-Z][a-z]{3,}\b"
)
_STRANGER_ZH = re.compile(
    rf"((?:(?![{_NO_NAME}]|进(?=[一-鿿]{{2,3}}[市县]))[一-鿿]){{2,3}}?)(市|县|自治州)(?!级|域|场|民|政|值|内|外|里|直|本|属)"
)
# What stands before 县 or 市 without being a name.
_NO_NAMES = re.compile(
    "(?:农村|城郊|普通|样本|贫困|重点|脱贫|试点|山区|边境|民族|农业|工业|发达|沿海|示范|先进|革命|老区|所在|周边|相关|直辖|地级|不少|许多|多数)$|^[一二三四五六七八九十两几各]+城?$"
)
# A newspaper or a university named after a place is not the place.
_NAMED_AFTER = re.compile(r"(?:师范|医科|理工|财经)?大学|[日晚]报|(?: Medical| Normal)? University\b| Daily\b")
_OF_PLACE = re.compile(r"^([一-鿿]{2,3})[省市](?=[一-鿿]{4})")  # 浙江省医疗保障条例, which people call 浙江医疗保障条例


@dataclass(frozen=True)
class Match:
    """A known name found in a text."""

    term: Term
    surface: str
    start: int


class Vocabulary:
    """Exact look-up of terms, documents and places; built once from an index."""

    def __init__(self, index: Index) -> None:
        self._documents = index.documents
        self._names = {document.doc_id: _Names.of(document) for document in index.documents.values()}
        # The same quotes are looked up claim after claim. Only what was worked out is remembered.
        self.terms = lru_cache(maxsize=4096)(self._find_terms)
        self.places = lru_cache(maxsize=50_000)(self._find_places)
        self.corrected = Typos(index).corrected
        self.segments = Segments(_names(index))
        self.unheard = Unheard(index, self.segments).share
        self.strangers = lru_cache(maxsize=4096)(self._find_strangers)
        self._zh: dict[str, list[Term]] = {}
        # By stems: the terms, each with the capitals it must be written in (THE) when it is only an abbreviation.
        self._en: dict[tuple[str, ...], list[tuple[Term, frozenset[str]]]] = {}
        for term in index.terms:
            for surface in term.words("zh"):
                self._zh.setdefault(fold(surface), []).append(term)
            forms: dict[tuple[str, ...], list[str]] = {}
            for surface in term.words("en"):
                forms.setdefault(_stems(surface), []).append(surface)
            for key, written in forms.items():
                capitals = frozenset(written) if all(form.isupper() for form in written) else frozenset[str]()
                self._en.setdefault(key, []).append((term, capitals))
        self._frequency = index.lexical.frequency
        self._words = {word for passage in index.passages for word in _PLAIN.findall(passage.text.en)}
        self._stems = {word for stems in self._en for word in stems}
        self._zh.pop("", None)
        self._en.pop((), None)
        # The lengths of the surfaces that begin with two characters, the longest first.
        lengths: dict[str, set[int]] = {}
        for surface in self._zh:
            lengths.setdefault(surface[:2], set()).add(len(surface))
        self._lengths_zh = {start: sorted(found, reverse=True) for start, found in lengths.items()}
        self._lengths_en: dict[str, list[int]] = {}
        for stems in sorted(self._en, key=len, reverse=True):
            found = self._lengths_en.setdefault(stems[0], [])
            if len(stems) not in found:
                found.append(len(stems))
        self._places = {s.lower(): paths for s, paths in _gazetteer(index.documents.values(), index.terms).items()}
        surfaces = sorted(self._places, key=len, reverse=True)
        self._place_pattern = _any_of(surfaces)
        self._numbers = {
            key: [
                d.doc_id for d in index.documents.values() if key in document_numbers(" ".join((d.number, *d.aliases)))
            ]
            for d0 in index.documents.values()
            for key in document_numbers(" ".join((d0.number, *d0.aliases)))
        }

    def _find_terms(self, text: str) -> tuple[Match, ...]:
        """Glossary terms in a text, the longest first at each place, in order of appearance."""
        return tuple(sorted([*self._terms_zh(fold(text)), *self._terms_en(fold(text))], key=lambda match: match.start))

    def _terms_zh(self, text: str) -> Iterable[Match]:
        at = 0
        while at < len(text):
            for length in self._lengths_zh.get(text[at : at + 2], ()):
                surface = text[at : at + length]
                if surface in self._zh:
                    yield from (Match(term, surface, at) for term in self._zh[surface])
                    at += length - 1
                    break
            at += 1

    def _terms_en(self, text: str) -> Iterable[Match]:
        words = list(_WORD.finditer(text))
        stems = [stem(word[0].lower().removesuffix("'s")) for word in words]
        at = 0
        while at < len(words):
            for length in self._lengths_en.get(stems[at], ()):
                known = self._en.get(tuple(stems[at : at + length])) if at + length <= len(stems) else None
                if known:
                    surface = text[words[at].start() : words[at + length - 1].end()]
                    found = [term for term, capitals in known if not capitals or surface in capitals]
                    yield from (Match(term, surface, words[at].start()) for term in found)
                    at += length - 1
                    break
            at += 1

    def _find_places(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Paths of the known places named in a text, and the surface forms they were named by."""
        text = fold(text)
        matches = self._place_pattern.finditer(text)
        surfaces = dict.fromkeys(match[0] for match in matches if not _NAMED_AFTER.match(text, match.end()))
        found = {path: surface for surface in surfaces for path in self._places.get(surface.lower(), ())}
        # A county named together with its province is one place, not two.
        kept = {p: s for p, s in found.items() if not any(q != p and q.startswith(p + "/") for q in found)}
        return tuple(kept), tuple(surfaces)

    def groups(self, text: str) -> tuple[str, ...]:
        """The groups of people named in a text; a family and its members are one group (低保家庭, 低保对象: 低保)."""
        matches = [match for match in self.terms(text) if match.term.kind == "group"]
        return tuple(dict.fromkeys(_MEMBERS.sub("", match.term.zh) for match in matches))

    def _find_strangers(self, text: str) -> tuple[str, ...]:
        """Proper names in a text that the base does not know: Chinese places by suffix or as known ones, names by capital."""
        unknown = self._place_pattern.sub(" ", text)
        places = [
            match[0]
            for match in _STRANGER_ZH.finditer(unknown)
            if not self._place_pattern.search(match[0]) and not _NO_NAMES.search(match[1])
        ]
        words = [word for word, _ in self.segments.of(text)] if _HAN.search(text) else []
        for name in known_places(text, words):
            if not self._place_pattern.search(name) and not any(name in place for place in places):
                places.append(name)
        names = [match[0] for match in _NAME_EN.finditer(fold(text)) if not self._known(match[0])]
        names = [name for name in names if not any(name in place for place in places)]
        return tuple(dict.fromkeys([*places, *names]))

    def is_word(self, word: str) -> bool:
        """Whether an English word, however it is written here, stands in small letters in the base, or is a month."""
        return word.lower() in self._words or word[:3] in _MONTHS

    def policies(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Those of some documents that are policies."""
        return tuple(doc_id for doc_id in documents if self._documents[doc_id].kind == "policy")

    def _known(self, name: str) -> bool:
        """Whether the base has a word or a name that begins like this one (Ghanaians: Ghana), or it is a month."""
        name = name.split()[0]
        word = stem(name.lower())
        if self._frequency(word) or word in self._stems or name[:3] in _MONTHS:
            return True
        return any(form.isascii() and form[:5] == name.lower()[:5] for form in self._places)

    def documents(self, text: str) -> tuple[str, ...]:
        """Ids of documents named by number, title or a popular name."""
        found: list[str] = []
        for key in document_numbers(text):
            for known, ids in self._numbers.items():
                if same_number(key, known):
                    found += ids
        folded, squeezed, words = self._read(text)
        cited = [name.removeprefix(_STATE) for name in _TITLE.findall(folded)]
        for document in self._documents.values():
            if document.title.zh.removeprefix(_STATE) in cited or self._names[document.doc_id].among(
                folded, squeezed, words
            ):
                found.append(document.doc_id)
        found += [match.term.doc for match in self.terms(text) if match.term.doc and match.term.kind == "document"]
        return tuple(dict.fromkeys(found))

    def sides(self, text: str) -> tuple[Side, ...]:
        """The places and documents named in a text, in order; a document and its own place are one side."""
        folded, squeezed, words = self._read(text)
        paths, surfaces = self.places(text)
        found = [
            Side((path,), (), tuple(s for s in surfaces if path in self._places.get(s.lower(), ()))) for path in paths
        ]
        for document in self._documents.values():
            names = self._names[document.doc_id].among(folded, squeezed, words)
            if not names:
                continue
            for n, side in enumerate(found):
                if set(side.places) & set(document.places) or set(side.surfaces) & set(names):
                    documents = (*side.documents, document.doc_id)
                    found[n] = Side(side.places, documents, tuple(dict.fromkeys((*side.surfaces, *names))))
                    break
            else:
                places = tuple(place for place in document.places if place != "CN")
                found.append(Side(places, (document.doc_id,), names))
        # A concept that is named is what is compared, not a side of it, where places or texts are.
        of_places = [side for side in found if side.places or self._kind(side) == "policy"]
        found = of_places if len(of_places) > 1 else found
        at = {side: min((folded.lower().find(s.lower()) for s in side.surfaces), default=-1) for side in found}
        return tuple(sorted((side for side in found if at[side] >= 0), key=at.__getitem__))

    def sides_by_group(self, text: str) -> tuple[Side, ...]:
        """The groups of people named in a text, in order."""
        surfaces: dict[str, list[str]] = {}
        for match in sorted(self.terms(text), key=lambda match: match.start):
            if match.term.kind == "group":
                surfaces.setdefault(_MEMBERS.sub("", match.term.zh), []).append(match.surface)
        return tuple(Side((), (), tuple(dict.fromkeys(names)), (group,)) for group, names in surfaces.items())

    def _read(self, text: str) -> tuple[str, str, frozenset[str]]:
        """A text folded, the same without blanks, and its Chinese words."""
        words = (word for word, _ in self.segments.of(text)) if _HAN.search(text) else ()
        folded = fold(text)
        return folded, re.sub(r"\s", "", folded), frozenset(words)

    def _kind(self, side: Side) -> str:
        return self._documents[side.documents[0]].kind if side.documents else ""


def _any_of(surfaces: Iterable[str]) -> re.Pattern[str]:
    """One of the names, the first that fits; its first character is looked at before any of them is tried."""
    latin = [s for s in surfaces if s.isascii()]
    other = [s for s in surfaces if not s.isascii()]

    def begun(names: list[str]) -> str:
        starts = {start for name in names for start in (name[0].lower(), name[0].upper())}
        return f"(?=[{re.escape(''.join(sorted(starts)))}])(?:{'|'.join(map(re.escape, names))})"

    forms = ([begun(other)] if other else []) + ([rf"\b{begun(latin)}\b"] if latin else [])
    return re.compile("|".join(forms) or r"(?!)", re.I)


@dataclass(frozen=True)
class _Names:
    """The title and popular names of a document, long enough to be known by."""

    chinese: tuple[str, ...]
    latin: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> "_Names":
        chinese = [n for n in (document.title.zh, *document.aliases) if not n.isascii() and len(n) >= 3]
        chinese += [short for n in chinese if (short := _OF_PLACE.sub(r"\1", n)) != n]
        latin = [n for n in (document.title.en, *document.aliases) if n.isascii() and len(n) >= 4]
        return cls(tuple(map(fold, chinese)), tuple(map(fold, latin)))

    def among(self, folded: str, squeezed: str, words: Collection[str]) -> tuple[str, ...]:
        """Those that stand in a text, which is also given without blanks; a short Chinese name only as a word of it."""
        lower = folded.lower()
        latin = [name for name in self.latin if name.lower() in lower]
        return (
            *(name for name in self.chinese if name in squeezed and (len(name) > _SHORT or name in words)),
            *(name for name in latin if re.search(rf"\b{re.escape(name)}\b", folded, re.I)),
        )


def _names(index: Index) -> Iterable[str]:
    """What the base calls things, for the cutting of Chinese text into words."""
    for document in index.documents.values():
        yield from (*document.aliases, *document.extra.get("authors", ()))
        if len(document.title.zh) <= _SHORT:
            yield document.title.zh
    for term in index.terms:
        yield from term.words("zh")


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word.lower().removesuffix("'s")) for word in _WORD.findall(fold(text)))


def _gazetteer(documents: Iterable[Document], terms: Iterable[Term]) -> Mapping[str, tuple[str, ...]]:
    """Surface forms of places (Chinese with and without suffix, English) to the paths they mean."""
    paths = {path for document in documents for path in document.places if path != "CN"}
    whole = set(paths)
    for path in paths:
        parts = path.split("/")
        whole |= {"/".join(parts[:n]) for n in range(2, len(parts))}
    found: dict[str, set[str]] = {}
    for path in whole:
        last = path.rsplit("/", 1)[-1]
        if not last.isascii():
            for form in {last, _SUFFIX.sub("", last)}:
                if len(form) >= 2:
                    found.setdefault(form, set()).add(path)
    by_id = {document.doc_id: document for document in documents}
    for term in terms:
        if term.kind != "place":
            continue
        targets = set(found.get(term.zh, ())) | set(found.get(_SUFFIX.sub("", term.zh), ()))
        if not targets and term.doc in by_id:
            # A country has its document's path; a place in China that no document is about has one of its own.
            targets = {path for path in by_id[term.doc].places if "/" not in path and path != "CN"}
            targets = targets or {f"CN/{term.zh}"}
        for surface in (*term.words("zh"), *term.words("en")):
            if targets:
                found.setdefault(fold(surface), set()).update(targets)
    return {surface: tuple(sorted(targets)) for surface, targets in found.items()}
