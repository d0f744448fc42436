"""What a model wrote, read tolerantly: sentences with the labels they name, as soon as each is complete."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Label = tuple[int, int]  # passage and sentence, both counted from 1; sentence 0: none was named

MOST_HELD = 60  # lines that may belong to one JSON object
MOST_DEEP = 6  # levels of JSON inside JSON
_LABEL = r"(?:passage|sentence|source|来源|段落|句)?\s*\d{1,3}(?:[.．]\d{1,3})?"
_OPEN, _CLOSE, _BETWEEN = r"[\[【［〔]", r"[\]】］〕]", r"\s*(?:[,，;；、&–—-]|和|and|\s)\s*"
_GROUP = re.compile(rf"{_OPEN}\s*{_LABEL}(?:{_BETWEEN}{_LABEL})*\s*{_CLOSE}", re.I)
_ONE = re.compile(r"(\d{1,3})(?:[.．](\d{1,3}))?")
_POINTED = re.compile(r"\d{1,3}[.．]\d{1,3}")
_MARKER = re.compile(r"^\s*(?:[-*•·>#]+\s+|\(?\d{1,2}[.)](?!\d)\s*|\d{1,2}、\s*|（\d{1,2}）\s*)+")
_STOP = re.compile(r"[.。!！?？;；]['\"”’)）]*\s*$")
_FENCE = re.compile(r"^\s*```")
_TEXT_KEYS = ("claim", "text", "sentence", "statement", "answer", "content")


@dataclass(frozen=True)
class Said:
    """One sentence of a reply, without its labels, and the labels in the order named."""

    text: str
    labels: tuple[Label, ...]


def read(pieces: Iterable[str]) -> Iterator[Said]:
    """The sentences of a streamed reply, each as soon as its line is complete. Lets errors of the stream through.

    >>> list(read(["1. Aid pays 70", "%. [1.1]\\nNo deductible【2.1, 2.2】。"]))
    [Said(text='Aid pays 70%.', labels=((1, 1),)), Said(text='No deductible。', labels=((2, 1), (2, 2)))]
    """
    for unit in _units(_thoughtless(_lines(pieces))):
        value = _json(unit)
        if value is not None:
            yield from _from_json(value)
        else:
            yield from sentences(unit)


def sentences(line: str) -> Iterator[Said]:
    """The sentences of a line: a label ends one where a full stop stands before or behind it.

    >>> [said.text for said in sentences("Aid pays 70% [1.1]. It has a cap [1.2]. I hope this helps.")]
    ['Aid pays 70%.', 'It has a cap.', 'I hope this helps.']
    """
    line = _MARKER.sub("", _plain(line))
    text, at = "", 0
    labels: list[Label] = []
    for match in _GROUP.finditer(line):
        before = line[at : match.start()]
        if labels and _spoken(before) and (_STOP.search(text) or re.match(r"\s*[.。!！?？;；]", before)):
            stop = re.match(r"\s*[.。!！?？;；]", before)
            yield _said(text + (stop[0] if stop else ""), labels)
            text, labels, before = "", [], before[stop.end() if stop else 0 :]
        text, at = text + before, match.end()
        labels += [(int(one[1]), int(one[2] or 0)) for one in _ONE.finditer(match[0])]
    rest = line[at:]
    stop = re.match(r"\s*[.。!！?？;；]+", rest)
    if labels and _spoken(text) and _spoken(rest) and (stop or _STOP.search(text)):
        yield _said(text + (stop[0] if stop else ""), labels)
        text, labels, rest = "", [], rest[stop.end() if stop else 0 :]
    if _spoken(text + rest):
        yield _said(text + rest, labels)


def _said(text: str, labels: list[Label]) -> Said:
    text = re.sub(r"\s+(?=[.,。，；;!！?？])", "", " ".join(text.split()))
    text = re.sub(r"([.。!！?？;；])[.。;；]$", r"\1", text)
    return Said(_MARKER.sub("", text).strip(), tuple(dict.fromkeys(labels)))


def _spoken(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _plain(text: str) -> str:
    """Without bold marks, code marks and characters that cannot be seen."""
    text = text.replace("**", "").replace("`", "")
    seen = (c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(seen).split())


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        *whole, held = (held + piece).split("\n")
        yield from whole
    yield held


def _thoughtless(lines: Iterable[str]) -> Iterator[str]:
    """Without what a reasoning model writes between <think> and </think>, and without code fences."""
    thinking = False
    for line in lines:
        if thinking:
            _, end, line = line.partition("</think>")
            thinking = not end
        before, begin, after = line.partition("<think>")
        if begin:
            _, end, rest = after.partition("</think>")
            thinking, line = not end, before + rest
        if not _FENCE.match(line):
            yield line


def _units(lines: Iterable[str]) -> Iterator[str]:
    """Lines, those of one JSON value joined."""
    held: list[str] = []
    for line in lines:
        if not held and not line.lstrip().startswith(("{", "[{", '["')):
            yield line
            continue
        held.append(line)
        if _json("\n".join(held)) is not None:
            yield "\n".join(held)
            held = []
        elif len(held) > MOST_HELD:
            yield from held
            held = []
    yield from held


def _json(text: str) -> Any:
    """The objects or list that a text is, numbers as strings (a label 3.10 is no fraction); None if it is neither."""
    text = text.strip().removesuffix(",")
    if not text.startswith(("{", "[")):
        return None
    try:
        value = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return None
    spoken = isinstance(value, dict) or any(isinstance(item, dict) or _spoken_alone(item) for item in value)
    return value if spoken else None


def _spoken_alone(item: Any) -> bool:
    """Whether an item of a list is a sentence, not a label: [3.2, 3.3] is no JSON of ours."""
    return isinstance(item, str) and not next(_labels(item), None)


def _from_json(value: Any, depth: int = 0) -> Iterator[Said]:
    if depth > MOST_DEEP:
        return
    if isinstance(value, str):
        yield from sentences(value)
    elif isinstance(value, list):
        for item in value:
            yield from _from_json(item, depth + 1)
    elif isinstance(value, dict):
        key = next((key for key in _TEXT_KEYS if isinstance(value.get(key), str)), None)
        if key is None:
            yield from _from_json([item for item in value.values() if isinstance(item, dict | list)], depth + 1)
            return
        named = [label for other, item in value.items() if other != key for label in _labels(item)]
        for said in sentences(value[key]):
            yield Said(said.text, tuple(dict.fromkeys([*said.labels, *named])))


def _labels(value: Any) -> Iterator[Label]:
    """The labels in a JSON value: "3.2", "[3.2][4.1]", 3.2 or a list of them."""
    if isinstance(value, list):
        for item in value:
            yield from _labels(item)
    elif isinstance(value, str) and not re.sub(r"[\d\s.,，;；、\[\]【】［］]", "", value):
        for match in _POINTED.finditer(value):
            passage, sentence = re.split(r"[.．]", match[0])
            yield int(passage), int(sentence)
