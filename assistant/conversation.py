"""Follow-up questions: what carries over from the last two turns, so that a question can be asked on its own."""

import re
from collections.abc import Sequence

from assistant.records import Turn
from assistant.sentences import YEAR
from assistant.vocabulary import Vocabulary
from ingest import content_terms, detect, fold

_ASIDE_ZH = re.compile(r"^(?:那么|那|再问|另外|还有)?[，,]?\s*(.{1,20}?)\s*(?:呢|怎么样|又如何|又怎么样)[?？。]?$")
_ASIDE_EN = re.compile(
    r"^(?:and|but|what about|how about|and what about|and how about)\s+(?:in|for|at|with|on|under)?\s*([^,]{2,60}?)\s*\?*$",
    re.I,
)
# An aside that is only the first clause of what is asked, where the rest is asked besides.
_ASIDE_AND_MORE = re.compile(
    r"^(?:(?:那么|那)?[，,]?\s*([^，,。？?]{1,20}?)呢[，,。？?]\s*(?=另外|还有|以及|并且|同时)|(?:and )?(?:what|how) about\s+(?:in|for|at|with|on)?\s*([^,?]{2,60}?)\s*[,?]\s*and )(\S.+)$",
    re.I,
)
# An aside that brings a question of its own is no mere change of place or group.
_ASKS_ANEW = re.compile(
    r"谁|哪|多少|什么(?!时候呢)|如何|几|[–—,，:：]\s*\S{4,}|\b(?:who|how (?:many|much|long|is|are|do|does)|which|when|why|where|what(?! about))\b",
    re.I,
)
_POINTING = re.compile(
    # What is done about something: by a place that is named, or asked without any.
    r"^[^，。？?]{0,5}?(?:是|又|具体)?怎么(?:做|干|弄|搞|办|解决|处理|应对)的?[?？]?$|^(?:and |but )?(?:what|how) (?:did|does|do) (?:[A-Z][\w-]+ ){1,3}do\b\s*\??$|"
    r"^(?:那|它|其|这|该|此|他们|上述|还有|为什么[?？]?$)|这(?:个|些|项|类|一)|那(?:个|些|项|里)|该(?:法|县|市|文件|政策|办法)"
    r"|这(?:么|样)|类似|同样|其余|剩下的|余下的|也(?=有|是|要|能|可|得|算|适用|一样)"
    r"|\b(?:it|its|they|their|them|this|that|these|those|there|he|she|such(?! as)|same|similar|likewise|the (?:rest|others?|former|latter))\b"
    r"|^which one\b(?! of)|^(?:and|but|so|then|why|since when)\b|\btoo\s*\?*$",
    re.I,
)
# Words that mostly mean something said before in the same sentence, once it has said enough: a relative clause, a pronoun.
_WITHIN = re.compile(
    r"(?<=\w )that (?=(?:is|are|was|were|has|have|had|does|do|did|can|cannot|may|must|will|would|should|not|never)\b)"
    r"|(?<=\w )\b(?:its|their|them|they|it|he|she)\b",
    re.I,
)
# The asker takes back what was understood, or leaves the subject.
_CORRECTS = re.compile(
    r"^(?:不是|不对|错了|我(?:问|说|指)的(?:不)?是|no\b|not (?:that|what)|i (?:meant|mean)\b|sorry,? i meant)", re.I
)
_NEW_TOPIC = re.compile(
    r"^(?:换(?:个|一个)(?:话题|问题)|(?:另外)?(?:再)?问(?:个|一个)别的|另一个问题|different (?:topic|question|subject)|(?:on )?another (?:topic|question|subject)|new (?:topic|question)|something else)[^\w一-鿿]*",
    re.I,
)
# The same of another year: how far it lies from the year that was asked about.
_OTHER_YEAR = (
    (
        re.compile(
            r"后一年|次年|第二年|下一年|\b(?:a|one|the) year (?:later|on|after)\b|\b(?:following|next) year\b", re.I
        ),
        1,
    ),
    (
        re.compile(
            r"前一年|上一年|头一年|\b(?:a|one|the) year (?:earlier|before)\b|\b(?:previous|preceding) year\b", re.I
        ),
        -1,
    ),
)
_FILLERS = re.compile(
    r"^(?:那|在|对|对于|按|按照)|里$|\b(?:and|with) (?:her|his|their) [\w-]+$|\b(?:the|those|people|in|of)\b", re.I
)
_SHORT = 40  # characters of a question that only changes one thing
# A question with this many glossary terms besides groups of people, or this many content terms, and nothing that
# points back, stands on its own.
_ENOUGH_KNOWN = 2
_ENOUGH_TERMS = {"en": 5, "zh": 12}
_SAID_ENOUGH = 8  # content terms of an English question whose pronouns need nothing said before


def standalone(text: str, history: Sequence[Turn], vocabulary: Vocabulary) -> str:
    """The question as it would be asked without the conversation; the text itself when it needs nothing.

    An aside ("那边缘家庭呢?", "and in Zhejiang?") replaces the thing of the same sort in the last question. A question
    that names no place and no document is asked together with the last two (two turns beat one and all: research).
    """
    if not history:
        return text
    if _NEW_TOPIC.match(text) and (rest := _NEW_TOPIC.sub("", text)):
        return rest
    last = history[-1].question.strip()
    if moved := _other_year(last, text):
        return moved
    if _CORRECTS.match(text):
        return f"{last} {text}"
    aside = _aside(text)
    if aside and (swapped := _swap(last, aside, vocabulary)):
        return swapped
    if moved := _swap_and_ask(last, text, vocabulary):
        return moved
    if vocabulary.places(text)[0] or vocabulary.documents(text):
        alone = not aside and not _POINTING.search(text)
        return text if alone else f"{_elsewhere(last, text, vocabulary)} {text}"
    if (says_enough(text, vocabulary) or detect(text) != detect(last)) and not aside and not points_back(text):
        return text
    before = [turn.question.strip() for turn in history[-2:-1]]
    return " ".join([*before, _elsewhere(last, text, vocabulary), text])


def says_enough(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says what it is about, so that it can be asked by itself."""
    known = sum(match.term.kind != "group" for match in vocabulary.terms(text))
    return known >= _ENOUGH_KNOWN or len(content_terms(text)) >= _ENOUGH_TERMS[detect(text)]


def points_back(text: str) -> bool:
    """Whether a text has words that mean something said before it."""
    return bool(_POINTING.search(_WITHIN.sub(" ", text) if len(content_terms(text)) >= _SAID_ENOUGH else text))


def with_asides(parts: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The parts of a question, an aside among them ("… 特困人员呢？", "… And in Zhejiang?") as what it asks in full."""
    found: list[str] = []
    for part in parts:
        aside = _aside(part) if found else ""
        swapped = _swap(found[-1], aside, vocabulary) if aside and _only_names(aside, vocabulary) else ""
        found.append(swapped or part)
    return tuple(found)


def _only_names(aside: str, vocabulary: Vocabulary) -> bool:
    """Whether an aside names places, groups or texts and says nothing else that could be asked."""
    surfaces = [*vocabulary.places(aside)[1], *(match.surface for match in vocabulary.terms(aside))]
    surfaces += [surface for side in vocabulary.sides(aside) for surface in side.surfaces]
    for surface in sorted(surfaces, key=len, reverse=True):
        aside = re.sub(rf"{re.escape(surface)}(?:['’]s \w+$)?", " ", aside, flags=re.I)
    return bool(surfaces) and not content_terms(_FILLERS.sub(" ", aside))


def _aside(text: str) -> str:
    """The thing that an aside names ("那边缘家庭呢？", "and in Zhejiang?"); empty for any other text."""
    found = None if _ASKS_ANEW.search(fold(text)) else _ASIDE_ZH.match(fold(text)) or _ASIDE_EN.match(fold(text))
    return re.sub(r"['’]s$", "", found[1].strip(" 《》")) if found else ""


def _swap_and_ask(last: str, new: str, vocabulary: Vocabulary) -> str:
    """The last question of another place or group, with what is asked beside: "what about X, and how much is paid?"."""
    begun = _ASIDE_AND_MORE.match(fold(new))
    aside = (begun[1] or begun[2]).strip() if begun else ""
    if not begun or _ASKS_ANEW.search(aside):
        return ""
    swapped = _swap(last, aside, vocabulary)
    return f"{swapped} {begun[3]}" if swapped else ""


def _other_year(last: str, new: str) -> str:
    """The last question asked of the year before or after its one year; empty when the new one asks something else."""
    years = YEAR.findall(last)
    if len(set(years)) != 1 or len(new) > _SHORT or YEAR.search(new) or _ASKS_ANEW.search(new):
        return ""
    for pattern, distance in _OTHER_YEAR:
        if pattern.search(new):
            return last.replace(years[0], str(int(years[0]) + distance))
    return ""


def _elsewhere(last: str, new: str, vocabulary: Vocabulary) -> str:
    """The last question with its one place, and its one year, exchanged for those of the new question."""
    _, here = vocabulary.places(new)
    _, there = vocabulary.places(last)
    if len(here) == len(there) == 1:
        last = last.replace(there[0], here[0])
    now, then = set(YEAR.findall(new)), set(YEAR.findall(last))
    if len(now) == len(then) == 1 and not vocabulary.documents(new):
        last = last.replace(then.pop(), now.pop())
    return last


def _swap(last: str, new: str, vocabulary: Vocabulary) -> str:
    """The last question with its place, group or text exchanged for the new one; empty when there is none to exchange."""
    _, new_places = vocabulary.places(new)
    _, old_places = vocabulary.places(last)
    groups = [match.surface for match in vocabulary.terms(new) if match.term.kind == "group"]
    if new_places and groups:
        there = _swap(last, new_places[0], vocabulary) if len(new_places) == len(groups) == 1 else ""
        return _swap(there, groups[0], vocabulary) if there else ""
    if new_places:
        if len(old_places) == 1:
            # With the place goes what is of it: a text, a programme.
            of_place = {surface for side in vocabulary.sides(last) for surface in side.surfaces if side.documents}
            for surface in sorted(of_place - {old_places[0]}, key=len, reverse=True):
                if surface not in old_places[0] and old_places[0] not in surface:
                    last = re.sub(rf"(?:['’]s )?{re.escape(surface)}", "", last, flags=re.I)
            return last.replace(old_places[0], new)
        if old_places:
            return ""
        if detect(last) == "zh":
            return last.replace("全国", new, 1) if "全国" in last else f"{new}{last}"
        return f"{last} ({new})"
    kinds = {match.term.kind for match in vocabulary.terms(new)}
    for match in vocabulary.terms(last):
        if match.term.kind in kinds and match.surface not in new:
            return last.replace(match.surface, new, 1)
    named, then = vocabulary.sides(new), vocabulary.sides(last)
    if len(named) == len(then) == 1 and named[0].documents and then[0].documents:
        return re.sub(re.escape(max(then[0].surfaces, key=len)), lambda _: new, last, flags=re.I)
    return ""
